"""The timetable of a day and the speakers of an event, written by the office that runs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from cdd_network.models.audit import record
from cdd_network.versions import save_version
from projects.actions.papers import hold_event
from projects.models import Speaker, TimetableRow
from projects.rules import check_run_event
from projects.timetable import Slot, by_clock, curriculum_slots
from projects.timetable_rules import check_slots, check_speakers

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import ActivityDay, Event

SPEAKER_VALUES = ("name", "post", "source")
"""What ``save_speakers`` wants of each speaker, beside the key of one who is known already."""


@transaction.atomic
def save_timetable(
    *, day: ActivityDay, slots: Sequence[Slot], version: int, auto: bool = False, by: User
) -> None:
    """Put these rows in the place of the day's, ordered by the clock.

    Raises Stale when the day is no longer the ``version`` that was typed over, Refused when rows
    overlap or name a stranger. ``auto``: the page saved itself.
    """
    hold_event(day.event)
    check_run_event(by, day.event)
    check_slots(day, slots)
    save_version(day, {}, version=version, by=by, auto=auto)
    _replace(day, slots)


@transaction.atomic
def restore_curriculum(*, day: ActivityDay, version: int, by: User) -> None:
    """Put the curriculum's rows in the place of the day's; the trail keeps those that stood, nameless.

    A session keeps its speaker, the first one where it had several. Raises Stale when the day is
    not the ``version`` that was looked at.
    """
    hold_event(day.event)
    check_run_event(by, day.event)
    stood = list(day.timetable.all())
    save_version(day, {}, version=version, by=by)
    record(day, "restore_curriculum", by=by, stood=[_told(row) for row in stood])
    spoke = {row.session: row.speaker_id for row in reversed(stood) if row.session is not None}
    rule = next(
        r for r in day.event.programme.content.days(day.event.number) if r.number == day.number
    )
    _replace(day, curriculum_slots(rule), spoke)


def _told(row: TimetableRow) -> dict[str, str]:
    """A row as the trail keeps it."""
    return {
        "time": f"{row.begins:%H:%M}-{row.ends:%H:%M}",
        "topic": row.topic,
        "method": row.method,
    }


def _replace(
    day: ActivityDay, slots: Sequence[Slot], spoke: dict[int | None, int | None] | None = None
) -> None:
    spoke = spoke or {}
    day.timetable.all().delete()
    TimetableRow.objects.bulk_create(
        TimetableRow(
            day=day,
            order=order,
            session=slot.session,
            begins=slot.begins,
            ends=slot.ends,
            topic=slot.topic,
            method=slot.method,
            speaker_id=slot.speaker or spoke.get(slot.session),
        )
        for order, slot in enumerate(by_clock(slots), start=1)
    )


@transaction.atomic
def save_speakers(
    *, event: Event, speakers: Sequence[dict[str, object]], version: int, by: User
) -> None:
    """Make these the event's speakers; who is no longer among them leaves the timetable's rows too.

    ``pk`` of a row names a speaker of the event, else the row is a new one. Raises Stale when the
    event is no longer the ``version`` that was typed over.
    """
    hold_event(event)
    check_run_event(by, event)
    check_speakers(speakers)
    save_version(event, {}, version=version, by=by)
    known = {one.pk: one for one in event.speakers.all()}
    kept = {row["pk"]: row for row in speakers if row["pk"] in known}
    event.speakers.exclude(pk__in=kept).delete()
    for pk, row in kept.items():
        for name in SPEAKER_VALUES:
            setattr(known[pk], name, row[name])
    Speaker.objects.bulk_update([known[pk] for pk in kept], SPEAKER_VALUES)
    new = [row for row in speakers if row["pk"] not in known]
    last = max((one.order for one in known.values()), default=0)
    Speaker.objects.bulk_create(
        Speaker(event_id=event.pk, order=order, **{name: row[name] for name in SPEAKER_VALUES})
        for order, row in enumerate(new, start=last + 1)
    )
