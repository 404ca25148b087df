"""Kinds of document whose wording a year may change: their customary words and their placeholders.

The customary words stay where they are made (``reports/wording*.py``). What an editor begins from
is read off them: said of ``MARKS``, facts that look like nothing else, each value gives way to the
placeholder that stands for it (``wording_year.customary``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cdd_network import thai
from reports import wording, wording_budget, wording_call, wording_covers, wording_memo
from reports.parts import Paragraph
from reports.wording import ProgrammeFacts
from reports.wording_samples import Sample

Value = str | tuple[Paragraph, ...]


@dataclass(frozen=True)
class Blank:
    """A placeholder: its name, what it stands for, its value. ``lines``: it stands on a line of its
    own and gives whole paragraphs; ``wanted``: a body without it would not tell the facts."""

    name: str
    meaning: str
    of: Callable[[ProgrammeFacts], Value]
    lines: bool = False
    wanted: bool = False


@dataclass(frozen=True)
class Worded:
    """A kind whose words a year may change: how they are made of its facts, and its placeholders."""

    kind: str
    label: str
    facts: Callable[[Sample], ProgrammeFacts]
    subject: Callable[[ProgrammeFacts], str]
    body: Callable[[ProgrammeFacts], tuple[Paragraph, ...]]
    blanks: tuple[Blank, ...] = ()
    note: str = ""

    @property
    def all_blanks(self) -> tuple[Blank, ...]:
        """Those of every kind, then its own."""
        return (*COMMON, *self.blanks)


COMMON = (
    Blank("จังหวัด", "ชื่อจังหวัด เช่น จังหวัดบุรีรัมย์", lambda f: f.office),
    Blank("ปี", "ปีงบประมาณ พ.ศ. เช่น 2568", lambda f: f"{f.fiscal_year}"),
    Blank("โครงการ", "ชื่อโครงการของปีนี้", lambda f: f.project),
    Blank("กิจกรรมระดับจังหวัด", "ชื่อกิจกรรมที่ 1 ของปีนี้", lambda f: f.province_activity),
    Blank("จำนวนกลุ่ม", "จำนวนกลุ่มที่คัดเลือกต่อจังหวัด", lambda f: f"{f.quota}"),
)
"""Placeholders of every kind; a subject knows these alone."""

REFERRING = Blank("อ้างถึง", "«ตามหนังสือที่อ้างถึง …» หรือ «ตามที่»", lambda f: f.referring.strip())
MEETING = (
    Blank("วันประชุม", "วันประชุมคัดเลือก", lambda f: thai.date_text(f.meeting_day)),
    Blank("เวลาประชุม", "เวลาประชุมคัดเลือก", lambda f: thai.time_text(f.meeting_time)),
    Blank("สถานที่ประชุม", "สถานที่ประชุมคัดเลือก", lambda f: f.meeting_place),
)
BPM_DAYS = Blank("จำนวนวันบันทึก BPM", "จำนวนวันที่ให้บันทึกใน BPM", lambda f: f"{f.bpm_days}")


def cited(name: str, *keys: str) -> Blank:
    """«รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย …» with the numbers of these enclosures."""
    return Blank(name, "«รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย …»", lambda f: f.cited(*keys))


def download(who: str) -> Blank:
    """The paragraph that sends ``who`` to the QR; none where nothing stands behind it."""
    meaning = "ย่อหน้าแจ้งให้ดาวน์โหลดทาง QR Code (ถ้ามี)"
    return Blank("ดาวน์โหลด", meaning, lambda f: f.download(who), lines=True)


def listed(name: str, meaning: str, texts: Callable, form: str = "{}.") -> Blank:
    """Texts of the facts as numbered paragraphs."""
    return Blank(name, meaning, lambda f: wording.numbered(texts(f), form), lines=True, wanted=True)


def _call(s: Sample) -> ProgrammeFacts:
    given = s.letter("order", "criteria", "proposal")
    return wording_call.CallFacts(**given, due=s.due, items=s.items)


def _letter(s: Sample) -> ProgrammeFacts:
    given = s.letter("announcement", "procedure", "curriculum", "plan", "summary") | s.meeting
    return wording.SelectionFacts(**given, plan_due=s.due, summary_due=s.due, bpm_days=s.bpm_days)


def _budget(s: Sample) -> ProgrammeFacts:
    shares = tuple(wording_budget.Share(one, Decimal(s.amount)) for one in s.groups)
    more = {"days": s.days, "people": s.people, "bpm_days": s.bpm_days}
    return wording_budget.BudgetFacts(**s.letter(), **more, shares=shares)


def _district(s: Sample) -> ProgrammeFacts:
    more = {"sender": s.sender, "group": s.groups[0], "dates": s.dates}
    return wording_covers.DistrictCoverFacts(**s.letter("plan", "summary"), **more)


def _memo(s: Sample) -> ProgrammeFacts:
    more = {"writer": s.office, "to": s.to, "drafts": s.drafts}
    return wording_memo.MemoFacts(**s.common, **more, issued=s.issued, latest=s.latest)


KINDS = (
    Worded(
        "committee_order",
        "คำสั่งแต่งตั้งคณะกรรมการ",
        lambda s: ProgrammeFacts(**s.common),
        wording.order_subject,
        wording.order_body,
        note="ต่อท้ายด้วยรายชื่อกรรมการและหน้าที่จากรอบการคัดเลือก",
    ),
    Worded(
        "criteria_circular",
        "หนังสือเวียนแจ้งเกณฑ์การคัดเลือก",
        _call,
        wording_call.call_subject,
        wording_call.call_body,
        (
            cited("แนบคำสั่ง", "order"),
            cited("แนบเกณฑ์", "criteria"),
            cited("แนบแบบเสนอโครงการ", "proposal"),
            Blank("วันส่ง", "วันสุดท้ายที่ให้อำเภอส่งแบบเสนอโครงการ", lambda f: thai.date_text(f.due)),
            Blank("จำนวนข้อ", "จำนวนข้อของแบบเสนอโครงการ", lambda f: f"{f.items}"),
            download("อำเภอ"),
        ),
    ),
    Worded(
        "invitation",
        "หนังสือเชิญประชุมคณะกรรมการ",
        lambda s: wording.MeetingFacts(**s.letter("order", "criteria"), **s.meeting),
        wording_call.invitation_subject,
        wording_call.invitation_body,
        (
            Blank("คำสั่ง", "คำสั่งแต่งตั้ง เลขที่ และวันที่", lambda f: f.order),
            cited("แนบคำสั่ง", "order"),
            cited("แนบเกณฑ์", "criteria"),
            *MEETING,
            Blank("วันในสัปดาห์", "วันในสัปดาห์ของวันประชุม", lambda f: _weekday(f.meeting_day)),
            Blank("ครั้งที่ประชุม", "เช่น ครั้งที่ 1/2568", lambda f: f.meeting_number),
            download("ท่าน"),
        ),
    ),
    Worded(
        "announcement",
        "ประกาศผลการคัดเลือก",
        lambda s: ProgrammeFacts(**s.common),
        wording.announcement_subject,
        wording.announcement_body,
        note=("ต่อท้ายด้วยรายชื่อกลุ่มตามลำดับ ประกาศที่ออกแทนฉบับเดิมใช้ประโยคยกเลิกฉบับเดิมแทนย่อหน้าสุดท้าย"),
    ),
    Worded(
        "selection_letter",
        "หนังสือแจ้งอำเภอที่ได้รับการคัดเลือก",
        _letter,
        wording.selection_subject,
        wording.selection_letter_body,
        (
            REFERRING,
            *MEETING,
            cited("แนบประกาศ", "announcement"),
            cited("แนบขั้นตอนและหลักสูตร", "procedure", "curriculum"),
            cited("แนบแผน", "plan"),
            cited("แนบแบบสรุป", "summary"),
            BPM_DAYS,
            Blank("วันส่ง", "วันสุดท้ายที่ให้อำเภอส่งแผนและแบบสรุป", lambda f: thai.date_text(f.plan_due)),
            download("อำเภอ"),
        ),
    ),
    Worded(
        "allocation_notice",
        "หนังสือแจ้งจัดสรรงบประมาณ",
        _budget,
        wording_budget.budget_subject,
        wording_budget.budget_body,
        (
            REFERRING,
            Blank("จำนวนกลุ่มที่ได้รับ", "จำนวนกลุ่มในหนังสือ", lambda f: f"{len(f.shares)}"),
            Blank("วงเงินรวม", "วงเงินรวมเป็นตัวเลขและตัวอักษร", lambda f: wording_budget.baht(f.total)),
            listed("รายชื่อกลุ่มและวงเงิน", "กลุ่มละหนึ่งข้อ พร้อมวงเงิน", wording_budget.share_texts),
            Blank("จำนวนวัน", "จำนวนวันของกิจกรรมที่ 2", lambda f: f"{f.days}"),
            Blank("จำนวนคน", "จำนวนคนต่อกลุ่มของกิจกรรมที่ 2", lambda f: f"{f.people}"),
            BPM_DAYS,
        ),
    ),
    Worded(
        "district_cover",
        "หนังสือนำส่งของอำเภอ",
        _district,
        wording_covers.cover_subject,
        wording_covers.district_cover_body,
        (
            REFERRING,
            Blank("อำเภอ", "ชื่ออำเภอที่ส่ง เช่น อำเภอกระสัง", lambda f: f.sender),
            Blank("กลุ่ม", "ชื่อและที่ตั้งของกลุ่ม", lambda f: f.group),
            Blank("เมื่อวันที่", "«เมื่อวันที่ …» ของวันจัดกิจกรรม (ถ้าทราบ)", wording_covers.held_on),
            cited("แนบแผนและแบบสรุป", "plan", "summary"),
        ),
    ),
    Worded(
        "department_cover",
        "หนังสือนำส่งของจังหวัด",
        lambda s: wording_covers.DepartmentCoverFacts(
            **s.letter("plans", "summaries"), groups=s.groups
        ),
        wording_covers.cover_subject,
        wording_covers.department_cover_body,
        (
            REFERRING,
            Blank("จำนวนฉบับ", "จำนวนกลุ่มที่ส่งเอกสาร", lambda f: f"{len(f.groups)}"),
            cited("แนบแผนและแบบสรุป", "plans", "summaries"),
            listed("รายชื่อกลุ่ม", "กลุ่มละหนึ่งข้อ", lambda f: f.groups),
        ),
    ),
    Worded(
        "memo",
        "บันทึกข้อความ",
        _memo,
        wording_memo.memo_subject,
        wording_memo.memo_body,
        (
            Blank("เอกสารที่ออกแล้ว", "ประโยคบอกเอกสารที่ออกแล้ว (ถ้ามี)", wording_memo.issued_text),
            Blank("หน่วยงาน", "สำนักงานที่เสนอ", lambda f: f.writer),
            Blank("จำนวนฉบับ", "จำนวนเอกสารที่เสนอลงนาม", lambda f: f"{len(f.drafts)}"),
            listed("รายการเอกสาร", "เอกสารที่เสนอลงนาม ฉบับละหนึ่งข้อ", lambda f: f.drafts, "2.{}"),
            Blank("ผู้ลงนาม", "ผู้ที่ขอให้ลงนาม", lambda f: f.to),
        ),
    ),
)
"""In the order of the year's work. Not the meeting's report: it tells what happened, in sentences
that the meeting decides."""

WORDED = {one.kind: one for one in KINDS}


def _weekday(day: date) -> str:
    return thai.WEEKDAYS[day.weekday()]
