"""Remove stored files that no row names: what a stop of the machine or a removed photograph left;
before that, drop the files of bundles that are long out of date (``reports.actions.bundles``).
"""

import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Min

from cdd_network.models import Job
from reports.actions.bundles import drop_old_files
from reports.models import Bundle, Photo, PrintSet, StoredPart

HELD = {
    "photos": ((Photo, "file"), (Photo, "small")),
    "prints": ((PrintSet, "merged"), (PrintSet, "archive")),
    "parts": ((StoredPart, "file"),),
    "bundles": ((Bundle, "archive"), (Bundle, "merged"), (Bundle, "workbook")),
}
"""Folders of the storage, and the columns that name their files."""
DAY = 24 * 60 * 60  # seconds; a younger file may be of a row that is just being written


def strays() -> Iterator[Path]:
    """Files under our folders, older than a day and than any work at hand, that no row names."""
    begun = Job.objects.unfinished().aggregate(first=Min("started_at"))["first"]
    limit = min(time.time() - DAY, begun.timestamp() if begun else time.time())
    for folder, columns in HELD.items():
        yield from _strays(folder, columns, limit)


def _strays(folder: str, columns: tuple, limit: float) -> Iterator[Path]:
    model, field = columns[0]
    storage = model._meta.get_field(field).storage
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

    help = "Remove files, older than a day, that no row names, and bundles long out of date."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--dry-run`` removes nothing."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed")

    def handle(self, *args: object, **options: object) -> None:
        """Print each file, then how many there were."""
        if not options["dry_run"] and (dropped := drop_old_files()):
            self.stdout.write(f"{dropped} bundles and parts dropped")
        count = 0
        for path in strays():
            self.stdout.write(str(path))
            if not options["dry_run"]:
                path.unlink(missing_ok=True)
            count += 1
        done = "would be removed" if options["dry_run"] else "removed"
        self.stdout.write(f"{count} files {done}")
