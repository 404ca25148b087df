"""Sixty officers work for five minutes while a bundle is made and backups are taken.

Run as ``python -m tests.bench.soak [SECONDS] [OFFICERS]`` (300 60): servers of its own on the loopback address, over a
database of its own: SQLite under one server of three processes, or, where DATABASE_URL names a
PostgreSQL, two servers of two processes on two ports, with the media they share. Officers sign in and
work by the real forms: lists, plans and summaries that save themselves, PDFs, workbooks, photographs.
What the server acknowledged must be in the database at the end. Prints JSON lines and exits 1 when
anything failed or was lost.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

from tests.bench.nation import fresh_database
from tests.bench.serving import FAULTS, LATER, Figure, Server, Worker, memory_of
from tests.bench.soak_officer import Officer

OFFICERS, SECONDS = 60, 300
SLEEP = (1.0, 5.0)
"""Seconds that an officer looks at a page before the next act."""
ARRIVING = 45.0
"""Seconds within which all sign in: a password costs the server a third of a second on purpose."""
WARM = 0.4
"""After such a share of the time each process has set papers and shrunk photographs once."""
LEVEL = 1.15
"""Memory at the end may be so many times that of the warm processes."""


def figures(seconds: float = SECONDS, count: int = OFFICERS) -> Iterator[Figure]:
    """The whole play."""
    folder = Path(tempfile.mkdtemp(prefix="cdd-soak-"))
    asked = os.environ.get("DATABASE_URL", "")
    url = fresh_database(asked, "cdd_soak") if asked else f"sqlite:///{folder}/db.sqlite3"
    env = {
        **os.environ, "VAR_DIR": str(folder), "DATABASE_URL": url, "TLS": "off", "DEBUG": "off",
        "DJANGO_SETTINGS_MODULE": "cdd_network.settings",
    }  # fmt: skip
    try:
        officers = json.loads(_run(env, "-m", "tests.bench.soak_stage", str(count)))
        with ExitStack() as stack:
            ports, processes = (2, 2) if asked else (1, 3)
            servers = [
                stack.enter_context(Server(env, folder / f"server{n}.log", processes))
                for n in range(ports)
            ]
            worker = stack.enter_context(Worker(env, folder / "worker.log"))
            yield from _played(officers, [*servers, worker], env, seconds)
        yield from _left(env, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _played(
    officers: list[dict], running: list[Server | Worker], env: dict, seconds: float
) -> Iterator[Figure]:
    addresses = [one.address for one in running if isinstance(one, Server)]
    people = [
        Officer(addresses[n % len(addresses)], told, random.Random(n))  # noqa: S311
        for n, told in enumerate(officers)
    ]
    over, sizes, backups = threading.Event(), [], []
    watch = threading.Thread(target=_watch, args=(running, over, sizes))
    save = threading.Thread(target=_back_up, args=(env, over, backups))
    begin = time.monotonic()
    for one in people:
        one.begin(begin + seconds, SLEEP, min(ARRIVING, seconds / 5))
    watch.start()
    save.start()
    for one in people:
        one.join(seconds + 120)
    over.set()
    watch.join()
    save.join()
    yield from _told(people, seconds)
    yield "soak.backups", len(backups), "backups", ""
    yield "soak.backup_longest", max((took for _, took in backups), default=0), "s", ""
    yield "soak.backups_failed", sum(not ok for ok, _ in backups), "backups", "<= 0"
    early = [size for at, size in sizes if at <= seconds * WARM][-3:]
    yield "soak.memory_when_warm", median(early), "MiB", ""
    yield "soak.memory_at_the_end", median(size for _, size in sizes[-3:]), "MiB", ""
    yield "soak.memory_highest", max(size for _, size in sizes), "MiB", ""
    rise = median(size for _, size in sizes[-3:]) / median(early)
    yield "soak.memory_rise", rise, "times", f"<= {LEVEL}"


def _told(people: list[Officer], seconds: float) -> Iterator[Figure]:
    times: dict[str, list[float]] = defaultdict(list)
    for one in people:
        for kind, took in one.times:
            times[kind].append(took)
    faults = [fault for one in people for fault in one.faults]
    for fault in faults[:8]:
        print(fault, file=sys.stderr)
    every = [took for kind in times.values() for took in kind]
    yield "soak.answers", len(every), "answers", ""
    yield "soak.answers_a_second", len(every) / seconds, "1/s", ""
    for kind, taken in [("all", every), *sorted(times.items())]:
        if len(taken) < 2:
            continue
        cuts = quantiles(taken, n=100, method="inclusive")
        yield f"soak.{kind}.n", len(taken), "answers", ""
        for percent in (50, 95, 99):
            yield f"soak.{kind}.p{percent}", cuts[percent - 1], "ms", ""
    yield "soak.faults", len(faults), "faults", "<= 0"
    yield "soak.texts_lost", sum(len(one.lost()) for one in people), "texts", "<= 0"


def _left(env: dict, folder: Path) -> Iterator[Figure]:
    """What the logs say, after all has ended."""
    logs = "".join(path.read_text() for path in folder.glob("*.log"))
    for line in [line for line in logs.splitlines() if FAULTS.search(line)][:8]:
        print(line, file=sys.stderr)
    locked = re.findall(r"database is locked|deadlock", logs, re.IGNORECASE)
    yield "soak.locked", len(locked), "lines", "<= 0"
    yield "soak.faults_in_the_logs", len(FAULTS.findall(logs)), "lines", "<= 0"
    left = json.loads(_run(env, "-m", "tests.bench.soak_stage", "left"))
    for name, value in left.items():
        aim = "<= 0" if name in {"jobs_failed", "strays"} else ""
        yield f"soak.{name}", value, name.split("_")[0], aim


def _watch(running: list[Server | Worker], over: threading.Event, sizes: list) -> None:
    """Resident memory of all processes, every five seconds."""
    began = time.monotonic()
    while not over.wait(5):
        sizes.append((time.monotonic() - began, sum(memory_of(one.pid) for one in running)))


def _back_up(env: dict, over: threading.Event, backups: list) -> None:
    """A backup every half minute, beside all the rest."""
    while not over.wait(30):
        began = time.perf_counter()
        command = ["nice", "-n", str(LATER), sys.executable, "manage.py", "backup"]
        command.append(f"{env['VAR_DIR']}/backups")
        done = subprocess.run(command, env=env, capture_output=True, check=False)
        backups.append((done.returncode == 0, time.perf_counter() - began))
        if done.returncode:
            print(done.stderr.decode()[-500:], file=sys.stderr)


def _run(env: dict, *words: str) -> str:
    command = [sys.executable, *words]
    return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> None:
    """Print each figure; exit 1 when one misses its aim."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    count = int(sys.argv[2]) if len(sys.argv) > 2 else OFFICERS
    missed = []
    for name, value, unit, aim in figures(seconds, count):
        print(
            json.dumps({"name": name, "value": round(value, 3), "unit": unit, "aim": aim}),
            flush=True,
        )
        if aim and value > float(aim.removeprefix("<= ")):
            missed.append(f"{name} {value:.2f}")
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
