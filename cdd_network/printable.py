"""What our papers can print: the letters of Sarabun, read from the typeface itself.

``fold`` turns what Word and LINE paste into what Sarabun has; ``unprintable`` names the rest.
"""

import unicodedata
from functools import lru_cache
from importlib.resources import as_file, files

from fontTools.ttLib import TTFont

FACE = "Sarabun-Regular.ttf"
"""The four faces hold the same letters."""
_AS_LINES = "\v\f\x85\u2028\u2029"
"""Line breaks of other programs; \\v is Word's break within a paragraph."""
_AS_BULLET = "●◦▪▫‣⁃∙◆◇❖➢➤►\uf0b7\uf0a7\uf0d8\uf076"
"""The last four are how Word's bullets from Symbol and Wingdings arrive."""
_LIKE = {
    **dict.fromkeys(_AS_LINES, "\n"),
    **dict.fromkeys(_AS_BULLET, "•"),
    **dict.fromkeys("\u2011\ufe63\uff0d", "-"),
    **dict.fromkeys("⇒➔➜➡", "→"),
    **dict.fromkeys("‧・", "·"),
    "‛": "‘",
    "〜": "~",
}
_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"


@lru_cache(maxsize=1)
def letters() -> frozenset[str]:
    """Every character that Sarabun draws, read once in a process."""
    with (
        as_file(files("fontpkg_sarabun") / "files" / FACE) as path,
        TTFont(path, lazy=True) as font,
    ):
        drawn = {chr(code) for code in font.getBestCmap()}
    return frozenset(c for c in drawn if unicodedata.category(c)[0] != "C")


def fold(text: str) -> str:
    """Text with typographic strangers as Sarabun has them, and invisible characters left out.

    Spaces of every width become the space, full-width letters plain ones, ligatures their letters,
    ① «(1)»; direction marks, joiners, soft hyphens and emoji's variation marks go.
    """
    odd = {c for c in set(text) if not " " <= c <= "~" and not "ก" <= c <= "๛"}
    table = {ord(c): _folded(c) for c in odd}
    return unicodedata.normalize("NFC", text.translate(table))


def _folded(character: str) -> str:
    kind = unicodedata.category(character)
    if character in _LIKE or character in "\n\t":
        return _LIKE.get(character, character)
    if kind in {"Cc", "Cs", "Cf"} or "\ufe00" <= character <= "\ufe0f":
        return ""
    if kind == "Zs":
        return " "
    if character in letters() and character not in _LIGATURES:
        return character
    plain = unicodedata.normalize("NFKC", character)
    if unicodedata.decomposition(character).startswith("<circle>"):
        plain = f"({plain})"
    return plain if all(c in letters() for c in plain) else character


def unprintable(text: str) -> list[str]:
    """Characters of ``text`` that no paper can show, each once, in the order of the text."""
    known = letters()
    return [c for c in dict.fromkeys(text) if c not in known and c not in "\n\t"]


def shown(character: str) -> str:
    """The character as a sentence can name it: itself, or its code when screens have no picture."""
    seen = unicodedata.category(character)[0] not in "CMZ"
    return character if seen else f"U+{ord(character):04X}"
