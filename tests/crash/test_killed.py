"""Three deaths of each act at places drawn by lot: nothing half done, nothing twice, all can be done again."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Figure = Callable[[str, float], None]

ROOT = Path(__file__).parents[2]
SEED = int(os.environ.get("CRASH_SEED", "7"))
KILLS = int(os.environ.get("CRASH_KILLS", "24"))
ACTS = {"photo", "number", "people", "job", "announce", "groups", "plan", "summary"}


def played(folder: Path, seed: int, kills: int) -> dict:
    """What became of it, see ``tests.crash.play``."""
    command = [sys.executable, "-m", "tests.crash.play", str(seed), str(kills)]
    env = {**os.environ, "VAR_DIR": str(folder)}
    done = subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_whoever_is_killed_leaves_nothing_half_done(tmp_path: Path, figure: Figure) -> None:
    told = played(tmp_path, SEED, KILLS)
    assert told["faults"] == []
    assert told["kills"] >= KILLS // 2, "the rest came to its end before its killer"
    assert told["ended"].get("fault", 0) == 0
    assert set(told["acts"]) == ACTS
    assert all(count <= 1 for count in told["reaped"]), "a dead worker's job is taken once"
    assert sum(told["reaped"]) >= 1
    assert told["after_sweep"] == 0, "no file without a row once the sweep has been"
    figure("processes killed in mid-work", told["kills"])
    figure("halves, doubles, lost ones after a kill", len(told["faults"]))
    figure("files without a row after a kill, before the sweep", told["orphans"])
    figure("files without a row after a kill and the sweep", told["after_sweep"])


def test_half_a_photograph_and_a_killed_server_leave_nothing(
    tmp_path: Path, figure: Figure
) -> None:
    """Neither do slow ones whose senders went away; a large one is cut off in bounded memory."""
    env = {**os.environ, "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.served"],
        env=env, cwd=ROOT, capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["rows_after_kill"], told["left"]) == (0, [])
    assert told["left_by_slow"] == [0, []] and told["slow_others_s"] < 5
    assert told["too_large"].startswith("422 ไฟล์ใหญ่เกิน 25 MB")
    assert told["far_too_large"] == "413"
    assert told["again"] == "200" and (told["rows"], told["files"]) == (1, 2)
    assert told["peak_mib"] <= 90
    figure("peak of a server at which 60 MB too much is thrown, MiB", told["peak_mib"])
