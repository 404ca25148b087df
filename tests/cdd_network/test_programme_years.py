"""A year made from another, and what stops it from being opened: hand-worked cases, no database."""

import json
from datetime import date

import pytest

from cdd_network.editor.checks import faults_of
from cdd_network.editor.years import moved, naming, next_year, renamed
from cdd_network.ground import DATA

SHIPPED = json.loads((DATA / "programme_2568.json").read_text())
DOCUMENT = {**SHIPPED["content"], "title": SHIPPED["title"], "quota": SHIPPED["quota"]}


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2025, 7, 10), date(2026, 7, 10)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_fixed_day_moves_a_year(day: date, later: date) -> None:
    assert moved(day, 1) == later


def test_a_copy_moves_fixed_days_and_marks_them() -> None:
    made = next_year(SHIPPED["content"])
    fixed = {one["key"]: one for one in made["deadlines"] if one.get("fixed")}
    assert fixed["plan_letter"]["fixed"] == "2026-07-10"
    assert all(one["unchecked"] for one in fixed.values())
    assert not any(one.get("unchecked") for one in made["deadlines"] if one.get("event"))
    assert "unchecked" not in SHIPPED["content"]["deadlines"][1]  # the year itself stays
    assert {**made, "deadlines": 0} == {**SHIPPED["content"], "deadlines": 0}


def test_the_old_year_is_found_and_renamed_but_in_names_of_papers() -> None:
    content = {"a": ["ในปี ๒๕๖๘", "เดือนเมษายน 2568"], "rates": [{"rule": "มาตรการ ปี 2568"}]}
    assert len(list(naming(content, 2568))) == 3
    assert renamed(content, 2568, 2569) == {
        "a": ["ในปี ๒๕๖๙", "เดือนเมษายน 2569"],
        "rates": [{"rule": "มาตรการ ปี 2568"}],
    }


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("12568 125,680 25680 ๑๒๕๖๘", None),
        ("ตามระเบียบกรมการพัฒนาชุมชน ว่าด้วยกลุ่มออมทรัพย์ พ.ศ. 2568 ข้อ 5", None),
        ("พ.ร.บ. งบประมาณรายจ่าย (ฉบับที่ 2) พ.ศ. ๒๕๖๘", None),
        ("หนังสือกรมการพัฒนาชุมชน ลงวันที่ 3 มีนาคม 2568", None),
        ("ประกาศผลการคัดเลือก ประจำปี พ.ศ. 2568", "ประกาศผลการคัดเลือก ประจำปี พ.ศ. 2569"),
        ("ประกาศ ประจำปีงบประมาณ พ.ศ. 2568", "ประกาศ ประจำปีงบประมาณ พ.ศ. 2569"),
        ("ตามระเบียบ พ.ศ. 2568\nในปี ๒๕๖๘", "ตามระเบียบ พ.ศ. 2568\nในปี ๒๕๖๙"),
    ],
)
def test_longer_numbers_and_the_years_of_papers_stay(text: str, after: str | None) -> None:
    assert renamed({"a": text}, 2568, 2569) == {"a": after or text}


def test_the_year_of_a_paper_is_left_to_be_looked_at() -> None:
    text = "ตามระเบียบกรมการพัฒนาชุมชน พ.ศ. 2568 เลขที่ 12568"
    assert [*naming(renamed({"a": text}, 2568, 2569), 2568)] == [text]
    assert [*naming({"a": "เลขที่ 12568"}, 2568)] == []


def test_every_year_that_the_shipped_content_names_is_its_own() -> None:
    facts = {"rates": [], "deadlines": []}
    assert not [*naming(renamed({**DOCUMENT, **facts}, 2568, 2569), 2568)]


@pytest.mark.parametrize(
    ("changes", "section", "said"),
    [
        ({"quota": 0}, "basics", "1 ขึ้นไป"),
        ({"criteria": DOCUMENT["criteria"][:-1]}, "criteria", "รวมได้ 95 คะแนน"),
        ({"proposal": DOCUMENT["proposal"][:-1]}, "proposal", "11 ข้อ"),
        ({"curriculum": DOCUMENT["curriculum"][:-1]}, "activities", "3 วัน แต่หลักสูตรมี 2 วัน"),
        (
            {
                "activities": [DOCUMENT["activities"][0], {**DOCUMENT["activities"][1], "days": 4}],
                "curriculum": [
                    *DOCUMENT["curriculum"],
                    {**DOCUMENT["curriculum"][-1], "number": 4},
                ],
            },
            "activities",
            "ไม่เกิน 3 วัน",
        ),
        ({"tie_breakers": ["gone"]}, "criteria", "อ้างถึงเกณฑ์ที่ไม่มีแล้ว"),
        ({"rates": []}, "budget", "อัตราที่ไม่มีแล้ว"),
        (
            {"deadlines": [{**DOCUMENT["deadlines"][1], "fixed": "2027-10-01"}]},
            "deadlines",
            "นอกปีงบประมาณ",
        ),
        ({"objectives": "ไม่ใช่รายการ"}, "basics", "a list is wanted"),
    ],
)
def test_what_stops_a_year_from_being_opened(changes: dict, section: str, said: str) -> None:
    assert [one for one in faults_of(DOCUMENT, 2568) if one.stops] == []
    found = [one for one in faults_of({**DOCUMENT, **changes}, 2568) if one.stops]
    assert [(one.section, said in one.text) for one in found] == [(section, True)]
