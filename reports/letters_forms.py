"""Forms of the year's work, blank or filled: criteria, proposal, registration, satisfaction.

The score sheet and the table of results stand in ``letters_scores``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from cdd_network import thai
from cdd_network.content_event import FormItem, Survey
from reports.letters import Paper
from reports.parts import GroupAddress

NETWORK = "กิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต"
LINES: Mapping[str, int] = {
    "activity_name": 0,
    "reasons": 6,
    "objectives": 3,
    "target_people": 1,
    "place": 1,
    "capital": 0,
    "steps": 6,
}
"""Dotted lines under an item of the blank proposal; 0: the line of its title alone."""
USUAL_LINES = 3
ONE_PAGE = 20
"""Rows to sign of nine millimetres that a sheet of registration holds; more stand closer."""
LONG_TITLE = 80
"""Letters of a title that fills more than a line."""


@dataclass(frozen=True, kw_only=True)
class YearForm(Paper):
    """A form of a fiscal year (BE); ``project`` is the programme's title."""

    heading: ClassVar[str]
    project: str
    year: int

    @property
    def titles(self) -> tuple[str, ...]:
        """The centred lines at the top; the first is the form's own."""
        return (self.heading, self.project, f"ประจำปีงบประมาณ พ.ศ. {self.year}")

    @property
    def title(self) -> str:
        """Name and year, one line."""
        return f"{self.name} ประจำปีงบประมาณ พ.ศ. {self.year}"


@dataclass(frozen=True)
class CriterionRow:
    """A criterion with its full points and what to look at; ``halves``: half points are allowed.

    ``anchors`` say what a share of the points means, from the best down.
    """

    title: str
    points: int
    help: str = ""
    halves: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Criteria(YearForm):
    """The criteria of the selection (แนบ ๒ of the procedure): who may, points, how it is decided.

    Without ``province`` they are the programme's; ``note`` marks an example.
    """

    kind = "criteria"
    template = "letters/criteria.html"
    name = "หลักเกณฑ์การคัดเลือก"
    province: str = ""
    quota: int
    eligibility: tuple[str, ...]
    rows: tuple[CriterionRow, ...]
    rules: tuple[str, ...] = ()
    note: str = ""

    @property
    def heading(self) -> str:
        """«หลักเกณฑ์การคัดเลือกกิจกรรมเครือข่าย… ระดับจังหวัดบุรีรัมย์»."""
        return f"{self.name}{NETWORK} ระดับจังหวัด{self.province}"

    @property
    def points(self) -> int:
        """Full points of all criteria."""
        return sum(row.points for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Proposal(YearForm):
    """The proposal (แนบ ๓): the 11 items, dotted or answered; a line of an answer is a paragraph.

    ``district`` names who endorses it; ``office`` and ``day`` are where and when it was sent.
    """

    kind = "proposal"
    template = "letters/proposal.html"
    name = "แบบเสนอโครงการ"
    heading = f"{name}{NETWORK}ระดับอำเภอ"
    items: tuple[FormItem, ...]
    group: GroupAddress | None = None
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    district: str = ""
    office: str = ""
    day: date | None = None

    @property
    def title(self) -> str:
        """«แบบเสนอโครงการ กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา …», one line."""
        return f"{self.name} {self.group.title}" if self.group else super().title

    @property
    def rows(self) -> tuple["ProposalRow", ...]:
        """The items in order, each with its answer."""
        return tuple(
            ProposalRow(item, tuple(self.answers.get(item.key, ()))) for item in self.items
        )


@dataclass(frozen=True)
class ProposalRow:
    """An item of the proposal with its answer, paragraph by paragraph."""

    item: FormItem
    lines: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """«1. ชื่อกิจกรรม»."""
        return f"{self.item.number}. {self.item.title}"

    @property
    def numbered(self) -> bool:
        """Whether each line is a step with a number of its own."""
        return self.item.key == "steps" and len(self.lines) > 1

    @property
    def dotted(self) -> range:
        """One number for each dotted line under the title."""
        return range(LINES.get(self.item.key, USUAL_LINES))


@dataclass(frozen=True)
class Sheet:
    """A day's sheet of registration; ``day`` and ``place`` stay dotted until they are known."""

    number: int
    title: str
    day: date | None = None
    place: str = ""

    @property
    def label(self) -> str:
        """«กิจกรรมวันที่ 2 ศึกษาดูงาน»."""
        return f"กิจกรรมวันที่ {self.number} {self.title}"

    @property
    def again(self) -> str:
        """Above the second leaf and later ones: the names are the same on each day's. One line."""
        day = f" ({thai.date_text(self.day)})" if self.day else ""
        return f"กิจกรรมวันที่ {self.number}{day} ต่อ"


def in_lines(title: str) -> tuple[str, ...]:
    """A long title in two lines, the second from «ในการ…» on, as the department's forms break it."""
    first, joint, rest = title.partition("ในการ")
    return (first, joint + rest) if joint and len(title) > LONG_TITLE else (title,)


@dataclass(frozen=True)
class SignRow:
    """A row to sign: its number; name, position and village of who is expected, '' to be written."""

    number: int
    name: str = ""
    post: str = ""


@dataclass(frozen=True, kw_only=True)
class Registration(YearForm):
    """Who took part: a sheet a day with numbered rows to sign, morning and afternoon.

    ``listed`` are the (name, position and village) of those expected; rows without a name follow
    up to ``people``, the target. Phone numbers are not printed: the sheet lies open in the room.
    Without a ``group`` the line under the titles is ``host``, or dotted. ``privacy`` is the address of
    the notice that tells why names are kept, for those who sign.
    """

    kind = "registration"
    template = "letters/registration.html"
    name = "บัญชีลงทะเบียนผู้เข้าร่วมกิจกรรม"
    heading = name
    activity: str
    people: int
    sheets: tuple[Sheet, ...]
    group: GroupAddress | None = None
    host: str = ""
    listed: tuple[tuple[str, str], ...] = ()
    privacy: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """Form, project with the year, activity."""
        project = f"{self.project} ประจำปีงบประมาณ พ.ศ. {self.year}"
        return (self.heading, project, *in_lines(self.activity))

    @property
    def title(self) -> str:
        """With the group's name, or the host's, when there is one."""
        named = self.group.title if self.group else self.host
        return f"{self.name} {named}" if named else super().title

    @property
    def is_long(self) -> bool:
        """Whether the rows fill more than a page, and then stand a little closer."""
        return len(self.rows) > ONE_PAGE

    @property
    def rows(self) -> tuple[SignRow, ...]:
        """The people listed, then empty rows up to the target."""
        named = [SignRow(n, *one) for n, one in enumerate(self.listed, start=1)]
        empty = (SignRow(n) for n in range(len(named) + 1, self.people + 1))
        return (*named, *empty)


@dataclass(frozen=True, kw_only=True)
class Satisfaction(YearForm):
    """The participants' survey: no name, five levels, what was known before and after."""

    kind = "satisfaction"
    template = "letters/satisfaction.html"
    name = "แบบประเมินความพึงพอใจ"
    heading = name
    survey: Survey
    group: GroupAddress | None = None
    host: str = ""
    days: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """The survey's own titles as the year's content has them."""
        return self.survey.titles or super().titles

    @property
    def title(self) -> str:
        """With the group's name, or the host's, when there is one."""
        named = self.group.title if self.group else self.host
        return f"{self.name} {named}" if named else super().title

    @property
    def levels(self) -> tuple[tuple[int, str], ...]:
        """Each level with its worth, the best first: (5, «มากที่สุด») … (1, «น้อยที่สุด»)."""
        worth = range(len(self.survey.levels), 0, -1)
        return tuple(zip(worth, self.survey.levels, strict=True))

    @property
    def columns(self) -> int:
        """Columns of the table."""
        return 1 + len(self.levels)
