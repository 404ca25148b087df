"""The committee's hour in real browsers: a province, its second officer at the projector, two
districts and five members on phones, all at once, from opening the call to the public result."""

import re
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from playwright.sync_api import Page, Request, Response, expect

from tests.browser.eve import DISTRICTS, MEMBERS
from tests.browser.hands import click, say_the_rest, write_answers

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Enter = Callable[..., Page]
POINTS = {
    "บ้านหนึ่ง": (20, 16, 12, 12, 8, 8, 4),
    "บ้านสอง": (15, 16, 10, 10, 6, 6, 3),
    "บ้านสาม": (18, 13, 10, 10, 6, 6, 3),
}
"""What every member gives: means 80, 66, 66; the first tie-breaker (18 to 15) parts the equals."""
OWN_REFRESH = 40_000
"""Milliseconds in which the projector has asked for itself again, on a slow machine too."""
NOTE = "โปรดระบุจำนวนครัวเรือนที่เดือดร้อน"


class Room:
    """Everybody's own page, and whatever went wrong on any of them."""

    def __init__(self, sign_in: Enter) -> None:
        self.faults: list[str] = []
        self._sign_in = sign_in
        self.province = self.enter("hour-province")
        self.screen = self.enter("hour-second")
        self.districts = [self.enter(f"hour-{code}", phone=True) for code in DISTRICTS]
        self.members = [self.enter(name, phone=True) for name in MEMBERS]

    def enter(self, username: str | None, *, phone: bool = False) -> Page:
        """A context of one's own, watched."""
        page = self._sign_in(username, phone=phone)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", lambda said: said.type == "error" and self.faults.append(said.text))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        return page

    def _failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # a page that was left
            self.faults.append(f"{request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")


@pytest.fixture
def room(sign_in: Enter) -> Iterator[Room]:
    """The room; a fault on any page fails the test."""
    found = Room(sign_in)
    yield found
    assert found.faults == []


def test_from_opening_to_announcement_all_at_once(room: Room) -> None:
    open_call(room.province)
    nominate(room.districts)
    return_and_accept(room)
    attend(room.province)
    begin_scoring(room.province)
    declare(room.members)
    score(room)
    decide(room.province)
    announce(room)


def to_round(page: Page) -> None:
    """The province's own round, from its list."""
    page.goto("/rounds/")
    page.get_by_role("link", name="ศรีสะเกษ").first.click()


def follow(page: Page, name: str) -> None:
    """One of the hub's links."""
    to_round(page)
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def open_call(page: Page) -> None:
    """The criteria may be changed until then."""
    to_round(page)
    click(page, "เปิดรับแบบเสนอโครงการ")
    expect(page.get_by_text("รอตรวจ 0 ฉบับ")).to_be_visible()


def nominate(pages: list[Page]) -> None:
    """Both districts write at the same time; the first one nominates a second group after."""
    one, two = pages
    for page, village in ((one, "บ้านหนึ่ง"), (two, "บ้านสาม")):
        begin(page, village)
    for page in pages:
        write_answers(page)
        page.locator("[name=place_subdistrict]").select_option(index=1)
    for page in pages:
        expect(page.locator("[data-autosave-status]")).to_contain_text(re.compile("^บันทึกแล้ว"))
    for page in pages:
        send(page)
    begin(one, "บ้านสอง")
    write_answers(one)
    one.locator("[name=place_subdistrict]").select_option(index=1)
    send(one)


def begin(page: Page, village: str) -> None:
    """Choose the group."""
    page.goto("/nominations/new/")
    page.get_by_label(village, exact=False).check()
    click(page, "เริ่มเขียนแบบเสนอโครงการ")


def send(page: Page) -> None:
    """Look at the answers, send, and keep the receipt."""
    click(page, "บันทึกและตรวจทาน")
    expect(page.get_by_text("200,000").first).to_be_visible()
    click(page, "ส่งแบบเสนอโครงการให้จังหวัด")
    page.wait_for_url("**/receipt/")
    expect(page.get_by_role("heading", name="ส่งแบบเสนอโครงการแล้ว")).to_be_visible()


def to_nomination(page: Page, village: str) -> None:
    """One nomination, from the list."""
    page.goto("/nominations/")
    page.get_by_role("link", name=village).first.click()


def return_and_accept(room: Room) -> None:
    """One comes back with a note beside an item and is mended; then all are accepted."""
    province, district = room.province, room.districts[1]
    to_nomination(province, "บ้านสาม")
    click(province, "ส่งกลับให้แก้ไข")
    province.locator("[name=note_problem]").fill(NOTE)
    province.get_by_role("main").locator("form button[type=submit]").click()
    to_nomination(district, "บ้านสาม")
    expect(district.get_by_text(NOTE).first).to_be_visible()
    click(district, "เขียนต่อ")
    expect(district.locator("#item-problem")).to_contain_text(NOTE)
    district.locator("[name=problem]").fill("ลดรายจ่ายของ 86 ครัวเรือน")
    send(district)
    for village in POINTS:
        to_nomination(province, village)
        click(province, "รับแบบเสนอโครงการ")


def attend(page: Page) -> None:
    """Six of eleven are needed: seven come, one by delegate; one is absent with a reason."""
    follow(page, "ผู้มาประชุม")
    rows = page.locator("ol.attendance > li")
    expect(rows).to_have_count(11)
    expect(page.locator(".quorum")).to_contain_text("ยังไม่ครบองค์ประชุม")
    for at in range(6):
        rows.nth(at).get_by_role("button", name=re.compile("^มา ")).click()
    expect(page.locator(".quorum")).to_contain_text("6 จาก 11")
    expect(page.locator(".quorum")).to_contain_text("ครบองค์ประชุม")
    rows.nth(6).get_by_role("link", name=re.compile("^ผู้แทนมา")).click()
    page.locator("[name=delegate]").fill("นางสาวสุดา ใจดี นักวิชาการ")
    click(page, "บันทึกว่าผู้แทนมาแล้ว")
    rows.nth(7).get_by_role("link", name=re.compile("^ไม่มา")).click()
    page.locator("[name=reason]").fill("ติดราชการ")
    click(page, "บันทึกว่าไม่มาประชุม")
    expect(page.locator(".quorum")).to_contain_text("7 จาก 11")
    click(page, "เปิดประชุม")
    expect(page.get_by_text("เปิดประชุม", exact=False).first).to_be_visible()


def begin_scoring(page: Page) -> None:
    """The call closes and the members may begin; points are shut."""
    to_round(page)
    click(page, "ปิดรับและเริ่มให้คะแนน")
    follow(page, "ผลคะแนน")
    expect(page.get_by_text("กรรมการยังส่งคะแนนไม่ครบ (ส่งแล้ว 0 จาก 15 ใบ)")).to_be_visible()


def declare(members: list[Page]) -> None:
    """All have the page open before the first one says a word; the last one stands aside once."""
    for page in members:
        page.goto("/scoring/")
        click(page, "แจ้งการมีส่วนได้เสีย")
    last = members[-1]
    expect(last.get_by_text("สังกัดอำเภอเดียวกับกลุ่มที่เสนอ")).to_have_count(1)
    last.locator(".flagged [type=radio][value=aside]").check()
    last.locator(".flagged [name^=reason_]").fill("เป็นคนอำเภอเดียวกัน")
    for page in members:
        say_the_rest(page)


def score(room: Room) -> None:
    """Sheet after sheet, all five side by side; the board counts and never tells a point."""
    follow(room.screen, "กระดานความคืบหน้า")
    board(room.screen, sent=0)
    sent = 0
    for village in POINTS:
        scorers = room.members[:-1] if village == "บ้านสาม" else room.members
        for page in scorers:
            page.goto("/scoring/")
            page.get_by_role("link", name=village).click()
        fill(scorers, village)
        for page in scorers:
            click(page, "ตรวจทานก่อนส่ง")
        if village == "บ้านสาม":
            results_stay_shut(room.province)
        for page in scorers:
            click(page, "ส่งคะแนน")
            expect(page.get_by_role("heading", name="ให้คะแนน", exact=True)).to_be_visible()
            sent += 1
        if village == "บ้านหนึ่ง":
            board(room.screen, sent=5)
            recall_and_mend(room)
        board(room.screen, sent=sent)


def fill(pages: list[Page], village: str) -> None:
    """One criterion after the other, in every hand; each page saves itself."""
    for at, page in product(range(7), pages):
        page.locator("input[name^=points_]").nth(at).fill(str(POINTS[village][at]))
    total = sum(POINTS[village])
    for page in pages:
        expect(page.locator("[data-text=total]")).to_contain_text(f"{total} จาก 100")
        expect(page.locator("[data-autosave-status]")).to_contain_text("บันทึกแล้ว")


def recall_and_mend(room: Room) -> None:
    """The third member takes a sheet back, and sends it again with another word and other points."""
    page = room.members[2]
    page.goto("/scoring/")
    page.get_by_role("link", name="บ้านหนึ่ง").click()
    click(page, "นำกลับมาแก้ไข")
    board(room.screen, sent=4)
    page.locator("input[name^=points_]").first.fill("19")
    page.locator("input[name^=points_]").nth(1).fill("17")
    click(page, "ตรวจทานก่อนส่ง")
    expect(page.get_by_text("คะแนนรวม 80 จาก 100")).to_be_visible()
    click(page, "ส่งคะแนน")


def board(page: Page, *, sent: int) -> None:
    """The projector: how many of 14 sheets, and no number of points. Nobody touches it.

    It asks for itself again every ten seconds; a reload by hand in that very moment is refused.
    """
    said = f"{sent} จาก 14 ใบ" if sent < 14 else "กรรมการส่งคะแนนครบแล้ว"
    shown = page.locator(".board")
    expect(shown).to_contain_text(said, timeout=OWN_REFRESH)
    expect(shown).not_to_contain_text("คะแนนเฉลี่ย")
    expect(shown).not_to_contain_text(re.compile(r"\b(80|66)\b"))


def results_stay_shut(page: Page) -> None:
    """Four sheets are awaited: not even the province sees points."""
    follow(page, "ผลคะแนน")
    expect(page.get_by_text("ส่งแล้ว 10 จาก 14 ใบ").first).to_be_visible()
    expect(page.get_by_role("columnheader", name="คะแนนเฉลี่ย")).to_have_count(0)


def decide(page: Page) -> None:
    """The board of results: the tie-breaker has parted the equals; two are chosen, one waits."""
    follow(page, "ผลคะแนน")
    places = page.locator("table.board tbody tr")
    for place, (village, mean) in enumerate((("บ้านหนึ่ง", "80"), ("บ้านสาม", "66"), ("บ้านสอง", "66"))):
        expect(places.nth(place)).to_contain_text(village)
        expect(places.nth(place)).to_contain_text(mean)
    expect(places.nth(1)).to_contain_text("เป็นคนอำเภอเดียวกัน")
    click(page, "บันทึกผลการคัดเลือก")
    for village in ("บ้านหนึ่ง", "บ้านสาม"):
        page.get_by_label(village, exact=False).check()
    expect(page.get_by_label("กลุ่มสำรองลำดับที่ 1")).to_contain_text("บ้านสอง")
    click(page, "บันทึกผลการคัดเลือก")


def announce(room: Room) -> None:
    """The exact names once more; then a stranger reads two groups and no score."""
    page = room.province
    to_round(page)
    click(page, "ตรวจรายชื่อและประกาศผล")
    expect(page.locator("main ol li")).to_have_count(2)
    click(page, "ประกาศผล")
    to_round(page)
    address = page.get_by_role("link", name="หน้าผลสำหรับประชาชน").get_attribute("href")
    stranger = room.enter(None, phone=True)
    stranger.goto(address)
    expect(stranger.locator("ol.result > li")).to_have_count(2)
    text = stranger.locator("main").inner_text()
    assert "บ้านหนึ่ง" in text
    assert "บ้านสาม" in text
    assert not re.search("บ้านสอง|คะแนน|hour-|80|66", text)
