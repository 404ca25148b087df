"""How documents end: discarded, revoked, replaced; each with what it may not do."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused, refusal_of
from reports import rules
from reports.actions import document_end as end
from reports.actions import documents as acts
from reports.models import Document, FrozenFile
from tests.people import World
from tests.reports import stages
from tests.reports.stages import Kind

Pages = Callable[[object], Client]
REASON = "อ้างเลขหนังสือผิดฉบับ"


def _text(answer: object) -> str:
    return answer.content.decode()


def _issue_again(world: World, draft: Document, number: int = 2231) -> Document:
    day = date(2025, 6, 16)
    draft = Document.objects.with_place().get(pk=draft.pk)
    return acts.issue_document(document=draft, number=number, date=day, by=world.buriram)


def test_issuing_freezes_the_words_of_the_register(world: World) -> None:
    paper = Document.objects.get(pk=stages.letter(world).pk)
    assert paper.subject_text.startswith("การดำเนินงานโครงการส่งเสริมกิจกรรมเครือข่าย")
    assert paper.to_text == "นายอำเภอกระสัง และนายอำเภอบ้านด่าน"
    announcement = Document.objects.get(kind=Kind.ANNOUNCEMENT)
    assert announcement.subject_text and announcement.to_text == ""
    assert end.fit("ก" * 300) == "ก" * 300
    assert end.fit("ก" * 301) == "ก" * 299 + "…"


def test_revoking_by_the_page(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    before = FrozenFile.objects.get(document=paper).sha256
    client, url = page(world.buriram), reverse("document_revoke", args=[paper.pk])
    asked = _text(client.get(url))
    assert "เรียกคืนไม่ได้" in asked and "ใช้กับเอกสารอื่นไม่ได้" in asked
    for reason in ("", "   ", "ผิด", "ก" * 501):
        assert client.post(url, {"reason": reason}).status_code == 422
    paper.refresh_from_db()
    assert paper.in_force
    done = client.post(url, {"reason": f" {REASON} "}, follow=True)
    assert "ยกเลิกหนังสือแจ้งอำเภอที่ได้รับการคัดเลือกแล้ว" in _text(done)
    paper.refresh_from_db()
    assert (paper.state, paper.ended_reason, paper.ended_by) == ("revoked", REASON, world.buriram)
    assert paper.number == 2230, "the number stays used"
    assert FrozenFile.objects.get(document=paper).sha256 == before
    again = client.post(url, {"reason": REASON}, follow=True)
    assert again.redirect_chain == [(reverse("document", args=[paper.pk]), 302)]
    assert AuditRow.objects.filter(act="document:issued>revoked").count() == 1
    assert client.get(reverse("document_replace", args=[paper.pk])).status_code == 302


def test_what_a_revoked_document_still_shows(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    before = bytes(paper.file.data)
    end.revoke_document(document=paper, reason=REASON, by=world.buriram)
    own = _text(page(world.buriram).get(reverse("document", args=[paper.pk])))
    assert "ห้ามนำไปใช้ต่อ" in own and REASON in own
    assert reverse("document_revoke", args=[paper.pk]) not in own
    assert "คัดลอกข้อความสำหรับ LINE" not in own
    for user in (world.buriram, world.krasang, world.department):
        client = page(user)
        assert "ยกเลิกแล้ว" in _text(client.get(reverse("document", args=[paper.pk])))
        assert "ยกเลิกแล้ว" in _text(client.get(reverse("documents")))
        assert client.get(reverse("document_pdf", args=[paper.pk])).content == before
    assert page(world.surin).get(reverse("document", args=[paper.pk])).status_code == 404


def test_replacing_by_the_page(world: World, page: Pages) -> None:
    old = stages.letter(world)
    client, url = page(world.buriram), reverse("document_replace", args=[old.pk])
    assert "ยังมีผลใช้บังคับ" in _text(client.get(url))
    assert client.post(url, {"reason": "ผิด"}).status_code == 422
    assert not Document.objects.filter(supersedes=old).exists()
    begun = client.post(url, {"reason": REASON})
    draft = Document.objects.get(supersedes=old)
    assert begun.url == reverse("document", args=[draft.pk])
    assert (draft.deadline, draft.signatory) == (old.deadline, old.signatory)
    cited = ("order", "source", "urgency", "code", "number", "date")
    assert list(draft.references.values_list(*cited)) == list(old.references.values_list(*cited))
    shown = _text(client.get(begun.url))
    assert "ที่ บร 0019/ว 2230" in shown and REASON in shown
    assert client.get(url).url == begun.url, "a second click finds the draft"
    assert client.post(url, {"reason": REASON}).url == begun.url
    old = Document.objects.get(pk=old.pk)
    assert old.in_force, "until the new one is issued"
    kept = _text(client.get(reverse("document", args=[old.pk])))
    assert "ฉบับร่างที่จะออกแทน" in kept
    stranger = _text(page(world.krasang).get(reverse("document", args=[old.pk])))
    assert "ฉบับร่างที่จะออกแทน" not in stranger, "drafts are the office's own"

    assert "จะเปลี่ยนสถานะเป็น" in _text(client.get(reverse("document_issue", args=[draft.pk])))
    with pytest.raises(Refused, match="ใช้แล้วกับ"):
        _issue_again(world, draft, number=2230)
    assert Document.objects.get(pk=old.pk).in_force, "nothing half done"
    _issue_again(world, draft)
    old.refresh_from_db()
    assert (old.state, old.ended_reason) == ("superseded", REASON)
    gone = _text(client.get(reverse("document", args=[old.pk])))
    assert "ที่ บร 0019/ว 2231" in gone and reverse("document", args=[draft.pk]) in gone
    new = _text(client.get(reverse("document", args=[draft.pk])))
    assert "ที่ บร 0019/ว 2230" in new and reverse("document", args=[old.pk]) in new
    listed = _text(client.get(reverse("documents"), {"state": "superseded"}))
    assert "มีฉบับใหม่แทนแล้ว" in listed and reverse("document", args=[draft.pk]) in listed


def test_a_replacement_keeps_own_words_and_follows_the_facts_elsewhere(world: World) -> None:
    opened, _, _ = world.announced()
    paper = stages.letter_draft(world, opened)
    values = {"subject_text": "เรื่องที่เจ้าหน้าที่เขียนเอง"}
    cited = list(paper.references.values("source", "urgency", "code", "number", "date"))
    acts.save_document(
        document=paper, values=values, references=cited, version=paper.version, by=world.buriram
    )
    stages.issue(world, paper)
    draft = end.replace_document(document=paper, reason=REASON, by=world.buriram)
    assert draft.subject_text == "เรื่องที่เจ้าหน้าที่เขียนเอง"
    assert draft.to_text == "", "made from the facts, it follows them"


def test_a_revoked_document_is_not_brought_back_by_its_replacement(world: World) -> None:
    old = stages.letter(world)
    draft = end.replace_document(document=old, reason=REASON, by=world.buriram)
    end.revoke_document(document=old, reason="ยกเลิกการคัดเลือก", by=world.buriram)
    _issue_again(world, draft)
    old.refresh_from_db()
    assert (old.state, old.ended_reason) == ("revoked", "ยกเลิกการคัดเลือก")


def test_discarding_a_draft(world: World, page: Pages) -> None:
    old = stages.letter(world)
    draft = end.replace_document(document=old, reason=REASON, by=world.buriram)
    client, url = page(world.buriram), reverse("document_discard", args=[draft.pk])
    assert reverse("document_discard", args=[draft.pk]) in _text(
        client.get(reverse("document", args=[draft.pk]))
    )
    assert "เรียกคืนไม่ได้" in _text(client.get(url))
    assert Document.objects.filter(pk=draft.pk).exists(), "asked first"
    assert client.post(url).url == reverse("documents")
    assert not Document.objects.filter(pk=draft.pk).exists()
    assert AuditRow.objects.filter(act="discard", subject_id=str(draft.pk)).count() == 1
    assert client.post(url).status_code == 404
    assert Document.objects.get(pk=old.pk).in_force
    assert client.post(reverse("document_discard", args=[old.pk])).status_code == 409
    assert end.replace_document(document=old, reason=REASON, by=world.buriram).is_draft


def test_only_the_own_office_ends_a_document(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    for user in (world.krasang, world.surin, world.department, world.members[0]):
        for name in ("document_revoke", "document_replace", "document_discard"):
            url = reverse(name, args=[paper.pk])
            assert page(user).get(url).status_code == 404
            assert page(user).post(url, {"reason": REASON}).status_code == 404
        shown = page(user).get(reverse("document", args=[paper.pk]))
        if shown.status_code == 200:
            assert "ยกเลิกเอกสาร" not in _text(shown)
    assert refusal_of(rules.check_revoke, world.buriram, paper) == ""
    paper.refresh_from_db()
    assert paper.in_force


def test_a_draft_is_neither_revoked_nor_replaced(world: World, page: Pages) -> None:
    opened = world.round_prepared()
    draft = acts.draft_document(round=opened, kind=Kind.COMMITTEE_ORDER, by=world.buriram)
    client = page(world.buriram)
    for name in ("document_revoke", "document_replace"):
        answer = client.post(reverse(name, args=[draft.pk]), {"reason": REASON})
        assert answer.status_code == 409
        assert "ยังเป็นฉบับร่าง" in _text(answer)
