"""Deaths of every act drawn by lot, and uploads at a real server that is killed: what was left."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

KILLS = 144
"""Eighteen of each act: a summary takes twenty photographs."""


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Faults, files without a row, seconds to one kill with both looks; memory for 60 MB too much."""
    told = _told("play", os.environ.get("CRASH_SEED", "1"), str(KILLS))
    yield "crash.kills", told["kills"], "processes", ""
    yield "crash.faults", len(told["faults"]), "faults", "<= 0"
    yield "crash.orphans_before_sweep", told["orphans"], "files", ""
    yield "crash.orphans_after_sweep", told["after_sweep"], "files", "<= 0"
    yield "crash.reaped_at_most", max(told["reaped"], default=0), "times", "<= 1"
    yield "crash.seconds_a_kill", told["seconds"] / KILLS, "s", ""
    served = _told("served")
    yield "upload.rows_of_halves", served["rows_after_kill"], "rows", "<= 0"
    yield "upload.files_of_halves", len(served["left"]), "files", "<= 0"
    yield "upload.page_beside_slow_ones", served["slow_others_s"], "s", "<= 1"
    yield "upload.memory_of_60_mb_too_much", served["peak_mib"], "MiB", "<= 90"


def _told(what: str, *words: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", f"tests.crash.{what}", *words],
            env={**os.environ, "VAR_DIR": folder},
            stdout=subprocess.PIPE,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])
