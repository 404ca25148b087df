"""What the pages of documents read: querysets and plain values, a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.urls import reverse

from cdd_network import thai
from cdd_network.columns import narrowed
from cdd_network.lists import searched
from cdd_network.models import Programme, Signatory
from reports import blanks
from reports.models import Document, Enclosure, FrozenFile
from reports.states import DocumentState
from selection.models import ResultVersion

if TYPE_CHECKING:
    from cdd_network.models import User

TELL_RESULT = frozenset(
    {
        Document.Kind.ANNOUNCEMENT,
        Document.Kind.SELECTION_LETTER,
        Document.Kind.ALLOCATION_NOTICE,
    }
)
"""Kinds that name the chosen groups: wrong once the result is corrected.

Not the meeting's report: it tells whom that meeting chose, which no correction changes.
"""
_SHOWN = (
    *("kind", "state", "series", "code", "number", "date", "subject_text"),
    *("office__name", "office__code", "round__programme__year", "signatory__name"),
    "superseded_by__state",
)
"""All that the list says of a document, on the page or in its workbook."""
SEARCHED = (
    "number",
    "subject_text",
    "to_text",
    "office__name",
    "signatory__name",
    "round__programme__year",
)


def documents(visible: QuerySet[Document], query: Mapping[str, str]) -> QuerySet[Document]:
    """The visible documents that the list's search box and filters ask for."""
    found = narrowed(visible, *_SHOWN)
    if query.get("kind") in Document.Kind.values:
        found = found.filter(kind=query["kind"])
    if query.get("state") in DocumentState.values:
        found = found.filter(state=query["state"])
    if year := thai.small_int(query.get("year", "")):
        found = found.filter(round__programme__year=year)
    return _searched(found, query.get("q", ""))


class DocumentRow(NamedTuple):
    """A document in the list: addresses and words; ``newer_url`` leads to what took its place."""

    url: str
    kind: str
    year: str
    number: str
    date: date | None
    office: str
    state: str
    tone: str | None
    newer_url: str


def list_rows(found: Iterable[Document]) -> list[DocumentRow]:
    """Rows of the list as the page has them; a ``tone`` of None stands for no tag."""
    return [_list_row(one) for one in found]


def _list_row(one: Document) -> DocumentRow:
    replaced = one.state == DocumentState.SUPERSEDED
    return DocumentRow(
        url=reverse("document", args=[one.pk]),
        kind=one.get_kind_display(),
        year=str(one.round.programme.year),
        number=one.number_text,
        date=one.date,
        office=one.office.short_name,
        state=one.get_state_display(),
        tone="act" if one.is_draft else None if one.in_force else "",
        newer_url=reverse("document", args=[one.superseded_by.pk]) if replaced else "",
    )


def replacement_of(document: Document) -> Document | None:
    """The issued document that took its place; a draft that may do so is none yet."""
    new = getattr(document, "superseded_by", None)
    return new if new is not None and new.is_issued else None


def draft_instead(document: Document) -> Document | None:
    """The draft that is to take its place, or None."""
    new = getattr(document, "superseded_by", None)
    return new if new is not None and new.is_draft else None


def corrected_at(document: Document) -> datetime | None:
    """When the result that an issued paper tells of was corrected after its issue, or None."""
    if not document.in_force or document.kind not in TELL_RESULT:
        return None
    later = ResultVersion.objects.filter(
        round_id=document.round_id, number__gt=1, at__gt=document.issued_at
    )
    return later.order_by("-number").values_list("at", flat=True).first()


def name_of(document: Document, other: Document | None) -> str:
    """The number of ``other``, of the same office as ``document``; without one its date."""
    if other is None:
        return ""
    printed = other.printed_number
    return f"ที่ {printed}" if printed else f"ฉบับลงวันที่ {thai.date_text(other.date)}"


def years(visible: QuerySet[Document]) -> list[int]:
    """Fiscal years (BE) of the visible documents, newest first."""
    return Programme.objects.years_of(visible, "round__programme")


def _searched(found: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Every word stands in the kind's Thai name or in one of the columns."""
    for word in thai.arabic_digits(text).split()[:8]:
        kinds = [kind for kind, label in Document.Kind.choices if word in label]
        rows = searched(Document.objects.all(), word, SEARCHED).values("pk")
        found = found.filter(Q(pk__in=rows) | Q(kind__in=kinds))
    return found


def rows(found: Iterable[Document]) -> list[tuple[object, ...]]:
    """Rows of the list as a workbook has them, under ``HEADS``."""
    return [
        (
            one.get_kind_display(),
            one.round.programme.year,
            one.office.short_name,
            one.get_state_display(),
            one.number_text,
            one.date,
            " ".join(one.subject_text.split()),
            one.signatory.name if one.signatory else "",
        )
        for one in found
    ]


HEADS = ("เอกสาร", "ปีงบประมาณ", "สำนักงาน", "สถานะ", "เลขที่", "ลงวันที่", "เรื่อง", "ผู้ลงนาม")


def signatories(document: Document) -> QuerySet[Signatory]:
    """Who may be chosen to sign: the office's active ones, and the one chosen before."""
    chosen = Q(active=True) | Q(pk=document.signatory_id)
    return Signatory.objects.filter(chosen, office_id=document.office_id)


def frozen(document: Document) -> FrozenFile:
    """Pages and digest of an issued document, its bytes left in the database."""
    return FrozenFile.objects.defer("data", "facts").get(document=document)


def enclosures(held: QuerySet[Enclosure]) -> list[Enclosure]:
    """Frozen enclosures with ``size`` in bytes, the bytes themselves left in the database."""
    return list(held.annotate(size=Length("data")).defer("data").order_by("number"))


def programme(user: User, year: str) -> Programme | None:
    """The programme of a year as typed in an address, if the user may see it; without one the
    newest that is opened.
    """
    if not year:
        return Programme.objects.opened().first()
    return Programme.objects.visible_to(user).filter(year=thai.small_int(year)).first()


def form_titles() -> dict[str, str]:
    """Papers of the programme and blank forms by their keys, in the order of the year's work."""
    return dict(blanks.FORMS)
