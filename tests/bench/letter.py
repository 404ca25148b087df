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
    paper = papers.paper_of(document, document.stamp)
    html = str(paper)
    finished, plain = [], []
    for run in range(RUNS + 1):
        ours = _milliseconds(lambda: pdf.render(html, files=paper.files, facts=paper.facts))
        theirs = _milliseconds(lambda: bare(html, paper.files))
        if run:  # the first one reads fonts and parses the stylesheet
            finished.append(ours)
            plain.append(theirs)
    yield "letter.finished", median(finished), "ms", ""
    yield "letter.bare_weasyprint", median(plain), "ms", ""
    yield "letter.ratio", median(finished) / median(plain), "times", "<= 1.5"


def bare(html: str, files: Mapping[str, bytes]) -> bytes:
    """WeasyPrint alone: no catchwords, text layer, tags, archive; CSS and fonts reused."""
    source = pdf.HTML(string=html, base_url=pdf._BASE, url_fetcher=pdf._Fetcher(files))
    return pdf._pages(pdf._get_press(), source).write_pdf()


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
