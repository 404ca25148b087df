"""Acts on documents: draft, save, issue. An issued document is stone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from cdd_network import thai
from cdd_network.models import Signatory
from cdd_network.refusal import Refused
from cdd_network.transitions import move, start
from cdd_network.versions import save_version
from reports import facts, papers, rules
from reports.models import Document, Enclosure, FrozenFile, Reference
from reports.states import DocumentState

if TYPE_CHECKING:
    from cdd_network.models import User
    from reports.parts import Enclosure as EnclosureLine
    from reports.pdf import Pdf
    from selection.models import Round


@dataclass(frozen=True)
class _Rendered:
    """The document and what is frozen with it, set before the transaction begins."""

    own: Pdf
    enclosed: tuple[tuple[EnclosureLine, Pdf], ...] = ()


def draft_document(*, round: Round, kind: str, by: User) -> Document:
    """The round's document of this kind, made once; an existing one is given back as it is.

    An office with a single signatory gets that one; a letter is a circular unless one says else.
    """
    rules.check_draft(by, round, kind)
    try:
        with transaction.atomic():
            document, made = Document.objects.get_or_create(
                round=round,
                kind=kind,
                defaults={
                    "office": round.office,
                    "signatory": _only_signatory(round),
                    "circular": kind == Document.Kind.SELECTION_LETTER,
                },
            )
            if made:
                start(document, by=by)
    except IntegrityError:  # a second click came between looking and making
        return Document.objects.get(round=round, kind=kind)
    return document


def _only_signatory(opened: Round) -> Signatory | None:
    active = Signatory.objects.filter(office_id=opened.office_id, active=True)[:2]
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
    """Save signatory and deadline, and the letters cited in their order.

    Raises Stale when another save came first, Refused when issued or when the signatory is
    another office's.
    """
    rules.check_edit(by, document)
    signatory = values.get("signatory")
    if signatory is not None and signatory.office_id != document.office_id:
        raise Refused("ผู้ลงนามต้องเป็นของสำนักงานที่ออกเอกสาร")
    save_version(document, values, version=version, by=by)
    document.references.all().delete()
    Reference.objects.bulk_create(
        Reference(document=document, order=order, **row)
        for order, row in enumerate(references, start=1)
    )


def issue_document(
    *,
    document: Document,
    number: int | None,
    circular: bool,
    date: date,
    by: User,
    version: int | None = None,
) -> Document:
    """Give the document its number and date, and freeze its bytes and those of its enclosures.

    Setting the pages takes its time before the transaction; the transaction then writes state,
    number, bytes and trail at once. Raises Refused with the reason when facts are wanting, the
    number is taken, or somebody issued it first; Stale when it was edited after ``version`` (the
    draft that ``by`` looked at; without one the draft as given) or while pages were set.
    """
    rules.check_issue(by, document)
    seen = document.version if version is None else version
    rules.check_stamp(document, number, date)
    stamp = papers.Stamp(number, circular and document.takes_number, date)
    rendered = _render(document, stamp)
    try:
        _freeze(document, stamp, rendered, by, seen)
    except IntegrityError:
        document.refresh_from_db()
        raise Refused(_taken(document, stamp)) from None
    return document


def _render(document: Document, stamp: papers.Stamp) -> _Rendered:
    own = papers.paper_of(document, stamp).pdf()
    if document.kind != Document.Kind.SELECTION_LETTER:
        return _Rendered(own)
    lines = facts.enclosures(document.office.short_name, facts.announced_on(document.round))
    programme = document.round.programme
    enclosed = ((e, papers.form_pdf(programme, e.key)) for e in lines if e.online)
    return _Rendered(own, tuple(enclosed))


@transaction.atomic
def _freeze(
    document: Document, stamp: papers.Stamp, rendered: _Rendered, by: User, seen: int
) -> None:
    move(
        document,
        DocumentState.ISSUED,
        by=by,
        version=seen,
        note=rendered.own.sha256,
        number=stamp.number,
        circular=stamp.circular,
        date=stamp.day,
        year=thai.be_year(stamp.day),
        issued_at=timezone.now(),
        issued_by=by,
    )
    own = rendered.own
    FrozenFile.objects.create(document=document, data=own.data, sha256=own.sha256, pages=own.pages)
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


def _taken(document: Document, stamp: papers.Stamp) -> str:
    """Why the register's number cannot be used: which document of the year holds it."""
    year = thai.be_year(stamp.day)
    holder = Document.objects.filter(
        office_id=document.office_id,
        kind=document.kind,
        year=year,
        circular=stamp.circular,
        number=stamp.number,
    ).first()
    mark = "ว " if stamp.circular else ""
    if holder is None:
        return "ออกเอกสารไม่สำเร็จ โปรดลองอีกครั้ง"
    return (
        f"เลขที่ {mark}{stamp.number} ของปี {year} ใช้แล้วกับ «{holder.get_kind_display()}» "
        f"ลงวันที่ {thai.date_text(holder.date)}"
    )
