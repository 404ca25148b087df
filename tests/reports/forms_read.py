"""Text of papers read back from their PDFs, for tests of forms."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from cdd_network import thai
from reports.letters import Paper

POINTS_PER_MM = 72 / 25.4


@contextmanager
def opened_pdf(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF, closed afterwards."""
    document = pypdfium2.PdfDocument(data)
    yield document
    document.close()


def leaves(made: Paper | bytes) -> list[str]:
    """Text of each page, spaces left out."""
    with opened_pdf(made if isinstance(made, bytes) else made.pdf().data) as document:
        return [packed(page.get_textpage().get_text_bounded()) for page in document]


def packed(text: object) -> str:
    """In Thai digits without spaces and line ends: a line may break anywhere."""
    return "".join(thai.thai_digits(text).split())


def said(made: Paper | bytes) -> str:
    """Text of all pages."""
    return "".join(leaves(made))
