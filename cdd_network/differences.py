"""What differs between two texts: paragraph against paragraph, then word against word. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
LIKE = 0.4
"""Share of letter pairs that makes two paragraphs the same one, changed."""
CONTEXT = 8
"""Words that are shown of what stands unchanged beside a change."""


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph: unchanged, taken out, or put in."""

    kind: str
    text: str


@dataclass(frozen=True)
class Hunk:
    """Paragraphs ``before`` of one text that stand as ``after`` in the other.

    ``at`` is where the first would begin in the one text, ``to`` in the other, from 0.
    """

    at: int
    to: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def hunks(one: list[str], other: list[str]) -> list[Hunk]:
    """The paragraphs in which two texts differ, a changed paragraph a hunk, in their order."""
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _paired(one, other, (i1, i2), (j1, j2))
    return found


def _paired(
    one: list[str], other: list[str], span: tuple[int, int], there: tuple[int, int]
) -> list[Hunk]:
    """Split a stretch into hunks of one paragraph each, likest paragraphs against each other."""
    pairs = _likest(one[slice(*span)], other[slice(*there)])
    found, i, j = [], span[0], there[0]
    for a, b in [*pairs, (span[1] - span[0], there[1] - there[0])]:
        for at in range(i, span[0] + a):
            found.append(Hunk(at, j, (one[at],), ()))
        for to in range(j, there[0] + b):
            found.append(Hunk(span[0] + a, to, (), (other[to],)))
        i, j = span[0] + a, there[0] + b
        if i < span[1] and j < there[1] and (a, b) in pairs:
            found.append(Hunk(i, j, (one[i],), (other[j],)))
            i, j = i + 1, j + 1
    return found


def _likest(one: list[str], other: list[str]) -> list[tuple[int, int]]:
    """Pairs of places, in order, whose likenesses together are greatest."""
    grams = [_grams(text) for text in one], [_grams(text) for text in other]
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    like = [[_alike(a, b) for b in grams[1]] for a in grams[0]]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            here = like[i][j] + best[i + 1][j + 1] if like[i][j] >= LIKE else 0
            best[i][j] = max(here, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        if like[i][j] >= LIKE and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _grams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Share of letter pairs that both have (Dice)."""
    return 2 * (one & other).total() / (one.total() + other.total())


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Two versions of a paragraph in one line of words; long unchanged stretches are shortened."""
    one, other = _words(before), _words(after)
    codes = SequenceMatcher(None, one, other).get_opcodes()
    found: list[Piece] = []
    for order, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag == "equal":
            last = order == len(codes) - 1
            found.append(Piece(SAME, _shortened(one[i1:i2], first=order == 0, last=last)))
            continue
        found += [Piece(GONE, "".join(one[i1:i2]))] if i1 < i2 else []
        found += [Piece(NEW, "".join(other[j1:j2]))] if j1 < j2 else []
    return tuple(found)


def _words(text: str) -> list[str]:
    # Late: the dictionary costs 0.4 s, and few documents were changed by hand.
    from pythainlp.tokenize import word_tokenize

    return word_tokenize(text, engine="newmm") if text else []


def _shortened(words: list[str], *, first: bool, last: bool) -> str:
    """The words next to the changes alone, «…» for the rest."""
    head = [] if first else words[:CONTEXT]
    tail = [] if last else words[-CONTEXT:]
    if len(words) <= len(head) + len(tail) + CONTEXT:
        return "".join(words)
    return f"{''.join(head)}{' … ' if head else '… '}{''.join(tail)}"
