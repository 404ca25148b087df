"""A long form saves itself in a real browser: while typing, over a dead link, after an ended login."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_keep import BACK, edit_page, enter_again, kept_keys

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Enter = Callable[..., Page]


def status(page: Page) -> object:
    """The line that says how the saving stands."""
    return page.locator("[data-autosave-status]")


def test_what_is_typed_is_saved_and_a_dead_link_is_survived(sign_in: Enter) -> None:
    page = sign_in("prasat")
    url = edit_page(page)
    page.goto(url)
    page.locator("[name=group_plan]").fill("มติที่ประชุมใหญ่")
    expect(status(page)).to_contain_text("บันทึกแล้ว")
    assert kept_keys(page) == []
    page.goto(url)
    expect(page.locator("[name=group_plan]")).to_have_value("มติที่ประชุมใหญ่")
    expect(page.get_by_text(BACK)).to_have_count(0)

    page.context.set_offline(True)
    page.locator("[name=group_plan]").fill("มติที่ประชุมใหญ่ ครั้งที่ 2")
    expect(status(page)).to_have_text("ขาดการเชื่อมต่อ เก็บไว้ในเครื่องนี้แล้ว")
    assert len(kept_keys(page)) == 1
    page.context.set_offline(False)
    expect(status(page)).to_contain_text("บันทึกแล้ว")
    assert kept_keys(page) == []
    page.get_by_role("button", name="บันทึกและตรวจทาน").click()
    expect(page.get_by_text("มติที่ประชุมใหญ่ ครั้งที่ 2").first).to_be_visible()


def test_a_wrong_answer_is_told_quietly_and_kept_here(sign_in: Enter) -> None:
    page = sign_in("prasat", phone=True)
    page.goto(edit_page(page))
    page.locator("[name=capital]").fill("สองแสน")
    page.locator("[name=eligible_1]").first.check()
    expect(status(page)).to_contain_text("ยกเว้น 1 ข้อ")
    note = page.get_by_text("ข้อนี้ยังไม่ได้บันทึก")
    expect(note).to_contain_text("เงินทุนของกลุ่มฯ ต้องเป็นตัวเลข")
    expect(page.locator("aside [data-text=left-eligibility]")).not_to_have_text("เหลือ 4 ข้อ")
    assert len(kept_keys(page)) == 1
    page.locator("[name=capital]").fill("๒๐๐,๐๐๐")
    expect(page.get_by_text("ข้อนี้ยังไม่ได้บันทึก")).to_have_count(0)
    assert kept_keys(page) == []


def test_an_ended_login_is_told_with_the_way_back(sign_in: Enter) -> None:
    page = sign_in("prasat")
    page.goto(edit_page(page))
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=problem]").fill("ก่อนเข้าระบบอีกครั้ง")
    expect(status(page)).to_contain_text("หมดเวลาเข้าระบบ ข้อความเก็บไว้ในเครื่องนี้แล้ว")
    page.get_by_role("link", name="เข้าระบบอีกครั้ง").click()
    enter_again(page)
    page.wait_for_url("**/edit/")
    expect(page.get_by_text(BACK)).to_be_visible()
    expect(page.locator("[name=problem]")).to_have_value("ก่อนเข้าระบบอีกครั้ง")


def test_the_ordinary_save_waits_for_what_is_under_way(sign_in: Enter) -> None:
    page = sign_in("prasat")
    page.goto(edit_page(page))
    held = []
    page.route(
        "**/edit/",
        lambda route: held.append(route) if is_auto(route) and not held else route.continue_(),
    )
    page.locator("[name=objectives]").fill("ชุดแรก")
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(100)
    page.locator("[name=objectives]").fill("ชุดที่สอง")
    page.get_by_role("button", name="บันทึกและตรวจทาน").click()
    page.wait_for_timeout(200)
    assert page.url.endswith("/edit/")
    held[0].continue_()
    page.wait_for_url(lambda url: not url.endswith("/edit/"))
    expect(page.get_by_text("บันทึกแล้ว ยังไม่ได้ส่งให้จังหวัด")).to_be_visible()
    expect(page.get_by_text("ชุดที่สอง").first).to_be_visible()


def is_auto(route: object) -> bool:
    """Whether the page posted itself."""
    return route.request.headers.get("x-autosave") == "1"
