"""Photographs from a telephone: one by one, over a cut link and an ended login; nothing twice."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from reports.demo import PASSWORD
from tests.browser.hands import click
from tests.shots import shot, turned

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Enter = Callable[..., Page]
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(9000)


def picture(name: str, data: bytes) -> dict[str, object]:
    """A file as a person chooses it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def shots(*seeds: int) -> list[dict[str, object]]:
    """As many pictures, larger than what is kept."""
    return [picture(f"IMG_{n}.jpg", shot(size=(2000, 1500), seed=n, quality=85)) for n in seeds]


def open_photos(page: Page) -> None:
    """From the list of activities to the photographs of the summary, begun if it was not."""
    page.goto("/activities/")
    page.get_by_role("link", name=re.compile("บ้านสองคน")).first.click()
    page.wait_for_url(re.compile(r"/activities/\d+/$"))
    begin = page.locator("form[action$='/summary/'] button")
    if begin.count():
        begin.first.click()
    else:
        page.locator("a[href^='/summaries/']").first.click()
    page.wait_for_url(re.compile(r"/summaries/\d+/"))
    number = re.search(r"/summaries/(\d+)/", page.url).group(1)
    page.goto(f"/summaries/{number}/photos/")


def test_the_link_is_cut_in_mid_upload_and_nothing_is_lost_or_doubled(sign_in: Enter) -> None:
    page = sign_in("plan-one", phone=True)
    open_photos(page)
    sent = []

    def answer_is_lost(route: Route) -> None:
        """The second picture arrives, its answer does not; then the link is dead for a while."""
        sent.append(route.request)
        if len(sent) == 2:
            route.fetch()
        if len(sent) in (2, 3):
            return route.abort()
        return route.continue_()

    page.route("**/photos/add/", answer_is_lost)
    upright = picture("portrait.jpg", turned(shot(size=(2000, 1500), seed=7), 6))
    page.locator("[data-photos]").set_input_files([*shots(1, 2, 3), upright])
    rows = page.locator(".uploads li")
    expect(rows.nth(1)).to_contain_text("ขาดการเชื่อมต่อ จะส่งต่อเอง")
    expect(rows.nth(0)).to_contain_text("เพิ่มแล้ว")
    assert page.locator("[data-photos]").input_value() == ""
    page.get_by_role("button", name="ลองใหม่ IMG_2.jpg").click()
    expect(rows.nth(1)).to_contain_text("ขาดการเชื่อมต่อ")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator(".sent")).to_have_text("ครบ 4/4 ภาพ")
    expect(rows.nth(1)).to_contain_text("ภาพนี้แนบไว้แล้ว จึงไม่ได้เพิ่มซ้ำ")
    page.locator(".photos input").first.fill("ผู้เข้าร่วมระดมความคิดเห็น")
    expect(page.locator("[data-autosave-status]")).to_contain_text("บันทึกแล้ว")
    page.reload()
    expect(page.locator(".photos li")).to_have_count(4)
    expect(page.locator("[data-photo-count]")).to_have_text("4")
    expect(page.locator(".photos input").first).to_have_value("ผู้เข้าร่วมระดมความคิดเห็น")
    last = page.locator(".photos img").last
    assert int(last.get_attribute("height")) == 1600 > int(last.get_attribute("width"))
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_an_ended_login_and_a_file_that_is_no_jpeg(sign_in: Enter) -> None:
    page = sign_in("plan-two", phone=True)
    open_photos(page)
    before = page.locator(".photos li").count()
    page.context.clear_cookies(name="sessionid")
    page.locator("[data-photos]").set_input_files([*shots(11), picture("IMG_0005.HEIC", HEIC)])
    rows = page.locator(".uploads li")
    expect(rows.nth(0)).to_contain_text("หมดเวลาเข้าระบบ ภาพยังอยู่ในหน้านี้")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=re.compile("เข้าระบบอีกครั้งในแท็บใหม่")).click()
    tab = opened.value
    tab.get_by_label("ชื่อผู้ใช้").fill("plan-two")
    tab.get_by_label("รหัสผ่าน").fill(PASSWORD)
    tab.get_by_role("button", name="เข้าสู่ระบบ").click()
    tab.wait_for_url("**/")
    tab.close()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(rows.nth(0)).to_contain_text("เพิ่มแล้ว")
    expect(rows.nth(1)).to_contain_text("ภาพเป็นชนิด HEIC ของ iPhone")
    expect(page.locator(".sent")).to_contain_text("ส่งแล้ว 1/2 ภาพ ใช้ไม่ได้ 1 ภาพ")
    page.reload()
    expect(page.locator(".photos li")).to_have_count(before + 1)
    page.locator(".photos li").last.get_by_role("button", name=re.compile("^ลบ")).click()
    click(page, "เลิกลบภาพนี้")
    expect(page.locator(".photos li")).to_have_count(before + 1)


def test_two_who_write_captions_of_the_same_photographs(sign_in: Enter) -> None:
    one, other = sign_in("plan-one"), sign_in("plan-two", phone=True)
    open_photos(one)
    one.locator("[data-photos]").set_input_files(shots(61, 62))
    expect(one.locator(".sent")).to_have_text("ครบ 2/2 ภาพ")
    other.goto(one.url)

    def saved(page: Page) -> None:
        expect(page.locator("[data-autosave-status]")).to_have_text(re.compile("^บันทึกแล้ว"))

    first, second = (page.locator(".photos input") for page in (one, other))
    first.nth(-2).fill("คำของคนแรก")
    saved(one)
    second.nth(-1).fill("คำของคนที่สอง")
    saved(other)
    second.nth(-1).fill("คำของคนที่สอง ต่อ")
    saved(other)
    second.nth(-2).fill("คนที่สองก็เขียน")
    expect(other.locator("[data-autosave-status]")).to_contain_text("ยกเว้น 1 ข้อ")
    expect(other.get_by_text("ข้อนี้ยังไม่ได้บันทึก")).to_contain_text("คำของคนแรก")
    other.get_by_role("button", name="เสร็จแล้ว ไปตรวจทาน").click()
    both = other.get_by_role("region", name="แก้ไขไม่ตรงกัน 1 ข้อ")
    expect(both).to_contain_text("คำของคนแรก")
    expect(both).to_contain_text("คนที่สองก็เขียน")
    expect(second.nth(-1)).to_have_value("คำของคนที่สอง ต่อ")
    other.get_by_role("button", name="เสร็จแล้ว ไปตรวจทาน").click()
    expect(other.get_by_text("คนที่สองก็เขียน")).to_be_visible()
