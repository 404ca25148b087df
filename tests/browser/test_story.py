"""The year in a real browser: from a district's nomination to the scanned QR of the issued letter,
and on to the accepted plan and summary."""

import os
import urllib.request
from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from tests.browser.hands import (
    ANSWERS,
    click,
    declare_nothing,
    everybody_meets,
    those,
    write_answers,
)
from tests.pictures import jpeg

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Enter = Callable[..., Page]


def test_from_nomination_to_scanned_qr_and_accepted_papers(sign_in: Enter, server: str) -> None:
    krasang = sign_in("krasang", phone=True)
    nominate(krasang)
    buriram = sign_in("buriram")
    accept_both_and_start(buriram)
    for name in ("committee1", "committee2"):
        member = sign_in(name, phone=True)
        declare_nothing(member)
        score(member)
    hold_meeting(buriram)
    decide_and_announce(buriram)
    issue_without_number(buriram)
    pdf = issue_letter(buriram)
    address = scan(pdf)
    assert address.startswith(f"{server}/d/")
    offers_four_files(sign_in(None, phone=True), address)
    allot(buriram)
    keep_pictures(sign_in("krasang"), pdf)
    run_three_days(krasang)
    send_plan(krasang)
    send_summary(krasang)
    accept_papers(buriram)
    krasang.goto("/")
    expect(krasang.get_by_text("จังหวัดรับแล้ว").first).to_be_visible()


def keep_pictures(page: Page, pdf: bytes) -> None:
    """The README's two pictures, written anew by `make pictures`."""
    folder = os.environ.get("WRITE_PICTURES")
    if not folder:
        return
    page.screenshot(path=f"{folder}/home-district.png")
    document = pypdfium2.PdfDocument(pdf)
    document[0].render(scale=1.3).to_pil().save(f"{folder}/letter-1.png", optimize=True)
    document.close()


def fill_date(page: Page, name: str, day: str, month: str, year: str) -> None:
    """The three fields of a date, as a person fills them."""
    page.locator(f"[name={name}_day]").fill(day)
    page.locator(f"[name={name}_month]").select_option(label=month)
    page.locator(f"[name={name}_year]").fill(year)


def nominate(page: Page) -> None:
    """A half-filled form is kept, the missing parts are listed, then it is sent once."""
    page.goto("/nominations/new/")
    page.get_by_label("กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา", exact=False).check()
    click(page, "เริ่มเขียนแบบเสนอโครงการ")
    page.locator("[name=activity_name]").fill(ANSWERS["activity_name"])
    click(page, "บันทึกและตรวจทาน")
    expect(page.get_by_text("ยังกรอกไม่ครบ เหลืออีก").first).to_be_visible()
    click(page, "เขียนต่อ")
    write_answers(page)
    page.locator("[name=place_subdistrict]").select_option(label="ลำดวน")
    click(page, "บันทึกและตรวจทาน")
    expect(page.get_by_text("200,000").first).to_be_visible()
    # Both clicks meet this button: the second of a mouse may already meet the next page's links.
    send = page.get_by_role("button", name="ส่งแบบเสนอโครงการให้จังหวัด")
    send.evaluate("button => { button.click(); button.click() }")
    page.wait_for_url("**/receipt/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def accept_both_and_start(page: Page) -> None:
    """The province accepts each nomination, then closes and starts the scoring."""
    for group in ("บ้านกระเจา", "บ้านอารัง"):
        page.goto("/nominations/")
        page.get_by_role("link", name=group).first.click()
        click(page, "รับแบบเสนอโครงการ")
    page.goto("/rounds/")
    page.get_by_role("link", name="บุรีรัมย์").first.click()
    click(page, "ปิดรับและเริ่มให้คะแนน")


def score(page: Page) -> None:
    """A member scores both on a phone and sends both sheets."""
    for group in ("บ้านกระเจา", "บ้านอารัง"):
        page.goto("/scoring/")
        page.get_by_role("link", name=group).first.click()
        for points in those(page, "input[name^=points_]"):
            points.fill("๔" if group == "บ้านกระเจา" else "3")
        click(page, "ตรวจทานก่อนส่ง")
        click(page, "ส่งคะแนน")


def hold_meeting(page: Page) -> None:
    """All eleven seats come, then the chair opens the meeting."""
    page.goto("/rounds/")
    page.get_by_role("link", name="บุรีรัมย์").first.click()
    click(page, "ผู้มาประชุม")
    everybody_meets(page, 11)


def decide_and_announce(page: Page) -> None:
    """Both are ticked, the exact names are shown, then announced."""
    page.goto("/rounds/")
    page.get_by_role("link", name="บุรีรัมย์").first.click()
    click(page, "บันทึกผลการคัดเลือก")
    for box in those(page, "[name=nominations]"):
        box.check()
    click(page, "บันทึกผลการคัดเลือก")
    click(page, "ตรวจรายชื่อและประกาศผล")
    expect(page.get_by_text("หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง").first).to_be_visible()
    click(page, "ประกาศผล")
    expect(page.get_by_role("link", name="จัดทำประกาศและหนังสือ")).to_be_visible()


def make(page: Page, kind: str) -> None:
    """Draft a document of this kind and choose its signatory."""
    page.goto("/documents/")
    page.get_by_role("listitem").filter(has_text=kind).get_by_role("button").click()
    sign(page)


def sign(page: Page) -> None:
    """On the page of a draft: its signatory."""
    click(page, "แก้ไขข้อมูลในเอกสาร")
    page.locator("[name=signatory]").select_option(index=1)


def issue_without_number(page: Page) -> None:
    """The announcement, drafted by the act of announcing, carries a date alone."""
    page.goto("/documents/")
    page.get_by_role("link", name="ประกาศผลการคัดเลือก").first.click()
    sign(page)
    click(page, "บันทึก")
    click(page, "ออกเอกสาร")
    fill_date(page, "date", "๗", "มิถุนายน", "๒๕๖๘")
    click(page, "ออกประกาศผลการคัดเลือก")
    expect(page.get_by_text("ออกแล้ว").first).to_be_visible()


def issue_letter(page: Page) -> bytes:
    """The letter with a reference, a deadline, its number and date; its frozen bytes."""
    make(page, "หนังสือแจ้งอำเภอที่ได้รับการคัดเลือก")
    fill_date(page, "deadline", "10", "กรกฎาคม", "2025")
    click(page, "เพิ่มหนังสือที่อ้างถึง")
    row = page.locator("fieldset.sheet").last
    row.get_by_label("หนังสือของ").fill("จังหวัดบุรีรัมย์")
    row.get_by_label("รหัสหน่วยงาน").fill("บร ๐๐๑๙")
    row.get_by_label("เลขที่").fill("ว ๒๒๐๐")
    row.get_by_label("วัน", exact=True).fill("27")
    row.get_by_label("เดือน").select_option(label="พฤษภาคม")
    row.get_by_label("ปี พ.ศ.").fill("2568")
    click(page, "บันทึก")
    expect(page.get_by_text("แปลงปี ค.ศ. 2025 เป็น พ.ศ. 2568 ให้แล้ว")).to_be_visible()
    click(page, "ออกเอกสาร")
    page.locator("[name=number]").fill("๒๒๓๐")
    page.locator("[name=series][value=circular]").check()
    fill_date(page, "date", "13", "มิถุนายน", "2568")
    click(page, "ออกหนังสือแจ้งอำเภอที่ได้รับการคัดเลือก")
    expect(page.get_by_text("บร 0019/ว 2230").first).to_be_visible()
    url = page.get_by_role("link", name="เปิดหนังสือ").get_attribute("href")
    answer = page.request.get(url)
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def scan(pdf: bytes) -> str:
    """What a phone's camera reads from the last page."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    assert "ที่ บร ๐๐๑๙/ว ๒๒๓๐" in text.replace("\r\n", "\n")
    picture = document[len(document) - 1].render(scale=3).to_pil()
    document.close()
    return zxingcpp.read_barcodes(picture)[0].text


def offers_four_files(page: Page, address: str) -> None:
    """No account: the page opens and its four PDFs come."""
    page.goto(address)
    links = page.locator("a[href$='.pdf']")
    expect(links).to_have_count(4)
    for link in links.all():
        url = page.evaluate("path => new URL(path, location).href", link.get_attribute("href"))
        with urllib.request.urlopen(url, timeout=20) as answer:
            assert answer.headers["Content-Type"] == "application/pdf"
            assert answer.read(5) == b"%PDF-"


def allot(page: Page) -> None:
    """The province opens the gate for Krachao."""
    page.goto("/activities/")
    page.get_by_role("row", name="บ้านกระเจา").get_by_role("link").first.click()
    page.locator("[name=amount]").fill("๓๘,๖๐๐")
    page.locator("[name=number]").fill("บร 0019/ว 2241")
    fill_date(page, "date", "16", "มิถุนายน", "2568")
    click(page, "บันทึกการจัดสรรงบประมาณ")


def open_activity(page: Page) -> None:
    """The activity of Krachao, from the list."""
    page.goto("/activities/")
    page.get_by_role("link", name="บ้านกระเจา").first.click()


def run_three_days(page: Page) -> None:
    """Dates, places and the study site in another district."""
    open_activity(page)
    page.locator("a[href$='/days/']").first.click()
    for number, day in ((1, "18"), (2, "19"), (3, "20")):
        fill_date(page, f"date_{number}", day, "มิถุนายน", "2568")
        page.locator(f"[name=place_{number}]").fill("ศาลาประชาคมบ้านกระเจา")
    page.locator("[name=site_name]").fill("ศูนย์สาธิตการตลาดบ้านหนองแวง (ตัวอย่าง)")
    page.locator("[name=site_district]").select_option(label="นางรอง")
    page.wait_for_url("**/days/#site")
    expect(page.get_by_text("พบข้อผิดพลาด")).to_have_count(0)
    expect(page.locator("[name=place_3]")).to_have_value("ศาลาประชาคมบ้านกระเจา")
    page.locator("[name=site_subdistrict]").select_option(label="นางรอง")
    page.locator("[name=site_moo]").fill("๖")
    click(page, "บันทึกวันและสถานที่")
    expect(page.get_by_text("18 มิถุนายน 2568").first).to_be_visible()


def fill_reporter(page: Page) -> None:
    """Who reports, in which post, on which day."""
    page.locator("[name=reporter_name]").fill("เจ้าหน้าที่อำเภอกระสัง")
    page.locator("[name=reporter_post]").fill("นักวิชาการพัฒนาชุมชน")
    fill_date(page, "report_date", "23", "มิถุนายน", "2568")


def send_plan(page: Page) -> None:
    """Filled from the proposal already; signed and sent."""
    open_activity(page)
    page.locator("form[action$='/plan/'] button").first.click()
    expect(page.locator("textarea[name$=steps]").first).to_have_value(ANSWERS["steps"])
    fill_reporter(page)
    click(page, "บันทึกและไปตรวจทาน")
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url("**/receipt/")


def send_summary(page: Page) -> None:
    """Items 4–7 in the browser, a picture and a wrong file, then sent."""
    open_activity(page)
    page.locator("form[action$='/summary/'] button").first.click()
    page.locator("[name=participants]").fill("๒๐")
    for name in ("day_1", "day_2", "day_3", "problems", "suggestions"):
        page.locator(f"[name={name}]").fill("ผู้เข้าร่วมเรียนรู้และวางแผนร่วมกัน")
    fill_reporter(page)
    click(page, "บันทึกและไปเพิ่มภาพกิจกรรม")
    page.locator("[data-photos]").set_input_files(
        [
            {"name": "วันแรก.jpg", "mimeType": "image/jpeg", "buffer": jpeg()},
            {"name": "บันทึก.jpg", "mimeType": "image/jpeg", "buffer": b"not a picture"},
        ]
    )
    expect(page.locator(".sent")).to_contain_text("ใช้ไม่ได้ 1 ภาพ")
    page.reload()
    expect(page.locator("main .photos li")).to_have_count(1)
    page.locator("[name^=caption_]").fill("ผู้เข้าร่วมระดมความคิดเห็น")
    click(page, "เสร็จแล้ว ไปตรวจทาน")
    expect(page.get_by_text("ผู้เข้าร่วมระดมความคิดเห็น")).to_be_visible()
    page.locator("form[action$='/submit/'] button").click()
    page.wait_for_url("**/receipt/")


def accept_papers(page: Page) -> None:
    """The province opens both from the activity and accepts them."""
    for kind in ("plans", "summaries"):
        open_activity(page)
        page.locator(f"a[href^='/{kind}/']:not([href$='.pdf'])").first.click()
        page.locator("form[action$='/accept/'] button").click()
        expect(page.get_by_text("จังหวัดรับแล้ว").first).to_be_visible()
