"""The list of participants as a workbook for the own office, and the template that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.workbook import Sheet, workbook_of
from projects.models import CheckIn
from projects.people_reading import COLUMNS
from projects.people_rules import kept_until

if TYPE_CHECKING:
    from collections.abc import Iterable

    from projects.models import ActivityDay, Event, Participant

TITLE = "บัญชีรายชื่อผู้เข้าร่วมกิจกรรม"
TEMPLATE = "แม่แบบรายชื่อผู้เข้าร่วมกิจกรรม"
TEXTS = {1: "@", 2: "@", 3: "@", 5: "@"}
HELP = (
    ("ชื่อและนามสกุล", "พร้อมคำนำหน้า เช่น นางสมใจ ดีงาม แถวละหนึ่งคน"),
    ("ตำแหน่ง", "เช่น ประธานกลุ่ม กรรมการ สมาชิก เว้นว่างได้"),
    ("ชื่อหมู่บ้าน หมู่ที่", "เช่น บ้านกระเจา หมู่ที่ 7 ใช้เลขไทยหรือเลขอารบิกก็ได้ เว้นว่างได้"),
    ("โทรศัพท์", "เว้นว่างได้ ใส่เมื่อจำเป็นต้องติดต่อ"),
    ("เลขประจำตัวประชาชน", "อย่าใส่ ระบบไม่เก็บเลขนี้ และตัดออกให้หากพบ"),
    ("จำนวนที่รับ", "ไม่เกิน 500 คน ระบบแสดงผลที่อ่านได้ก่อน และยังไม่บันทึกจนกว่าจะกดยืนยัน"),
)  # fmt: skip


def purpose_text(event: Event) -> str:
    """Why the names are collected, who sees them, until when: one paragraph."""
    until = thai.date_text(kept_until(event))
    return (
        "เก็บชื่อ ตำแหน่ง และหมู่บ้าน เพื่อทำบัญชีลงทะเบียน นับจำนวนผู้เข้าร่วม และสรุปผลกิจกรรมเท่านั้น "
        f"ใช้เฉพาะในสำนักงาน อย่าส่งต่อหรือเผยแพร่ ระบบลบรายชื่อหลังวันที่ {until} โปรดลบไฟล์นี้ด้วย"
    )


def people_workbook(
    event: Event,
    days: Iterable[ActivityDay],
    people: Iterable[Participant],
    ticks: dict[int, set[tuple[int, str]]],
) -> bytes:
    """The list with who was there when, and a sheet that says what the names are for."""
    halves = [(day.number, half) for day in days for half in CheckIn.Half]
    heads = ["ลำดับที่", *COLUMNS.values()]
    heads += [f"วันที่ {number} {half.label}" for number, half in halves]
    rows = (
        [
            one.order,
            *(getattr(one, name) for name in COLUMNS),
            *("มา" if half in ticks.get(one.pk, ()) else "" for half in halves),
        ]
        for one in people
    )
    note = [(TITLE, str(event)), ("วัตถุประสงค์", purpose_text(event))]
    return workbook_of(
        TITLE,
        [
            Sheet("รายชื่อ", heads, rows, TEXTS),
            Sheet("วัตถุประสงค์", ("เรื่อง", "รายละเอียด"), note),
        ],
    )


def template() -> bytes:
    """The empty list, and how to fill it in."""
    heads = ["ลำดับที่", *COLUMNS.values()]
    return workbook_of(
        TEMPLATE,
        [
            Sheet("รายชื่อ", heads, [], TEXTS),
            Sheet("วิธีกรอก", ("เรื่อง", "คำแนะนำ"), HELP),
        ],
    )
