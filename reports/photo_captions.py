"""Captions that two officers write at once: marks tell whose text is whose; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cdd_network.editing import digest, digests_in

CAPTIONED = "caption_photos"
"""The act of the trail that writes captions."""


def mark(caption: str) -> str:
    """What stands for a caption in the page's hidden field, to tell later that it was changed."""
    return digest([caption.strip()])


NO_CAPTION = mark("")
"""Of a photograph that the page did not know when it was served: it was sent from there since."""


def marks_text(marks: Mapping[int, str]) -> str:
    """The hidden field: key of each photograph → mark."""
    return json.dumps(marks, separators=(",", ":"))


def marks_in(text: str | None) -> dict[int, str]:
    """Marks as the field brought them back; what was tampered with is left out."""
    found = digests_in(text).items()
    return {
        int(key): told
        for key, told in found
        if key.isdecimal() and len(key) < 20 and isinstance(told, str)
    }


def marks_of(captions: Mapping[int, str]) -> dict[int, str]:
    """Marks of captions as they stand."""
    return {key: mark(text) for key, text in captions.items()}


def marks_after(
    stored: Mapping[int, str], typed: Mapping[int, str], served: Mapping[int, str]
) -> dict[int, str]:
    """Marks for a page that stays open after a save: a caption that stands as it was typed has been
    seen there; of every other the page shows what it showed before.
    """
    seen = {key: text for key, text in stored.items() if typed.get(key, "").strip() == text}
    return {key: served.get(key, NO_CAPTION) for key in stored} | marks_of(seen)
