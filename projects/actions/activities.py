"""The district sets the days and the study site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from cdd_network.models.audit import record
from cdd_network.versions import Stale
from projects.actions import papers
from projects.models import Activity, ActivityDay, Event
from projects.rules import check_dates, check_days, check_site

if TYPE_CHECKING:
    from cdd_network.models import User

SITE_FIELDS = ("site_name", "site_moo", "site_subdistrict")


@transaction.atomic
def save_days(
    *,
    activity: Activity,
    days: dict[int, dict[str, object]],
    site: dict[str, object],
    version: int,
    by: User,
) -> None:
    """Save date and place of each day in ``days`` and the study site; both may be half filled.

    Raises Refused when a date is before the notice or out of order, Stale when another save came
    first. No paper of the activity is sent meanwhile; those that stand get another version.
    """
    Activity.objects.select_for_update().get(pk=activity.pk)
    stored = {day.number: day for day in ActivityDay.objects.filter(event=activity)}
    changed_days = [
        number
        for number, values in sorted(days.items())
        if any(getattr(stored[number], name) != value for name, value in values.items())
    ]
    changed_site = [name for name in SITE_FIELDS if getattr(activity, name) != site[name]]
    if changed_days or not changed_site:
        check_days(by, activity)
    if changed_site:
        check_site(by, activity)
    check_dates(activity, {**_dates(stored), **{n: v["date"] for n, v in days.items()}})
    held = Event.objects.filter(pk=activity.pk, version=version)
    if not held.update(version=F("version") + 1):
        activity.refresh_from_db()
        raise Stale(activity)
    Activity.objects.filter(pk=activity.pk).update(**{name: site[name] for name in SITE_FIELDS})
    for number in changed_days:
        ActivityDay.objects.filter(event=activity, number=number).update(**days[number])
    for name in SITE_FIELDS:
        setattr(activity, name, site[name])
    if changed_days or changed_site:
        papers.raise_versions(activity)
    activity.version = version + 1
    record(activity, "save_days", by=by, days=changed_days, site=changed_site)


def _dates(stored: dict[int, ActivityDay]) -> dict[int, object]:
    return {number: day.date for number, day in stored.items()}
