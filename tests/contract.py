"""The contract of markup that every page keeps, checked on every page a test fetches."""

import re
from contextlib import nullcontext
from unittest.mock import patch

import html5lib
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client

from tests.headers import check_headers

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
UNLABELLED = {"hidden", "submit", "button"}


_DRAWN = re.compile(r'(name="csrfmiddlewaretoken" value=")\w+')
_CHECKED: set[int] = set()


def check_page(text: str, where: str) -> None:
    """Raise AssertionError naming ``where`` and the fault of this HTML page.

    A page that was found good in this process is not read again; the token of its forms makes no
    other page of it.
    """
    told = hash(_DRAWN.sub(r"\1", text))
    if told not in _CHECKED:
        _check(text, where)
        _CHECKED.add(told)


def _check(text: str, where: str) -> None:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    page = parser.parse(text)
    assert not parser.errors, f"{where}: invalid HTML {parser.errors[:3]}"
    every = list(page.iter())
    by_tag = {}
    for node in every:
        if isinstance(node.tag, str):
            by_tag.setdefault(node.tag.removeprefix(NAMESPACE), []).append(node)
    assert page.get("lang") == "th", f"{where}: html lang"
    _check_title(by_tag, where)
    ids = [node.get("id") for node in every if node.get("id")]
    twice = {one for one in ids if ids.count(one) > 1}
    assert not twice, f"{where}: ids twice {twice}"
    _check_controls(by_tag, set(ids), where)
    _check_behaviour(every, by_tag, where)


def _text(node: object) -> str:
    return " ".join("".join(node.itertext()).split())


def _check_title(by_tag: dict[str, list], where: str) -> None:
    heads = by_tag.get("h1", [])
    assert len(heads) == 1, f"{where}: {len(heads)} h1"
    title = _text(by_tag["title"][0]).removeprefix("ข้อผิดพลาด: ")
    assert title.startswith(_text(heads[0])), f"{where}: title «{title}» is not h1 first"


def _check_controls(by_tag: dict[str, list], ids: set[str], where: str) -> None:
    labels = {node.get("for") for node in by_tag.get("label", [])}
    wrapped = {id(child) for node in by_tag.get("label", []) for child in node.iter()}
    for tag in ("input", "select", "textarea"):
        for node in by_tag.get(tag, []):
            if node.get("type") in UNLABELLED:
                continue
            named = (
                node.get("id") in labels
                or id(node) in wrapped
                or node.get("aria-label")
                or node.get("aria-labelledby")
            )
            assert named, f"{where}: {tag} {node.get('name')} has no label"
            told = set((node.get("aria-describedby") or "").split())
            assert told <= ids, f"{where}: {node.get('name')} described by nothing {told - ids}"
    for node in by_tag.get("label", []):
        assert node.get("for") is None or node.get("for") in ids, f"{where}: label for nothing"
    for node in by_tag.get("fieldset", []):
        assert node[0].tag.endswith("legend"), f"{where}: fieldset without legend"


def _check_behaviour(every: list, by_tag: dict[str, list], where: str) -> None:
    for node in by_tag.get("form", []):
        assert node.get("method") in {"get", "post"}, f"{where}: form without method"
        if node.get("method") == "post":
            names = {child.get("name") for child in node.iter()}
            # A public form acts for nobody; tests/projects/test_public_pages.py names the views.
            anonymous = "data-anonymous" in node.attrib
            assert anonymous or "csrfmiddlewaretoken" in names, f"{where}: form without csrf token"
            assert "novalidate" in node.attrib, f"{where}: form without novalidate"
    for node in by_tag.get("a", []):
        assert _text(node) or node.get("aria-label"), f"{where}: link without words"
        assert node.get("href") != "#", f"{where}: link to nowhere"
        assert not (node.get("href") or "").startswith("javascript:"), f"{where}: script in a link"
    for node in by_tag.get("img", []):
        assert "alt" in node.attrib, f"{where}: picture without alt"
    for node in by_tag.get("table", []):
        heads = [child for child in node.iter() if str(child.tag).endswith("}th")]
        assert heads and all(h.get("scope") for h in heads), f"{where}: table heads without scope"
    for node in by_tag.get("script", []):
        assert node.get("src"), f"{where}: inline script"
    assert not by_tag.get("style"), f"{where}: inline style element"
    for node in every:
        inline = [n for n in node.attrib if n == "style" or n.startswith("on")]
        assert not inline, f"{where}: inline {inline} on {node.tag}"


_REFRESH = Model.refresh_from_db


def _refuse(row: Model, *args: object, **kwargs: object) -> None:
    """A page that asks a narrowed row for a column that it left out would do so for every row."""
    asked = set(kwargs.get("fields") or ()) & row.get_deferred_fields()
    assert not asked, f"{type(row).__name__} was read without {asked}"
    _REFRESH(row, *args, **kwargs)


class PageClient(Client):
    """A test client: the headers of every answer and every HTML page are checked, and no page reads
    a column of its rows that it did not ask for."""

    def request(self, **request: object) -> HttpResponse:
        """Fetch, then check what came."""
        reads = request.get("REQUEST_METHOD") == "GET"
        with patch.object(Model, "refresh_from_db", _refuse) if reads else nullcontext():
            response = super().request(**request)
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        if is_html and response.content:
            check_page(
                response.content.decode(), f"{request['PATH_INFO']} ({response.status_code})"
            )
        check_headers(response, request["PATH_INFO"])
        return response
