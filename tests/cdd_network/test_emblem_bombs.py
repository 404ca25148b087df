"""Drawings made to hurt: each is refused or read in a moment, whatever it repeats or nests."""

import time
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from cdd_network.emblem import clean_emblem, raster
from cdd_network.refusal import Refused
from tests.cdd_network.test_emblem import SQUARE, svg

SECONDS = 5
SPACES = " " * 200_000
SHOWN = '<use xlink:href="#a"/>' * 9000
STOPS = f'<linearGradient id="s">{"<stop/>" * 9000}</linearGradient>'


def gradients(chain: bool) -> str:
    """400 gradients in use: each takes over many stops, or each takes over the next one."""
    links = [f"g{n + 1}" if chain and n < 399 else "s" for n in range(400)]
    made = (f'<linearGradient id="g{n}" xlink:href="#{link}"/>' for n, link in enumerate(links))
    shown = (f'<path fill="url(#g{n})" d="M10 10h80v80h-80z"/>' for n in range(400))
    return f"<defs>{STOPS}{''.join(made)}</defs>{''.join(shown)}"


BOMBS = {
    "comments that never end": svg(f"<style>{'/* ' * 300_000}</style>{SQUARE}"),
    "rules for everything": svg(f"<style>{'*{a:b}' * 100_000}</style>{SQUARE * 5000}"),
    "selectors": svg(f"<style>{'path,' * 100_000}path{{fill:#000}}</style>{SQUARE * 5000}"),
    "spaces in a style": svg(f'<path style="fill:a{SPACES}b" d="M10 10h80v80h-80z"/>'),
    "spaces in a colour": svg(f'<path fill="a{SPACES}b" d="M10 10h80v80h-80z"/>'),
    "spaces in a path": svg(f'<path d="M10 10{SPACES}x"/>'),
    "spaces in points": svg(f'<polygon points="10 10{SPACES}x"/>'),
    "spaces in a matrix": svg(f'<path transform="scale(1){SPACES}x" d="M10 10h80v80h-80z"/>'),
    "digits without end": svg(f'<rect width="{"1" * 200_000}x" height="9"/>{SQUARE}'),
    "a long path shown often": svg(f'<path id="a" d="M10 10h80v80h-80{"z" * 500_000}"/>{SHOWN}'),
    "a long style shown often": svg(f'<g id="a" style="{"a:b;" * 200_000}">{SQUARE}</g>{SHOWN}'),
    "stops taken over": svg(gradients(chain=False)),
    "gradients in a chain": svg(gradients(chain=True)),
    "arcs": svg(f'<path d="M10 10a{"50 50 0 1 1 40 40 " * 27_000}"/>'),
    "an attribute for all": svg(
        f"{'<g/>' * 9000}{SQUARE}", before=f'<!DOCTYPE svg [<!ATTLIST g d CDATA "{"a" * 500_000}">]>'
    ),
    "a name for all": svg(f"{'<x:g/>' * 9000}{SQUARE}", f'xmlns:x="{"u" * 500_000}" viewBox="0 0 9 9"'),
    "layers": svg(f'<defs><mask id="m"><rect width="90" height="90" fill="white"/></mask></defs>'
                  f'<g mask="url(#m)">{SQUARE}</g>' + SQUARE.replace("<path", '<path opacity=".5"') * 9000),
    "uses in a clip": svg(
        f'<defs>{"".join(f"""<use id="u{n}" href="#u{n + 1}"/>""" for n in range(60))}'
        f'<clipPath id="c"><use href="#u0"/></clipPath></defs><g clip-path="url(#c)">{SQUARE}</g>'
    ),
    "a matrix out of the plane": svg(
        f'<g transform="scale(1e9) scale(1e9)">{SQUARE}</g>'
    ),
}  # fmt: skip
MAY_PASS = {"comments that never end"}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_a_moment(name: str) -> None:
    began = time.process_time()  # of this process: other tests run beside it
    try:
        clean_emblem(BOMBS[name])
    except Refused as refused:
        assert "ภาพตราครุฑ" in refused.reason
    else:
        assert name in MAY_PASS
    assert time.process_time() - began < SECONDS


def test_a_true_emblem_stays_far_below_the_limits() -> None:
    rules = "".join(f".st{n}{{fill:#000;stroke:none}}" for n in range(60))
    traced = "M10 10" + "c1 1 2 2 3-3" * 5000 + "z"
    shapes = "".join(f'<path class="st{n % 60}" d="{traced}"/>' for n in range(4))
    many = "".join(f'<path class="st{n % 60}" d="M1 {n % 90}h9v9z"/>' for n in range(5000))
    assert clean_emblem(svg(f"<style>{rules}</style><g opacity='.9'>{shapes}{many}</g>"))


def picture(size: tuple[int, int], *marks: tuple[int, int, int, int]) -> bytes:
    """A white PNG with black marks."""
    drawn = Image.new("RGB", size, "white")
    for mark in marks:
        ImageDraw.Draw(drawn).rectangle(mark, fill="black")
    buffer = BytesIO()
    drawn.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("strip", [1, 700, 1_000_000])
def test_ink_is_found_strip_by_strip(monkeypatch: pytest.MonkeyPatch, strip: int) -> None:
    monkeypatch.setattr(raster, "_STRIP", strip)
    stored = clean_emblem(picture((100, 90), (20, 11, 29, 12), (70, 60, 74, 80)))
    assert Image.open(BytesIO(stored)).size == (55, 70)


def test_a_picture_like_a_thread_is_refused() -> None:
    with pytest.raises(Refused, match="สัดส่วน"):
        clean_emblem(picture((3000, 100), (0, 0, 3000, 100)))
