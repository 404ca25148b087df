"""What a hostile or hurried hand types into addresses and forms: an answer, never a fault of ours."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import AuditRow, Signatory
from cdd_network.refusal import Refused
from cdd_network.thai import parse_date, small_int
from reports.models import Document
from tests.people import World
from tests.reports import stages

Pages = Callable[..., Client]


@pytest.mark.parametrize("text", ["9" * 30, "²", "1e9", "-1", "", "๑๒๓๔๕๖๗๘๙๐", "1\x00"])
def test_keys_that_name_nothing(text: str) -> None:
    assert small_int(text) is None
    assert small_int(" ๒๕๖๘ ") == 2568


@pytest.mark.parametrize("day", ["9" * 30, "²", "0", "32", "สิบ"])
def test_days_that_no_calendar_has(day: str) -> None:
    with pytest.raises(ValueError):
        parse_date(day, "6", "2568")
    assert parse_date("๑๓", "6", "2568") == (date(2025, 6, 13), False)


def test_addresses_that_lead_nowhere(world: World, page: Pages) -> None:
    client = page(world.buriram)
    for path in ("/d/%00/", "/d/a%00b/2.pdf", "/d/short/", "/forms/plan.pdf?year=²"):
        assert client.get(path).status_code == 404, path
    for path in ("/activities/?q=%00", "/documents/?q=%00", "/nominations/?page=" + "9" * 5000):
        assert client.get(path).status_code == 200, path
    for name in ("activity", "plan", "event", "province_day_edit", "account"):
        for number in (2**63, 10**30):  # beyond what a column holds
            assert client.get(reverse(name, args=[number])).status_code == 404, name
    digits = "9" * 5000
    assert client.post(reverse("round_new"), {"programme": digits}).status_code == 404
    asked = {"name": "นายสมชาย ใจดี", "cause": "asked", "sure": "1"}
    erased = {**asked, "place": "participants.participant." + "9" * 30}
    assert client.post(reverse("personal_erase"), erased).status_code == 302, "nothing was erased"
    typed = {"round": digits, "kind": "announcement"}
    assert client.post(reverse("document_new"), typed).status_code == 404


def test_nobody_issues_what_was_changed_unseen(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    paper = stages.letter_draft(world, opened)
    looked_at = paper.version
    other = Signatory.objects.create(office=world.buriram.office, name="(ตัวอย่าง)", post="ผู้ว่าฯ")
    from reports.actions import documents

    documents.save_document(
        document=paper,
        values={"signatory": other},
        references=list(paper.references.values("source", "urgency", "code", "number", "date")),
        version=looked_at,
        by=world.buriram,
    )
    stamp = {"number": 1, "date": date(2025, 6, 13), "by": world.buriram}
    with pytest.raises(Refused, match="หลังจากที่ท่านเปิดดู"):
        documents.issue_document(document=paper, version=looked_at, **stamp)
    assert Document.objects.get(pk=paper.pk).state == "draft"
    documents.issue_document(document=paper, version=paper.version, **stamp)
    assert Document.objects.get(pk=paper.pk).signatory == other


@pytest.mark.parametrize("total", ["-1", "0", "", "9" * 30])
def test_a_cut_form_deletes_no_cited_letter(world: World, page: Pages, total: str) -> None:
    opened, _, _ = world.announced()
    paper = stages.letter_draft(world, opened)
    url = reverse("document_edit", args=[paper.pk])
    typed = {
        "version": paper.version,
        "signatory": world.signatory.pk,
        "references-TOTAL_FORMS": total,
        "references-INITIAL_FORMS": "2",
    }
    assert page(world.buriram).post(url, typed).status_code == 422
    assert paper.references.count() == 2


def test_the_trail_is_append_only(world: World) -> None:
    world.round_prepared()
    with pytest.raises(TypeError):
        AuditRow.objects.update(act="nothing")
    with pytest.raises(TypeError):
        AuditRow.objects.all().delete()
    with pytest.raises(TypeError):
        AuditRow.objects.first().delete()


@pytest.mark.parametrize("key", ["9" * 30, "\x00", "-1", "²"])
def test_choices_that_name_nothing(world: World, page: Pages, key: str) -> None:
    opened, _, _ = world.scored()
    _, foreign = world.surin_nominated()
    province, district = page(world.buriram), page(world.krasang)
    decide = reverse("round_decide", args=[opened.pk])
    for chosen in ([key], [key, key], [key, str(foreign.pk)]):
        assert province.post(decide, {"nominations": chosen}).status_code == 422
    seat = {"post": "กรรมการ", "seat": "member", "way": "account", "user": key}
    seat |= {"district": key, "group": key}
    first = opened.seats.first()
    for url in (reverse("seat_new", args=[opened.pk]), reverse("seat_edit", args=[first.pk])):
        assert province.post(url, seat).status_code == 422
    group = {"village": "ใหม่", "moo": "1", "subdistrict": key}
    edit = reverse("group_edit", args=[world.arang.pk])
    for client, url in ((district, reverse("group_new")), (page(world.bandan), edit)):
        assert client.post(url, group).status_code == 422
    assert opened.seats.filter(pk=first.pk, post=first.post).exists()


@pytest.mark.parametrize("key", ["9" * 30, "\x00", "-1", "²"])
def test_proposals_of_nothing(world: World, page: Pages, key: str) -> None:
    from selection.actions.nominations import begin_nomination

    opened = world.round_open()
    client = page(world.krasang)
    assert client.post(reverse("nomination_new"), {"group": key}).status_code == 422
    begun = begin_nomination(round=opened, group=world.krachao, by=world.krasang)
    edit = reverse("nomination_edit", args=[begun.pk])
    typed = {"version": begun.version, "place_subdistrict": key}
    assert client.post(edit, typed).status_code == 422
    assert client.post(edit, {**typed, "version": begun.version + 1}).status_code == 422


@pytest.mark.parametrize(
    "forged",
    [
        {"criteria-TOTAL_FORMS": "-1", "criteria-INITIAL_FORMS": "7"},
        {"criteria-TOTAL_FORMS": "-1", "criteria-INITIAL_FORMS": "-1"},
        {"criteria-TOTAL_FORMS": "0", "criteria-INITIAL_FORMS": "0"},
        {"criteria-TOTAL_FORMS": "3", "criteria-INITIAL_FORMS": "3"},
        {"criteria-TOTAL_FORMS": "9", "criteria-INITIAL_FORMS": "0"},
        {"criteria-TOTAL_FORMS": "9" * 30, "criteria-INITIAL_FORMS": "7"},
        {"criteria-TOTAL_FORMS": "\x00", "criteria-INITIAL_FORMS": "7"},
        {"criteria-0-title": "เกณฑ์เดียว", "criteria-0-points": "100"},
        {},
    ],
)
def test_criteria_go_by_their_tick_alone(world: World, page: Pages, forged: dict[str, str]) -> None:
    prepared = world.round_prepared()
    before = list(prepared.criteria.values_list("title", "points"))
    seen = {"version": str(prepared.version), "base": "{}"}
    url = reverse("round_criteria", args=[prepared.pk])
    answer = page(world.buriram).post(url, seen | forged)
    assert answer.status_code == 422
    assert "ManagementForm" not in answer.content.decode()
    assert list(prepared.criteria.values_list("title", "points")) == before
