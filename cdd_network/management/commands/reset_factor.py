"""A lost telephone, helped at the server's console, for when no other officer keeps the account."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from cdd_network.actions_factor import must_use_factor, reset_factor
from cdd_network.models import User


class Command(BaseCommand):
    """The only officer of the top office has lost telephone and recovery codes; elsewhere the office
    above resets it at «บัญชีผู้ใช้».
    """

    help = "Take the second factor off an account: its password alone signs in again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose account."""
        parser.add_argument("username")

    def handle(self, *args: object, username: str, **options: object) -> None:
        """Take it off, end the account's logins, and say what happened."""
        account = User.objects.filter(username=username).first()
        if account is None or not account.is_active:
            raise CommandError(f"no open account {username!r}: write the name typed at sign-in")
        who = f"{account.username} ({account.display_name})"
        if not reset_factor(user=account, by=None):
            self.stdout.write(
                f"{who} has no second factor; forgotten password? manage.py link {username}"
            )
            return
        self.stdout.write(
            f"{who}: second factor off, all logins ended; the password alone signs in"
        )
        if must_use_factor(account):
            self.stdout.write(
                "this installation demands one: the next sign-in begins by setting it up"
            )
