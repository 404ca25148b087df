"""States of documents and of the summary report."""

from django.db import models

from cdd_network.roles import Role
from cdd_network.transitions import Machine, Transition
from projects.states import paper_machine

SUMMARY = paper_machine("summary")


class DocumentState(models.TextChoices):
    """A document: a draft until it gets its number and date, then stone.

    What was issued may lose its force, never change: it is revoked, or a new one takes its place.
    """

    DRAFT = "draft", "ฉบับร่าง"
    ISSUED = "issued", "ออกแล้ว"
    REVOKED = "revoked", "ยกเลิกแล้ว"
    SUPERSEDED = "superseded", "มีฉบับใหม่แทนแล้ว"


LEFT_DRAFT = tuple(state for state in DocumentState if state != DocumentState.DRAFT)
"""All the others. Asked for by name and not told as «no draft»: of what is not something a database that has
little else expects no row, and reads the rows in a way made for none."""


_ALSO = (Role.DISTRICT,)
DOCUMENT = Machine(
    "document",
    DocumentState,
    DocumentState.DRAFT,
    tuple(
        Transition(source, target, Role.PROVINCE, verb, _ALSO)
        for source, target, verb in (
            (DocumentState.DRAFT, DocumentState.ISSUED, "ออกเอกสาร"),
            (DocumentState.ISSUED, DocumentState.REVOKED, "ยกเลิกเอกสาร"),
            (DocumentState.ISSUED, DocumentState.SUPERSEDED, "ออกฉบับใหม่แทน"),
        )
    ),
)
