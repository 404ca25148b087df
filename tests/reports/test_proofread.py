"""Each rule finds its fault and keeps silent where there is none."""

from dataclasses import replace
from datetime import date

import pytest

from cdd_network.content import DeadlineRule
from reports.proofread import Facts, proofread

SOUND = Facts(
    number="บร 0019/ว 2231",
    day=date(2025, 6, 13),
    meeting_day=date(2025, 6, 6),
    announcement_day=date(2025, 6, 7),
    deadline=date(2025, 7, 10),
    cited=("บร 0019/ว 2230",),
)
BUNDLE = DeadlineRule("b", "ส่งกรมฯ", "province", "ขั้นตอน", fixed="2025-06-20", task="bundle")


def test_a_sound_letter_has_no_fault() -> None:
    assert proofread(SOUND) == []
    assert proofread(Facts()) == []


@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        ({"day": date(2025, 6, 14)}, "ลงวันที่", "14 มิถุนายน 2568 เป็นวันเสาร์"),
        ({"day": date(2025, 6, 6)}, "ลงวันที่", "ก่อนวันประกาศผล (7 มิถุนายน 2568)"),
        ({"day": date(2025, 6, 5), "announcement_day": None}, "ลงวันที่", "ก่อนวันประชุมคัดเลือก"),
        ({"number": "บร ๐๐๑๙/ว๒๒๓๐"}, "เลขที่", "ซ้ำกับหนังสือที่อ้างถึง"),
        ({"deadline": date(2025, 6, 13)}, "กำหนดส่ง", "ไม่อยู่หลังวันที่ลงในหนังสือ"),
        ({"rules": (BUNDLE,)}, "กำหนดส่ง", "จังหวัดต้องส่งกรมฯ ภายใน 20 มิถุนายน 2568"),
    ],
)
def test_each_trap_is_named_with_its_place(change: dict, place: str, says: str) -> None:
    (fault,) = proofread(replace(SOUND, **change))
    assert fault.place == place
    assert says in fault.text
    assert fault.advice
