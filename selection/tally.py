"""The score sheets of a round as plain values: who must score what, what is sent, the standings.

``grid_of`` reads who scores what in one query; all counts are made from it. A page that wants
several of them reads it once and hands it on.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet

from selection import scoring
from selection.models import (
    CommitteeMember,
    Criterion,
    Declaration,
    Nomination,
    Round,
    Score,
    ScoreSheet,
)
from selection.states import NominationState, SheetState


@dataclass(frozen=True)
class Progress:
    """Sheets sent out of sheets wanted: scoring seats times accepted nominations, less those that
    a member stands aside from.

    Seats recorded as not having scored are in neither number.
    """

    sent: int
    wanted: int

    @property
    def complete(self) -> bool:
        """Whether every member who scores has sent a sheet of every accepted nomination."""
        return self.wanted > 0 and self.sent >= self.wanted


def accepted_of(round: Round) -> QuerySet[Nomination]:
    """The nominations that are scored."""
    return Nomination.objects.filter(round=round, state=NominationState.ACCEPTED)


def asides_of(round: Round) -> QuerySet[Declaration]:
    """Who stands aside from which accepted nomination, of the seats that score."""
    return Declaration.objects.filter(
        aside=True,
        member__in=CommitteeMember.objects.scoring().filter(round=round),
        nomination__in=accepted_of(round),
    )


class Cell(NamedTuple):
    """One seat that scores and one accepted nomination: what was declared, how far the sheet is.

    ``aside`` is None before the seat declares, ``sheet`` None before the sheet is begun.
    """

    seat: int
    excused: bool
    nomination: int
    aside: bool | None
    sheet: str | None

    @property
    def wanted(self) -> bool:
        """Whether a sheet has to be sent: the seat takes part and does not stand aside."""
        return not self.excused and not self.aside

    @property
    def sent(self) -> bool:
        """Whether a sheet was sent by a seat that does not stand aside."""
        return not self.aside and self.sheet == SheetState.SUBMITTED


@dataclass(frozen=True)
class Grid:
    """Seats that score, excused ones too, times accepted nominations: by nomination in the order of
    the list, then by seat."""

    cells: Sequence[Cell]

    @cached_property
    def counted(self) -> list[tuple[int, int]]:
        """(seat, nomination) of the sheets that count: sent, of seats that take part."""
        return [(one.seat, one.nomination) for one in self.cells if one.sent and one.wanted]

    @cached_property
    def progress(self) -> Progress:
        """How far the scoring is; says nothing about points."""
        return Progress(sent=len(self.counted), wanted=sum(one.wanted for one in self.cells))

    @property
    def keyed(self) -> int:
        """Sheets typed in from paper that wait for a second officer."""
        return sum(one.sheet == SheetState.KEYED for one in self.cells)

    @property
    def unscored(self) -> list[int]:
        """Nominations from which every seat that scores stands aside: they have no mean."""
        scored = {one.nomination for one in self.cells if one.wanted}
        return [
            key for key in dict.fromkeys(one.nomination for one in self.cells) if key not in scored
        ]

    @property
    def is_revealed(self) -> bool:
        """Whether the points may be read: all sheets are in, and each nomination has some.

        From then on nothing of the sheets changes: none is sent, taken back, dropped or let in
        again.
        """
        return self.progress.complete and not self.unscored


def grid_of(round: Round) -> Grid:
    """Who scores what in a round and how far it is; one query, no points."""
    own = {"member": OuterRef("pk"), "nomination": OuterRef("weighed")}
    accepted = Q(round__nominations__state=NominationState.ACCEPTED)
    rows = (
        CommitteeMember.objects.scorers()
        .filter(round=round)
        .alias(weighed=FilteredRelation("round__nominations", condition=accepted))
        .filter(weighed__isnull=False)
        .order_by("weighed__office__district_id", "weighed__order", "order")
        .values_list(
            "pk",
            "excused_reason",
            "weighed",
            Declaration.objects.filter(**own).order_by().values("aside"),
            ScoreSheet.objects.filter(**own).order_by().values("state"),
        )
    )
    return Grid([Cell(seat, bool(reason), *rest) for seat, reason, *rest in rows])


def progress_of(round: Round) -> Progress:
    """How far the scoring of a round is, in one query; says nothing about points."""
    return grid_of(round).progress


@dataclass(frozen=True)
class SeatProgress:
    """How far a seat that scores is: nominations declared on, sheets sent out of those wanted.

    ``declared`` counts the accepted nominations it has declared on, ``asides`` those of them that
    it stands aside from, ``keyed`` the sheets that wait for a second officer.
    """

    seat: CommitteeMember
    nominations: int
    declared: int
    asides: int
    sent: int
    keyed: int

    @property
    def wanted(self) -> int:
        """Sheets that the seat has to send."""
        return self.nominations - self.asides

    @property
    def awaited(self) -> bool:
        """Whether sheets of the seat are still awaited."""
        return not self.seat.excused_reason and self.sent < self.wanted

    @property
    def undeclared(self) -> int:
        """Nominations on which the seat has yet to declare."""
        return self.nominations - self.declared


def seat_progress(round: Round, grid: Grid | None = None) -> list[SeatProgress]:
    """Each seat that scores, excused ones too, in order: counts only, never points."""
    cells = (grid or grid_of(round)).cells
    seats = CommitteeMember.objects.scorers().filter(round=round).select_related("user")
    every, said = _by_seat(cells), _by_seat(one for one in cells if one.aside is not None)
    asides = _by_seat(one for one in cells if one.aside)
    sent = _by_seat(one for one in cells if one.sent)
    keyed = _by_seat(one for one in cells if one.sheet == SheetState.KEYED)
    return [
        SeatProgress(seat, *(counts[seat.pk] for counts in (every, said, asides, sent, keyed)))
        for seat in seats.order_by("order")
    ]


def _by_seat(cells: Iterable[Cell]) -> Counter[int]:
    return Counter(one.seat for one in cells)


def awaits_only(seat: CommitteeMember) -> bool:
    """Whether every other seat has sent all its sheets: leaving this one out opens the points."""
    others = (row for row in seat_progress(seat.round) if row.seat.pk != seat.pk)
    return not any(row.awaited for row in others)


@dataclass(frozen=True)
class NominationProgress:
    """Sheets of one nomination that are sent, out of those wanted."""

    nomination: Nomination
    sent: int
    wanted: int


def nomination_progress(round: Round, grid: Grid | None = None) -> list[NominationProgress]:
    """Each accepted nomination in the order of the list: counts only, never points."""
    cells = (grid or grid_of(round)).cells
    sent = Counter(one.nomination for one in cells if one.sent and one.wanted)
    wanted = Counter(one.nomination for one in cells if one.wanted)
    listed = accepted_of(round).named("office__district__name")
    listed = listed.order_by("office__district_id", "order")
    return [NominationProgress(one, sent[one.pk], wanted[one.pk]) for one in listed]


def standings_of(round: Round) -> list[scoring.Standing]:
    """Standings from the sheets sent so far; call it only when the progress is complete.

    Equals come in the order of the list of nominations. A nomination that nobody scored has no
    standing (``Grid.unscored``).
    """
    return scoring.standings(sheets_of(round), ties_of(round))


def sheets_of(round: Round, grid: Grid | None = None) -> list[scoring.Sheet]:
    """The counted sheets as plain values, by nomination, then by seat; one query beside the grid's."""
    points: dict[tuple[int, int], dict[int, Decimal]]
    points = {key: {} for key in (grid or grid_of(round)).counted}
    scores = Score.objects.filter(sheet__member__round=round).order_by()
    columns = ("sheet__member_id", "sheet__nomination_id", "criterion_id", "points")
    for member, nomination, criterion, given in scores.values_list(*columns):
        if (member, nomination) in points:
            points[member, nomination][criterion] = given
    return [scoring.Sheet(*key, given) for key, given in points.items()]


def ties_of(round: Round) -> tuple[int, ...]:
    """Keys of the criteria that part equal means, in their declared order."""
    found = Criterion.objects.filter(round=round, tie_order__isnull=False).order_by("tie_order")
    return tuple(found.values_list("pk", flat=True))
