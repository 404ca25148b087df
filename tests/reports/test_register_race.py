"""Two officers at the same second: the database lets one through, the other is told why.

Each case runs in a process of its own, on a file of SQLite or, where DATABASE_URL names one, on a
database of PostgreSQL: the tests' own database in memory holds no locks worth the name.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
NOTHING_HALF_DONE = {"files_of_drafts": 0, "enclosures_of_drafts": 0, "trail_of_drafts": 0}


def _race(case: str, folder: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "tests.reports.race", case]
    env = {**os.environ, "VAR_DIR": str(folder)}
    done = subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def _check(told: dict[str, object], reason: str) -> None:
    """One did it, the other was told ``reason``; nothing is half saved."""
    done, refused = sorted(told["said"])
    assert done == ""
    assert reason in refused
    assert told.items() >= NOTHING_HALF_DONE.items()


def test_two_documents_never_get_one_number(tmp_path: Path) -> None:
    told = _race("same_number", tmp_path)
    _check(told, "เลขที่ บร 0019/77 ของปี 2568 ใช้แล้วกับ «")
    assert "เลขว่างถัดไปคือ 78" in "".join(told["said"])
    assert (told["issued"], told["drafts"], told["files"], told["trail"]) == (1, 1, 1, 1)


def test_one_document_never_gets_two_numbers(tmp_path: Path) -> None:
    told = _race("same_document", tmp_path)
    _check(told, "ดำเนินการไปแล้ว")
    assert (told["issued"], told["drafts"], told["files"], told["trail"]) == (1, 0, 1, 1)


def test_one_letter_never_gets_two_replacements(tmp_path: Path) -> None:
    told = _race("same_replacement", tmp_path)
    _check(told, "มีฉบับร่าง")
    assert (told["replacements"], told["drafts"]) == (1, 1)
