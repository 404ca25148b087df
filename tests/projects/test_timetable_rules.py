"""The clock of a day, the curriculum's hours, hours that are paid: hand-worked, and by property."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects import timetable
from projects.timetable import Gap, Slot
from tests.reports.paper_facts import CONTENT

TRAINING, VISIT, WORKSHOP = CONTENT.days(2)
(PROVINCE,) = CONTENT.days(1)


def at(text):
    hour, minute = text.split(".")
    return time(int(hour), int(minute))


def slot(span, topic="หัวข้อ", **more):
    begins, ends = span.split("-")
    return Slot(at(begins), at(ends), topic, **more)


def spans(*texts):
    return [(one.begins, one.ends) for one in map(slot, texts)]


def test_the_curriculum_has_a_row_for_each_span_by_the_clock():
    rows = timetable.curriculum_slots(VISIT)
    assert [row.clock for row in rows] == [
        "08.00–09.00 น.", "09.00–10.00 น.", "10.00–12.00 น.", "13.00–15.00 น.", "15.00–16.00 น.",
    ]  # fmt: skip
    assert [row.session for row in rows] == [0, 1, 2, 2, 3]
    assert rows[0].topic == "ลงทะเบียน" and rows[2].topic == rows[3].topic


@pytest.mark.parametrize("day", [TRAINING, VISIT, WORKSHOP, PROVINCE])
def test_the_curriculum_itself_is_not_warned_of(day):
    rows = timetable.curriculum_slots(day)
    assert timetable.warnings(rows, day) == []
    assert timetable.taught_minutes(rows) == 6 * 60
    assert timetable.overlaps([(row.begins, row.ends) for row in rows]) == {}


def test_overlaps_are_told_at_the_later_row():
    assert timetable.overlaps(spans("9.00-10.00", "10.00-11.00")) == {}
    assert timetable.overlaps(spans("10.00-11.00", "9.00-10.01")) == {0: 1}
    assert timetable.overlaps(spans("9.00-10.00", "9.00-10.00")) == {1: 0}
    inside = spans("9.00-16.00", "10.00-11.00", "14.00-15.00", "16.00-17.00")
    assert timetable.overlaps(inside) == {1: 0, 2: 0}, "a long row runs over several"


moments = st.builds(time, st.integers(8, 11), st.sampled_from([0, 15, 30, 45]))
a_span = st.tuples(moments, moments).filter(lambda span: span[0] < span[1])


@given(st.lists(a_span, max_size=8))
def test_overlap_is_found_when_and_only_when_a_minute_is_taken_twice(found):
    taken = [m for a, b in found for m in range(a.hour * 60 + a.minute, b.hour * 60 + b.minute)]
    told = timetable.overlaps(found)
    assert bool(told) == (len(taken) != len(set(taken)))
    for index, other in told.items():
        assert found[index][0] < found[other][1] and found[other][0] < found[index][1]
    rest = [span for index, span in enumerate(found) if index not in told]
    assert timetable.overlaps(rest) == {}, "without the rows that were told, nothing is left"


@pytest.mark.parametrize(
    ("span", "lunch"),
    [
        ("12.00-13.00", True),
        ("11.30-12.30", True),
        ("12.15-13.30", True),
        ("11.00-12.00", False),
        ("11.30-13.30", False),
        ("13.00-13.30", False),
        ("10.30-10.45", False),
    ],
)
def test_a_gap_at_noon_is_lunch(span, lunch):
    one = slot(span)
    assert Gap(one.begins, one.ends).is_lunch is lunch


def test_other_gaps_and_a_day_without_lunch_are_warned():
    rows = [slot("8.00-9.00"), slot("9.15-12.00"), slot("13.00-14.00")]
    assert [(g.minutes, g.is_lunch) for g in timetable.gaps(rows)] == [(15, False), (60, True)]
    assert "เวลา 09.00–09.15 น. ยังว่าง 15 นาที" in timetable.warnings(rows, TRAINING)
    through = [slot("9.00-14.00")]
    said = "ไม่มีช่วงพักรับประทานอาหารกลางวัน"
    assert said in timetable.warnings(through, TRAINING)
    assert said not in timetable.warnings(rows, TRAINING)
    resting = [slot("9.00-12.00"), slot("12.00-13.00", "พักกลางวัน"), slot("13.00-14.00")]
    assert said not in timetable.warnings(resting, TRAINING)
    assert timetable.gaps(resting) == []
    assert timetable.warnings([], TRAINING) == ["ยังไม่มีกำหนดการของวันนี้"]


@pytest.mark.parametrize(
    ("day", "wanted"), [(TRAINING, 2), (VISIT, 1), (WORKSHOP, 3), (PROVINCE, 5)]
)
def test_closing_and_visit_need_no_speaker(day, wanted):
    rows = [row for row in timetable.curriculum_slots(day) if row.wants_speaker]
    assert len(rows) == wanted
    assert not any(row.topic.startswith(("สรุป", "การศึกษาดูงาน", "ลงทะเบียน")) for row in rows)
    assert not any(replace(row, speaker=1).wants_speaker for row in rows)


def test_sessions_present_short_and_missing():
    rows = [
        slot("8.00-9.00", "ลงทะเบียน", session=0),
        slot("9.00-10.30", "การจัดตั้ง ตอนที่ 1", session=1),
        slot("10.30-11.00", "เพิ่มเอง"),
        slot("11.00-12.00", "การจัดตั้ง ตอนที่ 2", session=1),
        slot("13.00-15.00", "ค้นหาความต้องการ", session=2),
    ]
    found = timetable.coverage(rows, TRAINING)
    assert [(one.wanted, one.given, one.short) for one in found] == [
        (60, 60, 0), (180, 150, 30), (120, 120, 0), (60, 0, 60),
    ]  # fmt: skip
    short, missing = timetable.warnings(rows, TRAINING)
    assert "มี 2 ชั่วโมง 30 นาที หลักสูตรกำหนด 3 ชั่วโมง" in short
    assert missing == "ไม่มีหัวข้อ «สรุปผลการดำเนินกิจกรรม» ตามหลักสูตร (1 ชั่วโมง)"
    assert timetable.taught_minutes(rows) == 300, "registration and breaks are no training"


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [
        (0, "0"), (24, "0"), (25, "0.5"), (49, "0.5"), (50, "1"), (60, "1"), (84, "1"),
        (85, "1.5"), (109, "1.5"), (110, "2"), (180, "3"), (205, "3.5"),
    ],
)  # fmt: skip
def test_an_hour_of_training_as_the_state_counts_it(minutes, hours):
    assert timetable.training_hours(minutes) == Decimal(hours)


def test_hours_of_speakers_by_rows_without_a_pause():
    rows = [
        slot("8.00-9.00", "ลงทะเบียน", speaker=1),
        slot("9.00-9.20", speaker=1),
        slot("9.20-10.00", speaker=1),
        slot("10.00-10.45", speaker=2),
        slot("10.45-12.00", speaker=1),
        slot("13.00-13.20", speaker=1),
        slot("13.20-14.00"),
    ]
    # 1: 9.00–10.00 is an hour, 10.45–12.00 is 1 h 15, 13.00–13.20 is nothing; 2: 45 minutes.
    assert timetable.speaker_hours(rows) == {1: Decimal(2), 2: Decimal("0.5")}
    assert timetable.hours_text(Decimal("2.50")) == "2.5 ชั่วโมง"
    assert timetable.hours_text(Decimal("10")) == "10 ชั่วโมง"
    assert timetable.length_text(0) == "0 นาที"


def test_the_meeting_is_compared_with_the_last_session():
    rows = timetable.curriculum_slots(PROVINCE)
    said = timetable.meeting_warning(rows, PROVINCE, time(9))
    assert "เวลา 09.00 น." in said and "เวลา 15.00 น." in said
    assert timetable.meeting_warning(rows, PROVINCE, time(15)) == ""
    assert timetable.meeting_warning(rows[:-1], PROVINCE, time(9)) == "", "no such row"


def test_lunch_is_shown_as_a_row():
    rows = timetable.with_lunch([slot("13.00-15.00"), slot("9.00-12.00"), slot("15.30-16.00")])
    assert [(row.clock, row.topic) for row in rows] == [
        ("09.00–12.00 น.", "หัวข้อ"),
        ("12.00–13.00 น.", timetable.LUNCH_TEXT),
        ("13.00–15.00 น.", "หัวข้อ"),
        ("15.30–16.00 น.", "หัวข้อ"),
    ]
