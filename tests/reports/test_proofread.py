"""Each rule finds its fault and keeps silent where there is none; none ever raises."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdd_network.content import DeadlineRule
from reports import body, parts
from reports.proofreading import RULES, Cited, Facts, Fault, Line, proofread

WHO = parts.Signature("นายจำเริญ แหวนเพชร", "รองผู้ว่าราชการจังหวัด", parts.ACTING, "ผู้ว่าราชการจังหวัด")
BUNDLE = DeadlineRule("b", "ส่งกรมฯ", "province", "ขั้นตอน", fixed="2025-06-20", task="bundle")
WEEK = DeadlineRule(
    "p", "ส่งแผน", "district", "ขั้นตอน", event="activity_end", days_after=7, task="plan"
)
OURS = DeadlineRule("l", "ส่งแผน", "district", "หนังสือ", fixed="2025-07-10", task="plan")
TEXT = """ตามหนังสือที่อ้างถึง จังหวัดบุรีรัมย์ได้ประกาศผลแล้ว รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 1 นั้น
ขอให้อำเภอดำเนินการ ดังนี้
1. ศึกษาขั้นตอนการดำเนินงานโครงการฯ รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 2
2. จัดทำแผน ส่งให้จังหวัดบุรีรัมย์ ภายในวันพุธที่ 9 กรกฎาคม 2568
จึงเรียนมาเพื่อพิจารณาดำเนินการ"""


def lines(text: str) -> tuple[Line, ...]:
    """Paragraphs of an edited body as the rules see them."""
    read = enumerate(body.read(text), 1)
    return tuple(Line(f"ย่อหน้าที่ {n}", one.text, one.number) for n, one in read)


def titles(*names: str) -> tuple[Line, ...]:
    named = enumerate(names, 1)
    return tuple(Line(f"สิ่งที่ส่งมาด้วย {n}", name, str(n), "enclosure_x") for n, name in named)


SOUND = Facts(
    worded=True,
    letter=True,
    subject=Line("เรื่อง", "การดำเนินงานโครงการฯ", mend="subject"),
    to=Line("เรียน", "นายอำเภอกระสัง และนายอำเภอบ้านด่าน", mend="to"),
    body=lines(TEXT),
    enclosures=titles("สำเนาประกาศจังหวัดบุรีรัมย์ ลงวันที่ ๗ มิถุนายน ๒๕๖๘", "ขั้นตอนการดำเนินงานโครงการฯ"),
    cited=(Cited("บร 0019/ว 2230", date(2025, 5, 27)),),
    salutation="เรียน",
    signature=WHO,
    office="จังหวัดบุรีรัมย์",
    province="บุรีรัมย์",
    number="บร 0019/ว 2231",
    day=date(2025, 6, 13),
    reports=True,
    meeting_day=date(2025, 6, 6),
    announcement_day=date(2025, 6, 7),
    deadline=date(2025, 7, 9),
    deadline_label="วันสุดท้ายที่ให้อำเภอส่ง",
    fiscal_year=2568,
    groups=(parts.GroupAddress("บ้านกระเจา", 7, "ลำดวน", "กระสัง", "บุรีรัมย์"),),
    places={
        "บุรีรัมย์": {
            "กระสัง": frozenset({"ลำดวน", "กระสัง"}),
            "บ้านด่าน": frozenset({"วังเหนือ"}),
            "เมืองบุรีรัมย์": frozenset({"ในเมือง"}),
        }
    },
)
INVITATION = replace(SOUND, ahead=True, invites=True, reports=False, announcement_day=None)


def with_text(paragraph: str) -> Facts:
    """The sound letter with one more paragraph, before the last."""
    return replace(SOUND, body=lines(TEXT.replace("จึงเรียน", f"{paragraph}\nจึงเรียน", 1)))


def found(facts: Facts, key: str) -> list[Fault]:
    return [fault for fault in proofread(facts) if fault.key == key]


def test_a_sound_letter_has_no_fault() -> None:
    assert proofread(SOUND) == []
    assert proofread(Facts()) == []
    assert len(RULES) == len({rule.key for rule in RULES}) > 15


@pytest.mark.parametrize(
    ("change", "key", "place", "says"),
    [
        ({"subject": Line("เรื่อง", " ")}, "empty", "เรื่อง", "ยังไม่มีข้อความ"),
        ({"to": Line("เรียน", "")}, "empty", "เรียน", "ยังไม่มีข้อความ"),
        ({"enclosures": titles("")}, "empty", "สิ่งที่ส่งมาด้วย 1", "ยังไม่มีชื่อเอกสาร"),
        ({"body": ()}, "empty", "ข้อความ", "ยังไม่มีข้อความ"),
        ({"signature": parts.Signature("นายก", "")}, "signatory_post", "ผู้ลงนาม", "ยังไม่มีตำแหน่ง"),
        ({"signature": parts.Signature("นายก", "รองผู้ว่าฯ", parts.AWAY)}, "signatory_post", "ผู้ลงนาม", "รักษาราชการแทน"),
        ({"signature": parts.Signature("นายก", "รองผู้ว่าฯ ปฏิบัติราชการแทน")}, "signatory_post", "ผู้ลงนาม", "ลงท้าย"),
        ({"signature": parts.Signature("นายก", "นายอำเภอกระสัง"), "to": Line("เรียน", "นายอำเภอกระสัง")}, "signs_to_oneself", "ผู้ลงนาม", "ซึ่งเป็นผู้รับ"),
        ({"enclosures": titles("ก", "ข")[:1]}, "enclosure_not_listed", "ย่อหน้าที่ 3", "สิ่งที่ส่งมาด้วย 2"),
        ({"day": date(2025, 6, 14)}, "closed_day", "ลงวันที่", "14 มิถุนายน 2568 เป็นวันเสาร์"),
        ({"day": date(2025, 7, 28)}, "closed_day", "ลงวันที่", "เฉลิมพระชนมพรรษา"),
        ({"deadline": date(2025, 7, 12)}, "closed_day", "วันสุดท้ายที่ให้อำเภอส่ง", "เป็นวันเสาร์"),
        ({"day": date(2025, 6, 6)}, "before_its_cause", "ลงวันที่", "ก่อนวันประกาศผล (7 มิถุนายน 2568)"),
        ({"day": date(2025, 6, 5), "announcement_day": None}, "before_its_cause", "ลงวันที่", "ก่อนวันประชุมคัดเลือก"),
        ({"cited": (Cited("บร 0019/ว 1", date(2025, 6, 20)),)}, "cites_the_future", "อ้างถึง 1", "หลังวันที่ของเอกสารนี้"),
        ({"day": date(2024, 6, 13)}, "another_year", "ลงวันที่", "ปีงบประมาณ 2567"),
        ({"announcement_day": date(2025, 6, 9)}, "announcement_date", "สิ่งที่ส่งมาด้วย 1", "ฉบับจริงลงวันที่ 9 มิถุนายน 2568"),
        ({"deadline": date(2025, 6, 13)}, "deadline_too_early", "กำหนดส่ง", "ไม่อยู่หลังวันที่ลงในหนังสือ"),
        ({"rules": (BUNDLE,)}, "deadline_after_the_province", "กำหนดส่ง", "จังหวัดต้องส่งกรมฯ ภายใน 20 มิถุนายน 2568"),
        ({"rules": (WEEK, OURS)}, "deadline_sources_differ", "กำหนดส่ง", "ภายใน 7 วันหลังดำเนินกิจกรรมเสร็จสิ้น แต่"),
        ({"deadline": date(2025, 7, 11)}, "deadline_in_text_differs", "ย่อหน้าที่ 4", "แต่ตั้งกำหนดไว้ 11 กรกฎาคม 2568"),
        ({"number": "บร ๐๐๑๙/ว๒๒๓๐"}, "own_number_cited", "เลขที่", "ซ้ำกับหนังสือที่อ้างถึง"),
        ({"cited": ()}, "reference_not_listed", "ย่อหน้าที่ 1", "ยังไม่ได้ระบุหนังสือที่อ้างถึง"),
        ({"body": lines("แจ้งให้ทราบ สิ่งที่ส่งมาด้วย 1 - 2\nจึงเรียนมาเพื่อทราบ")}, "reference_not_used", "อ้างถึง 1", "ไม่มีข้อความใดกล่าวถึง"),
        ({"cited": SOUND.cited * 2}, "cited_twice", "อ้างถึง 2", "ซ้ำกับลำดับที่ 1"),
        ({"enclosures": (*SOUND.enclosures, *titles("ก", "ข", "แผนที่")[2:])}, "enclosure_not_cited", "สิ่งที่ส่งมาด้วย 3", "«แผนที่»"),
        ({"to": Line("เรียน", "เรียน นายอำเภอกระสัง")}, "salutation_in_addressee", "เรียน", "«เรียน»"),
        ({"salutation": "กราบเรียน"}, "purpose", "ย่อหน้าที่ 5", "ไม่ตรงกับคำขึ้นต้น «กราบเรียน»"),
        ({"body": SOUND.body[:-1]}, "purpose", "ย่อหน้าสุดท้าย", "ไม่มีย่อหน้าสรุปความประสงค์"),
        ({"enclosures": titles("สำเนาประกาศ", "ขั้นตอนการดำเนินงานโครงการ ฯ")}, "short_mark", "สิ่งที่ส่งมาด้วย 2", "แต่ที่อื่นเขียน"),
    ],
)  # fmt: skip
def test_a_fault_of_the_facts_is_named_with_its_place(
    change: dict, key: str, place: str, says: str
) -> None:
    (fault, *_) = found(replace(SOUND, **change), key)
    assert fault.place == place
    assert says in fault.text
    assert fault.advice
    assert fault.mend


@pytest.mark.parametrize(
    ("wrong", "right", "key", "says"),
    [
        ("ประชุมวันที่ 31 เมษายน 2568", "ประชุมวันที่ 30 เมษายน 2568", "no_such_day", "«31 เมษายน 2568»"),
        ("วันที่ 29 กุมภาพันธ์ 2568", "วันที่ 29 กุมภาพันธ์ 2567", "no_such_day", "ไม่มีในปฏิทิน"),
        ("วันเสาร์ที่ ๒๐ มิถุนายน ๒๕๖๘", "วันศุกร์ที่ ๒๐ มิถุนายน ๒๕๖๘", "weekday", "เป็นวันศุกร์"),
        ("วันที่ ๐๗ มิถุนายน ๒๕๖๘", "เวลา ๐๙.๐๐ น. ๗ มิถุนายน ๒๕๖๘", "leading_zero", "เลขศูนย์นำหน้า"),
        ("ลงวันที่ 7 มิถุนายน 2025", "ลงวันที่ 7 มิถุนายน 2568", "odd_year", "เป็นปี ค.ศ."),
        ("ส่งวันที่ 1 มิถุนายน 2658", "ในปี พ.ศ. 2580", "odd_year", "ไม่น่าจะถูกต้อง"),
        ("ส่งภายในวันที่ 2 มิถุนายน 2568 และภายในวันที่ 9 กรกฎาคม 2568", "ส่งภายในวันที่ 9 กรกฎาคม 2568", "deadline_in_text_past", "ก่อนวันที่ลงในเอกสาร"),
        ("รายละเอียดตามสิ่งที่ส่งมาด้วย 3", "รายละเอียดตามสิ่งที่ส่งมาด้วย 1 และ 2", "enclosure_not_listed", "3 ซึ่งไม่มีในรายการ"),
        ("ศึกษาขั้นตอนการดำเนินงานโครงการ ตามสิ่งที่ส่งมาด้วย 1", "ศึกษาขั้นตอนการดำเนินงานโครงการ ตามสิ่งที่ส่งมาด้วย 1 - 2", "enclosure_miscited", "ซึ่งเป็นลำดับที่ 2 แต่อ้าง"),
        ("ตามหนังสือที่อ้างถึง 2", "ตามหนังสือที่อ้างถึง 1", "reference_not_listed", "อ้างถึง 2"),
        ("4. รายงาน", "3. รายงาน", "numbering", "ข้อ 4 อยู่หลังข้อ 2"),
        ("2. รายงาน", "1. เรื่องใหม่", "numbering", "ซ้ำ"),
        ("2.2 รายงาน", "2.1 รายงาน", "numbering", "ข้อ 2.2"),
        ("4.1 รายงาน", "2.1 รายงาน", "numbering", "ไม่ได้อยู่ใต้ข้อ 4"),
        ("2) รายงาน", "1) รายงาน", "numbering", "ข้อ 2)"),
        ("งบประมาณ ๔๑,๓๐๐ บาท (สี่หมื่นสามพันหนึ่งร้อยบาทถ้วน)", "งบประมาณ ๔๑,๓๐๐ บาท (สี่หมื่นหนึ่งพันสามร้อยบาทถ้วน)", "amount_in_words", "«สี่หมื่นสามพันหนึ่งร้อยบาทถ้วน»"),
        ("งบประมาณ 41,30 บาท", "งบประมาณ 41300 บาท", "amount_grouping", "วางเครื่องหมายจุลภาคผิดหลัก"),
        ("ค่าอาหาร 5,000 บาท ค่ารถ 3,000 บาท รวมเป็นเงิน 9,000 บาท", "ค่าอาหาร 5,000 บาท ค่ารถ 3,000 บาท รวมเป็นเงิน 8,000 บาท", "total", "รวมจากรายการได้ 8,000 บาท"),
        ("รวมเป็นเงิน 77,000 บาท ดังนี้\n1. กลุ่มแรก 38,600 บาท\n2. กลุ่มหลัง 38,600 บาท", "รวมเป็นเงิน 77,200 บาท ดังนี้\n1. กลุ่มแรก 38,600 บาท\n2. กลุ่มหลัง 38,600 บาท", "total_before", "77,200"),
        ("76 จังหวัด ๆ ละ 2 แห่ง รวม 150 แห่ง", "76 จังหวัด ๆ ละ 2 แห่ง รวม 152 แห่ง", "product", "152 แห่ง"),
        ("จำนวน 10 แห่ง ประกอบด้วย โรงสี 4 แห่ง ยุ้งฉาง 5 แห่ง", "จำนวน 9 แห่ง ประกอบด้วย โรงสี 4 แห่ง ยุ้งฉาง 5 แห่ง", "parts_of_total", "ได้ 9 แห่ง"),
        ("ณ ตำบลลำดวน อำเภอบ้านด่าน", "ณ ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์", "not_in_its_district", "ตำบลชื่อนี้อยู่ในอำเภอกระสัง"),
        ("ณ ตำบลลำดวน อำเภอปราสาท", "ณ ตำบลในเมือง อำเภอเมือง", "not_in_its_district", "ไม่พบอำเภอปราสาท"),
        ("กลุ่มบ้านกระเจา หมู่ที่ 9", "กลุ่มบ้านกระเจา หมู่ที่ ๗ ตำบลลำดวน", "chosen_groups", "อยู่ บ้านกระเจา หมู่ที่ 7"),
        ("ขอแสดงความนับถืออย่างยิ่ง", "ด้วยความเคารพ", "closing_in_text", "จะพิมพ์ซ้ำ"),
        ("จังหวัด ฯ ขอเรียนว่า", "โครงการฯ แผน ฯลฯ", "short_mark", "เว้นวรรคหน้าไปยาลน้อย"),
        ("ในเรื่องต่างๆ", "แห่งอื่น ๆ (๓ จังหวัด ๆ ละ ๑ แห่ง ๆ)", "repeat_mark", "ไม้ยมก"),
        ("จัดทำ  แผน", "จัดทำ แผน", "spaces", "เกินหนึ่งเคาะ"),
        ("แผน , แบบ", "โครงการ : กิจกรรม (แผน) นั้น", "spaces", "เครื่องหมายวรรคตอน"),
        ("เเผนงาน", "แผนงานที่น่าเชื่อถือ กู้ยืม", "clusters", "สระหรือวรรณยุกต์"),
        ("ให้ปฎิบัติ", "ให้ปฏิบัติ", "misspelt", "«ปฎิ»"),
        ("แผน (ฉบับร่าง", "แผน (ฉบับร่าง) ดังนี้ 1) แผน 2) แบบ (แนบ 1)", "brackets", "ไม่ครบคู่"),
        ("จังหวัดบุรีรัมย์ จังหวัดบุรีรัมย์", "จังหวัดบุรีรัมย์ อำเภอกระสัง", "twice", "ซ้ำกัน"),
        ("สถานที่ .......... อำเภอ", "จัดทำแผน...", "unfilled", "หลัง «สถานที่»"),
        ("ขอบคุณ 😀", "ขอบคุณ", "not_printable", "😀"),
    ],
)  # fmt: skip
def test_a_fault_of_the_text_is_found_and_its_like_is_not(
    wrong: str, right: str, key: str, says: str
) -> None:
    assert found(with_text(right), key) == []
    faults = found(with_text(wrong), key)
    assert faults
    assert says in faults[0].text
    assert faults[0].place.startswith("ย่อหน้าที่ ")


def test_an_invitation_comes_before_its_meeting_and_in_time() -> None:
    early = replace(INVITATION, day=date(2025, 5, 30))
    assert not found(early, "short_notice") + found(early, "after_the_meeting")
    (late,) = found(replace(INVITATION, day=date(2025, 6, 4)), "short_notice")
    assert "เชิญล่วงหน้า 2 วัน" in late.text
    (after,) = found(replace(INVITATION, day=date(2025, 6, 9)), "after_the_meeting")
    assert "หลังวันประชุม" in after.text
    saturday = replace(INVITATION, day=date(2025, 5, 30), meeting_day=date(2025, 6, 7))
    assert [fault.place for fault in found(saturday, "closed_day")] == ["วันประชุม"]


def test_the_agenda_of_a_meeting_numbers_its_items_in_words() -> None:
    text = "ระเบียบวาระที่ 1 แจ้ง\nไม่มี\nระเบียบวาระที่ 2 เสนอ\n2.1 แผน\n1) ก\n2) ข\n2.2 แบบ"
    assert found(Facts(body=lines(text)), "numbering") == []
    assert found(Facts(body=lines(text.replace("วาระที่ 2", "วาระที่ 3"))), "numbering")


def test_words_before_dots_are_told_from_where_one_begins() -> None:
    long = Line("ย่อหน้าที่ 1", "กลุ่มออมทรัพย์เพื่อการผลิต ประชุมในวันที่ ๗ มิถุนายน ..........")
    (fault,) = found(Facts(body=(long,)), "unfilled")
    assert "หลัง «ประชุมในวันที่ ๗ มิถุนายน»" in fault.text
    (fault,) = found(Facts(body=(replace(long, text=f"{'ก' * 60}......"),)), "unfilled")
    assert "หลัง «…กกก" in fault.text


def test_dots_that_facts_made_wait_for_a_pen() -> None:
    dotted = Line("ย่อหน้าที่ 1", "เลิกประชุมเวลา .................... น.")
    assert found(Facts(body=(dotted,)), "unfilled")
    assert not found(Facts(body=(replace(dotted, made=True),)), "unfilled")


def test_what_blocks_is_told_from_what_warns() -> None:
    blocks = {rule.key for rule in RULES if rule.blocks}
    assert blocks == {
        "empty",
        "signatory_post",
        "enclosure_not_listed",
        "unfilled",
        "not_printable",
        "no_such_day",
        "not_begun",
        "no_quorum",
    }
    assert all(fault.blocks for fault in found(with_text("วันที่ 31 เมษายน"), "no_such_day"))
    assert not any(fault.blocks for fault in found(with_text("ต่างๆ"), "repeat_mark"))


WORDS = (
    "มิถุนายน|ก.พ.|พ.ศ.|บาท|รวม|สิ่งที่ส่งมาด้วย|อ้างถึง|ตำบล|อำเภอ|จังหวัด|บ้านกระเจา|หมู่ที่|วันศุกร์ที่ |ภายใน|ละ|แห่ง|"
    "ประกอบด้วย|1.|๑.๑ |2) |ประกาศจังหวัดบุรีรัมย์|ลงวันที่|99999999999999999999|ดังนี้|วาระที่ "
)
PIECES = st.sampled_from([*"กขำิ่ๆฯ ๐๑๒๙0123.,/-–()[]“”\n\t…", *WORDS.split("|")])
TYPED = st.lists(PIECES | st.text(max_size=3), max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(TYPED, TYPED, TYPED)
def test_no_rule_raises_whatever_is_typed(text: str, title: str, subject: str) -> None:
    facts = replace(
        SOUND,
        subject=Line("เรื่อง", subject),
        to=Line("เรียน", title),
        body=lines(text),
        enclosures=titles(title, subject),
        cited=(Cited(title), Cited(subject, date(2025, 1, 1))),
        rules=(BUNDLE, WEEK, OURS),
        signature=parts.Signature(title, subject),
        number=title,
    )
    for fault in proofread(facts):
        assert fault.place and fault.text and fault.advice and fault.key


@pytest.mark.parametrize(
    "piece", ["ก", "1", "๑ ", "(", "1)", "ตำบลก", "1,", "12 มิถุนายน ", "รวม ", "1 แห่ง ", "5 บาท ", "ๆ ละ 5 คน "]
)  # fmt: skip
def test_the_longest_text_is_read_at_once(piece: str) -> None:
    long = (piece * 12_000)[:12_000]
    begin = time.process_time()
    proofread(replace(SOUND, body=lines(long), enclosures=titles(long[:200])))
    assert time.process_time() - begin < 3
