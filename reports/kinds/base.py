"""What a kind of document is. One module a kind; the table of all stands in the package.

A kind makes its words from facts (an officer may put others in their place), its paper from the
words, and says when it may be drafted and what it still wants.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from cdd_network import qr
from cdd_network.models import Office
from reports import body, facts, letters, parts
from reports.models import Document
from reports.parts import Enclosure, Paragraph
from reports.stamps import Series, Stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdd_network.models import Programme
    from projects.models import Activity
    from reports.pdf import Pdf
    from selection.models import Round

QR_ASSET = "qr.svg"


@dataclass(frozen=True)
class Gap:
    """A fact that a document still wants, and the page where it is given."""

    text: str
    url: str


@dataclass(frozen=True)
class Words:
    """What a document says: line breaks in ``subject`` are kept in titles, elsewhere spaces."""

    subject: str
    body: tuple[Paragraph, ...] = ()
    to: str = ""
    enclosures: tuple[Enclosure, ...] = ()


class Kind:
    """One kind of document. Instances hold no state.

    ``series`` are the runs of numbers it may be issued in, the usual one first; empty: it has a
    date alone. ``issuer`` is the kind of office that writes it. ``deadline`` is the label of the
    date it sets, '' when it sets none; ``sets`` tells whose deadline that becomes once it is issued:
    key of the year's rule → duty. ``cites`` says whether it has «อ้างถึง».
    """

    key: Document.Kind
    series: tuple[Series, ...] = ()
    issuer: str = Office.Kind.PROVINCE
    per_activity = False
    deadline = ""
    sets: Mapping[str, str] = {}
    cites = False
    has_to = False
    drafted_unasked = False
    """Whether an act of the selection makes its draft, so that the draft says nothing of how far
    the office has come with its papers."""
    help = ""

    @property
    def label(self) -> str:
        """Its Thai name."""
        return self.key.label

    def too_early(self, opened: Round, activity: Activity | None = None) -> str:
        """Why it cannot be drafted yet, '' when it can: a Thai phrase after «จัดทำได้หลัง»."""
        return ""

    def default_references(self, document: Document) -> list[dict[str, object]]:
        """Letters that a new draft refers to, as rows of ``Reference``; an officer may change them."""
        return []

    def setting_gaps(self, document: Document) -> list[Gap]:
        """Facts without which not even a draft can be set."""
        return []

    def gaps(self, document: Document) -> list[Gap]:
        """Facts of this kind that are wanted before it may be issued; ``setting_gaps`` included."""
        return self.setting_gaps(document)

    def subject(self, document: Document) -> str:
        """What it is about; needs no more facts than a draft has. Line breaks matter in titles."""
        raise NotImplementedError

    def words(self, document: Document) -> Words:
        """What the document says by the facts alone. Call it without ``setting_gaps`` only."""
        raise NotImplementedError

    def paper(self, document: Document, words: Words, stamp: Stamp | None) -> letters.Paper:
        """The document as paper; without a stamp a draft with number and date blank."""
        raise NotImplementedError

    def enclosed(self, document: Document) -> dict[str, Callable[[], Pdf]]:
        """What makes each enclosure that stands behind the QR, by the enclosure's key."""
        return {}

    def recipients(self, document: Document) -> tuple[str, ...]:
        """Whom a copy of its own is made for, as it is addressed; empty: there is one copy."""
        return ()

    def next_pages(self, document: Document) -> list[Gap]:
        """Pages where the work goes on once it is issued: what to do there, and the address."""
        return []

    def common(self, document: Document, stamp: Stamp | None) -> dict[str, object]:
        """Arguments that every paper with a head and a signature takes."""
        return {
            "author": document.office.name,
            "draft": stamp is None,
            "head": facts.letterhead(document.office),
            "signature": facts.signature(document.signatory),
            "day": stamp.day if stamp else None,
            "files": facts.files_of(document.office),
        }


class LetterKind(Kind):
    """A kind that is an external letter (หนังสือภายนอก)."""

    series = (Series.ORDINARY, Series.CIRCULAR)
    cites = True
    has_to = True
    wants_references = False
    """Whether it may not be issued without a letter cited."""

    def gaps(self, document: Document) -> list[Gap]:
        """Besides its own: address, code and, where wanted, a letter cited."""
        found = self.setting_gaps(document)
        if self.wants_references and not facts.cited_rows(document):
            found.append(Gap("ยังไม่ได้ระบุหนังสือที่อ้างถึง", edit_page(document, "references")))
        if not document.office.address:
            url = f"{reverse('office')}#id_address_lines"
            found.append(Gap("ยังไม่มีที่อยู่บนหัวหนังสือ", url))
        if not document.office.code:
            found.append(Gap("ยังไม่มีรหัสหน่วยงาน", f"{reverse('office')}#id_code"))
        return found

    def paper(self, document: Document, words: Words, stamp: Stamp | None) -> letters.Letter:
        """The letter; its QR leads to the document's public page."""
        address = public_address(document)
        common = self.common(document, stamp)
        series = stamp.series if stamp else document.series
        return letters.Letter(
            **common | {"files": {**common["files"], QR_ASSET: qr.svg(address)}},
            subject=" ".join(words.subject.split()),
            to=words.to,
            body=words.body,
            number=str(stamp.number) if stamp else "",
            circular=series == Series.CIRCULAR,
            urgency=document.urgency,
            secrecy=document.secrecy,
            salutation=document.salutation,
            references=facts.references(facts.cited_rows(document)),
            enclosures=words.enclosures,
            qr=parts.Qr(QR_ASSET, address),
        )


def public_address(document: Document) -> str:
    """The whole address behind the document's QR."""
    return f"{settings.SITE_URL}{reverse('public_document', args=[document.token])}"


def edit_page(document: Document, anchor: str) -> str:
    """Address of a control of the page that edits the draft; '' for one that is not stored."""
    return f"{reverse('document_edit', args=[document.pk])}#{anchor}" if document.pk else ""


def letters_in_force(opened: Round, *kinds: str) -> list[dict[str, object]]:
    """The round's letters of these kinds that are in force, by date, as rows of ``Reference``."""
    found = opened.documents.in_force().filter(kind__in=kinds, number__isnull=False)
    rows = found.select_related("office").defer("office__garuda_image").order_by("date", "number")
    return [
        {
            "source": one.office.short_name,
            "urgency": one.urgency,
            "code": one.office.code,
            "number": one.stamp.printed("").removeprefix("/"),
            "date": one.date,
        }
        for one in rows
    ]


def edited(document: Document, made: Words) -> Words:
    """The words as they will be printed: what an officer wrote stands in place of what was made."""
    titles = document.enclosure_texts
    return replace(
        made,
        subject=document.subject_text or made.subject,
        to=document.to_text or made.to,
        body=body.read(document.body_text) if document.body_text else made.body,
        enclosures=tuple(replace(e, title=titles.get(e.key) or e.title) for e in made.enclosures),
    )


def programme_papers(
    programme: Programme, keys: Iterable[str], make: Callable[[Programme, str], Pdf]
) -> dict[str, Callable[[], Pdf]]:
    """Makers of enclosures that are papers of the programme alone."""
    return {key: (lambda key=key: make(programme, key)) for key in keys}


def and_list(names: Iterable[str]) -> str:
    """«นายอำเภอกระสัง และนายอำเภอบ้านด่าน»; a name that comes twice is named once."""
    *first, last = dict.fromkeys(names) or [""]
    return f"{' '.join(first)} และ{last}" if first else last
