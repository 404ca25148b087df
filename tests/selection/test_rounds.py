"""A round's steps: what opens, what is refused, and why."""

from datetime import date, time
from decimal import Decimal

import pytest

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from selection.actions import committee, criteria, decision, nominations, rounds, scores
from selection.models import (
    CommitteeMember,
    Declaration,
    Round,
    ScoreSheet,
)
from selection.states import RoundState
from tests.people import World


def refused(act: object, **kwargs: object) -> str:
    """Reason with which ``act`` refuses; fails when it does not."""
    with pytest.raises(Refused) as caught:
        act(**kwargs)
    return caught.value.reason


def test_preparing_copies_the_years_rules_once(world: World) -> None:
    first = rounds.prepare_round(programme=world.programme, by=world.buriram)
    again = rounds.prepare_round(programme=world.programme, by=world.buriram)
    assert again.pk == first.pk
    assert [c.points for c in first.criteria.all()] == [25, 20, 15, 15, 10, 10, 5]
    assert [s.seat for s in first.seats.all()][:3] == ["chair", "vice", "member"]
    for stranger in (world.department, world.krasang, world.members[0]):
        assert refused(rounds.prepare_round, programme=world.programme, by=stranger)


def test_a_round_opens_only_when_it_is_whole(world: World) -> None:
    prepared = rounds.prepare_round(programme=world.programme, by=world.buriram)
    assert "บัญชีสำหรับให้คะแนน" in refused(rounds.open_round, round=prepared, by=world.buriram)
    prepared = world.round_prepared()
    rows = [{"title": "ความพร้อม", "points": 95}]
    criteria.save_criteria(round=prepared, rows=rows, by=world.buriram)
    assert "95 คะแนน" in refused(rounds.open_round, round=prepared, by=world.buriram)
    rows.append({"title": "ขั้นตอน", "points": 5})
    criteria.save_criteria(round=prepared, rows=rows, by=world.buriram)
    for seat in prepared.seats.filter(seat__in=["chair", "secretary"]):
        committee.remove_seat(seat=seat, by=world.buriram)
    reason = refused(rounds.open_round, round=prepared, by=world.buriram)
    assert "ประธานกรรมการ" in reason
    assert "เลขานุการ" in reason
    for kind in ("chair", "secretary"):
        values = {"seat": kind, "post": f"ตำแหน่ง {kind}", "user": None}
        committee.save_seat(round=prepared, seat=None, values=values, by=world.buriram)
    assert "จังหวัดอื่น" in refused(rounds.open_round, round=prepared, by=world.surin)
    rounds.open_round(round=prepared, by=world.buriram)
    assert Round.objects.get(pk=prepared.pk).state == RoundState.OPEN


def test_a_second_click_on_open_is_told(world: World) -> None:
    opened = world.round_prepared()
    stale = Round.objects.get(pk=opened.pk)
    rounds.open_round(round=opened, by=world.buriram)
    assert "เปิดรับแบบเสนอโครงการ" in refused(rounds.open_round, round=stale, by=world.buriram)


def test_committee_keeps_its_order_and_its_rules(world: World) -> None:
    prepared = world.round_prepared()
    seats = list(prepared.seats.all())
    values = {"seat": "chair", "post": "อีกคน", "user": None}
    reason = refused(
        committee.save_seat, round=prepared, seat=None, values=values, by=world.buriram
    )
    assert "ประธานกรรมการอยู่แล้ว" in reason
    values = {"seat": "member", "post": "ซ้ำ", "user": world.members[0]}
    reason = refused(
        committee.save_seat, round=prepared, seat=None, values=values, by=world.buriram
    )
    assert "อยู่แล้ว" in reason
    for account in (world.krasang, world.surin):
        values = {"seat": "member", "post": "ผู้อื่น", "user": account}
        assert "จังหวัดนี้" in refused(
            committee.save_seat, round=prepared, seat=None, values=values, by=world.buriram
        )
    committee.remove_seat(seat=seats[1], by=world.buriram)
    gone = {"round": prepared, "seat": CommitteeMember(pk=0, round=prepared, order=1)}
    values = {"seat": "member", "post": "หายไป", "user": None}
    assert "ถูกนำออก" in refused(committee.save_seat, **gone, values=values, by=world.buriram)
    left = list(prepared.seats.values_list("order", "post"))
    assert left[1] == (2, seats[2].post)
    assert [order for order, _ in left] == list(range(1, len(seats)))


def test_criteria_are_closed_once_the_call_is_out(world: World) -> None:
    opened = world.round_open()
    rows = [{"title": "อื่น", "points": 100}]
    reason = refused(criteria.save_criteria, round=opened, rows=rows, by=world.buriram)
    assert "เกณฑ์" in reason
    values = {"meeting_date": date(2025, 6, 7), "meeting_time": time(9), "meeting_place": "ใหม่"}
    rounds.save_meeting(round=opened, values=values, by=world.buriram)
    assert Round.objects.get(pk=opened.pk).meeting_place == "ใหม่"


def test_scoring_starts_when_all_are_answered_and_the_quota_is_met(world: World) -> None:
    opened, first, second = world.nominated()
    start = {"round": opened, "by": world.buriram}
    assert "รอตรวจ 2 ฉบับ" in refused(rounds.start_scoring, **start)
    nominations.accept_nomination(nomination=first, by=world.buriram)
    nominations.return_nomination(nomination=second, note="ขาดที่ตั้ง", by=world.buriram)
    assert "รับแบบเสนอโครงการไว้ 1 ฉบับ" in refused(rounds.start_scoring, **start)
    nominations.submit_nomination(nomination=second, by=world.bandan)
    nominations.accept_nomination(nomination=second, by=world.buriram)
    rounds.start_scoring(**start)
    values = {"seat": "member", "post": "มาสาย", "user": None}
    assert "คณะกรรมการ" in refused(
        committee.save_seat, round=opened, seat=None, values=values, by=world.buriram
    )


def test_the_call_is_closed_and_taken_up_again_with_a_reason(world: World) -> None:
    opened, first, second = world.nominated()
    close = {"round": opened, "by": world.buriram}
    assert "จังหวัดอื่น" in refused(rounds.close_round, round=opened, by=world.surin)
    rounds.close_round(**close)
    assert "ปิดรับแล้ว" in refused(rounds.close_round, **close)
    nominations.accept_nomination(nomination=first, by=world.buriram)
    assert "เหตุผล" in refused(rounds.reopen_round, **close, reason="  ")
    rounds.reopen_round(**close, reason=" อำเภอขอเพิ่ม ")
    trail = AuditRow.objects.filter(act="round:closed>open").get()
    assert (trail.detail["note"], trail.by) == ("อำเภอขอเพิ่ม", world.buriram)
    rounds.close_round(**close)
    nominations.accept_nomination(nomination=second, by=world.buriram)
    rounds.start_scoring(**close)
    assert Round.objects.get(pk=opened.pk).state == RoundState.SCORING


def test_the_call_is_taken_up_again_until_a_sheet_is_sent(world: World, story: object) -> None:
    opened, first, second = world.scoring()
    again = {"round": opened, "by": world.buriram}
    back = {**again, "reason": "ขาดอำเภอหนึ่ง"}
    assert "จังหวัดอื่น" in refused(rounds.reopen_round, **{**back, "by": world.surin})
    assert "กำลังให้คะแนน" in refused(rounds.open_round, **again)
    seats = list(opened.seats.filter(user__isnull=False))
    whole = {c.pk: Decimal(c.points) for c in opened.criteria.all()}
    for seat in seats[:2]:
        give = {"nomination": first, "points": whole, "note": "", "by": seat.user}
        scores.save_sheet(member=seat, **give)
    committee.excuse_seat(seat=seats[4], reason="ลาป่วย", by=world.buriram)
    rounds.reopen_round(**back)
    assert Round.objects.get(pk=opened.pk).state == RoundState.OPEN
    assert not CommitteeMember.objects.excused().filter(round=opened).exists()
    assert "เปิดรับ" in refused(scores.save_sheet, member=seats[0], **{**give, "by": seats[0].user})
    rounds.start_scoring(**again)
    story.score_all(opened, {second.pk: ["0.5"] * 5})
    assert "ส่งคะแนนแล้ว 5 ใบ" in refused(rounds.reopen_round, **back)
    assert "ส่งคะแนนแล้ว 5 ใบ" in refused(rounds.recheck_round, **back)


def test_going_back_to_the_nominations_keeps_declarations(world: World) -> None:
    opened, first, second = world.scoring()
    back = {"round": opened, "by": world.buriram}
    told = Declaration.objects.filter(nomination=first).count()
    committee.excuse_seat(seat=opened.seats.first(), reason="ลาป่วย", by=world.buriram)
    assert "เหตุผล" in refused(rounds.recheck_round, **back, reason="")
    assert "จังหวัดอื่น" in refused(rounds.recheck_round, round=opened, reason="ตรวจ", by=world.surin)
    rounds.recheck_round(**back, reason="ตรวจข้อ 9 อีกครั้ง")
    assert Round.objects.get(pk=opened.pk).state == RoundState.CLOSED
    assert not CommitteeMember.objects.excused().filter(round=opened).exists()
    nominations.return_nomination(nomination=second, note="ข้อ 9", by=world.buriram)
    assert Declaration.objects.filter(nomination=first).count() == told == 5
    assert "กำลังให้คะแนน" not in refused(rounds.recheck_round, **back, reason="ซ้ำ")


def test_a_decided_round_is_not_started_anew(world: World) -> None:
    opened, first, second = world.scored()
    decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    assert "รอประกาศ" in refused(rounds.start_scoring, round=opened, by=world.buriram)
    assert "รอประกาศ" in refused(rounds.reopen_round, round=opened, reason="ใหม่", by=world.buriram)
    assert opened.chosen.count() == 2


def test_sheets_are_their_owners_alone(world: World) -> None:
    opened, first, second = world.scoring()
    seats = list(CommitteeMember.objects.filter(round=opened, user__isnull=False))
    mine, other = seats[0], seats[1]
    whole = {c.pk: Decimal(c.points) for c in opened.criteria.all()}
    give = {"nomination": first, "points": whole, "note": ""}
    sheet = scores.save_sheet(member=mine, **give, by=world.members[0])
    assert refused(scores.save_sheet, member=other, **give, by=world.members[0])
    assert refused(scores.save_sheet, member=mine, **give, by=world.buriram)
    assert refused(scores.submit_sheet, sheet=sheet, by=world.members[1])
    scores.submit_sheet(sheet=sheet, by=world.members[0])
    again = ScoreSheet.objects.get(pk=sheet.pk)
    assert "แก้ไขไม่ได้" in refused(scores.submit_sheet, sheet=again, by=world.members[0])
    assert "แก้ไขไม่ได้" in refused(scores.save_sheet, member=mine, **give, by=world.members[0])
    _, foreign = world.surin_nominated()
    foreign_points = {**give, "nomination": foreign}
    assert refused(scores.save_sheet, member=mine, **foreign_points, by=world.members[0])
    assert not ScoreSheet.objects.filter(nomination__in=[second, foreign]).exists()


@pytest.mark.parametrize(
    ("points", "word"), [("26", "0 ถึง 25"), ("-1", "0 ถึง 25"), ("4.5", "จำนวนเต็ม")]
)
def test_points_keep_to_weight_and_step(world: World, points: str, word: str) -> None:
    opened, first, _ = world.scoring()
    criterion = opened.criteria.first()
    seat = CommitteeMember.objects.get(round=opened, user=world.members[0])
    give = {"member": seat, "nomination": first, "note": "", "by": world.members[0]}
    assert word in refused(scores.save_sheet, points={criterion.pk: Decimal(points)}, **give)
    sheet = scores.save_sheet(points={criterion.pk: Decimal(25)}, **give)
    assert "เหลืออีก 6 ข้อ" in refused(scores.submit_sheet, sheet=sheet, by=world.members[0])
    type(criterion).objects.filter(pk=criterion.pk).update(half_points=True)
    scores.save_sheet(points={criterion.pk: Decimal("4.5")}, **give)
    assert list(sheet.scores.values_list("points", flat=True)) == [Decimal("4.5")]
