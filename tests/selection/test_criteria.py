"""The page of the criteria: changed until the call goes out, tie-breakers in order, two officers."""

from collections.abc import Callable

import pytest
from django.test import Client

from cdd_network.models import User
from cdd_network.refusal import Refused
from cdd_network.versions import Stale
from selection.actions import criteria, rounds
from selection.forms.criteria import ItemsField
from selection.models import Criterion, EligibilityQuestion, Round
from selection.queries import criteria_of, ties_in
from tests.forms import opened as form_of
from tests.people import World

Page = Callable[[User | None], Client]
ROWS = [
    {"title": "ความพร้อม", "points": 60, "tie_order": 5, "items": [8, 9], "anchors": "มาก\nน้อย"},
    {"title": "ความจำเป็น", "points": 40, "tie_order": 2, "half_points": True},
]


def test_places_among_the_tie_breakers_close_their_gaps(world: World) -> None:
    prepared = world.round_prepared()
    assert [one.tie_order for one in ties_in(criteria_of(prepared))] == [1, 2, 3]
    criteria.save_criteria(round=prepared, rows=ROWS, by=world.buriram)
    found = criteria_of(prepared)
    assert [(one.order, one.tie_order, one.items) for one in found] == [(1, 2, [8, 9]), (2, 1, [])]
    assert [one.title for one in ties_in(found)] == ["ความจำเป็น", "ความพร้อม"]
    twice = [{**row, "tie_order": 1} for row in ROWS]
    with pytest.raises(Refused, match="ใช้ซ้ำ"):
        criteria.save_criteria(round=prepared, rows=twice, by=world.buriram)
    with pytest.raises(Refused, match="จังหวัดอื่น"):
        criteria.save_criteria(round=prepared, rows=ROWS, by=world.surin)
    assert [one.title for one in criteria_of(prepared)] == ["ความพร้อม", "ความจำเป็น"]


def test_what_another_saved_meanwhile_is_not_deleted(world: World) -> None:
    prepared = world.round_prepared()
    seen = prepared.version
    criteria.save_criteria(round=prepared, rows=ROWS, version=seen, by=world.buriram)
    other = [{"title": "ของอีกคน", "points": 100}]
    with pytest.raises(Stale):
        criteria.save_criteria(round=prepared, rows=other, version=seen, by=world.buriram)
    with pytest.raises(Stale):
        criteria.save_eligibility(round=prepared, texts=[], version=seen, by=world.buriram)
    with pytest.raises(Stale):
        criteria.reset_criteria(round=prepared, version=seen, by=world.buriram)
    assert Criterion.objects.filter(round=prepared, title="ความพร้อม").exists()
    assert EligibilityQuestion.objects.filter(round=prepared).count() == 4
    criteria.reset_criteria(round=prepared, version=prepared.version, by=world.buriram)
    assert [one.points for one in criteria_of(prepared)] == [25, 20, 15, 15, 10, 10, 5]


def test_all_of_it_is_frozen_once_the_call_is_out(world: World, page: Page) -> None:
    opened = world.round_open()
    own = {"round": opened, "by": world.buriram}
    with pytest.raises(Refused, match="เกณฑ์"):
        criteria.save_eligibility(**own, texts=["อื่น"])
    with pytest.raises(Refused, match="เกณฑ์"):
        criteria.reset_criteria(**own, version=opened.version)
    client = page(world.buriram)
    text = client.get(f"/rounds/{opened.pk}/criteria/").content.decode()
    assert "<button" not in text.split("<main")[1]
    assert "21–25 คณะกรรมการครบทุกฝ่าย" in text
    assert "เมื่อคะแนนรวมเท่ากัน" in text
    assert (
        "<button"
        not in client.get(f"/rounds/{opened.pk}/eligibility/").content.decode().split("<main")[1]
    )
    reset = client.post(f"/rounds/{opened.pk}/criteria/reset/", {"version": opened.version})
    assert reset.status_code == 409
    assert criteria_of(opened)[0].points == 25


def test_the_page_keeps_every_part_of_a_criterion(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    client, url = page(world.buriram), f"/rounds/{prepared.pk}/criteria/"
    before = [(c.title, c.help, c.anchors, c.items, c.tie_order) for c in criteria_of(prepared)]
    assert client.post(url, form_of(client, url)).status_code == 302
    after = [(c.title, c.help, c.anchors, c.items, c.tie_order) for c in criteria_of(prepared)]
    assert after == before
    typed = form_of(client, url) | {
        "criteria-0-order": "๒",
        "criteria-1-order": "1",
        "criteria-2-DELETE": "on",
        "criteria-3-items": "2-4 และ 9",
        "criteria-3-half_points": "on",
        "criteria-7-title": "เพิ่มใหม่",
        "criteria-7-points": "15",
    }
    answer = client.post(url, typed, follow=True)
    assert "คะแนนเต็มรวม 100 คะแนน" in answer.content.decode()
    found = criteria_of(prepared)
    assert [c.title for c in found][:2] == [before[1][0], before[0][0]]
    assert found[2].items == [2, 3, 4, 9]
    assert found[2].half_points
    assert found[-1].title == "เพิ่มใหม่"
    typed = form_of(client, url) | {"criteria-0-tie_order": "1", "criteria-1-tie_order": "1"}
    answer = client.post(url, typed)
    assert answer.status_code == 422
    assert "ใช้ซ้ำกัน" in answer.content.decode()
    assert page(world.surin).get(url).status_code == 404
    assert page(world.krasang).get(url).status_code == 404


def test_wrong_points_are_told_and_a_wrong_sum_is_warned_of(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    client, url = page(world.buriram), f"/rounds/{prepared.pk}/criteria/"
    assert "คะแนนเต็มรวมขณะนี้ 100" in client.get(url).content.decode()
    wrong = client.post(url, form_of(client, url) | {"criteria-0-points": "มาก"})
    assert wrong.status_code == 422
    assert "คะแนนเต็ม ต้องเป็นจำนวนเต็ม" in wrong.content.decode()
    less = client.post(url, form_of(client, url) | {"criteria-6-DELETE": "on"}, follow=True)
    assert "คะแนนเต็มรวมได้ 95 คะแนน ต้องเป็น 100 จึงจะเปิดรับได้" in less.content.decode()


@pytest.mark.parametrize(("total", "initial"), [("0", "0"), ("8", "0"), ("3", "3"), ("3", "7")])
def test_a_form_cut_on_its_way_deletes_nothing(
    world: World, page: Page, total: str, initial: str
) -> None:
    prepared = world.round_prepared()
    client, url = page(world.buriram), f"/rounds/{prepared.pk}/criteria/"
    whole = form_of(client, url)
    counts = {"criteria-TOTAL_FORMS": total, "criteria-INITIAL_FORMS": initial}
    answer = client.post(url, whole | counts)
    assert answer.status_code == 422
    assert "ส่งมาไม่ครบ" in answer.content.decode()
    assert len(criteria_of(prepared)) == 7


def test_two_officers_on_the_criteria_see_both_texts(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    url = f"/rounds/{prepared.pk}/criteria/"
    mine, theirs = page(world.buriram), page(world.buriram)
    seen = form_of(mine, url)
    late = form_of(theirs, url)
    assert mine.post(url, seen | {"criteria-0-title": "ข้อความของคนแรก"}).status_code == 302
    answer = theirs.post(url, late | {"criteria-0-title": "ข้อความของคนที่สอง"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "แก้ไขไม่ตรงกัน" in text
    assert "ข้อความของคนแรก" in text
    assert "ข้อความของคนที่สอง" in text
    assert criteria_of(prepared)[0].title == "ข้อความของคนแรก"


def test_a_meeting_saved_meanwhile_hinders_nobody(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    client, url = page(world.buriram), f"/rounds/{prepared.pk}/criteria/"
    seen = form_of(client, url)
    values = {name: getattr(prepared, name) for name in rounds.rules.MEETING}
    rounds.save_meeting(round=prepared, values={**values, "meeting_place": "ใหม่"}, by=world.buriram)
    assert client.post(url, seen | {"criteria-0-title": "ชื่อใหม่"}).status_code == 302
    assert criteria_of(prepared)[0].title == "ชื่อใหม่"
    assert Round.objects.get(pk=prepared.pk).meeting_place == "ใหม่"


def test_questions_are_added_changed_put_in_order_and_taken_out(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    client, url = page(world.buriram), f"/rounds/{prepared.pk}/eligibility/"
    texts = list(prepared.eligibility.values_list("text", flat=True))
    typed = form_of(client, url) | {
        "questions-0-DELETE": "on",
        "questions-1-order": "9",
        "questions-4-text": "ข้อใหม่",
        "questions-4-order": "1",
    }
    assert client.post(url, typed).status_code == 302
    found = list(prepared.eligibility.values_list("order", "text"))
    assert found == [(1, "ข้อใหม่"), (2, texts[2]), (3, texts[3]), (4, texts[1])]
    cut = {k: v for k, v in form_of(client, url).items() if "questions-" not in k}
    assert client.post(url, cut).status_code == 422
    assert prepared.eligibility.count() == 4
    assert page(world.surin).post(url, typed).status_code == 404


def test_reset_asks_for_the_page_that_was_seen(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    client, url = page(world.buriram), f"/rounds/{prepared.pk}/criteria/"
    criteria.save_criteria(round=prepared, rows=ROWS, by=world.buriram)
    assert client.post(f"{url}reset/", {"version": "1"}).status_code == 409
    assert page(world.surin).post(f"{url}reset/", {"version": "1"}).status_code == 404
    assert client.post(f"{url}reset/", {"version": prepared.version}).status_code == 302
    assert len(criteria_of(prepared)) == 7


@pytest.mark.parametrize(
    ("text", "items"),
    [("", []), ("2, 3 และ 4", [2, 3, 4]), ("ข้อ ๒-๔", [2, 3, 4]), ("9 9 1", [1, 9])],
)
def test_items_are_read_as_people_write_them(text: str, items: list[int]) -> None:
    assert ItemsField(label="ข้อ", required=False).clean(text) == items


@pytest.mark.parametrize("text", ["12", "0", "สอง", "1-99999999999"])
def test_items_that_the_proposal_has_not_are_told(text: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="1 ถึง 11"):
        ItemsField(label="ข้อ", required=False).clean(text)
