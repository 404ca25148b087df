"""Taking back what was changed of a draft's words; what is taken away stays in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cdd_network.models.audit import record
from reports.actions.documents import save_document

if TYPE_CHECKING:
    from cdd_network.models import User
    from reports.models import Document


@transaction.atomic
def save_revised(
    *,
    document: Document,
    values: dict[str, object],
    references: list[dict[str, object]],
    act: str,
    removed: tuple[str, ...],
    version: int,
    by: User,
) -> None:
    """``save_document``, and a row of the trail that holds the words taken away.

    ``act`` is one of ``changes.ACTS``. Raises as ``save_document`` does.
    """
    save_document(document=document, values=values, references=references, version=version, by=by)
    record(document, act, by=by, removed=list(removed))
