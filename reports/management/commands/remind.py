"""Send the day's reminders by e-mail; ``manage.py daily`` does it with the rest."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cdd_network.management.commands.daily import read_day
from reports.actions.reminders import SILENT, remind


class Command(BaseCommand):
    """Safe to run again: no office is reminded twice of the same. Prints counts, never an address."""

    help = "Remind offices by e-mail of what is due, once a day each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another day, or only told."""
        parser.add_argument("--day", help="YYYY-MM-DD; today without it")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be sent")

    def handle(self, *, day: str | None, dry_run: bool, **options: object) -> None:
        """Send them. Raises CommandError when the mail server could not be reached, or said «later»."""
        if settings.EMAIL_BACKEND == SILENT and not dry_run:
            self.stdout.write("EMAIL_URL is not set: no reminder is sent")
        told = remind(day=read_day(day), dry_run=dry_run)
        self.stdout.write(str(told))
        if told.stopped:
            raise CommandError("the mail server cannot be reached: the rest is sent later")
        if told.later:
            raise CommandError(f"the mail server puts {told.later} off: they are sent later")
