"""What the pages of declaring and scoring read. Queries only, constant in number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Sum

from cdd_network.models import User
from selection import conflict_rules, tally
from selection.models import (
    CommitteeMember,
    Criterion,
    Declaration,
    GroupOfficer,
    Nomination,
    Round,
    ScoreSheet,
    Submission,
)
from selection.rules import BEFORE_SCORING
from selection.states import RoundState, SheetState

# Declarations


@dataclass(frozen=True)
class DeclarationRow:
    """A nomination with what the system raises on it for a member, and the word so far, if any."""

    nomination: Nomination
    raised: list[str]
    said: Declaration | None


def declaration_rows(member: CommitteeMember) -> list[DeclarationRow]:
    """The round's accepted nominations as the member declares on them; three queries.

    It holds what names a nomination, never its content.
    """
    listed = tally.accepted_of(member.round).named("office__district")
    listed = listed.order_by("office__district_id", "order")
    words = Declaration.objects.filter(member=member).order_by()
    said = {one.nomination_id: one for one in words}
    namesakes = _groups_of(conflict_rules.names_of(member), member.round)
    return [
        DeclarationRow(
            one,
            conflict_rules.raised(member, one, namesake=one.group_id in namesakes),
            said.get(one.pk),
        )
        for one in listed
    ]


def _groups_of(names: set[str], round: Round) -> set[int]:
    """Keys of the nominated groups on whose committee one of the (bare) names stands."""
    officers = GroupOfficer.objects.filter(group__nominations__in=tally.accepted_of(round))
    found = officers.order_by().values_list("group_id", "name")
    return {group for group, name in found if conflict_rules.bare_name(name) in names}


def seat_to_declare(seats: QuerySet[CommitteeMember]) -> CommitteeMember | None:
    """The member's seat in the round that is being scored, else in the newest one."""
    newest = seats.select_related("user").order_by("-round__programme__year")
    scoring = newest.filter(round__state=RoundState.SCORING).first()
    return scoring or newest.first()


def declarations_of(round: Round) -> QuerySet[Declaration]:
    """What the seats that score have declared on accepted nominations, seat by seat."""
    return (
        Declaration.objects.filter(
            member__in=CommitteeMember.objects.scorers().filter(round=round),
            nomination__in=tally.accepted_of(round),
        )
        .select_related("member", "by", "nomination__group__subdistrict__district__province")
        .order_by("member__order", "nomination__office__district_id", "nomination__order")
    )


def notable(said: QuerySet[Declaration]) -> QuerySet[Declaration]:
    """Those that the minutes tell: who stands aside, and who scores in spite of what was found."""
    return said.exclude(aside=False, raised="")


def begun_of(member: CommitteeMember) -> set[int]:
    """Keys of the nominations on which the seat has a sheet, whatever its state."""
    return set(ScoreSheet.objects.filter(member=member).values_list("nomination_id", flat=True))


# Sheets of a member


@dataclass(frozen=True)
class SheetRow:
    """A nomination that a member scores, with the own sheet if there is one.

    ``excused`` is why the province recorded that the member did not score, else ''. ``aside`` is
    the member's declaration, None before it is made. ``given`` counts the criteria that have
    points, ``total`` is their sum.
    """

    nomination: Nomination
    sheet: ScoreSheet | None
    excused: str
    aside: bool | None
    given: int = 0
    total: Decimal = Decimal(0)

    @property
    def state(self) -> str:
        """The sheet's state, '' before it is begun."""
        return self.sheet.state if self.sheet else ""

    @property
    def plain_total(self) -> str:
        """«40» or «40.5»."""
        return f"{self.total.normalize():f}"

    @property
    def open(self) -> bool:
        """Whether its round is being scored and the member takes part."""
        return self.nomination.round.state == RoundState.SCORING and not self.excused

    @property
    def undeclared(self) -> bool:
        """Whether the member still has to declare on it."""
        return self.open and self.aside is None

    @property
    def due(self) -> bool:
        """Whether the member still has to score it, or to declare first."""
        waiting = self.state not in {SheetState.SUBMITTED, SheetState.KEYED}
        return self.open and not self.aside and waiting


def sheets_to_score(nominations: QuerySet[Nomination], user: User) -> list[SheetRow]:
    """Accepted nominations of the newest year whose call is past, each with the user's own sheet."""
    past = nominations.exclude(round__state__in=BEFORE_SCORING)
    years = past.order_by("-round__programme__year").values("round__programme__year")
    listed = past.filter(round__programme__year=years[:1]).named("round__state")
    listed = list(listed.order_by("office__district_id", "order"))
    words = Declaration.objects.filter(member__user=user).order_by()
    said = dict(words.values_list("nomination_id", "aside"))
    seats = CommitteeMember.objects.filter(user=user).order_by()
    excused = dict(seats.values_list("round_id", "excused_reason"))
    own = _own_sheets(listed, user)
    return [
        _sheet_row(one, own.get(one.pk), excused.get(one.round_id, ""), said.get(one.pk))
        for one in listed
    ]


def _own_sheets(nominations: list[Nomination], user: User) -> dict[int, ScoreSheet]:
    """The user's sheets by key of the nomination, each with ``given`` and ``total`` points."""
    own = ScoreSheet.objects.visible_to(user).filter(nomination__in=[n.pk for n in nominations])
    summed = own.annotate(given=Count("scores"), total=Sum("scores__points"))
    return {one.nomination_id: one for one in summed.order_by()}


def _sheet_row(
    one: Nomination, sheet: ScoreSheet | None, excused: str, aside: bool | None
) -> SheetRow:
    if sheet is None:
        return SheetRow(one, None, excused, aside)
    return SheetRow(one, sheet, excused, aside, sheet.given, sheet.total or Decimal(0))


def way_of(seat: CommitteeMember) -> list[tuple[int, str]]:
    """(key, state of the own sheet or '') of each nomination that the seat scores, in order."""
    own = {"member": seat, "nomination": OuterRef("pk")}
    states = ScoreSheet.objects.filter(**own).order_by().values("state")
    scored = tally.accepted_of(seat.round).filter(
        Exists(Declaration.objects.filter(**own, aside=False))
    )
    rows = scored.annotate(own_state=Subquery(states[:1])).order_by("office__district_id", "order")
    return [(key, state or "") for key, state in rows.values_list("pk", "own_state")]


def sheet_of(member: CommitteeMember, nomination: Nomination) -> ScoreSheet | None:
    """The seat's sheet of a nomination."""
    found = ScoreSheet.objects.filter(member=member, nomination=nomination)
    return found.select_related("member__round", "nomination__round", "keyed_by").first()


def points_of(sheet: ScoreSheet | None) -> dict[int, Decimal]:
    """Points of a sheet by criterion key; {} before it is begun."""
    return dict(sheet.scores.order_by().values_list("criterion_id", "points")) if sheet else {}


def criteria_counts(rounds: set[int]) -> dict[int, int]:
    """How many criteria each of these rounds has, by key of the round."""
    counts = dict.fromkeys(rounds, 0)
    for key in Criterion.objects.filter(round__in=rounds).values_list("round_id", flat=True):
        counts[key] += 1
    return counts


def sent_version_of(nomination: Nomination) -> Submission | None:
    """The nomination as it was sent last, with the registry's facts of that day."""
    return Submission.objects.filter(nomination=nomination).order_by("-number").first()


# Sheets on paper


@dataclass(frozen=True)
class PaperRow:
    """A nomination on the paper of one seat: declared or not, and how far its sheet is."""

    nomination: Nomination
    aside: bool | None
    sheet: ScoreSheet | None


def paper_rows(seat: CommitteeMember) -> list[PaperRow]:
    """The round's accepted nominations with the seat's sheets; no points."""
    listed = tally.accepted_of(seat.round).named().order_by("office__district_id", "order")
    own = ScoreSheet.objects.filter(member=seat).select_related("keyed_by").order_by()
    sheets = {one.nomination_id: one for one in own}
    words = Declaration.objects.filter(member=seat).order_by()
    said = dict(words.values_list("nomination_id", "aside"))
    return [PaperRow(one, said.get(one.pk), sheets.get(one.pk)) for one in listed]


def keyed_sheets(round: Round) -> list[ScoreSheet]:
    """Sheets keyed in from paper that a second officer has yet to confirm; no points."""
    waiting = ScoreSheet.objects.filter(member__round=round, state=SheetState.KEYED)
    return list(
        waiting.select_related(
            "member", "keyed_by", "nomination__group__subdistrict__district__province"
        ).order_by("moved_at", "pk")
    )
