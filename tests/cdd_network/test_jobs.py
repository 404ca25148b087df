"""Slow work: asked for once, seen by its own office, told truly, taken up again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cdd_network import job_runs, job_tasks, jobs
from cdd_network.job_kinds import WORKERS
from cdd_network.models import AuditRow, Job, JobState, Office, User
from cdd_network.refusal import Refused
from tests.jobbing import jobs as kinds
from tests.jobbing.run import finish_jobs
from tests.people import World

Pages = Callable[[User], Client]
LATER = timedelta(seconds=job_runs.STALE + 1)


def ask(by: User, kind: str = "test_parts", key: str = "one", **arguments: object) -> Job:
    """A job of the user's own office."""
    return jobs.start(
        kind, office=by.office, by=by, title="พิมพ์หนังสือ 3 ฉบับ", arguments=arguments, key=key
    )


def begin(job: Job) -> jobs.Progress:
    """A worker takes the job up and gets no further."""
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(started_at=now, stepped_at=now, beat_at=now)
    DBTaskResult.objects.filter(pk=job.task_id).update(status="RUNNING")
    job.refresh_from_db()
    return jobs.Progress(job)


def die(job: Job) -> None:
    """The worker of a job that was begun was killed a while ago."""
    begin(job)
    Job.objects.filter(pk=job.pk).update(beat_at=timezone.now() - LATER)


def acts(job: Job) -> list[str]:
    """What the trail tells of a job, oldest first."""
    rows = AuditRow.objects.filter(subject_type="cdd_network.job", subject_id=str(job.pk))
    return [row.act for row in rows.order_by("pk")]


def test_a_job_is_done_and_shows_its_result(world: World, page: Pages, tmp_path: Path) -> None:
    job = ask(world.buriram, folder=str(tmp_path), total=3)
    client, url = page(world.buriram), reverse("job", args=[job.pk])
    waiting = client.get(url).content.decode()
    assert "รอเริ่มทำ" in waiting and "refresh" in waiting and "js/job.js" in waiting
    begin(job).step(1, 3)
    running = client.get(url).content.decode()
    assert '<progress value="1" max="3"' in running and "ทำแล้ว 1 จาก 3 (33 %)" in running
    Job.objects.update(started_at=None, beat_at=None)
    assert finish_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.percent) == (JobState.DONE, 3, 3, 100)
    done = client.get(url).content.decode()
    assert "ครบ 3 ฉบับ" in done and "ฉบับรวม" in done and "1.2 MB" in done
    assert "refresh" not in done and "js/job.js" not in done
    assert sorted(path.name for path in tmp_path.glob("*.part")) == [
        f"{n:03}.part" for n in range(3)
    ]
    assert acts(job) == ["job:start", "job:done"]
    with pytest.raises(Refused, match="เสร็จแล้ว"):
        jobs.retry(job=job, by=world.buriram)


def test_a_second_click_gets_the_first_job_while_it_is_unfinished(
    world: World, tmp_path: Path
) -> None:
    wanted = {"folder": str(tmp_path), "total": 2}
    first = ask(world.buriram, **wanted)
    assert ask(world.buriram, **wanted) == first
    assert ask(world.surin, **wanted) != first != ask(world.buriram, key="two", **wanted)
    assert DBTaskResult.objects.count() == Job.objects.count() == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(office=first.office, by=first.by, kind=first.kind, key=first.key)
    finish_jobs()
    again = ask(world.buriram, **wanted)
    assert again != first and again.state == JobState.QUEUED


def test_work_is_ordered_for_the_own_office_by_who_may(world: World) -> None:
    for by, office in (
        (world.buriram, world.surin.office),
        (world.department, world.buriram.office),
        (world.members[0], world.buriram.office),
    ):
        with pytest.raises(Refused):
            jobs.start("test_refused", office=office, by=by, title="x", arguments={}, key="x")
    with pytest.raises(KeyError):
        ask(world.buriram, kind="unheard_of")
    assert not Job.objects.exists() and not DBTaskResult.objects.exists()
    world.buriram.is_active = False
    world.buriram.save()
    ordered = ask(world.surin, kind="test_refused")
    User.objects.filter(pk=world.surin.pk).update(is_active=False)
    finish_jobs()
    ordered.refresh_from_db()
    assert (ordered.state, ordered.done) == (JobState.FAILED, 0)


def test_two_workers_of_one_kind_are_a_fault() -> None:
    jobs.worker("test_parts")(kinds.parts)
    with pytest.raises(ValueError, match="test_parts"):
        jobs.worker("test_parts")(kinds.refused)
    assert WORKERS["test_parts"] is kinds.parts


def test_what_fails_says_why_and_is_tried_again(
    world: World, page: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    by_rule = ask(world.buriram, kind="test_refused")
    by_fault = ask(world.buriram, kind="test_broken", secret="รหัสลับ")
    finish_jobs()
    client = page(world.buriram)
    text = client.get(reverse("job", args=[by_rule.pk])).content.decode()
    assert "จังหวัดยังไม่ได้ประกาศผล" in text and "ลองใหม่" in text and "ทำแล้ว 1 จาก 3" in text
    text = client.get(reverse("job", args=[by_fault.pk])).content.decode()
    assert f"รหัส {by_fault.pk}-1" in text and "รหัสลับ" not in text
    assert f"job {by_fault.pk}-1" in caplog.text
    assert acts(by_rule) == ["job:start", "job:failed"]

    again = reverse("job_retry", args=[by_rule.pk])
    assert client.post(again).status_code == client.post(again).status_code == 302
    by_rule.refresh_from_db()
    assert (by_rule.state, by_rule.attempt, by_rule.error) == (JobState.QUEUED, 2, "")
    assert acts(by_rule) == ["job:start", "job:failed", "job:retry"]
    assert finish_jobs() == 1

    ask(world.buriram, kind="test_refused")
    answer = client.post(again)
    assert answer.status_code == 409 and "กำลังทำอยู่แล้ว" in answer.content.decode()


def test_a_dead_job_is_put_back_once_and_fails_after_three(world: World, tmp_path: Path) -> None:
    job = ask(world.buriram, folder=str(tmp_path), total=2)
    alive = ask(world.surin, folder=str(tmp_path), total=2)
    begin(alive)
    die(job)
    assert job_runs.reap() == 1 and job_runs.reap() == 0
    old_task = job.task_id
    job.refresh_from_db()
    assert (job.state, job.attempt, job.was_interrupted) == (JobState.QUEUED, 2, True)
    assert DBTaskResult.objects.get(pk=old_task).status == "FAILED"
    assert DBTaskResult.objects.get(pk=job.task_id).status == "READY"
    for _ in range(2):
        die(job)
        assert job_runs.reap() == 1
        job.refresh_from_db()
    assert (job.state, job.attempt, job.error) == (JobState.FAILED, 3, job_runs.DIED)
    assert job_runs.reap() == 0
    assert acts(job) == ["job:start", "job:again", "job:again", "job:failed"]
    jobs.retry(job=job, by=world.buriram)
    assert (job.attempt, job.last_attempt) == (4, 6)


def test_two_reapers_over_one_dead_job(world: World) -> None:
    job = ask(world.buriram, kind="test_refused")
    die(job)
    one, two = Job.objects.get(pk=job.pk), Job.objects.get(pk=job.pk)
    assert job_runs._recover(one) and not job_runs._recover(two)
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_one_that_lives_after_all_keeps_its_job_or_loses_it_whole(
    world: World, tmp_path: Path
) -> None:
    job = ask(world.buriram, folder=str(tmp_path), total=2)
    die(job)
    seen = Job.objects.get(pk=job.pk)
    job_runs.beat(job.pk, job.attempt)
    assert not job_runs._recover(seen), "it beat between the reaper's look and its act"
    progress = jobs.Progress(seen)
    die(job)
    assert job_runs.reap() == 1
    job_runs.beat(seen.pk, seen.attempt)
    for late in (lambda: progress.step(2, 2), lambda: progress.storing().__enter__()):
        with pytest.raises(jobs.Lost):
            late()
    assert not job_runs._finish(seen, job_runs.held(seen), error="ช้าไป")
    job_runs.run_job.call(seen.pk, seen.attempt)
    assert not list(tmp_path.iterdir()), "an attempt that was given up is not begun"
    assert finish_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.beat_at > timezone.now() - LATER) == (JobState.DONE, True)


def test_a_place_in_the_queue_that_was_lost_is_given_again(world: World) -> None:
    job, waits = ask(world.buriram, kind="test_refused"), ask(world.surin, kind="test_refused")
    Job.objects.update(queued_at=timezone.now() - LATER)
    assert job_runs.reap() == 0, "both wait in the queue: a busy worker is no dead one"
    DBTaskResult.objects.filter(pk=job.task_id).update(status="RUNNING")
    assert job_runs.reap() == 1
    job.refresh_from_db()
    waits.refresh_from_db()
    assert (job.attempt, waits.attempt) == (2, 1)


def test_a_heart_that_beats_over_silent_work_stops(world: World) -> None:
    job = ask(world.buriram, kind="test_refused")
    die(job)
    Job.objects.update(stepped_at=timezone.now() - job_runs.SILENT)
    job_runs.beat(job.pk, job.attempt)
    job.refresh_from_db()
    assert job.is_quiet
    assert job_runs.reap() == 1


def test_a_worker_told_to_end_gives_its_job_back_uncounted(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask(world.buriram, folder=str(tmp_path), total=2)
    monkeypatch.setattr(jobs.Progress, "stopping", True)
    job_runs.run_job.call(job.pk, 1)
    monkeypatch.undo()
    job.refresh_from_db()
    assert (job.state, job.attempt, job.last_attempt) == (JobState.QUEUED, 2, 4)
    assert finish_jobs() == 1


def test_progress_is_written_seldom_but_first_and_last(
    world: World, django_assert_num_queries: Callable
) -> None:
    progress = begin(ask(world.buriram, kind="test_refused"))
    with django_assert_num_queries(2):
        for done in range(101):
            progress.step(done, 100)
    progress.job.refresh_from_db()
    assert progress.job.done == 100


def test_another_office_sees_nothing(world: World, page: Pages) -> None:
    job = ask(world.buriram, kind="test_refused")
    colleague = User.objects.create_user("b2", role="province", office=world.buriram.office)
    assert page(colleague).get(reverse("job", args=[job.pk])).status_code == 200
    for stranger in (world.surin, world.krasang, world.department, world.members[0]):
        client = page(stranger)
        assert client.get(reverse("job", args=[job.pk])).status_code == 404
        assert client.post(reverse("job_retry", args=[job.pk])).status_code == 404
        assert job.title not in client.get(reverse("jobs")).content.decode()
        assert job.title not in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_and_page_cost_the_same_at_one_row_and_three(
    world: World, page: Pages, count: int, django_assert_num_queries: Callable
) -> None:
    for n in range(count):
        job = ask(world.buriram, kind="test_refused", key=str(n))
    client = page(world.buriram)
    with django_assert_num_queries(4):
        text = client.get(reverse("jobs")).content.decode()
    assert f"{count} งาน" in text
    with django_assert_num_queries(4):
        text = client.get(reverse("job", args=[job.pk])).content.decode()
    assert ("มีงานก่อนหน้า 2 งาน" in text) == (count == 3)
    with django_assert_num_queries(1):
        assert len(job_tasks.tasks_for(world.buriram)) == count


def test_home_tells_of_the_work(world: World, page: Pages, tmp_path: Path) -> None:
    client = page(world.buriram)
    assert "ยังไม่มีงาน" in client.get(reverse("jobs")).content.decode()
    ask(world.buriram, kind="test_refused", key="a")
    ask(world.buriram, key="b", folder=str(tmp_path), total=1)
    assert [task.when for task in job_tasks.tasks_for(world.buriram)] == ["waiting", "waiting"]
    finish_jobs()
    assert {task.when for task in job_tasks.tasks_for(world.buriram)} == {"todo", "done"}
    assert "จังหวัดยังไม่ได้ประกาศผล" in client.get(reverse("home")).content.decode()
    Job.objects.update(finished_at=timezone.now() - timedelta(days=2))
    assert job_tasks.tasks_for(world.buriram) == []
    assert Office.objects.get(pk=world.buriram.office_id).jobs.count() == 2
