"""Score sheets on paper: whose, with which code, without what one stands aside from, and many."""

from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cdd_network.models import Job
from reports import form_rules, papers_selection
from reports.actions.sheets import start_sheets
from reports.models import SheetPrint
from selection.models import CommitteeMember, Nomination, Round
from tests.jobbing.run import finish_jobs
from tests.people import World
from tests.reports import paper_facts as f
from tests.reports.forms_read import leaves, packed

Pages = Callable[[object], Client]


def _url(opened: Round, query: str = "") -> str:
    return reverse("score_sheets_pdf", args=[opened.pk]) + query


def _on_paper(opened: Round) -> CommitteeMember:
    """A seat without an account that scores on paper."""
    seat = opened.seats.filter(user=None).first()
    seat.on_paper = True
    seat.save()
    return seat


def _codes(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    pages = [page.render(scale=300 / 72).to_pil() for page in document]
    document.close()
    return [code.text for page in pages for code in zxingcpp.read_barcodes(page)]


def test_the_code_on_each_sheet_opens_that_very_sheet(world: World, page: Pages) -> None:
    opened, first, second = world.scoring()
    seat = _on_paper(opened)
    data = page(world.buriram).get(_url(opened)).content
    paths = [reverse("paper_sheet", args=[seat.pk, one.pk]) for one in (first, second)]
    assert _codes(data) == [f"{settings.SITE_URL}{path}" for path in paths]
    for path in paths:
        assert page(world.surin).get(path).status_code == 404
        assert page(None).get(path).status_code == 302


def test_seats_on_paper_are_printed_unasked_and_all_on_wish(world: World) -> None:
    opened, _, _ = world.scoring()
    assert len(papers_selection.score_sheets_of(opened).sheets) == 5 * 2, "nobody is on paper"
    seat = _on_paper(opened)
    posts = {one.post for one in papers_selection.score_sheets_of(opened).sheets}
    assert posts == {seat.post}
    every = papers_selection.score_sheets_of(opened, papers_selection.scoring_seats(opened))
    assert len(every.sheets) == 6 * 2


def test_what_a_seat_stands_aside_from_is_not_printed_for_it(world: World, story: object) -> None:
    opened, first, second = world.scoring()
    seat = opened.seats.get(user=world.members[1])
    story.declarations.declare(
        member=seat, nomination=first, aside=True, reason="เป็นญาติ", by=world.members[1]
    )
    (only,) = papers_selection.score_sheets_of(opened, [seat]).sheets
    assert only.activity == second.activity_name
    assert len(papers_selection.score_sheets_of(opened).sheets) == 5 * 2 - 1


def test_each_sheet_is_one_page_with_anchors_and_both_boxes() -> None:
    found = leaves(f.score_sheets())
    assert len(found) == 2
    for text in found:
        assert packed("ขอไม่ให้คะแนน เนื่องจากมีส่วนได้เสีย คือ") in text
        for row in f.CRITERIA:
            assert all(packed(line) in text for line in row.anchors)


def test_anchors_that_would_not_fit_stay_on_the_screen() -> None:
    rows = tuple(
        f.letters_forms.CriterionRow(one.title, one.points, one.help, anchors=one.anchors * 3)
        for one in f.CRITERIA
    )
    paper = f.score_sheets(criteria=rows)
    assert not paper.anchored
    assert len(leaves(paper)) == 2
    assert f.score_sheets().anchored


# Many


def test_many_sheets_are_made_by_a_job_a_file_a_member(
    world: World, page: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, _, _ = world.scoring()
    monkeypatch.setattr(form_rules, "MOST_SHEETS", 1)
    client, start = page(world.buriram), reverse("score_sheets_start", args=[opened.pk])
    seat = opened.seats.get(user=world.members[0])
    refused = client.get(_url(opened, f"?seat={seat.pk}"))
    assert refused.status_code == 409
    assert "จัดทำแบบให้คะแนนทุกคน" in refused.text
    asked = client.post(start, {"all": "1"})
    again = client.post(start, {"all": "1"})
    assert asked.url == again.url == reverse("job", args=[Job.objects.get().pk])
    assert finish_jobs() == 1
    assert SheetPrint.objects.count() == 5
    shown = client.get(asked.url).text
    assert "จัดทำแบบให้คะแนน 5 คนแล้ว" in shown
    assert _url(opened, f"?seat={seat.pk}") in shown
    answer = client.get(_url(opened, f"?seat={seat.pk}"))
    assert answer.content == bytes(seat.sheet_print.data)
    assert client.get(_url(opened, "?all=1")).status_code == 409
    for user in (world.surin, world.krasang, world.members[0], world.department):
        assert page(user).post(start).status_code == 404
        assert page(user).get(_url(opened, f"?seat={seat.pk}")).status_code == 404


def test_a_file_that_no_longer_says_the_truth_is_not_given_out(
    world: World, page: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, first, _ = world.scoring()
    monkeypatch.setattr(form_rules, "MOST_SHEETS", 1)
    start_sheets(round=opened, seats=papers_selection.scoring_seats(opened), by=world.buriram)
    finish_jobs()
    seat = opened.seats.get(user=world.members[0])
    before = seat.sheet_print
    Nomination.objects.filter(pk=first.pk).update(activity_name="ชื่อใหม่ของกิจกรรม")
    url = _url(opened, f"?seat={seat.pk}")
    assert page(world.buriram).get(url).status_code == 409
    start_sheets(round=opened, seats=[seat], by=world.buriram)
    finish_jobs()
    after = SheetPrint.objects.get(seat=seat)
    assert after.digest != before.digest
    assert page(world.buriram).get(url).content == bytes(after.data)


def test_a_job_done_again_leaves_what_is_stored(world: World) -> None:
    opened, _, _ = world.scoring()
    seats = papers_selection.scoring_seats(opened)
    start_sheets(round=opened, seats=seats[:2], by=world.buriram)
    finish_jobs()
    moments = dict(SheetPrint.objects.values_list("seat_id", "made_at"))
    start_sheets(round=opened, seats=seats, by=world.buriram)
    finish_jobs()
    now = dict(SheetPrint.objects.values_list("seat_id", "made_at"))
    assert len(now) == 5
    assert {key: now[key] for key in moments} == moments


def test_a_member_reads_the_proposal_after_declaring_and_not_when_aside(
    world: World, page: Pages, story: object
) -> None:
    opened, first, second = world.nominated()
    for nomination in (first, second):
        story.nominations.accept_nomination(nomination=nomination, by=world.buriram)
    story.rounds.start_scoring(round=opened, by=world.buriram)
    member, url = world.members[0], reverse("proposal_pdf", args=[first.pk])
    client = page(member)
    blind = client.get(url)
    assert blind["Content-Type"] != "application/pdf"
    assert "เฉพาะกระสัง" not in blind.text
    seat = opened.seats.get(user=member)
    story.declarations.declare(member=seat, nomination=first, aside=False, by=member)
    assert client.get(url).content.startswith(b"%PDF-")
    story.declarations.declare(
        member=seat, nomination=first, aside=True, reason="เป็นสมาชิกของกลุ่ม", by=member
    )
    aside = client.get(url)
    assert aside["Content-Type"] != "application/pdf"
    assert "เฉพาะกระสัง" not in aside.text
    assert page(world.buriram).get(url).content.startswith(b"%PDF-")
