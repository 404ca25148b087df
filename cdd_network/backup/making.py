"""Making a backup while officers work: all rows of one moment, and every file that they name.

A file is written before its row and removed after it. So of the moment at which the rows are seen,
every file they name is there or was removed a moment later: files are held by a second name (a hard
link) at once, and where one has gone in between, another moment is taken.
"""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.db.models import FileField, Model
from django.utils import timezone

from cdd_network.backup import BackupError, archive, place, rows, schema
from cdd_network.backup.archive import FONTS, KEY, MEDIA, File, Manifest, Table, Writer
from cdd_network.backup.held import Held, holding

NAME = "cdd-network-{:%Y%m%d-%H%M%S}.zip"
OURS = re.compile(r"cdd-network-\d{8}-\d{6}\.zip")
DRAFTS = ".*.zip.part"
LOGINS = "cdd_network_session"
"""A row's key is what its browser sends: whoever reads it could do so too."""
MOMENTS = 8
"""So often a moment is taken anew because a file went in it."""
TOLD_EVERY = 5000  # rows
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """What goes into a backup beside rows and files, and to whom its progress is told.

    ``with_key``: the installation's key too. ``with_logins``: who is signed in stays so.
    ``allow_missing``: also when files are lost for good.
    """

    with_key: bool = False
    with_logins: bool = False
    allow_missing: bool = False
    tell: Tell = lambda said: None


class VanishedError(Exception):
    """Files that rows of the moment name and that were not there; ``names``."""

    def __init__(self, names: set[str]) -> None:
        self.names = names


@contextmanager
def one_moment() -> Iterator[None]:
    """All reading in here sees the database as it is at its beginning; nobody waits for it."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            with transaction.atomic(durable=True):
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield
            return
        cursor.execute("BEGIN DEFERRED")  # atomic() would begin as a writer and keep others out
        try:
            cursor.execute("SELECT count(*) FROM sqlite_master")  # the moment is that of a reading
            yield
        finally:
            cursor.execute("ROLLBACK")


def backup(target: Path, wanted: Wanted, *, keep: int = 0) -> tuple[Path, Manifest]:
    """Write a backup into ``target`` (a folder, or a new .zip) and read it back; its path and manifest.

    Of the backups in the folder the newest ``keep`` stay (0: all). Raises BackupError; then no file
    of that name is there. The draft that a killed one left is removed by the next.
    """
    with place.locked():
        if half := place.half_restored():
            raise BackupError(half)
        path = _path(target)
        _remove_drafts(path.parent)
        draft = path.with_name(f".{path.name}.part")
        try:
            manifest = _write(draft, wanted)
            with archive.opened(draft) as written:
                written.check_all(wanted.tell)
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
        archive.sync_folder(path.parent)
        _rotate(path.parent, keep)
    return path, manifest


def _path(target: Path) -> Path:
    if target.suffix != ".zip":
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    if target.is_dir():
        target = target / NAME.format(timezone.localtime())
    if not target.parent.is_dir():
        raise BackupError(f"There is no folder {target.parent}")
    if target.exists():
        raise BackupError(f"{target} is there already.")
    return target


def _remove_drafts(folder: Path) -> None:
    """Whose process is dead: its lock went with it. Another machine may write here as well."""
    for draft in folder.glob(DRAFTS):
        with draft.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            draft.unlink(missing_ok=True)


def _rotate(folder: Path, keep: int) -> None:
    ours = sorted(one for one in folder.iterdir() if OURS.fullmatch(one.name))
    for old in ours[:-keep] if keep else []:
        old.unlink(missing_ok=True)


def _write(draft: Path, wanted: Wanted) -> Manifest:
    """Into ``draft``, readable by its owner alone; anew when a file vanished in the moment."""
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    lost: set[str] = set()
    with os.fdopen(handle, "w+b") as sink:
        fcntl.flock(sink, fcntl.LOCK_EX)
        for number in range(MOMENTS):
            try:
                manifest = _write_moment(sink, lost, wanted)
                break
            except VanishedError as vanished:
                lost = vanished.names
                sink.seek(0)
                sink.truncate()
                time.sleep(0.1 * number)
        else:
            raise BackupError("Files go faster than a backup is begun: try again later.")
        sink.flush()
        os.fsync(sink.fileno())
    return manifest


def _write_moment(sink: BinaryIO, lost: set[str], wanted: Wanted) -> Manifest:
    """A backup of this moment. ``lost`` were missing in the last one: missing again, they are a fault.

    Raises VanishedError when others are missing, which were removed just now.
    """
    with one_moment(), holding() as held:
        state = schema.applied()
        models = schema.tables(state)
        manifest = Manifest(timezone.now().isoformat(), connection.vendor, state)
        named = set(_named(models))
        missing = {name for name in sorted(named) if not held.take(name)}
        if missing - lost:
            raise VanishedError(missing)
        if missing and not wanted.allow_missing:
            raise BackupError(_told_missing(missing))
        manifest.missing = sorted(missing)
        writer = Writer(sink)
        manifest.files = _files(writer, held, sorted(named - missing), wanted.tell)
        manifest.tables = [_table(writer, model, wanted) for model in models]
    manifest.files += _fonts(writer)
    if wanted.with_key:
        manifest.files.append(_key(writer))
    writer.finish(manifest)
    return manifest


def _told_missing(names: set[str]) -> str:
    return (
        f"Rows name {len(names):,} files that are not there: {', '.join(sorted(names)[:5])}. Bring "
        "them back from an older backup, or make this one without them: --allow-missing"
    )


def _named(models: list[type[Model]]) -> Iterator[str]:
    """Every file that a row names."""
    for model in models:
        for field in rows.columns(model):
            if isinstance(field, FileField):
                found = model._base_manager.order_by().values_list(field.name, flat=True)
                yield from filter(None, found.distinct())


def _files(writer: Writer, held: Held, names: list[str], tell: Tell) -> list[File]:
    files = []
    for number, name in enumerate(names, 1):
        tell(f"file {number:,} of {len(names):,}")
        try:
            with held.open(name) as source:
                files.append(writer.copy(f"{MEDIA}{name}", source))
        except FileNotFoundError as error:
            raise VanishedError({name}) from error
    return files


def _table(writer: Writer, model: type[Model], wanted: Wanted) -> Table:
    name, digest = model._meta.db_table, rows.Digest()
    left_out = name == LOGINS and not wanted.with_logins
    table = Table(name, [field.column for field in rows.columns(model)])
    with writer.entry(table.entry, packed=True) as entry:
        for line in () if left_out else rows.lines(model, digest):
            entry.write(f"{line}\n".encode())
            if digest.rows % TOLD_EVERY == 0:
                wanted.tell(f"{name} {digest.rows:,}")
    table.rows, table.digest = digest.rows, digest.hexdigest()
    table.size, table.sha256 = entry.size, entry.sha256
    table.next = schema.next_number(model)
    return table


def _fonts(writer: Writer) -> list[File]:
    """The office's own typeface, in which its papers are set."""
    folder = settings.FONTS_DIR
    fonts = sorted(folder.iterdir()) if folder.is_dir() else []
    return [_font(writer, one) for one in fonts if one.suffix.lower() in {".ttf", ".otf"}]


def _font(writer: Writer, font: Path) -> File:
    with font.open("rb") as source:
        return writer.copy(f"{FONTS}{font.name}", source, packed=True)


def _key(writer: Writer) -> File:
    """Only when asked: who has rows and key could sign in as anybody."""
    with writer.entry(KEY, packed=False) as entry:
        entry.write(settings.SECRET_KEY.encode())
    return File(KEY, entry.size, entry.sha256)
