"""What a paper said each time it was sent: the list, and two of them word by word."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cdd_network import thai
from projects.paper_answers import is_same
from selection.submissions import Changed, changed_answers

if TYPE_CHECKING:
    from projects.models import DistrictPaper, PaperVersion


@dataclass(frozen=True)
class Last:
    """The newest sending; ``same``: it says what the one before said."""

    version: PaperVersion
    same: bool


@dataclass(frozen=True)
class VersionsPage:
    """Every sending, the first one first, and what ``other`` changed of ``one``.

    ``notes`` are those by which ``one`` went back: (label, note).
    """

    sent: list[PaperVersion]
    one: PaperVersion | None = None
    other: PaperVersion | None = None
    answers: list[Changed] = field(default_factory=list)
    pictures: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)


def last_two(paper: DistrictPaper) -> Last | None:
    """The newest sending against the one before; None of a paper without versions. One query."""
    found = list(paper.versions.select_related("by").order_by("-number")[:2])
    if not found:
        return None
    return Last(found[0], len(found) == 2 and is_same(*found))


def versions_page(paper: DistrictPaper, asked: tuple[str, str]) -> VersionsPage:
    """The sendings and two of them compared: those ``asked`` for by number, else the last two."""
    sent = list(paper.versions.select_related("by").order_by("number"))
    if len(sent) < 2:
        return VersionsPage(sent)
    by_number = {row.number: row for row in sent}
    known = sorted({thai.small_int(text) for text in asked} & {*by_number})
    one, other = (by_number[n] for n in known) if len(known) == 2 else sent[-2:]
    labels = {row["key"]: row["label"] for row in one.answers}
    return VersionsPage(
        sent,
        one,
        other,
        changed_answers(one, other),
        _stamps(one) != _stamps(other),
        [(labels.get(key, key), note) for key, note in one.notes.items()],
    )


def _stamps(version: PaperVersion) -> list[str]:
    return [row["stamp"] for row in version.answers if row.get("stamp")]
