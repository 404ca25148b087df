"""What may be done with a district's paper with notes beside its answers."""

from __future__ import annotations

from collections.abc import Mapping

from cdd_network.refusal import Refused
from projects.rules import check_note

LONGEST_ITEM_NOTE = 1000


def check_notes(note: str, items: Mapping[str, str]) -> None:
    """What goes back says what is to be mended, on the whole or beside an answer."""
    if note.strip() or not any(text.strip() for text in items.values()):
        check_note(note)
    for text in items.values():
        if len(text) > LONGEST_ITEM_NOTE:
            raise Refused(f"ข้อสังเกตแต่ละข้อยาวได้ไม่เกิน {LONGEST_ITEM_NOTE:,} ตัวอักษร")
