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
    for path in ("/documents/?q=%00", "/nominations/?page=" + "9" * 5000):
        assert client.get(path).status_code == 200, path
    digits = "9" * 5000
    assert client.post(reverse("round_new"), {"programme": digits}).status_code == 404
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
    stamp = {"number": 1, "circular": False, "date": date(2025, 6, 13), "by": world.buriram}
    with pytest.raises(Refused, match="หลังจากที่ท่านเปิดดู"):
        documents.issue_document(document=paper, version=looked_at, **stamp)
    assert Document.objects.get(pk=paper.pk).state == "draft"
    documents.issue_document(document=paper, version=paper.version, **stamp)
    assert Document.objects.get(pk=paper.pk).signatory == other


def test_the_trail_is_append_only(world: World) -> None:
    world.round_prepared()
    with pytest.raises(TypeError):
        AuditRow.objects.update(act="nothing")
    with pytest.raises(TypeError):
        AuditRow.objects.all().delete()
    with pytest.raises(TypeError):
        AuditRow.objects.first().delete()
