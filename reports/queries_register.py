"""The register of issued letters (ทะเบียนหนังสือส่ง): by office, calendar year and series.

Words, number and date are the row's own, frozen when the document was issued: nothing is made
anew here. A constant number of queries whatever the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.urls import reverse

from cdd_network import thai
from cdd_network.columns import narrowed
from cdd_network.models import Office, User
from cdd_network.models.office import short_name
from reports.models import Document
from reports.queries import name_of, replacement_of
from reports.stamps import Series
from reports.states import LEFT_DRAFT

TITLE = "ทะเบียนหนังสือส่ง"
TABS = (Series.ORDINARY, Series.CIRCULAR, Series.ORDER, Series.NONE)
UNNUMBERED = "none"
"""The address's name of the series of documents that have no number."""
HEADS = (
    "ที่",
    "เลขลำดับ",
    "ทะเบียน",
    "ลงวันที่",
    "เรื่อง",
    "ถึง",
    "ชนิด",
    "สถานะ",
    "สิ้นผลเมื่อ",
    "เหตุผล",
    "แทนด้วย",
    "ออกแทน",
    "ผู้ลงนาม",
    "ผู้บันทึก",
    "บันทึกเมื่อ",
    "สำนักงาน",
)
_RELATED = ("supersedes", "superseded_by")
_NAMED = ("state", "series", "code", "number", "date")
_SHOWN = (
    *(*_NAMED, "subject_text", "to_text", "kind", "ended_at", "ended_reason", "issued_at"),
    *("office__name", "office__code", "signatory__name", "issued_by__display_name"),
    *(f"{one}__{name}" for one in _RELATED for name in _NAMED),
)
"""All that a row says of a document, on the screen or in a workbook."""
_SEARCHED = (
    "subject_text",
    "to_text",
    "ended_reason",
    "signatory__name",
    "issued_by__display_name",
)
_NUMBER = re.compile(r"(?:ที่)?(?:[ก-ฮ]+\.?[0-9.]+/)?(ว\.?)?([0-9]{1,6})(?:/(25[0-9]{2}))?")


@dataclass(frozen=True)
class Tab:
    """A series of the year with what it holds; ``key`` is its name in the address."""

    key: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True)
class Register:
    """What the page shows of the register; ``rows`` are those of the chosen tab."""

    year: int | None
    years: list[int]
    tabs: list[Tab]
    series: str
    rows: QuerySet[Document]
    down: bool

    @property
    def count(self) -> int:
        """How many ``rows`` there are."""
        return next(tab.count for tab in self.tabs if tab.current)

    @property
    def label(self) -> str:
        """Name of the chosen series, as a file may be called."""
        return Series(self.series).label

    @property
    def numbered(self) -> bool:
        """Whether the chosen series has numbers."""
        return self.series != Series.NONE


class Line(NamedTuple):
    """A row on the screen: addresses and words, of what it replaced and what replaced it too."""

    url: str
    number: str
    office: str
    date: date
    subject: str
    to: str
    kind: str
    state: str
    in_force: bool
    ended_at: datetime | None
    reason: str
    replaced_by: str
    replacement_url: str
    replaces: str
    replaced_url: str
    signatory: str
    issued_by: str


def register(visible: QuerySet[Document], user: User, query: Mapping[str, str]) -> Register:
    """The issued documents of the user's office (department: of all, or the one asked for)."""
    held = _of_office(visible.filter(state__in=LEFT_DRAFT), user, query)
    every = held.order_by("-year").values_list("year", "series").annotate(n=Count("pk"))
    by_year: dict[int, dict[str, int]] = {}
    for year, series, count in every:
        by_year.setdefault(year, {})[series] = count
    years = [*by_year]
    asked = thai.small_int(query.get("year", ""))
    year = asked if asked in years else next(iter(years), None)
    found, counts = held.filter(year=year), by_year.get(year, {})
    if text := query.get("q", ""):
        found = _searched(found, text)
        counts = dict(found.order_by().values_list("series").annotate(Count("pk")))
    series = _series(query.get("series", ""), counts)
    down = query.get("sort") != "up"
    tabs = [Tab(_key(s), s.label, counts.get(s.value, 0), s.value == series) for s in TABS]
    return Register(year, years, tabs, series, _sorted(_loaded(found, series), down), down)


def _of_office(
    issued: QuerySet[Document], user: User, query: Mapping[str, str]
) -> QuerySet[Document]:
    if not user.is_department:
        return issued.filter(office_id=user.office_id)
    office = thai.small_int(query.get("office", ""))
    return issued.filter(office_id=office) if office else issued


def _key(series: str) -> str:
    return str(series) or UNNUMBERED


def _series(asked: str, counts: Mapping[str, int]) -> str:
    """The series asked for, else the first that holds anything."""
    known = {_key(one): one.value for one in TABS}
    if asked in known:
        return known[asked]
    return next((one.value for one in TABS if counts.get(one.value)), Series.ORDINARY.value)


def _loaded(found: QuerySet[Document], series: str) -> QuerySet[Document]:
    """Rows with the columns that they show and no other."""
    return narrowed(found.filter(series=series), *_SHOWN)


def _sorted(rows: QuerySet[Document], down: bool) -> QuerySet[Document]:
    """By number within an office; what has none by its date."""
    names = ("number", "date", "issued_at", "pk")
    return rows.order_by(*(f"-{name}" if down else name for name in names))


def _searched(found: QuerySet[Document], text: str) -> QuerySet[Document]:
    """A number as people write it, or words that all stand in the row; spaces do not matter.

    «2230», «ว ๒๒๓๐», «บร 0019/ว2230», «2150/2568».
    """
    plain = thai.arabic_digits(text)
    number = _NUMBER.fullmatch("".join(plain.split()))
    words = _words(plain.split()[:8])
    if number is None:
        return _flat(found).filter(words) if words else found
    circular, digits, year = number.groups()
    named = Q(number=int(digits))
    if circular:
        named &= Q(series=Series.CIRCULAR)
    if year:
        named &= Q(year=int(year))
    return _flat(found).filter(named | words)


def _flat(found: QuerySet[Document]) -> QuerySet[Document]:
    """With every searched column beside itself without spaces."""
    return found.alias(**{f"flat_{n}": _bare(name) for n, name in enumerate(_SEARCHED)})


def _bare(name: str) -> Replace:
    return Replace(Replace(F(name), Value(" ")), Value("\n"))


def _words(words: list[str]) -> Q:
    """Every word stands in one of the columns or in the kind's Thai name."""
    every = Q()
    for word in words:
        kinds = [key for key, label in Document.Kind.choices if word in label]
        anywhere = Q(kind__in=kinds)
        for n in range(len(_SEARCHED)):
            for typed in {word, thai.thai_digits(word)}:
                anywhere |= Q(**{f"flat_{n}__icontains": typed})
        every &= anywhere
    return every


def offices(visible: QuerySet[Document]) -> list[tuple[int, str]]:
    """Keys and names of the offices that have issued anything, for the department to choose from."""
    issued = visible.filter(state__in=LEFT_DRAFT)
    found = Office.objects.filter(pk__in=issued.order_by().values("office"))
    return [(pk, short_name(name)) for pk, name in found.values_list("pk", "name")]


def lines(rows: Iterable[Document]) -> list[Line]:
    """Rows for the screen."""
    return [_line(one) for one in rows]


def _line(one: Document) -> Line:
    new, old = replacement_of(one), one.supersedes
    return Line(
        url=_url(one),
        number=one.number_text,
        office=one.office.short_name,
        date=one.date,
        subject=one.subject_text,
        to=one.to_text,
        kind=one.get_kind_display(),
        state=one.get_state_display(),
        in_force=one.in_force,
        ended_at=one.ended_at,
        reason=one.ended_reason,
        replaced_by=name_of(one, new),
        replacement_url=_url(new),
        replaces=name_of(one, old),
        replaced_url=_url(old),
        signatory=one.signatory.name,
        issued_by=one.issued_by.display_name,
    )


def _url(document: Document | None) -> str:
    return reverse("document", args=[document.pk]) if document else ""


def cells(rows: Iterable[Document]) -> list[tuple[object, ...]]:
    """Rows as a workbook has them, under ``HEADS``: true numbers and dates."""
    return [
        (
            one.number_text,
            one.number,
            one.get_series_display(),
            one.date,
            " ".join(one.subject_text.split()),
            one.to_text,
            one.get_kind_display(),
            one.get_state_display(),
            one.ended_at,
            one.ended_reason,
            name_of(one, replacement_of(one)),
            name_of(one, one.supersedes),
            one.signatory.name,
            one.issued_by.display_name,
            one.issued_at,
            one.office.short_name,
        )
        for one in rows
    ]
