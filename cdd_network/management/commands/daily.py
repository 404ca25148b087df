"""``manage.py daily``: what is done once a day; a worker does it by itself after seven."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from cdd_network import daily


class Command(BaseCommand):
    """Safe at any time: the work of a day that was done is not done again."""

    help = "Reminders by e-mail, names of participants whose time is over, stray files: once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another day, once more, or only told."""
        parser.add_argument("--day", help="YYYY-MM-DD; today without it")
        parser.add_argument("--force", action="store_true", help="also when the day was done")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done")

    def handle(self, *, day: str | None, force: bool, dry_run: bool, **options: object) -> None:
        """Do it, or say why not. Raises CommandError when a part failed."""
        chosen = read_day(day)
        told: list[str] = []
        done = daily.run(chosen, force=force, dry_run=dry_run, say=told.append)
        self.stdout.write("\n".join(told) or f"{chosen}: {'would be done' if dry_run else 'done'}")
        if not done and any(line.endswith("failed") for line in told):
            raise CommandError(f"{chosen}: not all was done; it is tried again")


def read_day(text: str | None) -> object:
    """The date of «2025-06-27», today's without one; raises CommandError."""
    try:
        day = parse_date(text) if text else timezone.localdate()
    except ValueError:
        day = None
    if day is None:
        raise CommandError(f"--day {text!r}: write e.g. 2025-06-27")
    return day
