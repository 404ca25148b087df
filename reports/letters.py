"""Kinds of document. A paper is a value: facts in, HTML out (``str(paper)``), PDF by ``pdf()``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from django.template.loader import render_to_string

from reports import pdf


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Base of all kinds. ``draft`` sets the mark «ร่าง»; ``files`` serves pictures by name."""

    kind: ClassVar[str]
    template: ClassVar[str]
    draft: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        """The paper's whole HTML document."""
        return render_to_string(self.template, {"paper": self})

    def pdf(self) -> pdf.Pdf:
        """The paper set as PDF."""
        return pdf.render(str(self), files=self.files)
