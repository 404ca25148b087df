"""Years before the newest one that is shipped: its content with their own days."""

from __future__ import annotations

import json
from datetime import timedelta

from django.utils import timezone

from cdd_network.models import Programme, ProgrammeContent
from reports.nation import words

NEWEST = 2568


def years(count: int) -> dict[int, Programme]:
    """The newest shipped year and those before it, ``count`` in all; all opened, each made once."""
    found = {NEWEST: Programme.objects.get(year=NEWEST)}
    data = ProgrammeContent.objects.get(digest=found[NEWEST].digest).data
    held = {one.year: one for one in Programme.objects.filter(year__lt=NEWEST)}
    for year in range(NEWEST - count + 1, NEWEST):
        turn = words.turner({}, days=back(year), numbers=0, year=year)
        text = turn(json.dumps(data, ensure_ascii=False))
        found[year] = held.get(year) or Programme.objects.add_year(
            year=year, title=found[NEWEST].title, quota=found[NEWEST].quota,
            data=json.loads(text), opened_at=timezone.now() - timedelta(364 * (NEWEST - year)),
        )  # fmt: skip
    return found


def back(year: int) -> timedelta:
    """From the newest year to ``year`` in whole weeks: a weekday stays what it is."""
    return timedelta(weeks=-52 * (NEWEST - year))
