"""The district writes down what it found after 3, 6 or 12 months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cdd_network.models.audit import record
from cdd_network.versions import Stale, read_again, save_version
from projects.actions.papers import hold_event
from projects.follow_up_rules import check_figures, check_follow_up, check_seen_on
from projects.models import FollowUp
from projects.queries_follow_up import due_of, others_of

if TYPE_CHECKING:
    from cdd_network.models import User


@transaction.atomic
def save_follow_up(
    *, follow_up: FollowUp, values: dict[str, object], version: int, by: User
) -> None:
    """Write ``values`` onto a time's follow-up, which may be new (its version is 0 then).

    Raises Refused for another office, a day too early, in the future or out of order; Stale when another save
    came first, with ``follow_up`` read again.
    """
    activity = follow_up.activity
    hold_event(activity)
    check_follow_up(by, activity)
    months, today = follow_up.months, timezone.localdate()
    due, others = due_of(activity, months), others_of(activity, months)
    check_seen_on(values["seen_on"], due, today, months=months, others=others)
    check_figures(values["standing"], {name: values[name] for name in ("members", "capital")})
    if follow_up.pk is None:
        _begin(follow_up, values, by)
    else:
        save_version(follow_up, {**values, "by": by}, version=version, by=by)


def _begin(follow_up: FollowUp, values: dict[str, object], by: User) -> None:
    """The first save of a time; another's that came first is told."""
    held = FollowUp.objects.filter(activity=follow_up.activity_id, months=follow_up.months)
    follow_up.pk = held.values_list("pk", flat=True).first()
    if follow_up.pk is not None:
        activity = follow_up.activity
        read_again(follow_up)
        follow_up.activity = activity
        raise Stale(follow_up)
    for name, value in {**values, "by": by, "version": 1}.items():
        setattr(follow_up, name, value)
    follow_up.save(force_insert=True)
    record(follow_up, "save", by=by, changed=sorted(values), version=1)
