"""The papers' type: the office's own TH SarabunPSK or TH Sarabun New when installed, else Sarabun.

The State's papers are set in TH SarabunPSK or TH Sarabun New at 16 pt (cabinet resolution of
7 September 2553). Sarabun, which pip installs, is drawn larger on its em: at 10.6 pt it looks the
same. The letters' stylesheet gives every other size in em, so that it follows.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.resources import files as package_files
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core import checks
from fontTools.ttLib import TTFont

from reports import pdf_text

log = logging.getLogger(__name__)
# Names of the families as their files give them, without spaces, in order of preference.
OWN = {"thsarabunnew": "TH Sarabun New", "thsarabunpsk": "TH SarabunPSK"}
STYLES = {
    "regular": (400, "normal"),
    "bold": (700, "normal"),
    "italic": (400, "italic"),
    "bolditalic": (700, "italic"),
}
_NEEDED = ("regular", "bold")
# Every consonant, vowel, tone and digit, and what a Latin address needs.
_LETTERS = {chr(code) for code in [*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E5A)]} | set(
    "ABCXYZabcxyz0123456789()./-"
)


@dataclass(frozen=True)
class Typeface:
    """A family, its size in points for plain text, and its files by (weight, style)."""

    family: str
    size: float
    files: dict[tuple[int, str], Callable[[], bytes]]

    @property
    def faces(self) -> str:
        """Its @font-face rules; ``font:WEIGHT-STYLE`` stands for a file."""
        return "".join(
            f'@font-face{{font-family:"{self.family}";src:url(font:{weight}-{style});'
            f"font-weight:{weight};font-style:{style}}}"
            for weight, style in self.files
        )

    @property
    def rule(self) -> str:
        """The only absolute family and size of letters, for text and for margins."""
        return "".join(
            f'{where}{{font-family:"{self.family}";font-size:{self.size}pt}}'
            for where in ("html", "@page")
        )

    def read(self, address: str) -> bytes:
        """The font file behind ``font:WEIGHT-STYLE``."""
        weight, _, style = address.removeprefix("font:").partition("-")
        return self.files[int(weight), style]()


_PACKAGE = package_files("fontpkg_sarabun") / "files"
SARABUN = Typeface(
    "Sarabun",
    10.6,
    {
        STYLES[name.lower()]: (_PACKAGE / f"Sarabun-{name}.ttf").read_bytes
        for name in ("Regular", "Bold", "Italic", "BoldItalic")
    },
)


class FontFault(Exception):
    """A file that cannot serve, with the reason."""


def chosen() -> Typeface:
    """The type of this installation; what is wrong with its folder goes to the log."""
    typeface, faults = look(settings.FONTS_DIR)
    for fault in faults:
        log.warning("%s", fault)
    return typeface


def look(folder: Path) -> tuple[Typeface, list[str]]:
    """The type that ``folder`` offers, and everything in it that cannot be used.

    Files are known by their name table, not by their file names. A family needs Regular and Bold;
    hidden files and texts (.txt, .md: a licence) are passed over. Without a whole family: Sarabun.
    """
    families: dict[str, dict[str, bytes]] = {}
    faults = []
    for path in _files(folder):
        try:
            data = path.read_bytes()
            family, style = _recognise(data)
            if style in families.setdefault(family, {}):
                raise FontFault(f"a second {OWN[family]} {style}")
            families[family][style] = data
        except (FontFault, OSError) as fault:
            faults.append(f"Font file {path} is not used: {fault}.")
    for family, name in OWN.items():
        found = families.get(family, {})
        missing = [style for style in _NEEDED if style not in found]
        if found and not missing:
            files = {STYLES[style]: partial(bytes, data) for style, data in found.items()}
            return Typeface(name, 16, files), faults
        if found:
            faults.append(f"{folder} holds {name} without {' and '.join(missing)}.")
    return SARABUN, [f"{fault} Papers are set in Sarabun." for fault in faults]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".") and path.suffix.lower() not in (".txt", ".md")
    ]


def _recognise(data: bytes) -> tuple[str, str]:
    """Family and style of a font file, both keys of the tables above. Raises FontFault."""
    try:
        with TTFont(BytesIO(data)) as font:
            for tag in font.reader.keys():  # noqa: SIM118 - a reader, not a dict
                font.reader[tag]  # a file cut short shows here
            family = _plain(font["name"].getDebugName(16) or font["name"].getDebugName(1))
            style = _plain(font["name"].getDebugName(17) or font["name"].getDebugName(2))
            letters = {chr(code) for code in font.getBestCmap()}
        pdf_text.face_of(data)  # the text layer's reading of its GSUB, which is kept for later
    except Exception as error:  # fontTools raises what its reading stumbles over
        raise FontFault(f"it cannot be read as a font ({error or type(error).__name__})") from error
    if family not in OWN:
        raise FontFault("it is neither TH SarabunPSK nor TH Sarabun New")
    if style not in STYLES:
        raise FontFault(f"its style {style!r} is unknown")
    if missing := _LETTERS - letters:
        raise FontFault(f"it lacks {len(missing)} letters, {min(missing)!r} among them")
    return family, style


def _plain(name: str | None) -> str:
    return "".join((name or "").split()).lower()


def check_fonts(app_configs: object, **_: object) -> list[checks.CheckMessage]:
    """Django's check of the folder of fonts: one warning for each thing that cannot be used."""
    _, faults = look(settings.FONTS_DIR)
    hint = (
        "FONTS_DIR takes the files of TH SarabunPSK or TH Sarabun New: Regular and Bold at least."
    )
    return [checks.Warning(fault, hint=hint, id="reports.W001") for fault in faults]
