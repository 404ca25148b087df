"""The letter: our finished PDF against bare WeasyPrint on the same HTML, in one run."""

import time
from collections.abc import Callable, Iterator, Mapping
from statistics import median

from reports import papers, pdf
from reports.models import Document

RUNS = 12


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Median milliseconds of each, and their ratio; runs alternate so that load falls on both."""
    document = Document.objects.get(kind=Document.Kind.SELECTION_LETTER, office__province_id="31")
    paper = papers.paper_of(document, papers.stamp_of(document))
    html = str(paper)
    finished, plain = [], []
    for run in range(RUNS + 1):
        ours = _milliseconds(lambda: pdf.render(html, files=paper.files))
        theirs = _milliseconds(lambda: bare(html, paper.files))
        if run:  # the first one reads fonts and parses the stylesheet
            finished.append(ours)
            plain.append(theirs)
    yield "letter.finished", median(finished), "ms", ""
    yield "letter.bare_weasyprint", median(plain), "ms", ""
    yield "letter.ratio", median(finished) / median(plain), "times", "<= 1.5"


def bare(html: str, files: Mapping[str, bytes]) -> bytes:
    """The same pages by WeasyPrint alone: no text layer, no tags; CSS and fonts reused."""
    press = pdf._get_press()
    return pdf._lay_out(press, html, pdf._Fetcher(files)).write_pdf()


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
