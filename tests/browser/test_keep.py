"""Text that was typed and not saved comes back: after an ended login, and row by row."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from reports.demo import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Enter = Callable[..., Page]
TEXT = "น้ำประปาไม่พอใช้\nในหน้าแล้ง"
BACK = "นำข้อความที่ยังไม่ได้บันทึกเมื่อ"


def enter_again(page: Page, username: str = "prasat") -> None:
    """Fill in the sign-in page that one was sent to."""
    page.get_by_label("ชื่อผู้ใช้").fill(username)
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()


def kept_keys(page: Page) -> list[str]:
    """Keys of the copies in this browser."""
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('keep:'))")


def edit_page(page: Page) -> str:
    """Address of Prasat's own proposal, begun when it is not yet."""
    page.goto("/nominations/new/")
    choice = page.get_by_label("โคกสำราญ", exact=False)
    if choice.count():
        choice.check()
        page.get_by_role("button", name="เริ่มเขียนแบบเสนอโครงการ").click()
        page.wait_for_url("**/edit/")
        return page.url
    page.goto("/nominations/")
    page.get_by_role("link", name="โคกสำราญ").first.click()
    page.wait_for_url(re.compile(r"/nominations/\d+/$"))
    return page.url.rstrip("/") + "/edit/"


def test_text_comes_back_after_an_ended_login_and_is_saved(sign_in: Enter) -> None:
    page = sign_in("prasat")
    url = edit_page(page)
    page.goto(url)
    page.locator("[name=reasons]").fill(TEXT)
    page.locator("[name=capital]").fill("๒๐๐,๐๐๐")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="บันทึกและตรวจทาน").click()
    expect(page.get_by_text("ข้อความที่พิมพ์ไว้ในเครื่องนี้ยังอยู่")).to_be_visible()
    enter_again(page)
    page.wait_for_url("**/edit/")
    expect(page.get_by_text(BACK)).to_be_visible()
    expect(page.locator("[name=reasons]")).to_have_value(TEXT)
    expect(page.locator("[name=capital]")).to_have_value("๒๐๐,๐๐๐")
    page.get_by_role("button", name="บันทึกและตรวจทาน").click()
    expect(page.get_by_text("บันทึกแล้ว")).to_be_visible()
    expect(page.get_by_text("น้ำประปาไม่พอใช้").first).to_be_visible()
    page.goto(url)
    expect(page.locator("[name=reasons]")).to_have_value(TEXT)
    expect(page.get_by_text(BACK)).to_have_count(0)


def test_left_text_comes_back_or_gives_way_and_goes_with_signing_out(sign_in: Enter) -> None:
    page = sign_in("prasat")
    # Else what is left is saved by itself, by a request that outlives the page.
    page.route("**/autosave*.js", lambda route: route.abort())
    url = edit_page(page)
    page.goto(url)
    stored = page.locator("[name=objectives]").input_value()
    page.locator("[name=objectives]").fill("ยังไม่ได้บันทึก")
    page.goto("/guide/")  # sooner than the half second
    page.goto(url)
    expect(page.locator("[name=objectives]")).to_have_value("ยังไม่ได้บันทึก")
    page.get_by_role("button", name="ใช้ข้อความที่บันทึกไว้แทน").click()
    expect(page.locator("[name=objectives]")).to_have_value(stored)
    expect(page.get_by_text(BACK)).to_have_count(0)
    page.locator("[name=objectives]").fill("ของคนนี้คนเดียว")
    for _ in range(50):  # half a second after the last letter, later on a busy machine
        if kept_keys(page):
            break
        page.wait_for_timeout(100)
    assert len(kept_keys(page)) == 1
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url("**/sign-in/")
    assert kept_keys(page) == []


def test_a_page_left_open_while_signing_in_elsewhere_can_still_be_sent(sign_in: Enter) -> None:
    page = sign_in("prasat")
    page.goto(edit_page(page))
    page.locator("[name=urgency]").fill("ก่อนฤดูเพาะปลูก")
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="ออกจากระบบ").click()
    other.wait_for_url("**/sign-in/")
    enter_again(other)
    other.get_by_role("heading", level=1).wait_for()
    page.get_by_role("button", name="บันทึกและตรวจทาน").click()
    expect(page.get_by_text("บันทึกแล้ว")).to_be_visible()
    expect(page.get_by_text("ก่อนฤดูเพาะปลูก").first).to_be_visible()


def test_pasted_people_come_back_in_this_tab_alone(sign_in: Enter) -> None:
    page = sign_in("plan-one")
    page.goto("/activities/")
    page.get_by_role("link", name="บ้านสองคน").first.click()
    page.wait_for_url(re.compile(r"/activities/\d+/$"))
    paste = page.url.replace("/activities/", "/events/") + "people/paste/"
    page.goto(paste)
    page.locator("[name=text]").fill("นางสมใจ ดีงาม ประธานกลุ่ม")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="ตรวจรายชื่อ").click()
    page.wait_for_url("**/sign-in/**")
    enter_again(page, "plan-one")
    page.wait_for_url(paste)
    expect(page.get_by_text(BACK)).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value("นางสมใจ ดีงาม ประธานกลุ่ม")
    assert kept_keys(page) == [], "no name stays on a shared computer"
    other = page.context.new_page()
    other.goto(paste)
    expect(other.locator("[name=text]")).to_have_value("")
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url("**/sign-in/")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_section_of_the_next_year_comes_back(sign_in: Enter) -> None:
    page = sign_in("department")
    page.goto("/programmes/2568/")
    page.get_by_role("button", name="ทำปีถัดไปจากปีนี้").click()
    page.wait_for_url("**/programmes/2569/")
    page.goto("/programmes/2569/criteria/")
    rows = page.locator("textarea").count()
    first = page.locator("textarea").first
    first.fill("ข้อความของปีใหม่")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="บันทึก", exact=True).last.click()
    page.wait_for_url("**/sign-in/**")
    enter_again(page, "department")
    page.wait_for_url("**/criteria/")
    expect(page.get_by_text(BACK)).to_be_visible()
    expect(page.locator("textarea").first).to_have_value("ข้อความของปีใหม่")
    assert page.locator("textarea").count() == rows
    page.get_by_role("button", name="บันทึก", exact=True).last.click()
    page.wait_for_url("**/programmes/2569/")
    page.goto("/programmes/2569/criteria/")
    expect(page.locator("textarea").first).to_have_value("ข้อความของปีใหม่")
    expect(page.get_by_text(BACK)).to_have_count(0)


FORM = """<!doctype html><html lang="th"><title>t</title><body data-user="7"><main>
<form method="post" id="f" data-keep{typed}><input type="hidden" name="version" value="{version}">
<input type="hidden" name="base" value="b{version}"><input type="hidden" name="items-TOTAL_FORMS" value="1">
<section data-row><h2 id="row-1">กิจกรรมที่ 1</h2><label for="id_items-0-place">ที่</label>
<input id="id_items-0-place" name="items-0-place" value="เดิม"><input type="checkbox" name="items-0-DELETE"></section>
<textarea name="steps">เดิม</textarea></form></main><script src="/static/js/keep.js"></script>"""
VALUES = {
    "version": "3", "base": "b3", "items-TOTAL_FORMS": "1", "items-0-place": "เดิม",
    "items-0-DELETE": False, "steps": "ใหม่",
}  # fmt: skip


@pytest.fixture
def load(sign_in: Enter) -> Callable[..., Page]:
    """``load(copy, version=3, typed=False)``: a page with a form, beside a copy kept earlier.

    ``version`` None: the form of something new, which carries none.
    """
    page = sign_in(None)

    def opened(copy: dict | None, *, version: int | None = 3, typed: bool = False) -> Page:
        def answer(route: Route) -> None:
            mark = '="typed"' if typed else ""
            body = FORM.format(version=version, typed=mark)
            if version is None:
                body = body.replace('<input type="hidden" name="version" value="None">', "")
            route.fulfill(body=body, content_type="text/html; charset=utf-8")

        page.goto("/healthz")
        page.evaluate(
            "copy => { localStorage.clear(); if (copy) localStorage.setItem('keep:7:/kept/', "
            "JSON.stringify({at: Date.now() - (copy.age || 0) * 86400000, ...copy})); }",
            copy,
        )
        page.unroute("**/kept/")
        page.route("**/kept/", answer)
        page.goto("/kept/")
        return page

    return opened


def copy(*, sent: bool = False, age: int = 0, **more: object) -> dict:
    """A copy kept over version 3."""
    return {"sent": sent, "age": age, "version": "3", "values": {**VALUES, **more}}


def test_unsaved_text_comes_back_with_the_version_it_was_typed_over(load: Callable) -> None:
    page = load(copy(), version=5)
    expect(page.locator("[name=steps]")).to_have_value("ใหม่")
    expect(page.locator("[name=version]")).to_have_value("3")
    expect(page.locator("[name=base]")).to_have_value("b3")
    expect(page.get_by_text(BACK)).to_be_visible()


@pytest.mark.parametrize(
    ("kept", "version"),
    [
        (copy(sent=True), 4),  # it was saved
        (copy(age=15), 3),  # too old
        (copy(steps=" เดิม\r\n"), 3),  # the same text
        (None, 3),
    ],
)
def test_saved_old_and_equal_copies_are_dropped(
    load: Callable, kept: dict | None, version: int
) -> None:
    page = load(kept, version=version)
    expect(page.locator("[name=steps]")).to_have_value("เดิม")
    expect(page.get_by_text(BACK)).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_what_was_added_is_not_typed_into_the_next_new_one(load: Callable) -> None:
    sent = {"sent": True, "values": {"steps": "ใหม่"}}
    page = load(sent, version=None)
    expect(page.locator("[name=steps]")).to_have_value("เดิม")
    assert page.evaluate("localStorage.length") == 0
    page = load({**sent, "sent": False}, version=None)  # its login had ended
    expect(page.locator("[name=steps]")).to_have_value("ใหม่")


def test_sent_but_not_saved_comes_back(load: Callable) -> None:
    page = load(copy(sent=True), version=3)
    expect(page.locator("[name=steps]")).to_have_value("ใหม่")


def test_a_page_that_shows_what_was_sent_is_never_refilled(load: Callable) -> None:
    page = load(copy(sent=True), version=4, typed=True)
    expect(page.locator("[name=steps]")).to_have_value("เดิม")
    kept = page.evaluate("JSON.parse(localStorage.getItem('keep:7:/kept/'))")
    assert (kept["version"], kept["sent"], kept["values"]["steps"]) == ("4", False, "เดิม")


def test_a_row_that_was_added_and_not_saved_comes_back(load: Callable) -> None:
    more = {"items-TOTAL_FORMS": "2", "items-1-place": "ที่ใหม่", "items-1-DELETE": True}
    page = load(copy(**more))
    expect(page.locator("[name='items-0-place']")).to_have_value("เดิม")
    row = page.locator("[data-row]").nth(1)
    expect(row.get_by_label("ที่")).to_have_value("ที่ใหม่")
    expect(row.locator("[type=checkbox]")).to_be_checked()
    expect(row.get_by_role("heading")).to_have_text("กิจกรรมที่ 2")
    expect(page.locator("[name='items-TOTAL_FORMS']")).to_have_value("2")
