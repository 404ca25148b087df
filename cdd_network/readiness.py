"""Whether this process can serve, and whether slow work is being done. Names and rows: none."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.crypto import get_random_string

from cdd_network.address import address_of
from cdd_network.models import Job, WorkerSign

if TYPE_CHECKING:
    from django.http import HttpRequest

PROBES = "ready"
"""Folder of the storage for what is written to see that it can be written."""
PROBE_EVERY = 30.0
"""Seconds for which an answer of the storage holds."""
LEAST_FREE = 1024**3
"""Bytes: with less, the next bundle may find the disk full."""
SILENT = timedelta(minutes=3)
"""A worker gives a sign once a minute."""
WAITS = timedelta(minutes=15)
"""Work that waits for longer: too few workers, or none."""
_known: dict[str, bool] = {}
_probed: dict[str, tuple[float, bool]] = {}


@dataclass(frozen=True)
class Readiness:
    """What was found. ``free`` is in bytes, of the disk of VAR_DIR; ages in whole seconds, None
    where there is nothing (no worker, an empty queue, a database that does not answer).
    """

    database: bool
    migrations: bool
    storage: bool
    free: int
    worker_age: int | None
    queue_age: int | None

    @property
    def can_serve(self) -> bool:
        """Whether pages can be answered and saved by this process."""
        return self.database and self.migrations and self.storage and self.free >= LEAST_FREE

    @property
    def is_well(self) -> bool:
        """Whether slow work is being done too."""
        lives = self.worker_age is not None and self.worker_age <= SILENT.total_seconds()
        return self.can_serve and lives and (self.queue_age or 0) <= WAITS.total_seconds()

    def told(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "ready": self.can_serve,
            "well": self.is_well,
            "database": self.database,
            "migrations": self.migrations,
            "storage": self.storage,
            "disk_free_mb": self.free // 1024**2,
            "worker_seconds": self.worker_age,
            "queue_seconds": self.queue_age,
        }


def may_ask(request: HttpRequest) -> bool:
    """Whether the caller's address is one of READY_FROM."""
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return False
    return any(address in network for network in settings.READY_FROM)


def looked_at() -> Readiness:
    """A few small queries, a look at the disk, and twice a minute a file written and removed."""
    free, storage = shutil.disk_usage(settings.VAR_DIR).free, _storage_takes()
    answers, applied, ages = False, False, (None, None)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        answers, applied = True, _are_applied()
        ages = _ages() if applied else ages
    except (DatabaseError, InterfaceError):
        connection.close()
    return Readiness(answers, applied, storage, free, *ages)


def _ages() -> tuple[int | None, int | None]:
    """Of the last sign of a worker, and of the work that has waited longest."""
    seen = WorkerSign.objects.aggregate(last=Max("seen_at"))["last"]
    waiting = Job.objects.unfinished().filter(started_at=None)
    queued = waiting.aggregate(first=Min("queued_at"))["first"]
    now = timezone.now()
    return _age(seen, now), _age(queued, now)


def _age(moment: datetime | None, now: datetime) -> int | None:
    return None if moment is None else max(0, int((now - moment).total_seconds()))


def _are_applied() -> bool:
    """Whether the tables are those of this code. Once they are it is not asked again: the code of a
    process does not change.
    """
    if not _known.get("applied"):
        executor = MigrationExecutor(connection)
        _known["applied"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _known["applied"]


def _storage_takes() -> bool:
    """Whether a file can be stored and removed; asked anew after half a minute."""
    now, (at, well) = time.monotonic(), _probed.get("storage", (0.0, False))
    if now - at < PROBE_EVERY and at:
        return well
    try:
        name = default_storage.save(f"{PROBES}/{get_random_string(16)}", ContentFile(b"ready"))
        default_storage.delete(name)
        well = True
    except Exception:  # whatever a disk, or a server somewhere, may raise
        well = False
    _probed["storage"] = (now, well)
    return well
