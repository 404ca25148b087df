"""What an officer changed of a draft's words, and what facts have changed beneath the change.

Three texts of a body are compared: the one from facts that was written over (``body_from``), the
officer's (``body_text``), and the one that facts would make now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.differences import Hunk, Piece, hunks, pieces
from cdd_network.fields import clean_text
from cdd_network.models import AuditRow
from reports import body
from reports.kinds import kind_of

if TYPE_CHECKING:
    from reports.kinds import Words
    from reports.models import Document

ACTS = ("restore", "renew", "keep")
"""Take a change back; take a new sentence over; leave the own words in its place."""
SHOWN = 20
"""So many texts that were taken away are shown."""


@dataclass(frozen=True)
class Change:
    """One place whose words differ: as made from facts, and as they stand or would stand.

    ``key`` names it in a form. ``own`` says that the officer's own words stand in the place of
    a sentence that facts have changed.
    """

    place: str
    key: str
    before: str
    after: str
    own: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Word by word: what stands, what is gone, what is new."""
        return pieces(self.before, self.after)


@dataclass(frozen=True)
class Revised:
    """A body after an act on one of its changes: text, the text from facts that it was written
    over, and the officer's paragraphs that were taken away.
    """

    text: str
    base: str
    removed: tuple[str, ...] = ()


def same(one: str, other: str) -> bool:
    """Whether two texts print alike: digits of both kinds and white space aside."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> list[list[str]]:
    lines = thai.arabic_digits(clean_text(text)).splitlines()
    return [line.split() for line in lines if line.strip()]


def paragraphs(text: str) -> list[str]:
    """An edited body as lines, each a paragraph as it will be read."""
    return body.as_text(body.read(text)).splitlines()


def made_words(document: Document) -> Words | None:
    """The words from facts alone; None while a fact that they want is missing."""
    kind = kind_of(document)
    return None if kind.setting_gaps(document) else kind.words(document)


def of(document: Document) -> tuple[Change, ...]:
    """What was changed of a draft's words; nothing of an issued document, whose words are stone."""
    touched = (document.subject_text, document.to_text, document.body_text)
    if document.is_issued or not (any(touched) or document.enclosure_texts):
        return ()
    return tuple(_changes(document))


def _changes(document: Document) -> Iterator[Change]:
    made = made_words(document)
    subject = made.subject if made else kind_of(document).subject(document)
    yield from _line("เรื่อง", "subject_text", subject, document.subject_text)
    if made:
        yield from _line("เรียน", "to_text", made.to, document.to_text)
        for one in made.enclosures:
            place, key = f"สิ่งที่ส่งมาด้วย {one.number}", f"enclosure_{one.key}"
            yield from _line(place, key, one.title, document.enclosure_texts.get(one.key, ""))
    if document.body_text:
        found = hunks(paragraphs(document.body_from), paragraphs(document.body_text))
        for key, hunk in _keyed(found):
            yield _change(hunk, f"body_text:{key}", _place(hunk))


def _line(place: str, key: str, made: str, text: str) -> Iterator[Change]:
    if text and not same(text, made):
        yield Change(place, key, " ".join(made.split()), " ".join(text.split()))


def _change(hunk: Hunk, key: str, place: str, *, own: bool = False) -> Change:
    return Change(place, key, " ".join(hunk.before), " ".join(hunk.after), own)


def _place(hunk: Hunk) -> str:
    if hunk.after:
        return f"ย่อหน้าที่ {hunk.to + 1}{'' if hunk.before else ' (เพิ่มใหม่)'}"
    return f"หลังย่อหน้าที่ {hunk.to} (ตัดออก)" if hunk.to else "ก่อนย่อหน้าที่ 1 (ตัดออก)"


def _keyed(found: list[Hunk]) -> Iterator[tuple[str, Hunk]]:
    """Each hunk with its name: where it begins, and which one of those that begin there."""
    seen: dict[int, int] = {}
    for hunk in found:
        seen[hunk.at] = seen.get(hunk.at, 0) + 1
        yield f"{hunk.at}-{seen[hunk.at]}", hunk


def news(document: Document, made: Words | None = None) -> tuple[Change, ...]:
    """Sentences that facts would now write differently than in the text that was written over."""
    if document.is_issued or not document.body_text:
        return ()
    made = made or made_words(document)
    if made is None:
        return ()
    base, text = paragraphs(document.body_from), paragraphs(document.body_text)
    return tuple(_news(base, text, paragraphs(body.as_text(made.body))))


def _news(base: list[str], text: list[str], made: list[str]) -> Iterator[Change]:
    for key, hunk in _keyed(hunks(base, made)):
        begin, end = _there(hunk, base, text)
        standing = tuple(text[begin:end])
        if standing == hunk.after:
            continue  # the officer wrote so already
        place = f"ย่อหน้าที่ {begin + 1}" if hunk.before else f"หลังย่อหน้าที่ {begin} (เพิ่มใหม่)"
        shown = Hunk(hunk.at, begin, standing, hunk.after)
        yield _change(shown, key, place, own=standing != hunk.before)


def _there(hunk: Hunk, base: list[str], text: list[str]) -> tuple[int, int]:
    """Where the paragraphs of a change of ``base`` stand in ``text``, which was made of it."""
    own = hunks(base, text)
    begin = hunk.at + sum(
        len(one.after) - len(one.before)
        for one in own
        if one.at < hunk.at or (one.at == hunk.at and hunk.before and not one.before)
    )
    changed = next((one for one in own if one.before and one.at == hunk.at), None)
    if hunk.before and changed:
        return changed.to, changed.to + len(changed.after)
    return begin, begin + len(hunk.before)


def restored(base: str, text: str, key: str) -> Revised | None:
    """``text`` with one change taken back; None when no change of that name stands in it."""
    lines = paragraphs(text)
    found = dict(_keyed(hunks(paragraphs(base), lines))).get(key)
    if found is None:
        return None
    lines[found.to : found.to + len(found.after)] = found.before
    return Revised("\n".join(lines), base, found.after)


def renewed(base: str, text: str, made: str, key: str = "") -> Revised | None:
    """``text`` with a sentence as facts write it now, or with all of them; the officer's other
    changes stay. None when facts have no such sentence.
    """
    old, lines, removed = paragraphs(base), paragraphs(text), []
    chosen = _chosen(old, made, key)
    for hunk in reversed(chosen):
        begin, end = _there(hunk, old, lines)
        if tuple(lines[begin:end]) not in {hunk.before, hunk.after}:
            removed += lines[begin:end]
        lines[begin:end] = hunk.after
        old[hunk.at : hunk.at + len(hunk.before)] = hunk.after
    return Revised("\n".join(lines), "\n".join(old), tuple(removed)) if chosen else None


def kept(base: str, text: str, made: str, key: str = "") -> Revised | None:
    """``text`` as it is, taken to be written over the new sentence; None as in ``renewed``."""
    old = paragraphs(base)
    chosen = _chosen(old, made, key)
    for hunk in reversed(chosen):
        old[hunk.at : hunk.at + len(hunk.before)] = hunk.after
    return Revised(text, "\n".join(old)) if chosen else None


def removed(document: Document) -> list[AuditRow]:
    """The trail's rows of words taken away, newest first, with who did it."""
    rows = AuditRow.objects.filter(
        subject_type=document._meta.label_lower, subject_id=str(document.pk), act__in=ACTS
    )
    return list(rows.exclude(detail__removed=[]).select_related("by")[:SHOWN])


def _chosen(base: list[str], made: str, key: str) -> list[Hunk]:
    found = _keyed(hunks(base, paragraphs(made)))
    return [hunk for name, hunk in found if not key or name == key]
