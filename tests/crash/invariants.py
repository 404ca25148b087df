"""What holds whenever nobody is at work, however the last one at work ended."""

import hashlib
import os
import time
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count

from cdd_network.models import AuditRow, Job
from projects.models import ActionPlan, Participant
from reports.management.commands.sweep import HELD
from reports.models import Document, Outcome, Photo, SummaryReport
from selection.models import GroupIntake, Round, SavingsGroup

OLD = 3 * 24 * 60 * 60


def faults() -> list[str]:
    """Every fault found in database and storage, as a sentence; none when all is well."""
    return [
        *_broken_database(),
        *_states_against_trail(),
        *_documents(),
        *_photographs(),
        *_people(),
        *_jobs(),
        *_results(),
        *_papers(),
        *_registry(),
    ]


def _broken_database() -> Iterator[str]:
    """SQLite's own look at pages, indexes, uniqueness, CHECKs and foreign keys. (PostgreSQL holds
    its constraints at each write and replays its log.)"""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        yield from (f"integrity: {row}" for row in cursor.fetchall() if row != ("ok",))
        cursor.execute("PRAGMA foreign_key_check")
        yield from (f"foreign key: {row}" for row in cursor.fetchall())


def _states_against_trail() -> Iterator[str]:
    """The state of everything is the one that the last step in its trail led to."""
    for model in apps.get_models():
        machine = getattr(model, "MACHINE", None)
        if machine is None:
            continue
        rows = AuditRow.objects.filter(
            subject_type=model._meta.label_lower, act__startswith=f"{machine.name}:"
        ).order_by("pk")
        last = {key: act for key, act in rows.values_list("subject_id", "act") if ">" in act}
        for key, state in model._base_manager.values_list("pk", "state"):
            told = last.get(str(key), f">{machine.start}").rpartition(">")[2]
            if told != state:
                yield f"{machine.name} {key} is {state}, its trail says {told}"


def _documents() -> Iterator[str]:
    """Issued: numbered, dated, frozen once, told once. A draft: nothing of all that. No number
    of the register is missing between the first and the last."""
    rows = Document.objects.annotate(frozen=Count("file"))
    for row in rows:
        issued = row.state != "draft"
        told = AuditRow.objects.filter(act="document:draft>issued", subject_id=str(row.pk)).count()
        if (row.frozen, told) != (issued, issued) or bool(row.issued_at) != issued:
            yield f"document {row.pk} is {row.state}: {row.frozen} frozen, {told} told"
        if not issued and row.number is not None:
            yield f"draft {row.pk} has the number {row.number}"
    taken: dict[tuple, list[int]] = {}
    for row in rows.exclude(number=None):
        taken.setdefault((row.office_id, row.series, row.year), []).append(row.number)
    for series, numbers in taken.items():
        if sorted(numbers) != list(range(min(numbers), max(numbers) + 1)):
            yield f"numbers of {series}: {sorted(numbers)}"


def _photographs() -> Iterator[str]:
    """Each has both its files, whole; each is told once."""
    for photo in Photo.objects.all():
        paths = [Path(settings.MEDIA_ROOT) / one.name for one in (photo.file, photo.small)]
        if not all(path.exists() for path in paths):
            yield f"photo {photo.pk} has lost a file"
        elif hashlib.sha256(paths[0].read_bytes()).hexdigest() != photo.sha256:
            yield f"photo {photo.pk} is cut off"
        elif sum(path.stat().st_size for path in paths) != photo.size:
            yield f"photo {photo.pk} is not {photo.size} bytes"
    told = AuditRow.objects.filter(act="add_photo").count()
    if told != Photo.objects.count():
        yield f"{told} photographs are told, {Photo.objects.count()} stand"


def _people() -> Iterator[str]:
    """Of those added together all stand or none, and nobody stands twice."""
    stand = set(Participant.objects.values_list("pk", flat=True))
    told = [
        key
        for detail in AuditRow.objects.filter(act="people:add").values_list("detail", flat=True)
        for key in detail["people"]
    ]
    if sorted(told) != sorted(stand):
        yield f"{len(told)} people are told, {len(stand)} stand"
    names = Counter(Participant.objects.values_list("event", "name"))
    yield from (f"{who} stands {count} times" for who, count in names.items() if count > 1)


def _jobs() -> Iterator[str]:
    """A job that ended says so once."""
    for job in Job.objects.exclude(finished_at=None):
        ends = AuditRow.objects.filter(
            subject_type="cdd_network.job", subject_id=str(job.pk), act="job:done"
        ).count()
        if ends != 1 or job.error:
            yield f"job {job.pk} ended {ends} times «{job.error}»"


def _results() -> Iterator[str]:
    """What is public has its frozen tables, numbered, and one draft of the announcement; what is
    not has neither. It is told once."""
    for round in Round.objects.prefetch_related("results"):
        numbers = sorted(one.number for one in round.results.all())
        drafts = round.documents.filter(kind=Document.Kind.ANNOUNCEMENT).count()
        public = round.state == "announced"
        if (len(numbers), drafts, bool(round.announced_at)) != (public, public, public):
            yield f"round {round.pk} is {round.state}: results {numbers}, {drafts} announcements"
        told = _told(round, "round:decided>announced")
        if told != public:
            yield f"round {round.pk} was announced {told} times"


def _papers() -> Iterator[str]:
    """Each sending left the version that was sent, once; of a summary the figures with it."""
    for paper in [*ActionPlan.objects.all(), *SummaryReport.objects.all()]:
        numbers = sorted(paper.versions.values_list("number", flat=True))
        machine = paper.MACHINE.name
        told = sum(_told(paper, f"{machine}:{old}>submitted") for old in ("draft", "returned"))
        if numbers != list(range(1, told + 1)) or bool(paper.first_sent_at) != bool(told):
            yield f"{machine} {paper.pk} was sent {told} times: versions {numbers}"
        figures = Outcome.objects.filter(event=paper.activity_id).count()
        if isinstance(paper, SummaryReport) and figures != bool(told):
            yield f"{machine} {paper.pk} was sent {told} times: {figures} figures"


def _registry() -> Iterator[str]:
    """Each group is told new once and saved as often as its version says; a file that was written
    is told once and holds no names any more."""
    saved = Counter(_keys(SavingsGroup, "save"))
    new = Counter(_keys(SavingsGroup, "group:new"))
    for key, version in SavingsGroup.objects.values_list("pk", "version"):
        if (new[str(key)], saved[str(key)]) != (1, version - 1):
            yield f"group {key} at {version}: new {new[str(key)]}, saved {saved[str(key)]} times"
    written = Counter(_keys(GroupIntake, "group:import"))
    for file in GroupIntake.objects.all():
        done = file.done_at is not None
        if written[str(file.pk)] != done or bool(file.rows) == done:
            yield f"file {file.pk}: written {written[str(file.pk)]} times, {len(file.rows)} rows left"


def _keys(model: type, act: str) -> list[str]:
    rows = AuditRow.objects.filter(subject_type=model._meta.label_lower, act=act)
    return list(rows.values_list("subject_id", flat=True))


def _told(thing: object, act: str) -> int:
    return _keys(type(thing), act).count(str(thing.pk))


def orphans() -> tuple[int, int]:
    """Files that no row names: before the sweep, and after it when all of them are days old."""
    media = Path(settings.MEDIA_ROOT)
    files = [path for path in media.rglob("*") if path.is_file()]
    for path in files:
        then = time.time() - OLD
        os.utime(path, (then, then))
    before = len(_unnamed(media))
    call_command("sweep", stdout=StringIO())
    return before, len(_unnamed(media))


def _unnamed(media: Path) -> set[str]:
    named = {
        name
        for columns in HELD.values()
        for model, field in columns
        for name in model.objects.values_list(field, flat=True)
    }
    stored = {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}
    return stored - named
