"""The district sets the days and the study site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from cdd_network.models.audit import record
from cdd_network.versions import Stale, is_told
from projects.actions import papers
from projects.models import Activity, ActivityDay, DistrictPaper, Event
from projects.people_rules import check_moved, ticked_days
from projects.rules import check_dates, check_days, check_site

if TYPE_CHECKING:
    from cdd_network.models import User

SITE_FIELDS = ("site_name", "site_moo", "site_subdistrict", "site_type", "site_reason")


@transaction.atomic
def save_days(
    *,
    activity: Activity,
    days: Mapping[int, Mapping[str, object]],
    site: Mapping[str, object],
    version: int,
    by: User,
    auto: bool = False,
) -> None:
    """Save date and place of each day in ``days`` and the study site; what is left out stays.

    All may be half filled. Raises Refused when a date is before the notice, out of order or ahead
    of the day's ticks, Stale when another save came first. No paper of the activity is sent meanwhile; those that stand get
    another version. Autosaves (``auto``) are told once in ten minutes.
    """
    papers.hold_event(activity)
    stored = {day.number: day for day in ticked_days(activity)}
    changed_days = _changed_days(stored, days)
    changed_site = [n for n in SITE_FIELDS if n in site and getattr(activity, n) != site[n]]
    if changed_days or not changed_site:
        check_days(by, activity)
    if changed_site:
        check_site(by, activity)
    typed = {number: values["date"] for number, values in days.items() if "date" in values}
    check_dates(activity, {**{n: day.date for n, day in stored.items()}, **typed})
    check_moved(stored.values(), typed)
    _take_version(activity, version)
    _write(activity, days, changed_days, {name: site[name] for name in changed_site})
    if changed_days or changed_site:
        papers.raise_versions(activity, DistrictPaper.__subclasses__())
    changed = [*(f"day_{number}" for number in changed_days), *changed_site]
    if not (auto and is_told(activity, changed, by)):
        kind = {"auto": True} if auto else {}
        record(activity, "save_days", by=by, changed=changed, **kind)


def _changed_days(
    stored: Mapping[int, ActivityDay], days: Mapping[int, Mapping[str, object]]
) -> list[int]:
    return [
        number
        for number, values in sorted(days.items())
        if any(getattr(stored[number], name) != value for name, value in values.items())
    ]


def _take_version(activity: Activity, version: int) -> None:
    """Raise the activity's version by one; Stale, with the activity read again, if it has another."""
    held = Event.objects.filter(pk=activity.pk, version=version)
    if not held.update(version=F("version") + 1):
        activity.refresh_from_db()
        raise Stale(activity)
    activity.version = version + 1


def _write(
    activity: Activity,
    days: Mapping[int, Mapping[str, object]],
    changed_days: list[int],
    site: Mapping[str, object],
) -> None:
    for number in changed_days:
        ActivityDay.objects.filter(event=activity, number=number).update(**days[number])
    if site:
        Activity.objects.filter(pk=activity.pk).update(**site)
    for name, value in site.items():
        setattr(activity, name, value)
