"""What pages of the selection read: lists, choices, boards. Queries only, constant in number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cdd_network.lists import searched
from cdd_network.models import AuditRow, District, Programme, Province, Subdistrict, User
from cdd_network.roles import Role
from selection import tally
from selection.models import (
    ChosenGroup,
    CommitteeMember,
    Criterion,
    Nomination,
    Round,
    SavingsGroup,
    ScoreSheet,
)
from selection.states import NOMINATION, NominationState, RoundState, SheetState

Choices = list[tuple[str, str]]


# Places


def places_for(user: User) -> Choices:
    """(code, name) one level below the user's own place: provinces, districts or subdistricts."""
    if user.is_department:
        return [(p.code, p.name) for p in Province.objects.all()]
    if user.is_province:
        own = District.objects.filter(province_id=user.office.province_id)
    else:
        own = Subdistrict.objects.filter(district_id=user.office.district_id)
    return [(place.code, place.name) for place in own]


def subdistricts_for(user: User) -> QuerySet[Subdistrict]:
    """Subdistricts in which the user keeps groups: a district's own, or its whole province's."""
    every = Subdistrict.objects.select_related("district__province")
    if user.is_district:
        return every.filter(district_id=user.office.district_id)
    return every.filter(district__province_id=user.office.province_id)


# Groups


def find_groups(groups: QuerySet[SavingsGroup], query: Mapping[str, str]) -> QuerySet[SavingsGroup]:
    """Groups that match the words in ``q`` and stand in ``place`` (DOPA codes nest)."""
    fields = ("village", "subdistrict__name", "subdistrict__district__name")
    return searched(groups, query.get("q", ""), fields).filter(
        subdistrict__code__startswith=query.get("place", "")
    )


def group_nominations(nominations: QuerySet[Nomination], group: SavingsGroup) -> list[Nomination]:
    """The group's nominations among those that the user may see, newest year first."""
    return list(nominations.filter(group=group).order_by("-round__programme__year"))


# Rounds


def find_rounds(rounds: QuerySet[Round], query: Mapping[str, str]) -> QuerySet[Round]:
    """Rounds that match province or year in ``q`` and ``state``, with counts of nominations."""
    found = searched(rounds, query.get("q", ""), ("office__province__name", "programme__year"))
    if query.get("state"):
        found = found.filter(state=query["state"])
    sent = ~Q(nominations__state=NominationState.DRAFT)
    accepted = Q(nominations__state=NominationState.ACCEPTED)
    return found.order_by("-programme__year", "office__province_id").annotate(
        sent=Count("nominations", filter=sent), accepted=Count("nominations", filter=accepted)
    )


def years_to_prepare(user: User) -> list[Programme]:
    """Programme years in which the user's province has no round yet."""
    held = Round.objects.filter(programme=OuterRef("pk"), office_id=user.office_id)
    return list(Programme.objects.filter(~Exists(held)))


def open_round_of(rounds: QuerySet[Round]) -> Round | None:
    """The newest round that takes nominations, among those that the user may see."""
    return rounds.filter(state=RoundState.OPEN).first()


def criteria_of(round: Round) -> list[Criterion]:
    """The round's criteria in order."""
    return list(Criterion.objects.filter(round=round))


def seats_of(round: Round) -> list[CommitteeMember]:
    """The committee, seat by seat, with accounts."""
    return list(CommitteeMember.objects.filter(round=round).select_related("user"))


def accounts_for(round: Round) -> QuerySet[User]:
    """Accounts of committee members of the round's office."""
    return User.objects.filter(office_id=round.office_id, role=Role.MEMBER, is_active=True)


@dataclass(frozen=True)
class SeatProgress:
    """A seat with an account: how many of its sheets are sent, and whether some are awaited."""

    seat: CommitteeMember
    sent: int
    awaited: bool


def seat_progress(round: Round) -> list[SeatProgress]:
    """Sheets sent by each seat with an account; counts only, never points."""
    wanted = tally.number_of(tally.accepted_of(round))
    accepted = Q(
        sheets__state=SheetState.SUBMITTED, sheets__nomination__state=NominationState.ACCEPTED
    )
    seats = CommitteeMember.objects.filter(round=round, user__isnull=False).select_related("user")
    return [
        SeatProgress(seat, seat.sent, not seat.excused_reason and seat.sent < seat.wanted)
        for seat in seats.annotate(sent=Count("sheets", filter=accepted), wanted=wanted).order_by(
            "order"
        )
    ]


@dataclass(frozen=True)
class Awaited:
    """Districts from which a nomination is still awaited, out of ``every`` of the province."""

    names: list[str]
    every: int


def awaited_districts(round: Round) -> Awaited:
    """Districts with no nomination that is sent or accepted; one that was sent back is marked."""
    own = Nomination.objects.filter(round=round, office__district=OuterRef("pk"))
    here = own.filter(state__in=[NominationState.SUBMITTED, NominationState.ACCEPTED])
    back = own.filter(state=NominationState.RETURNED)
    districts = District.objects.filter(province_id=round.office.province_id)
    rows = list(districts.annotate(here=Exists(here), back=Exists(back)))
    names = [f"{d.name} (ส่งกลับให้แก้ไข)" if d.back else d.name for d in rows if not d.here]
    return Awaited(names, len(rows))


def chosen_of(round: Round) -> list[ChosenGroup]:
    """The chosen groups in the order of the announcement, with their addresses."""
    return list(round.chosen.with_place().order_by("order"))


# Nominations


def find_nominations(
    nominations: QuerySet[Nomination], query: Mapping[str, str]
) -> QuerySet[Nomination]:
    """Nominations that match ``q``, ``state`` and ``place``."""
    fields = (
        "group__village",
        "activity_name",
        "group__subdistrict__name",
        "office__district__name",
    )
    found = searched(nominations, query.get("q", ""), fields).filter(
        group__subdistrict__code__startswith=query.get("place", "")
    )
    return found.filter(state=query["state"]) if query.get("state") else found


def accepted_of(round: Round) -> QuerySet[Nomination]:
    """The nominations that the committee weighs, with their places."""
    return tally.accepted_of(round).with_place()


def is_nominated(group: SavingsGroup, round: Round) -> bool:
    """Whether the group has a nomination in the round."""
    return Nomination.objects.filter(group=group, round=round).exists()


def groups_to_nominate(groups: QuerySet[SavingsGroup], round: Round) -> QuerySet[SavingsGroup]:
    """Groups that have no nomination in the round yet."""
    return groups.exclude(nominations__round=round)


@dataclass(frozen=True)
class HistoryRow:
    """One step of a nomination: when, who, what, with which note."""

    at: datetime
    by: str
    verb: str
    note: str


def history_of(nomination: Nomination) -> list[HistoryRow]:
    """Steps of a nomination from the trail, newest first; saves of a draft are left out."""
    rows = AuditRow.objects.filter(
        subject_type=nomination._meta.label_lower,
        subject_id=str(nomination.pk),
        act__startswith=f"{NOMINATION.name}:",
    ).select_related("by")
    return [HistoryRow(r.at, str(r.by), _verb(r.act), r.detail.get("note", "")) for r in rows]


def _verb(act: str) -> str:
    source, _, target = act.partition(":")[2].partition(">")
    found = NOMINATION.find(source, target)
    return found.verb if found else "เริ่มเขียน"


# Scores


@dataclass(frozen=True)
class SheetRow:
    """A nomination that a member scores, with the own sheet if there is one.

    ``excused`` is why the province recorded that the member did not score, else ''.
    """

    nomination: Nomination
    sheet: ScoreSheet | None
    excused: str

    @property
    def state(self) -> str:
        """The sheet's state, '' before it is begun."""
        return self.sheet.state if self.sheet else ""

    @property
    def due(self) -> bool:
        """Whether the member still has to score it."""
        scoring = self.nomination.round.state == RoundState.SCORING
        return scoring and not self.excused and self.state != SheetState.SUBMITTED


def sheets_to_score(nominations: QuerySet[Nomination], user: User) -> list[SheetRow]:
    """Accepted nominations of rounds that are past the call, each with the user's own sheet."""
    waiting = (RoundState.PREPARING, RoundState.OPEN)
    listed = nominations.exclude(round__state__in=waiting).order_by(
        "-round__programme__year", "office__district_id", "pk"
    )
    own = {s.nomination_id: s for s in ScoreSheet.objects.visible_to(user)}
    seats = CommitteeMember.objects.filter(user=user).values_list("round_id", "excused_reason")
    excused = dict(seats)
    return [SheetRow(one, own.get(one.pk), excused.get(one.round_id, "")) for one in listed]


def sheet_of(member: CommitteeMember, nomination: Nomination) -> ScoreSheet | None:
    """The member's own sheet of a nomination."""
    found = ScoreSheet.objects.filter(member=member, nomination=nomination)
    return found.select_related("member__round", "nomination__round").first()


def points_of(sheet: ScoreSheet | None) -> dict[int, object]:
    """Points of a sheet by criterion key; {} before it is begun."""
    return dict(sheet.scores.values_list("criterion_id", "points")) if sheet else {}
