"""Seats: posts and persons, who scores how, order, two officers, what may still be corrected."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from cdd_network.models import District, User
from cdd_network.refusal import Refused
from selection.actions import committee, meeting, rounds, scores
from selection.models import CommitteeMember, Declaration, Round, ScoreSheet
from tests import forms
from tests.people import World

Page = Callable[[User | None], Client]


def posts(opened: Round) -> list[str]:
    """The committee's posts in order; the orders run from 1 without a gap."""
    rows = list(opened.seats.order_by("order").values_list("order", "post"))
    assert [order for order, _ in rows] == list(range(1, len(rows) + 1))
    return [post for _, post in rows]


def served(client: Client, seat: CommitteeMember) -> dict[str, str]:
    """The seat's form as it was served."""
    return forms.filled(client.get(f"/rounds/seats/{seat.pk}/").content.decode(), "seen")


def test_a_seat_with_its_person_and_way_of_scoring(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    province, seat = page(world.buriram), prepared.seats.get(order=6)
    url, listed = f"/rounds/seats/{seat.pk}/", f"/rounds/{prepared.pk}/committee/"
    typed = {
        **served(province, seat), "way": "paper", "person": "นายสมชาย ใจดี",
        "district": world.krasang.office.district_id, "group": world.krachao.pk,
    }  # fmt: skip
    assert province.post(url, typed).url == listed
    seat.refresh_from_db()
    assert (seat.on_paper, seat.user, seat.group) == (True, None, world.krachao)
    read = province.get(listed).content.decode()
    for words in ("นายสมชาย ใจดี", "อำเภอกระสัง", "บ้านกระเจา", "บนกระดาษ"):
        assert words in read
    seats = prepared.seats.count()
    assert f"องค์ประชุม {(seats + 1) // 2} จาก {seats} ตำแหน่ง" in read
    workbook = openpyxl.load_workbook(BytesIO(province.get(f"{listed}?format=xlsx").content))
    assert "นายสมชาย ใจดี" in [row[3] for row in workbook.active.iter_rows(values_only=True)]


def test_an_account_is_wanted_and_belongs_to_the_province(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    province, new = page(world.buriram), f"/rounds/{prepared.pk}/committee/new/"
    typed = {"post": "ปศุสัตว์จังหวัด", "seat": "member", "way": "account"}
    answer = province.post(new, typed)
    assert answer.status_code == 422
    assert "เลือกบัญชีสำหรับให้คะแนน หรือเลือกวิธีให้คะแนนอื่น" in answer.content.decode()
    foreign = {"district": "3205", "group": world.prasat_group.pk, "user": world.krasang.pk}
    for name, key in foreign.items():
        wrong = province.post(new, {**typed, "way": "none", name: key})
        assert wrong.status_code == 422, name
        assert "ทมอ" not in wrong.content.decode()
    with pytest.raises(Refused, match="อำเภอในจังหวัดนี้"):
        committee.save_seat(
            round=prepared,
            seat=None,
            values={"post": "x", "seat": "member", "district": District.objects.get(pk="3205")},
            by=world.buriram,
        )
    sits = {**typed, "user": world.members[0].pk}
    assert "เป็นกรรมการในรอบนี้อยู่แล้ว" in province.post(new, sits).content.decode()
    before = prepared.seats.count()
    assert (
        province.post(new, {**typed, "way": "none", "user": world.members[0].pk}).status_code == 302
    )
    made = prepared.seats.get(post="ปศุสัตว์จังหวัด")
    assert (made.user, made.on_paper, made.order) == (None, False, before + 1)


def test_seats_change_places_once_a_tap(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    province, (one, two, three, *rest) = page(world.buriram), posts(prepared)
    second = prepared.seats.get(order=2)
    url = f"/rounds/seats/{second.pk}/move/"
    for _ in range(2):  # a double tap carries the same order
        assert province.post(url, {"to": "up", "order": "2"}).status_code == 302
        assert posts(prepared) == [two, one, three, *rest]
    province.post(url, {"to": "up", "order": "1"})  # the first has nobody before it
    province.post(url, {"to": "down", "order": "9" * 30})
    assert posts(prepared) == [two, one, three, *rest]
    province.post(url, {"to": "down", "order": "1"})
    assert posts(prepared) == [one, two, three, *rest]
    assert page(world.surin).post(url, {"to": "up", "order": "2"}).status_code == 404
    rounds.open_round(round=prepared, by=world.buriram)
    assert province.post(url, {"to": "down", "order": "2"}).status_code == 302
    assert posts(prepared) == [one, three, two, *rest]


def test_two_officers_on_one_seat(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    province, seat = page(world.buriram), prepared.seats.get(order=6)
    url, old = f"/rounds/seats/{seat.pk}/", served(province, seat)
    assert province.post(url, {**old, "person": "นางแรก มาก่อน"}).status_code == 302
    told = province.post(url, {**old, "person": "นายหลัง มาทีหลัง"})
    assert told.status_code == 409
    text = told.content.decode()
    assert "มีผู้อื่นแก้ไขกรรมการตำแหน่งนี้" in text
    assert "นางแรก มาก่อน" in text
    seat.refresh_from_db()
    assert seat.person == "นางแรก มาก่อน"
    assert province.post(url, forms.filled(text, "seen")).status_code == 302
    seat.refresh_from_db()
    assert seat.person == "นายหลัง มาทีหลัง"


def test_who_sits_anew_declares_and_scores_anew(world: World) -> None:
    opened, first, _ = world.scoring()
    seat, kept = opened.seats.filter(user__isnull=False)[:2]
    points = {c.pk: c.points for c in opened.criteria.all()}
    for one in (seat, kept):
        scores.save_sheet(member=one, nomination=first, points=points, note="", by=one.user)
    rounds.recheck_round(round=opened, reason="ตรวจใหม่", by=world.buriram)
    save = {"round": opened, "by": world.buriram}
    committee.save_seat(**save, seat=seat, values={"post": "ชื่อตำแหน่งใหม่"})
    assert Declaration.objects.filter(member=seat).count() == 2
    committee.save_seat(**save, seat=seat, values={"group": world.krachao})
    assert not Declaration.objects.filter(member=seat).exists()
    assert ScoreSheet.objects.filter(member=seat).exists()  # the same person's own draft
    committee.save_seat(**save, seat=seat, values={"user": None, "on_paper": True})
    assert not ScoreSheet.objects.filter(member=seat).exists()
    assert Declaration.objects.filter(member=kept).count() == 2
    assert ScoreSheet.objects.filter(member=kept).exists()


def test_the_person_is_corrected_until_the_seat_declares(world: World, page: Page) -> None:
    opened, _, _ = world.scoring()
    province = page(world.buriram)
    silent = opened.seats.filter(user=None)[0]
    declared = opened.seats.filter(user__isnull=False)[0]
    form = served(province, silent)
    assert not {"post", "seat", "user"} & form.keys()
    typed = {**form, "person": "นายทดแทน มาใหม่", "post": "แอบเปลี่ยนตำแหน่ง"}
    assert province.post(f"/rounds/seats/{silent.pk}/", typed).status_code == 302
    before, after = silent.post, CommitteeMember.objects.get(pk=silent.pk)
    assert (after.person, after.post) == ("นายทดแทน มาใหม่", before)
    url = f"/rounds/seats/{declared.pk}/"
    assert "แจ้งเรื่องส่วนได้เสียตามข้อมูลนี้ไว้แล้ว" in province.get(url).content.decode()
    assert province.post(url, {"person": "นายอื่น"}).status_code == 409
    values = {"person": "นายอื่น", "district": None, "group": None}
    with pytest.raises(Refused, match="จังหวัดอื่น"):
        committee.save_person(seat=silent, values=values, by=world.surin)
    declared.refresh_from_db()
    assert declared.person == ""


@pytest.mark.parametrize("seats", [3, 15])
def test_the_committee_page_in_constant_queries(
    world: World, page: Page, seats: int, django_assert_num_queries: Callable
) -> None:
    prepared = world.round_prepared()
    prepared.seats.filter(order__gt=seats).delete()
    for order in range(prepared.seats.count() + 1, seats + 1):
        prepared.seats.create(
            order=order, seat="member", post=f"กรรมการ {order}", group=world.arang
        )
    prepared.seats.update(district="3103")
    client = page(world.buriram)
    with django_assert_num_queries(4):
        answer = client.get(f"/rounds/{prepared.pk}/committee/")
    assert answer.content.decode().count("อำเภอกระสัง") == seats


def test_a_large_province_offers_the_groups_of_the_seats_district(
    world: World, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selection.queries_committee.MOST_GROUPS", 1)
    prepared = world.round_prepared()
    province, seat = page(world.buriram), prepared.seats.get(order=6)
    url = f"/rounds/seats/{seat.pk}/"
    offered = province.get(url).content.decode()
    assert "เลือกอำเภอที่สังกัดและบันทึกก่อน" in offered
    assert "บ้านกระเจา" not in offered
    typed = {**served(province, seat), "district": "3103"}
    assert province.post(url, typed).status_code == 302
    offered = province.get(url).content.decode()
    assert "บ้านกระเจา" in offered
    assert "บ้านอารัง" not in offered


def test_a_delegate_is_written_at_the_meeting_even_after_declaring(world: World) -> None:
    opened, _, _ = world.scoring()
    seat = opened.seats.select_related("round").filter(user__isnull=False)[0]
    meeting.leave(seat=seat, by=world.buriram)
    meeting.arrive(seat=seat, delegate="นางสาวสุดา ใจดี", by=world.buriram)
    assert CommitteeMember.objects.get(pk=seat.pk).delegate == "นางสาวสุดา ใจดี"
