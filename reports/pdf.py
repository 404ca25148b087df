"""HTML to PDF. The only module that imports WeasyPrint."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Pdf:
    """A finished PDF: its bytes and number of pages."""

    data: bytes
    pages: int

    @cached_property
    def sha256(self) -> str:
        """Hex SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def render(html: str, *, files: Mapping[str, bytes] | None = None) -> Pdf:
    """Set ``html`` as a PDF. ``files`` are the only things its ``asset:NAME`` addresses can reach."""
    raise NotImplementedError
