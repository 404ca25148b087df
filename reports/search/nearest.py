"""When nothing is found: what may have been meant, from names that anybody may read or the user may
see; ``finding`` then keeps of them what finds something."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from cdd_network import thai
from cdd_network.folding import folded, words_of, written_words
from reports.models import Document
from reports.search.sound import sounded
from reports.search.texts import NAMES, PLACE, type_names
from selection.models import Nomination, SavingsGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdd_network.models import User

MOST = 3
LEAST_ALIKE = 76
"""Of a hundred, by sound: one letter of five may differ, two of seven may not."""
LEAST_PART = 85
"""The same of a word within a longer name: «ศูนยสาธิต» within «ศูนย์สาธิตการตลาด»."""
GOOD = 85
"""What is as alike is shown at once, when it is the only one."""
SHORTEST_PART = 5
AS_GOOD = 8
"""What is so much farther than the nearest is not told."""
MOST_NAMES = 5_000
_PREFIX = re.compile("^(?:กลุ่มออมทรัพย์|บ้าน|บ\\.|ตำบล|ต\\.|อำเภอ|อ\\.|จังหวัด|จว?\\.)+")
_PLACE_IN_NAME = re.compile(r"\s*(?:บ้าน|หมู่|ม\.|\()")


_plain = lru_cache(maxsize=50_000)(folded)


def suggestions(user: User, text: str) -> dict[str, float]:
    """At most three searches that may have been meant, the likeliest first, each with how alike it is.

    A word that stands in a name is left; the others are put right where a name is near. The text
    itself is none of them.
    """
    places, things = _places(user), _things(user)
    known = "·".join(map(_plain, (*things, *places)))
    words = [
        [(word, 100.0)] if folded(word) in known else _near(word, places, things) or [(word, 100.0)]
        for word in written_words(text)
    ]
    found: dict[str, float] = {}
    for number in range(MOST):
        chosen = [near[min(number, len(near) - 1)] for near in words]
        found.setdefault(" ".join(name for name, _ in chosen), min(score for _, score in chosen))
    asked = words_of(text)
    return {one: score for one, score in found.items() if words_of(one) != asked}


def _near(word: str, places: Iterable[str], things: Iterable[str]) -> list[tuple[str, float]]:
    bare = _PREFIX.sub("", word) or word
    if len(bare) < 2 or any(letter.isdigit() for letter in bare):
        return []
    found: dict[str, float] = {}
    for silent in (False, True):
        wanted = sounded(bare)
        for names, alike, least in (
            ((*things, *places), fuzz.ratio, LEAST_ALIKE),
            (things if len(wanted) >= SHORTEST_PART else (), fuzz.partial_ratio, LEAST_PART),
        ):
            told = (name for name in names if "์" in name) if silent else names
            keys = {name: sounded(name, silent=silent) for name in told}
            for _, score, name in process.extract(
                wanted, keys, scorer=alike, score_cutoff=least, limit=2 * MOST
            ):
                if alike is fuzz.ratio or len(keys[name]) >= len(wanted):
                    found[name] = max(found.get(name, 0), score)
    if not found:
        return []
    best = max(found.values())
    written = folded(bare)
    near = [one for one in found.items() if one[1] >= best - AS_GOOD]
    near.sort(key=lambda one: (-one[1], -fuzz.ratio(written, _plain(one[0])), len(one[0])))
    return near[:MOST]


def _things(user: User) -> list[str]:
    """Kinds of things and of activities, and how the activities are called that the user may see."""
    rows = Nomination.objects.visible_to(user).order_by().values_list("activity_name", flat=True)
    heads = (_PLACE_IN_NAME.split(name)[0].strip() for name in rows.distinct()[:MOST_NAMES])
    names = (*NAMES.values(), *Document.Kind.labels, *type_names().values(), *heads)
    return list(dict.fromkeys(filter(None, names)))


def _places(user: User) -> list[str]:
    """Villages, subdistricts, districts and provinces of the groups that the user may see."""
    columns = (PLACE[0], *PLACE[2:])
    rows = SavingsGroup.objects.visible_to(user).order_by().values_list(*columns)
    names: dict[str, None] = {}
    for village, *others in rows.distinct()[:MOST_NAMES]:
        names[thai.village_text(village).removeprefix("บ้าน")] = None
        names.update(dict.fromkeys(others))
    return [name for name in names if name]
