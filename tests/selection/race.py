"""The committee's hour in threads, on a database of their own that holds locks in earnest.

Run as ``python -m tests.selection.race`` with VAR_DIR naming an empty folder; DATABASE_URL as for
the application. Plays every case below, each in a province of its own, and prints what became of
it as JSON: case → what the acts were told ('' for success) and what the database holds.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdd_network.settings")


def main() -> dict[str, object]:
    """Make the database, play, tell, and take the database away."""
    import django
    from django.conf import settings
    from django.db import connection

    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    file = str(Path(settings.VAR_DIR) / "race.sqlite3")
    settings.DATABASES["default"]["TEST"] = {"NAME": file if sqlite else f"race_{os.getpid()}"}
    django.setup()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        from tests.selection import race_cases

        return race_cases.play()
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(), ensure_ascii=False))
