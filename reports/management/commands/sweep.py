"""Remove stored files that no row names: what a stop of the machine or a removed photograph left;
before that, drop the files of bundles that are long out of date (``reports.actions.bundles``).
"""

import datetime
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Min
from django.utils import timezone

from cdd_network.models import Job
from cdd_network.readiness import PROBES
from reports.actions.bundles import drop_old_files
from reports.actions.photos import weigh_old_ones
from reports.models import Bundle, Photo, PrintSet, StoredPart

HELD = {
    "photos": ((Photo, "file"), (Photo, "small")),
    "prints": ((PrintSet, "merged"), (PrintSet, "archive")),
    "parts": ((StoredPart, "file"),),
    "bundles": ((Bundle, "archive"), (Bundle, "merged"), (Bundle, "workbook")),
    PROBES: (),
}
"""Folders of the storage, and the columns that name their files."""
DAY = datetime.timedelta(days=1)  # a younger file may be of a row that is just being written


def strays() -> Iterator[str]:
    """Files under our folders, older than a day and than any work at hand, that no row names."""
    now = timezone.now()
    begun = Job.objects.unfinished().aggregate(first=Min("started_at"))["first"]
    limit = min(now - DAY, begun or now)
    for folder, columns in HELD.items():
        found = sorted(_files(folder))
        # Asked after the files were listed: a row that came meanwhile keeps its file.
        named = {
            name for model, field in columns for name in model.objects.values_list(field, flat=True)
        }
        # In a bucket each age is a question of its own, so only of files that nobody names.
        yield from (name for name in found if name not in named and _is_older(name, limit))


def _files(folder: str) -> Iterator[str]:
    """Names of all files under a folder, on a disk as in a bucket."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing of the kind was ever stored
        return
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _files(f"{folder}/{inner}")


def _is_older(name: str, limit: datetime.datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < limit
    except FileNotFoundError:  # taken away since it was listed
        return False


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
        if not options["dry_run"]:
            weigh_old_ones()
        count = 0
        for name in strays():
            self.stdout.write(name)
            if not options["dry_run"]:
                default_storage.delete(name)
            count += 1
        done = "would be removed" if options["dry_run"] else "removed"
        self.stdout.write(f"{count} files {done}")
