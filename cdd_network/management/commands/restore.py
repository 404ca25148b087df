"""``manage.py restore FILE``: an installation out of its backup, in an empty place."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cdd_network.backup import BackupError
from cdd_network.backup.progress import Progress
from cdd_network.backup.restoring import restore


class Command(BaseCommand):
    """Stop web processes and workers first. Killed, it is begun again with the same words."""

    help = "Check a backup, lay it down in an empty place, compare rows, numbers and files."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file; whether its files are here already."""
        parser.add_argument("file")
        parser.add_argument(
            "--media-in-place",
            action="store_true",
            help="write rows alone; the files are here already and are compared",
        )

    def handle(self, *, file: str, media_in_place: bool, **options: object) -> None:
        """Restore, then say what came out. Raises CommandError with the reason."""
        with Progress(self.stderr) as tell:
            try:
                manifest = restore(Path(file), media_in_place=media_in_place, tell=tell)
            except BackupError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(
            f"restored as of {manifest.made_at}: {len(manifest.tables)} tables, "
            f"{manifest.rows:,} rows, {len(manifest.files):,} files, all equal"
        )
        for name in manifest.missing:
            self.stderr.write(f"missing since before the backup: {name}")
