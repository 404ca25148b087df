"""What the pages of declaring and scoring read. Queries only, constant in number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from cdd_network.models import User
from selection import conflict_rules, tally
from selection.models import (
    CommitteeMember,
    Criterion,
    Declaration,
    GroupOfficer,
    Nomination,
    Round,
    Score,
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
    listed = tally.accepted_of(member.round).with_place()
    said = {one.nomination_id: one for one in Declaration.objects.filter(member=member)}
    names: dict[int, set[str]] = {}
    officers = GroupOfficer.objects.filter(group__nominations__in=tally.accepted_of(member.round))
    for group, name in officers.values_list("group_id", "name"):
        names.setdefault(group, set()).add(conflict_rules.bare_name(name))
    return [
        DeclarationRow(
            one,
            conflict_rules.raised(member, one, names.get(one.group_id, set()) - {""}),
            said.get(one.pk),
        )
        for one in listed.order_by("office__district_id", "order")
    ]


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


LONG_ANSWERS = [f.name for f in Nomination._meta.fields if f.get_internal_type() == "TextField"]
"""Columns that no list shows."""


def sheets_to_score(nominations: QuerySet[Nomination], user: User) -> list[SheetRow]:
    """Accepted nominations of the newest year whose call is past, each with the user's own sheet."""
    past = nominations.exclude(round__state__in=BEFORE_SCORING)
    years = past.order_by("-round__programme__year").values("round__programme__year")
    listed = past.filter(round__programme__year=years[:1]).defer(*LONG_ANSWERS)
    listed = listed.order_by("office__district_id", "order")
    own = {s.nomination_id: s for s in ScoreSheet.objects.visible_to(user)}
    said = dict(Declaration.objects.filter(member__user=user).values_list("nomination_id", "aside"))
    seats = CommitteeMember.objects.filter(user=user).values_list("round_id", "excused_reason")
    excused, given = dict(seats), _points_by_sheet(user)
    return [
        _sheet_row(one, own.get(one.pk), excused.get(one.round_id, ""), said.get(one.pk), given)
        for one in listed
    ]


def _sheet_row(
    one: Nomination,
    sheet: ScoreSheet | None,
    excused: str,
    aside: bool | None,
    given: dict[int, list[Decimal]],
) -> SheetRow:
    points = given.get(sheet.pk, []) if sheet else []
    return SheetRow(one, sheet, excused, aside, len(points), sum(points, Decimal(0)))


def _points_by_sheet(user: User) -> dict[int, list[Decimal]]:
    found: dict[int, list[Decimal]] = {}
    own = Score.objects.filter(sheet__in=ScoreSheet.objects.visible_to(user)).order_by()
    for sheet, points in own.values_list("sheet_id", "points"):
        found.setdefault(sheet, []).append(points)
    return found


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
    listed = tally.accepted_of(seat.round).with_place().order_by("office__district_id", "order")
    own = ScoreSheet.objects.filter(member=seat).select_related("keyed_by")
    sheets = {one.nomination_id: one for one in own}
    said = dict(Declaration.objects.filter(member=seat).values_list("nomination_id", "aside"))
    return [PaperRow(one, said.get(one.pk), sheets.get(one.pk)) for one in listed]


def keyed_sheets(round: Round) -> list[ScoreSheet]:
    """Sheets keyed in from paper that a second officer has yet to confirm; no points."""
    waiting = ScoreSheet.objects.filter(member__round=round, state=SheetState.KEYED)
    return list(
        waiting.select_related(
            "member", "keyed_by", "nomination__group__subdistrict__district__province"
        ).order_by("moved_at", "pk")
    )
