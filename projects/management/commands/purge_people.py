"""Take the names of participants away once the time for which they are kept is over."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from projects.actions.purge import purge_people
from projects.queries_people import purge_due


class Command(BaseCommand):
    """Safe to run every night: what was purged is passed over. Prints counts, never a name."""

    help = "Remove names, positions, villages and telephones of participants whose time is over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--dry-run`` only tells."""
        parser.add_argument("--dry-run", action="store_true", help="tell what would be removed")

    def handle(self, *, dry_run: bool, **options: object) -> None:
        """Purge event by event, each in a transaction of its own."""
        people = 0
        due = purge_due()
        for event in due:
            people += event.people.count() if dry_run else purge_people(event=event)
        done = "would be purged" if dry_run else "purged"
        self.stdout.write(f"{len(due)} events, {people} people {done}")
