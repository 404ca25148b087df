"""What may be done with a district's paper with notes beside its answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cdd_network.refusal import Refused
from projects.models import ActionPlan, DistrictPaper
from projects.rules import check_note, sent_papers

Shared = Literal["days", "site"]

LONGEST_ITEM_NOTE = 1000


def held_by(paper: DistrictPaper) -> dict[Shared, DistrictPaper]:
    """What stays closed though this paper comes back → the other paper at the province that tells it.

    As ``check_days`` and ``check_site`` have it: all papers carry the study site, all but the plan
    the dates. One query.
    """
    found: dict[Shared, DistrictPaper] = {}
    for other in sent_papers(paper.activity, but=type(paper)):
        found["site"] = other
        if not isinstance(other, ActionPlan):
            found["days"] = other
    return found


def check_notes(note: str, items: Mapping[str, str]) -> None:
    """What goes back says what is to be mended, on the whole or beside an answer."""
    if note.strip() or not any(text.strip() for text in items.values()):
        check_note(note)
    for text in items.values():
        if len(text) > LONGEST_ITEM_NOTE:
            raise Refused(f"ข้อสังเกตแต่ละข้อยาวได้ไม่เกิน {LONGEST_ITEM_NOTE:,} ตัวอักษร")
