"""The score sheets of a round as plain values: who must score what, what is sent, the standings."""

from dataclasses import dataclass

from django.db.models import Exists, F, Func, OuterRef, QuerySet, Subquery

from selection import scoring
from selection.models import (
    CommitteeMember,
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


def number_of(rows: QuerySet) -> Subquery:
    """The number of ``rows`` as a part of another query (a plain COUNT, never grouped)."""
    return Subquery(rows.order_by().values(n=Func(F("pk"), function="COUNT")))


def standings_of(round: Round) -> list[scoring.Standing]:
    """Standings from the sheets sent so far; call it only when the progress is complete.

    Equals come in the order of district code, as the list of nominations does.
    """
    rows = (
        Score.objects.filter(sheet__in=counted_sheets(round))
        .order_by(
            "sheet__nomination__office__district_id",
            "sheet__nomination_id",
            "sheet__member__order",
            "criterion__order",
        )
        .values_list("sheet__member_id", "sheet__nomination_id", "criterion_id", "points")
    )
    points: dict[tuple[int, int], dict[int, object]] = {}
    for member, nomination, criterion, given in rows:
        points.setdefault((member, nomination), {})[criterion] = given
    return scoring.standings(
        scoring.Sheet(member, nomination, given) for (member, nomination), given in points.items()
    )
