"""Laying a backup down in an empty place, and comparing: nothing is written before all is checked.

Order: a mark that the place is half restored; tables as the backup had them; files; then, in one
transaction, all rows, compared table by table, and the mark's next stage; then newer migrations and
the database's own checks; then the mark goes. Killed before the rows were in, it begins again; after
that it goes on, since officers' work must never be overwritten by a second beginning.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.files import File as StoredFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from cdd_network.backup import BackupError, archive, place, rows, schema
from cdd_network.backup.archive import BLOCK, FONTS, KEY, MEDIA, Archive, File, Manifest, Table

Tell = Callable[[str], None]
BATCH_ROWS, BATCH_BYTES = 500, 8 * BLOCK


def restore(
    path: Path, *, media_in_place: bool = False, tell: Tell = lambda said: None
) -> Manifest:
    """Restore ``path`` here. With ``media_in_place`` the files are there already and only compared.

    Raises BackupError with the reason: damaged or hostile archive, newer software, a place that is
    not empty, rows or files that did not come out equal.
    """
    with place.locked(), archive.opened(path) as backup:
        manifest = backup.manifest
        check_fits(manifest)
        backup.check_all(tell)
        mark = _check_place(manifest, media_in_place)
        if mark is None or mark.stage != place.LOADED:
            _check_room(manifest, media_in_place)
            with transaction.atomic():  # the mark is there before the first table goes
                place.set_mark(manifest.digest, place.BEGUN)
            schema.make(manifest.migrations)
            _lay_files(backup, media_in_place, tell)
            _load(backup, tell)
        finish(tell)
    return manifest


def check_fits(manifest: Manifest) -> None:
    """Raises BackupError unless this software knows the backup's tables, column by column."""
    schema.check_known(manifest.migrations, "The backup")
    models = schema.tables(manifest.migrations)
    known = {m._meta.db_table: [f.column for f in rows.columns(m)] for m in models}
    told = {table.name: table.columns for table in manifest.tables}
    if odd := sorted(name for name in known | told if known.get(name) != told.get(name)):
        raise BackupError(f"The backup's tables are not those of its migrations: {odd[0]}")


def _check_place(manifest: Manifest, media_in_place: bool) -> place.Mark | None:
    """Raises BackupError unless the place is empty, or half restored in a way that this goes on with."""
    mark = place.mark()
    if mark is None:
        place.check_no_rows()
        if not media_in_place:
            place.check_no_media()
    elif mark.stage == place.LOADED and mark.digest != manifest.digest:
        raise BackupError(
            f"The rows of another backup are here since {mark.begun_at}: end that restore first, "
            "with the same file."
        )
    return mark


def _check_room(manifest: Manifest, media_in_place: bool) -> None:
    free = shutil.disk_usage(settings.VAR_DIR).free
    if not media_in_place and manifest.size > free:
        raise BackupError(f"{manifest.size:,} bytes would be restored, the disk has {free:,}.")


def _lay_files(backup: Archive, media_in_place: bool, tell: Tell) -> None:
    media = list(backup.manifest.under(MEDIA))
    for number, (name, file) in enumerate(media, 1):
        tell(f"file {number:,} of {len(media):,}")
        if media_in_place:
            if not _has(name, file):
                raise BackupError(f"{name} is not in the media folder as the rows have it.")
        elif not _has(name, file):
            _lay(backup, name, file)
    if not media_in_place:
        _lay_beside(backup)
    os.sync()


def _has(name: str, file: File) -> bool:
    """Whether the file lies there with those very bytes."""
    try:
        with default_storage.open(name) as stored:
            digest = hashlib.sha256()
            for block in stored.chunks(BLOCK):
                digest.update(block)
    except FileNotFoundError:
        return False
    return digest.hexdigest() == file.sha256


def _lay(backup: Archive, name: str, file: File) -> None:
    default_storage.delete(name)  # the torn one of a killed restore
    with backup.entry(file.name) as source:
        stored = default_storage.save(name, StoredFile(source))
    if stored != name or not _has(name, file):
        raise BackupError(f"{name} was written and did not come out equal.")


def _lay_beside(backup: Archive) -> None:
    """The typeface, where there is none of that name, and the key, if the backup has it."""
    for name, file in backup.manifest.under(FONTS):
        settings.FONTS_DIR.mkdir(parents=True, exist_ok=True)
        if not (settings.FONTS_DIR / name).exists():
            _put(backup, file, settings.FONTS_DIR / name)
    for file in backup.manifest.files:
        if file.name == KEY:
            _put(backup, file, settings.VAR_DIR / KEY)


def _put(backup: Archive, file: File, path: Path) -> None:
    draft = path.with_name(f".{path.name}.restored")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    with backup.entry(file.name) as source, draft.open("wb") as out:
        shutil.copyfileobj(source, out, BLOCK)
    draft.replace(path)


def _load(backup: Archive, tell: Tell) -> None:
    """All rows in one transaction, each table compared as it came out, numbers set, the mark moved."""
    models = {m._meta.db_table: m for m in schema.tables(backup.manifest.migrations)}
    with transaction.atomic():
        for table in backup.manifest.tables:
            _load_table(backup, table, models[table.name], tell)
        for table in backup.manifest.tables:
            tell(f"compared {table.name}")
            _compare(table, models[table.name])
        connection.check_constraints()
        place.set_mark(backup.manifest.digest, place.LOADED)


def _load_table(backup: Archive, table: Table, model: type[Model], tell: Tell) -> None:
    loader, done = rows.Loader(model), 0
    try:
        for batch in _batches(backup.lines(table)):
            loader.put(loader.values(line) for line in batch)
            done += len(batch)
            tell(f"{table.name} {done:,} of {table.rows:,}")
    except (ValueError, TypeError, ArithmeticError, RecursionError, DatabaseError) as error:
        raise BackupError(f"{table.name} after row {done:,}: {error}") from error
    if table.next:
        schema.number_from(model, table.next)


def _batches(lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Few hundred rows at a time, fewer where a row holds a whole file."""
    batch, size = [], 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if len(batch) == BATCH_ROWS or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _compare(table: Table, model: type[Model]) -> None:
    found = rows.digest_of(model)
    if (found.rows, found.hexdigest()) != (table.rows, table.digest):
        raise BackupError(
            f"{table.name} did not come out equal: {found.rows:,} rows, {table.rows:,} in the backup."
        )
    if schema.next_number(model) != table.next:
        raise BackupError(f"{table.name}: the next row would get another number than before.")


def finish(tell: Tell) -> None:
    """Newer migrations, the database's own checks, then the place is whole. Raises BackupError."""
    tell("migrations")
    schema.to_head()
    tell("checks")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            if (said := cursor.fetchone()[0]) != "ok":
                raise BackupError(f"The database is damaged: {said}")
        else:
            cursor.execute("ANALYZE")
    connection.check_constraints()
    place.clear_mark()
    told = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    if faults := [str(one) for one in told if one.is_serious()]:
        raise BackupError(f"All is restored, but: {'; '.join(faults)}")
