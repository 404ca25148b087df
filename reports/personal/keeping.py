"""How long what is kept: the one home of every term but that of a year's lists of people, which the
year's own programme sets (``people_kept_days``; ``projects.people_rules.kept_until``)."""

from datetime import timedelta

from projects.models.people import ERASED
from projects.people_rules import PURGED
from reports.actions.bundles import KEPT as BUNDLES
from selection.models.intake import LASTS as INTAKES

__all__ = ["BUNDLES", "ERASED", "INTAKES", "JOBS", "LINKS", "PURGED", "REMINDERS"]

JOBS = timedelta(days=90)
"""Finished work, its arguments and its error; the papers that it made have terms of their own."""
LINKS = timedelta(days=90)
"""A one-time link after its last hour: by which the office sees that a person never came."""
REMINDERS = timedelta(days=730)
"""What was reminded of when: longer than any deadline lives, so that none goes out twice."""
