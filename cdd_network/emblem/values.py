"""Values of an SVG's attributes, read and written anew: numbers, lengths, paints, paths, matrices.

Each reader gives the text that our own drawing carries, and raises ValueError for anything else.
"""

import math
import re
from decimal import Decimal

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path.parser import parse_path

LONGEST_NUMBER = 60
"""Letters of a single number; of a longer one each way to divide its digits would be tried."""
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_ARGUMENT = re.compile(rf"\s*,?\s*({_NUMBER})")
_FLAG = re.compile(r"\s*,?\s*([01])")
_LENGTH = re.compile(rf"({_NUMBER})\s*(px|pt|pc|mm|cm|in|%)?")
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96}
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|(?:rgb|hsl)a?\([\d\s.,%/+-]{1,60}\)|[a-zA-Z]{3,24}")
_ICC = re.compile(r"\s+icc-color\([^()]*\)$")
_STEP = re.compile(r"\s*([MmZzLlHhVvCcSsQqTtAa])")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_FARTHEST = 1e9
_TURN = re.compile(r"\s*,?\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")

Steps = list[tuple[str, tuple]]
"""A path as pen calls in absolute coordinates: moveTo, lineTo, curveTo, qCurveTo, closePath."""


def numbers(text: str) -> list[float]:
    """Numbers divided by spaces, commas or nothing; finite and below 1e9."""
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        match = _ARGUMENT.match(text, at)
        if not match:
            raise ValueError(text[:40])
        found.append(_sane(float(match[1])))
        at = match.end()
    return found


def _sane(number: float) -> float:
    if not math.isfinite(number) or abs(number) > _FARTHEST:
        raise ValueError(str(number))
    return number


def written(number: float) -> str:
    """Seven significant digits, without an exponent."""
    text = f"{Decimal(f'{number:.7g}'):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def length(text: str, whole: float) -> float:
    """A length in user units; a percentage is of ``whole``."""
    match = _LENGTH.fullmatch(text.strip()) if len(text) <= LONGEST_NUMBER else None
    if not match:
        raise ValueError(text[:40])
    number, unit = float(match[1]), match[2] or ""
    return _sane(number * whole / 100 if unit == "%" else number * _UNITS[unit])


def share(text: str) -> str:
    """An opacity or offset from 0 to 1, also written as a percentage."""
    return written(min(1.0, max(0.0, length(text, 1))))


def colour(text: str) -> str:
    """A colour's name, #hex, rgb() or hsl()."""
    plain = _ICC.sub("", text.strip())
    if not _COLOUR.fullmatch(plain):
        raise ValueError(text[:40])
    return plain


def matrix(text: str) -> Transform:
    """The one matrix that a list of transformations makes; it can be undone."""
    made, at = Identity, 0
    text = text.strip()
    while at < len(text):
        match = _TURN.match(text, at)
        if not match:
            raise ValueError(text[:40])
        made = made.transform(_turn(match[1], numbers(match[2])))
        at = match.end()
    if abs(made[0] * made[3] - made[1] * made[2]) < 1e-12:
        raise ValueError(text[:40])
    for number in made:
        _sane(number)
    return made


def _turn(name: str, values: list[float]) -> Transform:
    angle = math.radians(values[0]) if values else 0.0
    match name, len(values):
        case "matrix", 6:
            return Transform(*values)
        case "translate", 1 | 2:
            return Transform(1, 0, 0, 1, *values, *[0.0] * (2 - len(values)))
        case "scale", 1 | 2:
            return Transform(values[0], 0, 0, values[-1], 0, 0)
        case "rotate", 1:
            return Identity.rotate(angle)
        case "rotate", 3:
            x, y = values[1:]
            return Identity.translate(x, y).rotate(angle).translate(-x, -y)
        case "skewX", 1:
            return Transform(1, 0, math.tan(angle), 1, 0, 0)
        case "skewY", 1:
            return Transform(1, math.tan(angle), 0, 1, 0, 0)
    raise ValueError(name)


def written_matrix(made: Transform) -> str:
    """«matrix(1 0 0 1 5 5)»."""
    return f"matrix({' '.join(map(written, made))})"


def path(text: str) -> Steps:
    """The steps of a path's data, checked against its grammar; arcs become curves."""
    pen = RecordingPen()
    try:
        parse_path(" ".join(_path_tokens(text)), pen)
    except (IndexError, AssertionError, ZeroDivisionError, OverflowError) as error:
        raise ValueError(text[:40]) from error
    for _, points in pen.value:
        for point in points:
            _sane(point[0]), _sane(point[1])
    return pen.value


def _path_tokens(text: str) -> list[str]:
    """Letters and plain numbers, one token each, so that every reader reads the same."""
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        step = _STEP.match(text, at)
        if not step:
            raise ValueError(text[at : at + 40])
        tokens.append(step[1])
        at = step.end()
        wanted = _ARGUMENTS[step[1].upper()]
        read = 0
        while at < len(text) and not _STEP.match(text, at):
            in_arc = wanted == 7 and read % 7 in (3, 4)
            argument = (_FLAG if in_arc else _ARGUMENT).match(text, at)
            if not argument:
                raise ValueError(text[at : at + 40])
            token = argument[1] if in_arc else repr(_sane(float(argument[1])))
            if wanted == 7 and read % 7 in (0, 1) and not float(token):
                raise ValueError(text[at : at + 40])  # an arc of no radius: readers differ
            tokens.append(token)
            at = argument.end()
            read += 1
        if (wanted == 0) != (read == 0) or (wanted and read % wanted):
            raise ValueError(text[at - 40 : at])
    return tokens


_LETTERS = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "qCurveTo": "Q", "closePath": "Z"}


def written_path(steps: Steps) -> str:
    """The steps as path data, a letter for each: a reader's time then grows with its length."""
    return "".join(
        _LETTERS[name] + " ".join(f"{written(x)} {written(y)}" for x, y in points)
        for name, points in steps
        if name in _LETTERS
    )
