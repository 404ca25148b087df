"""Two people on one form: what one alone changed is kept, what both changed is asked about."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from cdd_network.models import User
from projects.models import Activity
from selection.actions.nominations import begin_nomination, save_nomination
from selection.models import Nomination
from selection.views import nominations as view
from tests.forms import filled, opened
from tests.people import World
from tests.projects.stage import REPORTER_TYPED
from tests.reports import stages

Pages = Callable[[User | None], Client]


@dataclass
class Desk:
    """A form under test: its address, its object, its first editor, and what the two type.

    ``mine`` and ``theirs`` touch different things; ``both`` is a field that both change.
    """

    url: str
    thing: Model
    user: User
    mine: dict[str, str]
    theirs: dict[str, str]
    both: str
    twice: tuple[str, str] = ("ข้อความของคนแรก", "ข้อความของคนที่สอง")
    stored: Callable[[], dict[str, str]] = field(default=dict)


def nomination(world: World, story: object) -> Desk:
    """The 11 items."""
    one = begin_nomination(round=world.round_open(), group=world.krachao, by=world.krasang)
    return Desk(
        reverse("nomination_edit", args=[one.pk]), one, world.krasang,
        mine={"reasons": "น้ำไม่พอใช้", "capital": "๒๐๐,๐๐๐"},
        theirs={"urgency": "ก่อนฤดูแล้ง", "place_moo": "๙", "steps": "สำรวจ\nประชุม"},
        both="problem",
    )  # fmt: skip


def plan(world: World, story: object) -> Desk:
    """The reporter and a column by one, other columns of the same row by the other."""
    one = story.plans.begin_plan(activity=world.dated()[0], by=world.krasang)
    return Desk(
        reverse("plan_edit", args=[one.pk]), one, world.krasang,
        mine={**REPORTER_TYPED, "items-0-capital": "๕๐,๐๐๐"},
        theirs={"items-0-place": "ศาลาประชาคม", "items-0-steps": "สำรวจ\nประชุม"},
        both="items-0-remark",
    )  # fmt: skip


def summary(world: World, story: object) -> Desk:
    """Items 4 and 6 by one, the second day by the other."""
    one = story.summaries.begin_summary(activity=world.dated()[0], by=world.krasang)
    return Desk(
        reverse("summary_edit", args=[one.pk]), one, world.krasang,
        mine={"participants": "๒๐ คน", "problems": "ฝนตก"},
        theirs={"day_2": "ศึกษาดูงาน\nทั้งวัน"},
        both="suggestions",
    )  # fmt: skip


def days(world: World, story: object) -> Desk:
    """The first day by one, the study site by the other."""
    one, _ = world.allotted()
    return Desk(
        reverse("activity_days", args=[one.pk]), one, world.krasang,
        mine={"date_1_day": "18", "date_1_month": "6", "date_1_year": "2568"},
        theirs={"site_name": "ศูนย์สาธิตการตลาด", "site_subdistrict": "310302", "site_moo": "3"},
        both="place_3",
    )  # fmt: skip


def letter(world: World, story: object) -> Desk:
    """The deadline by one, a letter cited by the other."""
    one = stages.letter_draft(world, world.announced()[0])
    return Desk(
        reverse("document_edit", args=[one.pk]), one, world.buriram,
        mine={"deadline_day": "11"},
        theirs={"references-1-number": "ว 99"},
        both="references-0-number",
        twice=("ว 111", "ว 222"),
    )  # fmt: skip


FORMS = (nomination, plan, summary, days, letter)


@pytest.fixture(params=FORMS, ids=lambda make: make.__name__)
def desk(request: pytest.FixtureRequest, world: World, story: object) -> Desk:
    """Each of the forms, ready to be written."""
    return request.param(world, story)


def colleague(user: User) -> User:
    """Another officer of the same office."""
    return User.objects.create_user(
        "colleague", role=user.role, office=user.office, display_name="นายวิชัย ขยัน"
    )


def facts(client: Client, desk: Desk) -> dict[str, str]:
    """What the form holds now, less the mechanism's own fields and rows' bookkeeping."""
    held = opened(client, desk.url)
    return {k: v for k, v in held.items() if k not in {"version", "base", "csrfmiddlewaretoken"}}


def read_back(client: Client, desk: Desk, typed: dict[str, str]) -> dict[str, str]:
    """The typed fields as a page of stored values writes them."""
    held = facts(client, desk)
    return {name: held[name] for name in typed}


def test_what_one_alone_changed_is_joined_and_saved_at_once(desk: Desk, page: Pages) -> None:
    me, other = page(desk.user), page(colleague(desk.user))
    mine, theirs = opened(me, desk.url), opened(other, desk.url)
    assert other.post(desk.url, {**theirs, **desk.theirs}).status_code == 302
    left = read_back(other, desk, desk.theirs)
    answer = me.post(desk.url, {**mine, **desk.mine}, follow=True)
    assert answer.redirect_chain
    assert "บันทึกแล้ว รวมกับข้อความที่ นายวิชัย ขยัน บันทึกไว้" in answer.content.decode()
    assert read_back(me, desk, desk.theirs) == left, "what the other wrote stands"
    untouched = {k: v for k, v in mine.items() if k in desk.mine}
    assert read_back(me, desk, desk.mine) != untouched, "what I wrote stands"


def test_what_both_changed_is_asked_and_not_saved(desk: Desk, page: Pages) -> None:
    me, other = page(desk.user), page(colleague(desk.user))
    first, second = desk.twice
    mine, theirs = opened(me, desk.url), opened(other, desk.url)
    other.post(desk.url, {**theirs, **desk.theirs, desk.both: first})
    left = read_back(other, desk, {**desk.theirs, desk.both: ""})
    answer = me.post(desk.url, {**mine, **desk.mine, desk.both: second})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "แก้ไขไม่ตรงกัน 1 ข้อ" in text
    assert "นายวิชัย ขยัน บันทึกเมื่อ " in text
    assert first in text
    assert 'class="stored"' in text, "the stored text stands beneath the field too"
    assert read_back(me, desk, {**desk.theirs, desk.both: ""}) == left, "nothing was overwritten"
    again = filled(text)
    assert again[desk.both] == second
    assert me.post(desk.url, again).status_code == 302
    assert read_back(me, desk, {desk.both: ""}) == {desk.both: second}
    if not desk.both.startswith("references"):  # its rows are one field
        kept = {k: v for k, v in left.items() if k != desk.both}
        assert read_back(me, desk, kept) == kept, "the second save overwrote nothing untouched"


def test_an_untouched_blank_overwrites_nothing(desk: Desk, page: Pages) -> None:
    """A second window that was left open and is saved as it stands."""
    me = page(desk.user)
    idle, busy = opened(me, desk.url), opened(me, desk.url)
    me.post(desk.url, {**busy, **desk.mine, **desk.theirs})
    whole = facts(me, desk)
    answer = me.post(desk.url, idle, follow=True)
    assert "ที่ท่านบันทึกจากอีกหน้าต่าง" in answer.content.decode()
    assert facts(me, desk) == whole


def test_the_same_text_twice_is_no_conflict(desk: Desk, page: Pages) -> None:
    """A second click, or both type the same."""
    me = page(desk.user)
    sent = {**opened(me, desk.url), **desk.mine, desk.both: desk.twice[0]}
    assert me.post(desk.url, sent).status_code == 302
    answer = me.post(desk.url, sent, follow=True)
    assert answer.redirect_chain
    assert "รวมกับข้อความ" not in answer.content.decode()


@pytest.mark.parametrize("base", ["", "[]", "{", '{"reasons": 1}', "null"])
def test_without_the_served_digests_every_difference_is_asked(
    world: World, story: object, page: Pages, base: str
) -> None:
    one = nomination(world, story)
    me = page(one.user)
    mine = opened(me, one.url)
    me.post(one.url, {**mine, "urgency": "ก่อนฤดูแล้ง"})
    answer = me.post(one.url, {**mine, "base": base, "reasons": "น้ำไม่พอใช้"})
    assert answer.status_code == 409
    assert "แก้ไขไม่ตรงกัน 2 ข้อ" in answer.content.decode()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_version_that_is_none_is_refused(desk: Desk, page: Pages, version: str) -> None:
    me = page(desk.user)
    answer = me.post(desk.url, {**opened(me, desk.url), "version": version})
    assert answer.status_code == 422


def test_an_address_is_one_thing(world: World, story: object, page: Pages) -> None:
    """Half of one address and half of another would be a third place."""
    one = days(world, story)
    me, other = page(one.user), page(colleague(one.user))
    mine, theirs = opened(me, one.url), opened(other, one.url)
    other.post(one.url, {**theirs, "site_subdistrict": "310302", "site_moo": "3"})
    answer = me.post(one.url, {**mine, "site_subdistrict": "310303", "site_moo": "5"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "แก้ไขไม่ตรงกัน 1 ข้อ" in text
    assert "หมู่ที่ของสถานที่ศึกษาดูงาน: 3" in text, "places by name and part"
    assert Activity.objects.get(pk=one.thing.pk).site_moo == 3


def test_joined_texts_that_break_a_rule_are_not_saved(
    world: World, story: object, page: Pages
) -> None:
    one = days(world, story)
    me, other = page(one.user), page(colleague(one.user))
    mine, theirs = opened(me, one.url), opened(other, one.url)
    first = {"date_1_day": "20", "date_1_month": "6", "date_1_year": "2568"}
    second = {"date_2_day": "19", "date_2_month": "6", "date_2_year": "2568"}
    assert other.post(one.url, {**theirs, **first}).status_code == 302
    answer = me.post(one.url, {**mine, **second})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "นายวิชัย ขยัน บันทึกเมื่อ" in text
    assert "ระบบรวมข้อความนั้นเข้ากับแบบนี้แล้ว" in text
    assert filled(text)["date_1_day"] == "20"
    assert me.post(one.url, {**filled(text), "date_2_day": "21"}).status_code == 302


def test_a_row_that_the_other_added_is_not_lost(world: World, story: object, page: Pages) -> None:
    one = plan(world, story)
    me, other = page(one.user), page(colleague(one.user))
    mine = opened(me, one.url)
    other.post(one.url, {**opened(other, one.url), "act": "add"})
    other.post(one.url, {**opened(other, one.url), "items-1-activity_name": "ธนาคารข้าว"})
    me.post(one.url, {**mine, **REPORTER_TYPED, "items-0-place": "ศาลาประชาคม"})
    assert [(i.key, i.activity_name) for i in one.thing.items.all()][1] == (1, "ธนาคารข้าว")
    assert one.thing.items.get(key=0).place == "ศาลาประชาคม"
    assert me.post(one.url, {**opened(me, one.url), "act": "remove-1-"}).status_code == 302
    assert one.thing.items.count() == 1


@pytest.mark.parametrize(("times", "status"), [(1, 302), (9, 409)])
def test_saved_in_the_very_moment(
    world: World,
    story: object,
    page: Pages,
    monkeypatch: pytest.MonkeyPatch,
    times: int,
    status: int,
) -> None:
    """Between reading and writing: tried again a few times, then asked."""
    one = nomination(world, story)
    other = colleague(one.user)
    left = list(range(times))

    def save_late(*, nomination: Nomination, **given: object) -> None:
        if left:
            now = Nomination.objects.get(pk=nomination.pk)
            text = {"urgency": f"ครั้งที่ {left.pop()}"}
            save_nomination(nomination=now, values=text, version=now.version, by=other)
        save_nomination(nomination=nomination, **given)

    mine = {**opened(page(one.user), one.url), "reasons": "น้ำไม่พอใช้"}
    monkeypatch.setattr(view, "save_nomination", save_late)
    answer = page(one.user).post(one.url, mine)
    assert answer.status_code == status
    one.thing.refresh_from_db()
    assert one.thing.urgency.startswith("ครั้งที่ ")
    assert (one.thing.reasons == "น้ำไม่พอใช้") is (status == 302)
