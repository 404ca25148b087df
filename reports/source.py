"""A paper ready to be set, known by a digest before any page is set."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from reports import letters, pdf


class Source:
    """A paper ready to be set: its HTML and pictures, known by ``digest`` before any page is set."""

    def __init__(self, paper: letters.Paper) -> None:
        self.html, self.files, self.facts = str(paper), paper.files, paper.facts
        seen = hashlib.sha256(self.html.encode() + self.facts.encode())
        for name in sorted(self.files):
            seen.update(name.encode() + hashlib.sha256(self.files[name]).digest())
        self.digest = seen.hexdigest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and self.digest == other.digest

    def pdf(self) -> pdf.Pdf:
        """The PDF; the same source is set once in a process, as long as it is remembered."""
        return _set(self)

    def pdf_once(self) -> pdf.Pdf:
        """The same, not remembered: for who sets many, each of them once."""
        return pdf.render(self.html, files=self.files, facts=self.facts)


@lru_cache(maxsize=16)
def _set(source: Source) -> pdf.Pdf:
    return pdf.render(source.html, files=source.files, facts=source.facts)
