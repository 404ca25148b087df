"""Versions of the letterhead, of who signs, of a year's sections, and of forms that lost rows."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cdd_network.actions_programme import copy_year
from cdd_network.editor.sections import sections_of
from cdd_network.form_versions import versions_of
from cdd_network.models import AuditRow, FormVersion, Office, Programme, User
from projects.queries_budget import budget_of
from selection.actions.rounds import prepare_round
from tests.cdd_network.test_office import HEAD, drawing
from tests.cdd_network.test_office import saved as head_saved
from tests.forms import opened
from tests.people import World
from tests.reports.test_form_versions import restore, save

Page = Callable[[User | None], Client]


@pytest.fixture
def draft(world: World) -> Programme:
    """2569 as the department copied it."""
    return copy_year(programme=world.programme, by=world.department)


def shut(client: Client, version: FormVersion) -> bool:
    """Whether nothing of the version is there for this person."""
    urls = (f"/history/versions/{version.pk}/", f"/history/versions/{version.pk}/restore/")
    return {client.get(url).status_code for url in urls} == {404}


def test_a_letterhead_is_taken_back_and_its_emblem_stays(world: World, page: Page) -> None:
    client = page(world.buriram)
    emblem = SimpleUploadedFile("garuda.png", drawing())
    assert head_saved(client, garuda_mode="upload", emblem=emblem).status_code == 302
    assert head_saved(client, phone="0 1111 1111", garuda_mode="upload").status_code == 302
    own = Office.objects.get(pk=world.buriram.office_id)
    newest, first, found = versions_of(own, "office")
    assert (first.by, found.by) == (world.buriram, None)
    assert "emblem" not in str(first.posted) and "drawing" not in str(first.said)
    history = client.get(f"/history/office/{own.pk}/").content.decode()
    assert "ข้อความแต่ละฉบับของหัวหนังสือ" in history and 'class="back" href="/office/"' in history
    shown = client.get(f"/history/versions/{newest.pk}/").content.decode()
    assert "<del>" in shown and "0 1111 1111" in shown
    assert restore(client, first) == 302
    own.refresh_from_db()
    assert (own.phone, own.version) == (HEAD["phone"], 4) and own.garuda_image
    assert AuditRow.objects.filter(act="form:restore", subject_id=str(own.pk)).exists()
    for user in (world.surin, world.krasang, world.department, world.members[0]):
        assert shut(page(user), first), user


def test_who_signs_is_taken_back_by_his_own_office(world: World, page: Page) -> None:
    client, signatory = page(world.buriram), world.signatory
    url, post = reverse("signatory_edit", args=[signatory.pk]), signatory.post
    save(client, url, post="ผู้ว่าราชการจังหวัด")
    found = versions_of(signatory)[1]
    assert f"/history/signatory/{signatory.pk}/" in client.get(url).content.decode()
    assert restore(client, found) == 302
    signatory.refresh_from_db()
    assert (signatory.post, signatory.version) == (post, 3)
    assert shut(page(world.surin), found) and shut(page(world.krasang), found)


def test_a_section_of_a_year_comes_back_with_its_rows(
    draft: Programme, world: World, page: Page
) -> None:
    client, url = page(world.department), reverse("programme_section", args=[2569, "types"])
    stood = [one.name for one in draft.content.activity_types]
    new = {f"rows-{len(stood)}-name": "ตลาดนัดสีเขียว", f"rows-{len(stood)}-today": "12"}
    save(client, url, **new)
    save(client, reverse("programme_section", args=[2569, "basics"]), quota="3")
    save(client, url, **{"rows-0-DELETE": "on"})
    _, more, first = versions_of(draft, "year:types")

    def names() -> list[str]:
        draft.refresh_from_db()
        return [one.name for one in draft.content.activity_types]

    assert names() == [*stood[1:], "ตลาดนัดสีเขียว"]
    assert restore(client, more) == 302
    assert names() == [*stood, "ตลาดนัดสีเขียว"]
    assert restore(client, first) == 302, "one row fewer than stood"
    assert (names(), draft.quota) == (stood, 3), "the other section stays as it is"
    basics = versions_of(draft, "year:basics")
    assert [one.by for one in basics] == [world.department, None]
    held = client.get(f"/history/programme/{draft.pk}/?form=year:types").content.decode()
    assert held.count("นำกลับมา<span") == 4 and f"/versions/{basics[0].pk}/" not in held
    assert "?form=year:types" in client.get(url).content.decode()
    for user in (world.buriram, world.krasang, world.members[0]):
        assert shut(page(user), first), user


def test_of_a_year_with_many_sections_one_is_chosen(
    draft: Programme, world: World, page: Page
) -> None:
    client = page(world.department)
    for section in sections_of(draft.document)[:5]:
        url = reverse("programme_section", args=[2569, section.key])
        assert client.post(url, opened(client, url)).status_code == 302
    held = client.get(f"/history/programme/{draft.pk}/").content.decode()
    assert "?form=year%3Abasics" in held and "/history/versions/" not in held
    held = client.get(f"/history/programme/{draft.pk}/?form=year:basics").content.decode()
    assert held.count("/history/versions/") == 1 and "ดูข้อความทุกส่วน" in held
    held = client.get(f"/history/programme/{draft.pk}/?form=year:bpm").content.decode()
    assert "ยังไม่มีฉบับที่เก็บไว้" in held and "?form=year%3Abasics" in held


def test_a_year_in_use_is_taken_back_no_more(draft: Programme, world: World, page: Page) -> None:
    client, url = page(world.department), reverse("programme_section", args=[2569, "basics"])
    save(client, url, quota="3")
    first = versions_of(draft)[1]
    address = f"/history/versions/{first.pk}/restore/"
    sent = opened(client, address)
    Programme.objects.filter(pk=draft.pk).update(opened_at=timezone.now())
    draft.refresh_from_db()
    prepare_round(programme=draft, by=world.buriram)
    for answer in (client.get(address), client.post(address, sent)):
        assert answer.status_code == 409
        assert "ยังทำไม่ได้: แก้ไขปีงบประมาณ พ.ศ. 2569 ไม่ได้แล้ว" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.quota == 3
    assert client.get(f"/history/versions/{first.pk}/").status_code == 200, "to be read it stays"
    assert not AuditRow.objects.filter(act="form:restore").exists()


def test_criteria_that_were_fewer_come_back_fewer(world: World, page: Page) -> None:
    round = prepare_round(programme=world.programme, by=world.buriram)
    client, url = page(world.buriram), f"/rounds/{round.pk}/eligibility/"
    before = round.eligibility.count()
    save(client, url, **{f"questions-{before}-text": "มีบัญชีที่ตรวจสอบแล้ว"})
    assert round.eligibility.count() == before + 1
    found = versions_of(round, "eligibility")[1]
    assert restore(client, found) == 302
    assert round.eligibility.count() == before


def test_a_budget_that_had_fewer_lines_loses_the_new_one(world: World, page: Page) -> None:
    event = world.dated()[0]
    client, url = page(world.krasang), f"/events/{event.pk}/budget/edit/"
    before = budget_of(event).lines.count()
    new = {"title": "ค่าเช่าเต็นท์", "people": "1", "times": "1", "price": "100"}
    typed = {f"lines-{before}-{name}": text for name, text in new.items()}
    save(client, url, **typed, **{"lines-TOTAL_FORMS": str(before + 1)})
    assert budget_of(event).lines.count() == before + 1
    assert restore(client, versions_of(budget_of(event))[1]) == 302
    assert budget_of(event).lines.count() == before
