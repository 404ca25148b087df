"""The committee's meeting as plain values: who was there and when, who stood aside, who disagreed.

``meeting_facts(round)`` is what the attendance page, the projector and the minutes are made from.
Moments are aware datetimes; show them in the country's time. Two moments of one minute are equal
here, as people read them: a seat that came at 09.05 was there when the meeting began at 09.05.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from selection import tally
from selection.meeting_rules import Quorum, minute
from selection.models import CommitteeMember, Presence, Round

Seat = CommitteeMember.Seat


@dataclass(frozen=True)
class Stay:
    """One stay in the room; ``left_at`` is None while it lasts. ``pk`` names its row."""

    pk: int
    arrived_at: datetime
    left_at: datetime | None


@dataclass(frozen=True)
class SeatFacts:
    """A seat at the meeting.

    ``kind`` is a value of ``CommitteeMember.Seat`` and ``role`` its Thai label; ``person`` holds the
    post ('' when nobody wrote it); ``delegate`` is who came instead, with the delegate's own post
    ('' when the holder came). ``stays`` are in order of time, empty for one who did not come.
    ``late`` came after the meeting began; ``early`` was gone for good before it ended.
    """

    pk: int
    order: int
    kind: str
    role: str
    post: str
    person: str
    delegate: str
    scores: bool
    excused_reason: str
    absence_reason: str
    dissent: str
    stays: tuple[Stay, ...]
    late: bool
    early: bool

    @property
    def came(self) -> bool:
        """Whether the seat was in the room at all."""
        return bool(self.stays)

    @property
    def is_here(self) -> bool:
        """Whether the seat is in the room now; false of a meeting that has ended."""
        return self.came and self.stays[-1].left_at is None

    @property
    def arrived_at(self) -> datetime | None:
        """When the seat first came."""
        return self.stays[0].arrived_at if self.stays else None

    @property
    def left_at(self) -> datetime | None:
        """When the seat last left; None while it is there, or when it never came."""
        return self.stays[-1].left_at if self.stays else None

    def was_here(self, moment: datetime) -> bool:
        """Whether the seat was in the room in the minute of ``moment``."""
        at = minute(moment)
        return any(
            minute(stay.arrived_at) <= at and (stay.left_at is None or minute(stay.left_at) >= at)
            for stay in self.stays
        )


@dataclass(frozen=True)
class AsideSeat:
    """A seat that gave no points to a nomination, and why."""

    order: int
    post: str
    person: str
    reason: str


@dataclass(frozen=True)
class AsideNomination:
    """A nomination from which some seats stood aside; ``group`` and ``address`` name its group."""

    nomination: int
    group: str
    address: str
    seats: tuple[AsideSeat, ...]


@dataclass(frozen=True)
class Event:
    """One line of «เหตุการณ์ในที่ประชุม»: when, and what happened in Thai."""

    at: datetime
    words: str


@dataclass(frozen=True)
class MeetingFacts:
    """Everything that the minutes say of the meeting besides its date, place and points.

    ``seats`` are all seats in the committee's order; ``present`` came (at any time), ``absent`` did
    not and the reason is known, ``unrecorded`` are those of whom nothing was written.
    ``at_begin`` is the quorum when the meeting began (None before), ``now`` the one in the room now,
    or at the end of a meeting that has ended. ``presiding`` presided when it began (see
    ``presiding_among``), ``presiding_now`` does now or did at the end; None when neither chair nor
    vice-chair was there, or it has not begun.
    ``asides`` are in the order of the nominations' districts; ``dissents`` are seats with a
    ``dissent``; ``events`` are in order of time.
    """

    began_at: datetime | None
    ended_at: datetime | None
    seats: tuple[SeatFacts, ...]
    at_begin: Quorum | None
    now: Quorum
    presiding: SeatFacts | None
    presiding_now: SeatFacts | None
    asides: tuple[AsideNomination, ...]
    events: tuple[Event, ...]

    @property
    def present(self) -> tuple[SeatFacts, ...]:
        """Seats that came, at any time."""
        return tuple(seat for seat in self.seats if seat.came)

    @property
    def absent(self) -> tuple[SeatFacts, ...]:
        """Seats that did not come, with the reason."""
        return tuple(seat for seat in self.seats if not seat.came and seat.absence_reason)

    @property
    def unrecorded(self) -> tuple[SeatFacts, ...]:
        """Seats of which nobody wrote whether they came."""
        return tuple(seat for seat in self.seats if not seat.came and not seat.absence_reason)

    @property
    def dissents(self) -> tuple[SeatFacts, ...]:
        """Seats that gave a dissenting opinion."""
        return tuple(seat for seat in self.seats if seat.dissent)


def meeting_facts(round: Round) -> MeetingFacts:
    """The facts of the round's meeting, in three queries however many seats."""
    seats = tuple(_seat(row, round) for row in _rows(round).order_by("order"))
    began, ended = round.began_at, round.ended_at
    then = [seat for seat in seats if began and seat.was_here(began)]
    last = [seat for seat in seats if (seat.was_here(ended) if ended else seat.is_here)]
    return MeetingFacts(
        began_at=began,
        ended_at=ended,
        seats=seats,
        at_begin=Quorum(len(then), len(seats)) if began else None,
        now=Quorum(len(last), len(seats)),
        presiding=presiding_among(then),
        presiding_now=presiding_among(last),
        asides=_asides(round),
        events=_events(seats, round),
    )


def seat_facts(seat: CommitteeMember) -> SeatFacts:
    """The facts of one seat."""
    return _seat(_rows(seat.round).get(pk=seat.pk), seat.round)


def presiding_among(seats: list[SeatFacts]) -> SeatFacts | None:
    """Who presides among those in the room: the chair, else the vice-chair, else nobody is known."""
    for kind in (Seat.CHAIR, Seat.VICE):
        found = next((seat for seat in seats if seat.kind == kind), None)
        if found:
            return found
    return None


def presiding_seat(round: Round) -> CommitteeMember | None:
    """Who has the casting vote: the chair in the room now, else the vice-chair, else None.

    Of a meeting that has ended, those who were there at its end. Source: the committee's rules in
    the year's programme.
    """
    found = meeting_facts(round).presiding_now
    return CommitteeMember.objects.get(pk=found.pk) if found else None


def _rows(round: Round) -> QuerySet[CommitteeMember]:
    stays = Presence.objects.order_by("arrived_at", "pk")
    seats = CommitteeMember.objects.filter(round=round).select_related("dissent")
    return seats.prefetch_related(Prefetch("stays", stays))


def _seat(row: CommitteeMember, round: Round) -> SeatFacts:
    stays = tuple(Stay(one.pk, one.arrived_at, one.left_at) for one in row.stays.all())
    first, last = (stays[0].arrived_at, stays[-1].left_at) if stays else (None, None)
    began, ended = round.began_at, round.ended_at
    return SeatFacts(
        pk=row.pk,
        order=row.order,
        kind=row.seat,
        role=row.get_seat_display(),
        post=row.post,
        person=row.person,
        delegate=row.delegate,
        scores=row.scores,
        excused_reason=row.excused_reason,
        absence_reason=row.absence_reason,
        dissent=row.dissent.text if hasattr(row, "dissent") else "",
        stays=stays,
        late=bool(began and first and minute(first) > minute(began)),
        early=bool(began and last and (ended is None or minute(last) < minute(ended))),
    )


def _asides(round: Round) -> tuple[AsideNomination, ...]:
    rows = (
        tally.asides_of(round)
        .select_related("member", "nomination__group__subdistrict__district__province")
        .order_by("nomination__office__district_id", "nomination_id", "member__order")
    )
    found: dict[int, AsideNomination] = {}
    for row in rows:
        seat = AsideSeat(row.member.order, row.member.post, row.member.person, row.reason)
        group, before = row.nomination.group, found.get(row.nomination_id)
        found[row.nomination_id] = AsideNomination(
            row.nomination_id,
            group.name,
            group.address,
            (*(before.seats if before else ()), seat),
        )
    return tuple(found.values())


def _events(seats: tuple[SeatFacts, ...], round: Round) -> tuple[Event, ...]:
    """Comings and goings; those who leave by the meeting's end are one line with it."""
    events = []
    for seat in seats:
        for number, stay in enumerate(seat.stays):
            came = "กลับเข้ามา" if number else "มาถึง"
            events.append((stay.arrived_at, 0, f"{_named(seat)} {came}"))
            if stay.left_at and stay.left_at != round.ended_at:
                events.append((stay.left_at, 2, f"{_named(seat)} ออกจากที่ประชุม"))
    if round.began_at:
        events.append((round.began_at, 1, "เปิดประชุม"))
    if round.ended_at:
        events.append((round.ended_at, 3, "ปิดประชุม"))
    events.sort(key=lambda event: event[:2])
    return tuple(Event(at, words) for at, _, words in events)


def _named(seat: SeatFacts) -> str:
    return f"ผู้แทน{seat.post} ({seat.delegate})" if seat.delegate else seat.post
