"""Which deadlines hold over an event or a province: the year's rules and what offices set since."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils import timezone

from cdd_network.models import Office
from projects import deadlines
from projects.limits import DeadlineRow
from projects.models import Deadline

if TYPE_CHECKING:
    from cdd_network.models import Programme, User
    from projects.deadlines import Anchors, Limit
    from projects.limits import AnyRow
    from projects.models import Activity, Event
    from projects.models.deadline import DeadlineQuerySet

LOADED = "deadline_rows"
"""Under which name a programme carries its rows, where they were loaded with it."""

_JUDGED = DeadlineRow._fields[DeadlineRow._fields.index("task") :]
_LOADED = (*_JUDGED, "programme", "office", "district", "office__kind", "office__name")
_READ = ("pk", "office_id", "office__kind", "district_id", *_JUDGED)


def with_deadlines(
    user: User, to_programme: str = "programme", *, over: Iterable[int] | None = None
) -> Prefetch:
    """For ``prefetch_related``: what stands and ``user`` sees, on the programme there ('' where the
    objects are programmes themselves).

    ``over`` are the provincial offices that are shown: of a page for the whole country, not of all.
    """
    rows = judged(Deadline.objects.visible_to(user))
    rows = rows if over is None else rows.over(over)
    path = f"{to_programme}__deadlines" if to_programme else "deadlines"
    return Prefetch(path, rows, to_attr=LOADED)


def rows_over(programme: Programme, provinces: Iterable[int]) -> list[AnyRow]:
    """The rows that stand over these provincial offices; no query where they were loaded."""
    held = getattr(programme, LOADED, None)
    if held is not None:
        return held
    rows = Deadline.objects.filter(programme=programme).standing().over(provinces).order_by("pk")
    return [
        DeadlineRow(pk, office, kind == Office.Kind.DEPARTMENT, *rest)
        for pk, office, kind, *rest in rows.values_list(*_READ)
    ]


def judged(rows: DeadlineQuerySet) -> DeadlineQuerySet:
    """Those that were not taken back, with the columns by which a deadline is judged and told."""
    return rows.standing().select_related("office").only(*_LOADED).order_by("pk")


def limits_of(event: Event) -> tuple[Limit, ...]:
    """What holds for the office that runs the event; one query an event object, none where the rows
    were loaded with its programme."""
    held = getattr(event, "limits_held", None)
    if held is None:
        held = event.limits_held = deadlines.in_force(
            event.programme.content.deadlines,
            rows_over(event.programme, [event.province_id]),
            province=event.province_id,
            district=None if event.number == 1 else event.office_id,
        )
    return held


def anchors(
    *,
    first: datetime.date | None = None,
    last: datetime.date | None = None,
    allotted: datetime.date | None = None,
    announced: datetime.datetime | None = None,
) -> Anchors:
    """The days from which deadlines count, of what is known of an event."""
    return {
        "activity_start": first,
        "activity_end": last,
        "allotted": allotted,
        "announced": timezone.localdate(announced) if announced else None,
    }


def anchors_of(activity: Activity) -> Anchors:
    """Those of an activity with its days, its allocation and its round loaded."""
    dates = [day.date for day in activity.days.all()]
    known = dates and all(dates)
    return anchors(
        first=min(dates) if known else None,
        last=max(dates) if known else None,
        allotted=activity.allocation.date,
        announced=activity.chosen.round.announced_at,
    )
