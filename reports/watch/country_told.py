"""The chosen groups of the country read from the database as flat values, with their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from cdd_network.doors import visible
from cdd_network.lists import searched
from cdd_network.roles import Can
from projects import queries
from projects.models import FollowUp
from reports.queries_standing import facts_and, judges
from reports.watch.country import Told
from reports.watch.country_groups import GroupRow, rows_to_judge
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.models import Programme, User
    from reports.standing import GroupFacts

_EVENT = "allocation__activity"
_REPORTED = tuple(
    f"{_EVENT}__outcome__{name}" for name in ("came", "tested", "understood", "spent")
)


def groups_of(user: User, *programmes: Programme) -> QuerySet[ChosenGroup]:
    """The announced groups of these years."""
    return visible(ChosenGroup, user, Can.WATCH_COUNTRY).filter(round__programme__in=programmes)


def told(groups: QuerySet[ChosenGroup]) -> list[Told]:
    """The figures of these groups; one query."""
    rows = groups.order_by("round__office__province_id", "order").values_list(
        "pk",
        "round__programme_id",
        "round__office_id",
        "nomination__activity_type",
        "allocation__amount",
        f"{_EVENT}__actionplan__state",
        *_REPORTED,
        _last_seen(),
    )
    return [Told(*row[:-1], row[-1] or "") for row in rows]


def _last_seen() -> Subquery:
    """What the latest follow-up of a chosen group's activity found."""
    seen = FollowUp.objects.filter(activity=OuterRef(_EVENT)).order_by("-months")
    return Subquery(seen.values("standing")[:1])


def facts_and_told(
    groups: QuerySet[ChosenGroup], programme: Programme
) -> tuple[list[GroupFacts], list[Told]]:
    """The groups of one year with their figures; one query for both."""
    rows = facts_and(groups, *_REPORTED, _last_seen())
    figures = [
        Told(
            one.chosen, programme.pk, one.province, one.activity_type, one.amount, one.plan,
            *reported, seen or "",
        )
        for one, (*reported, seen) in rows
    ]  # fmt: skip
    return [one for one, _ in rows], figures


def group_rows(
    user: User, programme: Programme, *, q: str = "", province: str = ""
) -> list[GroupRow]:
    """The year's groups as rows, of one province (its code) or in which the words of ``q`` stand.

    Two queries.
    """
    groups = searched(groups_of(user, programme), q, queries.SEARCHED)
    groups = groups.filter(round__office__province=province) if province else groups
    facts, figures = facts_and_told(groups, programme)
    return rows_to_judge(programme, judges(programme, facts), figures)
