"""What stands on the home page of each role, as the days of the call and the scoring go by."""

from datetime import date

from cdd_network.models import User
from cdd_network.tasks import Task
from reports.demo_time import told_on
from selection.actions import declarations, nominations, rounds, scores, window
from selection.models import ScoreSheet
from selection.states import SheetState
from selection.tasks import tasks_for
from tests.people import KRACHAO, World

MONDAY, FRIDAY = date(2025, 6, 2), date(2025, 6, 6)


def told(user: User, on: date | None = None) -> list[tuple[str, str, str]]:
    """(when, title, tag) of the user's tasks on a day."""
    with told_on(on or MONDAY):
        return [(task.when, task.title.split(" ปีงบ")[0], task.tag) for task in tasks_for(user)]


def only(user: User, on: date | None = None) -> Task:
    """The user's one task."""
    with told_on(on or MONDAY):
        (task,) = tasks_for(user)
    return task


def test_a_district_is_told_when_it_may_send(world: World, story: object) -> None:
    prepared = world.round_prepared()
    days = {"opens_on": MONDAY, "closes_on": FRIDAY}
    window.save_window(round=prepared, values=days, by=world.buriram)
    task = only(world.krasang, date(2025, 6, 1))
    assert (task.when, task.url) == ("waiting", "")
    assert "กำหนดเปิดรับวันที่ 2 มิถุนายน 2568" in task.why
    rounds.open_round(round=prepared, by=world.buriram)
    assert only(world.krasang, date(2025, 6, 1)).why == "เปิดรับวันที่ 2 มิถุนายน 2568"
    assert only(world.krasang).tag == "เปิดรับแล้ว"
    assert only(world.krasang, date(2025, 6, 4)).tag == "ปิดรับใน 2 วัน"
    assert only(world.krasang, FRIDAY).tag == "ปิดรับวันนี้"
    late = date(2025, 6, 9)
    assert "โปรดขออนุญาตจังหวัด" in only(world.krasang, late).why
    with told_on(FRIDAY):
        story.write_nomination(prepared, KRACHAO, by=world.krasang)
    assert only(world.krasang, FRIDAY).tag == "ปิดรับวันนี้"
    assert only(world.krasang, late).tag == "ยังส่งไม่ได้"
    give = {"round": prepared, "office": world.krasang.office, "by": world.buriram}
    window.give_late_leave(**give, reason="สัญญาณล่ม")
    task = only(world.krasang, late)
    assert (task.when, task.tag) == ("todo", "ส่งหลังกำหนดได้")
    assert "สัญญาณล่ม" in task.why
    other = only(world.bandan, late)
    assert (other.when, other.tag) == ("waiting", "พ้นกำหนดแล้ว")
    assert "สัญญาณล่ม" not in other.why


def test_what_came_back_is_mended_though_the_call_is_closed(world: World) -> None:
    opened, first, _ = world.nominated()
    nominations.return_nomination(nomination=first, note="ข้อ 9", by=world.buriram)
    rounds.close_round(round=opened, by=world.buriram)
    task = only(world.krasang)
    assert (task.when, task.tone, task.why) == ("todo", "wrong", "ข้อ 9")


def test_the_province_is_told_what_comes_next(world: World) -> None:
    opened = world.round_prepared()
    window.save_window(
        round=opened, values={"opens_on": MONDAY, "closes_on": FRIDAY}, by=world.buriram
    )
    rounds.open_round(round=opened, by=world.buriram)
    assert told(world.buriram, date(2025, 6, 1))[0][2] == "ยังไม่ถึงวันเปิดรับ"
    assert told(world.buriram)[0][::2] == ("waiting", "รออำเภอส่ง")
    assert told(world.buriram, date(2025, 6, 9))[0][::2] == ("todo", "พ้นวันปิดรับ")
    rounds.close_round(round=opened, by=world.buriram)
    assert told(world.buriram)[0] == ("todo", "เริ่มให้คะแนน", "ปิดรับแล้ว")


def test_scoring_asks_for_meeting_paper_and_decision(world: World, story: object) -> None:
    opened, first, second = world.nominated()
    assert ("todo", "ตรวจแบบเสนอโครงการ", "รอตรวจ 2 ฉบับ") in told(world.buriram)
    for one in (first, second):
        nominations.accept_nomination(nomination=one, by=world.buriram)
    rounds.start_scoring(round=opened, by=world.buriram)
    assert ("todo", "บันทึกผู้มาประชุม", "ยังไม่เปิดประชุม") in told(world.buriram)
    member = world.members[0]
    assert only(member).tag == "เหลือ 2 โครงการ"
    assert only(member).title == "แจ้งการมีส่วนได้เสีย"
    story.score_all(opened, {first.pk: ["0.9"] * 5, second.pk: ["0.8"] * 5})
    assert only(member).tag == "ส่งครบแล้ว"
    waiting = [task for task in tasks_for(world.buriram) if "บันทึกผลการคัดเลือก" in task.title]
    assert [task.when for task in waiting] == ["waiting"]
    assert "เปิดประชุม" in waiting[0].why
    story.hold_meeting(opened, by=world.buriram)
    assert told(world.buriram) == [("todo", "บันทึกผลการคัดเลือก", "คะแนนครบแล้ว")]
    keyed = ScoreSheet.objects.filter(member__round=opened).first()
    ScoreSheet.objects.filter(pk=keyed.pk).update(state=SheetState.KEYED, keyed_by=world.buriram)
    assert ("todo", "ยืนยันคะแนนจากกระดาษ", "รอยืนยัน 1 ใบ") in told(world.buriram)
    assert not any("ยืนยันคะแนน" in title for _, title, _ in told(world.surin))


def test_a_group_that_nobody_may_score_is_a_task_of_the_province(world: World) -> None:
    opened, first, second = world.scoring()
    for seat in opened.seats.filter(user__isnull=False).select_related("user", "round"):
        for one, aside in ((first, False), (second, True)):
            said = {"aside": aside, "reason": "เป็นญาติ" if aside else ""}
            declarations.declare(member=seat, nomination=one, by=seat.user, **said)
    points = dict(opened.criteria.values_list("pk", "points"))
    for seat in opened.seats.filter(user__isnull=False).select_related("user", "round"):
        give = {"member": seat, "nomination": first, "note": "", "by": seat.user}
        scores.submit_sheet(sheet=scores.save_sheet(points=points, **give), by=seat.user)
    assert told(world.buriram) == [("todo", "แก้ไขการแจ้งมีส่วนได้เสีย", "ไม่มีผู้ให้คะแนน")]
    assert second.group.name in tasks_for(world.buriram)[0].why
    assert not told(world.surin)[0][1].startswith("แก้ไข")
