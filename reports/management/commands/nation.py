"""Fill the country with plausible years, the same for the same seed."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.demo import PASSWORD
from reports.nation.country import fill
from selection.models import Round


class Command(BaseCommand):
    """Refused on a real installation: its accounts have a password that all know."""

    help = "Fill 76 provinces and their districts with plausible data, to test and to measure."

    def add_arguments(self, parser: CommandParser) -> None:
        """How much, from which seed; ``--force`` although DEBUG is off."""
        parser.add_argument("--years", type=int, default=3, choices=range(1, 6))
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--provinces", type=int, default=76, choices=range(1, 77))
        parser.add_argument("--photos", type=int, default=0, choices=(0, 6))
        parser.add_argument("--force", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        """Fill, then print how many rows of what there are."""
        if not (settings.DEBUG or options["force"]):
            raise CommandError(
                "The nation has accounts with a public password. "
                "On a real installation it is not loaded; --force if you mean it."
            )
        if Round.objects.exists():
            raise CommandError("This database holds rounds already; the nation needs an empty one.")
        began = time.perf_counter()
        rows = fill(
            years=options["years"],
            seed=options["seed"],
            provinces=options["provinces"],
            photos=options["photos"],
        )
        for label, count in rows.items():
            self.stdout.write(f"{count:>9,} {label}")
        took = time.perf_counter() - began
        self.stdout.write(f"{sum(rows.values()):>9,} rows in {took:.1f} s")
        self.stdout.write(f"department, p31, p31b, m31a, d3103 … (password {PASSWORD})")
