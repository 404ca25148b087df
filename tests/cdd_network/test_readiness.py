"""What machines ask: lives it, can it serve, is slow work done; and who may know."""

import json
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cdd_network import jobs, readiness
from cdd_network.management.commands.worker import SignOfLife
from cdd_network.models import Job, WorkerSign
from cdd_network.settings import networks
from tests.jobbing import jobs as kinds
from tests.people import World

Usage = namedtuple("Usage", "total used free")
FAR = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture(autouse=True)
def _asked_anew() -> None:
    readiness._known.clear()
    readiness._probed.clear()


def told(client: Client, query: str = "") -> tuple[int, dict]:
    """Status and JSON of ``/readyz``."""
    answer = client.get(reverse("ready") + query)
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, json.loads(answer.content)


def test_a_process_without_its_database_lives_and_cannot_serve(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object) -> None:
        raise OperationalError("connection refused: host 10.1.2.3 user secret")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", away)
    monkeypatch.setattr(type(connections["default"]), "close", lambda _: None)
    alive = client.get(reverse("healthy"))
    assert (alive.status_code, alive.content, alive["Cache-Control"]) == (200, b"ok", "no-store")
    status, found = told(client)
    assert (status, found["ready"], found["database"], found["storage"]) == (
        503,
        False,
        False,
        True,
    )
    assert "secret" not in json.dumps(found)


def test_ready_while_no_worker_lives_but_not_well(world: World, client: Client) -> None:
    status, found = told(client)
    assert (status, found["ready"], found["well"], found["worker_seconds"]) == (
        200,
        True,
        False,
        None,
    )
    assert told(client, "?all")[0] == 503
    SignOfLife()._sign()
    status, found = told(client, "?all")
    assert (status, found["well"], found["queue_seconds"]) == (200, True, None)
    assert 0 <= found["worker_seconds"] < 60
    WorkerSign.objects.update(seen_at=timezone.now() - readiness.SILENT - timedelta(seconds=2))
    assert (told(client)[0], told(client, "?all")[0]) == (200, 503)


def test_work_that_waits_too_long_is_told(world: World, client: Client) -> None:
    assert kinds.broken
    SignOfLife()._sign()
    words = {"title": "งาน", "arguments": {}, "key": "one"}
    jobs.start("test_broken", office=world.buriram.office, by=world.buriram, **words)
    assert told(client, "?all")[0] == 200
    Job.objects.update(queued_at=timezone.now() - readiness.WAITS - timedelta(seconds=9))
    status, found = told(client, "?all")
    assert (status, found["ready"]) == (503, True) and found["queue_seconds"] >= 909


def test_a_full_disk_and_a_folder_that_takes_nothing(
    world: World, client: Client, settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(client)[0] == 200
    assert not any(Path(settings.MEDIA_ROOT, readiness.PROBES).iterdir()), "nothing stays"
    wrong = tmp_path / "file"
    wrong.write_text("no folder")
    settings.MEDIA_ROOT = wrong
    assert told(client)[0] == 200, "asked twice a minute"
    readiness._probed.clear()
    assert (told(client)[0], told(client)[1]["storage"]) == (503, False)
    settings.MEDIA_ROOT = tmp_path / "media"
    readiness._probed.clear()
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(100, 100, 1024**3 - 1))
    status, found = told(client)
    assert (status, found["storage"], found["disk_free_mb"]) == (503, True, 1023)


def test_tables_of_another_release_are_told(
    world: World, client: Client, django_assert_num_queries: object
) -> None:
    told(client)
    with django_assert_num_queries(3):
        told(client)
    readiness._known.clear()
    MigrationRecorder.Migration.objects.filter(app="reports").last().delete()
    status, found = told(client)
    assert (status, found["database"], found["migrations"]) == (503, True, False)


def test_only_who_was_named_may_ask(db: None, client: Client, settings: object) -> None:
    assert client.get(reverse("ready"), **FAR).status_code == 404
    assert client.get(reverse("healthy"), **FAR).status_code == 200
    settings.READY_FROM = networks("NOTHING_SET", ["203.0.113.0/24"])
    assert client.get(reverse("ready"), **FAR).status_code == 200
    settings.TRUSTED_PROXY = True
    through = client.get(
        reverse("ready"), headers={"x-forwarded-for": "203.0.113.5, 8.8.8.8"}, **FAR
    )
    assert through.status_code == 404, "behind a proxy the visitor's address counts"


def test_both_answer_without_tls(client: Client, db: None, settings: object) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(reverse("healthy")).status_code == 200
    assert client.get(reverse("ready")).status_code in (200, 503)
    assert client.get(reverse("guide")).status_code == 301


def test_a_wrong_network_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READY_FROM", "10.0.0.1/8")
    with pytest.raises(ImproperlyConfigured, match=r"READY_FROM: 10\.0\.0\.1/8 has host bits set"):
        networks("READY_FROM", [])


def test_a_worker_signs_once_and_clears_the_forgotten(db: None) -> None:
    now = timezone.now()
    WorkerSign.objects.create(name="gone:1", began_at=now, seen_at=now - timedelta(days=2))
    sign = SignOfLife()
    sign._sign()
    sign._sign()
    assert [one.name for one in WorkerSign.objects.all()] == [sign.name_of_row]
