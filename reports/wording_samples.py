"""Facts to say a wording of where there is no document: marks to find, or an example to read."""

from dataclasses import dataclass
from datetime import date, time

from reports.parts import Enclosure

COPIES = ("announcement", "order")
"""Enclosures on paper alone."""


@dataclass(frozen=True)
class Sample:
    """Made-up facts of every kind of document; the defaults are an example."""

    province: str
    year: int
    project: str
    province_activity: str
    quota: int
    items: int = 11
    days: int = 3
    people: int = 20
    bpm_days: int = 7
    day: date = date(2025, 6, 6)
    due: date = date(2025, 7, 10)
    hour: time = time(9)
    place: str = "ห้องประชุมศาลากลางจังหวัด"
    order: str = "คำสั่งจังหวัดบุรีรัมย์ ที่ 2150/2568 ลงวันที่ 20 พฤษภาคม 2568"
    office: str = "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์"
    to: str = "ผู้ว่าราชการจังหวัดบุรีรัมย์"
    sender: str = "อำเภอกระสัง"
    dates: str = "18 - 20 มิถุนายน 2568"
    groups: tuple[str, ...] = (
        "กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง",
        "กลุ่มออมทรัพย์เพื่อการผลิตบ้านอารัง หมู่ที่ 2 ตำบลวังเหนือ อำเภอบ้านด่าน",
    )
    drafts: tuple[str, ...] = ("ร่างประกาศผลการคัดเลือก", "ร่างหนังสือแจ้งอำเภอ")
    latest: str = "คำสั่งแต่งตั้งคณะกรรมการ ที่ 2150/2568 ลงวันที่ 20 พฤษภาคม 2568"
    issued: int = 1
    amount: int = 38600

    @property
    def common(self) -> dict[str, object]:
        """Arguments of every kind's facts."""
        names = ("province", "project", "province_activity", "quota")
        return {"fiscal_year": self.year} | {name: getattr(self, name) for name in names}

    def letter(self, *keys: str) -> dict[str, object]:
        """Arguments of a letter's facts: one letter referred to, enclosures with these keys."""
        lines = (
            Enclosure(n, key, key, online=key not in COPIES) for n, key in enumerate(keys, start=1)
        )
        return self.common | {"enclosures": tuple(lines), "references": 1}

    @property
    def meeting(self) -> dict[str, object]:
        """Arguments of a paper that names the meeting."""
        return {
            "meeting_day": self.day,
            "meeting_time": self.hour,
            "meeting_place": self.place,
            "order": self.order,
        }


MARKS = Sample(
    province="⟦จังหวัด⟧",
    year=90001,
    project="⟦โครงการ⟧",
    province_activity="⟦กิจกรรมระดับจังหวัด⟧",
    quota=90002,
    items=90003,
    days=90004,
    people=90005,
    bpm_days=90006,
    day=date(8001, 1, 6),
    due=date(8002, 2, 7),
    hour=time(23, 57),
    place="⟦สถานที่⟧",
    order="⟦คำสั่ง⟧",
    office="⟦หน่วยงาน⟧",
    to="⟦ผู้ลงนาม⟧",
    sender="⟦อำเภอ⟧",
    dates="⟦วันที่⟧",
    groups=("⟦กลุ่ม⟧",) * 97,
    drafts=("⟦ร่าง⟧",) * 97,
    latest="⟦ล่าสุด⟧",
    issued=90007,
    amount=900081,
)
"""Facts of which no value can be met in a wording by chance."""
