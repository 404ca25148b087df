"""What an office has to do by which day: pure, from how groups stand and what holds over them.

Calendars, reminders and the page of deadlines read the same duties.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from projects import deadlines, follow_ups
from projects.deadline_rules import TASKS
from projects.deadlines import Due, Light
from projects.models.follow_up import MONTHS
from reports.standing import dues_of

if TYPE_CHECKING:
    from cdd_network.models import Programme
    from projects.deadlines import Anchors, Limit
    from reports.standing import Standing

REVIEWS = {"accept_plan": "ตรวจรับแผนปฏิบัติการฯ", "accept_summary": "ตรวจรับแบบสรุปผลฯ"}
FORWARD = "bundle"


@dataclass(frozen=True)
class Duty:
    """One duty of one office. ``key`` names it for ever, whatever becomes of its day.

    ``about`` says whose group or event it is; ``due`` is the day that counts, None while unknown;
    ``open``: the office can do it now. ``url`` is a path of ours.
    """

    key: str
    office: int
    title: str
    about: str
    url: str
    dues: tuple[Due, ...]
    light: Light
    is_done: bool
    open: bool
    place: str = ""

    @property
    def due(self) -> datetime.date | None:
        """The earliest of its days."""
        return self.dues[0].date if self.dues else None

    @property
    def text(self) -> str:
        """«ส่งแบบสรุปผลฯ กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา»."""
        return f"{self.title} {self.about}".strip()


@dataclass(frozen=True)
class OwnDay:
    """A province's own activity: its event, its days, and when its result was keyed in."""

    event: int
    first: datetime.date | None
    last: datetime.date | None
    keyed_on: datetime.date | None

    @property
    def anchors(self) -> Anchors:
        """The days from which its deadlines count."""
        return {"activity_start": self.first, "activity_end": self.last}


def of_group(held: Standing, limits: Iterable[Limit]) -> list[Duty]:
    """What the district owes for a group: its papers, BPM, and looking again months later."""
    limits, facts = tuple(limits), held.facts
    url = (
        reverse("activity", args=[facts.event])
        if facts.event
        else reverse("chosen", args=[facts.chosen])
    )
    common = {"office": facts.office, "about": facts.group, "url": url}
    common["place"] = f"อำเภอ{facts.district}"
    found = []
    for task in ("plan", "summary", "bpm"):
        step = held.by_key[task]
        dues = tuple(dues_of(facts, limits, task))
        done = {"is_done": step.is_done, "open": step.open and not step.is_done}
        key = f"{task}:{facts.chosen}"
        found.append(Duty(key, title=TASKS[task], dues=dues, light=step.light, **done, **common))
    return found + [one for months in MONTHS if (one := _again(held, limits, months, common))]


def owed_again(held: Standing, limits: Iterable[Limit]) -> Duty | None:
    """The latest looking again that is late or near and was not done; an earlier one is not asked
    for any more."""
    times = [one for one in of_group(held, limits) if one.key.startswith("follow_")]
    asked = [one for one in times if one.is_done or one.light in (Light.RED, Light.AMBER)]
    return asked[-1] if asked and not asked[-1].is_done else None


def _again(
    held: Standing, limits: tuple[Limit, ...], months: int, common: Mapping[str, object]
) -> Duty | None:
    facts, task = held.facts, f"follow_{months}"
    dues = tuple(deadlines.dues(limits, task, facts.anchors, level="district"))
    seen = months in facts.follow_ups
    if not dues or follow_ups.is_closed(months, facts.follow_ups):
        return None
    light = deadlines.light(dues[0].date, today=held.today, done=dues[0].date if seen else None)
    is_open = not seen and facts.last is not None and facts.last < held.today
    done = {"is_done": seen, "open": is_open}
    key = f"{task}:{facts.chosen}"
    more = {**common, **done, "url": reverse("follow_up", args=[facts.event, months])}
    return Duty(key, title=TASKS[task], dues=dues, light=light, **more)


def of_province(
    programme: Programme,
    office: int,
    limits: Iterable[Limit],
    *,
    forwarded: datetime.date | None,
    own_day: OwnDay | None,
    today: datetime.date,
) -> list[Duty]:
    """What a province owes: its bundle to the department, its own day's result in BPM."""
    limits = tuple(limits)
    dues = tuple(deadlines.dues(limits, FORWARD, {}, level="province", done=forwarded))
    light = deadlines.light(dues[0].date if dues else None, today=today, done=forwarded)
    url = f"{reverse('bundles')}?year={programme.year}"
    done = {"is_done": forwarded is not None, "open": forwarded is None}
    about = f"ปี {programme.year}"
    found = [
        Duty(
            f"bundle:{programme.year}:{office}",
            office,
            TASKS[FORWARD],
            about,
            url,
            dues,
            light,
            **done,
        )
    ]
    return found + ([_own_bpm(own_day, office, limits, today)] if own_day else [])


def _own_bpm(own: OwnDay, office: int, limits: tuple[Limit, ...], today: datetime.date) -> Duty:
    known, done = own.anchors, own.keyed_on
    dues = tuple(deadlines.dues(limits, "bpm", known, level="province", done=done))
    light = deadlines.light(dues[0].date if dues else None, today=today, done=own.keyed_on)
    held = own.last is not None and own.last <= today
    done = {"is_done": own.keyed_on is not None, "open": held and own.keyed_on is None}
    url = reverse("event_bpm", args=[own.event])
    about = "กิจกรรมระดับจังหวัด"
    return Duty(f"bpm:e{own.event}", office, TASKS["bpm"], about, url, dues, light, **done)
