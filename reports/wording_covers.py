"""Wording of the covering letters: a district's to its province, a province's to the department."""

from dataclasses import dataclass

from reports.parts import Paragraph
from reports.wording import SUMMARY, LetterFacts, ProgrammeFacts, numbered

DEPARTMENT = "กรมการพัฒนาชุมชน"
PLAN = "แผนปฏิบัติการขับเคลื่อนฯ"


@dataclass(frozen=True, kw_only=True)
class DistrictCoverFacts(LetterFacts):
    """``sender`` is the district («อำเภอกระสัง»), ``dates`` the activity's days in words."""

    sender: str
    group: str
    dates: str


@dataclass(frozen=True, kw_only=True)
class DepartmentCoverFacts(LetterFacts):
    """``groups`` are those whose papers go along, in the announcement's order."""

    groups: tuple[str, ...]


def cover_subject(facts: ProgrammeFacts) -> str:
    """Subject of both covering letters."""
    return f"ส่ง{PLAN} และ{SUMMARY}{facts.project} {facts.year}"


def held_on(facts: DistrictCoverFacts) -> str:
    """« เมื่อวันที่ 18 - 20 มิถุนายน 2568»; '' while the days are not known."""
    return f" เมื่อวันที่ {facts.dates}" if facts.dates else ""


def district_cover_body(facts: DistrictCoverFacts) -> tuple[Paragraph, ...]:
    """A district sends its plan and its summary."""
    return (
        Paragraph(
            f"{facts.referring}{facts.office}ขอให้อำเภอดำเนิน{facts.project} "
            f"และส่ง{PLAN} พร้อมทั้ง{SUMMARY} นั้น"
        ),
        Paragraph(
            f"{facts.sender} โดยสำนักงานพัฒนาชุมชน{facts.sender} ได้ดำเนินกิจกรรมกับ{facts.group}"
            f"{held_on(facts)} เสร็จเรียบร้อยแล้ว จึงขอส่ง{PLAN} และ{SUMMARY} {facts.cited('plan', 'summary')}"
        ),
        Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา"),
    )


def department_cover_body(facts: DepartmentCoverFacts) -> tuple[Paragraph, ...]:
    """A province forwards the plans and summaries of its groups."""
    count = len(facts.groups)
    return (
        Paragraph(f"{facts.referring}{DEPARTMENT}ให้จังหวัดดำเนิน{facts.project} {facts.year} นั้น"),
        Paragraph(
            f"{facts.office} ดำเนินการแล้วเสร็จ จึงขอส่ง{PLAN} จำนวน {count} ฉบับ "
            f"และ{SUMMARY} จำนวน {count} ฉบับ {facts.cited('plans', 'summaries')} ดังนี้"
        ),
        *numbered(facts.groups),
        Paragraph("จึงเรียนมาเพื่อโปรดทราบ"),
    )
