"""Kinds of things that the trail tells of: their word, their names, and the page of one.

A thing's name and page are given only to who may see the thing itself, by its own ``visible_to`` or
that of what it hangs on. People are never named here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from cdd_network import thai
from cdd_network.models import Job, Office, Programme, Signatory, User
from cdd_network.models.office import short_name
from cdd_network.roles import Can, may
from projects.models import (
    ActionPlan,
    Activity,
    ActivityDay,
    Allocation,
    Budget,
    Deadline,
    Event,
    FollowUp,
    Participant,
    ProvinceDay,
    Questionnaire,
    Tally,
)
from reports.models import BpmRecord, Bundle, CalendarFeed, Document, SummaryReport
from selection.models import (
    ChosenGroup,
    CommitteeMember,
    GroupIntake,
    Nomination,
    Round,
    SavingsGroup,
    ScoreSheet,
)

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

NAMES, ARGUMENTS = 3, 2
_NO_WORDS = ("year", "number", "months", "kind")
"""Ends of columns that hold figures or codes, in which nobody looks for a word."""
Say = Callable[..., str]


def _plain(*names: str) -> str:
    return " ".join(name for name in names if name)


def _group(village: str, more: str = "") -> str:
    return f"{thai.village_text(village)} {more}".strip()


def _of_year(year: str, office: str, number: str = "") -> str:
    place = short_name(office)
    return f"{place} ปี {year}{f' ครั้งที่ {number}' if number else ''}"


def _document(kind: str, number: str, office: str) -> str:
    name = Document.Kind(kind).label if kind in Document.Kind.values else kind
    return f"{name} {f'เลขที่ {number} ' if number else ''}{short_name(office)}"


def _office(name: str, *_: str) -> str:
    return short_name(name)


def _day(number: str, *rest: str) -> str:
    return f"วันที่ {number} {_event(*rest)}"


def _event(village: str, office: str = "") -> str:
    return _group(village) if village else f"กิจกรรมที่ 1 {short_name(office)}"


def _months(months: str, village: str) -> str:
    return f"{months} เดือน {_group(village)}"


@dataclass(frozen=True)
class Thing:
    """A kind. ``word`` says what it is; ``names`` are columns that ``say`` makes one text of; ``page``
    with the columns ``args`` is its address, '' of what has none. Seen by who ``can`` and sees ``of``,
    to which ``via`` leads (itself without). ``whole``: whoever sees one may read all that was done to
    it; of others (a round before its announcement) only what ``queries.visible`` gives. ``event`` leads
    to the event whose name it bears.
    """

    key: str
    model: type[Model]
    word: str
    can: Can
    names: tuple[str, ...]
    say: Say = _plain
    page: str = ""
    args: tuple[str, ...] = ("pk",)
    via: str = ""
    of: type[Model] | None = None
    whole: bool = False
    event: str = ""

    @property
    def label(self) -> str:
        """What the trail calls it."""
        return self.model._meta.label_lower

    def seen_by(self, user: User) -> QuerySet:
        """Those that the user may see."""
        rows = self.model._default_manager
        if not may(user, self.can):
            return rows.none()
        if self.of is None:
            return rows.visible_to(user)
        seen = self.of._default_manager.visible_to(user).order_by().values("pk")
        return rows.filter(**{f"{self.via}__in": seen})

    def told(self, rows: QuerySet) -> QuerySet:
        """Of each row: label, key, names, arguments of its page; all as text, for a union."""
        names = [*self.names, *[None] * (NAMES - len(self.names))]
        args = [*(self.args if self.page else ()), None, None][:ARGUMENTS]
        columns = [_text(name) for name in ("pk", *names, *args)]
        made = {f"told_{n}": column for n, column in enumerate([_constant(self.label), *columns])}
        return rows.order_by().annotate(**made).values_list(*made)


def _text(path: str | None) -> Cast:
    return _constant("") if path is None else Cast(F(path), TextField())


def _constant(text: str) -> Cast:
    return Cast(Value(text), TextField())


_VILLAGE = "allocation__chosen__nomination__group__village"
_EVENT = (f"activity__{_VILLAGE}", "office__name")
_OF_EVENT = tuple(f"event__{name}" for name in _EVENT)
_SEEN = {"can": Can.SEE_ACTIVITY, "via": "event", "of": Event, "whole": True, "event": "event"}

THINGS = (
    Thing("round", Round, "รอบการคัดเลือก", Can.SEE_ROUND, ("programme__year", "office__name"), _of_year, "round"),
    Thing("seat", CommitteeMember, "คณะกรรมการ", Can.MANAGE_ROUND, ("post",), page="round_committee", args=("round_id",), via="round", of=Round),
    Thing("group", SavingsGroup, "กลุ่มออมทรัพย์", Can.SEE_GROUPS, ("village", "subdistrict__name"), _group, "group", whole=True),
    Thing("intake", GroupIntake, "ไฟล์ทะเบียนกลุ่ม", Can.MANAGE_GROUPS, ("title",)),
    Thing("nomination", Nomination, "แบบเสนอโครงการ", Can.SEE_NOMINATION, ("group__village", "activity_name"), _group, "nomination", whole=True),
    Thing("sheet", ScoreSheet, "ใบให้คะแนน", Can.MANAGE_ROUND, ("member__post", "nomination__group__village"), lambda post, village: f"{post} {_group(village)}", via="member__round", of=Round),
    Thing("allocation", Allocation, "การจัดสรรงบประมาณ", Can.SEE_ACTIVITY, ("chosen__nomination__group__village",), _group, "chosen", ("chosen_id",), "chosen", ChosenGroup, whole=True),
    Thing("activity", Activity, "กิจกรรม", Can.SEE_ACTIVITY, (_VILLAGE,), _group, "activity", whole=True, event="pk"),
    Thing("day", ProvinceDay, "กิจกรรมของจังหวัด", Can.SEE_ACTIVITY, ("office__name",), _office, "event", whole=True, event="pk"),
    Thing("event", Event, "กิจกรรม", Can.SEE_ACTIVITY, _EVENT, _event, "event", whole=True),
    Thing("timetable", ActivityDay, "กำหนดการ", names=("number", *_OF_EVENT), say=_day, page="timetable", args=("event_id",), **_SEEN),
    Thing("budget", Budget, "งบประมาณ", names=_OF_EVENT, say=_event, page="event_budget", args=("event_id",), **_SEEN),
    Thing("person", Participant, "รายชื่อผู้เข้าร่วม", names=_OF_EVENT, say=_event, page="people", args=("event_id",), **_SEEN),
    Thing("questionnaire", Questionnaire, "แบบสอบถาม", names=_OF_EVENT, say=_event, page="event_survey", args=("event_id",), **_SEEN),
    Thing("tally", Tally, "แบบสอบถามกระดาษ", Can.SEE_ACTIVITY, tuple(f"questionnaire__{name}" for name in _OF_EVENT), _event, "event_survey", ("questionnaire__event_id",), "questionnaire__event", Event, whole=True, event="questionnaire__event"),
    Thing("bpm", BpmRecord, "การคีย์ BPM", names=_OF_EVENT, say=_event, page="event_bpm", args=("event_id",), **_SEEN),
    Thing("plan", ActionPlan, "แผนปฏิบัติการฯ", Can.SEE_ACTIVITY, (f"activity__{_VILLAGE}",), _group, "plan", whole=True, event="activity"),
    Thing("summary", SummaryReport, "แบบสรุปผลฯ", Can.SEE_ACTIVITY, (f"activity__{_VILLAGE}",), _group, "summary", whole=True, event="activity"),
    Thing("follow_up", FollowUp, "การติดตามกิจกรรม", Can.SEE_FOLLOW_UP, ("months", f"activity__{_VILLAGE}"), _months, "follow_up", ("activity_id", "months"), whole=True, event="activity"),
    Thing("deadline", Deadline, "กำหนดส่ง", Can.SEE_DEADLINES, ("title",), page="deadlines", args=()),
    Thing("document", Document, "หนังสือ", Can.SEE_DOCUMENT, ("kind", "number", "office__name"), _document, "document"),
    Thing("bundle", Bundle, "ชุดเอกสาร", Can.BUNDLE, ("programme__year", "office__name", "number"), _of_year, "bundle"),
    Thing("feed", CalendarFeed, "ปฏิทินกำหนดส่ง", Can.SEE_DEADLINES, (), via="user__office", of=Office),
    Thing("job", Job, "งานจัดทำเอกสาร", Can.SEE_JOBS, ("title",), page="job"),
    Thing("office", Office, "ข้อมูลสำนักงาน", Can.READ_TRAIL, ("name",), _office),
    Thing("signatory", Signatory, "ผู้ลงนาม", Can.READ_TRAIL, ("post",), via="office", of=Office),
    Thing("account", User, "บัญชีผู้ใช้", Can.READ_TRAIL, ("display_name",), via="office", of=Office),
    Thing("programme", Programme, "ปีงบประมาณ", Can.SEE_ROUND, ("year",), page="programme_rules", args=("year",)),
)  # fmt: skip


@cache
def by_label() -> dict[str, Thing]:
    """Kinds by what the trail calls them."""
    return {one.label: one for one in THINGS}


@cache
def by_key() -> dict[str, Thing]:
    """Kinds by what an address calls them."""
    return {one.key: one for one in THINGS}


@dataclass(frozen=True)
class Named:
    """A thing: what it is called, and its page ('' without one)."""

    name: str
    url: str


def named(user: User, subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Named]:
    """(label, key) → name and page of those that the user may see; one query however many kinds."""
    keys: dict[str, set[str]] = {}
    for label, key in subjects:
        if label in by_label() and key.isdecimal():
            keys.setdefault(label, set()).add(key)
    found = [by_label()[label].told(_chosen(label, held, user)) for label, held in keys.items()]
    rows = found[0].union(*found[1:], all=True) if found else ()
    return {(label, key): _named(by_label()[label], told) for label, key, *told in rows}


def _chosen(label: str, keys: set[str], user: User) -> QuerySet:
    return by_label()[label].seen_by(user).filter(pk__in=[int(key) for key in keys])


def _named(thing: Thing, told: list[str]) -> Named:
    names = [text or "" for text in told[: len(thing.names)]]
    args = told[NAMES : NAMES + len(thing.args)]
    url = reverse(thing.page, args=args) if thing.page and all(args) else ""
    return Named(thing.say(*names), url)


def matching(user: User, word: str, most: int, only: Thing | None = None) -> dict[str, list[str]]:
    """Label → keys of things that the user may see and that are called so; one query.

    What bears the name of its event is not looked through: ``parts_of`` the events gives it.
    ``only``: the kind that is asked for, or else its event.
    """
    asked = THINGS if only is None else [by_key()["event"] if only.event else only]
    found = []
    for thing in asked:
        named_so = [name for name in thing.names if not name.endswith(_NO_WORDS)]
        if named_so and not thing.event:
            wanted = reduce(or_, (Q(**{f"{name}__icontains": word}) for name in named_so))
            made = {"told_0": _constant(thing.label), "told_1": _text("pk")}
            rows = thing.seen_by(user).filter(wanted).order_by()
            found.append(rows.annotate(**made).values_list(*made))
    keys: dict[str, list[str]] = {}
    for label, key in found[0].union(*found[1:])[:most] if found else ():
        keys.setdefault(label, []).append(key)
    return keys


def parts_of(
    user: User, events: Iterable[str], only: Thing | None = None
) -> Iterator[tuple[str, QuerySet]]:
    """Label → keys, as the trail writes them, of what bears the names of these events, by kinds."""
    keys = [int(key) for key in events]
    for thing in THINGS if only is None else [only]:
        if thing.event and keys:
            rows = thing.seen_by(user).filter(**{f"{thing.event}__in": keys})
            yield thing.label, rows.order_by().values_list(_text("pk"))
