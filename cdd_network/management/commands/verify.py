"""``manage.py verify FILE``: whether a backup is whole and this software can restore it."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cdd_network.backup import BackupError, archive
from cdd_network.backup.progress import Progress
from cdd_network.backup.restoring import check_fits


class Command(BaseCommand):
    """Reads, and writes nothing; needs no database."""

    help = "Check every hash of a backup and that this software can restore it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file")

    def handle(self, *, file: str, **options: object) -> None:
        """Check, then say what is in. Raises CommandError with the reason."""
        with Progress(self.stderr) as tell:
            try:
                with archive.opened(Path(file)) as backup:
                    check_fits(backup.manifest)
                    backup.check_all(tell)
                    manifest = backup.manifest
            except BackupError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(
            f"{file} of {manifest.made_at} ({manifest.engine}) is whole: {len(manifest.tables)} "
            f"tables, {manifest.rows:,} rows, {len(manifest.files):,} files"
        )
