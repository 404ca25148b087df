"""``manage.py flush``: Django's own, with the trail's guard lifted and laid down again."""

from django.core.management.commands import flush
from django.db import connections

from cdd_network.trail_guard import guard, unguard


class Command(flush.Command):
    """Empties the database, the trail with it; asks first unless told not to."""

    def handle(self, **options: object) -> None:
        """As Django does it; the guard stands again whatever was answered."""
        connection = connections[options["database"]]
        unguard(connection)
        try:
            super().handle(**options)
        finally:
            guard(connection)
