"""Kinds of document in the order of the year's work: the one table of them.

To add a kind: a module here with a ``Kind``, a row below, a value in ``Document.Kind``.
"""

from __future__ import annotations

from reports.kinds.allocation_notice import AllocationNotice
from reports.kinds.announcement import Announcement
from reports.kinds.base import Gap, Kind, LetterKind, Words, edited, public_address
from reports.kinds.committee_order import CommitteeOrder
from reports.kinds.criteria_circular import CriteriaCircular
from reports.kinds.department_cover import DepartmentCover
from reports.kinds.district_cover import DistrictCover
from reports.kinds.invitation import Invitation
from reports.kinds.meeting_report import MeetingReport
from reports.kinds.memo import Memo
from reports.kinds.selection_letter import SelectionLetter
from reports.models import Document

KINDS: dict[str, Kind] = {
    str(kind.key): kind
    for kind in (
        CommitteeOrder(),
        CriteriaCircular(),
        Invitation(),
        MeetingReport(),
        Announcement(),
        SelectionLetter(),
        AllocationNotice(),
        DistrictCover(),
        DepartmentCover(),
        Memo(),
    )
}

__all__ = [
    "KINDS",
    "Gap",
    "Kind",
    "LetterKind",
    "Words",
    "edited",
    "kind_of",
    "public_address",
    "words_of",
]


def kind_of(document: Document) -> Kind:
    """The document's kind."""
    return KINDS[str(document.kind)]


def words_of(document: Document) -> Words:
    """What the document says as it stands: made from facts, then as it was edited."""
    return edited(document, kind_of(document).words(document))
