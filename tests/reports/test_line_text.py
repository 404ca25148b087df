"""Text for LINE: plain, by district, and never longer than a message."""

from datetime import date

import pytest

from reports.watch.line_text import LINE_LIMIT, Frame, Owing, Want, length, messages
from reports.watch.nudges import letters

FRAME = Frame(
    "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์",
    "โครงการส่งเสริมกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต",
    2568,
    "https://network.example.go.th/",
    date(2025, 6, 30),
)
PLAN = Want("ยังไม่ส่งแผนปฏิบัติการฯ", date(2025, 6, 27), ("ขั้นตอนฯ ของกรม", "หนังสือจังหวัด"))
BACK = Want("จังหวัดส่งกลับแบบสรุปผลฯ รอแก้ไข", date(2025, 6, 27), ("ขั้นตอน",), back=True)
KRASANG = Owing("กระสัง", (PLAN, BACK), "กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา")


def test_one_district_word_for_word():
    assert messages([KRASANG, Owing("บ้านด่าน", ())], FRAME) == (
        "เรียน พัฒนาการอำเภอกระสัง\n"
        "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์ขอเรียนติดตามการดำเนินโครงการส่งเสริมกิจกรรมเครือข่าย"
        "กลุ่มออมทรัพย์เพื่อการผลิต ปีงบประมาณ พ.ศ. 2568 ณ วันที่ 30 มิถุนายน 2568 "
        "มีรายการที่ยังรอดำเนินการ ดังนี้\n\n"
        "กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา\n"
        "- ยังไม่ส่งแผนปฏิบัติการฯ กำหนด 27 มิถุนายน 2568 (เกินกำหนดแล้ว 3 วัน) "
        "ตามขั้นตอนฯ ของกรม และหนังสือจังหวัด\n"
        "- จังหวัดส่งกลับแบบสรุปผลฯ รอแก้ไข\n\n"
        "โปรดดำเนินการในระบบ https://network.example.go.th/\n"
        "หากดำเนินการแล้วหรือมีข้อขัดข้อง โปรดแจ้งให้จังหวัดทราบ ขอขอบคุณในความร่วมมือ",
    )
    assert messages([], FRAME) == ()


def test_groups_of_a_district_stand_together():
    other = Owing("บ้านด่าน", (PLAN,), "กลุ่ม ก")
    again = Owing("กระสัง", (PLAN,), "กลุ่ม ข")
    (text,) = messages([KRASANG, other, again], FRAME)
    assert text.startswith("เรียน พัฒนาการอำเภอที่มีรายชื่อด้านล่าง\n")
    assert text.count("อำเภอกระสัง") == 1
    assert text.index("กลุ่ม ข") < text.index("2. อำเภอบ้านด่าน")


@pytest.mark.parametrize("limit", [LINE_LIMIT, 900])
def test_many_districts_are_parted_between_districts(limit):
    many = [Owing(f"ที่{n}จบ", (PLAN, PLAN), f"กลุ่ม {n}") for n in range(1, 33)]
    parts = messages(many, FRAME, limit=limit)
    assert all(length(part) <= limit for part in parts)
    assert parts[0].startswith(f"(1/{len(parts)})\nเรียน")
    for n in range(1, 33):
        (home,) = [part for part in parts if f"อำเภอที่{n}จบ" in part]
        block = home[home.index(f"อำเภอที่{n}จบ") :].split("\n\n")[0]
        assert block.count("- ยังไม่ส่ง") == 2


def test_districts_that_owe_the_same_are_named_together():
    (text,) = messages([Owing(name, (PLAN,)) for name in ("กระสัง", "บ้านด่าน")], FRAME)
    assert "1. อำเภอกระสัง บ้านด่าน (2 อำเภอ)\n- ยังไม่ส่งแผนปฏิบัติการฯ กำหนด" in text
    assert text.count("- ยังไม่ส่ง") == 1


def test_a_district_longer_than_a_message_is_parted_between_lines():
    long = Owing("กระสัง", tuple(Want(f"รายการ {n} {'ก' * 300}") for n in range(40)))
    parts = messages([long], FRAME)
    assert len(parts) > 1
    assert all(length(part) <= LINE_LIMIT for part in parts)
    assert sum(part.count("- รายการ") for part in parts) == 40
    huge = messages([Owing("กระสัง", (Want("ก" * 9000),))], FRAME)
    assert sum(part.count("ก" * 100) for part in huge) >= 60
    with pytest.raises(ValueError, match="no room"):
        messages([long], FRAME, limit=300)


def test_variants():
    both = [KRASANG, Owing("บ้านด่าน", (PLAN,))]
    assert [one.title for one in letters("each", both, FRAME)] == ["อำเภอกระสัง", "อำเภอบ้านด่าน"]
    (memo,) = letters("memo", both, FRAME)
    assert [line[:2] for line in memo.text.split("\n") if line[0].isdigit()] == [
        "1.", "2.", "2.", "2.", "3.",
    ]  # fmt: skip
    assert letters("memo", [], FRAME) == letters("all", [], FRAME) == []
