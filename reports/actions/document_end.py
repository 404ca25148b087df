"""How an issued document loses its force: it is revoked, or a new one takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cdd_network import thai
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.transitions import move, start
from projects.actions.deadlines import When, end_letter, of_letter
from reports import rules
from reports.kinds import kind_of
from reports.models import Document, Reference
from reports.states import DocumentState

if TYPE_CHECKING:
    from cdd_network.models import User

COPIED = (
    "signatory",
    "deadline",
    "urgency",
    "secrecy",
    "salutation",
    "body_text",
    "body_from",
    "enclosure_texts",
    "series",
)
"""What a draft that replaces an issued document begins with, besides its own wording."""

MOST_WORDS = 300
"""Letters that ``subject_text`` and ``to_text`` hold."""


def revoke_document(*, document: Document, reason: str, by: User) -> None:
    """Take an issued document's force away; its bytes and its number stay."""
    rules.check_revoke(by, document)
    rules.check_reason(reason)
    reason = reason.strip()
    with transaction.atomic():
        move(document, DocumentState.REVOKED, by=by, note=reason, **_ended(by, reason))
        end_letter(programme=document.round.programme, source_url=page_of(document.pk), by=by)


def set_deadlines(document: Document, *, by: User) -> None:
    """The deadline that the letter sets begins to hold; call it in the transaction that issues."""
    kind = kind_of(document)
    if not (kind.sets and document.deadline):
        return
    source = f"หนังสือ{document.office.short_name} {document.number_text}"
    when = When(
        f"{source} ลงวันที่ {thai.date_text(document.date)}",
        fixed=document.deadline,
        source_url=page_of(document.pk),
    )
    replaced = page_of(document.supersedes_id) if document.supersedes_id else ""
    of_letter(
        programme=document.round.programme,
        tasks=kind.sets,
        when=when,
        instead_of=replaced,
        by=by,
    )


def page_of(pk: int) -> str:
    """Address of a document's page: by it a deadline names the letter that sets it."""
    return reverse("document", args=[pk])


def retire(document: Document, by: User) -> None:
    """What ``document`` replaces loses its force; call it in the transaction that issues.

    One that was revoked meanwhile stays revoked.
    """
    old = Document.objects.get(pk=document.supersedes_id)
    if old.in_force:
        move(old, DocumentState.SUPERSEDED, by=by, **_ended(by, document.supersedes_reason))


def _ended(by: User, reason: str) -> dict[str, object]:
    return {"ended_at": timezone.now(), "ended_by": by, "ended_reason": reason}


def replace_document(*, document: Document, reason: str, by: User) -> Document:
    """A draft that will take the place of an issued document once it is issued itself.

    Until then the old one stays in force. Raises Refused when a draft of the kind is open.
    """
    rules.check_replace(by, document)
    rules.check_reason(reason)
    try:
        with transaction.atomic():
            return _replacement(document, reason.strip(), by)
    except IntegrityError:  # a second click, or a second officer
        raise Refused("มีฉบับร่างแทนเอกสารนี้อยู่แล้ว") from None


def _replacement(document: Document, reason: str, by: User) -> Document:
    made = Document.objects.create(
        office=document.office,
        round=document.round,
        activity=document.activity,
        kind=document.kind,
        supersedes=document,
        supersedes_reason=reason,
        **{name: getattr(document, name) for name in COPIED},
        **_own_wording(document),
    )
    cited = list(document.references.all())
    for row in cited:
        row.pk, row.document = None, made
    Reference.objects.bulk_create(cited)
    start(made, by=by)
    record(document, "replace", by=by, note=reason, draft=made.pk)
    return made


def _own_wording(document: Document) -> dict[str, str]:
    """Subject and addressee of an issued document where they say other than the facts say now.

    Issuing froze both, edited or not: what the facts give anyway stays free to follow them.
    """
    if kind_of(document).setting_gaps(document):
        return {}
    made = kind_of(document).words(document)
    held = {"subject_text": made.subject, "to_text": made.to}
    return {
        name: getattr(document, name)
        for name, text in held.items()
        if getattr(document, name) != fit(text)
    }


def fit(text: str) -> str:
    """As much of a wording as the register's column holds."""
    return text if len(text) <= MOST_WORDS else f"{text[: MOST_WORDS - 1]}…"
