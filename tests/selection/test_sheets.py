"""A member's sheets: saved half filled, sent, taken back until all are in, blind all the while."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client

from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from selection import queries_scoring, tally
from selection.actions import committee, scores
from selection.actions.declarations import Word, declare_many
from selection.models import CommitteeMember, Criterion, Round, Score, ScoreSheet
from tests.people import World
from tests.selection.scoring_people import draft, give, many_nominations, points_of, seat_of

Page = Callable[[User | None], Client]
AUTO = {"HTTP_X_AUTOSAVE": "1"}


def test_the_page_shows_levels_items_and_what_is_left(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    text = page(world.members[0]).get(f"/scoring/{first.pk}/").content.decode()
    one = opened.criteria.get(order=2)
    for line in one.anchors.splitlines():
        assert line in text
    assert "ดูแบบเสนอข้อ 2, 3, 4" in text
    assert 'inputmode="decimal"' in text
    assert "เหลือ 2 จาก 2 โครงการ" in text
    assert "โครงการถัดไป" in text
    assert text.count("สมาชิกซื้อของแพง เฉพาะกระสัง") == 2, "in the whole and beside its criterion"


def test_autosave_keeps_what_is_sound(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    one, two = opened.criteria.all()[:2]
    member, url = page(world.members[0]), f"/scoring/{first.pk}/"
    typed = {f"points_{one.pk}": "๒๐", f"points_{two.pk}": "5", "note": "ดี"}
    told = member.post(url, typed, **AUTO).json()
    assert told["unsaved"] == []
    assert told["texts"]["total"] == "คะแนนรวม 25 จาก 100 คะแนน (ยังไม่ได้ให้คะแนนอีก 5 ข้อ)"
    wrong = {f"points_{one.pk}": "26", f"points_{two.pk}": "7", "note": "ดีมาก"}
    told = member.post(url, wrong, **AUTO).json()
    assert [row["control"] for row in told["unsaved"]] == [f"id_points_{one.pk}"]
    sheet = ScoreSheet.objects.get()
    assert (sheet.state, sheet.note) == ("draft", "ดีมาก")
    assert queries_scoring.points_of(sheet) == {one.pk: 20, two.pk: 7}
    emptied = {f"points_{one.pk}": "", f"points_{two.pk}": "7", "note": "ดีมาก"}
    member.post(url, emptied, **AUTO)
    assert queries_scoring.points_of(sheet) == {two.pk: 7}
    saves = AuditRow.objects.filter(act="save", subject_type="selection.scoresheet")
    assert saves.count() == 1, "autosaves are told once in ten minutes"
    assert [row.detail for row in saves] == [{"auto": True}]
    Round.objects.filter(pk=opened.pk).update(state="decided")
    late = member.post(url, typed, **AUTO)
    assert late.status_code == 409
    assert "ให้คะแนนไม่ได้" in late.json()["refused"]


def test_a_save_writes_only_what_changed(world: World, django_assert_num_queries: Callable) -> None:
    opened, first, _ = world.scoring()
    seat = seat_of(opened, world.members[0])
    sheet = draft(seat, first, "0.5")
    keys = set(Score.objects.values_list("pk", flat=True))
    points = points_of(opened, "0.5")
    points[next(iter(points))] += 1
    give_ = {"member": seat, "nomination": first, "note": "", "auto": True, "by": seat.user}
    shared = connection.vendor == "postgresql"  # the round's row is locked by a query of its own
    with django_assert_num_queries(12 + shared):
        scores.save_sheet(points=points, **give_)
    assert set(Score.objects.values_list("pk", flat=True)) == keys, "rows stay, none is made anew"
    rows = AuditRow.objects.count()
    with django_assert_num_queries(9 + shared):
        scores.save_sheet(points=points, **give_)
    assert AuditRow.objects.count() == rows, "nothing changed, nothing told"
    assert sheet.scores.count() == 7


def test_half_points_as_the_criteria_say(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    one, two = opened.criteria.all()[:2]
    Criterion.objects.filter(pk=two.pk).update(half_points=True)
    member, url = page(world.members[0]), f"/scoring/{first.pk}/"
    refused = member.post(url, {f"points_{one.pk}": "4.5", "act": "save"})
    assert refused.status_code == 422
    assert "กรอกคะแนนข้อ 1 ตั้งแต่ 0 ถึง 25 (จำนวนเต็ม)" in refused.content.decode()
    assert member.post(url, {f"points_{two.pk}": "๔.๕", "act": "save"}).status_code == 302
    third = member.post(url, {f"points_{two.pk}": "4.25", "act": "save"})
    assert "ให้ครึ่งคะแนนได้" in third.content.decode()
    assert [str(p) for p in Score.objects.values_list("points", flat=True)] == ["4.50"]
    seat = seat_of(opened, world.members[0])
    for key, given in ((one.pk, "4.5"), (two.pk, "4.25")):
        with pytest.raises(Refused, match="กรอกคะแนนข้อ"):
            scores.save_sheet(
                member=seat, nomination=first, points={key: Decimal(given)}, note="", by=seat.user
            )


def test_all_complete_drafts_go_at_once(world: World, page: Page) -> None:
    opened, first, second = world.scoring()
    seat = seat_of(opened, world.members[0])
    more = many_nominations(world, opened, 1)[0]
    declares(seat, more.pk)
    draft(seat, first, "0.9")
    draft(seat, second, "0.5")
    scores.save_sheet(member=seat, nomination=more, points={}, note="", by=seat.user)
    member, url = page(seat.user), "/scoring/send/"
    listed = member.get("/scoring/").content.decode()
    assert "ส่งคะแนนทั้งหมดที่กรอกครบ (2)" in listed
    assert listed.count("กรอกครบ ยังไม่ส่ง") == 2
    text = member.get(url).content.decode()
    assert "ส่งคะแนน 2 โครงการ" in text
    assert "อีก 1 โครงการยังกรอกไม่ครบ" in text
    seen = text.partition('name="seen" value="')[2].partition('"')[0]
    draft(seat, second, "0.6")
    changed = member.post(url, {"seen": seen})
    assert changed.status_code == 409
    assert "เปลี่ยนไปจากที่ท่านตรวจ" in changed.content.decode()
    assert not ScoreSheet.objects.filter(state="submitted").exists()
    seen = member.get(url).content.decode().partition('name="seen" value="')[2].partition('"')[0]
    assert member.post(url, {"seen": seen}).status_code == 302
    assert ScoreSheet.objects.filter(state="submitted").count() == 2
    assert member.post(url, {"seen": seen}).status_code == 409, "a second press"
    other = page(world.members[1]).post(url, {"seen": seen})
    assert other.status_code == 409
    for typed in ({}, {"seen": "x=y"}, {"seen": "9" * 40 + "=1"}, {"seen": "\x00=1"}):
        assert member.post(url, typed).status_code == 409


def declares(seat: CommitteeMember, *keys: int) -> None:
    """The seat's member has nothing to declare on these."""
    declare_many(member=seat, words={key: Word(aside=False) for key in keys}, by=seat.user)


def test_double_submit_gives_one_sheet(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    member, url = page(world.members[0]), f"/scoring/{first.pk}/"
    points = {f"points_{c.pk}": str(c.points) for c in opened.criteria.all()}
    for _ in range(2):
        assert member.post(url, {**points, "act": "check"}).status_code == 302
    sent = [member.post(f"{url}submit/", {"seen": "100"}).status_code for _ in range(2)]
    assert sent == [302, 409]
    assert ScoreSheet.objects.count() == 1
    assert Score.objects.count() == 7
    moved = AuditRow.objects.filter(act="sheet:draft>submitted")
    assert moved.count() == 1


def test_taken_back_until_all_are_in(world: World, page: Page, story: object) -> None:
    opened, first, second = world.scoring()
    seat = seat_of(opened, world.members[0])
    sheet = give(seat, first, "0.9")
    member, url = page(seat.user), f"/scoring/{first.pk}/"
    with pytest.raises(Refused, match="เฉพาะในนามของตนเอง"):
        scores.recall_sheet(sheet=sheet, by=world.members[1])
    assert page(world.members[1]).post(f"{url}recall/").status_code == 302, "no sheet of theirs"
    assert ScoreSheet.objects.get().state == "submitted"
    assert member.post(f"{url}recall/").status_code == 302
    assert ScoreSheet.objects.get().state == "draft"
    assert member.post(f"{url}recall/").status_code == 409
    story.score_all(opened, {first.pk: ["0.9"] * 5, second.pk: ["0.8"] * 5})
    assert tally.progress_of(opened).complete
    late = member.post(f"{url}recall/")
    assert late.status_code == 409
    assert "เปิดผลคะแนนได้แล้ว" in late.content.decode()
    assert "แก้ไขไม่ได้แล้ว" in member.get(f"{url}submit/").content.decode()
    with pytest.raises(Refused, match="แก้ไขไม่ได้"):
        draft(seat, first, "1")
    assert tally.progress_of(opened).complete


def test_an_excused_member_takes_nothing_back(world: World) -> None:
    opened, first, _ = world.scoring()
    seat = seat_of(opened, world.members[0])
    sheet = give(seat, first, "0.9")
    committee.excuse_seat(seat=seat, reason="ลา", by=world.buriram)
    with pytest.raises(Refused, match="ไม่ได้ให้คะแนนในรอบนี้"):
        scores.recall_sheet(sheet=sheet, by=seat.user)


BETRAYING = ("37", "63.5", "คะแนนเฉลี่ย")


def test_nobody_reads_points_before_all_are_in(world: World, page: Page) -> None:
    """36.5 of 100 with a note: no answer, export or row of the trail of anybody else says so."""
    opened, first, _ = world.scoring()
    one, two = opened.criteria.all()[:2]
    Criterion.objects.filter(pk=two.pk).update(half_points=True)
    seat = seat_of(opened, world.members[0])
    points = dict.fromkeys(points_of(opened, "1"), Decimal(3))
    points |= {one.pk: Decimal(4), two.pk: Decimal("17.5")}
    scores.save_sheet(
        member=seat, nomination=first, points=points, note="เห็นเฉพาะข้าพเจ้า", by=seat.user
    )
    sheet = ScoreSheet.objects.get()
    scores.submit_sheet(sheet=sheet, by=seat.user)
    assert "17.5" in page(seat.user).get(f"/scoring/{first.pk}/submit/").content.decode()
    urls = [
        "/", "/rounds/", "/nominations/", f"/nominations/{first.pk}/", "/documents/",
        f"/scoring/{first.pk}/", f"/scoring/{first.pk}/submit/", "/scoring/", "/scoring/send/",
        f"/rounds/seats/{seat.pk}/sheets/{first.pk}/", f"/rounds/seats/{seat.pk}/",
        *(f"/rounds/{opened.pk}/{p}" for p in PROVINCES),
    ]  # fmt: skip
    for user in (world.buriram, world.buriram2, world.department, world.krasang, world.members[1]):
        for url in urls:
            text = page(user).get(url).content.decode()
            found = [w for w in ("17.5", "36.5", "เห็นเฉพาะข้าพเจ้า") if w in text]
            assert not found, (user.username, url, found)
    for url in ("/nominations/?format=xlsx", f"/rounds/{opened.pk}/declarations/?format=xlsx"):
        book = openpyxl.load_workbook(BytesIO(page(world.buriram).get(url).content))
        cells = {str(cell) for row in book.active.values for cell in row}
        assert not cells & {"17.5", "36.5"}
    trail = " ".join(str(row.detail) for row in AuditRow.objects.all())
    assert "17.5" not in trail
    assert "เห็นเฉพาะข้าพเจ้า" not in trail


PROVINCES = ("", "scores/", "board/", "paper/", "declarations/", "committee/", "criteria/")


def test_pages_ask_the_same_at_few_and_many_rows(
    world: World, page: Page, django_assert_num_queries: Callable
) -> None:
    opened, first, _ = world.scoring()
    seat = seat_of(opened, world.members[0])
    draft(seat, first, "0.5")
    member, province = page(seat.user), page(world.buriram)
    wanted = (
        (member, "/scoring/", 7),
        (member, f"/scoring/{first.pk}/", 10),
        (member, "/scoring/send/", 7),
        (province, f"/rounds/{opened.pk}/board/", 7),
        (province, f"/rounds/{opened.pk}/paper/?seat={seat.pk}", 10),
    )
    for client, url, number in wanted:
        with django_assert_num_queries(number):
            client.get(url)
    for one in many_nominations(world, opened, 3):
        declares(seat, one.pk)
        draft(seat, one, "0.4")
    for client, url, number in wanted:
        with django_assert_num_queries(number):
            client.get(url)
