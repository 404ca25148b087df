"""Take away what has been kept long enough: people's names, and what the machine writes down."""

from argparse import ArgumentParser
from collections import Counter

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.personal.retention import KINDS, Kind, dispose


class Command(BaseCommand):
    """Safe to run every day and to kill: what went is passed over. Prints counts, never a name."""

    help = "Remove personal data whose time is over, by kind and year; official papers stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--dry-run`` only tells."""
        parser.add_argument("--dry-run", action="store_true", help="tell what would be removed")

    def handle(self, *, dry_run: bool, **options: object) -> None:
        """Kind by kind, each batch in a transaction of its own."""
        done = "would go" if dry_run else "gone"
        whole = 0
        for kind in KINDS:
            counts = self._counts(kind, dry_run)
            for year, count in sorted(counts.items()):
                of_year = f" of {year}" if year else ""
                self.stdout.write(f"{kind.key}{of_year}: {count} {done} ({kind.becomes})")
            whole += sum(counts.values())
        self.stdout.write(f"{whole} {done}")

    def _counts(self, kind: Kind, dry_run: bool) -> Counter:
        counts: Counter = Counter()
        for batch in kind.batches(timezone.localdate()):
            counts[batch.year or 0] += batch.count if dry_run else dispose(kind, batch)
        return +counts
