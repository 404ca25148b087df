"""The menu on a phone: folded behind a button with script, in rows without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from reports.demo import PASSWORD
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Enter = Callable[..., Page]
LINK = "แบบเสนอโครงการ"


def fits(page: Page) -> bool:
    """Nothing reaches beyond the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_the_menu_folds_behind_a_button(sign_in: Enter) -> None:
    page = sign_in("krasang", phone=True)
    page.goto("/groups/")
    menu = page.get_by_role("navigation", name="เมนูหลัก")
    button = menu.get_by_role("button", name="เมนู")
    expect(menu.get_by_role("link", name=LINK)).to_be_hidden()
    expect(menu.get_by_text("กลุ่มออมทรัพย์").first).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert button.bounding_box()["height"] >= 44
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    link = menu.get_by_role("link", name=LINK)
    assert link.bounding_box()["height"] >= 44
    assert fits(page)
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    link.click()
    page.wait_for_url("**/nominations/")


@pytest.mark.parametrize("username", ["department", "buriram"])
def test_on_a_wide_screen_every_entry_stands_open_in_one_line(
    sign_in: Enter, username: str
) -> None:
    page = sign_in(username)
    page.goto("/upkeep/")  # the last entry stands out, which makes it wider
    links = page.get_by_role("navigation", name="เมนูหลัก").get_by_role("link")
    expect(links.filter(has_text=LINK)).to_be_visible()
    assert len({link.bounding_box()["y"] for link in links.all() if link.is_visible()}) == 1
    expect(page.get_by_role("button", name="เมนู")).to_be_hidden()


def test_without_script_the_menu_stands_in_rows(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport=PHONE, base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("ชื่อผู้ใช้").fill("krasang")
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    menu = page.get_by_role("navigation", name="เมนูหลัก")
    boxes = [link.bounding_box() for link in menu.get_by_role("link").all()]
    assert len({box["y"] for box in boxes}) > 1
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)
    expect(page.get_by_role("button", name="เมนู")).to_be_hidden()
    context.close()
