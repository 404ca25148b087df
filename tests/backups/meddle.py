"""A command in which something happens at one exact point: ``POINT CALL DEED WORDS…``.

POINT is «module.Class.function» or «module.function» of cdd_network.backup, CALL the how manieth
call of it is meddled with, before it does anything. DEED: «kill» is SIGKILL to the own process,
«remove» is what an officer does who removes a photograph: the row, then its two files.
"""

import os
import signal
import sys
from importlib import import_module
from pathlib import Path


def main(point: str, call: int, deed: str, words: list[str]) -> None:
    """Run the command, meddled with."""
    import django

    django.setup()
    from django.core.management import call_command

    path = point.split(".")
    holder = import_module(f"cdd_network.backup.{path[0]}")
    for name in path[1:-1]:
        holder = getattr(holder, name)
    true, calls = getattr(holder, path[-1]), []

    def meddled(*args: object, **kwargs: object) -> object:
        calls.append(1)
        if len(calls) == call:
            kill() if deed == "kill" else remove()
        return true(*args, **kwargs)

    setattr(holder, path[-1], meddled)
    call_command(*words)


def kill() -> None:
    """The end, without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def remove() -> None:
    """The newest photograph goes while the command runs, by a connection of its own."""
    from django.conf import settings

    from tests.backups.installation import Installation

    here = Installation(Path(settings.VAR_DIR), settings.DATABASES["default"]["NAME"])
    [(pk, *names)] = here.ask("SELECT id, file, small FROM reports_photo ORDER BY id DESC LIMIT 1")
    here.ask(f"DELETE FROM reports_photo WHERE id = {pk}")  # noqa: S608
    for name in names:
        (here.media / name).unlink()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:])
