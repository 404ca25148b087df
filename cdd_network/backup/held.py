"""Files held by a second name while a backup is written, so that who removes one takes nothing from it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.core.files.storage import FileSystemStorage, default_storage

from cdd_network.backup import place


class Held:
    """The files of one moment. Storage without second names (``folder`` None) is read where it is."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def take(self, name: str) -> bool:
        """Hold a file; whether it was there."""
        if self.folder is None:
            return default_storage.exists(name)
        second = self.folder / name
        second.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(default_storage.path(name), second)
        except FileNotFoundError:
            return False
        return True

    def open(self, name: str) -> BinaryIO:
        """Its bytes. Raises FileNotFoundError when it went and could not be held."""
        return (self.folder / name).open("rb") if self.folder else default_storage.open(name)


@contextmanager
def holding() -> Iterator[Held]:
    """Room for second names beside the first; emptied at the end, a killed backup's at the beginning."""
    if not isinstance(default_storage, FileSystemStorage):
        yield Held(None)
        return
    folder = Path(default_storage.location) / place.HELD
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield Held(folder if _gives_second_names(folder) else None)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _gives_second_names(folder: Path) -> bool:
    first, second = folder / "first", folder / "second"
    first.touch()
    with suppress(OSError):
        os.link(first, second)
    found = second.exists()
    first.unlink()
    second.unlink(missing_ok=True)
    return found
