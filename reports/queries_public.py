"""What stands behind a printed address: of issued documents alone, and nothing personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cdd_network import thai
from reports.models import Copy, Document, Enclosure
from reports.states import DocumentState
from selection.models import ChosenGroup, Round
from selection.states import RoundState

GROUP = 8
_UNSEEN = (
    "body_text",
    "body_from",
    "office__garuda_image",
    "file__data",
    "file__facts",
    "superseded_by__body_text",
    "superseded_by__body_from",
)


def public_document(token: str) -> QuerySet[Document]:
    """The document behind the address, once it was issued; a draft is nobody's business.

    ``has_more`` says whether more files were issued with it: recipients' copies, enclosures.
    """
    held = Document.objects.filter(token=token).exclude(state=DocumentState.DRAFT)
    copies = Copy.objects.filter(document=OuterRef("pk"))
    enclosed = Enclosure.objects.filter(document=OuterRef("pk"))
    found = held.select_related("office", "file", "superseded_by").defer(*_UNSEEN)
    return found.annotate(has_more=Exists(copies) | Exists(enclosed))


def public_enclosures(document: Document) -> QuerySet[Enclosure]:
    """What may be opened behind the address: while it is in force and not secret."""
    return document.enclosures.all() if is_open(document) else document.enclosures.none()


def public_enclosure(token: str, number: int) -> QuerySet[Enclosure]:
    """One enclosure behind a printed address, while its letter is in force and not secret."""
    letter = Document.objects.in_force().filter(token=token, secrecy="")
    return Enclosure.objects.filter(document__in=letter.values("pk"), number=number)


def is_open(document: Document) -> bool:
    """Whether more than its number and state may be shown to anybody."""
    return document.in_force and not document.secrecy


@dataclass(frozen=True)
class Named:
    """A chosen group as the public reads of it. ``activity`` is the type's name, never the words of
    the district, in which a person may be named."""

    name: str
    address: str
    activity: str


@dataclass(frozen=True)
class Result:
    """What the public reads of a result: groups in their order, when it was made public, what it
    corrects, and the announcement in force. No points, no ranks below, no persons."""

    groups: list[Named]
    at: datetime
    corrects: datetime | None
    document: Document | None

    @property
    def document_is_older(self) -> bool:
        """Whether the announcement in force still names the groups before the correction."""
        return bool(self.document and self.corrects and self.document.issued_at < self.at)


def announced_round(token: str) -> QuerySet[Round]:
    """The round behind the address of its public page, once its result was announced."""
    found = Round.objects.with_place().filter(token=token, state=RoundState.ANNOUNCED)
    return found.defer("office__garuda_image")


def result_address(document: Document) -> str:
    """The whole address of the result's public page, for an announcement; '' for others, and until
    the result is announced."""
    told = document.kind == Document.Kind.ANNOUNCEMENT and document.round.is_announced
    path = reverse("public_result", args=[document.round.token])
    return f"{settings.SITE_URL}{path}" if told else ""


def result_of(round: Round) -> Result:
    """The result as it stands; of a corrected one also when the first was made public."""
    types = {one.key: one.name for one in round.programme.content.activity_types}
    moments = list(round.results.order_by("number").values_list("at", flat=True))
    document = Document.objects.in_force().filter(round=round, kind=Document.Kind.ANNOUNCEMENT)
    return Result(
        groups=[_named(one, types) for one in round.chosen.with_place().order_by("order")],
        at=moments[-1] if moments else round.announced_at,
        corrects=moments[-2] if len(moments) > 1 else None,
        document=document.defer("body_text", "body_from", "enclosure_texts").first(),
    )


def _named(chosen: ChosenGroup, types: dict[str, str]) -> Named:
    held = chosen.nomination
    return Named(held.group.name, held.group.address, types.get(held.activity_type, ""))


@dataclass(frozen=True)
class Digests:
    """SHA-256 in hex of everything that was issued under one address; no names."""

    document: str
    copies: list[str]
    enclosures: dict[int, str]


def digests(document: Document) -> Digests:
    """For the comparison in the reader's browser: two queries however many copies there are.

    Also of what is no longer in force: a digest opens no file.
    """
    copies = list(document.copies.values_list("sha256", flat=True))
    enclosed = document.enclosures.values_list("number", "sha256")
    return Digests(document.file.sha256, copies, dict(enclosed))


def grouped(digest: str) -> list[str]:
    """A digest in groups of eight, as an eye compares it."""
    return [digest[at : at + GROUP] for at in range(0, len(digest), GROUP)]


def line_text(document: Document, subject: str, address: str, *, opens: bool) -> str:
    """What an officer sends through LINE: kind, number, date, subject, address.

    ``opens`` says that the page behind the address has enclosures to open.

    A secret document's subject is left out: LINE is no place for it.
    """
    printed = f"{document.number_text} ลงวันที่ {thai.date_text(document.date)}".strip()
    lines = [f"{document.get_kind_display()} {document.office.short_name}", printed]
    lines += [] if document.secrecy else [f"เรื่อง {subject}"]
    act = "ตรวจสอบและเปิดสิ่งที่ส่งมาด้วยได้ที่" if opens else "ตรวจสอบได้ที่"
    return "\n".join([*lines, f"{act} {address}"])
