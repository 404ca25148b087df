"""What is over goes, a bit at a time; told in counts by kind and year; killed, it is taken up again."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from cdd_network.models import Job, Programme
from projects.models import Misses, Participant, Speaker
from reports.models import Disposal, Reminder
from reports.personal import keeping, retention
from selection.models import GroupIntake
from tests.people import World
from tests.projects.stage import listed


def purged(*words: str) -> str:
    out = StringIO()
    call_command("purge", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def over(world: World) -> World:
    """A year long over, and of each other kind one row that is old and one that is not."""
    first, second = world.dated()
    listed(first, ["นายลับลวง มาก", "นางลับลวง น้อย"])
    listed(second, ["นายลับลวง กลาง"])
    Speaker.objects.create(event=first.event_ptr, order=1, name="นายลับลวง พูด", post="ครู")
    Programme.objects.filter(pk=world.programme.pk).update(year=world.programme.year - 20)
    now, today, office = timezone.now(), timezone.localdate(), world.krasang.office
    for old in (True, False):
        ended = now - keeping.JOBS * (2 if old else 0.5)
        Job.objects.create(
            office=office, by=world.krasang, kind="k", key=str(old), started_at=ended,
            beat_at=ended, finished_at=ended,
        )  # fmt: skip
        made = GroupIntake.objects.create(office=office, by=world.krasang, title="ก.xlsx")
        made.created_at = now - keeping.INTAKES * (2 if old else 0.5)
        made.save(update_fields=["created_at"])
        Reminder.objects.create(
            office=office, key=str(old), day=today - keeping.REMINDERS * (2 if old else 0.5)
        )
        Misses.objects.create(key=str(old), on=today - datetime.timedelta(days=3 if old else 0))
    return world


def test_counts_by_kind_and_year_then_the_act(over: World) -> None:
    told = purged("--dry-run")
    for line in (
        "participants of 2548: 3 would go", "speakers of 2548: 1 would go", "jobs: 1 would go",
        "intakes: 1 would go", "reminders: 1 would go", "addresses: 1 would go",
    ):  # fmt: skip
        assert line in told
    assert Participant.objects.exclude(name="").count() == 3 and not Disposal.objects.exists()
    done = purged()
    assert "participants of 2548: 3 gone" in done and "ลับลวง" not in done + told
    assert Participant.objects.count() == 3 and not Participant.objects.exclude(name="").exists()
    assert Speaker.objects.get().name == keeping.PURGED and Speaker.objects.get().post == ""
    for model in (Job, GroupIntake, Reminder, Misses):
        assert model.objects.count() == 1, "what is young stays"
    kinds = Disposal.objects.values_list("kind", "year", "count")
    assert ("participants", 2548, 2) in kinds and ("jobs", None, 1) in kinds
    rows = Disposal.objects.count()
    assert purged().endswith("\n0 gone\n") or purged() == "0 gone\n"
    assert Disposal.objects.count() == rows


def test_a_killed_run_is_taken_up_where_it_stopped(
    over: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(**values: object) -> None:
        if Disposal.objects.exists():
            raise KeyboardInterrupt
        make(**values)

    make = Disposal.objects.create
    with monkeypatch.context() as patch:
        patch.setattr(retention.Disposal.objects, "create", killed)
        with pytest.raises(KeyboardInterrupt):
            purged()
    assert [row.count for row in Disposal.objects.all()] == [2], "the second came to nothing"
    assert Participant.objects.filter(name="นายลับลวง กลาง").exists()
    assert "participants of 2548: 1 gone" in purged()
    people = Disposal.objects.filter(kind="participants").values_list("count", flat=True)
    assert sorted(people) == [1, 2]
