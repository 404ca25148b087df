"""The country as tiles: each province a square that stands about where it lies on the map. Pure.

Keys are DOPA's codes. Bangkok takes no part in the programme and has no tile.
"""

from __future__ import annotations

from itertools import chain

COLUMNS = 10
ROWS: tuple[tuple[str, ...], ...] = (
    ("", "", "", "57", "", "", "", "", "", ""),
    ("", "58", "50", "56", "55", "", "", "", "", ""),
    ("", "", "51", "52", "54", "", "", "", "", ""),
    ("", "", "63", "64", "53", "42", "43", "38", "", ""),
    ("", "", "", "62", "65", "39", "41", "47", "48", ""),
    ("", "", "61", "60", "66", "67", "40", "46", "49", ""),
    ("", "", "18", "17", "16", "36", "44", "45", "35", "37"),
    ("", "71", "72", "15", "19", "30", "31", "32", "33", "34"),
    ("", "70", "73", "14", "13", "26", "25", "27", "", ""),
    ("", "75", "74", "12", "", "24", "", "", "", ""),
    ("", "76", "", "", "11", "20", "22", "", "", ""),
    ("", "77", "", "", "", "21", "", "23", "", ""),
    ("", "86", "", "", "", "", "", "", "", ""),
    ("85", "84", "", "", "", "", "", "", "", ""),
    ("82", "81", "80", "", "", "", "", "", "", ""),
    ("83", "92", "93", "", "", "", "", "", "", ""),
    ("", "", "91", "90", "94", "", "", "", "", ""),
    ("", "", "", "", "95", "96", "", "", "", ""),
)
"""From north to south, each row from west to east; '' is a place without a tile."""
PLACES: dict[str, tuple[int, int]] = {
    code: (row, column)
    for row, codes in enumerate(ROWS)
    for column, code in enumerate(codes)
    if code
}
"""Code of a province → (row, column), from 0."""
REGIONS = {
    "north": "ภาคเหนือ",
    "northeast": "ภาคตะวันออกเฉียงเหนือ",
    "central": "ภาคกลาง",
    "south": "ภาคใต้",
}
"""The Ministry of the Interior's four regions."""
_FIRST_DIGITS = {"north": "56", "northeast": "34", "central": "127", "south": "89"}
_REGION_OF = dict(
    chain.from_iterable(((digit, key) for digit in own) for key, own in _FIRST_DIGITS.items())
)


def region_of(code: str) -> str:
    """The region (key of ``REGIONS``) of a province: DOPA's first digit tells it."""
    return _REGION_OF[code[0]]
