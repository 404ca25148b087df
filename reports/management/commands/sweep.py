"""Remove photographs' files that no row names: what a stop of the machine left behind."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from reports.models import Photo

FOLDER = "photos"
DAY = 24 * 60 * 60  # seconds; a younger file may be of a row that is just being written


def strays() -> Iterator[Path]:
    """Files under the photographs' folder, older than a day, that no row names."""
    storage = Photo._meta.get_field("file").storage
    folder = Path(storage.path(FOLDER))
    limit = time.time() - DAY
    old = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.stat().st_mtime < limit
    ]
    # Asked after the files were listed: a row that came meanwhile keeps its file.
    named = {storage.path(name) for name in Photo.objects.values_list("file", flat=True)}
    return (path for path in old if str(path) not in named)


class Command(BaseCommand):
    """Safe at any time, beside running web processes."""

    help = "Remove files of photographs, older than a day, that no photograph names."

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
