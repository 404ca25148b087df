"""Documents under attack: what is not announced stays unseen, races and forged fields are refused."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import Job
from cdd_network.refusal import Refused, refusal_of
from reports import body, phrases, rules
from reports.actions import document_end as end
from reports.actions import documents as acts
from reports.actions.copies import start_copies
from reports.forms import revisions
from reports.models import Document
from selection.actions import decision
from selection.models import Round
from tests.forms import opened as form_of
from tests.jobbing.run import finish_jobs
from tests.people import World
from tests.reports import stages
from tests.reports.kind_stages import draft, gap_texts, order
from tests.reports.stages import Kind

Pages = Callable[[object], Client]
DEEP = "[" * 100_000


def decided(world: World) -> Round:
    """Buriram's round with a decision that is not announced; the order is out."""
    opened, first, second = world.scored()
    order(world, opened)
    decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    return opened


# The result before it is announced


def test_a_round_weighed_anew_hides_the_points_of_its_report(world: World, page: Pages) -> None:
    opened = decided(world)
    report = draft(world, opened, Kind.MEETING_REPORT)
    assert not refusal_of(rules.check_preview, report)
    decision.reconsider(round=opened, reason="ทบทวนคะแนน", by=world.buriram)
    report = Document.objects.with_place().get(pk=report.pk)
    assert "พิจารณาใหม่" in gap_texts(report)
    assert "พิจารณาใหม่" in refusal_of(rules.check_preview, report)
    assert "พิจารณาใหม่" in refusal_of(rules.check_issue, world.buriram, report)
    client = page(world.buriram)
    assert client.get(reverse("document_pdf", args=[report.pk])).status_code == 409
    for name in ("document", "document_edit"):
        answer = client.get(reverse(name, args=[report.pk])).content.decode()
        assert "คะแนนเฉลี่ย" not in answer


def test_the_department_reads_the_report_after_the_announcement(world: World, page: Pages) -> None:
    opened = decided(world)
    report = draft(world, opened, Kind.MEETING_REPORT)
    day = date(2025, 6, 9)
    acts.issue_document(document=report, number=None, date=day, by=world.buriram)
    client = page(world.department)
    address = reverse("document", args=[report.pk])
    assert client.get(address).status_code == 404
    assert client.get(reverse("document_pdf", args=[report.pk])).status_code == 404
    assert "รายงานการประชุมคณะกรรมการ</a>" not in client.get(reverse("documents")).content.decode()
    assert page(world.buriram).get(address).status_code == 200
    decision.announce(round=Round.objects.get(pk=opened.pk), by=world.buriram)
    assert client.get(address).status_code == 200


# Races


def test_a_draft_discarded_while_its_pages_are_set_is_not_issued(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = draft(world, world.round_prepared(), Kind.COMMITTEE_ORDER)
    render = acts._render

    def slowly(document: Document, stamp: object) -> object:
        acts.discard_draft(document=Document.objects.get(pk=document.pk), by=world.buriram)
        return render(document, stamp)

    monkeypatch.setattr(acts, "_render", slowly)
    with pytest.raises(Refused, match="ถูกลบไปแล้ว"):
        acts.issue_document(document=paper, number=1, date=date(2025, 5, 20), by=world.buriram)
    assert not Document.objects.exists()


def test_a_discarded_draft_is_not_saved(world: World) -> None:
    paper = draft(world, world.round_prepared(), Kind.COMMITTEE_ORDER)
    acts.discard_draft(document=Document.objects.get(pk=paper.pk), by=world.buriram)
    with pytest.raises(Refused, match="ถูกลบไปแล้ว"):
        acts.save_document(
            document=paper, values={}, references=[], version=paper.version, by=world.buriram
        )


def test_no_copies_of_a_letter_revoked_while_the_job_waits(world: World) -> None:
    paper = stages.letter(world)
    start_copies(document=paper, by=world.buriram)
    end.revoke_document(document=paper, reason="พิมพ์ผิด", by=world.buriram)
    finish_jobs()
    assert "ไม่มีผลใช้บังคับแล้ว" in Job.objects.get().error
    assert not paper.copies.exists()


# Forged fields


@pytest.mark.parametrize("name", ["shown", "base"])
def test_hidden_fields_nested_without_end_are_read_as_empty(
    world: World, page: Pages, name: str
) -> None:
    paper = draft(world, world.round_prepared(), Kind.COMMITTEE_ORDER)
    client, url = page(world.buriram), reverse("document_edit", args=[paper.pk])
    sent = form_of(client, url)
    assert client.post(url, sent).status_code == 302  # so that the next save is a late one
    answer = client.post(url, {**sent, name: DEEP, "subject_text": "เรื่องใหม่"})
    assert answer.status_code in {302, 409, 422}


def test_a_body_too_long_for_the_form_is_not_compared(
    world: World, page: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = draft(world, world.round_prepared(), Kind.COMMITTEE_ORDER)
    client, url = page(world.buriram), reverse("document_edit", args=[paper.pk])
    client.post(url, {**form_of(client, url), "body_text": "1. ข้อความของเรา"})
    monkeypatch.setattr(revisions.changes, "restored", lambda *_: pytest.fail("compared"))
    long = {**form_of(client, url), "body_text": "ก\n" * 20_000, "restore": "body_text:0-1"}
    answer = client.post(url, long)
    assert answer.status_code == 409
    assert "ยาวเกินไป" in answer.content.decode()


# Long runs


@pytest.mark.parametrize("text", ["1", "1,", "1.1", "!", "ก"])
def test_phrases_are_found_in_a_moment_in_any_run(text: str) -> None:
    began = time.process_time()
    phrases.keep((text * 12_000)[:12_000])
    assert time.process_time() - began < 1


def test_numbers_and_addresses_are_still_kept_whole() -> None:
    kept = phrases.keep("จำนวน 1,234.50 บาท ส่ง somsak.k@cdd.go.th ข้อ 1.2 - 1.3 ให้ 20,000 คน")
    for phrase in ("จำนวน ๑,๒๓๔.๕๐ บาท", "somsak.k@cdd.go.th", "ข้อ ๑.๒ - ๑.๓", "๒๐,๐๐๐ คน"):
        assert f'<span class="k">{phrase}</span>' in kept


def test_a_number_nested_too_deep_is_text() -> None:
    assert body.read("1.1.1.1.1.1 ก")[0].number == "1.1.1.1.1.1"
    assert body.read(f"{'1.' * 40} ก")[0].number == ""
