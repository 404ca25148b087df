"""2,000 groups of a province from a workbook: seconds and memory of checking and of writing.

Run as a module it does so in a process of its own and prints what it took.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

GROUPS = 2_000
AIM = "<= 5"
"""Seconds that an officer waits in the request; above, it would be slow work."""


def figures() -> Iterator[tuple[str, float, str, str]]:
    """CPU seconds to check, write, check again, write changes; by what the peak grew."""
    command = [sys.executable, "-m", "tests.bench.intake"]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=600, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    yield "intake.2000.check", told["check"], "s", AIM
    yield "intake.2000.write", told["write"], "s", AIM
    yield "intake.2000.check_again", told["again"], "s", AIM
    yield "intake.2000.change", told["change"], "s", AIM
    yield "intake.2000.peak", told["peak"], "MiB", "<= 150"


def _measure() -> None:
    import django

    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import transaction
    from django.test import Client

    from cdd_network.models import Subdistrict, User
    from tests import workbooks

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username="buriram"))
    places = list(Subdistrict.objects.filter(district__province="31").select_related("district"))
    client.get("/groups/import/")
    told, before = {}, _peak()

    def timed(name: str, act: object) -> object:
        began = time.process_time()  # CPU: nothing else is waited for
        answer = act()
        told[name] = time.process_time() - began
        if answer.status_code != 302:
            raise RuntimeError(f"{name}: {answer.status_code}")
        return answer.url

    def send(data: bytes) -> object:
        return client.post("/groups/import/", {"file": SimpleUploadedFile("กลุ่ม.xlsx", data)})

    first, second = (workbooks.province(places, GROUPS, money) for money in (200_000, 250_000))
    with transaction.atomic():
        page = timed("check", lambda: send(first))
        timed("write", lambda: client.post(page))
        timed("again", lambda: send(first))
        page = timed("recheck", lambda: send(second))
        timed("change", lambda: client.post(page))
        transaction.set_rollback(True)
    print(json.dumps({**told, "peak": _peak() - before}))


def _peak() -> float:
    """Largest resident memory of this process alone, MiB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    _measure()
