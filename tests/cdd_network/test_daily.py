"""What is done once a day is done once, by whoever comes first; a killed day is taken up again."""

from datetime import date, datetime, timedelta, timezone

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone as clock

from cdd_network import daily
from cdd_network.models import DailyRun

DAY = date(2025, 12, 31)
BANGKOK = timezone(timedelta(hours=7))


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """The commands that were called, with what they were told."""
    calls: list[tuple] = []
    monkeypatch.setattr(daily, "call_command", lambda *words, **more: calls.append((words, more)))
    return calls


@pytest.mark.django_db
def test_once_a_day(done: list[tuple]) -> None:
    assert daily.run(DAY)
    assert [words for words, _ in done] == [
        ("remind", "--day", "2025-12-31"), ("purge",), ("sweep",), ("reindex",),
    ]  # fmt: skip
    assert not daily.run(DAY)
    assert len(done) == len(daily.WORK)
    assert daily.run(DAY + timedelta(1)), "New Year's Day is another day"
    assert daily.run(DAY, force=True)
    assert daily.run(DAY + timedelta(9), dry_run=True)
    assert done[-1] == (("reindex",), {"dry_run": True})
    assert DailyRun.objects.count() == 2


@pytest.mark.django_db
def test_a_killed_run_is_taken_up_after_a_while_and_a_living_one_is_not(done: list[tuple]) -> None:
    run = DailyRun.objects.create(day=DAY)
    assert not daily.run(DAY), "it may be at work"
    DailyRun.objects.filter(pk=run.pk).update(started_at=clock.now() - daily.STALE - timedelta(1))
    assert daily.run(DAY)
    run.refresh_from_db()
    assert run.finished_at and run.started_at > clock.now() - timedelta(minutes=1)
    assert len(done) == len(daily.WORK)


@pytest.mark.django_db
def test_a_part_that_fails_leaves_the_day_open_and_the_others_done(
    done: list[tuple], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str, *words: str, **more: object) -> None:
        if name == "remind":
            raise CommandError("the mail server cannot be reached")
        done.append(name)

    monkeypatch.setattr(daily, "call_command", broken)
    with pytest.raises(CommandError, match="tried again"):
        call_command("daily", day="2025-12-31")
    assert done == ["purge", "sweep", "reindex"]
    assert DailyRun.objects.get().finished_at is None


@pytest.mark.django_db
def test_a_worker_begins_after_seven() -> None:
    early, late = (datetime(2025, 12, 31, *at, tzinfo=BANGKOK) for at in ((6, 59), (7, 0)))
    assert not daily.is_due(early)
    assert daily.is_due(late)
    run = DailyRun.objects.create(day=DAY, started_at=late)
    assert not daily.is_due(late + timedelta(minutes=29))
    assert daily.is_due(late + timedelta(minutes=31)), "killed"
    DailyRun.objects.filter(pk=run.pk).update(finished_at=late)
    assert not daily.is_due(late + timedelta(hours=9))


def test_a_wrong_day_is_said() -> None:
    with pytest.raises(CommandError, match="2025-06-27"):
        call_command("daily", day="2025-02-29")
