"""What pages of the selection read: lists, choices, boards. Queries only, constant in number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from cdd_network.lists import searched
from cdd_network.models import AuditRow, District, Programme, Province, Subdistrict, User
from cdd_network.roles import Role
from selection import tally
from selection.models import (
    ChosenGroup,
    Criterion,
    EligibilityQuestion,
    Nomination,
    Round,
    SavingsGroup,
    Submission,
)
from selection.nomination_rules import ENDED
from selection.rules import CALL_IS_OUT
from selection.states import NOMINATION, NominationState, RoundState

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
    return list(Programme.objects.opened().filter(~Exists(held)))


def open_round_of(rounds: QuerySet[Round]) -> Round | None:
    """The newest round that takes nominations, among those that the user may see."""
    return rounds.filter(state=RoundState.OPEN).first()


def round_called(rounds: QuerySet[Round]) -> Round | None:
    """The newest round whose call went out and whose scoring has not begun."""
    return rounds.filter(state__in=CALL_IS_OUT).first()


def criteria_of(round: Round) -> list[Criterion]:
    """The round's criteria in order."""
    return list(Criterion.objects.filter(round=round))


def ties_in(criteria: list[Criterion]) -> list[Criterion]:
    """The criteria that part equal totals, in the order in which they are looked at."""
    declared = [one for one in criteria if one.tie_order]
    return sorted(declared, key=lambda one: one.tie_order)


def eligibility_of(round: Round) -> list[EligibilityQuestion]:
    """The round's eligibility questions in order."""
    return list(EligibilityQuestion.objects.filter(round=round))


def accounts_for(round: Round) -> QuerySet[User]:
    """Accounts of committee members of the round's office."""
    return User.objects.filter(office_id=round.office_id, role=Role.MEMBER, is_active=True)


def chosen_of(round: Round) -> list[ChosenGroup]:
    """The chosen groups in the order of the announcement, with their addresses."""
    return list(round.chosen.with_place().order_by("order"))


# Nominations


LISTED = (
    "state", "submitted_at", "late_reason", "round__state", "round__programme__year",
    "chosen__nomination",
)  # fmt: skip
"""What the list says of a nomination besides its name."""


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
    found = searched(nominations, query.get("q", ""), fields)
    if query.get("place"):
        found = found.filter(group__subdistrict__code__startswith=query["place"])
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


def with_questions(nomination: Nomination) -> Nomination:
    """The nomination with the conditions of its round loaded: they are asked for in many places."""
    prefetch_related_objects([nomination], "round__eligibility")
    return nomination


def own_in_order(nominations: QuerySet[Nomination], round: Round) -> list[Nomination]:
    """A district's nominations of a round in its own order, those that are still meant."""
    return list(nominations.filter(round=round).exclude(state__in=ENDED).order_by("order"))


def submissions_of(nomination: Nomination) -> list[Submission]:
    """What was sent each time, the first one first."""
    return list(nomination.submissions.select_related("by").order_by("number"))


@dataclass(frozen=True)
class HistoryRow:
    """One step of a nomination: when, who, what, with which note, and notes beside which items."""

    at: datetime
    by: str
    verb: str
    note: str
    items: list[dict[str, str]]


def history_of(nomination: Nomination) -> list[HistoryRow]:
    """Steps of a nomination from the trail, newest first; saves of a draft are left out."""
    rows = AuditRow.objects.filter(
        subject_type=nomination._meta.label_lower,
        subject_id=str(nomination.pk),
        act__startswith=f"{NOMINATION.name}:",
    ).select_related("by")
    return [
        HistoryRow(
            r.at, str(r.by), _verb(r.act), r.detail.get("note", ""), r.detail.get("items", [])
        )
        for r in rows
    ]


def _verb(act: str) -> str:
    source, _, target = act.partition(":")[2].partition(">")
    found = NOMINATION.find(source, target)
    return found.verb if found else "เริ่มเขียน"
