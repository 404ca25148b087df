"""The office writes down on which day it keyed an event into BPM, changes it, takes it back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cdd_network.models.audit import record
from projects.actions.papers import hold_event
from reports.actions.outcomes import keep_outcome
from reports.bpm_rules import check_key_bpm, check_keyed_on, check_undo_bpm
from reports.models import BpmRecord, SummaryReport
from reports.queries_bpm import KEYED, days_in_order, record_of, sheet_of

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


@transaction.atomic
def key_bpm(*, event: Event, keyed_on: datetime.date, by: User) -> BpmRecord:
    """Write down the day, in the place of an earlier one.

    The trail keeps digests of the sheet as it reads now, so that a later change can be told.
    """
    hold_event(event)
    check_key_bpm(by, event)
    days = days_in_order(event)
    check_keyed_on(keyed_on, days, timezone.localdate())
    stood = record_of(event)
    made, _ = BpmRecord.objects.update_or_create(
        event_id=event.pk, defaults={"keyed_on": keyed_on, "by": by}
    )
    sheet = {one.key: one.digest for one in sheet_of(event, days)}
    before = {"before": stood.keyed_on.isoformat()} if stood else {}
    keep_outcome(event, said=_said(event))
    record(made, KEYED, by=by, keyed_on=keyed_on.isoformat(), sheet=sheet, **before)
    return made


def _said(event: Event) -> int | None:
    """How many took part by the event's summary, if it has one."""
    told = SummaryReport.objects.filter(activity=event.pk)
    return told.values_list("participants", flat=True).first()


@transaction.atomic
def undo_bpm(*, event: Event, by: User) -> None:
    """Take the day back: the event counts as not keyed in."""
    hold_event(event)
    stood = record_of(event)
    check_undo_bpm(by, event, is_keyed=stood is not None)
    record(stood, "bpm:undo", by=by, keyed_on=stood.keyed_on.isoformat())
    stood.delete()
