"""Remove stored files that no row names: what a stop of the machine or a removed photograph left."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from reports.models import Photo, PrintSet

HELD = {
    "photos": ((Photo, "file"), (Photo, "small")),
    "prints": ((PrintSet, "merged"), (PrintSet, "archive")),
}
"""Folders of the storage, and the columns that name their files."""
DAY = 24 * 60 * 60  # seconds; a younger file may be of a row that is just being written


def strays() -> Iterator[Path]:
    """Files under our folders, older than a day, that no row names."""
    for folder, columns in HELD.items():
        yield from _strays(folder, columns)


def _strays(folder: str, columns: tuple) -> Iterator[Path]:
    model, field = columns[0]
    storage = model._meta.get_field(field).storage
    limit = time.time() - DAY
    old = [
        path
        for path in sorted(Path(storage.path(folder)).rglob("*"))
        if path.is_file() and not path.is_symlink() and path.stat().st_mtime < limit
    ]
    # Asked after the files were listed: a row that came meanwhile keeps its file.
    named = {
        storage.path(name)
        for model, field in columns
        for name in model.objects.values_list(field, flat=True)
    }
    return (path for path in old if str(path) not in named)


class Command(BaseCommand):
    """Safe at any time, beside running web processes and workers."""

    help = "Remove files of photographs and prints, older than a day, that no row names."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--dry-run`` removes nothing."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed")

    def handle(self, *args: object, **options: object) -> None:
        """Print each file, then how many there were."""
        count = 0
        for path in strays():
            self.stdout.write(str(path))
            if not options["dry_run"]:
                path.unlink(missing_ok=True)
            count += 1
        done = "would be removed" if options["dry_run"] else "removed"
        self.stdout.write(f"{count} files {done}")
