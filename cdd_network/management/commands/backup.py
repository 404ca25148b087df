"""``manage.py backup [PLACE]``: everything of this installation in one file, while officers work."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cdd_network.backup import BackupError
from cdd_network.backup.making import Wanted, backup
from cdd_network.backup.progress import Progress


class Command(BaseCommand):
    """Safe at any time beside running web processes and workers; docs/backup.md has the crontab line."""

    help = "Write the database and all files that it names into one file, and read it back."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, how many stay, what else goes in."""
        parser.add_argument(
            "place", nargs="?", help="folder, or a new .zip; var/backups without it"
        )
        parser.add_argument("--keep", type=int, default=0, help="keep so many; all without it")
        parser.add_argument(
            "--with-key", action="store_true", help="the secret key and the logins too"
        )
        parser.add_argument(
            "--allow-missing", action="store_true", help="although files that rows name are lost"
        )

    def handle(self, *, place: str | None, keep: int, **options: object) -> None:
        """Write it, then say what is in. Raises CommandError with the reason."""
        target = Path(place) if place else settings.VAR_DIR / "backups"
        if keep < 0:
            raise CommandError("--keep: write a number from 1")
        with Progress(self.stderr) as tell:
            key = options["with_key"]  # without it no login comes to life again
            wanted = Wanted(key, key, options["allow_missing"], tell)
            try:
                path, manifest = backup(target, wanted, keep=keep)
            except BackupError as error:
                raise CommandError(str(error)) from error
        size = path.stat().st_size / 1_000_000
        self.stdout.write(
            f"{path}: {manifest.rows:,} rows, {len(manifest.files):,} files, {size:,.1f} MB"
        )
        for name in manifest.missing:
            self.stderr.write(f"missing: {name}")
