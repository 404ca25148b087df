"""What hands do on several tests' pages: press, fill in, declare, tap who came."""

import re

from playwright.sync_api import Locator, Page, expect

ANSWERS = {
    "activity_name": "ศูนย์สาธิตการตลาดบ้านกระเจา",
    "reasons": "สมาชิกซื้อของไกลและราคาแพง",
    "problem": "ต้องการลดรายจ่ายของสมาชิก",
    "urgency": "ก่อนฤดูเพาะปลูก",
    "group_plan": "มติที่ประชุมใหญ่สามัญ",
    "objectives": "เพื่อจำหน่ายสินค้าราคายุติธรรม",
    "target_people": "สมาชิกกลุ่ม",
    "target_count": "๑๕๖",
    "place": "อาคารอเนกประสงค์",
    "place_moo": "๗",
    "capital": "๒๐๐,๐๐๐",
    "expected_results": "รายจ่ายลดลง",
    "steps": "สำรวจความต้องการ\nประชุมคณะกรรมการ\nเปิดศูนย์",
}


def click(page: Page, name: str) -> None:
    """Press the button or follow the link of this name."""
    # One locator for both: asking "is there a button?" first answers too early on a page that is
    # still loading, and then waits for a link that never comes.
    button = page.get_by_role("button", name=name, exact=True)
    button.or_(page.get_by_role("link", name=name, exact=True)).first.click()


def those(page: Page, selector: str) -> list[Locator]:
    """All of them, on a page that may only just be loading: before that there would be none."""
    found = page.locator(selector)
    expect(found.first).to_be_attached()
    return found.all()


def write_answers(page: Page) -> None:
    """Every condition is met and every item of the proposal filled, but for the subdistrict."""
    for box in those(page, "[name^=eligible_][value=yes]"):
        box.check()
    for name, text in ANSWERS.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=activity_type]").select_option(label="ศูนย์สาธิตการตลาด")


def declare_nothing(page: Page) -> None:
    """A member declares no interest in anything on which the system found nothing."""
    page.goto("/scoring/declare/")
    say_the_rest(page)


def say_the_rest(page: Page) -> None:
    """On the page of declarations: nothing to declare on the others, and saved."""
    page.locator("[name=rest]").check()
    page.get_by_role("button", name="บันทึกการแจ้ง").last.click()
    page.wait_for_url(re.compile(r"/scoring/(\d+/)?$"))


def everybody_meets(page: Page, seats: int) -> None:
    """On the page of attendance: the first ``seats`` come one by one, and the meeting begins."""
    rows = page.locator("ol.attendance > li")
    for at in range(seats):
        rows.nth(at).get_by_role("button", name=re.compile("^มา ")).click()
    expect(page.locator(".quorum")).to_contain_text(f"{seats} จาก")
    click(page, "เปิดประชุม")
