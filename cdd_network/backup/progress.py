"""Progress on a terminal: one line that changes, at most ten times a second; none in a log."""

from __future__ import annotations

import time
from typing import TextIO

EVERY = 0.1  # seconds


class Progress:
    """``with Progress(stream) as tell: tell("row 5 of 9")``; the line is gone at the end."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.told_at, self.told = stream, 0.0, False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self.told:
            self._write("")

    def __call__(self, said: str) -> None:
        """Say how far it is, unless that was said just now or nobody looks."""
        if self.stream.isatty() and time.monotonic() - self.told_at >= EVERY:
            self._write(said)
            self.told, self.told_at = True, time.monotonic()

    def _write(self, said: str) -> None:
        self.stream.write(f"\r\x1b[K{said}", ending="")
        self.stream.flush()
