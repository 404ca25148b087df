"""Two officers of one district on one plan, each in a browser of their own; a link cut while typing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Enter = Callable[..., Page]
SAVED = re.compile("^บันทึกแล้ว")


def status(page: Page) -> object:
    """The line that says how the saving stands."""
    return page.locator("[data-autosave-status]")


def plan_page(page: Page) -> str:
    """Address of the form of the plan that ``seed`` has begun for the district «plan-one»."""
    page.goto("/activities/")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name=re.compile("เขียนต่อ.*แผนปฏิบัติการ")).click()
    page.wait_for_url("**/plans/*/edit/")
    return page.url


def test_what_two_write_into_one_plan_is_kept(sign_in: Enter) -> None:
    one, other = sign_in("plan-one"), sign_in("plan-two", phone=True)
    url = plan_page(one)
    other.goto(url)
    one.locator("[name=items-0-place]").fill("อาคารของคนแรก")
    expect(status(one)).to_have_text(SAVED)
    other.locator("[name=items-0-steps]").fill("สำรวจ\nประชุม\nเปิดศูนย์")
    expect(status(other)).to_contain_text("เพื่อรวมข้อความ")
    other.get_by_role("button", name="บันทึกและไปตรวจทาน").click()
    expect(other.get_by_text("รวมกับข้อความที่")).to_be_visible()
    expect(other.get_by_text("อาคารของคนแรก")).to_be_visible()
    expect(other.get_by_text("3. เปิดศูนย์")).to_be_visible()

    one.goto(url)
    other.goto(url)
    one.locator("[name=items-0-results]").fill("ผลของคนแรก")
    expect(status(one)).to_have_text(SAVED)
    other.locator("[name=items-0-results]").fill("ผลของคนที่สอง")
    expect(status(other)).to_contain_text("เพื่อรวมข้อความ")
    other.get_by_role("button", name="บันทึกและไปตรวจทาน").click()
    both = other.get_by_role("region", name="แก้ไขไม่ตรงกัน 1 ข้อ")
    expect(both).to_contain_text("ผลของคนแรก")
    expect(both).to_contain_text("ผลของคนที่สอง")
    expect(other.locator("[name=items-0-results]")).to_have_value("ผลของคนที่สอง")


def test_a_cut_link_and_an_ended_login_lose_nothing_of_the_plan(sign_in: Enter) -> None:
    page = sign_in("plan-one", phone=True)
    url = plan_page(page)
    page.get_by_role("button", name="เพิ่มกิจกรรมเครือข่าย").click()
    page.wait_for_url("**#id_items-*")
    name = page.locator("[name^=items-][name$=-activity_name]").last
    page.context.set_offline(True)
    name.fill("ธนาคารข้าว")
    expect(status(page)).to_have_text("ขาดการเชื่อมต่อ เก็บไว้ในเครื่องนี้แล้ว")
    page.context.set_offline(False)
    expect(status(page)).to_have_text(SAVED)
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=reporter_post]").fill("พิมพ์หลังหมดเวลา")
    expect(status(page)).to_contain_text("หมดเวลาเข้าระบบ")
    page.get_by_role("link", name="เข้าระบบอีกครั้ง").click()
    page.get_by_label("ชื่อผู้ใช้").fill("plan-one")
    page.get_by_label("รหัสผ่าน").fill("demo-2568")
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.wait_for_url(url)
    expect(page.locator("[name=reporter_post]")).to_have_value("พิมพ์หลังหมดเวลา")
    expect(page.locator("[name^=items-][name$=-activity_name]").last).to_have_value("ธนาคารข้าว")
