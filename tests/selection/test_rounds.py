"""A round's steps: what opens, what is refused, and why."""

from datetime import date, time
from decimal import Decimal

import pytest

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from selection import tally
from selection.actions import committee, criteria, decision, nominations, rounds, scores
from selection.models import (
    ChosenGroup,
    CommitteeMember,
    Declaration,
    Nomination,
    Round,
    ScoreSheet,
)
from selection.scoring import Standing
from selection.states import RoundState
from tests.people import KRACHAO, World


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
    assert "จังหวัดอื่น" in refused(
        rounds.recheck_round, round=opened, reason="ตรวจ", by=world.surin
    )
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


def test_deciding_waits_for_the_last_sheet(world: World, story: object) -> None:
    opened, first, second = world.scoring()
    choice = {"round": opened, "nominations": [first, second], "reason": "", "by": world.buriram}
    assert "ส่งแล้ว 0 จาก 10 ใบ" in refused(decision.decide, **choice)
    story.score_all(opened, {first.pk: ["0.9"] * 5})
    assert "ส่งแล้ว 5 จาก 10 ใบ" in refused(decision.decide, **choice)
    story.score_all(opened, {second.pk: ["0.8"] * 5})
    choice["nominations"] = [first]
    assert "2 กลุ่มพอดี" in refused(decision.decide, **choice)
    choice["nominations"] = [first, first]
    assert "2 กลุ่มพอดี" in refused(decision.decide, **choice)
    _, foreign = world.surin_nominated()
    choice["nominations"] = [first, foreign]
    assert "ในรอบนี้" in refused(decision.decide, **choice)
    choice["nominations"] = [first, second]
    assert refused(decision.decide, **{**choice, "by": world.surin})
    decision.decide(**choice)
    assert "สถานะขณะนี้" in refused(decision.decide, **choice)


def third_nomination(
    world: World, story: object, shares: list[str]
) -> tuple[Round, list[Nomination]]:
    """Three scored nominations of a round that chooses two."""
    opened, first, second = world.nominated()
    more = story.Proposal(
        district="3103",
        subdistrict="กระสัง",
        village="บ้านสาม",
        moo=3,
        activity_type="rice_bank",
        answers={**KRACHAO.answers, "activity_name": "ธนาคารข้าวบ้านสาม"},
    )
    third = story.nominate(opened, more, by=world.krasang)
    every = [first, second, third]
    for one in every:
        nominations.accept_nomination(nomination=one, by=world.buriram)
    rounds.start_scoring(round=opened, by=world.buriram)
    story.score_all(opened, {n.pk: [s] * 5 for n, s in zip(every, shares, strict=True)})
    story.hold_meeting(opened, by=world.buriram)
    return opened, every


def test_a_choice_against_the_points_says_why(world: World, story: object) -> None:
    opened, (first, second, third) = third_nomination(world, story, ["0.9", "0.8", "0.6"])
    against = {"round": opened, "nominations": [first, third], "by": world.buriram}
    assert "ไม่ตรงกับลำดับคะแนน" in refused(decision.decide, **against, reason=" ")
    decision.decide(**against, reason="กลุ่มที่สองถอนตัว")
    assert list(opened.chosen.values_list("nomination", "order")) == [(first.pk, 1), (third.pk, 2)]
    assert opened.decision.reason == "กลุ่มที่สองถอนตัว"
    decision.reconsider(round=opened, by=world.buriram)
    assert not ChosenGroup.objects.filter(round=opened).exists()
    decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    assert opened.chosen.count() == 2


def test_a_tie_at_the_cut_is_settled_by_a_reason(world: World, story: object) -> None:
    opened, (first, _, third) = third_nomination(world, story, ["0.9", "0.8", "0.8"])
    tie = {"round": opened, "nominations": [first, third], "by": world.buriram}
    assert "ประธานออกเสียงชี้ขาด" in refused(decision.decide, **tie, reason="")
    decision.decide(**tie, reason="ประธานออกเสียงชี้ขาด")
    assert set(opened.chosen.values_list("nomination", flat=True)) == {first.pk, third.pk}


def test_announcing_freezes_the_result(world: World) -> None:
    opened, first, second = world.scored()
    assert refused(decision.announce, round=opened, by=world.buriram)
    decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    assert refused(decision.announce, round=opened, by=world.surin)
    decision.announce(round=opened, by=world.buriram)
    opened.refresh_from_db()
    assert opened.announced_by == world.buriram
    assert [(row["nomination"], row["rank"], row["chosen"]) for row in opened.result] == [
        (first.pk, 1, 1),
        (second.pk, 2, 2),
    ]
    assert len(opened.result[0]["totals"]) == 5
    assert len(opened.result[0]["criteria"]) == 7
    assert refused(decision.announce, round=opened, by=world.buriram)
    assert refused(decision.reconsider, round=opened, by=world.buriram)


def test_standings_equal_the_sheets_by_hand(world: World, story: object) -> None:
    opened, first, _second = world.scoring()
    story.score_all(opened, {first.pk: ["1", "1", "0.5", "0.2", "0"]})
    best: Standing = tally.standings_of(opened)[0]
    # Weights 25 20 15 15 10 10 5; halves round to even: 12 10 8 8 5 5 2; fifths: 5 4 3 3 2 2 1.
    assert sorted(best.totals.values()) == [0, 20, 50, 100, 100]
    assert best.mean == 54
    assert best.spread == 100


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
