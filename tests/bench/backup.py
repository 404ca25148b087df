"""Backup, restore and move of three years of the country: seconds, megabytes, peak memory.

Each by a process of its own, on the engine that the environment names; moved to SQLite and, where
DATABASE_URL names a PostgreSQL, back. ``python -m tests.bench.backup`` runs it alone.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.many import _peak
from tests.bench.nation import FILLING, fresh_database

SLOWEST = "<= 180"
"""Seconds that any of them may take."""


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Seconds and peak of each; the size of the file; rows in it."""
    folder = Path(tempfile.mkdtemp(prefix="cdd-bench-backup-"))
    try:
        yield from _figures(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _figures(folder: Path) -> Iterator[tuple[str, float, str, str]]:
    here = _place(folder / "here", "cdd_bench_backup")
    for words in (["migrate", "-v0"], [*FILLING["nation"], "--force"]):
        _run(here, *words)
    file = folder / "nation.zip"
    there = _place(folder / "there", "cdd_bench_restored")
    yield from _told("made", _run(here, "backup", str(file)))
    yield "backup.size", file.stat().st_size / 1_000_000, "MB", ""
    yield from _told("verify", _run(here, "verify", str(file)))
    yield from _told("restore", _run(there, "restore", str(file)))
    sqlite = {**here, "DATABASE_URL": f"sqlite:///{folder / 'moved.sqlite3'}"}
    yield from _told("move.to_sqlite", _run(here, "move", "--to", sqlite["DATABASE_URL"]))
    if os.environ.get("DATABASE_URL"):
        back = _place(folder / "back", "cdd_bench_back")["DATABASE_URL"]
        yield from _told("move.to_postgres", _run(sqlite, "move", "--to", back))


def _place(folder: Path, database: str) -> dict[str, str]:
    """The environment of an empty installation."""
    folder.mkdir()
    server = os.environ.get("DATABASE_URL", "")
    url = fresh_database(server, database) if server else f"sqlite:///{folder / 'db.sqlite3'}"
    return {"VAR_DIR": str(folder), "TLS": "off", "DEBUG": "off", "DATABASE_URL": url}


def _told(name: str, figure: tuple[float, float]) -> Iterator[tuple[str, float, str, str]]:
    yield f"backup.{name}", figure[0], "s", SLOWEST
    yield f"backup.{name}.peak", figure[1], "MiB", ""


def _run(given: dict[str, str], *words: str) -> tuple[float, float]:
    """Seconds and peak MiB of a command, its children's included."""
    began = time.perf_counter()
    measured = [sys.executable, "-m", "tests.bench.backup", *words]
    env = {**os.environ, **given}
    done = subprocess.run(measured, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return time.perf_counter() - began, json.loads(done.stdout.splitlines()[-1])["peak_mib"]


def _command(words: list[str]) -> None:
    """Run a command of ``manage.py`` in this process, then tell the peak."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cdd_network.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command(*words)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"peak_mib": max(_peak(), children)}))


if __name__ == "__main__":
    if sys.argv[1:]:
        _command(sys.argv[1:])
    else:
        for label, value, unit, aim in figures():
            print(json.dumps({"name": label, "value": round(value, 3), "unit": unit, "aim": aim}))
