"""Faults that a person should look at before a document is issued: warnings, never bars.

A table of small pure rules; each looks at the facts of one paper and says what is odd, where,
and what to do. The traps are those of the real letters of 2568.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cdd_network import thai
from cdd_network.content import DeadlineRule

SATURDAY = 5


@dataclass(frozen=True)
class Facts:
    """What the rules look at; None where the paper has or knows no such thing yet.

    ``number`` is the whole own number «บร 0019/ว 2230»; ``cited`` holds the numbers cited, whole.
    """

    number: str = ""
    day: date | None = None
    meeting_day: date | None = None
    announcement_day: date | None = None
    deadline: date | None = None
    cited: tuple[str, ...] = ()
    rules: tuple[DeadlineRule, ...] = ()


@dataclass(frozen=True)
class Fault:
    """A warning: where it stands, what is odd, and what to do about it."""

    place: str
    text: str
    advice: str


def weekend(facts: Facts) -> Fault | None:
    """Offices are closed at weekends, yet papers are dated then (7 June 2568 was a Saturday)."""
    if facts.day is None or facts.day.weekday() < SATURDAY:
        return None
    name = thai.WEEKDAYS[facts.day.weekday()]
    text = f"{thai.date_text(facts.day)} เป็นวัน{name}"
    return Fault("ลงวันที่", text, "ตรวจวันที่กับทะเบียนหนังสือส่งอีกครั้ง")


def before_its_cause(facts: Facts) -> Fault | None:
    """A paper that reports a meeting or cites an announcement cannot be older than it."""
    causes = (("ประกาศผล", facts.announcement_day), ("ประชุมคัดเลือก", facts.meeting_day))
    for name, cause in causes:
        if facts.day and cause and facts.day < cause:
            text = f"ลงวันที่ {thai.date_text(facts.day)} ก่อนวัน{name} ({thai.date_text(cause)})"
            return Fault("ลงวันที่", text, "แก้วันที่ให้อยู่หลังเหตุการณ์ที่กล่าวถึง")
    return None


def own_number_cited(facts: Facts) -> Fault | None:
    """A letter that cites its own number."""
    if not facts.number or plain(facts.number) not in {plain(one) for one in facts.cited}:
        return None
    text = f"เลขที่ {facts.number} ซ้ำกับหนังสือที่อ้างถึง"
    return Fault("เลขที่", text, "ตรวจเลขที่ของหนังสือฉบับนี้และของฉบับที่อ้างถึง")


def deadline_too_early(facts: Facts) -> Fault | None:
    """A deadline that is past when the letter goes out."""
    if not (facts.day and facts.deadline and facts.deadline <= facts.day):
        return None
    text = f"กำหนดส่ง {thai.date_text(facts.deadline)} ไม่อยู่หลังวันที่ลงในหนังสือ"
    return Fault("กำหนดส่ง", text, "แก้กำหนดส่งให้อำเภอมีเวลาดำเนินการ")


def deadline_clash(facts: Facts) -> Fault | None:
    """The districts' deadline after the province's own one to the department."""
    fixed = [date.fromisoformat(r.fixed) for r in facts.rules if r.task == "bundle" and r.fixed]
    if not (facts.deadline and fixed and facts.deadline > min(fixed)):
        return None
    text = (
        f"ให้อำเภอส่งภายใน {thai.date_text(facts.deadline)} "
        f"แต่จังหวัดต้องส่งกรมฯ ภายใน {thai.date_text(min(fixed))}"
    )
    return Fault("กำหนดส่ง", text, "ให้อำเภอส่งก่อนกำหนดของจังหวัด หรือขอขยายกำหนดกับกรมฯ")


RULES: tuple[Callable[[Facts], Fault | None], ...] = (
    weekend,
    before_its_cause,
    own_number_cited,
    deadline_too_early,
    deadline_clash,
)


def proofread(facts: Facts) -> list[Fault]:
    """All faults found, in the order of the rules."""
    return [fault for rule in RULES if (fault := rule(facts))]


def plain(number: str) -> str:
    """A whole number without spaces, in Arabic digits: «บร ๐๐๑๙/ว ๒๒๓๐» → «บร0019/ว2230»."""
    return "".join(thai.arabic_digits(number).split())
