"""Nobody nudges the result: not after the points can be read, not by the seats, not by the minutes."""

from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from cdd_network.models import User
from cdd_network.refusal import Refused
from reports.actions.document_end import revoke_document
from reports.actions.documents import draft_document
from reports.models import Document
from selection import tally
from selection.actions import (
    committee,
    decision,
    declarations,
    meeting,
    paper_scores,
    rounds,
    scores,
)
from selection.actions.meeting_times import correct_stays
from selection.models import CommitteeMember, Declaration, Nomination, Presence, Round, ScoreSheet
from selection.rules import MEETING as MEETING_FIELDS
from tests.forms import filled
from tests.people import MEETING, World
from tests.selection.scoring_people import draft, give, many_nominations, points_of, seat_of

Page = Callable[[User | None], Client]
Seat = CommitteeMember.Seat


def all_but_the_last(world: World) -> tuple[CommitteeMember, Nomination, Nomination]:
    """Four members have sent everything; the fifth has sent one sheet of two."""
    opened, first, second = world.scoring()
    *others, last = (seat_of(opened, user) for user in world.members)
    for seat in others:
        give(seat, first, "0.9")
        give(seat, second, "0.8")
    give(last, first, "0.1")
    return last, first, second


# Once the points can be read, nothing of the sheets changes


def test_who_was_left_out_comes_back_before_the_points_are_open_and_not_after(
    world: World, page: Page
) -> None:
    last, _, second = all_but_the_last(world)
    opened, early = last.round, seat_of(last.round, world.members[0])
    sent = ScoreSheet.objects.get(member=early, nomination=second)
    scores.recall_sheet(sheet=sent, by=early.user)
    committee.excuse_seat(seat=last, reason="ติดราชการ", by=world.buriram)
    committee.unexcuse_seat(seat=last, by=world.buriram)
    committee.excuse_seat(seat=last, reason="ติดราชการ", by=world.buriram)
    scores.submit_sheet(sheet=ScoreSheet.objects.get(pk=sent.pk), by=early.user)
    client = page(world.buriram)
    read = client.get(f"/rounds/{opened.pk}/scores/").content.decode()
    assert "คะแนนเฉลี่ย" in read
    assert "ยกเลิก ให้คะแนนตามเดิม" not in read
    url = f"/rounds/seats/{last.pk}/unexcuse/"
    answer = client.post(url)
    assert answer.status_code == 409
    assert "เปิดผลคะแนนได้แล้ว" in answer.content.decode()
    assert tally.progress_of(opened).complete
    with pytest.raises(Refused, match="เปิดผลคะแนนได้แล้ว"):
        scores.recall_sheet(sheet=ScoreSheet.objects.get(pk=sent.pk), by=early.user)
    with pytest.raises(Refused, match="ไม่ได้ให้คะแนนในรอบนี้"):
        draft(last, second, "1")


def test_coming_late_opens_no_sheets_that_were_closed(world: World) -> None:
    last, _, _ = all_but_the_last(world)
    Presence.objects.filter(seat=last).delete()
    meeting.mark_absent(seat=last, reason="ติดราชการ", by=world.buriram)
    assert tally.progress_of(last.round).complete
    meeting.arrive(seat=last, by=world.buriram)
    last.refresh_from_db()
    assert (last.absence_reason, last.excused_reason) == ("", "ไม่มาประชุม (ติดราชการ)")
    assert tally.progress_of(last.round).complete


def test_the_page_says_that_the_last_one_left_out_opens_the_points(
    world: World, page: Page
) -> None:
    last, _, _ = all_but_the_last(world)
    url = f"/rounds/seats/{last.pk}/excuse/"
    assert "ยกเลิกไม่ได้อีก" in page(world.buriram).get(url).content.decode()
    answer = page(world.buriram).post(url, {"reason": "ติดราชการ"}, follow=True)
    assert "ยกเลิกได้จนกว่า" not in answer.content.decode()


# An aside is the member's own word, and two people's work is not undone by one


def test_a_province_does_not_stand_a_member_aside(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    Declaration.objects.filter(member__user=world.members[0]).delete()
    seat, client = seat_of(opened, world.members[0]), page(world.buriram)
    words = {first.pk: declarations.Word(True, "จังหวัดเห็นควร")}
    with pytest.raises(Refused, match="แจ้งด้วยบัญชีของตนเอง"):
        declarations.declare_many(member=seat, words=words, by=world.buriram)
    data = {f"choice_{first.pk}": "aside", f"reason_{first.pk}": "จังหวัดเห็นควร"}
    url = f"/rounds/seats/{seat.pk}/declare/"
    assert client.post(url, data).status_code == 409
    assert not Declaration.objects.filter(member=seat).exists()
    assert client.post(url, {"rest": "on"}).status_code == 302, "clear, for the paper in hand"
    declarations.declare_many(member=seat, words=words, by=seat.user)
    assert tally.asides_of(opened).get().by == seat.user


def test_a_confirmed_paper_sheet_is_not_dropped_by_one_officer(world: World) -> None:
    opened, first, second = world.scoring()
    seat = CommitteeMember.objects.filter(round=opened, user=None).first()
    CommitteeMember.objects.filter(pk=seat.pk).update(on_paper=True)
    seat = CommitteeMember.objects.select_related("round").get(pk=seat.pk)
    for one in (first, second):
        declarations.declare(member=seat, nomination=one, aside=False, by=world.buriram)
    key = {"seat": seat, "nomination": first, "note": "", "points": points_of(opened, "0.2")}
    sheet = paper_scores.key_sheet(**key, by=world.buriram)
    paper_scores.confirm_sheet(sheet=sheet, by=world.buriram2)
    aside = {"member": seat, "aside": True, "reason": "คะแนนต่ำไป", "by": world.buriram}
    with pytest.raises(Refused, match="ยืนยันคะแนนจากกระดาษ"):
        declarations.declare(nomination=first, **aside)
    assert ScoreSheet.objects.filter(pk=sheet.pk, state="submitted").exists()
    declarations.declare(nomination=second, **aside)
    assert tally.asides_of(opened).count() == 1


# The casting vote


def equals(world: World) -> tuple[Round, list[Nomination]]:
    """Three nominations of equal points, two of which are to be chosen."""
    opened, first, second = world.scoring()
    third = many_nominations(world, opened, 1)[0]
    for user in world.members:
        seat = seat_of(opened, user)
        declarations.declare(member=seat, nomination=third, aside=False, by=user)
        for one in (first, second, third):
            give(seat, one, "0.8")
    return opened, [first, second, third]


def test_the_casting_vote_is_of_who_presides(world: World) -> None:
    opened, found = equals(world)
    seats = {one.seat: one for one in CommitteeMember.objects.filter(round=opened)}
    wanted = {"round": opened, "nominations": found[:2], "casting_reason": "ห่างไกลกว่า"}
    with pytest.raises(Refused, match="ประธานในที่ประชุม"):
        decision.decide(**wanted, casting_seat=seats[Seat.MEMBER], by=world.buriram)
    decision.decide(**wanted, casting_seat=seats[Seat.CHAIR], by=world.buriram)
    assert opened.decision.casting_seat == seats[Seat.CHAIR]


# Seats and minutes after the facts


def test_no_seat_is_taken_away_to_make_a_quorum(world: World) -> None:
    opened, _, _ = world.scoring()
    Round.objects.filter(pk=opened.pk).update(state="closed")
    seat = CommitteeMember.objects.filter(round=opened, seat=Seat.MEMBER).last()
    with pytest.raises(Refused, match="เปิดประชุมไปแล้ว"):
        committee.remove_seat(seat=seat, by=world.buriram)
    opened.refresh_from_db()
    meeting.cancel_begin(round=opened, by=world.buriram)
    committee.remove_seat(seat=seat, by=world.buriram)
    assert not CommitteeMember.objects.filter(pk=seat.pk).exists()


def test_the_quorum_that_decided_stays_in_the_minutes(world: World) -> None:
    opened, first, second = world.scored()
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)
    day, hours = datetime.combine(MEETING[0], time(9)), (9, 11, 12)
    began, decided, ended = (timezone.make_aware(day.replace(hour=hour)) for hour in hours)
    Round.objects.filter(pk=opened.pk).update(began_at=began, decided_at=decided, ended_at=ended)
    stays = Presence.objects.filter(seat__round=opened).select_related("seat__round")
    stays.update(arrived_at=began, left_at=ended)
    *before, last = stays[: len(stays) // 2 + 1]
    for stay in before:
        correct_stays(seat=stay.seat, times={stay.pk: (time(9), time(10))}, by=world.buriram)
    with pytest.raises(Refused, match="องค์ประชุมตอนลงมติ"):
        correct_stays(seat=last.seat, times={last.pk: (time(9), time(10))}, by=world.buriram)
    correct_stays(seat=last.seat, times={last.pk: (time(9), time(11, 30))}, by=world.buriram)


def test_the_minutes_stay_as_they_were_signed(world: World, page: Page) -> None:
    opened, first, second = world.scored()
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)
    seat = CommitteeMember.objects.select_related("round").filter(round=opened).last()
    meeting.leave(seat=seat, by=world.buriram)
    meeting.end_meeting(round=opened, by=world.buriram)
    report = draft_document(round=opened, kind="meeting_report", by=world.buriram)
    Document.objects.filter(pk=report.pk).update(
        state="issued", date=MEETING[0], year=2568, signatory=world.signatory,
        issued_at=timezone.now(), issued_by=world.buriram,
    )  # fmt: skip
    seat.refresh_from_db()
    with pytest.raises(Refused, match="ออกรายงานการประชุมแล้ว"):
        meeting.save_dissent(seat=seat, text="ไม่เห็นด้วย", by=world.buriram)
    values = dict(zip(MEETING_FIELDS, MEETING, strict=True))
    with pytest.raises(Refused, match="ออกรายงานการประชุมแล้ว"):
        rounds.save_meeting(round=opened, values=values, by=world.buriram)
    shown = page(world.buriram).get(f"/rounds/{opened.pk}/attendance/").content.decode()
    assert "ออกรายงานการประชุมแล้ว" in shown
    report.refresh_from_db()
    revoke_document(document=report, reason="บันทึกความเห็นแย้งเพิ่ม", by=world.buriram)
    meeting.save_dissent(seat=seat, text="ไม่เห็นด้วย", by=world.buriram)
    assert seat.dissent.text == "ไม่เห็นด้วย"
    rounds.save_meeting(round=opened, values=values, by=world.buriram)


# What a page posts


def test_more_sheets_than_a_database_takes_at_once(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    sheet = draft(seat_of(opened, world.members[0]), first, "0.5")
    seen = ",".join(f"{key}=1" for key in range(100_000, 400_000))
    client = page(world.members[0])
    assert client.post("/scoring/send/", {"seen": seen}).status_code == 409
    total = sum(points_of(opened, "0.5").values(), Decimal(0))
    answer = client.post("/scoring/send/", {"seen": f"{sheet.pk}={total}"})
    assert answer.status_code == 302
    assert ScoreSheet.objects.get(pk=sheet.pk).state == "submitted"


def test_points_of_another_window_are_not_sent_unseen(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    seat, client = seat_of(opened, world.members[0]), page(world.members[0])
    draft(seat, first, "0.5")
    url = f"/scoring/{first.pk}/submit/"
    looked_at = filled(client.get(url).content.decode(), "seen")
    draft(seat, first, "1")
    for typed in (looked_at, {}, {"seen": "NaN"}):
        answer = client.post(url, typed)
        assert answer.status_code == 409
        assert "เปลี่ยนไปจากที่ท่านตรวจ" in answer.content.decode()
    assert ScoreSheet.objects.get().state == "draft"
    assert client.post(url, filled(client.get(url).content.decode(), "seen")).status_code == 302
    assert ScoreSheet.objects.get().state == "submitted"


def test_a_proposals_activity_waits_for_the_declaration(world: World, page: Page) -> None:
    _, first, second = world.scoring()
    member = world.members[0]
    Declaration.objects.filter(member__user=member, nomination=second).delete()
    listed = page(member).get("/scoring/").content.decode()
    assert first.activity_name in listed
    assert second.group.name in listed
    assert second.activity_name not in listed
