"""Conflict of interest comes first: nothing is read before, who stands aside leaves the mean."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from selection import queries_scoring, tally
from selection.actions import declarations
from selection.actions.declarations import Word, declare_many
from selection.models import CommitteeMember, Declaration, GroupOfficer, Nomination, ScoreSheet
from selection.tasks import tasks_for
from tests.people import World
from tests.selection.scoring_people import give, many_nominations, seat_of

Page = Callable[[User | None], Client]

SECRET = "เฉพาะกระสัง"
"""A word that stands in Krasang's proposal alone."""


def undeclared(world: World) -> tuple[CommitteeMember, Nomination, Nomination]:
    """The first member has declared on nothing yet."""
    opened, first, second = world.scoring()
    Declaration.objects.filter(member__user=world.members[0]).delete()
    return seat_of(opened, world.members[0]), first, second


def test_nothing_is_read_before_declaring(world: World, page: Page) -> None:
    seat, first, _ = undeclared(world)
    member, url = page(seat.user), f"/scoring/{first.pk}/"
    listed = member.get("/scoring/").content.decode()
    assert "แจ้งการมีส่วนได้เสียก่อน" in listed
    assert f'href="{url}"' not in listed
    answer = member.get(url)
    assert (answer.status_code, answer.url) == (302, f"/scoring/declare/?next={url}")
    asked = member.get(answer.url).content.decode()
    assert "บ้านกระเจา" in asked
    assert SECRET not in listed + asked
    assert member.get(f"{url}submit/").status_code == 409
    points = {f"points_{c.pk}": "1" for c in seat.round.criteria.all()}
    posted = member.post(url, {**points, "act": "save"})
    assert posted.status_code == 409
    assert SECRET not in posted.content.decode()
    assert not ScoreSheet.objects.exists()
    assert tasks_for(seat.user)[0].title == "แจ้งการมีส่วนได้เสีย"
    back = member.post(answer.url, {"rest": "on"})
    assert (back.status_code, back.url) == (302, url)
    assert SECRET in member.get(url).content.decode()


def test_the_pdfs_wait_too(world: World, page: Page) -> None:
    seat, first, _ = undeclared(world)
    for name in ("proposal_pdf", "score_sheet_pdf"):
        url = reverse(name, args=[first.pk])
        assert page(seat.user).get(url).status_code == 409
        assert page(world.members[1]).get(url).status_code == 200


def test_what_the_system_raises_needs_the_members_own_word(world: World, page: Page) -> None:
    seat, first, second = undeclared(world)
    seat.district_id, seat.person = world.krasang.office.district_id, "นายสมชาย ใจดี"
    seat.group = world.arang
    seat.save()
    GroupOfficer.objects.create(
        group=world.krachao, division="directing", order=1, name="นาย สมชาย  ใจดี"
    )
    member, url = page(seat.user), "/scoring/declare/"
    text = member.get(url).content.decode()
    for found in ("สังกัดอำเภอเดียวกับ", "ชื่อตรงกับกรรมการของกลุ่ม", "เป็นสมาชิกของกลุ่ม"):
        assert found in text
    assert "สมชาย" not in text, "officers' names are nobody's to read here"
    assert "checked" not in text
    assert member.post(url, {"rest": "on"}).status_code == 422, "the flagged ones stay unsaid"
    assert not Declaration.objects.filter(member=seat).exists()
    data = {f"choice_{first.pk}": "clear", f"choice_{second.pk}": "aside"}
    silent = member.post(url, data)
    assert silent.status_code == 422
    assert "กรอกเหตุผล" in silent.content.decode()
    data |= {f"reason_{first.pk}": "ไม่รู้จักกัน", f"reason_{second.pk}": "เป็นสมาชิก"}
    assert member.post(url, data).status_code == 302
    said = {one.nomination_id: one for one in Declaration.objects.filter(member=seat)}
    assert said[first.pk].raised.splitlines() == [
        "สังกัดอำเภอเดียวกับกลุ่มที่เสนอ",
        "ชื่อตรงกับกรรมการของกลุ่มที่เสนอ",
    ]
    assert (said[second.pk].aside, said[second.pk].reason) == (True, "เป็นสมาชิก")
    with pytest.raises(Refused, match="โปรดระบุเหตุผลที่เห็นว่าให้คะแนนได้"):
        declare_many(member=seat, words={first.pk: Word(aside=False)}, by=seat.user)
    told = page(world.buriram).get(f"/rounds/{seat.round_id}/declarations/").content.decode()
    for word in ("เป็นสมาชิก", "ไม่รู้จักกัน", seat.post, "สังกัดอำเภอเดียวกับ"):
        assert word in told


def test_one_tap_leaves_other_choices_alone(world: World, page: Page) -> None:
    seat, first, second = undeclared(world)
    url = "/scoring/declare/"
    assert page(seat.user).post(url, {}).status_code == 422
    data = {"rest": "on", f"choice_{second.pk}": "aside", f"reason_{second.pk}": "พี่ชายเป็นประธาน"}
    assert page(seat.user).post(url, data).status_code == 302
    said = dict(Declaration.objects.filter(member=seat).values_list("nomination_id", "aside"))
    assert said == {first.pk: False, second.pk: True}
    row = AuditRow.objects.get(act="declare", detail__aside=[second.pk])
    assert row.by == seat.user


def test_standing_aside_drops_the_sheet_once_it_is_sure(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    seat = seat_of(opened, world.members[0])
    give(seat, first, "0.9")
    member, url = page(seat.user), "/scoring/declare/"
    data = {f"choice_{first.pk}": "aside", f"reason_{first.pk}": "เป็นญาติ"}
    asked = member.post(url, data)
    assert "คะแนนที่ให้โครงการต่อไปนี้ไว้จะถูกลบ" in asked.content.decode()
    assert ScoreSheet.objects.count() == 1
    before = tally.progress_of(opened).wanted
    assert member.post(url, {**data, "sure": "yes"}).status_code == 302
    assert not ScoreSheet.objects.exists()
    assert tally.progress_of(opened).wanted == before - 1
    closed = member.get(f"/scoring/{first.pk}/")
    assert closed.status_code == 409
    assert SECRET not in closed.content.decode()
    with pytest.raises(Refused, match="ท่านแจ้งว่ามีส่วนได้เสีย"):
        give(seat, first, "1")
    assert "ขอไม่ให้คะแนน" in member.get("/scoring/").content.decode()
    assert member.post(url, {f"choice_{first.pk}": "clear"}).status_code == 302
    assert SECRET in member.get(f"/scoring/{first.pk}/").content.decode()


def test_who_stands_aside_leaves_the_mean(world: World) -> None:
    opened, first, second = world.scoring()
    shares = ["1", "0.5", "0.5", "0.5", "0.5"]
    for user, share in zip(world.members, shares, strict=True):
        seat = seat_of(opened, user)
        give(seat, second, "0.2")
        if share == "1":
            declarations.declare(
                member=seat, nomination=first, aside=True, reason="เป็นญาติ", by=user
            )
        else:
            give(seat, first, share)
    best = tally.standings_of(opened)[0]
    assert tally.progress_of(opened).complete
    assert (best.nomination, len(best.totals)) == (first.pk, 4)
    assert best.mean == 50, "12 10 8 8 5 5 2: without the one that stood aside"
    seat = seat_of(opened, world.members[0])
    with pytest.raises(Refused, match="เปิดผลคะแนนได้แล้ว"):
        declarations.declare(member=seat, nomination=second, aside=True, reason="สาย", by=seat.user)
    assert ScoreSheet.objects.filter(nomination=second).count() == 5


def test_walls_of_declaring(world: World, page: Page) -> None:
    seat, first, _ = undeclared(world)
    stranger = seat_of(seat.round, world.members[1])
    with pytest.raises(Refused, match="เฉพาะในนามของตนเอง"):
        declare_many(member=stranger, words={first.pk: Word(aside=False)}, by=seat.user)
    with pytest.raises(Refused, match="แจ้งการมีส่วนได้เสียด้วยตนเองแล้ว"):
        words = {first.pk: Word(aside=True, reason="จังหวัดเห็นควร")}
        declare_many(member=stranger, words=words, by=world.buriram)
    assert not Declaration.objects.filter(aside=True).exists()
    _, foreign = world.surin_nominated()
    with pytest.raises(Refused, match="ไม่อยู่ในรายการ"):
        declare_many(member=seat, words={foreign.pk: Word(aside=False)}, by=seat.user)
    with pytest.raises(Refused, match="จังหวัดอื่น"):
        declare_many(member=seat, words={first.pk: Word(aside=False)}, by=world.surin)
    leave = page(seat.user).post("/scoring/declare/?next=https://example.com/", {"rest": "on"})
    assert leave.url == "/scoring/"
    with pytest.raises(Refused, match="ขั้น"):
        type(seat.round).objects.filter(pk=seat.round_id).update(state="open")
        declare_many(member=seat, words={first.pk: Word(aside=False)}, by=seat.user)


def test_declarations_as_a_workbook(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    seat = seat_of(opened, world.members[0])
    declarations.declare(member=seat, nomination=first, aside=True, reason="เป็นญาติ", by=seat.user)
    answer = page(world.buriram).get(f"/rounds/{opened.pk}/declarations/?format=xlsx")
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.values)
    assert len(rows) == 1 + 5 * 2
    assert [r[3:5] for r in rows if r[4]][1:] == [("มีส่วนได้เสีย ขอไม่ให้คะแนน", "เป็นญาติ")]


def test_queries_do_not_grow(world: World, page: Page, django_assert_num_queries: Callable) -> None:
    seat, first, _ = undeclared(world)
    member, province = page(seat.user), page(world.buriram)
    board = f"/rounds/{seat.round_id}/declarations/"
    with django_assert_num_queries(7):
        member.get("/scoring/declare/")
    with django_assert_num_queries(6):
        province.get(board)
    with django_assert_num_queries(12):
        declare_many(member=seat, words={first.pk: Word(True, "เป็นญาติ")}, by=seat.user)
    more = many_nominations(world, seat.round, 3)
    with django_assert_num_queries(7):
        member.get("/scoring/declare/")
    with django_assert_num_queries(6):
        province.get(board)
    words = {one.pk: Word(aside=True, reason="เป็นญาติ") for one in more}
    with django_assert_num_queries(12):
        assert declare_many(member=seat, words=words, by=seat.user) == 3
    assert declare_many(member=seat, words=words, by=seat.user) == 0, "said before"
    assert len(queries_scoring.declaration_rows(seat)) == 5
