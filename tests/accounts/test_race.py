"""Two officers, two clicks, two servers: one account, one link, one password."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_several_at_the_same_moment(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.accounts.race"],
        cwd=ROOT,
        env={**os.environ, "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["begin"] == ["", ""] and told["first accounts"] == 1
    assert told["bulk"] == ["", "", ""] and told["districts"] == [23, 23]
    assert told["use"] == [""] * 4 and told["passwords set"] == 1
    assert told["links"] == [""] * 3 and told["standing"] == 1
    assert sorted(told["close"]) == ["", "บัญชีของท่านถูกปิดแล้ว"]
    assert told["open in the office"] == 1
