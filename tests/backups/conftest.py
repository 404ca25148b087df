"""The last release's demonstration, restored once; a copy of it, and an empty place, for each test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backups import installation
from tests.backups.installation import RELEASE, Installation

MARK = os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def restored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The release's backup, restored and migrated. Read only."""
    name = f"cdd_backup_{MARK}_release"
    installation.create(name)
    first = Installation(tmp_path_factory.mktemp("release"), name)
    first.manage("restore", RELEASE)
    yield first
    installation.drop(name)


@pytest.fixture
def office(restored: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation at work, this test's own."""
    name = f"cdd_backup_{MARK}_office"
    yield restored.copy(tmp_path / "office", name)
    installation.drop(name)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Installation]:
    """An empty place: no table, no file."""
    name = f"cdd_backup_{MARK}_empty"
    installation.create(name)
    yield Installation(tmp_path / "empty", name)
    installation.drop(name)
