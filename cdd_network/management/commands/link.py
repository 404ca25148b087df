"""A one-time link at the server's console, for when nobody is left who could give one."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cdd_network.accounts.links import issue
from cdd_network.management.commands.begin import say_link
from cdd_network.models import User


class Command(BaseCommand):
    """The last officer of the top office has forgotten the password: whoever keeps the server helps."""

    help = "Print a one-time link by which the owner of an account sets a new password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose account."""
        parser.add_argument("username")

    def handle(self, *args: object, username: str, **options: object) -> None:
        """Make the link; the former one ends, the password stays until the new one is used."""
        with transaction.atomic():
            account = User.objects.filter(username=username).first()
            if account is None or not account.is_active:
                raise CommandError(f"no open account {username!r}")
            link = issue(account, by=None)
        self.stdout.write(f"{account.username} ({account.display_name})")
        say_link(self, link)
