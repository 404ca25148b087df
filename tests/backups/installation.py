"""Installations of their own for the commands, on disk and on the engine that the tests run on.

The first is the last release's demonstration, restored once; the others begin as copies of it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
RELEASE = ROOT / "tests/releases/0.1.zip"
SERVER = os.environ.get("DATABASE_URL", "")
ON_POSTGRES = SERVER.startswith("postgres")


class Installation:
    """A folder and a database. ``manage`` runs a command there as a process of its own."""

    def __init__(self, folder: Path, database: str, *, postgres: bool = ON_POSTGRES) -> None:
        self.folder, self.database, self.postgres = folder, database, postgres
        self.media = folder / "media"
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        """Its DATABASE_URL."""
        if self.postgres:
            return f"{SERVER.rsplit('/', 1)[0]}/{self.database}"
        return f"sqlite:///{self.folder / 'db.sqlite3'}"

    def python(self, *words: object) -> subprocess.CompletedProcess:
        """What a Python process says here."""
        env = {**os.environ, "VAR_DIR": str(self.folder), "DATABASE_URL": self.url}
        env["DJANGO_SETTINGS_MODULE"] = "cdd_network.settings"
        command = [sys.executable, *map(str, words)]
        return subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300
        )

    def manage(self, *words: object) -> str:
        """What a command that succeeds says."""
        done = self.python("manage.py", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *words: object) -> str:
        """Why a command does not do it: one sentence, no traceback."""
        done = self.python("manage.py", *words)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
        return done.stderr

    def meddled(self, point: str, call: int, deed: str, *words: object) -> int:
        """How a command ends in which ``deed`` is done at a call of ``point`` (tests.backups.meddle)."""
        done = self.python("-m", "tests.backups.meddle", point, call, deed, *words)
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode

    @contextmanager
    def connection(self) -> Iterator[object]:
        """A plain connection to its database, each statement a transaction, 20 s of patience."""
        if self.postgres:
            import psycopg

            with psycopg.connect(self.url, autocommit=True) as opened:
                yield opened
            return
        file = self.folder / "db.sqlite3"
        with closing(sqlite3.connect(file, timeout=20, isolation_level=None)) as opened:
            yield opened

    def ask(self, statement: str) -> list[tuple]:
        """What the database answers."""
        with self.connection() as opened:
            cursor = opened.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def copy(self, folder: Path, database: str) -> Installation:
        """Another that begins as this one is."""
        other = Installation(folder, database)
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        if ON_POSTGRES:
            create(database, of=self.database)
        return other


def create(database: str, of: str = "template1") -> None:
    """Make a database on the server, anew."""
    drop(database)
    _serve(f"CREATE DATABASE {database} TEMPLATE {of}")


def drop(database: str) -> None:
    """Take a database of the server away."""
    _serve(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


def _serve(statement: str) -> None:
    if ON_POSTGRES:
        import psycopg

        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(statement)
