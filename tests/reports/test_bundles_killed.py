"""A real worker that makes a bundle is killed; another goes on, and every file is there once."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from reports.actions.bundles import start_bundle
from tests.cdd_network.test_job_worker import ROOT, until
from tests.people import World
from tests.reports import bundle_stage as stage

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
pytestmark = pytest.mark.django_db


def rows(folder: Path, question: str) -> list[tuple]:
    """What the workers' database answers."""
    file = sqlite3.connect(folder / "db.sqlite3", timeout=10)
    try:
        return file.execute(question).fetchall()
    finally:
        file.close()


def worker(folder: Path, *options: str) -> subprocess.Popen:
    """A worker process on the database and the files in ``folder``."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.jobbing.settings",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
    }
    words = [sys.executable, "manage.py", "worker", "--interval", "0.1", *options]
    return subprocess.Popen(words, cwd=ROOT, env=env, start_new_session=True)


@pytest.mark.skipif(ON_POSTGRES, reason="the database is copied out of memory to disk")
def test_a_killed_worker_leaves_no_file_out_and_none_twice(
    world: World, tmp_path: Path, settings: object
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    stage.half(world)
    start_bundle(programme=world.programme, by=world.buriram)
    (tmp_path / "db.sqlite3").write_bytes(connection.connection.serialize())

    first = worker(tmp_path)
    until(lambda: len(rows(tmp_path, "SELECT id FROM reports_storedpart")) >= 2, 180)
    first.kill()
    first.wait()
    kept = rows(tmp_path, "SELECT id, file, sha256 FROM reports_storedpart ORDER BY id")
    assert len(kept) < 5 and not rows(tmp_path, "SELECT id FROM reports_bundle")

    second = worker(tmp_path, "--stale", "0.6")
    until(lambda: bool(rows(tmp_path, "SELECT 1 FROM cdd_network_job WHERE finished_at > ''")), 180)
    second.send_signal(signal.SIGINT)
    assert second.wait(20) == 0
    assert rows(tmp_path, "SELECT attempt, done, total, error FROM cdd_network_job") == [
        (2, 8, 8, "")
    ]
    parts = rows(tmp_path, "SELECT id, file, sha256 FROM reports_storedpart ORDER BY id")
    assert parts[: len(kept)] == kept and len(parts) == 5, "what was stored was taken over"
    named = {file for _, file, _ in parts}
    stored = {f"parts/{one.name}" for one in (tmp_path / "media/parts").iterdir()}
    assert named <= stored and len(stored - named) <= 1, "at most the part at hand lies about"
    [(archive, shown)] = rows(tmp_path, "SELECT archive, shown FROM reports_bundle")
    assert len(list((tmp_path / "media/bundles").iterdir())) == 3
    with zipfile.ZipFile(tmp_path / "media" / archive) as packed:
        assert packed.testzip() is None
        assert len(packed.namelist()) == len(set(packed.namelist())) == 11
    assert json.loads(shown)["plans"] == 1
