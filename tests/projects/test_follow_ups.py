"""Months after: when a time opens, who writes it down, how the groups are counted."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from projects.actions.follow_ups import save_follow_up
from projects.deadlines import Limit
from projects.follow_up_list import by_standing, by_type, rows_of
from projects.follow_up_rules import check_seen_on
from projects.follow_ups import LATE, NONE, Seen, counts_as, opens, times
from projects.models import Activity, Deadline, FollowUp
from projects.queries_follow_up import at, due_of, exists_counts, followed
from tests.people import World
from tests.projects.stage import sent

LIMITS = [
    Limit(f"follow_{n}", f"follow_{n}", "district", "", "", event="activity_end", months_after=n)
    for n in (3, 6, 12)
]
FOUND = {"seen_on": date(2025, 9, 22), "standing": "running"}
TYPED = {
    "seen_on_day": "๒๒", "seen_on_month": "9", "seen_on_year": "2568",
    "standing": "running", "members": "๑๒๐", "capital": "200,000", "note": "ขายดี เฉพาะกระสัง",
}  # fmt: skip


def on(monkeypatch: pytest.MonkeyPatch, *day: int) -> None:
    """Set today."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(*day))


def look(activity: Activity, months: int, by: object, **found: object) -> FollowUp:
    """A follow-up as its district saves it."""
    one = at(activity, months)
    values = {"members": None, "capital": None, "note": "", **found}
    save_follow_up(follow_up=one, values=values, version=one.version, by=by)
    return one


@pytest.mark.parametrize(
    ("due", "first"),
    [
        (date(2025, 9, 20), date(2025, 9, 1)),  # the month it is due in
        (date(2025, 9, 5), date(2025, 8, 22)),  # early in a month: 14 days before
        (date(2028, 2, 29), date(2028, 2, 1)),
        (date(2026, 1, 1), date(2025, 12, 18)),
    ],
)
def test_a_time_opens_with_its_month_or_a_fortnight_before(due: date, first: date) -> None:
    assert opens(due) == first


@pytest.mark.parametrize(
    ("seen", "today", "word"),
    [
        (date(2025, 8, 31), date(2025, 8, 31), "เร็วเกินไป"),
        (date(2025, 8, 31), date(2025, 9, 20), "ต้องไม่ก่อน 1 กันยายน 2568"),
        (date(2025, 9, 21), date(2025, 9, 20), "ข้างหน้า"),
    ],
)
def test_a_day_of_looking_is_refused_with_its_reason(seen: date, today: date, word: str) -> None:
    due = date(2025, 9, 20)
    check_seen_on(date(2025, 9, 1), due, date(2025, 9, 20), months=3, others={})
    with pytest.raises(Refused, match=word):
        check_seen_on(seen, due, today, months=3, others={})


def test_times_are_looked_at_in_their_order(
    world: World, page: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity, _ = world.dated()
    on(monkeypatch, 2026, 1, 10)
    later = date(2026, 1, 5)
    look(activity, 6, world.krasang, seen_on=later, standing="running")
    client, url = page(world.krasang), f"/activities/{activity.pk}/follow/3/"
    asked = client.get(url).content.decode()
    assert "ติดตามหลังดำเนินการ 6 เดือนเมื่อ" in asked and "ครั้งนี้จึงไม่นับเป็นงานค้าง" in asked
    assert 'name="seen_on_day" value="10"' not in asked, "today would be after the later look"
    typed = {
        **TYPED,
        "version": "0",
        "seen_on_day": "6",
        "seen_on_month": "1",
        "seen_on_year": "2569",
    }
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "วันที่ติดตามต้องไม่หลัง 5 มกราคม 2569" in refused.content.decode()
    assert "ขายดี เฉพาะกระสัง" in refused.content.decode(), "what was typed stays"
    with pytest.raises(Refused, match="ต้องไม่หลัง"):
        look(activity, 3, world.krasang, seen_on=date(2026, 1, 6), standing="running")
    look(activity, 3, world.krasang, seen_on=later, standing="running")
    look(activity, 3, world.krasang, seen_on=date(2025, 12, 30), standing="running")
    with pytest.raises(Refused, match="ต้องไม่ก่อน 30 ธันวาคม 2568 ซึ่งเป็นวันที่ติดตามหลังดำเนินการ 3"):
        look(activity, 6, world.krasang, seen_on=date(2025, 12, 29), standing="running")


@pytest.mark.parametrize(
    ("seen", "today", "newest", "at_six"),
    [
        ({}, date(2025, 9, 20), {NONE}, {NONE}),
        ({}, date(2025, 9, 21), {NONE, LATE}, {NONE}),
        ({3: "running"}, date(2025, 12, 21), {"running", LATE}, {NONE, LATE}),
        ({3: "running", 6: "ended"}, date(2025, 12, 21), {"ended"}, {"ended"}),
        ({6: "running"}, date(2025, 12, 1), {"running"}, {"running"}),  # 3 is owed no more
    ],
)
def test_a_group_counts_by_its_newest_follow_up(
    seen: dict, today: date, newest: set, at_six: set
) -> None:
    held = {months: Seen(date(2025, 9, 20), standing) for months, standing in seen.items()}
    found = times(LIMITS, {"activity_end": date(2025, 6, 20)}, held, today)
    assert [one.due for one in found] == [date(2025, 9, 20), date(2025, 12, 20), date(2026, 6, 20)]
    assert counts_as(found, None) == newest
    assert counts_as(found, 6) == at_six


def test_a_later_look_closes_the_earlier_everywhere(
    world: World, page: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity, _ = world.dated()
    on(monkeypatch, 2025, 12, 21)
    missed = "ติดตามผลหลัง 3 เดือน กลุ่ม"
    assert missed in page(world.krasang).get("/deadlines/").content.decode()
    with pytest.raises(Refused, match="ไม่มีสมาชิก"):
        look(activity, 6, world.krasang, seen_on=date(2025, 12, 21), standing="never", members=50)
    look(activity, 6, world.krasang, seen_on=date(2025, 12, 21), standing="never")
    assert missed not in page(world.krasang).get("/deadlines/").content.decode()
    assert "ไม่ได้ติดตามในรอบนี้" in page(world.krasang).get("/follow-ups/").content.decode()
    (held,) = followed(Activity.objects.filter(pk=activity.pk))
    assert [one.is_late for one in held.times] == [False, False, False]


def test_the_form_says_which_earlier_looks_it_closes(
    world: World, page: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity, _ = world.dated()
    client, url = page(world.krasang), f"/activities/{activity.pk}/follow"
    on(monkeypatch, 2026, 6, 20)
    assert "ยังไม่มีการติดตามหลัง 3 และ 6 เดือน" in client.get(f"{url}/12/").content.decode()
    assert "ยังไม่มีการติดตามหลัง" not in client.get(f"{url}/3/").content.decode()
    look(activity, 3, world.krasang, **{**FOUND, "seen_on": date(2026, 6, 19)})
    assert "ยังไม่มีการติดตามหลัง 6 เดือน" in client.get(f"{url}/12/").content.decode()


def test_the_district_looks_and_another_cannot(world: World, page: object, monkeypatch) -> None:
    activity, _ = world.dated()
    url = f"/activities/{activity.pk}/follow/3/"
    on(monkeypatch, 2025, 8, 31)
    refused = page(world.krasang).get(url)
    assert refused.status_code == 409
    assert "เร็วเกินไป การติดตามครั้งนี้ครบกำหนด 20 กันยายน 2568" in refused.content.decode()
    assert page(world.krasang).post(url, {**TYPED, "version": 0}).status_code == 422
    on(monkeypatch, 2025, 9, 22)
    assert page(world.bandan).post(url, {**TYPED, "version": 0}).status_code == 404
    assert page(world.buriram).post(url, {**TYPED, "version": 0}).status_code == 404
    assert page(world.krasang).get(f"/activities/{activity.pk}/follow/4/").status_code == 404
    assert not FollowUp.objects.exists()
    never = page(world.krasang).post(url, {**TYPED, "standing": "never", "version": 0})
    assert set(never.context["form"].errors) == {"members", "capital"}
    assert 'data-keep="typed"' in never.content.decode(), "an ended login loses no note"
    told = page(world.krasang).post(url, {**TYPED, "version": 0}, follow=True).content.decode()
    assert "บันทึกการติดตาม 3 เดือนแล้ว: ดำเนินการอยู่ ติดตามหลังกำหนด 2 วัน" in told
    assert "ติดตามเมื่อ 22 กันยายน 2568 หลังกำหนด 2 วัน" in told
    found = FollowUp.objects.get()
    assert (found.members, found.capital, found.by) == (120, Decimal(200000), world.krasang)
    row = AuditRow.objects.get(subject_type="projects.followup")
    assert (row.act, row.by) == ("save", world.krasang)
    for user, sees in ((world.buriram, 200), (world.department, 200), (world.surin, 404)):
        answer = page(user).get(url)
        assert answer.status_code == sees
        assert ("เฉพาะกระสัง" in answer.content.decode()) is (sees == 200)


def test_two_officers_are_joined(world: World, page: object, monkeypatch) -> None:
    activity, _ = world.dated()
    on(monkeypatch, 2025, 9, 22)
    url = f"/activities/{activity.pk}/follow/3/"
    base = page(world.krasang).get(url).context["form"].served()
    first = look(activity, 3, world.krasang, **FOUND, members=90)
    both = page(world.krasang).post(url, {**TYPED, "version": 0, "base": base})
    assert both.status_code == 409
    first.refresh_from_db()
    assert (first.members, first.version) == (90, 1)
    assert "90" in both.content.decode()
    mine = {**TYPED, "members": "90", "version": 0, "base": base}
    assert page(world.krasang).post(url, mine).status_code == 302
    first.refresh_from_db()
    assert (first.members, first.note, first.version) == (90, TYPED["note"], 2)


def test_an_office_sets_another_day(world: World) -> None:
    activity, other = world.dated()
    Deadline.objects.create(
        programme=world.programme, office=world.buriram.office, district=world.krasang.office,
        task="follow_3", level="district", title="ติดตาม", source="หนังสือจังหวัด",
        fixed=date(2025, 10, 15), replaces="follow_3", reason="น้ำท่วม", by=world.buriram,
    )  # fmt: skip
    assert due_of(activity, 3) == date(2025, 10, 15)
    assert due_of(other, 3) == date(2025, 9, 20)
    by_office = {one.office: one for one in followed(Activity.objects.all(), date(2025, 10, 1))}
    assert by_office[world.krasang.office_id].by_months[3].due == date(2025, 10, 15)
    assert by_office[world.bandan.office_id].by_months[3].is_late


def test_figures_and_the_rows_behind_them(world: World, monkeypatch) -> None:
    activity, other = world.dated()
    on(monkeypatch, 2025, 12, 22)
    look(activity, 3, world.krasang, **FOUND)
    look(activity, 6, world.krasang, seen_on=date(2025, 12, 22), standing="paused")
    look(other, 3, world.bandan, **FOUND)
    groups = followed(Activity.objects.all())
    counts = {row.key: [one.number for one in row.counts] for row in by_standing(groups)}
    assert counts["running"] == [1, 2, 0, 0]
    assert counts["paused"] == [1, 0, 1, 0]
    assert counts[LATE] == [1, 0, 1, 0]
    assert counts[NONE] == [0, 0, 1, 2]
    types = world.programme.content.activity_types
    (centre,) = by_type(groups, types)
    assert (centre.groups, centre.seen, centre.running, centre.share) == (2, 2, 1, "50%")
    for key, numbers in counts.items():
        for months, number in zip(("", "3", "6", "12"), numbers, strict=True):
            assert len(rows_of(groups, {"standing": key, "months": months})) == number
    assert exists_counts(world.programme) == {
        "running": 1, "beginning": 0, "paused": 1, "ended": 0, "never": 0, NONE: 0
    }  # fmt: skip


def test_the_list_shows_each_office_its_own(
    world: World, page: object, monkeypatch, django_assert_num_queries
) -> None:
    activity, _ = world.dated()
    on(monkeypatch, 2025, 9, 22)
    look(activity, 3, world.krasang, **FOUND)
    for user, groups in ((world.krasang, 1), (world.buriram, 2), (world.department, 2)):
        shown = page(user).get("/follow-ups/").context["page_obj"]
        assert len(shown.object_list) == groups
    assert not page(world.surin).get("/follow-ups/").context["groups"]
    narrowed = page(world.department).get("/follow-ups/?province=31&standing=running&months=3")
    assert [one.pk for one in narrowed.context["page_obj"]] == [activity.pk]
    assert page(world.department).get("/follow-ups/?format=xlsx").content[:2] == b"PK"
    client = page(world.department)
    with django_assert_num_queries(8):
        client.get("/follow-ups/?province=31&year=2568")
    with django_assert_num_queries(8):
        client.get("/follow-ups/?year=&standing=none")


def test_home_asks_a_fortnight_before_once_the_summary_is_accepted(
    world: World, page: object, story: object, monkeypatch
) -> None:
    activity, _ = world.dated()
    word = "หลังดำเนินการ 3 เดือน"
    report = story.summaries.begin_summary(activity=activity, by=world.krasang)
    on(monkeypatch, 2025, 9, 6)
    assert word not in page(world.krasang).get("/").content.decode()
    sent(report, "accepted")
    assert word in page(world.krasang).get("/").content.decode()
    assert word not in page(world.bandan).get("/").content.decode()
    on(monkeypatch, 2025, 9, 5)
    assert word not in page(world.krasang).get("/").content.decode()
    on(monkeypatch, 2025, 12, 10)
    home = page(world.krasang).get("/").content.decode()
    assert word not in home
    assert "หลังดำเนินการ 6 เดือน" in home
