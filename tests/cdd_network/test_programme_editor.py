"""The programme editor: a year copied, edited by two, opened, worked in, and then stone."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network import actions_programme as acts
from cdd_network.editor.forms.base import form_of
from cdd_network.editor.queries import changes_between
from cdd_network.editor.sections import section_of, sections_of
from cdd_network.ground import DATA
from cdd_network.models import AuditRow, Programme, ProgrammeContent
from cdd_network.refusal import Refused
from cdd_network.versions import Stale
from selection.actions.rounds import prepare_round
from selection.models import Round
from tests.forms import filled
from tests.people import World

Pages = Callable[[object], Client]
SHIPPED = json.loads((DATA / "programme_2568.json").read_text())
DOCUMENT = {**SHIPPED["content"], "title": SHIPPED["title"], "quota": SHIPPED["quota"]}


@pytest.fixture
def draft(world: World) -> Programme:
    """2569 as the department copied it."""
    return acts.copy_year(programme=world.programme, by=world.department)


def url(name: str, *args: object) -> str:
    return reverse(name, args=args)


def saved(client: Client, year: int, key: str, **typed: str) -> object:
    """The section's form as it was served, with ``typed`` in its controls, sent."""
    address = url("programme_section", year, key)
    return client.post(address, {**filled(client.get(address).content.decode()), **typed})


def looked_over(draft: Programme, world: World) -> None:
    """The days that were moved with the calendar are checked."""
    rules = [{**one, "unchecked": False} for one in draft.document["deadlines"]]
    acts.save_section(
        programme=draft, section="deadlines", changes={"deadlines": rules},
        version=draft.version, by=world.department,
    )  # fmt: skip


def test_a_section_that_nobody_touched_gives_the_same_year_back(
    draft: Programme, world: World, page: Pages
) -> None:
    """Served, sent and saved: not a byte of the year differs, and nothing is told of it."""
    before, client = draft.digest, page(world.department)
    for section in sections_of(DOCUMENT):
        assert saved(client, 2569, section.key).status_code == 302, section.key
        draft.refresh_from_db()
        assert (draft.digest, draft.version) == (before, 1), section.key
    assert not AuditRow.objects.filter(act="save", subject_type="cdd_network.programme").exists()


def test_the_second_click_gets_the_copy_of_the_first(draft: Programme, world: World) -> None:
    assert acts.copy_year(programme=world.programme, by=world.department) == draft
    assert (draft.year, draft.quota, draft.copied_from) == (2569, 2, world.programme)
    assert draft.opened_at is None
    with pytest.raises(Refused, match="บัญชีของท่าน"):
        acts.copy_year(programme=draft, by=world.buriram)


def test_an_edit_is_kept_and_told_with_both_digests(
    draft: Programme, world: World, page: Pages
) -> None:
    client, before = page(world.department), draft.digest
    assert saved(client, 2569, "basics", quota="๓ กลุ่ม").status_code == 302
    draft.refresh_from_db()
    assert (draft.quota, draft.version, draft.digest) == (3, 2, before)  # the quota is a column
    wrong = saved(client, 2569, "basics", quota="0", indicators="ร้อยละ 85")
    assert wrong.status_code == 422
    assert "ร้อยละ 85" in wrong.content.decode()
    assert saved(client, 2569, "basics", indicators="ร้อยละ 85").status_code == 302
    draft.refresh_from_db()
    assert draft.content.indicators == ("ร้อยละ 85",)
    row = AuditRow.objects.filter(act="save").first()
    assert row.detail == {
        "section": "basics", "changed": ["indicators"], "version": 3,
        "before": before, "after": draft.digest, "values": {}, "code": draft.code,
    }  # fmt: skip
    assert ProgrammeContent.objects.filter(digest=before).exists()


def test_rows_are_added_moved_and_taken_out_without_script(
    draft: Programme, world: World, page: Pages
) -> None:
    client = page(world.department)
    types = [one.name for one in draft.content.activity_types]
    new = {f"rows-{len(types)}-name": "ตลาดนัดสีเขียว", f"rows-{len(types)}-today": "๑๒ แห่ง"}
    typed = {**new, f"rows-{len(types)}-order": "1", "rows-1-DELETE": "on", "act": "stay"}
    answer = saved(client, 2569, "types", **typed)
    assert answer.url == url("programme_section", 2569, "types")
    draft.refresh_from_db()
    now = draft.content.activity_types
    assert [one.name for one in now] == ["ตลาดนัดสีเขียว", types[0], *types[2:]]
    assert (now[0].key[0], now[0].today) == ("t", 12)
    assert now[1].key == "market_centre"
    other = {f"rows-{len(now)}-name": "กองทุนขยะ", f"rows-{len(now)}-today": "0"}
    saved(client, 2569, "types", **{"rows-0-DELETE": "on"}, **other)
    draft.refresh_from_db()
    assert draft.content.activity_types[-1].name == "กองทุนขยะ"
    assert draft.content.activity_types[-1].key != now[0].key, "the key of a row that went"


def test_a_row_that_is_wrong_is_said_beside_its_field_and_nothing_is_saved(
    draft: Programme, world: World, page: Pages
) -> None:
    client = page(world.department)
    answer = saved(
        client,
        2569,
        "deadlines",
        **{"rows-0-fixed_day": "10", "rows-0-fixed_month": "7", "rows-0-fixed_year": "2569"},
    )
    assert answer.status_code == 422
    assert "กำหนดที่ 1: กรอกวันที่แน่นอน หรือเลือกเหตุการณ์ อย่างใดอย่างหนึ่ง" in answer.content.decode()
    forged = saved(client, 2569, "types", **{"rows-0-key": "rice_bank"})
    assert forged.status_code == 302  # a key that stands in two rows is one row's alone
    for section, key in (("activities", "2"), ("activities", "9"), ("wordings", "9")):
        assert saved(client, 2569, section, **{"rows-0-key": key}).status_code == 422, section
    draft.refresh_from_db()
    keys = [one.key for one in draft.content.activity_types]
    assert len(keys) == len(set(keys))


def test_two_officers_on_two_sections_and_on_one(
    draft: Programme, world: World, page: Pages
) -> None:
    client = page(world.department)
    basics = url("programme_section", 2569, "basics")
    early = filled(client.get(basics).content.decode())
    assert saved(client, 2569, "keeping", people_kept_days="400").status_code == 302
    assert (
        client.post(basics, {**early, "quota": "3"}).status_code == 302
    )  # another section: joined
    draft.refresh_from_db()
    assert (draft.quota, draft.content.people_kept_days, draft.version) == (3, 400, 3)
    late = filled(client.get(basics).content.decode())
    assert saved(client, 2569, "basics", title="โครงการของคนแรก").status_code == 302
    both = client.post(basics, {**late, "title": "โครงการของคนที่สอง"})
    assert both.status_code == 409
    text = both.content.decode()
    assert "โครงการของคนแรก" in text
    assert "โครงการของคนที่สอง" in text
    draft.refresh_from_db()
    assert draft.title == "โครงการของคนแรก"
    with pytest.raises(Stale):
        acts.save_section(
            programme=draft, section="basics", changes={"quota": 9}, version=1, by=world.department
        )


def test_a_year_is_opened_when_it_is_whole_and_closed_until_somebody_begins(
    draft: Programme, world: World, page: Pages
) -> None:
    client, province = page(world.department), page(world.buriram)
    hub = client.get(url("programme", 2569)).content.decode()
    assert "ยังเปิดใช้ไม่ได้" in hub
    assert client.post(url("programme_open", 2569), {"version": "1"}).status_code == 409
    assert province.get(url("programme_rules", 2569)).status_code == 404
    with pytest.raises(Refused, match="ยังไม่เปิดใช้"):
        prepare_round(programme=draft, by=world.buriram)
    looked_over(draft, world)
    assert client.post(url("programme_open", 2569), {"version": "1"}).status_code == 409  # seen: 1
    assert client.post(url("programme_open", 2569), {"version": "2"}).status_code == 302
    assert province.get(url("programme_rules", 2569) + "?part=criteria").status_code == 200
    assert client.post(url("programme_close", 2569)).status_code == 302
    assert province.get(url("programme_rules", 2569)).status_code == 404
    client.post(url("programme_open", 2569), {"version": "2"})
    prepare_round(programme=draft, by=world.buriram)
    assert client.post(url("programme_close", 2569)).status_code == 409
    with pytest.raises(Refused, match="มีจังหวัดเตรียมรอบ"):
        acts.save_section(
            programme=draft, section="basics", changes={"quota": 9}, version=2, by=world.department
        )


def test_a_round_of_the_new_year_has_its_criteria_quota_and_seats(
    draft: Programme, world: World
) -> None:
    old, bytes_before = Programme.objects.get(year=2568), stored(2568)
    criteria = [
        {"key": "one", "title": "ความพร้อม", "points": 60},
        {"key": "two", "title": "ความยั่งยืน", "points": 40},
    ]
    changes = {"quota": 3, "criteria": criteria, "tie_breakers": ["two"]}
    changes["committee"] = [{"role": "ประธานกรรมการ", "post": "ผู้ว่าราชการจังหวัด"}]
    acts.save_section(
        programme=draft, section="criteria", changes=changes, version=1, by=world.department
    )
    looked_over(draft, world)
    acts.open_year(programme=draft, version=draft.version, by=world.department)
    made = prepare_round(programme=draft, by=world.buriram)
    assert [(one.title, one.points) for one in made.criteria.order_by("order")] == [
        ("ความพร้อม", 60),
        ("ความยั่งยืน", 40),
    ]
    assert [seat.post for seat in made.seats.all()] == ["ผู้ว่าราชการจังหวัด"]
    assert Round.objects.get(pk=made.pk).programme.quota == 3
    old.refresh_from_db()
    assert (old.version, stored(2568)) == (1, bytes_before)


def stored(year: int) -> str:
    """Digest and JSON of a year as the database holds them."""
    found = Programme.objects.get(year=year)
    data = ProgrammeContent.objects.get(digest=found.digest).data
    return found.digest + json.dumps(data, ensure_ascii=False)


def test_a_year_that_was_worked_in_is_stone(world: World, page: Pages) -> None:
    world.round_prepared()
    before, client = stored(2568), page(world.department)
    form = form_of(section_of(DOCUMENT, "basics"), None, document=DOCUMENT, version=1)
    typed = {**{n: str(v) for n, v in form.initial.items()}, "base": form.served(), "quota": "9"}
    for answer in (
        client.get(url("programme_section", 2568, "basics")),
        client.post(url("programme_section", 2568, "basics"), typed),
        client.post(url("programme_close", 2568)),
        client.post(url("programme_rename", 2568), {"version": "1"}),
    ):
        assert answer.status_code == 409
    assert stored(2568) == before
    assert json.loads(before[64:]) == SHIPPED["content"]
    assert Programme.objects.get(year=2568).quota == 2


def test_two_years_are_compared_in_words(draft: Programme, world: World, page: Pages) -> None:
    client = page(world.department)
    criteria = [{**one} for one in DOCUMENT["criteria"]]
    criteria[0]["points"], criteria[1]["title"] = 30, "ความจำเป็นเร่งด่วน"
    gone = criteria.pop()
    changes = {"criteria": criteria, "quota": 3}
    acts.save_section(
        programme=draft, section="criteria", changes=changes, version=1, by=world.department
    )
    found = {one.key: one for one in changes_between(world.programme, draft)}
    assert [*found] == ["basics", "criteria", "deadlines"]
    told = [(one.kind, one.label) for one in found["criteria"].changes]
    assert told == [
        ("changed", criteria[0]["title"]),
        ("changed", "ความจำเป็นเร่งด่วน"),
        ("removed", gone["title"]),
    ]
    text = client.get(url("programme_compare", 2569), {"with": "๒๕๖๘"}).content.decode()
    assert "<del>" in text
    assert "ต่างจากปี 2568 3 แห่ง" in client.get(url("programme", 2569)).content.decode()
    assert "เหมือนกันทุกหัวข้อ" not in text


def test_texts_of_a_copy_name_the_new_year_by_one_act(
    draft: Programme, world: World, page: Pages
) -> None:
    client = page(world.department)
    assert "ยังระบุปี 2568" in client.get(url("programme", 2569)).content.decode()
    assert client.post(url("programme_rename", 2569), {"version": "1"}).status_code == 302
    draft.refresh_from_db()
    assert draft.content.activities[0].period == "ไตรมาสที่ 3 (เดือนเมษายน - พฤษภาคม 2569)"
    assert "ยังระบุปี 2568" not in client.get(url("programme", 2569)).content.decode()
    assert client.post(url("programme_rename", 2569), {"version": "2"}).status_code == 409


def test_the_lists_cost_the_same_for_one_year_and_three(
    world: World, page: Pages, django_assert_num_queries: Callable
) -> None:
    client = page(world.department)
    with django_assert_num_queries(4):
        client.get(url("programmes"))
    two = acts.copy_year(programme=world.programme, by=world.department)
    acts.copy_year(programme=two, by=world.department)
    with django_assert_num_queries(4):
        text = client.get(url("programmes")).content.decode()
    assert "พ.ศ. 2570" in text
    assert "พ.ศ. 2570" not in page(world.krasang).get(url("programmes")).content.decode()


def test_of_many_rows_two_officers_see_those_that_differ(
    draft: Programme, world: World, page: Pages
) -> None:
    client = page(world.department)
    address = url("programme_section", 2569, "criteria")
    late = filled(client.get(address).content.decode())
    assert saved(client, 2569, "criteria", **{"rows-0-points": "30"}).status_code == 302
    both = client.post(address, {**late, "rows-0-points": "๒๘"})
    assert both.status_code == 409
    told = both.content.decode().split('id="conflicts"')[1].split("</section>")[0]
    assert "คะแนนเต็ม: 28" in told
    assert "คะแนนเต็ม: 30" in told
    assert DOCUMENT["criteria"][1]["title"] not in told
