"""What is worth a look before a year is opened: numbers, weekdays, rates; and the page that opens it."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network import actions_programme as acts
from cdd_network.editor.checks import faults_of, passed
from cdd_network.editor.queries import lines_of, looks_of
from cdd_network.editor.said import Reach, numbers_at_odds, weekdays_at_odds
from cdd_network.editor.years import next_year, renamed
from cdd_network.ground import DATA
from cdd_network.models import AuditRow, Programme
from tests.forms import filled
from tests.people import World
from tests.projects.clock import set_clock

Pages = Callable[[object], Client]
SHIPPED = json.loads((DATA / "programme_2568.json").read_text())
DOCUMENT = {**SHIPPED["content"], "title": SHIPPED["title"], "quota": SHIPPED["quota"]}


def looked_at(changes: dict, year: int = 2568) -> list[tuple[str, str]]:
    """Section and text of all that is worth a look."""
    document = {**DOCUMENT, **changes}
    found = looks_of(lines_of(document, faults_of(document, year), {}, 0))
    return [(section.key, fault.text) for section, fault in found]


def test_the_shipped_year_agrees_with_itself_but_for_a_holiday() -> None:
    """The district's day of 10 July 2568 was วันอาสาฬหบูชา."""
    found = looked_at({})
    assert {section for section, _ in found} == {"deadlines"}
    assert all("วันอาสาฬหบูชา" in text for _, text in found)


def test_another_quota_is_worth_a_look_wherever_the_old_one_is_said() -> None:
    found = {}
    for section, text in looked_at({"quota": 3}):
        found[section] = f"{found.get(section, '')} {text}"
    assert {*found} == {
        "basics", "activities", "committee", "deadlines", "curriculum", "procedure",
    }  # fmt: skip
    assert "กิจกรรมใหม่ทั้งประเทศ 152 กิจกรรม แต่จังหวัดละ 3 × 76 จังหวัด = 228" in found["basics"]
    assert "«จังหวัดละ 2 กิจกรรม» ควรเป็น 3" in found["basics"]
    assert "กิจกรรมที่ 2 จัด 152 แห่ง แต่จังหวัดละ 3 × 76 จังหวัด = 228 แห่ง" in found["activities"]
    assert "รวมทั้งสิ้น 3,040 คน» ควรเป็น 4,560" in found["activities"]
    assert "«จำนวน 2 กลุ่ม» ควรเป็น 3" in found["committee"]
    assert "«จังหวัด ๆ ละ 2 แห่ง» ควรเป็น 3" in found["procedure"]
    assert "3,800" not in str(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("จังหวัดละ ๒ กลุ่ม รวม ๑๕๒ แห่ง", []),
        ("จังหวัด ๆ ละ 1 รุ่น ๆ ละ 50 คน รวมทั้งสิ้น 3,800 คน", []),
        ("จังหวัด ๆ ละ 1 รุ่น ๆ ละ 45 คน", ["«รุ่น ๆ ละ 45 คน» ควรเป็น 50"]),
        ("ในพื้นที่ 77 จังหวัด", ["«77 จังหวัด» ควรเป็น 76"]),
        ("ดูงาน 3 แห่ง ใน 2 จังหวัด อย่างน้อยอำเภอละ 1 กลุ่ม", []),
        ("ร้อยละ 85 ของกลุ่มเป้าหมายมีความรู้", ["«ร้อยละ 85» ควรเป็น 80"]),
        ("สมาชิกร้อยละ 60 เห็นชอบ", []),
        ("เป้าหมาย 25 คน", ["«เป้าหมาย 25 คน» ควรเป็น 20"]),
        ("กลุ่มเป้าหมาย จำนวน 228 กลุ่ม", ["«จำนวน 228 กลุ่ม» ควรเป็น 2"]),
    ],
)
def test_numbers_in_a_text(text: str, said: list[str]) -> None:
    assert numbers_at_odds([text, text], Reach(2, 76, (50, 20), 80)) == said


def test_a_weekday_that_the_new_year_moved_is_told_with_the_right_one() -> None:
    assert weekdays_at_odds(["ภายในวันศุกร์ที่ 20 มิถุนายน 2568", "วันที่ 20 มิถุนายน 2569"]) == []
    said = "«วันศุกร์ที่ 20 มิถุนายน 2569» เป็นวันเสาร์"
    assert weekdays_at_odds(["ภายในวันศุกร์ที่ ๒๐ มิถุนายน ๒๕๖๙ พร้อมบันทึก"]) == [said]
    made = next_year(renamed(DOCUMENT, 2568, 2569))
    found = looked_at(made, 2569)
    assert ("procedure", f"ชื่อวันไม่ตรงกับวันที่: {said}") in found
    bundle = [text for section, text in found if section == "deadlines" and "วันเสาร์" in text]
    assert ["20 มิถุนายน 2569 เป็นวันหยุด (วันเสาร์)" in text for text in bundle] == [True]


def test_a_line_above_its_rate_is_told_and_one_at_it_is_not() -> None:
    lunch = {**DOCUMENT["budget_lines"][0], "price": 301}
    rest = DOCUMENT["budget_lines"][1:]
    assert not [one for one in looked_at({"budget_lines": [{**lunch, "price": 300}, *rest]})
                if "เกินอัตรา" in one[1]]  # fmt: skip
    found = looked_at({"budget_lines": [lunch, *rest]})
    told = [text for section, text in found if section == "budget" and "เกินอัตรา" in text]
    assert len(told) == 1
    assert "«ค่าอาหารกลางวัน» (กิจกรรมที่ 1) 301 บาท เกินอัตราไม่เกิน 300 บาท/คน/วัน" in told[0]


def test_days_that_are_over_when_the_year_is_opened() -> None:
    assert passed(DOCUMENT, date(2025, 6, 20)) == []
    told = [one.text for one in passed(DOCUMENT, date(2025, 6, 21))]
    assert len(told) == 1
    assert "20 มิถุนายน 2568 ผ่านมาแล้ว หากเปิดใช้จะนับว่าเกินกำหนดแล้ว" in told[0]
    assert passed({}, date(2025, 6, 21)) == [], "what cannot be read is told by faults_of"


@pytest.fixture
def draft(world: World) -> Programme:
    """2569 as the department copied it, its moved days not yet looked at."""
    return acts.copy_year(programme=world.programme, by=world.department)


def section(key: str) -> str:
    return reverse("programme_section", args=[2569, key])


def test_the_editor_warns_of_days_that_are_over_before_all_else_is_mended(
    draft: Programme, world: World, page: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, over = page(world.department), "20 มิถุนายน 2569 ผ่านมาแล้ว"
    hub, gate = (reverse(name, args=[2569]) for name in ("programme", "programme_open"))
    set_clock(monkeypatch, date(2026, 6, 20))
    assert over not in client.get(hub).content.decode(), "the day itself is still in time"
    set_clock(monkeypatch, date(2026, 11, 24))
    text = client.get(hub).content.decode()
    assert over in text
    assert "ยังเปิดใช้ไม่ได้" in text, "its moved days are not looked at"
    assert page(world.buriram).get(hub).status_code == 404
    ticks = {f"rows-{n}-checked": "on" for n in range(10)}
    assert sent(client, "deadlines", **ticks).status_code == 302, "warned, not refused"
    text = client.get(gate).content.decode()
    assert over in text
    assert client.post(gate, filled(text)).status_code == 302
    draft.refresh_from_db()
    assert draft.is_open
    assert over not in client.get(hub).content.decode(), "it is no warning any more"


def sent(client: Client, key: str, **typed: str) -> object:
    served = filled(client.get(section(key)).content.decode())
    return client.post(section(key), {**served, **typed})


def test_moved_days_are_open_marked_and_ticked(draft: Programme, world: World, page: Pages) -> None:
    client = page(world.department)
    text = client.get(section("deadlines")).content.decode()
    assert text.count('<span class="tag act">ต้องตรวจ</span>') == 4
    assert "ของกรมการพัฒนาชุมชน · 20 มิถุนายน 2569 <span" in text
    assert "ของกรมการพัฒนาชุมชน · 7 วันหลังวันสุดท้ายของกิจกรรม</summary>" in text
    assert " (แนวทางติดตามผล (" not in text
    assert sent(client, "deadlines", **{"rows-4-checked": "on"}).status_code == 302
    draft.refresh_from_db()
    left = [one.key for one in draft.content.deadlines if one.unchecked]
    assert left == ["plan_letter", "summary_letter", "bpm_procedure"]


def test_a_year_is_opened_from_a_page_that_says_what_happens(
    draft: Programme, world: World, page: Pages
) -> None:
    client, gate = page(world.department), reverse("programme_open", args=[2569])
    assert "ยังมีเรื่องที่ต้องแก้ก่อนเปิดใช้" in client.get(gate).content.decode()
    assert sent(client, "basics", quota="3").status_code == 302
    ticks = {f"rows-{n}-checked": "on" for n in range(10)}
    assert sent(client, "deadlines", **ticks).status_code == 302
    text = client.get(gate).content.decode()
    assert "จังหวัดเตรียมรอบการคัดเลือกได้ทันที" in text
    assert "กิจกรรมที่ 2 จัด 152 แห่ง แต่จังหวัดละ 3 × 76 จังหวัด = 228 แห่ง" in text
    assert "ยังระบุปี 2568" in text
    draft.refresh_from_db()
    assert not draft.is_open
    assert client.post(gate, filled(text)).status_code == 302
    draft.refresh_from_db()
    assert draft.is_open


def test_the_trail_tells_a_new_quota_and_the_code_covers_it(
    draft: Programme, world: World, page: Pages
) -> None:
    client, before = page(world.department), draft.code
    assert sent(client, "basics", quota="3").status_code == 302
    draft.refresh_from_db()
    assert draft.code != before
    text = client.get(reverse("programme", args=[2569])).content.decode()
    assert "จำนวนกลุ่มต่อจังหวัด 2 → 3" in text
    assert f"<code>{draft.code[:16]}</code>" in text
    assert AuditRow.objects.filter(act="save").first().detail["values"] == {"quota": [2, 3]}


def test_the_year_is_renamed_as_long_as_something_names_the_old_one(
    draft: Programme, world: World, page: Pages
) -> None:
    client, hub = page(world.department), reverse("programme", args=[2569])
    act = "เปลี่ยนปี 2568 เป็น 2569 ทุกข้อความ"
    assert act in client.get(hub).content.decode()
    acts.rename_year(programme=draft, version=draft.version, by=world.department)
    text = client.get(hub).content.decode()
    assert act not in text
    assert "«วันศุกร์ที่ 20 มิถุนายน 2569» เป็นวันเสาร์" in text


def test_activities_offer_the_sum_and_refuse_a_fourth_day(
    draft: Programme, world: World, page: Pages
) -> None:
    client = page(world.department)
    assert sent(client, "basics", quota="3").status_code == 302
    text = client.get(section("activities")).content.decode()
    assert "จังหวัดละ 3 × 76 จังหวัด = 228 แห่ง" in text
    wrong = sent(client, "activities", **{"rows-1-days": "4", "rows-0-budget": "สี่หมื่น"})
    assert wrong.status_code == 422
    assert "กิจกรรมที่ 2 จัดได้ไม่เกิน 3 วัน" in wrong.content.decode()
    assert "ต้องเป็นจำนวนเต็ม เช่น 41,300" in wrong.content.decode()
