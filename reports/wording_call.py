"""Wording of the call for nominations and of the invitation to the committee's meeting."""

from dataclasses import dataclass
from datetime import date

from cdd_network import thai
from reports.parts import Paragraph
from reports.wording import SELECTION, LetterFacts, MeetingFacts, ProgrammeFacts, numbered

AGENDA = (
    "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "เรื่องรับรองรายงานการประชุม",
    "เรื่องเสนอให้ที่ประชุมทราบ",
    "เรื่องเสนอให้ที่ประชุมพิจารณา",
    "เรื่องอื่น ๆ",
)
"""The customary five items of a meeting; those of the invitation are those of the report."""


@dataclass(frozen=True, kw_only=True)
class CallFacts(LetterFacts):
    """What the circular says besides: by when districts propose, how many items the form has."""

    due: date
    items: int


def agenda_heads() -> tuple[str, ...]:
    """«ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ» and so on."""
    return tuple(f"ระเบียบวาระที่ {number} {name}" for number, name in enumerate(AGENDA, start=1))


def call_subject(facts: ProgrammeFacts) -> str:
    """Subject of the circular to all districts."""
    return f"การ{facts.selection}"


def call_body(facts: CallFacts) -> tuple[Paragraph, ...]:
    """Body of the circular: the committee, three tasks, the QR."""
    tasks = (
        f"แจ้งเกณฑ์การ{SELECTION} ระดับจังหวัด ให้กลุ่มออมทรัพย์เพื่อการผลิตในพื้นที่ทราบโดยทั่วกัน "
        f"{facts.cited('criteria')}",
        "พิจารณาคัดเลือกกลุ่มออมทรัพย์เพื่อการผลิตที่มีคุณสมบัติตามเกณฑ์การคัดเลือก อย่างน้อยอำเภอละ 1 กลุ่ม",
        "จัดทำแบบเสนอโครงการกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิตระดับอำเภอ "
        f"ให้ครบทั้ง {facts.items} ข้อ ส่งให้{facts.office} ภายในวันที่ {thai.date_text(facts.due)} "
        f"{facts.cited('proposal')}",
    )
    return (
        Paragraph(
            f"ด้วย กรมการพัฒนาชุมชน ได้กำหนดให้ดำเนิน{facts.project} {facts.year} "
            f"โดยให้จังหวัด{SELECTION} ระดับจังหวัด ตามเกณฑ์การคัดเลือกที่กรมการพัฒนาชุมชนกำหนด "
            f"จังหวัดละ {facts.quota} กลุ่ม และ{facts.office}ได้แต่งตั้ง{facts.committee} แล้ว "
            f"{facts.cited('order')}"
        ),
        Paragraph(
            f"เพื่อให้การ{facts.selection} เป็นไปด้วยความเรียบร้อย โปร่งใส และบรรลุวัตถุประสงค์ "
            f"{facts.office} ขอให้อำเภอมอบหมายพัฒนาการอำเภอดำเนินการ ดังนี้"
        ),
        *numbered(tasks),
        *facts.download("อำเภอ"),
        Paragraph("จึงเรียนมาเพื่อพิจารณาดำเนินการ"),
    )


def invitation_subject(facts: ProgrammeFacts) -> str:
    """Subject of the invitation."""
    return f"ขอเชิญประชุม{facts.committee}"


def invitation_to(facts: MeetingFacts) -> str:
    """The committee as one addressee, as the order names it."""
    return f"{facts.committee} ตาม{facts.order}" if facts.order else facts.committee


def invitation_body(facts: MeetingFacts) -> tuple[Paragraph, ...]:
    """Body of the invitation: why, when and where, the agenda."""
    weekday = thai.WEEKDAYS[facts.meeting_day.weekday()]
    appointed = f"ตาม{facts.order} " if facts.order else ""
    return (
        Paragraph(
            f"ด้วย {facts.office}ได้แต่งตั้งท่านเป็นกรรมการใน{facts.committee} "
            f"{appointed}{facts.cited('order')} และจะพิจารณา{SELECTION} "
            f"ตามเกณฑ์การคัดเลือก {facts.cited('criteria')}"
        ),
        Paragraph(
            f"ในการนี้ {facts.office} ขอเชิญท่านเข้าร่วมประชุมคณะกรรมการ {facts.meeting_number} "
            f"ในวัน{weekday}ที่ {thai.date_text(facts.meeting_day)} "
            f"เวลา {thai.time_text(facts.meeting_time)} ณ {facts.meeting_place} "
            "โดยมีระเบียบวาระการประชุม ดังนี้"
        ),
        *(Paragraph(head) for head in agenda_heads()),
        *facts.download("ท่าน"),
        Paragraph("จึงเรียนมาเพื่อโปรดเข้าร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว"),
    )
