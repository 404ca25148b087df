"""At the door: who comes and goes, the quorum, times put right, beginning and end, dissent."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from selection import meeting_rules as rules
from selection import tally
from selection.actions import committee, decision, meeting
from selection.actions.declarations import declare
from selection.actions.meeting_times import correct_meeting, correct_stays
from selection.models import CommitteeMember, Dissent, Presence, Round
from selection.queries_meeting import meeting_facts, presiding_seat
from tests import forms
from tests.people import MEETING, World

Page = Callable[[User | None], Client]
Clock = Callable[[str], datetime]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """``clock("09.05")``: it is five past nine of the meeting's day, and twenty seconds."""

    def stand_at(text: str) -> datetime:
        hour, minute = map(int, text.split("."))
        moment = timezone.make_aware(datetime.combine(MEETING[0], time(hour, minute, 20)))
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    stand_at("08.30")
    return stand_at


def seats_of(opened: Round) -> list[CommitteeMember]:
    """All seats in order."""
    return list(CommitteeMember.objects.with_place().filter(round=opened).order_by("order"))


def come(opened: Round, number: int, by: User) -> list[CommitteeMember]:
    """The first ``number`` seats are in the room."""
    seats = seats_of(opened)
    for seat in seats[:number]:
        meeting.arrive(seat=seat, by=by)
    return seats


def read(client: Client, opened: Round) -> str:
    """The page at the door."""
    answer = client.get(f"/rounds/{opened.pk}/attendance/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_quorum_is_won_lost_and_regained(world: World, page: Page, clock: Clock) -> None:
    opened, province = world.round_open(), page(world.buriram)
    seats = seats_of(opened)
    every, needed = len(seats), (len(seats) + 1) // 2
    begin, end = f"/rounds/{opened.pk}/attendance/begin/", f"/rounds/{opened.pk}/attendance/end/"
    for seat in seats[: needed - 1]:
        there = f"/rounds/{opened.pk}/attendance/#seat-{seat.pk}"
        assert province.post(f"/rounds/seats/{seat.pk}/arrive/").url == there
    assert f"{needed - 1} จาก {every} ตำแหน่ง</b> ยังไม่ครบองค์ประชุม" in read(province, opened)
    assert province.post(begin).status_code == 409
    last = seats[needed - 1]
    province.post(f"/rounds/seats/{last.pk}/arrive/")
    assert f"{needed} จาก {every} ตำแหน่ง</b> ครบองค์ประชุม (ต้องมีอย่างน้อย {needed})" in read(
        province, opened
    )
    clock("09.05")
    assert province.post(begin).status_code == 302
    assert province.post(begin).status_code == 409
    clock("10.00")
    province.post(f"/rounds/seats/{last.pk}/leave/")
    lost = read(province, opened)
    assert "องค์ประชุมไม่ครบแล้ว ลงมติไม่ได้" in lost
    assert "ออก 10.00 น." in lost
    opened.refresh_from_db()
    with pytest.raises(Refused, match="จึงลงมติไม่ได้"):
        rules.check_quorum_to_decide(opened)
    clock("10.10")
    province.post(f"/rounds/seats/{last.pk}/arrive/")
    assert "กลับเข้ามา 10.10 น." in read(province, opened)
    rules.check_quorum_to_decide(opened)
    clock("11.30")
    assert province.post(end).status_code == 302
    shown = read(province, opened)
    assert "เมื่อปิดประชุมมีผู้อยู่ในที่ประชุม" in shown
    assert "อยู่จนปิดประชุม" in shown
    workbook = openpyxl.load_workbook(
        BytesIO(province.get(f"/rounds/{opened.pk}/attendance/?format=xlsx").content)
    )
    rows = list(workbook.active.iter_rows(min_row=2, values_only=True))
    assert [row[5:7] for row in rows[:1]] == [("08.30 น.", "11.30 น.")]
    opened.refresh_from_db()
    words = [event.words for event in meeting_facts(opened).events]
    assert words[needed:] == [
        "เปิดประชุม", f"{last.post} ออกจากที่ประชุม", f"{last.post} กลับเข้ามา", "ปิดประชุม",
    ]  # fmt: skip


def test_taps_that_come_twice_are_one(world: World, page: Page, clock: Clock) -> None:
    opened, province = world.round_open(), page(world.buriram)
    seat = seats_of(opened)[0]
    url = f"/rounds/seats/{seat.pk}/"
    assert province.post(f"{url}leave/").status_code == 409  # never came
    for text in ("09.00", "09.01"):
        clock(text)
        assert province.post(f"{url}arrive/").status_code == 302
    stay = Presence.objects.get(seat=seat)
    assert f"{url}undo/" in read(province, opened)
    assert rules.minute(stay.arrived_at) == rules.minute(clock("09.00"))
    for text in ("09.30", "09.31"):
        clock(text)
        assert province.post(f"{url}leave/").status_code == 302
    stay.refresh_from_db()
    assert rules.minute(stay.left_at) == rules.minute(clock("09.30"))
    for _ in range(2):  # the second is not the coming's
        province.post(f"{url}undo/", {"what": "leave", "stay": stay.pk})
    assert Presence.objects.get(seat=seat).left_at is None
    other = Presence.objects.create(seat=seats_of(opened)[1], arrived_at=clock("09.00"))
    for wrong in ("", "x", "9" * 30, str(other.pk)):
        province.post(f"{url}undo/", {"what": "arrive", "stay": wrong})
        assert Presence.objects.count() == 2
    for _ in range(2):
        province.post(f"{url}undo/", {"what": "arrive", "stay": stay.pk})
    assert list(Presence.objects.all()) == [other]
    acts = AuditRow.objects.filter(act__startswith="meeting:", subject_id=str(seat.pk))
    assert sorted(acts.values_list("act", flat=True)) == [
        "meeting:arrive", "meeting:leave", "meeting:undo-arrive", "meeting:undo-leave",
    ]  # fmt: skip


def test_a_delegate_comes(world: World, page: Page, clock: Clock) -> None:
    opened, province = world.round_open(), page(world.buriram)
    seat = seats_of(opened)[2]
    url = f"/rounds/seats/{seat.pk}/"
    assert province.post(f"{url}delegate/", {"delegate": " "}).status_code == 422
    name = "นางสาวสุดา ใจดี นักวิชาการเกษตร"
    assert province.post(f"{url}delegate/", {"delegate": name}).status_code == 302
    assert f"ผู้แทน: {name}" in read(province, opened)
    fact = meeting_facts(opened).seats[2]
    assert (fact.delegate, fact.is_here) == (name, True)
    clock("09.00")
    province.post(f"{url}leave/")
    province.post(f"{url}arrive/")
    assert CommitteeMember.objects.get(pk=seat.pk).delegate == name
    served = forms.filled(province.get(f"{url}times/").content.decode(), "delegate")
    province.post(f"{url}times/", {**served, "delegate": "นายแก้ ชื่อถูก"})
    assert CommitteeMember.objects.get(pk=seat.pk).delegate == "นายแก้ ชื่อถูก"
    assert f"ผู้แทน{seat.post} (นายแก้ ชื่อถูก) มาถึง" in read(province, opened)
    for stay in Presence.objects.filter(seat=seat).order_by("-pk"):
        meeting.undo_leave(seat=seat, stay=stay.pk, by=world.buriram)
        meeting.undo_arrival(seat=seat, stay=stay.pk, by=world.buriram)
    assert CommitteeMember.objects.get(pk=seat.pk).delegate == ""


def test_times_are_put_right_and_stay_sensible(world: World, page: Page, clock: Clock) -> None:
    opened, province = world.round_open(), page(world.buriram)
    clock("09.05")
    seats = come(opened, len(seats_of(opened)), world.buriram)
    clock("09.10")
    meeting.begin_meeting(round=opened, by=world.buriram)
    seat = seats[0]
    clock("10.00")
    meeting.leave(seat=seat, by=world.buriram)
    stay, url = Presence.objects.get(seat=seat), f"/rounds/seats/{seat.pk}/times/"
    served = forms.filled(province.get(url).content.decode(), "delegate")
    came, left = f"arrived_{stay.pk}", f"left_{stay.pk}"
    assert (served[came], served[left]) == ("09.05", "10.00")
    wrong = {
        "เวลาออกต้องไม่ก่อนเวลามา": {left: "08.00"},
        "ไม่หลังเวลาขณะนี้": {left: "10.45"},
        "ต้องเป็นเวลา": {came: "25.99"},
        "กรอกเวลามา": {came: ""},
    }
    for words, typed in wrong.items():
        answer = province.post(url, {**served, **typed})
        assert answer.status_code in {409, 422}
        assert words in answer.content.decode()
    assert province.post(url, {**served, left: "๐๙.๕๐"}).status_code == 302
    now = Presence.objects.get(seat=seat)
    assert now.arrived_at == stay.arrived_at  # what was tapped keeps its seconds
    assert f"{timezone.localtime(now.left_at):%Y-%m-%d %H.%M.%S}" == "2025-06-06 09.50.00"
    with pytest.raises(Refused, match="ไม่ก่อนเวลาที่ออก"):
        clock("10.20")
        again = meeting.arrive(seat=seat, by=world.buriram)
        correct_stays(seat=seat, times={again.pk: (time(9, 45), None)}, by=world.buriram)
    with pytest.raises(Refused, match="วันประชุมคือวันที่ 6 มิถุนายน 2568"):
        early = clock("09.00") - timedelta(days=1)
        meeting.arrive(seat=seats[1], at=early, by=world.buriram)


def test_the_beginning_keeps_its_quorum(world: World, page: Page, clock: Clock) -> None:
    opened = world.round_open()
    needed = (len(seats_of(opened)) + 1) // 2
    clock("09.05")
    seats = come(opened, needed, world.buriram)
    clock("09.10")
    meeting.begin_meeting(round=opened, by=world.buriram)
    stay = Presence.objects.get(seat=seats[0])
    clock("09.30")
    with pytest.raises(Refused, match=f"มีเพียง {needed - 1} จาก"):
        correct_stays(seat=seats[0], times={stay.pk: (time(9, 20), None)}, by=world.buriram)
    with pytest.raises(Refused, match="มีเพียง"):
        meeting.undo_arrival(seat=seats[0], stay=stay.pk, by=world.buriram)
    with pytest.raises(Refused, match="มีเพียง 0 จาก"):
        correct_meeting(round=opened, began=time(9, 4), ended=None, by=world.buriram)
    province, url = page(world.buriram), f"/rounds/{opened.pk}/attendance/times/"
    assert (
        province.post(url, {"began": "09.05"}).status_code == 302
    )  # the minute in which they came
    assert "เปิดประชุม <b>09.05 น.</b>" in read(province, opened)
    assert province.post(url, {"began": "11.00"}).status_code == 409
    meeting.cancel_begin(round=opened, by=world.buriram)
    assert Round.objects.get(pk=opened.pk).began_at is None
    meeting.undo_arrival(seat=seats[0], stay=stay.pk, by=world.buriram)
    with pytest.raises(Refused, match="ยังเปิดประชุมไม่ได้"):
        meeting.begin_meeting(round=opened, by=world.buriram)


def test_ended_corrected_and_resumed(world: World, clock: Clock) -> None:
    opened = world.round_open()
    clock("09.00")
    seats = come(opened, len(seats_of(opened)) - 1, world.buriram)
    meeting.begin_meeting(round=opened, by=world.buriram)
    clock("09.20")
    meeting.arrive(seat=seats[-1], by=world.buriram)
    clock("10.00")
    meeting.leave(seat=seats[1], by=world.buriram)
    clock("11.00")
    meeting.end_meeting(round=opened, by=world.buriram)
    facts = meeting_facts(opened)
    assert [seat.order for seat in facts.seats if seat.late] == [seats[-1].order]
    assert [seat.order for seat in facts.seats if seat.early] == [seats[1].order]
    assert (facts.at_begin.present, facts.now.present) == (len(seats) - 1, len(seats) - 1)
    for act in (meeting.arrive, meeting.leave):
        with pytest.raises(Refused, match="ปิดประชุมแล้ว"):
            act(seat=seats[1], by=world.buriram)
    with pytest.raises(Refused, match="หลังเวลาปิดประชุมนี้"):
        correct_meeting(round=opened, began=time(9), ended=time(9, 40), by=world.buriram)
    correct_meeting(round=opened, began=time(9), ended=time(10, 45), by=world.buriram)
    assert rules.quorum_of(opened).present == len(seats) - 1
    stay = Presence.objects.get(seat=seats[1])
    with pytest.raises(Refused, match="หลังเวลาปิดประชุม"):
        correct_stays(seat=seats[1], times={stay.pk: (time(9), time(10, 50))}, by=world.buriram)
    meeting.resume_meeting(round=opened, by=world.buriram)
    assert rules.quorum_of(opened).present == len(seats) - 1
    assert not meeting_facts(opened).seats[1].is_here
    with pytest.raises(Refused, match="ยังไม่ได้ปิดประชุม"):
        meeting.resume_meeting(round=opened, by=world.buriram)


def test_who_presides(world: World, page: Page, clock: Clock) -> None:
    opened = world.round_open()
    chair, vice, *_ = come(opened, len(seats_of(opened)), world.buriram)
    meeting.begin_meeting(round=opened, by=world.buriram)
    assert presiding_seat(opened) == chair
    meeting.leave(seat=chair, by=world.buriram)
    assert presiding_seat(opened) == vice
    assert "ทำหน้าที่แทนประธาน" in read(page(world.buriram), opened)
    meeting.leave(seat=vice, by=world.buriram)
    assert presiding_seat(opened) is None
    assert "ที่ประชุมต้องเลือกกรรมการคนหนึ่ง" in read(page(world.buriram), opened)
    assert meeting_facts(opened).presiding.pk == chair.pk  # when it began


def test_an_absent_scorer_blocks_nobody(world: World, page: Page) -> None:
    opened, _, _ = world.scoring()
    province = page(world.buriram)
    seat = next(seat for seat in seats_of(opened) if seat.scores)
    silent = next(seat for seat in seats_of(opened) if not seat.scores)
    url, wanted = f"/rounds/seats/{seat.pk}/", tally.progress_of(opened).wanted
    assert province.post(f"{url}absent/", {"reason": "ลาป่วย"}).status_code == 409  # is here
    meeting.cancel_begin(round=opened, by=world.buriram)
    for one in (seat, silent):
        stay = Presence.objects.get(seat=one)
        meeting.undo_arrival(seat=one, stay=stay.pk, by=world.buriram)
    meeting.begin_meeting(round=opened, by=world.buriram)
    assert province.post(f"{url}absent/", {"reason": " "}).status_code == 422
    for _ in range(2):
        assert province.post(f"{url}absent/", {"reason": "ลาป่วย"}).status_code == 302
    shown = read(province, opened)
    assert "ไม่นับเป็นผู้ให้คะแนน กรรมการท่านอื่นไม่ต้องรอ" in shown
    seat.refresh_from_db()
    assert seat.excused_reason == "ไม่มาประชุม (ลาป่วย)"
    assert tally.progress_of(opened).wanted == wanted - 2
    facts = meeting_facts(opened)
    assert [(one.pk, one.absence_reason) for one in facts.absent] == [(seat.pk, "ลาป่วย")]
    assert [one.pk for one in facts.unrecorded] == [silent.pk]
    province.post(f"{url}undo/", {"what": "absent"})
    assert tally.progress_of(opened).wanted == wanted
    province.post(f"{url}absent/", {"reason": "ลาป่วย"})
    province.post(f"{url}arrive/")  # came late after all
    seat.refresh_from_db()
    assert (seat.excused_reason, seat.absence_reason) == ("", "")
    meeting.mark_absent(seat=silent, reason="ไปราชการ", by=world.buriram)
    silent.refresh_from_db()
    assert silent.excused_reason == ""


def test_absence_is_told_when_the_seat_still_scores(world: World, page: Page) -> None:
    opened, _, _ = world.scoring()
    scorers = [seat for seat in seats_of(opened) if seat.scores]
    one, two, three, *_ = scorers
    for seat in (one, two):
        committee.excuse_seat(seat=seat, reason="เจ็บป่วย", by=world.buriram)
    Presence.objects.filter(seat__in=[two, three]).delete()
    province = page(world.buriram)
    answer = province.post(f"/rounds/seats/{three.pk}/absent/", {"reason": "ลา"}, follow=True)
    assert "แต่ยังนับเป็นผู้ให้คะแนน: บันทึกไม่ได้ เพราะจะเหลือ" in answer.content.decode()
    assert f"/rounds/seats/{three.pk}/excuse/" in answer.content.decode()
    meeting.mark_absent(seat=two, reason="ลา", by=world.buriram)
    meeting.undo_absence(seat=two, by=world.buriram)
    two.refresh_from_db()
    assert two.excused_reason == "เจ็บป่วย"  # recorded for itself, not for the absence


def test_what_the_decision_rests_on_stays(world: World, page: Page) -> None:
    opened, first, second = world.scored()
    decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    seat = seats_of(opened)[-1]
    stay = Presence.objects.get(seat=seat)
    for act in (
        lambda: meeting.undo_arrival(seat=seat, stay=stay.pk, by=world.buriram),
        lambda: meeting.cancel_begin(round=opened, by=world.buriram),
    ):
        with pytest.raises(Refused, match="บันทึกผลการคัดเลือกแล้ว"):
            act()
    assert Presence.objects.filter(pk=stay.pk).exists()
    province = page(world.buriram)
    assert "/undo/" not in read(province, opened)
    meeting.leave(seat=seat, by=world.buriram)  # people still go home
    url = f"/rounds/seats/{seat.pk}/dissent/"
    assert province.post(url, {"text": "เห็นว่าควรเลือกกลุ่มอื่น\nเพราะใกล้แหล่งวัตถุดิบ"}).status_code == 302
    assert "เพราะใกล้แหล่งวัตถุดิบ" in read(province, opened)
    assert [one.dissent[:4] for one in meeting_facts(opened).dissents] == ["เห็น"]
    assert province.post(url, {"text": ""}).status_code == 302
    assert not Dissent.objects.exists()
    assert "ไม่มีผู้มีความเห็นแย้ง" in read(province, opened)


def test_dissent_is_of_those_who_came(world: World) -> None:
    opened = world.round_open()
    needed = (len(seats_of(opened)) + 1) // 2
    seats = come(opened, needed, world.buriram)
    give = {"text": "ไม่เห็นด้วย", "by": world.buriram}
    with pytest.raises(Refused, match="ยังไม่ได้บันทึกการเปิดประชุม"):
        meeting.save_dissent(seat=seats[0], **give)
    meeting.begin_meeting(round=opened, by=world.buriram)
    with pytest.raises(Refused, match="ไม่ได้มาประชุม"):
        meeting.save_dissent(seat=seats[-1], **give)
    meeting.save_dissent(seat=seats[0], **give)
    with pytest.raises(Refused, match="จังหวัดอื่น"):
        meeting.save_dissent(seat=seats[0], text="", by=world.surin)
    assert Dissent.objects.get().seat == seats[0]


def test_after_the_announcement_the_record_is_completed_once(world: World, page: Page) -> None:
    opened, _, _ = world.announced()
    province = page(world.buriram)
    seat = seats_of(opened)[0]
    with pytest.raises(Refused, match="มาหรือออกเพิ่มไม่ได้"):
        meeting.leave(seat=seat, by=world.buriram)
    meeting.save_dissent(seat=seat, text="ขอให้บันทึกไว้", by=world.buriram)
    meeting.end_meeting(round=opened, by=world.buriram)
    with pytest.raises(Refused, match="ประกาศผลและปิดประชุมแล้ว"):
        meeting.resume_meeting(round=opened, by=world.buriram)
    with pytest.raises(Refused, match="ประกาศผลและปิดประชุมแล้ว"):
        meeting.save_dissent(seat=seat, text="", by=world.buriram)
    text = read(province, opened)
    assert "ประกาศผลและปิดประชุมแล้ว" in text
    assert "/leave/" not in text
    assert province.post(f"/rounds/seats/{seats_of(opened)[0].pk}/leave/").status_code == 409
    for user in (world.surin, world.krasang, world.members[0], world.department):
        assert page(user).get(f"/rounds/{opened.pk}/attendance/").status_code == 404


def test_who_stood_aside_is_in_the_facts(world: World) -> None:
    opened, first, _ = world.scoring()
    seat = next(seat for seat in seats_of(opened) if seat.user)
    declare(member=seat, nomination=first, aside=True, reason="เป็นญาติกับประธานกลุ่ม", by=seat.user)
    (aside,) = meeting_facts(opened).asides
    assert aside.group == first.group.name
    assert [(one.post, one.reason) for one in aside.seats] == [(seat.post, "เป็นญาติกับประธานกลุ่ม")]


@pytest.mark.parametrize("seats", [3, 15])
def test_the_door_in_constant_queries(
    world: World, page: Page, seats: int, django_assert_num_queries: Callable
) -> None:
    opened = world.round_open()
    opened.seats.filter(order__gt=seats).delete()
    for order in range(opened.seats.count() + 1, seats + 1):
        opened.seats.create(order=order, seat="member", post=f"กรรมการ {order}")
    come(opened, seats, world.buriram)
    meeting.begin_meeting(round=opened, by=world.buriram)
    client = page(world.buriram)
    with django_assert_num_queries(6):
        answer = client.get(f"/rounds/{opened.pk}/attendance/")
    assert answer.content.decode().count("อยู่ในที่ประชุม</span>") == seats


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2025, 6, 3), ""),
        (date(2025, 6, 4), "เหลืออีก 2 วัน"),
        (date(2025, 6, 6), "คือวันนี้"),
        (date(2025, 6, 7), ""),
    ],
)
def test_notice_of_three_days(today: date, words: str) -> None:
    ahead = SimpleNamespace(meeting_date=MEETING[0], began_at=None)
    told = rules.notice_warning(ahead, today)
    assert words in told
    assert bool(told) == bool(words)
    assert rules.notice_warning(SimpleNamespace(meeting_date=None, began_at=None), today) == ""
