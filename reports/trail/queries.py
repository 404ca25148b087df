"""The trail as one may read it: filtered, a page of constant queries however long it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, Subquery
from django.utils import timezone

from cdd_network import thai
from cdd_network.lists import PAGE_SIZE
from cdd_network.models import AuditRow, Office, Province, User
from cdd_network.models.office import short_name
from projects.models import Event
from reports.trail.things import (
    THINGS,
    Named,
    by_key,
    by_label,
    matching,
    named,
    parts_of,
)
from reports.trail.words import acts_called, said, words

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from reports.trail.things import Thing

COUNTED = 1_000
"""So many rows are counted; of more it is only said that there are more."""
MATCHES, WORDS = 500, 3
LAST = 3
"""So many acts stand on the page of a thing."""
_EVENT = Event._meta.label_lower
_DIGEST = re.compile(r"^[0-9a-f]{64}$")  # of an issued paper: nothing to read
_COLUMNS = (
    "pk", "at", "by__display_name", "office__name", "act", "subject_type", "subject_id", "detail",
)  # fmt: skip


def visible(user: User) -> QuerySet[AuditRow]:
    """Department: all; province: what its own office and its districts did, and what another did to
    their things; district: what its own office did; others: nothing.
    """
    rows = AuditRow.objects.order_by("-at", "-pk")
    if user.is_department:
        return rows
    if user.is_province:
        own = list(_offices_of(user).values_list("pk", flat=True))
        return rows.filter(Q(office__in=own) | Q(about__in=own))
    return rows.filter(office=user.office_id) if user.is_district else rows.none()


def _offices_of(user: User) -> QuerySet[Office]:
    return Office.objects.filter(province=user.office.province_id)


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what is no choice asks for nothing. ``bad`` names a date not read."""

    q: str = ""
    office: str = ""
    act: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    before: int = 0
    after: int = 0
    bad: tuple[str, ...] = ()

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.q or self.office or self.act or self.kind or self.since or self.until)


def asked_for(query: Mapping[str, str]) -> Asked:
    """What an address asks for."""
    texts = {name: "".join(filter(str.isprintable, text)) for name, text in query.items()}
    days = {name: _day(texts.get(name, "")) for name in ("since", "until")}
    bad = tuple(name for name, day in days.items() if texts.get(name, "").strip() and day is None)
    office, kind = texts.get("office", ""), texts.get("kind", "")
    return Asked(
        q=texts.get("q", "").strip()[:100],
        office=office if office.isascii() and office.isdecimal() and len(office) < 9 else "",
        act=texts.get("act", "") if acts_called(texts.get("act", "")) else "",
        kind=kind if kind in by_key() else "",
        before=thai.small_int(texts.get("before", "")) or 0,
        after=thai.small_int(texts.get("after", "")) or 0,
        bad=bad,
        **days,
    )


def _day(text: str) -> date | None:
    parts = thai.split_date(text.strip())
    if parts is None:
        return None
    try:
        return thai.parse_date(*parts)[0]
    except ValueError:
        return None


@dataclass(frozen=True)
class Found:
    """Rows that were asked for; ``cut``: a word names so many things that not all were looked for."""

    rows: QuerySet[AuditRow]
    cut: bool = False


def find(user: User, asked: Asked) -> Found:
    """What the user may read of what was asked; a query a word."""
    rows, cut = visible(user), False
    if asked.office:
        place = Q(office__province=asked.office.zfill(2)) if user.is_department else None
        rows = rows.filter(place or Q(office=int(asked.office)))
    if asked.act:
        rows = rows.filter(act__in=acts_called(asked.act))
    if asked.kind:
        rows = rows.filter(subject_type=by_key()[asked.kind].label)
    if asked.since:
        rows = rows.filter(at__gte=_midnight(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    for word in thai.arabic_digits(asked.q).split()[:WORDS]:
        wanted, more = _word(user, word, by_key().get(asked.kind))
        rows, cut = rows.filter(wanted), cut or more
    return Found(rows, cut)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _word(user: User, word: str, only: Thing | None) -> tuple[Q, bool]:
    """Who acted, whose office, or which thing is called so; ``only``: a kind that was asked for."""
    keys = matching(user, word, MATCHES, only)
    people = User.objects.filter(display_name__icontains=word).values("pk")
    offices = Office.objects.filter(name__icontains=word).values("pk")
    wanted = Q(by__in=people) | Q(office__in=offices)
    for label, held in (*keys.items(), *parts_of(user, keys.get(_EVENT, ()), only)):
        wanted |= Q(subject_type=label, subject_id__in=held)
    return wanted, sum(map(len, keys.values())) >= MATCHES


@dataclass(frozen=True)
class Act:
    """One row: who, from where, did what when, to which thing; ``notes`` are reasons and fields."""

    pk: int
    at: datetime
    by: str
    office: str
    verb: str
    word: str
    thing: Named
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """Acts of a page; ``newer`` and ``older`` are the keys to page by, 0 at the ends."""

    acts: list[Act]
    count: int
    more: bool
    newer: int = 0
    older: int = 0


def page_of(user: User, rows: QuerySet[AuditRow], asked: Asked) -> Page:
    """The page after or before a row, the newest without; three queries."""
    if asked.after:
        held = _beyond(rows, asked.after, newer=True).order_by("at", "pk")
        held = list(read(held)[: PAGE_SIZE + 1])
        held, more = held[:PAGE_SIZE][::-1], len(held) > PAGE_SIZE
        ends = (held[0].pk if more and held else 0, held[-1].pk if held else 0)
    else:
        shown = _beyond(rows, asked.before, newer=False) if asked.before else rows
        held = list(read(shown)[: PAGE_SIZE + 1])
        held, more = held[:PAGE_SIZE], len(held) > PAGE_SIZE
        ends = (held[0].pk if asked.before and held else 0, held[-1].pk if more else 0)
    count = rows.order_by()[: COUNTED + 1].count()
    return Page(acts_of(user, held), min(count, COUNTED), count > COUNTED, *ends)


def _beyond(rows: QuerySet[AuditRow], pk: int, *, newer: bool) -> QuerySet[AuditRow]:
    """Rows newer or older than that of ``pk``."""
    at = Subquery(AuditRow.objects.filter(pk=pk).values("at")[:1])
    side, key = ("at__gte", "pk__lte") if newer else ("at__lte", "pk__gte")
    return rows.filter(**{side: at}).exclude(Q(at=at) & Q(**{key: pk}))


def acts_of(user: User, rows: Iterable[tuple]) -> list[Act]:
    """Rows of ``read`` in Thai, with the names that the user may read; one query."""
    rows = list(rows)
    names = named(user, ((row.subject_type, row.subject_id) for row in rows))
    return [_act(row, names.get((row.subject_type, row.subject_id), Named("", ""))) for row in rows]


def _act(row: tuple, thing: Named) -> Act:
    kind = by_label().get(row.subject_type)
    word = kind.word if kind else ""
    return Act(
        row.pk, timezone.localtime(row.at), row.by__display_name, short_name(row.office__name),
        said(row.act), word, thing, notes_of(row.subject_type, row.detail),
    )  # fmt: skip


def read(rows: QuerySet[AuditRow]) -> QuerySet:
    """The columns that ``acts_of`` wants."""
    return rows.values_list(*_COLUMNS, named=True)


_MARKS = {
    "auto": "บันทึกอัตโนมัติ",
    "console": "ทำที่เครื่องแม่ข่าย",
    "unasked": "ไม่ทราบว่าใครเป็นผู้ใส่",
}


def notes_of(label: str, detail: Mapping[str, object]) -> list[str]:
    """What is told beside an act: the reason that was given, and which fields were changed."""
    reasons = [detail.get(name) for name in ("note", "reason")]
    told = [text for text in reasons if isinstance(text, str) and text and not _DIGEST.match(text)]
    fields = _fields(label, detail.get("changed"))
    told += [f"ช่อง: {' · '.join(fields)}"] if fields else []
    return [*told, *(word for mark, word in _MARKS.items() if detail.get(mark))]


def _fields(label: str, changed: object) -> list[str]:
    """Labels of changed fields, as the model calls them in Thai; others are left out."""
    kind = by_label().get(label)
    if kind is None or not isinstance(changed, list | dict):
        return []
    columns = {one.name: str(one.verbose_name) for one in kind.model._meta.concrete_fields}
    return [columns[name] for name in changed if not columns.get(name, "a").isascii()]


def last_acts(user: User, kind: Thing, thing: Model) -> list[Act]:
    """The newest acts on a thing that its reader has before him; one query, two for a province."""
    rows = readable(user, kind, thing)[:LAST]
    return [_act(row, Named("", "")) for row in read(rows)]


def readable(user: User, kind: Thing, thing: Model) -> QuerySet[AuditRow]:
    """Acts on a thing that the user sees: of a ``whole`` kind all, of others what ``visible`` gives."""
    rows = of_thing(thing)
    return rows if kind.whole else rows.filter(pk__in=visible(user).order_by().values("pk"))


def of_thing(thing: Model) -> QuerySet[AuditRow]:
    """All acts on a thing, the newest first."""
    held = AuditRow.objects.filter(subject_type=thing._meta.label_lower, subject_id=str(thing.pk))
    return held.order_by("-at", "-pk")


def in_parts(user: User, rows: QuerySet[AuditRow], most: int, size: int = 1000) -> Iterator[Act]:
    """At most so many acts for a file, read in parts: never all of them in memory."""
    last, left = 0, most
    while left > 0:
        shown = _beyond(rows, last, newer=False) if last else rows
        part = list(read(shown)[: min(size, left)])
        yield from acts_of(user, part)
        if len(part) < size:
            return
        last, left = part[-1].pk, left - len(part)


@dataclass(frozen=True)
class Choices:
    """What the page can be narrowed to: offices, kinds of things, acts by name."""

    offices: list[tuple[str, str]]
    kinds: list[tuple[str, str]]
    acts: list[str]


def choices(user: User) -> Choices:
    """Offices that the user reads of: provinces for the department; one query."""
    kinds = [(one.key, one.word) for one in THINGS]
    if user.is_department:
        offices = list(Province.objects.order_by("name").values_list("code", "name"))
    elif user.is_province:
        held = _offices_of(user).order_by("-kind", "district_id").values_list("pk", "name")
        offices = [(str(pk), short_name(name)) for pk, name in held]
    else:
        offices = []
    return Choices(offices, kinds, sorted({*words().values()}))
