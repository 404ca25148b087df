"""Load places, offices and the shipped programme years."""

from django.core.management.base import BaseCommand

from cdd_network.ground import load_ground
from cdd_network.models import Office, Programme


class Command(BaseCommand):
    """Safe to run again: adds what is missing, changes nothing an office has edited."""

    help = "Load places, offices and the shipped programme years."

    def handle(self, *args: object, **options: object) -> None:
        """Load, then say how much stands there."""
        load_ground()
        years = ", ".join(str(p.year) for p in Programme.objects.all())
        self.stdout.write(f"offices: {Office.objects.count()}, programme years: {years}")
