"""Participants of an event and who of them was there on which half day.

The trail names participants by their key alone: once the names are taken away, nothing holds them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from cdd_network.models.audit import AuditRow, record
from cdd_network.refusal import Refused
from cdd_network.versions import save_version
from projects.actions.papers import hold_event, raise_versions
from projects.models import CheckIn, Event, Participant
from projects.people_reading import name_key
from projects.people_rules import (
    check_check_in,
    check_check_in_oneself,
    check_nobody_erased,
    check_people,
    check_room,
    is_late,
)
from projects.rules import counting_kinds

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import ActivityDay

FIELDS = ("name", "post", "village", "moo", "phone")
FAR = 10_000
"""Beyond every number of a list: rows pass by there while they are renumbered."""
LATE = "แก้ย้อนหลัง"
RESTORE = "people:restore"


class Twice(Refused):
    """Somebody of this name is on the list already; ``person`` is the one."""

    def __init__(self, person: Participant) -> None:
        super().__init__(
            f"มีชื่อนี้ในบัญชีแล้ว ลำดับที่ {person.order} หากเป็นคนละคน ทำเครื่องหมายยืนยันแล้วบันทึกอีกครั้ง"
        )
        self.person = person


class NotListed(Refused):
    """The person was taken off the list meanwhile, or never stood on this one."""

    def __init__(self) -> None:
        super().__init__("บุคคลนี้ไม่อยู่ในบัญชีแล้ว โปรดเปิดหน้านี้ใหม่")


# The list


@transaction.atomic
def add_person(
    *, event: Event, values: Mapping[str, object], namesake: bool = False, by: User
) -> Participant:
    """Put one person at the end of the list; raises Twice for a name that it has, unless told that
    it is a ``namesake``."""
    hold_event(event)
    check_people(by, event)
    check_room(event, 1)
    if not namesake:
        _check_new(event, str(values["name"]))
    return _append(event, [values], by)[0]


def _check_new(event: Event, name: str) -> None:
    wanted = name_key(name)
    for person in event.people.all():
        if name_key(person.name) == wanted:
            raise Twice(person)


@transaction.atomic
def add_people(
    *, event: Event, rows: Iterable[Mapping[str, object]], by: User
) -> list[Participant]:
    """Put all of ``rows`` at the end of the list, or none; whoever is listed word for word stays
    as he is, so that a second click adds nobody."""
    hold_event(event)
    check_people(by, event)
    stood = {_whole(vars(person)) for person in event.people.all()}
    new = [row for row in rows if _whole(row) not in stood]
    check_room(event, len(new))
    return _append(event, new, by)


def _whole(values: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(values[name] for name in FIELDS)


def _append(event: Event, rows: list[Mapping[str, object]], by: User) -> list[Participant]:
    last = event.people.aggregate(last=Max("order"))["last"] or 0
    made = Participant.objects.bulk_create(
        Participant(event_id=event.pk, order=order, **{name: row[name] for name in FIELDS})
        for order, row in enumerate(rows, start=last + 1)
    )
    if made:
        record(event, "people:add", by=by, people=[person.pk for person in made])
    return made


@transaction.atomic
def save_person(
    *, person: Participant, values: Mapping[str, object], version: int, by: User
) -> None:
    """Change what the list says of one person; raises Stale when another save came first,
    NotListed when he was removed."""
    hold_event(person.event)
    check_people(by, person.event)
    _look_up(person)
    kept = {name: values[name] for name in FIELDS}
    save_version(person, kept, version=version, by=by)


@transaction.atomic
def remove_person(*, person: Participant, by: User) -> dict[str, object]:
    """Take a person and his check-ins off the list and close the gap in the numbers.

    Gives back what ``restore_person`` wants; nothing of it is kept here but the key of the act in
    the trail (``removal``). Raises NotListed when he was removed before.
    """
    event = person.event
    hold_event(event)
    check_people(by, event)
    _look_up(person)
    ticks = list(person.checkins.values_list("day", "half", "at", "by"))
    gone = {name: getattr(person, name) for name in (*FIELDS, "pk", "order", "version")}
    gone["ticks"] = [[day, half, at.isoformat(), who] for day, half, at, who in ticks]
    person.delete()
    _shift(event, gone["order"] + 1, -1)
    if ticks:
        raise_versions(event, counting_kinds())
    act = record(event, "people:remove", by=by, person=gone["pk"], ticks=len(ticks))
    return gone | {"removal": act.pk}


def _look_up(person: Participant) -> None:
    """Read the person again under the lock: another may have moved, changed or removed him."""
    try:
        person.refresh_from_db(fields=(*FIELDS, "order", "version"))
    except Participant.DoesNotExist:
        raise NotListed from None


@transaction.atomic
def restore_person(*, event: Event, gone: Mapping[str, object], by: User) -> Participant:
    """Put a removed person back in his place, with his check-ins; a second click finds him there.

    Each removal is undone once: raises Refused when he was put back and removed again since, or when
    anybody's name was erased at his request: what is put back comes from the page, which the erasing
    does not reach.
    """
    hold_event(event)
    check_people(by, event)
    stood = event.people.filter(pk=gone["pk"]).first()
    if stood:
        return stood
    _check_last(event, gone)
    check_nobody_erased(event, gone["removal"])
    check_room(event, 1)
    last = event.people.aggregate(last=Max("order"))["last"] or 0
    order = min(gone["order"], last + 1)
    _shift(event, order, 1)
    kept = {name: gone[name] for name in (*FIELDS, "pk", "version")}
    person = Participant.objects.create(event_id=event.pk, order=order, **kept)
    days = set(event.days.values_list("pk", flat=True))
    CheckIn.objects.bulk_create(
        CheckIn(
            day_id=day,
            participant=person,
            half=half,
            at=datetime.datetime.fromisoformat(at),
            by_id=who,
        )
        for day, half, at, who in gone["ticks"]
        if day in days
    )
    if gone["ticks"]:
        raise_versions(event, counting_kinds())
    record(event, RESTORE, by=by, person=person.pk)
    return person


def _check_last(event: Event, gone: Mapping[str, object]) -> None:
    undone = AuditRow.objects.filter(pk__gt=gone["removal"], act=RESTORE, subject_id=str(event.pk))
    if undone.filter(detail__person=gone["pk"]).exists():
        raise Refused("เลิกทำการลบครั้งนี้ไปแล้ว ข้อมูลในหน้านี้จึงเก่าไป โปรดเพิ่มชื่ออีกครั้ง")


def _shift(event: Event, first: int, by: int) -> None:
    """Move the numbers from ``first`` on by one, through FAR: no two rows ever share a number."""
    Participant.objects.filter(event=event.pk, order__gte=first).update(order=F("order") + FAR)
    passing = Participant.objects.filter(event=event.pk, order__gt=FAR)
    passing.update(order=F("order") - FAR + by)


# Check-in


@transaction.atomic
def check_in(
    *, day: ActivityDay, participant: Participant, half: str, by: User | None = None
) -> CheckIn:
    """Tick that the participant is there; once more changes nothing. ``by`` None: by the QR.

    Raises NotListed when he is not, or no longer, on the list of the day's event.
    """
    _hold(day, by)
    if not Participant.objects.filter(pk=participant.pk, event=day.event_id).exists():
        raise NotListed
    ticked, new = CheckIn.objects.get_or_create(
        day=day, participant=participant, half=half, defaults={"by": by}
    )
    if new:
        _tell(day, "check_in", by, half=half, people=[participant.pk])
    return ticked


@transaction.atomic
def undo_check_in(*, day: ActivityDay, participant: Participant, half: str, by: User) -> None:
    """Take a tick back; one that is not there is no fault."""
    _hold(day, by)
    gone, _ = CheckIn.objects.filter(day=day, participant=participant, half=half).delete()
    if gone:
        _tell(day, "check_in:undo", by, half=half, people=[participant.pk])


@transaction.atomic
def check_in_all(*, day: ActivityDay, half: str, by: User) -> datetime.datetime:
    """Tick everybody who is not ticked yet («มาครบทุกคน»); the moment by which it is undone."""
    _hold(day, by)
    at = timezone.now()
    here = CheckIn.objects.filter(day=day, half=half).values("participant")
    rest = list(Participant.objects.filter(event=day.event_id).exclude(pk__in=here))
    CheckIn.objects.bulk_create(
        CheckIn(day=day, participant=one, half=half, at=at, by=by) for one in rest
    )
    if rest:
        _tell(day, "check_in:all", by, half=half, people=[one.pk for one in rest])
    return at


@transaction.atomic
def undo_check_in_all(*, day: ActivityDay, half: str, at: datetime.datetime, by: User) -> int:
    """Take back the ticks that ``check_in_all`` made at that moment; how many they were."""
    _hold(day, by)
    gone, _ = CheckIn.objects.filter(day=day, half=half, at=at, by=by).delete()
    if gone:
        _tell(day, "check_in:undo_all", by, half=half, ticks=gone)
    return gone


@transaction.atomic
def walk_in(
    *,
    day: ActivityDay,
    values: Mapping[str, object],
    halves: Iterable[str],
    namesake: bool = False,
    by: User,
) -> Participant:
    """Who came without being listed: on the list and ticked in one act."""
    check_check_in(by, day)
    person = add_person(event=day.event, values=values, namesake=namesake, by=by)
    for half in halves:
        check_in(day=day, participant=person, half=half, by=by)
    return person


def _hold(day: ActivityDay, by: User | None) -> None:
    hold_event(day.event)
    day.refresh_from_db(fields=("date",))
    if by is None:
        check_check_in_oneself(day)
    else:
        check_check_in(by, day)


def _tell(day: ActivityDay, act: str, by: User | None, **detail: object) -> None:
    """What the papers count has changed. A tick by the QR has no officer: it is its own record."""
    raise_versions(day.event, counting_kinds())
    if by is not None:
        note = {"note": LATE} if is_late(day) else {}
        record(day, act, by=by, **detail, **note)
