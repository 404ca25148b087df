"""When nothing is found: «อาจหมายถึง …», from names that anybody may read or the user may see."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from cdd_network import thai
from cdd_network.folding import folded, words_of
from cdd_network.models import District, Province, Subdistrict
from selection.models import SavingsGroup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdd_network.models import User

MOST = 3
LEAST_ALIKE = 70
"""Of a hundred: «รำดวน» and «ลำดวน» are 80 alike."""
MOST_VILLAGES = 5_000
_PREFIX = re.compile(
    f"^(?:{'|'.join(map(folded, ('กลุ่มออมทรัพย์', 'บ้าน', 'ตำบล', 'อำเภอ', 'จังหวัด')))})+"
)


def suggestions(user: User, text: str) -> list[str]:
    """At most three searches that may have been meant, the likeliest first; one query.

    Each word that is no known name is put right where a name is near; the first such word gives the
    alternatives.
    """
    names = {**_places(), **_villages(user)}
    words = [(word, _near(word, names)) for word in words_of(text)]
    if not any(near for _, near in words):
        return []
    return list(dict.fromkeys(_with(words, n) for n in range(MOST)))


def _with(words: list[tuple[str, list[str]]], number: int) -> str:
    """The words with their nearest names; a word without any stays as it was folded."""
    chosen = (near[min(number, len(near) - 1)] if near else word for word, near in words)
    return " ".join(one.strip("·") for one in chosen)


def _near(word: str, names: Mapping[str, str]) -> list[str]:
    bare = _PREFIX.sub("", word)
    if len(bare) < 2 or any(letter.isdigit() for letter in bare):
        return []
    if bare in names:
        return [names[bare]]
    found = process.extract(
        bare, names.keys(), scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=MOST
    )
    return [names[name] for name, _, _ in found]


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    """Folded name → name of all provinces, districts and subdistricts; read once a process."""
    kinds = (Subdistrict, District, Province)
    return {folded(n): n for kind in kinds for n in kind.objects.values_list("name", flat=True)}


def _villages(user: User) -> dict[str, str]:
    """The same of the villages whose groups the user may see."""
    rows = SavingsGroup.objects.visible_to(user).order_by().values_list("village", flat=True)
    names = (thai.village_text(one).removeprefix("บ้าน") for one in rows.distinct()[:MOST_VILLAGES])
    return {folded(name): name for name in names if name}
