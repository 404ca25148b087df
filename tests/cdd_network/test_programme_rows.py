"""Rows of a section: moved by number, joined with another officer's row by row, never twice the same."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network import actions_programme as acts
from cdd_network.editor.forms.base import form_of
from cdd_network.editor.joining import pairs
from cdd_network.editor.sections import section_of
from cdd_network.models import Programme, User
from selection.actions.rounds import prepare_round
from tests.forms import filled
from tests.people import World

Pages = Callable[[object], Client]


@pytest.fixture
def draft(world: World) -> Programme:
    """2569 with a committee of four, «ก» to «ง»."""
    made = acts.copy_year(programme=world.programme, by=world.department)
    _seats(made, "กขคง", world.department)
    return made


def _seats(programme: Programme, posts: str, by: User) -> None:
    seats = [{"role": "กรรมการ", "post": post} for post in posts]
    acts.save_section(
        programme=programme, section="committee", changes={"committee": seats},
        version=programme.version, by=by,
    )  # fmt: skip


def posts(programme: Programme) -> str:
    programme.refresh_from_db()
    return "".join(seat.post for seat in programme.content.committee)


def address(key: str) -> str:
    return reverse("programme_section", args=[2569, key])


def served(client: Client, key: str) -> dict[str, str]:
    return filled(client.get(address(key)).content.decode())


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ({"rows-3-order": "1"}, "งกขค"),
        ({"rows-0-order": "4"}, "ขคงก"),
        ({"rows-0-order": "3"}, "ขคกง"),
        ({"rows-0-order": "2", "rows-1-order": "1"}, "ขกคง"),
        ({"rows-0-order": ""}, "ขคงก"),
        ({"rows-4-role": "กรรมการ", "rows-4-post": "จ", "rows-4-order": "๑"}, "จกขคง"),
        ({"rows-4-role": "กรรมการ", "rows-4-post": "จ"}, "กขคงจ"),
        ({"rows-1-DELETE": "on", "rows-3-order": "2"}, "กงค"),
    ],
)
def test_a_row_lands_at_the_number_that_was_typed(
    draft: Programme, typed: dict[str, str], after: str
) -> None:
    document = draft.document
    section = section_of(document, "committee")
    fresh = form_of(section, None, document=document, version=1)
    sent = {bound.html_name: str(bound.value() or "") for row in fresh.rows for bound in row}
    frame = {bound.html_name: str(bound.value()) for bound in fresh.rows.management_form}
    form = form_of(section, {**sent, **frame, **typed}, document=document, version=1)
    assert form.rows.is_valid(), form.rows.errors
    assert "".join(row["post"] for row in form.rows.rows()) == after


@pytest.mark.parametrize(
    ("base", "now", "found"),
    [
        ("abc", "abc", {0: 0, 1: 1, 2: 2}),
        ("abc", "xabc", {0: 1, 1: 2, 2: 3}),
        ("abc", "ac", {0: 0, 2: 1}),
        ("abc", "aBc", {0: 0, 1: 1, 2: 2}),
        ("abc", "cab", {0: 1, 1: 2, 2: 0}),
        ("abc", "abCd", {0: 0, 1: 1, 2: 2}),
    ],
)
def test_rows_without_keys_are_found_again(base: str, now: str, found: dict[int, int]) -> None:
    rows = [[[str(n), letter] for n, letter in enumerate(text)] for text in (base, now)]
    assert pairs(*rows, keyed=False) == found


@pytest.mark.parametrize(
    ("theirs", "mine", "after"),
    [
        ({"rows-0-post": "ก1"}, {"rows-1-post": "ข2"}, "ก1ข2คง"),
        ({"rows-0-DELETE": "on"}, {"rows-3-post": "ง2"}, "ขคง2"),
        ({"rows-4-role": "กรรมการ", "rows-4-post": "จ", "rows-4-order": "1"}, {"rows-0-DELETE": "on"}, "จขคง"),
        (
            {"rows-4-role": "กรรมการ", "rows-4-post": "จ"},
            {"rows-4-role": "กรรมการ", "rows-4-post": "ฉ"},
            "กขคงจฉ",
        ),
        ({"rows-2-order": "1"}, {"rows-0-post": "ก2"}, "คก2ขง"),
    ],
)  # fmt: skip
def test_two_officers_on_two_rows_are_joined(
    draft: Programme, world: World, page: Pages, theirs: dict, mine: dict, after: str
) -> None:
    client = page(world.department)
    early, late = served(client, "committee"), served(client, "committee")
    assert client.post(address("committee"), {**early, **theirs}).status_code == 302
    answer = client.post(address("committee"), {**late, **mine}, follow=True)
    assert "รวมกับข้อความที่ท่านบันทึกจากอีกหน้าต่าง" in answer.content.decode()
    assert posts(draft) == after


def test_on_one_row_both_texts_are_shown_and_the_other_rows_are_kept(
    draft: Programme, world: World, page: Pages
) -> None:
    client = page(world.department)
    late = served(client, "committee")
    theirs = {"rows-0-post": "ก1", "rows-2-post": "ค1", "rows-3-DELETE": "on"}
    assert client.post(address("committee"), {**late, **theirs}).status_code == 302
    mine = {"rows-2-post": "ค2", "rows-1-post": "ข2", "rows-3-post": "ง2"}
    answer = client.post(address("committee"), {**late, **mine})
    assert (answer.status_code, posts(draft)) == (409, "ก1ขค1")
    text = answer.content.decode()
    told = text.split('id="conflicts"')[1].split("</section>")[0]
    assert "แก้ไขไม่ตรงกัน 2 ข้อ" in "แก้ไขไม่ตรงกัน" + told.split("แก้ไขไม่ตรงกัน")[1]
    assert "ลำดับที่ 3 ค1" in told
    assert "โดยตำแหน่ง: ค2" in told and "โดยตำแหน่ง: ค1" in told
    assert "(นำออก)" in told and "ก1" not in told and "ข2" not in told
    assert "<title>ข้อผิดพลาด: " in text
    assert client.post(address("committee"), filled(text)).status_code == 302
    assert posts(draft) == "ก1ข2ค2ง2"


def test_keyed_rows_are_joined_by_their_keys(draft: Programme, world: World, page: Pages) -> None:
    client, key = page(world.department), draft.content.activity_types[1].key
    late = served(client, "types")
    assert client.post(address("types"), {**late, "rows-0-DELETE": "on"}).status_code == 302
    assert client.post(address("types"), {**late, "rows-1-name": "ใหม่"}).status_code == 302
    draft.refresh_from_db()
    first = draft.content.activity_types[0]
    assert (first.key, first.name) == (key, "ใหม่")
    forged = {**late, "base": late["base"].replace("[[", "[[1,"), "rows-2-name": "อื่น"}
    answer = client.post(address("types"), forged)
    assert answer.status_code == 409
    assert "ตารางเทียบกันทั้งตาราง" in answer.content.decode()


@pytest.mark.parametrize(
    ("section", "typed", "said"),
    [
        ("types", {"rows-2-name": " ศูนย์สาธิต การตลาด"}, "ประเภทที่ 3: ประเภทนี้ซ้ำกับประเภทที่ 1"),
        ("criteria", {"rows-1-tie_order": "1", "rows-3-tie_order": "1"}, "ซ้ำกับข้อ"),
        (
            "budget",
            {"rows-1-title": "ค่าอาหารกลางวัน", "rows-1-rate": "meal_state_part"},
            "ซ้ำกับรายการที่ 1",
        ),
        ("curriculum-2-1", {"rows-1-times": "06.00-23.00"}, "ช่วงที่ 2: เวลาทับกับช่วงที่ 1"),
        ("wordings", {"rows-0-body": "{จังหวด}\n{อำเพอ}"}, ": บรรทัดที่ 2: ไม่รู้จัก {อำเพอ}"),
        ("wordings", {"rows-0-body": "{จังหวด}\n{อำเพอ}"}, ": บรรทัดที่ 1: ไม่รู้จัก {จังหวด}"),
    ],
)
def test_what_clashes_is_said_of_its_row_and_in_the_title(
    draft: Programme, world: World, page: Pages, section: str, typed: dict, said: str
) -> None:
    client = page(world.department)
    answer = client.post(address(section), {**served(client, section), **typed})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>ข้อผิดพลาด: " in text
    summary = text.split("data-error-summary")[1].split("</ul>")[0]
    assert said in summary
    if section == "wordings":
        assert (
            f">{section_of(draft.document, section).read_rows(draft.document)[0]['kind']}: "
            in summary
        )


def test_a_form_that_came_too_late_is_shown_to_be_copied(
    draft: Programme, world: World, page: Pages
) -> None:
    client = page(world.department)
    late = served(client, "committee")
    Programme.objects.filter(pk=draft.pk).update(opened_at="2026-01-01T00:00:00Z")
    draft.refresh_from_db()
    prepare_round(programme=draft, by=world.buriram)
    answer = client.post(address("committee"), {**late, "rows-0-post": "พิมพ์ไว้นาน"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "พิมพ์ไว้นาน" in text and "มีจังหวัดเตรียมรอบการคัดเลือก" in text
    assert posts(draft) == "กขคง"
    assert client.get(address("committee")).status_code == 409


def test_the_points_of_the_criteria_are_added_up(
    draft: Programme, world: World, page: Pages
) -> None:
    text = page(world.department).get(address("criteria")).content.decode()
    assert "คะแนนรวมที่บันทึกไว้ 100 จาก 100 คะแนน" in text
    assert text.count('type="submit">บันทึก</button>') == 2
