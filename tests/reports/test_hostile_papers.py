"""Hostile and odd texts in every field of every paper: printed as typed, inside the margins, alone.

Each function of ``paper_facts`` that makes a paper takes part by standing there.
"""

import inspect
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pypdfium2
import pytest

from cdd_network import thai
from cdd_network.printable import unprintable
from reports import letters, parts
from tests.reports import paper_facts as f

MM = 72 / 25.4
NOT_TYPED = {
    "files", "form", "asset", "garuda", "garuda_asset", "key", "unit", "qr", "urgency", "secrecy",
    "salutation", "acting_phrase", "survey", "items", "totals", "mean", "spread", "role",
}  # fmt: skip
"""Fields that no officer types: chosen, reckoned, or the department's own form."""
MOST = {
    "number": 20, "code": 20, "capital": 20, "subdistrict": 60, "district": 60, "province": 60,
    "address": 100, "author": 120, "owner": 120, "post": 200, "activity": 200, "caption": 200,
    "alt": 200, "title": 200, "office": 120, "acted_for": 120, "name": 200, "place": 300,
    "subject": 300, "to": 300, "remark": 1000, "duties": 1000,
    "group": 110, "reason": 300, "project": 300, "help": 1000, "note": 2000,
}  # fmt: skip
"""Letters that the forms of short fields let through; «name» of a person 120, of a village 80."""


def _filled() -> dict[str, letters.Paper]:
    """The forms as a district fills them; blank ones hold nobody's words."""
    row = parts.PlanRow("ก", ("ก", "ข"), "ก", "150,000", ("ก",), "ก")
    site = parts.Place("ก", 3, "ลำดวน", "กระสัง", "บุรีรัมย์")
    answers = dict.fromkeys((item.key for item in f.CONTENT.summary_form.items), "ก")
    return {
        "filled plan": f.action_plan(
            rows=(row, row), group=f.KRACHAO, study_site=site, reporter=f.REPORTER
        ),
        "filled summary": f.summary(
            district="ก", province="ก", answers=answers, narratives=("ก", "ก", "ก"),
            photos=(parts.Photo("1.svg", "ก", "ก"),), files={"1.svg": f.SQUARE}, reporter=f.REPORTER,
        ),
        "named order": f.committee_order(seats=(parts.Seat("ก", "ก", "ก"),) * 3),
        "draft letter": f.selection_letter(draft=True, number="", day=None, qr=None),
    }  # fmt: skip


def _needs_nothing(maker: Callable) -> bool:
    """Whether it makes its paper without being told anything."""
    return all(
        one.default is not one.empty or one.kind in {one.VAR_KEYWORD, one.VAR_POSITIONAL}
        for one in inspect.signature(maker).parameters.values()
    )


@cache
def papers() -> dict[str, letters.Paper]:
    """Every paper of ``paper_facts`` by name, and the forms filled in."""
    makers = inspect.getmembers(f, inspect.isfunction)
    made = {
        name: maker()
        for name, maker in makers
        if maker.__module__ == f.__name__ and _needs_nothing(maker)
    }
    return {
        name: paper for name, paper in made.items() if isinstance(paper, letters.Paper)
    } | _filled()


def told(value: object, text: str, name: str = "", most: int | None = None) -> object:
    """The value with ``text`` in place of whatever an officer typed."""
    if name in NOT_TYPED or value is None:
        return value
    if isinstance(value, str):
        return text[: most or MOST.get(name)] if value else value
    if isinstance(value, tuple):
        return tuple(told(one, text, name) for one in value)
    if isinstance(value, dict):
        return {key: told(one, text) for key, one in value.items()}
    if is_dataclass(value):
        by_class = {parts.Signature: 120, parts.Reporter: 120, parts.GroupAddress: 80}
        changed = {
            one.name: told(getattr(value, one.name), text, one.name, by_class.get(type(value)))
            for one in fields(value)
        }
        return replace(value, **changed)
    return value


def squeezed(text: str) -> str:
    """Text without white space, hyphens and the marks that a reader puts for them."""
    return re.sub(r"[\s\-\u00ad\x02\ufffe]", "", thai.arabic_digits(text))


OWN_MARGINS = {"registration", "knowledge", "satisfaction", "score_sheets", "posters"}
"""Forms that fill a sheet to the pen: 25 mm at the left in place of the letters' 30."""


def outside(document: pypdfium2.PdfDocument, name: str = "") -> list[str]:
    """Characters beyond the margins: page, millimetres from the left and from the top."""
    found = []
    for number, page in enumerate(document, start=1):
        width, height = page.get_size()
        left, right = (20, 20) if width > height else (25 if name in OWN_MARGINS else 30, 20)
        textpage = page.get_textpage()
        for index in range(textpage.count_chars()):
            letter = textpage.get_text_range(index, 1)
            if not letter.strip():
                continue
            x1, y1, x2, y2 = (edge / MM for edge in textpage.get_charbox(index))
            top, foot = height / MM - y2, y1
            beside = x1 < left - 1 or x2 > width / MM - right + 1
            if beside or top < 7.5 or foot < 7.5:
                found.append(
                    f"p{number} {letter!r} x {x1:.1f}-{x2:.1f} top {top:.1f} foot {foot:.1f}"
                )
    return found


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine and the calls that it saw."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def wait() -> None:
            while True:
                try:
                    calls.append(server.accept())
                except OSError:
                    return

        threading.Thread(target=wait, daemon=True).start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("name", papers())
def test_markup_prints_literally_and_calls_nobody(
    name: str, listener: tuple[int, list[object]]
) -> None:
    port, calls = listener
    here = f"http://127.0.0.1:{port}/"
    text = (
        f'<img src=file:///etc/passwd><img src="{here}a.png"><link rel=attachment href={here}b>'
        f"<style>@import url({here}c); * {{ display: none }}</style><script src={here}d></script>"
        f'</p></td></body>"\'><svg><image href="{here}e"/></svg><a href="{here}f">asset:qr.svg</a>'
        " &lt; &#65; {{ paper.files }} {% now 'Y' %} %s url(file:///etc/passwd)"
    )
    made = told(papers()[name], text).pdf()
    document = pypdfium2.PdfDocument(made.data)
    read = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    blank = "ZQZ" not in str(told(papers()[name], "ZQZ")).split("<body")[1]
    assert blank or squeezed(text)[:60] in read
    assert not outside(document, name)
    names = {document.get_attachment(n).get_name() for n in range(document.count_attachments())}
    assert names <= {"facts.json"}
    assert calls == []


ODD = {
    "subject of 300 letters": "การดำเนินงานโครงการ " * 15,
    "village of 60 letters": "กระเจาใหญ่" * 6,
    "a word of 4,000 letters": "ก" * 4000,
    "a Latin word of 800 letters": "W" * 800,
    "tall clusters": "ปี่ปั๊ญู่ฎุ้ฐื้น้ำ" * 60,
    "numbers": "1,234,567,890" * 40,
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", papers())
def test_no_text_leaves_the_margins(name: str, odd: str) -> None:
    made = told(papers()[name], ODD[odd]).pdf()
    document = pypdfium2.PdfDocument(made.data)
    assert outside(document, name) == []


@pytest.mark.parametrize("name", papers())
def test_the_papers_as_they_are_stay_within_their_margins(name: str) -> None:
    assert outside(pypdfium2.PdfDocument(papers()[name].pdf().data), name) == []


@pytest.mark.parametrize("name", papers())
def test_control_characters_do_not_stop_a_paper(name: str) -> None:
    text = "ก\x00\x07\x0b\x1b\x7f\x85\u202e\u2066\ufffeข"
    made = told(papers()[name], text).pdf()
    assert made.pages


@pytest.mark.parametrize("name", papers())
def test_what_our_own_papers_say_can_be_printed(name: str) -> None:
    document = pypdfium2.PdfDocument(papers()[name].pdf().data)
    read = "".join(page.get_textpage().get_text_range() for page in document)
    assert set(unprintable(re.sub(r"[\s\x02\ufffe]", "", read))) == set()
