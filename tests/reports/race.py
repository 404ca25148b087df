"""Two officers at the same second, on a database of their own that holds locks in earnest.

Run as ``python -m tests.reports.race same_number`` (two drafts, one number), ``same_document``
(one draft, two numbers) or ``same_replacement`` (two officers begin to replace one letter) with
VAR_DIR naming an empty folder; DATABASE_URL as for the application. Prints what became of it as
JSON. Both are held before the writing transaction until the other one is there.
"""

import json
import os
import sys
import threading
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdd_network.settings")
DAY = date(2025, 6, 13)


def main(case: str) -> dict[str, object]:
    """Make the database, let the two act, tell, and take the database away."""
    import django
    from django.conf import settings
    from django.db import connection

    settings.DATABASES["default"]["TEST"] = _place(settings)
    django.setup()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return _play(case)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _place(settings: object) -> dict[str, str]:
    """A file for SQLite (memory would hold no locks), a name of this process elsewhere."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return {"NAME": str(Path(settings.VAR_DIR) / "race.sqlite3")}
    return {"NAME": f"test_race_{os.getpid()}"}


def _play(case: str) -> dict[str, object]:
    from cdd_network.ground import load_ground
    from tests.people import make_world
    from tests.reports import stages

    load_ground()
    world = make_world()
    letter = stages.letter_draft(world, world.announced()[0])
    acts = {"same_number": _numbers, "same_document": _documents, "same_replacement": _replacements}
    said = _together(acts[case](world, letter))
    return {"said": said, **_left()}


def _numbers(world: object, letter: object) -> list:
    """A letter and a memo, both to get the ordinary number 77."""
    from reports.actions import documents
    from reports.models import Document

    memo = documents.draft_document(round=letter.round, kind=Document.Kind.MEMO, by=world.buriram)
    return [_issue(world, letter, 77), _issue(world, memo, 77)]


def _documents(world: object, letter: object) -> list:
    """The same letter, read by both, with two numbers."""
    from reports.models import Document

    return [_issue(world, Document.objects.get(pk=letter.pk), n) for n in (77, 78)]


def _replacements(world: object, letter: object) -> list:
    """The same issued letter; both have passed the rule that only one draft may be open."""
    from reports import rules
    from reports.actions import document_end
    from reports.models import Document
    from tests.reports import stages

    stages.issue(world, letter)
    _hold(rules, "check_reason")

    def begin() -> None:
        paper = Document.objects.with_place().get(pk=letter.pk)
        document_end.replace_document(document=paper, reason="อ้างเลขผิดฉบับ", by=world.buriram)

    return [begin, begin]


def _issue(world: object, paper: object, number: int) -> object:
    from reports.actions import documents

    _hold(documents, "_freeze")
    stamp = {"number": number, "series": "ordinary", "date": DAY}
    return lambda: documents.issue_document(document=paper, **stamp, by=world.buriram)


_barrier = threading.Barrier(2)


def _hold(module: object, name: str) -> None:
    """The function waits for the other thread before it begins."""
    write = getattr(module, name)
    if getattr(write, "held", False):
        return

    def held(*given: object) -> object:
        _barrier.wait(timeout=120)
        return write(*given)

    held.held = True
    setattr(module, name, held)


def _together(acts: list) -> list[str]:
    """What each was told: '' for success, the reason of a refusal, or the name of a fault."""
    said = ["?"] * len(acts)

    def one(place: int) -> None:
        from django.db import connection

        from cdd_network.refusal import Refused

        try:
            acts[place]()
            said[place] = ""
        except Refused as refused:
            said[place] = refused.reason
        except Exception as fault:
            said[place] = f"fault: {fault!r}"
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def _left() -> dict[str, object]:
    """What the database holds afterwards."""
    from cdd_network.models import AuditRow
    from reports.models import Document, Enclosure, FrozenFile

    numbered = Document.objects.filter(number__isnull=False)
    return {
        "issued": numbered.count(),
        "drafts": Document.objects.filter(state="draft").count(),
        "files": FrozenFile.objects.filter(document__number__isnull=False).count(),
        "files_of_drafts": FrozenFile.objects.filter(document__state="draft").count(),
        "enclosures_of_drafts": Enclosure.objects.filter(document__state="draft").count(),
        "trail": AuditRow.objects.filter(
            act="document:draft>issued", subject_id__in=[str(one.pk) for one in numbered]
        ).count(),
        "trail_of_drafts": AuditRow.objects.filter(
            act="document:draft>issued",
            subject_id__in=[str(one.pk) for one in Document.objects.filter(state="draft")],
        ).count(),
        "replacements": Document.objects.filter(supersedes__isnull=False).count(),
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1]), ensure_ascii=False))
