"""Open an empty installation: its ground and its first account."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from cdd_network import ground, thai
from cdd_network.accounts.beginning import Begun, CannotBegin, begin, province_named
from cdd_network.accounts.links import Handed
from cdd_network.models import Office, Programme


class Command(BaseCommand):
    """Safe to run again: says what stands already."""

    help = (
        "Open an empty installation: places, offices, the programme's years, and the first account."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The country or one province; another link for a first account that was never used."""
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--country", action="store_true", help="department and 76 provinces")
        where.add_argument("--province", help="one province alone: its two digits or Thai name")
        parser.add_argument(
            "--again", action="store_true", help="a new link when the first account was never used"
        )

    def handle(
        self, *args: object, country: bool, province: str | None, again: bool, **options: object
    ) -> None:
        """Begin, then say how much stands and where the first person sets the password."""
        if _behind():
            raise CommandError("the database is not up to date: run manage.py migrate first")
        try:
            ground.load_places()
            code = None if country else province_named(province)
            begun = begin(province=code, again=again)
        except CannotBegin as fault:
            raise CommandError(str(fault)) from fault
        years = ", ".join(str(one.year) for one in Programme.objects.order_by("year"))
        self.stdout.write(f"offices: {Office.objects.count()}, programme years: {years}")
        self._say(begun)

    def _say(self, begun: Begun) -> None:
        first = begun.first
        if first is None:
            self.stdout.write(
                "accounts stand already; for a link to one of them: manage.py link NAME"
            )
            return
        done = "made" if begun.made else "stands already"
        self.stdout.write(f"first account: {first.username} ({first.display_name}), {done}")
        if begun.link:
            say_link(self, begun.link)
        elif first.has_usable_password():
            self.stdout.write("its password was set; forgotten? manage.py link " + first.username)
        else:
            self.stdout.write("nobody has used it yet; for a new link run begin again with --again")


def say_link(command: BaseCommand, link: Handed) -> None:
    """The link, alone on its line, and how long it is good."""
    until = thai.moment_text(timezone.localtime(link.expires_at))
    command.stdout.write(f"one-time link, good until {until}; whoever opens it sets the password:")
    command.stdout.write(link.address)
    if settings.SITE_URL.startswith(("http://127.0.0.1", "http://localhost")):
        command.stdout.write(
            f"SITE_URL is {settings.SITE_URL}: this link opens on this machine only"
        )


def _behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
