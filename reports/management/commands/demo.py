"""Load the demonstration: Buriram 2568 to its end, Surin half-way."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.demo import PASSWORD, load_demo


class Command(BaseCommand):
    """Idempotent. Refused on a real installation: its accounts have a password that all know."""

    help = "Load the demonstration (accounts with a known password)."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--force`` loads it although DEBUG is off."""
        parser.add_argument("--force", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        """Load, then print the accounts."""
        if not (settings.DEBUG or options["force"]):
            raise CommandError(
                "The demonstration has accounts with a public password. "
                "On a real installation it is not loaded; --force if you mean it."
            )
        people = load_demo()
        self.stdout.write(f"บัญชีสาธิต (รหัสผ่าน {PASSWORD}):")
        for username, user in people.items():
            self.stdout.write(f"  {username:<12} {user.display_name}")
