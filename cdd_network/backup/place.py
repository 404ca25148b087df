"""The place that is backed up or restored into: its lock, whether it is empty, whether half restored."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.utils import DatabaseError
from django.utils import timezone

from cdd_network.backup import BackupError, schema

MARK = "cdd_network_restoring"
"""Table with one row while a restore is under way; no model's, so that no migration touches it."""
BEGUN, LOADED = "begun", "loaded"
HELD = ".backup"
"""Folder in the media folder where a running backup holds files that officers may remove meanwhile."""


@contextmanager
def locked() -> Iterator[None]:
    """One backup or restore at a time on this machine; the lock ends with its process, however."""
    with (settings.VAR_DIR / "backup.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError("Another backup or restore is running here.") from error
        yield


@dataclass(frozen=True)
class Mark:
    """A restore that was begun here: of which backup, and whether its rows are all in."""

    digest: str
    stage: str
    begun_at: str


def mark() -> Mark | None:
    """The mark of a restore that has not come to its end."""
    if MARK not in connection.introspection.table_names():
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT digest, stage, begun_at FROM {MARK}")  # noqa: S608
        row = cursor.fetchone()
    return Mark(*row) if row else Mark("", BEGUN, "")


def set_mark(digest: str, stage: str) -> None:
    """Say that the place is half restored; in the transaction of what makes it so."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {MARK} "
            "(digest varchar(64), stage varchar(20), begun_at varchar(40))"
        )
        cursor.execute(f"DELETE FROM {MARK}")  # noqa: S608
        row = [digest, stage, timezone.now().isoformat()]
        cursor.execute(f"INSERT INTO {MARK} VALUES (%s, %s, %s)", row)  # noqa: S608


def clear_mark() -> None:
    """The restore has come to its end."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {MARK}")


def half_restored() -> str:
    """A sentence when a restore was begun here and has not come to its end; '' otherwise."""
    try:
        found = mark()
    except DatabaseError:  # a database that does not answer is told by others
        return ""
    return f"A restore begun at {found.begun_at} has not come to its end." if found else ""


def check_no_rows() -> None:
    """Raises BackupError naming what stands in the database."""
    for table, model in schema.standing().items():
        if table not in schema.OURS_ALONE and (rows := model._base_manager.count()):
            raise BackupError(
                f"The database is not empty: {table} has {rows:,} rows. Restore into an empty one."
            )


def check_no_media() -> None:
    """Raises BackupError naming a file that lies in the media folder."""
    if name := next(stored_files(), None):
        raise BackupError(
            f"The media folder is not empty: there is {name}. Restore into an empty one."
        )


def stored_files(folder: str = "") -> Iterator[str]:
    """Names of all files in the storage, on disk or elsewhere."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in sorted(files))
    for name in sorted(folders):
        if name != HELD:
            yield from stored_files(f"{prefix}{name}")
