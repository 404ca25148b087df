"""The shipped programme of 2568: read as typed values, complete, and free of known slips."""

import copy
import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from cdd_network import content as module
from cdd_network import thai
from cdd_network.content import Content

SHIPPED = Path(module.__file__).parent / "data" / "programme_2568.json"
TEXT = SHIPPED.read_text(encoding="utf-8")
DATA = json.loads(TEXT)["content"]
YEAR = Content.read(DATA)
EXAMPLE = "ตัวอย่าง – แก้ให้ตรงหนังสือกรมฯ"
SLIPS = (
    "ปิมน้ำมัน",
    "ศูนย์สวัสดิการตลาด",
    "ศูนย์สถิติการตลาด",
    "ปฎิย",
    "ฐากราก",
    "ฐานรากก",
    "หมวดหมาย",
    "ราคาถูกรายจ่าย",
    "โครงการ ฯ",
    "ขับเคลื่อน ฯ",
    "กลุ่ม ออมทรัพย์",
    "กลุ่มออม ทรัพย์",
    "ออมทรัพย์ เพื่อ",
    "กิจกรรม เครือข่าย",
    "เครือข่าย กลุ่ม",
    "ให้ ซักถาม",
    "เครื่องฉาย โปรเจคเตอร์",
)
# A phrase of every session, as the department's curriculum has it: topic, last content line,
# last method, last medium.
SESSIONS = {
    (1, 1): (
        ("", "ลงทะเบียน", "", "เอกสารประกอบการประชุม"),
        ("หลักการ/แนวคิด/วัตถุประสงค์/", "เป้าหมายการดำเนินการ", "เปิดเวทีให้ซักถาม", "เครื่องฉาย"),
        ("ทิศทางการขับเคลื่อน", "ในปี พ.ศ. 2568", "เพื่อสร้างความเข้าใจ", "เครื่องฉาย"),
        ("การดำเนินกิจกรรมเครือข่าย", "ขั้นตอนกระบวนการ", "เปิดเวทีให้ซักถาม", "โปรเจคเตอร์"),
        ("โดยคณะกรรมการเครือข่ายฯ", "การบริหารจัดการ", "เปิดเวทีให้ซักถาม", "โปรเจคเตอร์"),
        ("ชี้แจงเกณฑ์การคัดเลือก", "พิจารณาคัดเลือก", "เปิดเวทีให้ซักถาม", "เกณฑ์การคัดเลือก"),
    ),
    (2, 1): (
        ("", "ลงทะเบียน", "", ""),
        ("ตามระเบียบกรมการพัฒนาชุมชน", "พ.ศ. 2555", "เปิดเวทีให้ซักถาม", "โปรเจคเตอร์"),
        ("แนวคิดและการค้นหา", "สร้างความรู้ความเข้าใจ", "ระดมความคิด", "กระดาษฟลิปชาร์ต"),
        ("", "สรุปผลการดำเนินกิจกรรม", "", ""),
    ),
    (2, 2): (
        ("", "ลงทะเบียน", "", ""),
        ("(ธุรกิจชุมชน) ที่ประสบผลสำเร็จ", "แนวทางการดำเนินงาน", "เปิดเวทีให้ซักถาม", ""),
        ("และแลกเปลี่ยนแนวคิด", "ที่ประสบความสำเร็จ", "เปิดเวทีให้ซักถาม", ""),
        ("สรุปข้อมูลการศึกษาดูงาน", "มอบหมายภารกิจ", "", ""),
    ),
    (2, 3): (
        ("", "ลงทะเบียน", "", ""),
        ("ทบทวนความรู้ความเข้าใจ", "การอบรมและศึกษาดูงาน", "อภิปราย", ""),
        ("แนวคิดและการค้นหา", "ที่เหมาะสมกับบริบทชุมชน", "ระดมความคิด", "กระดาษฟลิปชาร์ต"),
        ("จัดทำแผนการขับเคลื่อน", "รายละเอียดประกอบด้วย", "ระดมความคิด", "กระดาษฟลิปชาร์ต"),
        ("สรุปผลการดำเนินงาน", "มอบหมายภารกิจ", "", ""),
    ),
}


def texts(value: object) -> list[str]:
    """Every text of a decoded JSON value, at any depth."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for one in value for text in texts(one)] if isinstance(value, list) else []


def changed(path: str, value: object) -> dict:
    """A copy of the shipped year with one place (dotted path) set to ``value``."""
    data = copy.deepcopy(DATA)
    *way, last = path.split(".")
    place = data
    for key in way:
        place = place[int(key)] if isinstance(place, list) else place[key]
    place[last] = value
    return data


def test_counts_and_sums_agree():
    assert sum(rule.points for rule in YEAR.criteria) == 100
    assert [rule.points for rule in YEAR.criteria] == [25, 20, 15, 15, 10, 10, 5]
    assert sum(kind.today for kind in YEAR.activity_types) == 794
    assert len(YEAR.activity_types) == 9
    province, district = YEAR.activity(1), YEAR.activity(2)
    assert (province.budget, district.budget) == (41_300, 38_600)
    assert province.places * province.people == 3_800
    assert district.places == 76 * 2 == YEAR.new_activities
    assert district.places * district.people == 3_040
    assert YEAR.indicator_share == 80
    assert "ร้อยละ 80" in YEAR.indicators[0] and "152 กิจกรรม" in YEAR.indicators[0]


def test_money_in_words_matches_the_amounts():
    budget = next(part for part in YEAR.procedure.sections if part.label == "งบประมาณ")
    for activity, line in zip(YEAR.activities, budget.lines, strict=True):
        assert f"{activity.budget:,} บาท ({thai.money_words(activity.budget)})" in line


def test_keys_are_unique():
    for rules in (YEAR.criteria, YEAR.activity_types, YEAR.deadlines, YEAR.proposal):
        keys = [rule.key for rule in rules]
        assert len(keys) == len(set(keys))
    assert len({item.key for item in YEAR.summary_form.items}) == 8


def test_proposal_has_the_eleven_items_of_the_procedure():
    assert [item.key for item in YEAR.proposal] == [
        "activity_name",
        "reasons",
        "problem",
        "urgency",
        "group_plan",
        "objectives",
        "target_people",
        "place",
        "capital",
        "expected_results",
        "steps",
    ]
    third = YEAR.procedure.steps[2]
    assert [item.title for item in YEAR.proposal] == [step.text for step in third.steps]
    assert all(item.help for item in YEAR.proposal)
    judged = sorted(number for rule in YEAR.criteria for number in rule.items)
    assert judged == list(range(2, 12))


def test_procedure_runs_from_1_to_8_with_its_last_steps_put_right():
    steps = YEAR.procedure.steps
    assert [step.number for step in steps] == [f"{n}." for n in range(1, 9)]
    for step in steps:
        expected = [f"{step.number}{n}" for n in range(1, len(step.steps) + 1)]
        assert [inner.number for inner in step.steps] == expected
    workshop = steps[5].steps[2]
    assert [inner.number for inner in workshop.steps] == ["1)", "2)", "3)"]
    assert [inner.strong for inner in workshop.steps] == [False, False, True]
    assert steps[6].text.startswith("จังหวัดรวบรวมแผนปฏิบัติการฯ") and steps[6].strong
    assert steps[7].text == "กรมฯ ติดตามผลการดำเนินงาน"


def test_sections_stand_in_the_order_of_the_source():
    assert [part.label for part in YEAR.procedure.sections] == [
        "กลุ่มเป้าหมาย",
        "สถานที่ดำเนินการ",
        "ระยะเวลาดำเนินการ",
        "งบประมาณ",
        "ตัวชี้วัดโครงการ",
        "ผลที่คาดว่าจะได้รับ",
    ]


def test_curriculum_has_one_day_for_the_province_and_three_for_the_district():
    assert len(YEAR.days(1)) == YEAR.activity(1).days == 1
    assert [day.number for day in YEAR.days(2)] == [1, 2, 3]
    assert len(YEAR.days(2)) == YEAR.activity(2).days
    assert [day.title for day in YEAR.days(2)] == [
        "อบรมฯ",
        "ศึกษาดูงาน",
        "ประชุมเชิงปฏิบัติการจัดทำแผนฯ",
    ]


@pytest.mark.parametrize("day", YEAR.curriculum, ids=lambda day: f"{day.activity}-{day.number}")
def test_sessions_run_in_order_without_overlap(day):
    spans = [span for session in day.sessions for span in session.spans]
    assert all(begin < end for begin, end in spans)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))
    assert f"{spans[0][0]:%H:%M}" == "08:00" and f"{spans[-1][1]:%H:%M}" == "16:00"


@pytest.mark.parametrize("day", YEAR.curriculum, ids=lambda day: f"{day.activity}-{day.number}")
def test_every_session_says_what_the_source_says(day):
    def last(lines: tuple[str, ...]) -> str:
        return lines[-1] if lines else ""

    expected = SESSIONS[day.activity, day.number]
    for session, phrases in zip(day.sessions, expected, strict=True):
        shown = (session.topic, last(session.content), last(session.methods), last(session.media))
        for text, phrase in zip(shown, phrases, strict=True):
            assert bool(text) == bool(phrase), session
            assert phrase in text


def test_the_planning_session_is_one_with_eleven_details():
    session = YEAR.days(2)[2].sessions[3]
    assert len(session.details) == 11
    assert (session.details[0], session.details[10]) == ("ชื่อกิจกรรม", "ขั้นตอนการดำเนินงาน")
    assert YEAR.days(2)[1].sessions[2].times == ("10:00-12:00", "13:00-15:00")


def test_forms_carry_the_departments_own_words():
    assert YEAR.plan_form.columns == (
        "ชื่อกิจกรรมเครือข่ายที่จะดำเนินการ",
        "ขั้นตอนการดำเนินการ",
        "สถานที่ดำเนินการ",
        "เงินทุนของกลุ่มฯ (บาท)",
        "ผลที่คาดว่าจะได้รับ",
        "หมายเหตุ",
    )
    assert len(YEAR.plan_form.example.steps) == 6
    assert YEAR.plan_form.example.activity == "ศูนย์สาธิตการตลาด"
    assert [item.title for item in YEAR.summary_form.items] == [
        "ดำเนินการเมื่อวันที่ (วัน/เดือน/ปี)",
        "สถานที่ดำเนินการ",
        "สถานที่ศึกษาดูงาน",
        "กลุ่มเป้าหมายเข้าร่วม จำนวน",
        "รายละเอียดกิจกรรม (ใคร ทำอะไร ที่ไหน เมื่อไหร่ อย่างไร ประโยชน์ที่ได้รับ)",
        "ปัญหาและอุปสรรค",
        "ข้อเสนอแนะ",
        "ภาพกิจกรรม (ตามความเหมาะสม)",
    ]
    assert [item.number for item in YEAR.summary_form.items] == list(range(1, 9))


def test_what_the_source_leaves_open_is_marked_as_an_example():
    assert YEAR.criteria_note == YEAR.committee_note == EXAMPLE
    assert [seat.role for seat in YEAR.committee][:2] == ["ประธานกรรมการ", "รองประธานกรรมการ"]
    assert len(YEAR.eligibility) == 4 and len(YEAR.committee_rules) == 3
    assert "ผู้แทน" in YEAR.committee_rules[0] and "ชี้ขาด" in YEAR.committee_rules[2]


def test_deadlines_stand_as_the_papers_clash():
    due = {rule.key: rule for rule in YEAR.deadlines}
    for task in ("plan", "summary"):
        week, letter = due[f"{task}_procedure"], due[f"{task}_letter"]
        assert (week.event, week.days_after, week.fixed) == ("activity_end", 7, "")
        assert date.fromisoformat(letter.fixed) == date(2025, 7, 10)
        assert week.task == letter.task == task and week.level == letter.level == "district"
    assert date.fromisoformat(due["bundle_procedure"].fixed) == date(2025, 6, 20)
    assert date.fromisoformat(due["bundle_procedure"].fixed).weekday() == 4  # «วันศุกร์ที่ 20»
    assert due["bpm_letter"].days_after == 7
    assert date.fromisoformat(due["bpm_procedure"].fixed) == date(2025, 6, 30)
    assert all(bool(rule.fixed) != bool(rule.event) for rule in YEAR.deadlines)


def test_texts_are_clean():
    assert not re.search("[๐-๙]", TEXT)
    assert not [slip for slip in SLIPS if slip in TEXT]
    for text in texts(DATA):
        assert text == text.strip() and "  " not in text and "\n" not in text
        assert not re.search(r" [,)”]|[(“] |ํา|เเ|\u200b|\u00a0", text), text
        assert not re.search(r"[^ ]ๆ|ๆ[^ ]", text), text
        assert not re.search(r" ฯ", text), text


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("colour", "red", r"programme: unknown colour"),
        ("criteria.0.weight", 5, r"programme\.criteria\[0\]: unknown weight"),
        ("criteria.0.points", "25", r"programme\.criteria\[0\]\.points: int is wanted, not str"),
        ("criteria.0.points", True, r"programme\.criteria\[0\]\.points: int is wanted"),
        ("procedure.steps.2.steps", "x", r"programme\.procedure\.steps\[2\]\.steps: a list"),
        ("procedure.steps", [5], r"programme\.procedure\.steps\[0\]: an object is wanted"),
        ("survey.bands", "third", r"programme\.survey: bands: unknown third"),
        ("plan_form.example", {}, r"programme\.plan_form\.example: .*missing"),
        ("deadlines.0.key", "row-1", r"programme\.deadlines\[0\]: key: .*row-1"),
        ("curriculum.1.sessions", None, r"programme\.curriculum\[1\]\.sessions: a list is wanted"),
    ],
)
def test_wrong_data_is_refused_with_its_place(path, value, place):
    with pytest.raises(ValueError, match=place):
        Content.read(changed(path, value))
    assert Content.read(copy.deepcopy(DATA)) == YEAR


def test_survey_asks_before_and_after_and_every_side_once():
    survey = YEAR.survey
    items = [item for part in survey.parts for item in part.items]
    numbers = [one.number for one in (*items, *survey.questions)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({one.key for one in (*items, *survey.questions)}) == len(numbers)
    assert {"before", "after", "speaker", "content", "venue", "duration", "use"} <= {
        one.key for one in items
    }
    assert len(survey.levels) == 5 and survey.note == EXAMPLE
    assert "ไม่ต้องลงชื่อ" in survey.lead


def test_content_from_before_the_survey_is_read():
    older = {name: value for name, value in DATA.items() if name != "survey"}
    assert Content.read(older).survey.parts == ()
