"""Processes of ours for a play of load: servers and a worker, ended with the play."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

Figure = tuple[str, float, str, str]
FAULTS = re.compile(r"Traceback|locked|deadlock|OperationalError|WORKER TIMEOUT", re.IGNORECASE)
"""What no log of a server may say."""
LATER = 10
"""Niceness of what may wait, as the units of ``docs/deploy`` say."""


class Process:
    """A process of ours; its words go to ``log``."""

    def __init__(
        self, command: list[str], env: dict[str, str], log: Path, *, niceness: int = 0
    ) -> None:
        self.log = log
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [sys.executable, *command], env=env, stdout=out, stderr=out, start_new_session=True
            )
        if niceness:
            yield_to_others(self.pid, niceness)

    @property
    def pid(self) -> int:
        """The process that begins the others."""
        return self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ended: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()


class Server(Process):
    """A web server as an office runs it, of so many processes, on a free port of the loopback address."""

    def __init__(self, env: dict[str, str], log: Path, processes: int) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        command = ["-m", "gunicorn", "--config", "python:cdd_network.serving", "cdd_network.wsgi"]
        own = {
            **env, "SITE_URL": f"http://{self.address}", "BIND": self.address,
            "WEB_WORKERS": str(processes),
        }  # fmt: skip
        super().__init__(command, own, log)

    def __enter__(self) -> Self:
        for _ in range(300):
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"http://{self.address}/healthz", timeout=2):
                    return self
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.2)
        raise RuntimeError(f"no answer: {self.log.read_text()[-2000:]}")


class Worker(Process):
    """The worker of jobs, without the day's work."""

    def __init__(self, env: dict[str, str], log: Path) -> None:
        super().__init__(["manage.py", "worker", "--no-daily"], env, log, niceness=LATER)


def yield_to_others(pid: int, niceness: int) -> None:
    """Of a process that began a session of its own; Linux weighs sessions before processes."""
    os.setpriority(os.PRIO_PROCESS, pid, niceness)
    session = Path(f"/proc/{pid}/autogroup")
    if session.exists():
        session.write_text(str(niceness))


def memory_of(pid: int) -> float:
    """MiB that the process and those it began hold for themselves alone, and their share of the rest."""
    return sum(_own(one) for one in [pid, *_children(pid)])


def _children(pid: int) -> list[int]:
    try:
        begun = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [found for one in begun for found in (int(one), *_children(int(one)))]


def _own(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
