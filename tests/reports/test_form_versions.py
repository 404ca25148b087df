"""What forms held: kept after each save, compared, and taken back by the same way as a save."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cdd_network import form_versions
from cdd_network.form_versions import versions_of
from cdd_network.models import AuditRow, FormVersion, User
from projects.queries_budget import budget_of
from reports.actions.documents import draft_document
from reports.models import Document
from reports.trail.forms import FORMS
from selection.models import Nomination
from tests.forms import opened
from tests.people import World
from tests.selection.test_nominations import begun

Page = Callable[[User | None], Client]


def save(client: Client, url: str, **typed: str) -> None:
    """Open a form, type and save, as an officer does."""
    answer = client.post(url, opened(client, url) | typed)
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def restore(client: Client, version: FormVersion) -> int:
    """Look at what would change, press the button; the status of the answer."""
    url = f"/history/versions/{version.pk}/restore/"
    return client.post(url, opened(client, url)).status_code


def reasons(nomination: Nomination) -> list[str]:
    """Item 2 in every version, the newest first."""
    return [one.posted["reasons"] for one in versions_of(nomination)]


@pytest.fixture
def written(world: World, page: Page) -> tuple[Client, Nomination]:
    """A proposal saved twice: first «ครั้งแรก», then «ครั้งสอง»."""
    nomination, client = begun(world), page(world.krasang)
    url = f"/nominations/{nomination.pk}/edit/"
    save(client, url, reasons="ครั้งแรก", problem="ปัญหาเดิม")
    save(client, url, reasons="ครั้งสอง", problem="ปัญหาใหม่")
    return client, nomination


def test_each_save_is_kept_compared_and_taken_back(written: tuple, world: World) -> None:
    client, nomination = written
    assert reasons(nomination) == ["ครั้งสอง", "ครั้งแรก", ""], "what stood before the first save too"
    second, first, _ = versions_of(nomination)
    shown = client.get(f"/history/versions/{second.pk}/").content.decode()
    assert "<del>" in shown
    assert (first.by, second.version) == (world.krasang, 3)
    assert restore(client, first) == 302
    nomination.refresh_from_db()
    assert (nomination.reasons, nomination.problem) == ("ครั้งแรก", "ปัญหาเดิม")
    assert nomination.version == 4, "a save like any other"
    assert reasons(nomination) == ["ครั้งแรก", "ครั้งสอง", "ครั้งแรก", ""]
    acts = AuditRow.objects.filter(subject_id=str(nomination.pk)).values_list("act", flat=True)
    assert {*acts[:2]} == {"form:restore", "save"}
    history = client.get(f"/history/nomination/{nomination.pk}/").content.decode()
    assert f"/history/versions/{first.pk}/restore/" in history


def test_looking_changes_nothing_and_a_second_click_neither(written: tuple) -> None:
    client, nomination = written
    first = versions_of(nomination)[1]
    url = f"/history/versions/{first.pk}/restore/"
    sent = opened(client, url)
    nomination.refresh_from_db()
    assert (nomination.reasons, nomination.version) == ("ครั้งสอง", 3)
    assert client.post(url, sent).status_code == 302
    again = client.post(url, sent)
    assert again.status_code == 409
    assert "ตรงกับฉบับนี้อยู่แล้ว" in again.content.decode()
    nomination.refresh_from_db()
    assert nomination.version == 4
    assert AuditRow.objects.filter(act="form:restore").count() == 1


def test_a_colleagues_save_in_between_is_shown_first(
    written: tuple, world: World, page: Page
) -> None:
    client, nomination = written
    first = versions_of(nomination)[1]
    url = f"/history/versions/{first.pk}/restore/"
    sent = opened(client, url)
    save(page(world.krasang), f"/nominations/{nomination.pk}/edit/", urgency="ของเพื่อน")
    answer = client.post(url, sent)
    assert answer.status_code == 409
    assert "มีผู้บันทึกแบบนี้หลังจากที่ท่านเปิดหน้านี้" in answer.content.decode()
    assert "ของเพื่อน" in answer.content.decode(), "what would go is shown"
    nomination.refresh_from_db()
    assert (nomination.reasons, nomination.urgency) == ("ครั้งสอง", "ของเพื่อน")
    assert restore(client, first) == 302
    nomination.refresh_from_db()
    assert (nomination.reasons, nomination.urgency) == ("ครั้งแรก", "")
    assert reasons(nomination)[1] == "ครั้งสอง", "the colleague's text is a version"


def test_what_was_sent_is_taken_back_no_more(world: World, page: Page) -> None:
    _, nomination, _ = world.nominated()
    client = page(world.krasang)
    kept = FormVersion.objects.create(
        subject_type="selection.nomination", subject_id=str(nomination.pk), form="proposal",
        version=1, by=world.krasang, at=timezone.now(),
        packed=form_versions.packed({"reasons": "ของเก่า"}, [["เหตุผล", "ของเก่า"]]),
    )  # fmt: skip
    url = f"/history/versions/{kept.pk}/restore/"
    shown = client.get(url)
    assert shown.status_code == 409
    assert "ยังทำไม่ได้" in shown.content.decode()
    assert client.post(url, {"version": nomination.version}).status_code == 409
    assert Nomination.objects.get(pk=nomination.pk).reasons != "ของเก่า"
    assert client.get(f"/history/versions/{kept.pk}/").status_code == 200, "to be read it stays"


def test_a_draft_is_no_one_elses(written: tuple, world: World, page: Page) -> None:
    _, nomination = written
    first = versions_of(nomination)[1]
    for user in (world.bandan, world.prasat, world.buriram, world.surin, world.department):
        for url in (f"/history/versions/{first.pk}/", f"/history/versions/{first.pk}/restore/"):
            assert page(user).get(url).status_code == 404, (user, url)
            assert page(user).post(url, {"version": 3}).status_code in (404, 405), (user, url)
    nomination.refresh_from_db()
    assert nomination.reasons == "ครั้งสอง"


def test_autosaves_of_ten_minutes_are_one_version(world: World, page: Page) -> None:
    nomination, client = begun(world), page(world.krasang)
    url = f"/nominations/{nomination.pk}/edit/"
    held = opened(client, url)

    def typed(text: str) -> None:
        answer = client.post(url, held | {"reasons": text}, headers={"X-Autosave": "1"}).json()
        held.update({name: answer[name] for name in ("version", "base")})

    for text in ("หนึ่ง", "หนึ่ง สอง", "หนึ่ง สอง สาม"):
        typed(text)
    assert reasons(nomination) == ["หนึ่ง สอง สาม", ""]
    late = timezone.now() - timedelta(minutes=11)
    FormVersion.objects.filter(pk=versions_of(nomination)[0].pk).update(at=late)
    typed("สี่")
    assert reasons(nomination) == ["สี่", "หนึ่ง สอง สาม", ""]
    save(client, url, reasons="สี่")
    assert reasons(nomination) == ["สี่", "หนึ่ง สอง สาม", ""], "the same text is kept once"


def test_only_the_newest_are_kept(
    world: World, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_versions, "MOST", 3)
    nomination, client = begun(world), page(world.krasang)
    for number in range(5):
        save(client, f"/nominations/{nomination.pk}/edit/", reasons=f"ครั้งที่ {number}")
    assert reasons(nomination) == ["ครั้งที่ 4", "ครั้งที่ 3", "ครั้งที่ 2"]


def test_a_group_is_taken_back_without_its_peoples_names(world: World, page: Page) -> None:
    client, url = page(world.krasang), f"/groups/{world.krachao.pk}/edit/"
    save(client, url, savings="100,000", officers_audit="นายลับ ไม่เปิดเผย")
    save(client, url, savings="250,000", officers_audit="นายอื่น ไม่เปิดเผย")
    first = versions_of(world.krachao)[1]
    assert "ไม่เปิดเผย" not in f"{first.posted} {first.said}"
    assert restore(client, first) == 302
    world.krachao.refresh_from_db()
    assert world.krachao.savings == 100_000
    assert world.krachao.officers.get(division="audit").name.startswith("นายอื่น"), "stands as it is"


def test_rows_come_back_too(world: World, page: Page) -> None:
    event = world.dated()[0]
    client, url = page(world.krasang), f"/events/{event.pk}/budget/edit/"
    held = opened(client, url)
    before = len(budget_of(event).lines.all())
    gone = {f"lines-{n}-DELETE": "on" for n in range(1, before)}
    assert client.post(url, held | {"lines-0-title": "ค่าอาหารที่แก้"} | gone).status_code == 302
    budget = budget_of(event)
    assert [one.title for one in budget.lines.all()] == ["ค่าอาหารที่แก้"]
    assert restore(client, versions_of(budget)[1]) == 302
    assert len(budget_of(event).lines.all()) == before > 1


@pytest.mark.parametrize("kind", ["days", "plan", "timetable", "summary"])
def test_every_form_of_a_district_can_be_taken_back(world: World, page: Page, kind: str) -> None:
    event = world.dated()[0]
    client = page(world.krasang)
    if kind in ("plan", "summary"):
        client.post(f"/activities/{event.pk}/{kind}/")
    url, name = {
        "days": (f"/activities/{event.pk}/days/", "place_1"),
        "plan": ("", "reporter_name"),
        "summary": ("", "problems"),
        "timetable": (f"/events/{event.pk}/timetable/1/", "rows-0-topic"),
    }[kind]
    if kind == "plan":
        url = f"/plans/{event.actionplan.pk}/edit/"
    if kind == "summary":
        url = f"/summaries/{event.summaryreport.pk}/edit/"
    stood = opened(client, url)[name]
    save(client, url, **{name: "ข้อความใหม่"})
    assert opened(client, url)[name] == "ข้อความใหม่"
    kept = FormVersion.objects.filter(form=kind).order_by("pk").first()
    assert restore(client, kept) == 302
    assert opened(client, url)[name] == stood
    thing = next(one.thing for one in FORMS if one.key == kind)
    assert client.get(f"/history/{thing.key}/{kept.subject_id}/").status_code == 200


def test_words_of_a_letter_come_back_and_follow_the_facts_again(world: World, page: Page) -> None:
    round, *_ = world.announced()
    paper = draft_document(round=round, kind=Document.Kind.ANNOUNCEMENT, by=world.buriram)
    client, url = page(world.buriram), f"/documents/{paper.pk}/edit/"
    save(client, url, subject_text="เรื่องที่เขียนเอง")
    save(client, url, subject_text="เรื่องที่เขียนใหม่")
    paper.refresh_from_db()
    assert paper.subject_text == "เรื่องที่เขียนใหม่"
    _, own, facts = versions_of(paper)
    assert restore(client, own) == 302
    paper.refresh_from_db()
    assert paper.subject_text == "เรื่องที่เขียนเอง"
    assert restore(client, facts) == 302
    paper.refresh_from_db()
    assert (paper.subject_text, paper.body_text) == ("", ""), "empty: made from facts"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_every_form_names_a_page_and_its_columns(world: World, form: object) -> None:
    values = form.thing.model._default_manager.values_list(*form.args).query
    assert str(values), "its columns are there"
    assert form.thing.key
    assert not re.search("participant", form.thing.label), "no version names participants"
