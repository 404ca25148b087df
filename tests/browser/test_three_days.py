"""The whole of activity 2 on a telephone: what an officer does from the notice to BPM, and types once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from cdd_network import thai
from tests.browser.conftest import PHONE
from tests.browser.hands import click
from tests.shots import shot

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Enter = Callable[..., Page]
PASTED = "1. นางสมใจ ดีงาม\tประธานกลุ่ม\tบ้านสามวัน\t1\n2. นายบุญมี ดีพร้อม\tกรรมการ\n3. นางมะลิ งามตา\tสมาชิก"


def test_activity_2_from_the_notice_to_bpm(sign_in: Enter) -> None:
    page = sign_in("days", phone=True)
    widths: list[tuple[str, int]] = []
    page.on("load", lambda one: widths.append((one.url, _width(one))))
    set_days(page)
    name_speaker(page)
    pay(page)
    list_people(page)
    tick(page)
    count_paper(page)
    send_plan(page)
    send_summary(page)
    key_in(page)
    page.goto("/")
    expect(
        page.locator("#main h2", has_text="ต้องทำ").locator("+ ol a[href*='/activities/']")
    ).to_have_count(0)
    assert [one for one in widths if one[1] > PHONE["width"]] == []


def _width(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def fill_date(page: Page, name: str, day: date) -> None:
    """The three fields of a date."""
    page.locator(f"[name={name}_day]").fill(str(day.day))
    page.locator(f"[name={name}_month]").select_option(value=str(day.month))
    page.locator(f"[name={name}_year]").fill(str(thai.be_year(day)))


def hub(page: Page) -> None:
    """The activity's own page, by the list."""
    page.goto("/activities/")
    page.get_by_role("link", name="บ้านสามวัน").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("กิจกรรมของ")


def part(page: Page, title: str) -> None:
    """A part of the event, from its hub."""
    hub(page)
    click(page, title)


def set_days(page: Page) -> None:
    """From the row at home: three days that end today, a site in the own district."""
    page.get_by_role("link", name="กำหนดวันและสถานที่จัดกิจกรรม 3 วัน").click()
    for number, ago in ((1, 2), (2, 1), (3, 0)):
        fill_date(page, f"date_{number}", date.today() - timedelta(ago))
    for number in (1, 3):
        page.locator(f"[name=place_{number}]").fill("ศาลาประชาคมบ้านสามวัน")
    page.locator("[name=site_name]").fill("ศูนย์สาธิตการตลาด (ตัวอย่าง)")
    page.locator("[name=site_type]").select_option(value="market_centre")
    page.locator("[name=site_subdistrict]").select_option(index=1)
    click(page, "บันทึกวันและสถานที่")
    expect(page.get_by_text("บันทึกวันและสถานที่แล้ว")).to_be_visible()


def name_speaker(page: Page) -> None:
    """One speaker; the timetable itself came from the curriculum."""
    part(page, "กำหนดการและวิทยากร")
    page.locator("a[href$='/speakers/']").first.click()
    click(page, "เพิ่มวิทยากร")
    page.locator("[name$='-name']").fill("วิทยากร (ตัวอย่าง)")
    page.get_by_label("บุคลากรของรัฐ", exact=True).check()
    click(page, "บันทึกรายชื่อวิทยากร")
    expect(page.get_by_text("วิทยากร (ตัวอย่าง)").first).to_be_visible()


def pay(page: Page) -> None:
    """The first line costs more than its rate: said, not changed; it saves itself."""
    part(page, "งบประมาณ")
    page.locator("a[href$='/budget/edit/']").first.click()
    page.locator("[name$='-0-price']").fill("๙๙๙")
    page.locator("[name$='-0-spent']").fill("๙,๐๐๐")
    expect(page.locator("[data-autosave-status]")).to_contain_text("บันทึกแล้ว")
    expect(page.locator("[data-text=line-0]")).to_contain_text("เกิน")
    click(page, "บันทึกงบประมาณ")
    expect(page.get_by_text("9,000").first).to_be_visible()


def list_people(page: Page) -> None:
    """Three pasted from a worksheet, looked at, confirmed."""
    part(page, "ผู้เข้าร่วม บัญชีลงทะเบียน และการลงชื่อ")
    click(page, "วางหรือนำเข้าหลายคน")
    page.locator("[name=text]").fill(PASTED)
    click(page, "ตรวจรายชื่อ")
    click(page, "ยืนยันเพิ่ม 3 คน")
    expect(page.get_by_text("3 จาก 20 คน").first).to_be_visible()


def tick(page: Page) -> None:
    """Everybody in the morning, one by a thumb in the afternoon."""
    page.locator("a[href$='/days/3/checkin/']").first.click()
    click(page, "มาครบทุกคน ช่วงเช้า")
    expect(page.locator("[data-count=morning]")).to_have_text("3")
    page.locator("button.tap[value$=':afternoon:on']").first.click()
    expect(page.locator("[data-count=afternoon]")).to_have_text("1")
    page.reload()
    expect(page.locator("[data-count=afternoon]")).to_have_text("1")


def count_paper(page: Page) -> None:
    """Three sheets on paper, one item of them counted."""
    part(page, "แบบประเมินและแบบทดสอบ")
    page.locator("a[href$='/survey/after/tally/']").first.click()
    page.locator("[name=sheets]").fill("๓")
    page.locator("[name=overall_5]").fill("3")
    click(page, "บันทึกแบบกระดาษ")
    expect(page.get_by_text("5.00").first).to_be_visible()


def sign(page: Page) -> None:
    """The reporter, who is asked for once."""
    page.locator("[name=reporter_name]").fill("เจ้าหน้าที่อำเภอ (ตัวอย่าง)")
    page.locator("[name=reporter_post]").fill("นักวิชาการพัฒนาชุมชน")
    fill_date(page, "report_date", date.today())


def send_plan(page: Page) -> None:
    """Filled from the proposal."""
    hub(page)
    page.locator("form[action$='/plan/'] button").first.click()
    expect(page.locator("textarea[name$=steps]").first).to_have_value("ศึกษาความต้องการ\nเสนอที่ประชุม")
    sign(page)
    page.locator("button[name=act][value=check]").last.click()
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url("**/receipt/")


def send_summary(page: Page) -> None:
    """People, opening sentences and the reporter are offered; a photograph; sent."""
    hub(page)
    page.locator(
        "form[action$='/summary/'] button, a[href$='/edit/'][href^='/summaries']"
    ).first.click()
    expect(page.locator("[name=reporter_name]")).to_have_value("เจ้าหน้าที่อำเภอ (ตัวอย่าง)")
    page.locator("button[value='use:people']").click()
    expect(page.locator("[name=participants]")).to_have_value("3")
    for number in (1, 2, 3):
        page.locator(f"[name=day_{number}]").fill(f"ผู้เข้าร่วมเรียนรู้และวางแผนร่วมกันในวันที่ {number}")
    for name in ("problems", "suggestions"):
        page.locator(f"[name={name}]").fill("ไม่มี")
    fill_date(page, "report_date", date.today())
    click(page, "บันทึกและไปเพิ่มภาพกิจกรรม")
    picture = {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": shot(size=(1200, 900), seed=1)}
    page.locator("[data-photos]").set_input_files([picture])
    expect(page.locator(".sent")).to_have_text("ครบ 1/1 ภาพ")
    page.reload()
    page.locator(".photos input").first.fill("ผู้เข้าร่วมระดมความคิดเห็น")
    click(page, "เสร็จแล้ว ไปตรวจทาน")
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url("**/receipt/")


def key_in(page: Page) -> None:
    """Copied into BPM today."""
    part(page, "บันทึกใน BPM")
    assert page.locator("#bpm-all").input_value().count("3 คน") >= 1
    fill_date(page, "keyed_on", date.today())
    click(page, "ยืนยันว่าบันทึกใน BPM แล้ว")
    expect(page.get_by_text("บันทึกใน BPM เมื่อ").first).to_be_visible()
