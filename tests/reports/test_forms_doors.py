"""The year's forms made from rows, and who may have which."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network import thai
from cdd_network.models import Programme, User
from reports import blanks, form_rules, papers, papers_selection
from reports.letters_forms import Proposal
from reports.letters_scores import plain
from selection.actions import criteria
from selection.actions.scores import save_sheet
from selection.models import Round, ScoreSheet
from tests.people import KRACHAO, World
from tests.reports.forms_read import leaves, packed, said

Pages = Callable[[User | None], Client]


# The blanks of a year.


@pytest.mark.parametrize("key", blanks.FORMS)
def test_every_blank_is_made_of_the_programme(world: World, key: str) -> None:
    paper = blanks.form_of(world.programme, key)
    assert paper.author == "กรมการพัฒนาชุมชน"
    assert "ร่าง" not in str(paper)
    assert blanks.form_pdf(world.programme, key).pages >= 1


def test_every_blank_can_be_had_by_everyone_who_is_signed_in(world: World, page: Pages) -> None:
    for key in blanks.FORMS:
        assert page(world.krasang).get(reverse("form_pdf", args=[key])).status_code == 200
    assert page(world.krasang).get(reverse("form_pdf", args=["secret"])).status_code == 404


def test_a_year_without_a_survey_still_prints(world: World) -> None:
    programme = Programme(year=2567, title="โครงการ", quota=2, digest=world.programme.digest)
    paper = blanks.form_of(programme, "satisfaction")
    bare = replace(paper, survey=type(paper.survey)())
    assert "แบบประเมินความพึงพอใจ" in said(bare)


# What rows become, and who may have it.


def fetched(client: Client, name: str, pk: int, query: str = "") -> bytes:
    answer = client.get(reverse(name, args=[pk]) + query)
    assert answer.status_code == 200, (name, answer.status_code)
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


def test_a_draft_proposal_is_its_districts_own(world: World, page: Pages, story: object) -> None:
    opened = world.round_open()
    nomination = story.write_nomination(opened, KRACHAO, by=world.krasang)
    text = said(fetched(page(world.krasang), "proposal_pdf", nomination.pk))
    assert "ร่าง" in text
    assert "เฉพาะกระสัง" in text
    url = reverse("proposal_pdf", args=[nomination.pk])
    for other in (world.bandan, world.buriram, world.department, world.members[0], world.prasat):
        assert page(other).get(url).status_code == 404
    story.nominations.submit_nomination(nomination=nomination, by=world.krasang)
    assert "ร่าง" not in said(fetched(page(world.buriram), "proposal_pdf", nomination.pk))
    assert page(world.members[0]).get(url).status_code == 404
    assert page(world.bandan).get(url).status_code == 404
    story.nominations.accept_nomination(nomination=nomination, by=world.buriram)
    assert page(world.members[0]).get(url).status_code == 409, "declared first"


def test_the_proposals_paper_says_what_the_nomination_says(world: World) -> None:
    _, first, _ = world.nominated()
    paper = papers_selection.proposal_of(type(first).objects.with_place().get(pk=first.pk))
    assert isinstance(paper, Proposal)
    assert paper.author == "สำนักงานพัฒนาชุมชนอำเภอกระสัง"
    assert paper.answers["capital"][0].startswith("200,000 บาท")
    assert paper.answers["steps"] == ("สำรวจความต้องการ เฉพาะกระสัง", "ประชุมคณะกรรมการ", "เปิดศูนย์")
    assert "120 คน" in paper.answers["target_people"][1]


def test_a_round_prints_its_own_criteria(world: World, story: object) -> None:
    opened = world.round_prepared()
    first, *rest = [
        {"title": c.title, "points": c.points, "help": c.help, "half_points": False}
        for c in opened.criteria.all()
    ]
    changed = [{**first, "title": "เกณฑ์ของจังหวัดเอง", "half_points": True}, *rest]
    criteria.save_criteria(round=opened, rows=changed, by=world.buriram)
    paper = papers_selection.criteria_of(opened)
    assert paper.draft
    assert (paper.rows[0].title, paper.rows[0].halves) == ("เกณฑ์ของจังหวัดเอง", True)
    assert paper.note == ""
    story.rounds.open_round(round=opened, by=world.buriram)
    assert not papers_selection.criteria_of(opened).draft


def test_score_sheets_for_the_room_carry_names_and_no_points(world: World, page: Pages) -> None:
    opened, first, second = world.scored()
    found = leaves(fetched(page(world.buriram), "score_sheets_pdf", opened.pk))
    assert len(found) == 5 * 2
    posts = [seat.post for seat in opened.seats.filter(user__isnull=False)]
    groups = [first.group, second.group]
    expected = [(packed(post), packed(group.name)) for post in posts for group in groups]
    for text, (post, group) in zip(found, expected, strict=True):
        assert post in text
        assert group in text
        assert "วันที่เดือนพ.ศ." in text
        assert packed("รวม 100 ไม่มีส่วนได้เสีย") in text
    seat = opened.seats.filter(user__isnull=False).first()
    own = leaves(fetched(page(world.buriram), "score_sheets_pdf", opened.pk, f"?seat={seat.pk}"))
    assert own == found[:2]
    for nobody in ("?seat=0", "?seat=x", "?seat=999999"):
        url = reverse("score_sheets_pdf", args=[opened.pk]) + nobody
        assert page(world.buriram).get(url).status_code == 404


def test_too_many_sheets_at_once_are_refused(
    world: World, page: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, _, _ = world.scoring()
    monkeypatch.setattr(form_rules, "MOST_SHEETS", 9)
    answer = page(world.buriram).get(reverse("score_sheets_pdf", args=[opened.pk]))
    assert answer.status_code == 409
    assert "10 ใบ" in answer.text


def test_a_member_has_the_own_sheet_alone(world: World, page: Pages) -> None:
    opened, first, _ = world.scored()
    ScoreSheet.objects.filter(member__user=world.members[1]).update(note="เฉพาะกรรมการสอง")
    own = said(fetched(page(world.members[0]), "score_sheet_pdf", first.pk))
    other = said(fetched(page(world.members[1]), "score_sheet_pdf", first.pk))
    assert "เฉพาะกรรมการสอง" in other
    assert "เฉพาะกรรมการสอง" not in own
    total = sum(s.points for s in ScoreSheet.objects.get(
        member__user=world.members[0], nomination=first).scores.all())  # fmt: skip
    assert packed(f"รวม 100 {plain(total)}") in own
    assert "ร่าง" not in own
    assert "เฉพาะกรรมการสอง" not in said(
        fetched(page(world.buriram), "score_sheets_pdf", opened.pk)
    )


def test_a_sheet_that_is_not_sent_is_a_draft(world: World, page: Pages) -> None:
    opened, first, _ = world.scoring()
    assert "ร่าง" not in said(fetched(page(world.members[0]), "score_sheet_pdf", first.pk))
    seat = opened.seats.get(user=world.members[0])
    one = opened.criteria.first()
    save_sheet(
        member=seat, nomination=first, points={one.pk: Decimal(7)}, note="", by=world.members[0]
    )
    text = said(fetched(page(world.members[0]), "score_sheet_pdf", first.pk))
    assert "ร่าง" in text
    assert packed(f"{one.points} 7") in text


def test_the_table_of_results_waits_for_all_sheets(world: World, page: Pages) -> None:
    opened, _, _ = world.scoring()
    url = reverse("result_table_pdf", args=[opened.pk])
    assert page(world.buriram).get(url).status_code == 409
    for other in (world.surin, world.krasang, world.department, world.members[0]):
        assert page(other).get(url).status_code == 404


def test_the_table_of_results_is_live_then_frozen(world: World, story: object) -> None:
    opened, first, second = world.scored()
    live = papers_selection.result_table_of(opened)
    assert live.draft
    assert [row.chosen for row in live.rows] == [None, None]
    story.announce(opened, [first, second], by=world.buriram)
    opened = Round.objects.with_place().get(pk=opened.pk)
    frozen = papers_selection.result_table_of(opened)
    assert not frozen.draft
    assert [(row.rank, row.chosen) for row in frozen.rows] == [(1, 1), (2, 2)]
    assert [row.totals for row in frozen.rows] == [row.totals for row in live.rows]
    assert [one.number for one in frozen.scorers] == [1, 2, 3, 4, 5]
    assert packed(f"{frozen.rows[0].mean}") in said(frozen)


def test_an_activitys_sheets_know_its_days(world: World, page: Pages) -> None:
    activity, _ = world.dated()
    found = leaves(fetched(page(world.krasang), "registration_pdf", activity.pk))
    for text, day in zip(found, activity.days.all(), strict=True):
        assert packed(f"{thai.date_text(day.date)} ณ {day.place}") in text
    survey = said(fetched(page(world.krasang), "satisfaction_pdf", activity.pk))
    assert packed(activity.group.name) in survey
    assert packed("18 - 20 มิถุนายน 2568") in survey
    for other in (world.bandan, world.surin, world.members[0]):
        for name in ("registration_pdf", "satisfaction_pdf"):
            assert page(other).get(reverse(name, args=[activity.pk])).status_code == 404


def test_an_activity_without_days_prints_dotted_lines(world: World) -> None:
    activity, _ = world.allotted()
    paper = papers.registration_of(activity)
    assert [sheet.day for sheet in paper.sheets] == [None, None, None]
    assert paper.people == 20
    assert papers.satisfaction_of(activity).days == ""


def test_officers_find_the_papers_where_they_work(world: World, page: Pages) -> None:
    opened, first, _ = world.scored()
    scores = page(world.buriram).get(reverse("round_scores", args=[opened.pk])).text
    assert reverse("score_sheets_pdf", args=[opened.pk]) in scores
    assert reverse("result_table_pdf", args=[opened.pk]) in scores
    for name, thing in (("nomination", first), ("round_criteria", opened)):
        shown = page(world.buriram).get(reverse(name, args=[thing.pk])).text
        made = {"nomination": "proposal_pdf", "round_criteria": "criteria_pdf"}[name]
        assert reverse(made, args=[thing.pk]) in shown
    sheet = page(world.members[0]).get(reverse("score_submit", args=[first.pk])).text
    assert reverse("score_sheet_pdf", args=[first.pk]) in sheet


def test_the_activity_page_leads_to_its_sheets(world: World, page: Pages) -> None:
    activity, _ = world.dated()
    client, of = page(world.krasang), {"args": [activity.pk]}
    hub = client.get(reverse("activity", **of)).text
    for part, sheet in (("people", "registration_pdf"), ("event_survey", "satisfaction_pdf")):
        assert reverse(part, **of) in hub
        assert reverse(sheet, **of) in client.get(reverse(part, **of)).text
    listed = page(world.krasang).get(reverse("documents")).text
    assert all(reverse("form_pdf", args=[key]) in listed for key in blanks.FORMS)


def test_a_reader_who_has_it_gets_304(world: World, page: Pages) -> None:
    client, url = page(world.krasang), reverse("form_pdf", args=["proposal"])
    tag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(url).content.startswith(b"%PDF-")
