"""Behind the QR: open to all, whether it holds, how to tell a true copy, and nobody's data."""

import hashlib
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.contrib.sessions.models import Session
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from cdd_network.models import AuditRow
from reports.actions import document_end as end
from reports.actions import documents as acts
from reports.kinds import public_address
from reports.models import Copy, Document
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
    _copies(paper, 152)
    answer = page(None).get(reverse("public_document", args=[paper.token]))
    text = answer.content.decode()
    for word in ("จำเริญ", "เฉพาะกระสัง", "กระเจา", "นายอำเภอ", world.buriram.display_name):
        assert word not in text
    assert text.count("<script") == text.count("js/genuine.js") == 1
    assert not re.search(r"ผู้รับคนที่|[0-9a-f]{64}.*[0-9a-f]{64}", text, re.DOTALL)
    styles = ("css/tokens.css", "css/public.css", "js/genuine.js")
    fonts = ("fonts/Sarabun-Regular.woff2", "fonts/Sarabun-SemiBold.woff2")
    weight = sum(Path(finders.find(name)).stat().st_size for name in (*styles, *fonts))
    assert weight + len(answer.content) < 60_000


def _copies(paper: Document, count: int) -> None:
    for order in range(1, count + 1):
        digest = hashlib.sha256(f"{order}".encode()).hexdigest()
        Copy.objects.create(
            document=paper,
            order=order,
            recipient=f"ผู้รับคนที่ {order}",
            data=b"%PDF",
            sha256=digest,
            pages=1,
        )


def test_the_digests_alone_tell_of_copies_and_enclosures(
    world: World, page: Pages, django_assert_num_queries: Callable
) -> None:
    paper = stages.letter(world)
    url = reverse("public_digests", args=[paper.token])
    assert f'data-more="{url}"' in _public(page, paper)
    for count in (1, 152):
        Copy.objects.filter(document=paper).delete()
        _copies(paper, count)
        with django_assert_num_queries(3):
            answer = page(None).get(url)
    told = answer.json()
    assert sorted(told) == ["copies", "document", "enclosures"]
    assert told["document"] == hashlib.sha256(bytes(paper.file.data)).hexdigest()
    assert len(told["copies"]) == 152 and {len(one) for one in told["copies"]} == {64}
    assert list(told["enclosures"]) == ["2", "3", "4", "5"]
    assert answer["Cache-Control"] == "public, max-age=60" and not answer.cookies
    assert "ผู้รับคนที่" not in answer.content.decode()
    assert len(answer.content) < 12_000


def _public(page: Pages, paper: Document) -> str:
    answer = page(None).get(reverse("public_document", args=[paper.token]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_digest_stands_in_groups_for_the_eye(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    text = _public(page, paper)
    groups = re.findall(r"<span>([0-9a-f]{8})</span>", text)
    assert "".join(groups) == paper.file.sha256
    assert f'data-sha256="{paper.file.sha256}"' in text


def test_each_state_is_said_and_nothing_written(world: World, page: Pages) -> None:
    old = stages.letter(world)
    assert "<b>มีผลใช้บังคับ</b>" in _public(page, old)
    draft = end.replace_document(document=old, reason="เหตุผลภายใน", by=world.buriram)
    assert "<b>มีผลใช้บังคับ</b>" in _public(page, old), "until the new one is issued"
    stages.issue(world, Document.objects.with_place().get(pk=draft.pk), number=2231)
    new = Document.objects.get(pk=draft.pk)
    text = _public(page, old)
    assert "<b>มีฉบับใหม่แทนแล้ว</b>" in text and "<b>มีผลใช้บังคับ</b>" not in text
    assert reverse("public_document", args=[new.token]) in text
    assert "<b>มีผลใช้บังคับ</b>" in _public(page, new)
    end.revoke_document(document=new, reason="เหตุผลภายใน", by=world.buriram)
    gone = _public(page, new)
    assert "<b>ยกเลิกแล้ว</b>" in gone and "ที่ บร 0019/ว 2231" in gone
    assert "เหตุผลภายใน" not in text + gone
    before = AuditRow.objects.count(), Session.objects.count()
    _public(page, new)
    assert (AuditRow.objects.count(), Session.objects.count()) == before


def test_enclosures_close_with_the_force_of_their_letter(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    url = reverse("public_enclosure", args=[paper.token, 2])
    assert url in _public(page, paper) and page(None).get(url).status_code == 200
    end.revoke_document(document=paper, reason="ออกผิดปี", by=world.buriram)
    assert ".pdf" not in _public(page, paper).replace("ชื่อไฟล์.pdf", "").replace(",.pdf", "")
    assert page(None).get(url).status_code == 404
    assert page(None).get(reverse("public_digests", args=[paper.token])).json()["enclosures"]


def test_a_secret_document_shows_neither_subject_nor_enclosures(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    url = reverse("public_enclosure", args=[paper.token, 2])
    Document.objects.filter(pk=paper.pk).update(secrecy="ลับ")
    text = _public(page, paper)
    assert "ไม่แสดง เพราะเอกสารมีชั้นความลับ" in text and "การดำเนินงานโครงการ" not in text
    assert url not in text and page(None).get(url).status_code == 404
    own = page(world.buriram).get(reverse("document", args=[paper.pk])).content.decode()
    line = own[own.index("<textarea") : own.index("</textarea>")]
    assert "เรื่อง" not in line and "ที่ บร 0019/ว 2230" in line


@pytest.mark.parametrize("token", ["x", "0" * 22, "..", "%2e%2e"])
def test_a_wrong_address_leads_nowhere(world: World, page: Pages, token: str) -> None:
    stages.letter(world)
    client = page(None)
    for url in (f"/d/{token}/", f"/d/{token}/2.pdf", f"/d/{token}/digests.json"):
        assert client.get(url).status_code == 404


def test_drafts_are_never_public_and_every_issued_kind_is(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    draft = stages.letter_draft(world, opened)
    for user in (None, world.buriram):
        for name in ("public_document", "public_digests"):
            assert page(user).get(reverse(name, args=[draft.token])).status_code == 404
    result = opened.documents.get(kind=Kind.ANNOUNCEMENT)
    text = _public(page, result)
    assert "ประกาศผลการคัดเลือก" in text and "7 มิถุนายน 2568" in text
    assert "<dt>เลขที่</dt>" not in text
    assert "data-more" not in text
    order = acts.draft_document(round=opened, kind=Kind.COMMITTEE_ORDER, by=world.buriram)
    acts.issue_document(document=order, number=2150, date=date(2025, 5, 20), by=world.buriram)
    assert "ที่ 2150/2568" in _public(page, order)


def test_the_printed_qr_leads_to_the_page(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    document = pypdfium2.PdfDocument(bytes(paper.file.data))
    found = []
    for leaf in document:
        bitmap = leaf.render(scale=200 / 72)
        found += [code.text for code in zxingcpp.read_barcodes(bitmap.to_pil())]
    document.close()
    assert found == [public_address(paper)]
    assert found[0].startswith(settings.SITE_URL)
    answer = page(None).get(found[0].removeprefix(settings.SITE_URL))
    assert answer.status_code == 200
    assert answer.content.decode().count("/2.pdf") == 1


def test_two_queries_whatever_is_enclosed(
    world: World, page: Pages, django_assert_num_queries
) -> None:
    paper = stages.letter(world)
    client = page(None)
    with django_assert_num_queries(2):
        client.get(reverse("public_document", args=[paper.token]))
