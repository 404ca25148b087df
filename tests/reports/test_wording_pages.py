"""The editor's sections of forms, curriculum and wording: as served they change nothing, a slip is
told at its place, and an officer's own words win over the year's."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.actions_programme import copy_year
from cdd_network.editor.sections import sections_of
from cdd_network.models import Programme, ProgrammeContent, User
from reports.actions import documents as acts
from reports.kinds import words_of
from reports.models import Document
from tests.forms import filled, opened
from tests.people import World
from tests.reports.next_year import faults, rows_of

Pages = Callable[[User | None], Client]
Kind = Document.Kind
OWN = {"kind": "announcement", "subject": "ผลปี {ปี}", "body": "ก่อนหน้า {จังหวัด}\nบัดนี้ ปรากฏผล ดังนี้"}


@pytest.fixture
def draft(world: World) -> Programme:
    """2569 as a draft."""
    return copy_year(programme=world.programme, by=world.department)


def at(key: str) -> str:
    """Address of a section of 2569."""
    return reverse("programme_section", args=[2569, key])


def test_every_section_saved_as_it_was_served_changes_nothing(
    world: World, page: Pages, draft: Programme
) -> None:
    client = page(world.department)
    for one in sections_of(draft.document):
        answer = client.post(at(one.key), opened(client, at(one.key)))
        assert answer.status_code == 302, (one.key, faults(answer.content.decode()))
    before = draft.digest
    draft.refresh_from_db()
    assert draft.digest == before


@pytest.mark.parametrize(
    ("key", "field", "value", "typed", "fault"),
    [
        ("wordings", "subject", "การดำเนินงาน{โครงการ}", "งาน{โครงกาน}", "ไม่รู้จัก {โครงกาน}"),
        ("curriculum-2-1", "times", "09.00–12.00", "12.00-09.00", "สิ้นสุดก่อนเริ่ม"),
        ("curriculum-2-1", "times", "09.00–12.00", "08.30-12.00", "เวลาทับกับ"),
        ("knowledge", "answer", "3", "4", "ข้อที่ถูกต้องเป็น 1 ถึง 3"),
        ("survey", "title", "ระยะเวลาของกิจกรรมเหมาะสม", "", "กรอกข้อความ"),
    ],
)
def test_a_slip_in_a_row_is_told_and_what_was_typed_stays(
    world: World, page: Pages, draft: Programme, key, field, value, typed, fault
) -> None:
    client = page(world.department)
    held = opened(client, at(key))
    name = f"{rows_of(held, field)[value]}-{field}"
    answer = client.post(at(key), held | {name: typed})
    text = answer.content.decode()
    assert answer.status_code == 422 and fault in text
    assert filled(text)[name] == typed
    draft.refresh_from_db()
    assert draft.version == 1


@pytest.mark.parametrize(
    ("key", "typed", "fault"),
    [
        ("procedure", {"steps": "1. แต่งตั้ง\nไม่มีเลข"}, "บรรทัดที่ 2 ต้องขึ้นต้นด้วยเลขข้อ"),
        ("plan_form", {"columns": "ก\nข"}, "หัวตารางต้องมี 6 ช่อง"),
        ("survey", {"levels": "ดี\nพอใช้"}, "ระดับความเห็นต้องมี 5 ระดับ"),
        ("curriculum", {"days": "2"}, "ทำเครื่องหมายยืนยัน"),
        ("curriculum", {"days": "4"}, "ต้องไม่เกิน 3"),
    ],
)
def test_a_slip_in_the_head_is_told_at_its_field(
    world: World, page: Pages, draft: Programme, key, typed, fault
) -> None:
    client = page(world.department)
    answer = client.post(at(key), opened(client, at(key)) | typed)
    assert answer.status_code == 422
    assert any(fault in one for one in faults(answer.content.decode()))


def test_words_that_are_taken_back_are_the_customary_ones_again(
    world: World, page: Pages, draft: Programme
) -> None:
    client = page(world.department)
    held = opened(client, at("wordings"))
    row = rows_of(held, "key")["memo"]
    client.post(at("wordings"), held | {f"{row}-subject": "ขอเสนอ ปี {ปี}"})
    draft.refresh_from_db()
    assert draft.document["wordings"] == [{"kind": "memo", "subject": "ขอเสนอ ปี {ปี}"}]
    text = client.get(reverse("programme_papers", args=[2569])).content.decode()
    assert "ขอเสนอ ปี 2569" in text and "ถ้อยคำของปีนี้" in text
    client.post(at("wordings"), opened(client, at("wordings")) | {f"{row}-subject": ""})
    draft.refresh_from_db()
    assert draft.document["wordings"] == []


def test_an_officers_words_win_and_a_new_announcement_still_cancels_the_old_one(
    world: World,
) -> None:
    round_, _, _ = world.announced()
    year = round_.programme
    content = {k: v for k, v in year.document.items() if k not in {"title", "quota"}}
    year.digest = ProgrammeContent.keep({**content, "wordings": [OWN]})
    year.save()
    paper = acts.draft_document(round=round_, kind=Kind.ANNOUNCEMENT, by=world.buriram)
    paper = Document.objects.with_place().get(pk=paper.pk)
    said = words_of(paper)
    assert said.subject == "ผลปี 2568"
    assert [one.text for one in said.body] == ["ก่อนหน้า จังหวัดบุรีรัมย์", "บัดนี้ ปรากฏผล ดังนี้"]
    paper.body_text = "ถ้อยคำของเจ้าหน้าที่"
    assert [one.text for one in words_of(paper).body] == ["ถ้อยคำของเจ้าหน้าที่"]
    paper.body_text = ""
    paper.supersedes = Document(pk=999, date=date(2025, 6, 7))
    last = words_of(paper).body[-1].text
    assert "เรื่อง ผลปี 2568 ลงวันที่ 7 มิถุนายน 2568" in last
