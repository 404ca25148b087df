"""``manage.py move --to postgres://…``: this installation's rows in another database, compared."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cdd_network.backup import BackupError, rows, schema
from cdd_network.backup.archive import Manifest
from cdd_network.backup.making import Wanted, backup, one_moment
from cdd_network.backup.progress import Progress


class Command(BaseCommand):
    """A backup, restored by another process whose DATABASE_URL is the new one; files stay in place.

    Stop web processes and workers first: what is written meanwhile would stay behind, which is told.
    """

    help = "Move the database to another engine or server, and compare every table."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument(
            "--to", required=True, help="postgres://user:password@host/name or sqlite:////path"
        )

    def handle(self, *, to: str, **options: object) -> None:
        """Move, print each table, say what to set. Raises CommandError with the reason."""
        with Progress(self.stderr) as tell:
            all_rows = Wanted(with_logins=True, tell=tell)
            try:
                path, manifest = backup(settings.VAR_DIR / "backups", all_rows)
            except BackupError as error:
                raise CommandError(str(error)) from error
        self._restore(path, to)
        for table in manifest.tables:
            self.stdout.write(f"{table.rows:>9,}  {table.digest[:16]}  {table.name}")
        self.stdout.write(f"{manifest.rows:>9,}  rows, each table's digest equal in both databases")
        if changed := _changed_since(manifest):
            raise CommandError(
                f"Written to since: {', '.join(changed)}. That is not in the new database: stop all "
                "web processes and workers, empty the new one, move again."
            )
        self.stdout.write(f"Now set DATABASE_URL to the new one. The backup stays: {path}")

    def _restore(self, path: Path, to: str) -> None:
        manage = str(settings.BASE_DIR / "manage.py")
        words = [sys.executable, manage, "restore", str(path), "--media-in-place"]
        env = {**os.environ, "DATABASE_URL": to}
        done = subprocess.run(words, env=env, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
        if done.returncode:
            raise CommandError(
                "The rows did not get into the new database; nothing was changed here."
            )


def _changed_since(manifest: Manifest) -> list[str]:
    """Tables that are not any more as they were backed up."""
    models = {model._meta.db_table: model for model in schema.tables(manifest.migrations)}
    with one_moment():
        return [
            t.name
            for t in manifest.tables
            if rows.digest_of(models[t.name]).hexdigest() != t.digest
        ]
