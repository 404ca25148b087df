"""The record of processing activities (มาตรา 39) and one person's own copy (มาตรา 30) as workbooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils import timezone

from cdd_network.workbook import Sheet, workbook_of
from reports.personal import counts
from reports.personal.finding import Hit
from reports.personal.held import NAMES, Held
from reports.personal.register import BASIS, RECORDS

if TYPE_CHECKING:
    from cdd_network.models import Office, User

REGISTER = "บันทึกรายการกิจกรรมการประมวลผลข้อมูลส่วนบุคคล"
COPY = "สำเนาข้อมูลส่วนบุคคล"
MOST = 5_000
"""Lines of what went and of requests that one workbook carries."""
HEADS = (
    "ที่", "กิจกรรม", "เจ้าของข้อมูล", "ข้อมูลที่เก็บ", "วัตถุประสงค์", "ฐานตามกฎหมาย", "ผู้เห็นข้อมูล",
    "ระยะเวลาเก็บ", "เมื่อครบกำหนด", "ลบตามคำขอ", "จำนวน (รายการ)",
)  # fmt: skip
COPY_HEADS = (
    "ที่", "กิจกรรม", "ข้อมูล", "ตามที่บันทึก", "สำนักงาน", "ปีงบประมาณ", "วัตถุประสงค์",
    "ฐานตามกฎหมาย", "ผู้เห็นข้อมูล", "ระยะเวลาเก็บ",
)  # fmt: skip
MEASURES = (
    ("การเข้าถึง", "แต่ละบัญชีเห็นเฉพาะข้อมูลของสำนักงานและหน้าที่ของตน ทุกหน้าตรวจสิทธิทุกครั้ง"),
    ("บัญชีผู้ใช้", "รหัสผ่านเก็บแบบเข้ารหัสทางเดียว พักการเข้าสู่ระบบเมื่อใส่รหัสผิดหลายครั้ง"),
    ("การตรวจสอบย้อนหลัง", "บันทึกการทำงานเพิ่มได้อย่างเดียว อ้างผู้เข้าร่วมด้วยรหัส ไม่มีชื่อ"),
    ("การเก็บเท่าที่จำเป็น", "ไม่เก็บเลขประจำตัวประชาชน ตัดออกหรือไม่รับเมื่อพบ ภาพถ่ายไม่มีพิกัด แบบประเมินไม่มีชื่อ"),
    ("การลบ", "manage.py purge ลบข้อมูลที่ครบกำหนดทุกวัน บันทึกเฉพาะจำนวน"),
)


def register_workbook(user: User) -> bytes:
    """What the officer answers for, with real counts and dates. Seven queries."""
    held = counts.counts(user)
    rows = [
        (
            number, one.title, one.whose, one.data, one.purpose, BASIS, one.seen, one.kept, one.end,
            "ลบได้" if _can_go(one.holds) and not one.refused else one.refused or one.end,
            _count(user, one.holds, held[one.key]),
        )
        for number, one in enumerate(RECORDS, 1)
    ]  # fmt: skip
    years = [
        (f"{one.year}", one.participants, one.speakers, one.until) for one in counts.years(user)
    ]
    gone = [(one.at, one.title, one.year, one.count) for one in counts.disposals(MOST)]
    asked = [
        (one.at, one.office, one.by, one.what, one.why, one.places, one.ref)
        for one in counts.requests(user, MOST)
    ]
    sheets = [
        Sheet("บันทึกรายการ", HEADS, rows),
        Sheet("ผู้ควบคุมและมาตรการ", ("เรื่อง", "รายละเอียด"), _controller(user.office)),
        Sheet(
            "กำหนดลบตามปี",
            ("ปีงบประมาณ", "ผู้เข้าร่วมที่ยังมีชื่อ (คน)", "วิทยากรที่ยังมีชื่อ (คน)", "เก็บชื่อถึงวันที่ อย่างน้อย"),
            years,
        ),
        Sheet("ลบตามกำหนดแล้ว", ("เมื่อ", "ชนิด", "ปีงบประมาณ", "จำนวน"), gone, formats={0: _MOMENT}),
        Sheet(
            "คำขอของเจ้าของข้อมูล",
            ("เมื่อ", "สำนักงาน", "ผู้ดำเนินการ", "ดำเนินการ", "เหตุผล", "จำนวน (แห่ง)", "เลขรับคำขอ"),
            asked,
            formats={0: _MOMENT},
        ),
    ]
    return workbook_of(REGISTER, sheets)


_MOMENT = "dd/mm/yyyy hh:mm"


def _can_go(holds: Iterable[Held]) -> bool:
    return any(held.erase is not None for held in holds)


def _count(user: User, holds: Iterable[Held], count: int) -> int | str:
    """«» of what is not counted by province, rather than a nought that says there is none."""
    if not holds or (not user.is_department and not any(held.place for held in holds)):
        return ""
    return count


def _controller(office: Office) -> list[tuple[object, object]]:
    return [
        ("หน่วยงาน", office.name),
        ("ที่อยู่", " ".join(office.address)),
        ("โทรศัพท์", office.phone),
        ("ไปรษณีย์อิเล็กทรอนิกส์", office.email),
        ("ผู้ควบคุมข้อมูลส่วนบุคคล", "กรมการพัฒนาชุมชน กระทรวงมหาดไทย"),
        ("จัดทำเมื่อ", timezone.localdate()),
        ("ฐานตามกฎหมาย", f"{BASIS} โปรดให้ผู้รับผิดชอบของหน่วยงานยืนยันก่อนใช้"),
        ("สิทธิของเจ้าของข้อมูล", "ขอดูและขอสำเนา (มาตรา 30) ขอลบ (มาตรา 33) ติดต่อสำนักงานที่เก็บข้อมูล"),
        *MEASURES,
    ]


def person_workbook(hits: list[Hit]) -> bytes:
    """One person's data, place by place: of a list every column, of a text the name alone, since the
    rest may speak of others. A query for each kind of place."""
    values = _values(hits)
    rows = []
    for hit in hits:
        for label, value in values.get(hit.key) or [("ชื่อในข้อความ", hit.said)]:
            record = hit.record
            rows.append(
                (
                    len(rows) + 1, record.title, label, value, hit.office, hit.year or "",
                    record.purpose, BASIS, record.seen, record.kept,
                )
            )  # fmt: skip
    return workbook_of(COPY, [Sheet(COPY, COPY_HEADS, rows)])


def _values(hits: list[Hit]) -> dict[str, list[tuple[str, object]]]:
    found: dict[str, list[tuple[str, object]]] = {}
    for name in dict.fromkeys(hit.name for hit in hits if hit.held.search == NAMES):
        same = {hit.pk: hit for hit in hits if hit.name == name}
        held = next(iter(same.values())).held
        columns = [one for one in dict.fromkeys((*held.fields, *held.clear)) if one != "password"]
        labels = [held.model._meta.get_field(one).verbose_name for one in columns]
        rows = held.model._base_manager.filter(pk__in=same).annotate(p_pk=F("pk"))
        for pk, *texts in rows.values_list("p_pk", *columns):
            told = zip(labels, texts, strict=True)
            found[same[pk].key] = [
                (str(label), text) for label, text in told if text not in ("", None)
            ]
    return found
