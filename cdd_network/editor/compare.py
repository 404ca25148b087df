"""What differs between two years, section by section: added, removed and changed words. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from cdd_network.differences import GONE, NEW, Piece, hunks, pieces
from cdd_network.editor.section import Document, Section
from cdd_network.editor.sections import sections_of
from cdd_network.editor.told import Answer, Telling, TellRow, telling

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
WORDS = {ADDED: "เพิ่ม", REMOVED: "ตัดออก", CHANGED: "แก้ไข", MOVED: "เรียงลำดับใหม่"}


@dataclass(frozen=True)
class Change:
    """Something that differs: ``label`` names it, ``paragraphs`` are its words with what went and came."""

    kind: str
    label: str
    paragraphs: tuple[tuple[Piece, ...], ...]

    @property
    def word(self) -> str:
        """The kind in Thai."""
        return WORDS[self.kind]


@dataclass(frozen=True)
class SectionChanges:
    """A section with what differs in it."""

    key: str
    title: str
    changes: tuple[Change, ...]


def compared(before: Document, after: Document) -> list[SectionChanges]:
    """Sections that differ between two years, in the editor's order, each with its changes."""
    then = {one.key: one for one in sections_of(before)}
    now = {one.key: one for one in sections_of(after)}
    made = []
    for key, section in {**now, **{k: s for k, s in then.items() if k not in now}}.items():
        one = _told(then.get(key), before)
        other = _told(now.get(key), after)
        if found := changes_of(one, other):
            made.append(SectionChanges(key, section.title, tuple(found)))
    return made


def _told(section: Section | None, document: Document) -> Telling:
    return telling(section, document) if section else Telling((), ())


def changes_of(before: Telling, after: Telling) -> list[Change]:
    """What differs between two tellings of one section."""
    found = list(_answers(before.answers, after.answers))
    if any(row.key for row in (*before.rows, *after.rows)):
        return [*found, *_keyed_rows(before.rows, after.rows)]
    return [*found, *_plain_rows(before.rows, after.rows)]


def _answers(before: tuple[Answer, ...], after: tuple[Answer, ...]) -> list[Change]:
    then, now = {a.name: a for a in before}, {a.name: a for a in after}
    made = []
    for name, answer in {**then, **now}.items():
        one = then[name].lines if name in then else ()
        other = now[name].lines if name in now else ()
        if one != other:
            made.append(Change(_kind(one, other), answer.label, _paragraphs(one, other)))
    return made


def _kind(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    return CHANGED if before and after else (ADDED if after else REMOVED)


def _paragraphs(
    before: tuple[str, ...], after: tuple[str, ...], label: str = ""
) -> tuple[tuple[Piece, ...], ...]:
    """Each line that differs, with its words; ``label`` is said before the first."""
    if len(before) == len(after) == 1:
        made = [_words(before[0], after[0])]  # a number has no word in common with its successor
    else:
        found = hunks(list(before), list(after))
        made = [_words("".join(hunk.before), "".join(hunk.after)) for hunk in found]
    head = (Piece("same", f"{label}: "),) if label else ()
    return tuple((*head, *line) for line in made)


def _words(before: str, after: str) -> tuple[Piece, ...]:
    if not before:
        return (Piece(NEW, after),)
    if not after:
        return (Piece(GONE, before),)
    return pieces(before, after)


def _keyed_rows(before: tuple[TellRow, ...], after: tuple[TellRow, ...]) -> list[Change]:
    then, now = {r.key: r for r in before}, {r.key: r for r in after}
    made = []
    for key, row in {**now, **{k: r for k, r in then.items() if k not in now}}.items():
        if key not in then:
            made.append(Change(ADDED, row.heading, _whole(row, NEW)))
        elif key not in now:
            made.append(Change(REMOVED, row.heading, _whole(row, GONE)))
        elif then[key] != row:
            made.append(Change(CHANGED, row.heading, _row(then[key], row)))
    both = [key for key in now if key in then]
    if both != [key for key in then if key in now]:
        names = " → ".join(now[key].heading for key in both)
        made.append(Change(MOVED, "ลำดับ", ((Piece(NEW, names),),)))
    return made


def _row(before: TellRow, after: TellRow) -> tuple[tuple[Piece, ...], ...]:
    made = []
    if before.heading != after.heading:
        made.append(_words(before.heading, after.heading))
    then, now = {a.name: a for a in before.answers}, {a.name: a for a in after.answers}
    for name, answer in {**then, **now}.items():
        one = then[name].lines if name in then else ()
        other = now[name].lines if name in now else ()
        if one != other:
            made += _paragraphs(one, other, answer.label)
    return tuple(made)


def _whole(row: TellRow, kind: str) -> tuple[tuple[Piece, ...], ...]:
    return tuple((Piece(kind, line),) for line in _lines(row))


def _lines(row: TellRow) -> list[str]:
    return [f"{answer.label}: {' / '.join(answer.lines)}" for answer in row.answers]


def _plain_rows(before: tuple[TellRow, ...], after: tuple[TellRow, ...]) -> list[Change]:
    """Rows that are known by their words: the likest stand against each other."""
    made = []
    one, other = [_sentence(row) for row in before], [_sentence(row) for row in after]
    for hunk in hunks(one, other):
        was, now = "".join(hunk.before), "".join(hunk.after)
        kind = _kind(hunk.before, hunk.after)
        at = hunk.to if hunk.after else hunk.at
        row = (after if hunk.after else before)[at]
        made.append(Change(kind, row.heading, (_words(was, now),)))
    return made


def _sentence(row: TellRow) -> str:
    return " · ".join([row.heading, *_lines(row)])
