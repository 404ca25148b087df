"""The decision: what it needs, ties and reserves, the announcement, its correction."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from selection import tally
from selection.actions import decision, declarations, meeting, nominations, rounds, scores
from selection.models import (
    ChosenGroup,
    CommitteeMember,
    Nomination,
    ReserveGroup,
    ResultVersion,
    Round,
)
from selection.result import result_rows
from selection.scoring import Standing
from selection.states import RoundState
from tests.forms import filled
from tests.people import KRACHAO, World

Page = Callable[[User | None], Client]


def refused(act: object, **kwargs: object) -> str:
    """Reason with which ``act`` refuses; fails when it does not."""
    with pytest.raises(Refused) as caught:
        act(**kwargs)
    return caught.value.reason


def third_nomination(
    world: World, story: object, shares: list[str]
) -> tuple[Round, list[Nomination]]:
    """Three scored nominations of a round that chooses two."""
    opened, every = three(world, story)
    story.score_all(opened, {n.pk: [s] * 5 for n, s in zip(every, shares, strict=True)})
    story.hold_meeting(opened, by=world.buriram)
    return opened, every


def three(world: World, story: object) -> tuple[Round, list[Nomination]]:
    """Three accepted nominations of a round that chooses two; the committee scores."""
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
    return opened, every


def scorers(opened: Round) -> list[CommitteeMember]:
    """The seats that score, in order."""
    seats = CommitteeMember.objects.scoring().filter(round=opened).order_by("order")
    return list(seats.select_related("user", "round"))


def give(seat: CommitteeMember, nomination: Nomination, points: list[int]) -> None:
    """The seat sends a sheet with these points, criterion by criterion."""
    criteria = seat.round.criteria.order_by("order")
    typed = {one.pk: Decimal(p) for one, p in zip(criteria, points, strict=True)}
    sheet = scores.save_sheet(
        member=seat, nomination=nomination, points=typed, note="", by=seat.user
    )
    scores.submit_sheet(sheet=sheet, by=seat.user)


def page_of(page: Page, user: User, opened: Round, path: str) -> str:
    """The text of a page of the round."""
    return page(user).get(f"/rounds/{opened.pk}/{path}").content.decode()


# What a decision needs


def test_deciding_waits_for_the_last_sheet(world: World, story: object) -> None:
    opened, first, second = world.scoring()
    choice = {"round": opened, "nominations": [first, second], "by": world.buriram}
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
    assert "จังหวัดอื่น" in refused(decision.decide, **{**choice, "by": world.surin})
    decision.decide(**choice)
    assert "สถานะขณะนี้" in refused(decision.decide, **choice)


def test_no_decision_without_a_quorum(world: World, story: object) -> None:
    opened, first, second = world.scored()
    choice = {"round": opened, "nominations": [first, second], "by": world.buriram}
    seats = list(opened.seats.select_related("round"))
    for seat in seats[: len(seats) // 2 + 1]:
        meeting.leave(seat=seat, by=world.buriram)
    assert "องค์ประชุมไม่ครบ" in refused(decision.decide, **choice)
    meeting.arrive(seat=seats[0], by=world.buriram)
    decision.decide(**choice)


def test_a_choice_against_the_points_says_why(world: World, story: object) -> None:
    opened, (first, second, third) = third_nomination(world, story, ["0.9", "0.8", "0.6"])
    against = {"round": opened, "nominations": [first, third], "by": world.buriram}
    assert "ไม่ตรงกับลำดับคะแนน" in refused(decision.decide, **against, reason=" ")
    assert "ไม่มีการออกเสียงชี้ขาด" in refused(
        decision.decide, **against, reason="ถอนตัว", casting_reason="เห็นว่าดี"
    )
    decision.decide(**against, reason="กลุ่มที่สองถอนตัว")
    assert list(opened.chosen.values_list("nomination", "order")) == [(first.pk, 1), (third.pk, 2)]
    assert (opened.decision.verdict, opened.decision.reason) == ("against", "กลุ่มที่สองถอนตัว")
    assert "เหตุผล" in refused(decision.reconsider, round=opened, reason=" ", by=world.buriram)
    decision.reconsider(round=opened, reason="ลงมติใหม่", by=world.buriram)
    assert not ChosenGroup.objects.filter(round=opened).exists()
    told = AuditRow.objects.filter(act="round:decided>scoring").values_list("detail__note")
    assert ("ลงมติใหม่",) in told
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)
    assert opened.chosen.count() == 2


def test_a_tie_that_nothing_parts_wants_the_casting_vote(world: World, story: object) -> None:
    opened, (first, _, third) = third_nomination(world, story, ["0.9", "0.8", "0.8"])
    tie = {"round": opened, "nominations": [first, third], "by": world.buriram}
    chair, other = (opened.seats.select_related("round").get(order=n) for n in (1, 4))
    assert "การออกเสียงชี้ขาดของประธาน" in refused(decision.decide, **tie, reason="ประธานเห็นว่าดี")
    assert "การออกเสียงชี้ขาดของประธาน" in refused(decision.decide, **tie, casting_seat=chair)
    meeting.leave(seat=other, by=world.buriram)
    assert "ไม่ได้อยู่ในที่ประชุม" in refused(
        decision.decide, **tie, casting_seat=other, casting_reason="กลุ่มพร้อมกว่า"
    )
    decision.decide(**tie, casting_seat=chair, casting_reason="กลุ่มพร้อมกว่า")
    assert set(opened.chosen.values_list("nomination", flat=True)) == {first.pk, third.pk}
    found = opened.decision
    assert (found.verdict, found.casting_seat, found.casting_reason) == ("tie", chair, "กลุ่มพร้อมกว่า")


def test_the_declared_criterion_parts_equal_means(world: World, page: Page, story: object) -> None:
    opened, (first, second, third) = three(world, story)
    story.declare_all(opened)
    tie_order = list(opened.criteria.order_by("tie_order").values_list("tie_order", flat=True))
    assert 1 in tie_order
    breaker = opened.criteria.get(tie_order=1)
    whole = [one.points for one in opened.criteria.order_by("order")]
    at = breaker.order - 1
    other = 0 if at else 1
    for seat in scorers(opened):
        give(seat, first, [points - 2 for points in whole])
        for nomination, down in ((second, other), (third, at)):
            typed = [points - 3 for points in whole]
            typed[down] -= 1
            give(seat, nomination, typed)
    story.hold_meeting(opened, by=world.buriram)
    rows = {row["nomination"]: row for row in result_rows(opened)}
    assert [rows[n.pk]["rank"] for n in (first, second, third)] == [1, 2, 2]
    assert [rows[n.pk]["place"] for n in (first, second, third)] == [1, 2, 3]
    assert rows[third.pk]["parted_by"] == breaker.order
    assert f"ตัดสินด้วยเกณฑ์ข้อ {breaker.order}" in page_of(page, world.buriram, opened, "scores/")
    choice = {"round": opened, "by": world.buriram}
    assert "ไม่ตรงกับลำดับคะแนน" in refused(decision.decide, nominations=[first, third], **choice)
    decision.decide(nominations=[first, second], **choice)
    assert opened.decision.verdict == "clear"


def test_a_nomination_that_nobody_may_score_is_told(
    world: World, page: Page, story: object
) -> None:
    opened, (first, second, third) = three(world, story)
    story.score_all(opened, {n.pk: ["0.8"] * 5 for n in (first, second)})
    story.hold_meeting(opened, by=world.buriram)
    for seat in scorers(opened):
        declarations.declare(
            member=seat, nomination=third, aside=True, reason="เป็นญาติ", by=seat.user
        )
    said = refused(decision.decide, round=opened, nominations=[first, second], by=world.buriram)
    assert "บ้านสาม ไม่มีกรรมการคนใดให้คะแนน" in said
    answer = page(world.buriram).get(f"/rounds/{opened.pk}/scores/")
    assert answer.status_code == 200
    assert "ไม่มีกรรมการคนใดให้คะแนน" in answer.content.decode()
    one = scorers(opened)[0]
    declarations.declare(member=one, nomination=third, aside=False, by=one.user)
    give(one, third, [1] * 7)
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)


def test_who_stands_aside_is_left_out_of_that_mean_and_named(
    world: World, page: Page, story: object
) -> None:
    opened, first, second = world.scoring()
    away, *others = scorers(opened)
    declarations.declare(
        member=away, nomination=first, aside=True, reason="เป็นที่ปรึกษากลุ่ม", by=away.user
    )
    whole = [one.points for one in opened.criteria.order_by("order")]
    for seat in others:
        give(seat, first, whole)
        give(seat, second, whole)
    give(away, second, [25, 5, 0, 0, 0, 0, 0])
    rows = {row["nomination"]: row for row in result_rows(opened)}
    assert (rows[first.pk]["mean"], rows[second.pk]["mean"]) == ("100.00", "86.00")
    assert len(rows[first.pk]["totals"]) == 4
    reason = {"order": away.order, "post": away.post, "reason": "เป็นที่ปรึกษากลุ่ม"}
    assert rows[first.pk]["asides"] == [reason]
    assert rows[second.pk]["asides"] == []
    marked = [one["post"] for one in rows[second.pk]["totals"] if one["outlier"]]
    assert marked == [away.post]
    board = page_of(page, world.buriram, opened, "scores/")
    assert f"ขอไม่ให้คะแนน: {away.post} (เป็นที่ปรึกษากลุ่ม)" in board
    assert f"ต่างจากผู้อื่นมาก:</b> {away.post} (30)" in board
    answer = page(world.buriram).get(f"/rounds/{opened.pk}/scores/?format=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[1][cells[0].index(away.post)] == "ขอไม่ให้คะแนน"
    assert cells[2][cells[0].index(away.post)] == 30
    table = page(world.buriram).get(f"/rounds/{opened.pk}/result.pdf")
    assert table.status_code == 200
    assert table.content.startswith(b"%PDF")


def test_standings_equal_the_sheets_by_hand(world: World, story: object) -> None:
    opened, first, _second = world.scoring()
    story.score_all(opened, {first.pk: ["1", "1", "0.5", "0.2", "0"]})
    best: Standing = tally.standings_of(opened)[0]
    # Weights 25 20 15 15 10 10 5; halves round to even: 12 10 8 8 5 5 2; fifths: 5 4 3 3 2 2 1.
    assert sorted(best.totals.values()) == [0, 20, 50, 100, 100]
    assert best.mean == 54
    assert best.spread == 100


# Reserves


def test_reserves_follow_the_places_or_say_why(world: World, story: object) -> None:
    opened, (first, second, third) = third_nomination(world, story, ["0.9", "0.8", "0.6"])
    choice = {"round": opened, "nominations": [first, second], "by": world.buriram}
    assert "เป็นกลุ่มสำรองอีกไม่ได้" in refused(decision.decide, **choice, reserve=[second])
    assert "ซ้ำกัน" in refused(decision.decide, **choice, reserve=[third, third])
    _, foreign = world.surin_nominated()
    assert "ในรอบนี้" in refused(decision.decide, **choice, reserve=[foreign])
    choice["nominations"] = [first, third]
    decision.decide(**choice, reason="กลุ่มที่สองยังไม่พร้อม", reserve=[second])
    assert list(ReserveGroup.objects.values_list("nomination", "order")) == [(second.pk, 1)]


def test_reserves_out_of_order_want_reasons(world: World, story: object) -> None:
    opened, (first, second, third) = third_nomination(world, story, ["0.9", "0.8", "0.6"])
    opened.programme.quota = 1
    choice = {"round": opened, "nominations": [first], "by": world.buriram}
    assert "ไม่เรียงตามลำดับคะแนน" in refused(decision.decide, **choice, reserve=[third])
    decision.decide(**choice, reserve=[second, third])


# The page of the decision


def test_the_page_chooses_nothing_by_itself(world: World, page: Page, story: object) -> None:
    opened, (first, second, third) = third_nomination(world, story, ["0.9", "0.8", "0.6"])
    client, url = page(world.buriram), f"/rounds/{opened.pk}/decide/"
    typed = filled(client.get(url).content.decode(), "reason")
    assert "nominations" not in typed
    assert typed["reserve_1"] == str(third.pk)
    assert client.post(url, typed).status_code == 422
    typed["nominations"] = [first.pk, third.pk]
    answer = client.post(url, typed)
    assert answer.status_code == 409
    assert "เป็นกลุ่มสำรองอีกไม่ได้" in answer.content.decode()
    typed["nominations"] = [second.pk, first.pk]
    answer = client.post(url, typed, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain == [(f"/rounds/{opened.pk}/decision/", 302)]
    assert "รอประกาศ" in text
    assert "ตรงกับลำดับคะแนน" in text
    assert third.group.address in text
    back = f"/rounds/{opened.pk}/reconsider/"
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "คะแนนคีย์ผิด"}).status_code == 302
    assert Round.objects.get(pk=opened.pk).state == RoundState.SCORING


def test_the_page_asks_for_the_casting_vote_only_at_a_tie(
    world: World, page: Page, story: object
) -> None:
    opened, (first, second, third) = third_nomination(world, story, ["0.9", "0.8", "0.8"])
    client, url = page(world.buriram), f"/rounds/{opened.pk}/decide/"
    typed = filled(client.get(url).content.decode(), "reason")
    chair = opened.seats.get(seat="chair")
    assert typed["casting_seat"] == str(chair.pk)
    assert typed["reserve_1"] == ""  # who is left, the casting vote says
    typed |= {"nominations": [first.pk, third.pk], "reserve_1": second.pk}
    answer = client.post(url, typed)
    assert answer.status_code == 409
    assert "การออกเสียงชี้ขาดของประธาน" in answer.content.decode()
    assert client.post(url, {**typed, "casting_reason": "พร้อมกว่า"}).status_code == 302
    assert f"{chair.post} (ประธานกรรมการ)" in page_of(page, world.buriram, opened, "decision/")


def test_the_chair_filled_in_beforehand_casts_no_vote_against_the_places(
    world: World, page: Page, story: object
) -> None:
    opened, (first, second, third) = third_nomination(world, story, ["0.9", "0.8", "0.8"])
    client, url = page(world.buriram), f"/rounds/{opened.pk}/decide/"
    typed = filled(client.get(url).content.decode(), "reason")
    typed |= {"nominations": [second.pk, third.pk], "reserve_1": first.pk}
    assert client.post(url, typed).status_code == 409
    assert client.post(url, {**typed, "reason": "กลุ่มแรกขอถอนตัว"}).status_code == 302
    opened.refresh_from_db()
    assert (opened.decision.verdict, opened.decision.casting_seat) == ("against", None)


# The announcement and its correction


def test_a_meeting_left_open_is_said_before_announcing(
    world: World, page: Page, story: object
) -> None:
    opened, first, second = world.scored()
    story.decide(opened, [first, second], by=world.buriram)
    client, url = page(world.buriram), f"/rounds/{opened.pk}/announce/"
    assert "ยังไม่ได้บันทึกการปิดประชุม" in client.get(url).content.decode()
    meeting.end_meeting(round=opened, by=world.buriram)
    assert "ยังไม่ได้บันทึกการปิดประชุม" not in client.get(url).content.decode()


def test_announcing_freezes_the_result(world: World, page: Page) -> None:
    opened, first, second = world.scored()
    assert "สถานะขณะนี้" in refused(decision.announce, round=opened, by=world.buriram)
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)
    assert "จังหวัดอื่น" in refused(decision.announce, round=opened, by=world.surin)
    live = result_rows(opened)
    decision.announce(round=opened, by=world.buriram)
    opened.refresh_from_db()
    assert opened.announced_by == world.buriram
    assert opened.result == live
    assert [(row["nomination"], row["rank"], row["chosen"]) for row in opened.result] == [
        (first.pk, 1, 1),
        (second.pk, 2, 2),
    ]
    assert len(opened.result[0]["totals"]) == 5
    assert len(opened.result[0]["criteria"]) == 7
    again = {"round": opened, "by": world.buriram}
    assert "สถานะขณะนี้" in refused(decision.announce, **again)
    assert "สถานะขณะนี้" in refused(decision.reconsider, **again, reason="ใหม่")
    assert ResultVersion.objects.filter(round=opened).count() == 1


def announced(world: World, story: object) -> tuple[Round, list[Nomination]]:
    """First and second were announced; the third is the reserve."""
    opened, every = third_nomination(world, story, ["0.9", "0.8", "0.6"])
    story.decide(opened, every[:2], reserve=(every[2],), by=world.buriram)
    decision.announce(round=opened, by=world.buriram)
    opened.refresh_from_db()
    return opened, every


def test_a_correction_lets_a_reserve_move_up(world: World, story: object) -> None:
    opened, (first, second, third) = announced(world, story)
    before = opened.result
    correct = {"round": opened, "by": world.buriram}
    put = [third, first]
    assert "เหตุผล" in refused(decision.correct_result, nominations=put, reason=" ", **correct)
    same = {"nominations": [first, second], "reason": "ทบทวน"}
    assert "ยังเหมือนที่ประกาศไว้" in refused(decision.correct_result, **same, **correct)
    one = {"nominations": [first], "reason": "ทบทวน"}
    assert "2 กลุ่มพอดี" in refused(decision.correct_result, **one, **correct)
    assert "จังหวัดอื่น" in refused(
        decision.correct_result, round=opened, nominations=put, reason="สละสิทธิ์", by=world.surin
    )
    kept = ChosenGroup.objects.get(nomination=first).pk
    decision.correct_result(nominations=put, reason="กลุ่มที่สองสละสิทธิ์", seen=1, **correct)
    chosen = list(ChosenGroup.objects.filter(round=opened).values_list("nomination", "order"))
    assert chosen == [(third.pk, 1), (first.pk, 2)]
    assert ChosenGroup.objects.get(nomination=first).pk == kept
    assert not ReserveGroup.objects.filter(round=opened).exists()
    old, new = ResultVersion.objects.filter(round=opened).order_by("number")
    assert old.rows == before
    assert (new.number, new.reason, new.by) == (2, "กลุ่มที่สองสละสิทธิ์", world.buriram)
    assert {row["nomination"]: row["chosen"] for row in opened.result} == {
        first.pk: 2,
        second.pk: None,
        third.pk: 1,
    }
    assert "เปิดหน้านี้ใหม่" in refused(
        decision.correct_result, nominations=[first, second], reason="คืน", seen=1, **correct
    )


def test_who_has_an_allotment_stays(world: World, page: Page, story: object) -> None:
    opened, (first, second, third) = announced(world, story)
    story.allot(
        ChosenGroup.objects.with_place().get(nomination=second),
        by=world.buriram,
        number="บร 0019/ว 2300",
        day=opened.meeting_date,
    )
    correct = {"round": opened, "reason": "สละสิทธิ์", "by": world.buriram}
    said = refused(decision.correct_result, nominations=[first, third], **correct)
    assert "ได้รับแจ้งการจัดสรรงบประมาณแล้ว" in said
    assert ResultVersion.objects.filter(round=opened).count() == 1
    assert ReserveGroup.objects.filter(round=opened).count() == 1
    decision.correct_result(nominations=[third, second], **correct)
    assert opened.chosen.count() == 2


def test_the_correction_shows_the_names_before_the_act(
    world: World, page: Page, story: object
) -> None:
    opened, (first, second, third) = announced(world, story)
    client, url = page(world.buriram), f"/rounds/{opened.pk}/correct/"
    typed = filled(client.get(url).content.decode(), "seen")
    assert (typed["place_1"], typed["place_2"]) == (str(first.pk), str(second.pk))
    assert client.post(url, {**typed, "reason": "x"}).status_code == 409
    twice = {**typed, "place_2": first.pk, "reason": "สละสิทธิ์"}
    assert client.post(url, twice).status_code == 409
    assert client.post(url, {**typed, "place_2": third.pk}).status_code == 422
    check = client.post(url, {**typed, "place_2": third.pk, "reason": "กลุ่มที่สองสละสิทธิ์"})
    text = check.content.decode()
    assert check.status_code == 200
    assert third.group.address in text
    assert second.group.address in text
    assert opened.chosen.filter(nomination=second).exists(), "nothing was done yet"
    act = {**filled(text, "seen"), "act": "1"}
    assert client.post(url, {**act, "seen": "9"}).status_code == 409
    assert client.post(url, act).status_code == 302
    assert not opened.chosen.filter(nomination=second).exists()
    explained = page_of(page, world.buriram, opened, "explain/")
    assert "กลุ่มที่สองสละสิทธิ์" in explained
    old = page_of(page, world.buriram, opened, "explain/?version=1")
    assert "มีผลฉบับใหม่แทนแล้ว" in old
    assert page(world.buriram).get(f"/rounds/{opened.pk}/explain/?version=7").status_code == 404
