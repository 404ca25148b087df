"""Thai words by their sound, coarser than ``folded``: only to find what a wrong spelling meant."""

from __future__ import annotations

import re
from functools import lru_cache

from cdd_network.folding import folded

_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("รล", "น"),  # one sound at the end: ธนาคาร ธนาคาน; taken for one another: ร ล
        **dict.fromkeys("ดต", "ท"),  # one sound at the end: สาธิต สาทิด
        **dict.fromkeys("บปผ", "พ"),
        "ซ": "ส", "ฉ": "ช", "ข": "ค", "ฝ": "ฟ",  # told apart by tone alone
        "ี": "ิ", "ู": "ุ", "ื": "ึ", "ำ": "ม",  # long for short
        "ะ": None, "ั": None, "·": None,  # left out: บุรีรมย์
    }
)  # fmt: skip
_LEADING = re.compile("ห(?=[งนมยว])")
_AGAIN = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sounded(text: str, *, silent: bool = False) -> str:
    """The text's sound; with ``silent`` the letter under a การันต์ counts, as where ์ was left off."""
    plain = folded(text.replace("์", "") if silent else text)
    return _AGAIN.sub(r"\1", _LEADING.sub("", plain.translate(_SOUNDS)))
