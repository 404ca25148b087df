"""Accounts in the hands of several at the same moment, on a database that holds locks in earnest.

Run as ``python -m tests.accounts.race`` with VAR_DIR naming an empty folder; DATABASE_URL as for
the application. Prints what became of each case as JSON.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdd_network.settings")


def main() -> dict[str, object]:
    """Make the database, let them act, tell, and take the database away."""
    import django
    from django.conf import settings
    from django.db import connection

    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    file = str(Path(settings.VAR_DIR) / "race.sqlite3")
    settings.DATABASES["default"]["TEST"] = {"NAME": file if sqlite else f"race_{os.getpid()}"}
    django.setup()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return _play()
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _play() -> dict[str, object]:
    from cdd_network.accounts import actions, links
    from cdd_network.accounts.beginning import begin
    from cdd_network.ground import load_offices, load_places
    from cdd_network.models import AuditRow, OneTimeLink, User
    from tests.selection.race_cases import together

    load_places()
    load_offices("31")  # slow, and safe to run again: what is raced for is the account
    told: dict[str, object] = {}
    told["begin"] = together([lambda: begin(province="31")] * 2)
    told["first accounts"] = User.objects.count()
    first = User.objects.select_related("office").get()
    office = first.office
    two = actions.create_account(office=office, role="province", batch="", by=first).account

    def missing(batch: str, by: User) -> object:
        return lambda: actions.create_missing(batch=batch, by=by)

    told["bulk"] = together([missing("page", first), missing("page", first), missing("x", two)])
    districts = User.objects.filter(role="district")
    told["districts"] = [districts.count(), districts.values("office").distinct().count()]

    account = districts.get(username="krasang")
    link = actions.new_link(account=account, by=first)
    told["use"] = together(
        [
            lambda word=word: links.set_password(token=link.token, password=f"ตลาดนัด{word}วันพุธ")
            for word in ("เช้า", "สาย", "บ่าย", "เย็น")
        ]
    )
    told["passwords set"] = AuditRow.objects.filter(act="set_password").count()

    told["links"] = together([lambda: actions.new_link(account=account, by=first)] * 3)
    told["standing"] = OneTimeLink.objects.standing().filter(user=account).count()

    told["close"] = together(
        [
            lambda: actions.close_account(account=two, reason="ย้าย", by=first),
            lambda: actions.close_account(account=first, reason="ย้าย", by=two),
        ]
    )
    told["open in the office"] = User.objects.filter(office=office, is_active=True).count()
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(), ensure_ascii=False))
