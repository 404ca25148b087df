"""Behind the QR: open to all, four PDFs, nothing else and nobody's data."""

from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from reports import papers
from tests.people import World
from tests.reports import stages
from tests.reports.stages import Kind

Pages = Callable[[object], Client]


def test_a_stranger_gets_the_letters_enclosures(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    client = page(None)
    answer = client.get(reverse("public_document", args=[paper.token]))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "ที่ บร 0019/ว 2230" in text
    assert "13 มิถุนายน 2568" in text
    assert "การดำเนินงานโครงการส่งเสริมกิจกรรมเครือข่าย" in text
    for number in (2, 3, 4, 5):
        url = reverse("public_enclosure", args=[paper.token, number])
        assert url in text
        file = client.get(url)
        assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
        assert file.content.startswith(b"%PDF")
        assert file["Cache-Control"].startswith("public")
    for number in (1, 6):
        url = reverse("public_enclosure", args=[paper.token, number])
        assert client.get(url).status_code == 404


def test_the_page_is_the_same_for_everybody_and_touches_no_cookie(
    world: World, page: Pages
) -> None:
    paper = stages.letter(world)
    url = reverse("public_document", args=[paper.token])
    answer = page(None).get(url)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"].startswith("public, max-age")
    assert page(world.buriram).get(url).content == answer.content


def test_it_says_nothing_personal_and_stays_light(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    answer = page(None).get(reverse("public_document", args=[paper.token]))
    text = answer.content.decode()
    for word in ("จำเริญ", "เฉพาะกระสัง", "กระเจา", "<script"):
        assert word not in text
    styles = ("css/tokens.css", "css/public.css", "fonts/Sarabun-Regular.woff2")
    weight = len(answer.content)
    for name in styles:
        with open(finders.find(name), "rb") as file:  # noqa: PTH123
            weight += len(file.read())
    assert weight < 60_000


@pytest.mark.parametrize("token", ["x", "0" * 22, "..", "%2e%2e"])
def test_a_wrong_address_leads_nowhere(world: World, page: Pages, token: str) -> None:
    stages.letter(world)
    client = page(None)
    for url in (f"/d/{token}/", f"/d/{token}/2.pdf"):
        assert client.get(url).status_code == 404


def test_drafts_and_other_kinds_are_never_public(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    draft = stages.letter_draft(world, opened)
    result = opened.documents.get(kind=Kind.ANNOUNCEMENT)
    for paper in (draft, result):
        url = reverse("public_document", args=[paper.token])
        assert page(None).get(url).status_code == 404
        assert page(world.buriram).get(url).status_code == 404


def test_the_printed_qr_leads_to_the_page(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    document = pypdfium2.PdfDocument(bytes(paper.file.data))
    found = []
    for leaf in document:
        bitmap = leaf.render(scale=200 / 72)
        found += [code.text for code in zxingcpp.read_barcodes(bitmap.to_pil())]
    document.close()
    assert found == [papers.public_address(paper)]
    assert found[0].startswith(settings.SITE_URL)
    answer = page(None).get(found[0].removeprefix(settings.SITE_URL))
    assert answer.status_code == 200
    assert answer.content.decode().count(".pdf") == 4


def test_two_queries_whatever_is_enclosed(
    world: World, page: Pages, django_assert_num_queries
) -> None:
    paper = stages.letter(world)
    client = page(None)
    with django_assert_num_queries(2):
        client.get(reverse("public_document", args=[paper.token]))
