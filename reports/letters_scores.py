"""Papers of the scoring: the sheet a member fills in, and the table of results for the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.letters_forms import NETWORK, CriterionRow, YearForm
from reports.parts import GroupAddress, Qr

SCORES_WIDTH = 110
"""Millimetres that the columns of the members may take together on a landscape page."""
HEAD_WIDTH = 36
"""Millimetres that the words over these columns want."""
LINE_LETTERS = 58
"""Letters that a line of an anchor holds."""
MOST_ANCHOR_LINES = 42
"""Lines of anchors that leave the sheet on its one page; more are left to the screen."""
ASIDE = "–"
"""In the place of a total: the member stood aside from this nomination."""
BLANK_ROWS = 8
"""Rows of a table of results that is filled in by hand."""


@dataclass(frozen=True, kw_only=True)
class _CommitteePaper(YearForm):
    """A paper of a round's committee; ``day`` and ``place`` are the meeting's."""

    province: str = ""
    day: date | None = None
    place: str = ""

    @property
    def heading(self) -> str:
        """The form's own name."""
        return self.name

    @property
    def titles(self) -> tuple[str, ...]:
        """Form, what is selected, year."""
        what = f"การคัดเลือก{NETWORK} ระดับจังหวัด{self.province}"
        return (self.heading, what, f"ประจำปีงบประมาณ พ.ศ. {self.year}")


@dataclass(frozen=True)
class MemberSheet:
    """One member's sheet of one nomination. ``points`` follow the criteria; None is not given.

    ``qr`` leads to the page where these very points are typed in.
    """

    group: GroupAddress | None = None
    activity: str = ""
    post: str = ""
    role: str = ""
    points: tuple[Decimal | None, ...] = ()
    note: str = ""
    sent: date | None = None
    qr: Qr | None = None


@dataclass(frozen=True)
class ScoredRow:
    """A criterion with the points given, '' for a box to fill in."""

    criterion: CriterionRow
    points: str = ""


@dataclass(frozen=True, kw_only=True)
class ScoreSheets(_CommitteePaper):
    """Score sheets, each on a page of its own: blank, headed for a member, or filled."""

    kind = "score_sheet"
    template = "letters/score_sheet.html"
    name = "แบบให้คะแนนรายกรรมการ"
    criteria: tuple[CriterionRow, ...]
    sheets: tuple[MemberSheet, ...] = (MemberSheet(),)

    @property
    def title(self) -> str:
        """With the group's name where there is a single sheet of one."""
        only = self.sheets[0].group if len(self.sheets) == 1 else None
        return f"{self.name} {only.title}" if only else super().title

    @property
    def anchored(self) -> bool:
        """Whether the anchors of all criteria go onto the page together with the rest."""
        texts = (text for one in self.criteria for text in one.anchors)
        lines = sum(1 + len(text) // LINE_LETTERS for text in texts)
        return 0 < lines <= MOST_ANCHOR_LINES

    @property
    def full(self) -> int:
        """Full points of all criteria."""
        return sum(one.points for one in self.criteria)

    @property
    def pages(self) -> Iterator[tuple[MemberSheet, list[ScoredRow], str]]:
        """Each sheet with its rows and the sum of its points, '' while one is missing."""
        for sheet in self.sheets:
            given = sheet.points or (None,) * len(self.criteria)
            pairs = zip(self.criteria, given, strict=True)
            rows = [ScoredRow(one, plain(points)) for one, points in pairs]
            whole = bool(rows) and None not in given
            yield sheet, rows, plain(sum(given, Decimal(0))) if whole else ""


@dataclass(frozen=True)
class Scorer:
    """A column of the table: the seat's number in the committee, and its post."""

    number: int
    post: str


@dataclass(frozen=True)
class Excused:
    """A seat that did not score, and why."""

    post: str
    reason: str


@dataclass(frozen=True)
class ResultRow:
    """A nomination in the table; ``totals`` follow the scorers. ``chosen`` is its place, or None."""

    rank: int
    group: str
    address: str
    activity: str
    totals: tuple[str, ...]
    mean: str
    spread: str
    chosen: int | None = None


@dataclass(frozen=True, kw_only=True)
class ResultTable(_CommitteePaper):
    """Ranks, totals by member, means and spreads: for the committee's file, not for the public.

    Without ``rows`` it is the blank table.
    """

    kind = "result_table"
    template = "letters/result_table.html"
    name = "ตารางสรุปผลการให้คะแนน"
    scorers: tuple[Scorer, ...]
    rows: tuple[ResultRow, ...] = ()
    excused: tuple[Excused, ...] = ()
    full: int = 100

    @property
    def blank_rows(self) -> range:
        """One number for each row to fill in by hand."""
        return range(0 if self.rows else BLANK_ROWS)

    @property
    def has_asides(self) -> bool:
        """Whether a member stood aside from one of the nominations."""
        return any(ASIDE in row.totals for row in self.rows)

    @property
    def score_width(self) -> float:
        """Millimetres of a member's column: about 12, all together within the page's part."""
        count = max(len(self.scorers), 1)
        return round(min(max(12, HEAD_WIDTH / count), SCORES_WIDTH / count), 1)

    @property
    def scorer_rows(self) -> tuple[tuple[Scorer, ...], ...]:
        """Scorers three by three, as they are listed under the table."""
        return tuple(self.scorers[at : at + 3] for at in range(0, len(self.scorers), 3))


def plain(points: Decimal | None) -> str:
    """«22» or «4.5»: no zeros after the point; '' for None."""
    return "" if points is None else f"{points.normalize():f}"
