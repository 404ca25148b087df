"""An event's figures, written down when its office reports it: the country is summed from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from projects.queries_budget import budget_totals
from projects.queries_people import attendance
from projects.queries_survey import results
from reports.models import Outcome

if TYPE_CHECKING:
    from projects.models import Event


def keep_outcome(event: Event, *, said: int | None = None) -> Outcome:
    """Write down the figures as they are now, in the place of earlier ones; in the act's transaction.

    ``said`` people took part by the summary; without it those who were checked in.
    """
    people = attendance(event)
    found = results(event, people=people.took_part)
    test = found.after.test
    values = {
        "came": people.came if said is None else said,
        "answered": found.after.answered,
        "tested": test.n,
        "understood": test.passed,
        "spent": budget_totals(event).spent,
        "at": timezone.now(),
    }
    return Outcome.objects.update_or_create(event_id=event.pk, defaults=values)[0]
