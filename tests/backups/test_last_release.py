"""The last release's filled database: restored, migrated, nothing of it lost, its pages open."""

import json
from collections.abc import Callable

import pytest

from tests.backups.installation import RELEASE, Installation
from tests.backups.opened import FROM, PEOPLE

pytestmark = pytest.mark.xdist_group("backups")
FILLED_BY_MIGRATE = {"django_content_type", "auth_permission"}
"""Tables to which ``migrate`` adds rows for new models."""


def test_the_last_release_lives_on(
    restored: Installation, figure: Callable[[str, float], None]
) -> None:
    done = restored.python("-m", "tests.backups.opened", RELEASE)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told["changed"]) <= FILLED_BY_MIGRATE
    hidden = {f"{who} {path}" for who in PEOPLE for path in FROM}  # not for every role
    assert {
        page: status
        for page, status in told["answers"].items()
        if status not in (200, 302) and not (status == 404 and page in hidden)
    } == {}
    assert len(told["answers"]) > 60, "one page of each kind was found"
    assert restored.manage("migrate", "--check") == ""
    figure("pages opened on the last release's database after its migration", len(told["answers"]))
