"""Real worker processes over a database on disk: killed, told to end, left alone by their parent."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from cdd_network import jobs
from cdd_network.models import Job
from tests.jobbing import jobs as kinds
from tests.people import World

ROOT = Path(__file__).parents[2]
PARTS = 20
ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
pytestmark = pytest.mark.django_db(transaction=ON_POSTGRES)

Start = Callable[..., subprocess.Popen]


@pytest.fixture
def start(world: World, tmp_path: Path) -> Iterator[Start]:
    """``start(*options)``: a worker process on this test's database, ended with the test."""
    (tmp_path / "var").mkdir()
    running: list[subprocess.Popen] = []

    def begin(*options: str) -> subprocess.Popen:
        words = [sys.executable, "manage.py", "worker", "--no-daily", "--interval", "0.1", *options]
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.jobbing.settings",
            "VAR_DIR": str(tmp_path / "var"),
            "DATABASE_URL": _address(tmp_path),
        }
        running.append(subprocess.Popen(words, cwd=ROOT, env=env, start_new_session=True))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def _address(folder: Path) -> str:
    """This test's database as other processes reach it; SQLite's is a file once ``ordered``."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'db.sqlite3'}"
    wanted = connection.settings_dict
    who = f"{wanted['USER']}:{wanted['PASSWORD']}@{wanted['HOST']}:{wanted['PORT']}"
    return f"postgres://{who}/{wanted['NAME']}"


def ordered(world: World, folder: Path, pause: float) -> Job:
    """A job of twenty parts waits; on SQLite the database is then copied out of memory to disk."""
    arguments = {"folder": str(folder), "total": PARTS, "pause": pause}
    assert kinds.parts
    job = jobs.start(
        "test_parts",
        office=world.buriram.office,
        by=world.buriram,
        title="ยี่สิบฉบับ",
        arguments=arguments,
        key="twenty",
    )
    if connection.vendor == "sqlite":
        (folder / "db.sqlite3").write_bytes(connection.connection.serialize())
    return job


def row(folder: Path, *fields: str) -> tuple:
    """The one job, as the workers' database has it."""
    if connection.vendor != "sqlite":
        return Job.objects.values_list(*fields).get()
    file = sqlite3.connect(folder / "db.sqlite3", timeout=10)
    try:
        return file.execute(f"SELECT {', '.join(fields)} FROM cdd_network_job").fetchone()  # noqa: S608
    finally:
        file.close()


def ended(folder: Path) -> tuple[int, int]:
    """The highest attempt of any job, and how many jobs came to their end."""
    if connection.vendor != "sqlite":
        done = Job.objects.exclude(finished_at=None)
        return max(Job.objects.values_list("attempt", flat=True)), done.count()
    file = sqlite3.connect(folder / "db.sqlite3", timeout=10)
    try:
        return file.execute(
            "SELECT max(attempt), count(finished_at) FROM cdd_network_job"
        ).fetchone()
    finally:
        file.close()


def until(what: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for something, for so long at most."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def parts(folder: Path) -> list[str]:
    """What is stored."""
    return sorted(path.name for path in folder.glob("*.part"))


def test_twenty_parts_each_once_through_an_end_and_a_kill(
    world: World, tmp_path: Path, start: Start
) -> None:
    ordered(world, tmp_path, pause=0.05)
    first = start()
    until(lambda: len(parts(tmp_path)) >= 4)
    first.send_signal(signal.SIGTERM)
    assert first.wait(10) == 0, "told to end, it ends between two parts"
    after_end = len(parts(tmp_path))
    assert after_end < PARTS
    assert row(tmp_path, "attempt", "started_at", "finished_at") == (2, None, None)

    second = start()
    until(lambda: len(parts(tmp_path)) >= after_end + 4)
    second.kill()
    second.wait()
    after_kill = len(parts(tmp_path))
    assert after_kill < PARTS
    attempt, started, finished = row(tmp_path, "attempt", "started_at", "finished_at")
    assert (attempt, bool(started), finished) == (2, True, None), "nobody was told"

    third = start("--stale", "0.6")
    until(lambda: bool(row(tmp_path, "finished_at")[0]))
    third.send_signal(signal.SIGINT)
    assert third.wait(10) == 0
    assert row(tmp_path, "attempt", "done", "total", "error") == (3, PARTS, PARTS, "")
    assert parts(tmp_path) == [f"{n:03}.part" for n in range(PARTS)]
    begun = (tmp_path / "begun").read_text().split()
    assert sorted(set(begun)) == parts(tmp_path)
    assert len(begun) - PARTS in {0, 1}, "only the part cut off by the kill was begun again"


def test_a_long_part_beats_and_a_lone_worker_ends(
    world: World, tmp_path: Path, start: Start
) -> None:
    ordered(world, tmp_path, pause=60)
    orphan = start("--parent", "1")
    busy = start("--stale", "0.6", "--parent", str(os.getpid()))
    until(lambda: (tmp_path / "begun").exists())
    assert orphan.wait(15) == 0, "its parent is not who it was told: it ends at once"
    time.sleep(0.6)
    other = start("--stale", "0.6", "--once")
    assert other.wait(15) == 0
    assert row(tmp_path, "attempt") == (1,), "a part longer than --stale is not taken for dead"
    assert busy.poll() is None


def test_three_workers_share_thirty_jobs_and_each_is_done_once(
    world: World, tmp_path: Path, start: Start
) -> None:
    assert kinds.parts
    folders = [tmp_path / f"job-{n:02}" for n in range(30)]
    for folder in folders:
        folder.mkdir()
        arguments = {"folder": str(folder), "total": 2, "pause": 0.02}
        whose = {"office": world.buriram.office, "by": world.buriram}
        jobs.start("test_parts", title="งาน", arguments=arguments, key=folder.name, **whose)
    if connection.vendor == "sqlite":
        (tmp_path / "db.sqlite3").write_bytes(connection.connection.serialize())
    workers = [start() for _ in range(3)]
    until(lambda: all(len(parts(folder)) == 2 for folder in folders), seconds=60)
    for one in workers:
        one.send_signal(signal.SIGTERM)
    assert [one.wait(10) for one in workers] == [0, 0, 0]
    begun = [(folder / "begun").read_text().split() for folder in folders]
    assert begun == [["000.part", "001.part"]] * 30, "no part was begun by a second worker"
    assert ended(tmp_path) == (1, 30)
