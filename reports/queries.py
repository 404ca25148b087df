"""What the pages of documents read: querysets and plain values, a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from cdd_network import thai
from cdd_network.lists import searched
from cdd_network.models import Programme, Signatory, User
from cdd_network.refusal import refusal_of
from reports import blanks, facts, proofread, rules
from reports.kinds import KINDS
from reports.models import Document, Enclosure, FrozenFile
from reports.stamps import Stamp
from reports.states import DocumentState
from selection.models import Round

EMBLEMS = ("office__garuda_image", "round__office__garuda_image")
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
    found = visible.defer("round__result", "body_text", "body_from", *EMBLEMS)
    if query.get("kind") in Document.Kind.values:
        found = found.filter(kind=query["kind"])
    if query.get("state") in DocumentState.values:
        found = found.filter(state=query["state"])
    return _searched(found, query.get("q", ""))


def _searched(found: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Every word stands in the kind's Thai name or in one of the columns."""
    for word in thai.arabic_digits(text).split()[:8]:
        kinds = [kind for kind, label in Document.Kind.choices if word in label]
        rows = searched(Document.objects.all(), word, SEARCHED).values("pk")
        found = found.filter(Q(pk__in=rows) | Q(kind__in=kinds))
    return found


@dataclass(frozen=True)
class ToMake:
    """A kind of document that a round has not got yet; ``refusal`` says why it must wait."""

    round: Round
    kind: str
    label: str
    refusal: str


def to_make(user: User, rounds: Iterable[Round]) -> list[ToMake]:
    """The kinds not yet made of each of the province's rounds, in the order of the year's work."""
    rounds = list(rounds)
    held = Document.objects.filter(round__in=rounds, state__in=["draft", "issued"])
    made = set(held.values_list("round_id", "kind"))
    own = [kind for kind in KINDS.values() if not kind.per_activity]
    return [
        ToMake(one, kind.key, kind.label, refusal_of(rules.check_draft, user, one, kind.key))
        for one in rounds
        for kind in own
        if (one.pk, str(kind.key)) not in made
    ]


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
            one.signatory.name if one.signatory else "",
        )
        for one in found
    ]


HEADS = ("เอกสาร", "ปีงบประมาณ", "สำนักงาน", "สถานะ", "เลขที่", "ลงวันที่", "ผู้ลงนาม")


def signatories(document: Document) -> QuerySet[Signatory]:
    """Who may be chosen to sign: the office's active ones, and the one chosen before."""
    chosen = Q(active=True) | Q(pk=document.signatory_id)
    return Signatory.objects.filter(chosen, office_id=document.office_id)


def faults(document: Document, stamp: Stamp | None) -> list[proofread.Fault]:
    """What a person should look at before issuing; ``stamp`` as far as it is known."""
    letter = document.kind == Document.Kind.SELECTION_LETTER
    opened = document.round
    cited = document.references.all() if letter else ()
    result = document.kind != Document.Kind.COMMITTEE_ORDER
    return proofread.proofread(
        proofread.Facts(
            number=stamp.printed(document.office.code) if letter and stamp else "",
            day=stamp.day if stamp else None,
            meeting_day=opened.meeting_date if result else None,
            announcement_day=facts.announced_on(opened) if letter else None,
            deadline=document.deadline if letter else None,
            cited=tuple(f"{row.code}/{row.number}" for row in cited),
            rules=opened.programme.content.deadlines if letter else (),
        )
    )


def frozen_pages(document: Document) -> int:
    """Pages of an issued document, its bytes left in the database."""
    return FrozenFile.objects.filter(document=document).values_list("pages", flat=True).get()


def enclosures(document: Document) -> list[Enclosure]:
    """The frozen enclosures with ``size`` in bytes, the bytes themselves left in the database."""
    held = document.enclosures.annotate(size=Length("data")).defer("data")
    return list(held.order_by("number"))


def public_document(token: str) -> QuerySet[Document]:
    """The document behind a printed address, once it was issued; a draft is nobody's business."""
    held = Document.objects.filter(token=token).exclude(state=DocumentState.DRAFT)
    return held.select_related(
        "office__province", "round__programme", "round__office__province", "superseded_by"
    ).defer(*EMBLEMS, "round__result", "body_text", "body_from")


def public_enclosure(token: str, number: int) -> QuerySet[Enclosure]:
    """One enclosure behind a printed address, while its letter is in force."""
    letter = Document.objects.in_force().filter(token=token)
    return Enclosure.objects.filter(document__in=letter.values("pk"), number=number)


def programme(year: str) -> Programme | None:
    """The programme of a year as typed in an address; without one the newest."""
    found = Programme.objects.all()
    if year:
        found = found.filter(year=thai.small_int(year))
    return found.first()


def form_titles() -> dict[str, str]:
    """Names of the blank forms by their keys."""
    lines = facts.enclosures("", None)
    return {line.key: line.title for line in lines if line.key in blanks.FORMS}
