"""Acts on documents: draft, save, discard, issue. An issued document is stone.

How one loses its force stands in ``document_end``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from cdd_network import thai
from cdd_network.models import Signatory
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.transitions import move, start
from cdd_network.versions import read_again, save_version
from reports import numbering, papers, rules
from reports.actions.document_end import fit, retire, set_deadlines
from reports.kinds import KINDS, kind_of, words_of
from reports.models import Document, Enclosure, FrozenFile, Reference
from reports.states import DocumentState

if TYPE_CHECKING:
    from cdd_network.models import Office, User
    from projects.models import Activity
    from reports.parts import Enclosure as EnclosureLine
    from reports.pdf import Pdf
    from reports.stamps import Stamp
    from selection.models import Round


@dataclass(frozen=True)
class _Rendered:
    """The document and what is frozen with it, set before the transaction begins."""

    own: Pdf
    facts: str
    subject: str
    to: str
    enclosed: tuple[tuple[EnclosureLine, Pdf], ...] = ()


def draft_document(
    *, round: Round, kind: str, activity: Activity | None = None, by: User
) -> Document:
    """The draft of this kind, made once; an open one is given back as it is.

    Where one is in force already that one is given back: it is replaced by its own act. An office
    with a single signatory gets that one; letters that the kind answers to are cited.
    """
    rules.check_draft(by, round, kind, activity)
    standing = _standing(round, kind, activity)
    if standing:
        return standing
    try:
        with transaction.atomic():
            document = Document.objects.create(
                office=by.office,
                round=round,
                activity=activity,
                kind=kind,
                signatory=_only_signatory(by.office),
                series=next(iter(KINDS[kind].series), ""),
            )
            start(document, by=by)
            _cite(document, kind_of(document).default_references(document))
    except IntegrityError:  # a second click came between looking and making
        return _standing(round, kind, activity)
    return document


def _standing(round: Round, kind: str, activity: Activity | None) -> Document | None:
    """The open draft, else the one in force; of memos the draft alone, as there may be many."""
    held = Document.objects.filter(round=round, kind=kind, activity=activity)
    states = [DocumentState.DRAFT, DocumentState.ISSUED]
    if kind == Document.Kind.MEMO:
        states.remove(DocumentState.ISSUED)
    return held.filter(state__in=states).order_by("state").first()


def _only_signatory(office: Office) -> Signatory | None:
    active = Signatory.objects.filter(office=office, active=True)[:2]
    return active[0] if len(active) == 1 else None


@transaction.atomic
def save_document(
    *,
    document: Document,
    values: dict[str, object],
    references: list[dict[str, object]],
    version: int,
    by: User,
) -> None:
    """Save what the form holds (columns of the model), and the letters cited in their order.

    Raises Stale when another save came first, Refused when issued or when the signatory is
    another office's.
    """
    rules.check_edit(by, document)
    signatory = values.get("signatory")
    if signatory is not None and signatory.office_id != document.office_id:
        raise Refused("ผู้ลงนามต้องเป็นของสำนักงานที่ออกเอกสาร")
    save_version(document, values, version=version, by=by)
    document.references.all().delete()
    _cite(document, references)


def _cite(document: Document, references: list[dict[str, object]]) -> None:
    Reference.objects.bulk_create(
        Reference(document=document, order=order, **row)
        for order, row in enumerate(references, start=1)
    )


@transaction.atomic
def discard_draft(*, document: Document, by: User) -> None:
    """Delete a draft; the trail keeps that it was there."""
    rules.check_discard(by, document)
    held = Document.objects.filter(pk=document.pk, state=DocumentState.DRAFT)
    record(document, "discard", by=by, kind=str(document.kind))
    if not held.delete()[0]:
        raise Refused("เอกสารนี้ออกแล้วหรือถูกลบไปแล้วก่อนหน้านี้")


def issue_document(
    *,
    document: Document,
    number: int | None,
    series: str = "",
    date: date,
    by: User,
    version: int | None = None,
) -> Document:
    """Give the document its number and date, and freeze its words, its bytes and its enclosures.

    Setting the pages takes its time before the transaction; the transaction then writes state,
    number, bytes and trail at once, and the document that this one replaces loses its force.
    Raises Refused with the reason when facts are wanting, the number is taken, or somebody issued
    it first; Stale when it was edited after ``version`` (the draft that ``by`` looked at; without
    one the draft as given) or while pages were set.
    """
    rules.check_issue(by, document)
    seen = document.version if version is None else version
    stamp = rules.check_stamp(document, number, series or document.series, date)
    rendered = _render(document, stamp)
    try:
        _freeze(document, stamp, rendered, by, seen)
    except IntegrityError:
        read_again(document)
        raise Refused(_taken(document, stamp)) from None
    return document


def _render(document: Document, stamp: Stamp) -> _Rendered:
    paper, words = papers.paper_of(document, stamp), words_of(document)
    makers = kind_of(document).enclosed(document)
    lines = words.enclosures if makers else ()
    enclosed = ((one, makers[one.key]()) for one in lines if one.online)
    return _Rendered(paper.pdf(), paper.facts, fit(words.subject), fit(words.to), tuple(enclosed))


@transaction.atomic
def _freeze(document: Document, stamp: Stamp, rendered: _Rendered, by: User, seen: int) -> None:
    if document.supersedes_id:
        retire(document, by)
    move(
        document,
        DocumentState.ISSUED,
        by=by,
        version=seen,
        note=rendered.own.sha256,
        number=stamp.number,
        series=stamp.series,
        code=document.office.code,
        date=stamp.day,
        year=stamp.year,
        subject_text=rendered.subject,
        to_text=rendered.to,
        issued_at=timezone.now(),
        issued_by=by,
    )
    set_deadlines(document, by=by)
    own = rendered.own
    FrozenFile.objects.create(
        document=document,
        data=own.data,
        facts=rendered.facts,
        recipients=list(kind_of(document).recipients(document)),
        sha256=own.sha256,
        pages=own.pages,
    )
    Enclosure.objects.bulk_create(
        _enclosure(document, line, made) for line, made in rendered.enclosed
    )


def _enclosure(document: Document, line: EnclosureLine, made: Pdf) -> Enclosure:
    return Enclosure(
        document=document,
        number=line.number,
        title=line.title,
        copies=line.copies,
        unit=line.unit,
        data=made.data,
        sha256=made.sha256,
        pages=made.pages,
    )


def _taken(document: Document, stamp: Stamp) -> str:
    """Why the register's number cannot be used: which document of the year holds it."""
    found = numbering.holder(document.office_id, stamp)
    if found is None:
        return "ออกเอกสารไม่สำเร็จ โปรดลองอีกครั้ง"
    free = numbering.next_number(document.office_id, stamp.series, stamp.year)
    return (
        f"เลขที่ {stamp.printed(document.office.code)} ของปี {stamp.year} ใช้แล้วกับ "
        f"«{found.get_kind_display()}» ลงวันที่ {thai.date_text(found.date)} เลขว่างถัดไปคือ {free}"
    )
