"""Write every PDF of one province and year into a folder, one line each on stdout."""

from __future__ import annotations

import re
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cdd_network.models import Programme, Province
from projects.models import ActionPlan
from reports import blanks, papers
from reports.kinds import KINDS, kind_of
from reports.letters import Paper
from reports.models import Document, SummaryReport
from reports.pdf import Pdf
from selection.models import Round

ORDERED = (
    (1, Document.Kind.COMMITTEE_ORDER),
    (2, Document.Kind.ANNOUNCEMENT),
    (3, Document.Kind.SELECTION_LETTER),
)
BLANK = ((4, "procedure"), (5, "curriculum"), (6, "blank_plan"), (7, "blank_summary"))


@dataclass(frozen=True)
class Item:
    """A paper to write; ``frozen`` holds the bytes that were signed, when it was issued."""

    kind: str
    name: str
    paper: Paper
    frozen: Pdf | None = None


class Command(BaseCommand):
    """``papers --year 2568 --province 31 --out DIR [--html]``."""

    help = (
        "Write every PDF of one province and year; prints kind, file, pages and milliseconds, "
        "separated by tabs. Issued documents are written as they were frozen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The year (BE), the province's DOPA code and the folder."""
        parser.add_argument("--year", type=int, required=True, help="fiscal year, BE")
        parser.add_argument("--province", required=True, help="DOPA code, e.g. 31")
        parser.add_argument("--out", type=Path, required=True, help="folder, made when missing")
        parser.add_argument("--html", action="store_true", help="also the HTML that was set")

    def handle(
        self, *args: object, year: int, province: str, out: Path, html: bool, **options: object
    ) -> None:
        """Write them all; CommandError when there is nothing to write from."""
        opened = _round(year, province)
        out.mkdir(parents=True, exist_ok=True)
        for item in _items(opened):
            begun = time.perf_counter()
            made = item.frozen or item.paper.pdf()
            spent = (time.perf_counter() - begun) * 1000
            path = out / f"{item.name}.pdf"
            path.write_bytes(made.data)
            if html:
                path.with_suffix(".html").write_text(str(item.paper), encoding="utf-8")
            self.stdout.write(f"{item.kind}\t{path.name}\t{made.pages}\t{spent:.0f}")


def _round(year: int, province: str) -> Round:
    if not Programme.objects.filter(year=year).exists():
        raise CommandError(f"There is no programme of the year {year}.")
    if not Province.objects.filter(code=province).exists():
        raise CommandError(f"There is no province with the code {province!r}.")
    rounds = Round.objects.filter(programme__year=year, office__province_id=province)
    opened = rounds.select_related("programme", "office__province").first()
    if opened is None:
        raise CommandError(f"The province {province} has no round of selection in {year}.")
    return opened


def _items(opened: Round) -> Iterator[Item]:
    yield from _documents(opened)
    for number, kind in BLANK:
        form = blanks.form_of(opened.programme, kind.removeprefix("blank_"))
        yield Item(kind, f"{number:02}_{kind}", form)
    yield from _filled(opened)


def _documents(opened: Round) -> Iterator[Item]:
    """Documents made so far, and those that could be made, as unsaved drafts."""
    made = {d.kind: d for d in Document.objects.with_place().filter(round=opened)}
    for number, kind in ORDERED:
        document = made.get(kind) or _unsaved(opened, kind)
        if document is None or kind_of(document).setting_gaps(document):
            continue
        paper = papers.paper_of(document, document.stamp)
        frozen = None
        if document.is_issued:
            frozen = Pdf(bytes(document.file.data), document.file.pages)
        yield Item(str(kind), f"{number:02}_{kind}", paper, frozen)


def _unsaved(opened: Round, kind: str) -> Document | None:
    """A draft nobody has begun; a letter needs what an officer decides, so there is none."""
    if kind == Document.Kind.SELECTION_LETTER or KINDS[kind].too_early(opened):
        return None
    return Document(office=opened.office, round=opened, kind=kind)


def _filled(opened: Round) -> Iterator[Item]:
    """Each activity's plan and summary, in the announcement's order."""
    chosen = "activity__allocation__chosen"
    place = f"{chosen}__nomination__group__subdistrict__district"
    number = 8
    for model, kind, make in (
        (ActionPlan, "plan", papers.plan_of),
        (SummaryReport, "summary", papers.summary_of),
    ):
        rows = model.objects.filter(**{f"{chosen}__round": opened}).select_related(place)
        for row in rows.order_by(f"{chosen}__order"):
            group = row.activity.group
            district = group.subdistrict.district_id
            name = f"{number:02}_{kind}_{district}_{_safe(group.village_name)}"
            yield Item(kind, name, make(row))
            number += 1


def _safe(name: str) -> str:
    """A village's name as part of a file name: letters, digits and Thai marks alone."""
    return re.sub(r"[^0-9A-Za-z\u0e01-\u0e4e\u0e50-\u0e59]+", "_", name).strip("_")
