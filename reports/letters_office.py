"""Papers within an office: the memo, and the report of a meeting. Neither has a closing."""

from dataclasses import dataclass
from datetime import date, time

from cdd_network import thai
from reports.letters import CLOSINGS, Paper
from reports.parts import Absent, Attended, Letterhead, Paragraph, Signature
from reports.wording_meeting import ITEM, MOTION, TIMES


@dataclass(frozen=True, kw_only=True)
class Memo(Paper):
    """A memo (บันทึกข้อความ). ``office_line`` is who writes: office, group, telephone.

    ``number`` is the running number alone; empty on a draft.
    """

    kind = "memo"
    template = "letters/memo.html"
    name = "บันทึกข้อความ"
    head: Letterhead
    office_line: str
    subject: str
    to: str
    body: tuple[Paragraph, ...]
    signature: Signature
    number: str = ""
    day: date | None = None
    salutation: str = "เรียน"
    secrecy: str = ""

    def __post_init__(self):
        if self.salutation not in CLOSINGS:
            raise ValueError(f"unknown salutation {self.salutation!r}")

    @property
    def title(self) -> str:
        """«บันทึกข้อความ เรื่อง …», one line."""
        return f"{self.name} เรื่อง {' '.join(self.subject.split())}"

    @property
    def own_number(self) -> str:
        """«ที่ บร 0019/123»; on a draft what stands before the number."""
        return f"ที่ {self.head.code}/{self.number}"


@dataclass(frozen=True, kw_only=True)
class MeetingReport(Paper):
    """A meeting's report. ``day`` is when it was certified, ``signature`` who certifies.

    ``recorder`` is the post of who wrote it down. Names of who came are written in by hand.
    """

    kind = "meeting_report"
    template = "letters/meeting_report.html"
    name = "รายงานการประชุม"
    subject: str
    body: tuple[Paragraph, ...]
    signature: Signature
    meeting_day: date
    meeting_time: time
    meeting_place: str
    present: tuple[Attended, ...]
    absent: tuple[Absent, ...] = ()
    recorder: str = ""
    day: date | None = None

    @property
    def title(self) -> str:
        """The heading in one line."""
        return " ".join(self.subject.split())

    @property
    def held(self) -> str:
        """«เมื่อวันศุกร์ที่ 6 มิถุนายน 2568 เวลา 09.00 น.»."""
        weekday = thai.WEEKDAYS[self.meeting_day.weekday()]
        day = f"วัน{weekday}ที่ {thai.date_text(self.meeting_day)}"
        return f"เมื่อ{day} เวลา {thai.time_text(self.meeting_time)}"

    @property
    def blocks(self) -> tuple[tuple[str, Paragraph], ...]:
        """Each paragraph with how it is set: «item», «motion», «time», «sub» or '' as usual."""
        return tuple((_manner(one), one) for one in self.body)


def _manner(paragraph: Paragraph) -> str:
    for manner, begins in (("item", ITEM), ("motion", MOTION), ("time", TIMES)):
        if paragraph.text.startswith(begins):
            return manner
    return "sub" if paragraph.number.endswith(")") else ""
