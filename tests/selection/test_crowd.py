"""The committee's hour, many at once: what is told is done, once, and nothing is lost.

What threads do runs in a process of its own (tests/selection/race.py), on a file of SQLite or,
where DATABASE_URL names one, on a database of PostgreSQL.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("race")  # one process plays for all of them
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What became of every case of the race."""
    env = {**os.environ, "VAR_DIR": str(tmp_path_factory.mktemp("race"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.selection.race"],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_twelve_members_save_at_once_and_nothing_is_lost(told: dict) -> None:
    case = told["saving"]
    assert case["said"] == [""] * 12
    assert min(case["saves"]) >= 1
    assert case["lost"] == 0


def test_a_sheet_sent_twice_is_one_sheet_sent_once(told: dict) -> None:
    case = told["double_submit"]
    assert case["saved"] == ["", ""]
    done, refused = sorted(case["said"])
    assert done == ""
    assert "ส่งคะแนน" in refused
    assert (case["sheets"], case["begun"], case["steps"]) == (["submitted"], 1, 1)


def test_two_officers_announce_one_result(told: dict) -> None:
    case = told["announcing"]
    done, refused = sorted(case["said"])
    assert done == ""
    assert "ประกาศผลแล้ว" in refused
    assert case["state"] == "announced"
    assert (case["results"], case["announcements"], case["steps"]) == (1, 1, 1)


def test_no_sheet_is_taken_back_after_the_last_one_came_in(told: dict) -> None:
    for trial in told["last_and_recall"]:
        sent, taken_back = trial["said"]
        assert sent == ""
        if trial["complete"]:
            assert "นำกลับมาแก้ไขไม่ได้แล้ว" in taken_back
            assert trial["sent"] == 6
        else:
            assert taken_back == ""
            assert trial["sent"] == 5


def test_a_nomination_is_in_before_the_scoring_or_refused(told: dict) -> None:
    for trial in told["starting"]:
        started, sent = trial["said"]
        if started == "":
            assert "จังหวัดปิดรับแบบเสนอโครงการแล้ว" in sent or "«กำลังให้คะแนน»" in sent
            assert trial["round"] == "scoring"
            assert trial["nomination"] != "submitted"
        else:
            assert "มีแบบเสนอโครงการรอตรวจ 1 ฉบับ" in started
            assert sent == ""
            assert (trial["round"], trial["nomination"]) == ("open", "submitted")
