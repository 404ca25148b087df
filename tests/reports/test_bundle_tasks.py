"""At home a province is told of the bundle for the department, once the result is announced."""

from datetime import date

from django.utils import timezone

from projects.models import Deadline
from reports.bundle_tasks import tasks_for
from reports.models import Bundle
from reports.summary_tasks import rows_of


def on(monkeypatch, day: date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)


def test_from_the_announcement_until_it_is_forwarded(world, monkeypatch, django_assert_num_queries):
    assert tasks_for(world.buriram) == []
    world.announced()
    for user in (world.surin, world.krasang, world.department, world.members[0]):
        assert tasks_for(user) == []
    on(monkeypatch, date(2025, 6, 12))
    rows = rows_of(world.buriram)
    with django_assert_num_queries(0):
        (task,) = tasks_for(world.buriram, rows)
    assert (task.when, task.tag, task.tone) == ("todo", "เหลือ 8 วัน", "")
    assert "20 มิถุนายน 2568" in task.why
    on(monkeypatch, date(2025, 6, 20))
    assert tasks_for(world.buriram)[0].tone == "act", "the day itself is in time"
    on(monkeypatch, date(2025, 6, 21))
    assert (tasks_for(world.buriram)[0].tag, tasks_for(world.buriram)[0].tone) == (
        "เกินกำหนดแล้ว 1 วัน",
        "wrong",
    )

    Deadline.objects.create(
        programme=world.programme, office=world.department.office, by=world.department,
        task="bundle", level="province", title="ส่งกรม", source="หนังสือกรมฯ", reason="ขยาย",
        fixed=date(2025, 7, 31), replaces="bundle_procedure",
    )  # fmt: skip
    assert tasks_for(world.buriram)[0].tag == "เหลือ 40 วัน", "the department extended it"

    Bundle.objects.create(
        programme=world.programme, office=world.buriram.office, number=1, digest="x", pages=1,
        size=1, by=world.buriram, forwarded_at=timezone.now(), forwarded_by=world.buriram,
        forwarded_on=date(2025, 7, 20),
    )  # fmt: skip
    (task,) = tasks_for(world.buriram)
    assert (task.when, task.why) == ("done", "ส่งเมื่อ 20 กรกฎาคม 2568")
