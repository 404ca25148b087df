"""States of documents and of the summary report."""

from django.db import models

from cdd_network.roles import Role
from cdd_network.transitions import Machine, Transition
from projects.states import paper_machine

SUMMARY = paper_machine("summary")


class DocumentState(models.TextChoices):
    """A document of the province: a draft until it gets its number and date, then stone."""

    DRAFT = "draft", "ฉบับร่าง"
    ISSUED = "issued", "ออกแล้ว"


DOCUMENT = Machine(
    "document",
    DocumentState,
    DocumentState.DRAFT,
    (Transition(DocumentState.DRAFT, DocumentState.ISSUED, Role.PROVINCE, "ออกเอกสาร"),),
)
