"""The score sheets of a round as plain values: who must score what, what is sent, the standings."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, F, Func, OuterRef, QuerySet, Subquery

from selection import scoring
from selection.models import (
    CommitteeMember,
    Criterion,
    Declaration,
    Nomination,
    Round,
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


def counted_sheets(round: Round) -> QuerySet[ScoreSheet]:
    """Sent sheets that count: of seats that score and do not stand aside, on accepted ones."""
    aside = Declaration.objects.filter(
        aside=True, member=OuterRef("member"), nomination=OuterRef("nomination")
    )
    return ScoreSheet.objects.filter(
        ~Exists(aside),
        member__in=CommitteeMember.objects.scoring().filter(round=round),
        nomination__round=round,
        nomination__state=NominationState.ACCEPTED,
        state=SheetState.SUBMITTED,
    )


def progress_of(round: Round) -> Progress:
    """How far the scoring of a round is, in one query; says nothing about points."""
    seats = CommitteeMember.objects.scoring().filter(round=round)
    accepted = number_of(accepted_of(round))
    aside = number_of(asides_of(round))
    parts = (number_of(seats), accepted, aside, number_of(counted_sheets(round)))
    scorers, nominations, left, sent = Round.objects.filter(pk=round.pk).values_list(*parts).get()
    return Progress(sent=sent, wanted=scorers * nominations - left)


def is_revealed(round: Round) -> bool:
    """Whether the points may be read: all sheets are in, and each nomination has some.

    From then on nothing of the sheets changes: none is sent, taken back, dropped or let in again.
    """
    return progress_of(round).complete and not without_scorers(round).exists()


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


def seat_progress(round: Round) -> list[SeatProgress]:
    """Each seat that scores, excused ones too, in order: counts only, never points; one query."""
    accepted = accepted_of(round)
    own = {"member": OuterRef("pk"), "nomination__in": accepted}
    said, sheets = Declaration.objects.filter(**own), ScoreSheet.objects.filter(**own)
    left = Declaration.objects.filter(
        aside=True, member=OuterRef("member"), nomination=OuterRef("nomination")
    )
    counts = {
        "n_nominations": number_of(accepted),
        "n_declared": number_of(said),
        "n_asides": number_of(said.filter(aside=True)),
        "n_sent": number_of(sheets.filter(~Exists(left), state=SheetState.SUBMITTED)),
        "n_keyed": number_of(sheets.filter(state=SheetState.KEYED)),
    }
    seats = CommitteeMember.objects.scorers().filter(round=round).select_related("user")
    return [
        SeatProgress(seat, *(getattr(seat, name) for name in counts))
        for seat in seats.annotate(**counts).order_by("order")
    ]


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


def nomination_progress(round: Round) -> list[NominationProgress]:
    """Each accepted nomination in the order of the list: counts only, never points; one query."""
    scorers = CommitteeMember.objects.scoring().filter(round=round)
    counts = {
        "n_seats": number_of(scorers),
        "n_aside": number_of(asides_of(round).filter(nomination=OuterRef("pk"))),
        "n_sent": number_of(counted_sheets(round).filter(nomination=OuterRef("pk"))),
    }
    listed = accepted_of(round).select_related("group", "office__district").annotate(**counts)
    return [
        NominationProgress(one, one.n_sent, one.n_seats - one.n_aside)
        for one in listed.order_by("office__district_id", "order")
    ]


def number_of(rows: QuerySet) -> Subquery:
    """The number of ``rows`` as a part of another query (a plain COUNT, never grouped)."""
    return Subquery(rows.order_by().values(n=Func(F("pk"), function="COUNT")))


def standings_of(round: Round) -> list[scoring.Standing]:
    """Standings from the sheets sent so far; call it only when the progress is complete.

    Equals come in the order of the list of nominations. A nomination that nobody scored has no
    standing (``without_scorers``).
    """
    return scoring.standings(sheets_of(round), ties_of(round))


def sheets_of(round: Round) -> list[scoring.Sheet]:
    """The counted sheets as plain values, by nomination, then by seat; one query."""
    sheets = counted_sheets(round).order_by(
        "nomination__office__district_id", "nomination__order", "member__order"
    )
    points: dict[tuple[int, int], dict[int, Decimal]] = {}
    columns = ("member_id", "nomination_id", "scores__criterion_id", "scores__points")
    for member, nomination, criterion, one in sheets.values_list(*columns):
        given = points.setdefault((member, nomination), {})
        if criterion is not None:
            given[criterion] = one
    return [scoring.Sheet(*key, given) for key, given in points.items()]


def ties_of(round: Round) -> tuple[int, ...]:
    """Keys of the criteria that part equal means, in their declared order."""
    found = Criterion.objects.filter(round=round, tie_order__isnull=False).order_by("tie_order")
    return tuple(found.values_list("pk", flat=True))


def without_scorers(round: Round) -> QuerySet[Nomination]:
    """Accepted nominations from which every seat that scores stands aside: they have no mean."""
    aside = Declaration.objects.filter(
        aside=True, member=OuterRef("pk"), nomination=OuterRef(OuterRef("pk"))
    )
    free = CommitteeMember.objects.scoring().filter(~Exists(aside), round=round)
    return accepted_of(round).filter(~Exists(free))
