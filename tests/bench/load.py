"""Fifteen members save their sheets at once while the province watches the progress board.

Run as ``python -m tests.bench.load [SECONDS]`` (60): a server of its own on the loopback address,
over a database of its own: SQLite, or the PostgreSQL that DATABASE_URL names. Members sign in and
save by the real form, three times as the page saves itself and once by the button; at the end each
sends all sheets. What the server has acknowledged must be in the database, to the last point.
Prints JSON lines and exits 1 when anything was lost or failed.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from tests.bench.serving import FAULTS, Figure
from tests.bench.visitor import Form, Visitor, forms_of

FOLDER = Path(tempfile.mkdtemp(prefix="cdd-load-"))
os.environ.update(
    {
        "DJANGO_SETTINGS_MODULE": "cdd_network.settings",
        "VAR_DIR": str(FOLDER),
        "TLS": "off",
        "DEBUG": "off",
    }
)
MEMBERS, NOMINATIONS, SECONDS = 15, 5, 60
PASSWORD = "load-2568-only"
LOOK_EVERY = 1.0


class Member(threading.Thread):
    """Saves one sheet after the other until ``until``, then sends them all."""

    def __init__(self, visitor: Visitor, paths: dict[int, str], weights: dict[str, int]) -> None:
        super().__init__(daemon=True)
        self.visitor, self.paths, self.weights = visitor, paths, weights
        self.until = 0.0
        self.saved: dict[int, dict[str, str]] = {}
        self.times: list[float] = []
        self.faults: list[str] = []
        self.turn = self.by_itself = 0

    def run(self) -> None:
        """One fault does not stop the others."""
        try:
            while time.monotonic() < self.until:
                for key in self.paths:
                    self.fill(key)
            for key in self.paths:
                self.send(key)
        except Exception as fault:
            self.faults.append(repr(fault))

    def fill(self, key: int) -> None:
        """Open a sheet, let the page save itself three times, then press the button."""
        page = self.visitor.get(self.paths[key])
        if page.status != 200:
            self.faults.append(f"GET {self.paths[key]}: {page.status}")
            return
        form = next(f for f in forms_of(page) if f.values.keys() & self.weights.keys())
        for by_button in (False, False, False, True):
            if time.monotonic() < self.until or (by_button and key not in self.saved):
                self._save(key, form, by_button=by_button or not form.autosave)

    def _save(self, key: int, form: Form, *, by_button: bool) -> None:
        self.turn += 1
        self.by_itself += not by_button
        points = {name: str((self.turn + at) % (w + 1)) for at, (name, w) in self._criteria()}
        head = {} if by_button else {"X-Autosave": "1"}
        began = time.perf_counter()
        answer = self.visitor.post(form.action, {**form.values, **points}, **head)
        self.times.append((time.perf_counter() - began) * 1000)
        told = answer.status == 200 and (by_button or json.loads(answer.text).get("saved"))
        if told:
            self.saved[key] = points
        else:
            self.faults.append(f"POST {self.paths[key]}: {answer.status} {answer.text[:200]}")

    def _criteria(self) -> Iterator[tuple[int, tuple[str, int]]]:
        return enumerate(self.weights.items())

    def send(self, key: int) -> None:
        """The check page's own button; a sheet that time did not reach is filled first."""
        if key not in self.saved:
            self.fill(key)
        page = self.visitor.get(f"{self.paths[key]}submit/")
        form = next(one for one in forms_of(page) if one.action.endswith("/submit/"))
        answer = self.visitor.post(form.action, form.values)
        if answer.status != 200:
            self.faults.append(f"POST {form.action}: {answer.status}")


class Watcher(threading.Thread):
    """The province, whose board asks again and again."""

    def __init__(self, visitor: Visitor, path: str) -> None:
        super().__init__(daemon=True)
        self.visitor, self.path = visitor, path
        self.over = threading.Event()
        self.times: list[float] = []
        self.faults: list[str] = []

    def run(self) -> None:
        """Until it is told that the hour is over."""
        while not self.over.wait(LOOK_EVERY):
            began = time.perf_counter()
            answer = self.visitor.get(self.path)
            self.times.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                self.faults.append(f"GET {self.path}: {answer.status}")


def figures(seconds: float) -> Iterator[Figure]:
    """The whole play: database, server, people, and what is left at the end."""
    url, drop = _database()
    try:
        hour = _hour()
        with _server(url) as address:
            members, watcher = _play(hour, address, seconds)
        yield from _told(members, watcher, seconds)
        yield from _left(hour, members)
    finally:
        drop()


def _database() -> tuple[str, Callable[[], None]]:
    """A database of our own with its tables: its address, and what takes it away again."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    given = settings.DATABASES["default"]
    sqlite = given["ENGINE"].endswith("sqlite3")
    name = str(FOLDER / "load.sqlite3") if sqlite else f"load_{os.getpid()}"
    given["TEST"] = {"NAME": name}
    django.setup()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    call_command("collectstatic", interactive=False, verbosity=0)
    served = urlsplit(os.environ.get("DATABASE_URL", ""))._replace(path=f"/{name}").geturl()
    url = f"sqlite:///{name}" if sqlite else served
    return url, lambda: connection.creation.destroy_test_db(name, verbosity=0)


def _hour() -> object:
    """The ground and a round in scoring, with fifteen who may sign in."""
    from cdd_network.ground import load_ground
    from tests.bench import crowd

    load_ground()
    size = crowd.Size(districts=NOMINATIONS, each=1, accounts=MEMBERS, papers=0, groups=50)
    return crowd.build("80", size, password=PASSWORD)


@contextmanager
def _server(url: str) -> Iterator[str]:
    """Two processes of four threads; its own words go to a file beside the database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "gunicorn", "cdd_network.wsgi", "--bind", address]
    command += ["--workers", "2", "--threads", "4", "--timeout", "60", "--log-level", "warning"]
    env = {**os.environ, "DATABASE_URL": url, "SITE_URL": f"http://{address}"}
    with (FOLDER / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        try:
            _wait_for(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(address: str, process: subprocess.Popen) -> None:
    for _ in range(150):
        if process.poll() is not None:
            raise RuntimeError((FOLDER / "server.log").read_text()[-2000:])
        try:
            with urllib.request.urlopen(f"http://{address}/healthz", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"no answer: {(FOLDER / 'server.log').read_text()[-2000:]}")


def _play(hour: object, address: str, seconds: float) -> tuple[list[Member], Watcher]:
    """Everybody signs in, then all begin together."""
    from django.urls import reverse

    paths = {n.pk: reverse("score_sheet", args=[n.pk]) for n in hour.nominations}
    weights = {f"points_{c.pk}": c.points for c in hour.round.criteria.all()}
    members = [Member(_enter(address, u.username), paths, weights) for u in hour.members]
    board = reverse("round_board", args=[hour.round.pk])
    watcher = Watcher(_enter(address, hour.province.username), board)
    watcher.start()
    for member in members:
        member.until = time.monotonic() + seconds
        member.start()
    for member in members:
        member.join(seconds + 300)
        member.visitor.close()
    watcher.over.set()
    watcher.join(60)
    return members, watcher


def _enter(address: str, username: str) -> Visitor:
    visitor = Visitor(address)
    visitor.sign_in(username, PASSWORD)
    return visitor


def _told(members: list[Member], watcher: Watcher, seconds: float) -> Iterator[Figure]:
    """What the people saw."""
    times = [one for member in members for one in member.times]
    faults = [one for person in (*members, watcher) for one in person.faults]
    for fault in faults[:5]:
        print(fault, file=sys.stderr)
    log = FAULTS.findall((FOLDER / "server.log").read_text())
    yield "load.saves", len(times), "saves", ""
    yield "load.saves_by_the_page_itself", sum(m.by_itself for m in members), "saves", ""
    yield "load.saves_a_second", len(times) / seconds, "1/s", ""
    yield "load.p50", median(times), "ms", ""
    yield "load.p95", quantiles(times, n=20)[-1], "ms", ""
    yield "load.max", max(times), "ms", ""
    yield "load.board.looks", len(watcher.times), "pages", ""
    yield "load.board.max", max(watcher.times), "ms", ""
    yield "load.faults", len(faults), "faults", "<= 0"
    yield "load.faults_in_the_log", len(log), "lines", "<= 0"


def _left(hour: object, members: list[Member]) -> Iterator[Figure]:
    """What the database holds against what was acknowledged."""
    from selection import tally
    from selection.models import Score

    rows = Score.objects.values_list(
        "sheet__member__user__username", "sheet__nomination_id", "criterion_id", "points"
    )
    stored = {(who, key, f"points_{rule}"): given for who, key, rule, given in rows}
    lost = [
        (user.username, key, name)
        for user, member in zip(hour.members, members, strict=True)
        for key, points in member.saved.items()
        for name, given in points.items()
        if stored.get((user.username, key, name)) != Decimal(given)
    ]
    progress = tally.progress_of(hour.round)
    yield "load.points_lost", len(lost), "points", "<= 0"
    yield "load.sheets_sent", progress.sent, "sheets", ""
    yield "load.sheets_not_sent", progress.wanted - progress.sent, "sheets", "<= 0"


def main() -> None:
    """Print each figure; exit 1 when one misses its aim."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    missed = []
    try:
        for name, value, unit, aim in figures(seconds):
            print(json.dumps({"name": name, "value": round(value, 3), "unit": unit, "aim": aim}))
            if aim and value > float(aim.removeprefix("<= ")):
                missed.append(name)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
