"""Told as JSON: which table of the release's backup is not the same here any more, in the columns
that it had then, and how each person's main pages answer. For the database that the environment names.
"""

import json
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

PEOPLE = ("department", "buriram", "krasang", "committee1")
FROM = ("/", "/programmes/", "/documents/", "/groups/", "/rounds/", "/activities/", "/office/")
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
"""With what it asks for, as a click follows it."""


def main(path: Path) -> dict[str, object]:
    """See above."""
    import django

    django.setup()
    from cdd_network.backup import archive

    with archive.opened(path) as backup:
        tables = backup.manifest.tables
    return {"changed": changed(tables), "answers": answers()}


def changed(tables: list) -> list[str]:
    """Tables whose old columns do not hold what they held."""
    from django.apps import apps

    from cdd_network.backup import rows

    models = {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}
    found = []
    for table in tables:
        by_column = {field.column: field for field in rows.columns(models[table.name])}
        fields = [by_column[column] for column in table.columns]
        if rows.digest_of(models[table.name], fields).hexdigest() != table.digest:
            found.append(table.name)
    return found


def answers() -> dict[str, int]:
    """«who page» → status, of the pages that all have and of one of each kind that these lead to."""
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")
    settings.SECURE_SSL_REDIRECT = False
    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
    return {f"{who} {path}": status for who in PEOPLE for path, status in opened_by(who)}


def opened_by(who: str) -> Iterator[tuple[str, int]]:
    """Each page and its status; papers are not set, that takes seconds each."""
    from django.test import Client
    from django.urls import resolve

    from cdd_network.models import User

    client, seen, waiting = Client(raise_request_exception=False), set(), list(FROM)
    client.force_login(User.objects.get(username=who))
    while waiting:
        path = waiting.pop(0)
        name = resolve(path.partition("?")[0]).url_name
        if name in seen or re.search(
            "pdf|paper|print|xlsx|file|preview|sign_out", f"{name} {path}"
        ):
            continue
        seen.add(name)
        answer = client.get(path)
        yield path, answer.status_code
        if not answer.streaming and "html" in answer.headers.get("Content-Type", ""):
            waiting += map(unescape, LINK.findall(answer.content.decode()))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
