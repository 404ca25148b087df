"""Write every PDF of one province and year into a folder, one line each on stdout."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cdd_network.models import Programme, Province
from reports.year_papers import Item, LeftOut, papers_of_year
from selection.models import Round


class Command(BaseCommand):
    """``papers --year 2568 --province 31 --out DIR [--html]``."""

    help = (
        "Write every PDF of one province and year in the order of the year's work; prints kind, "
        "file, pages and milliseconds, separated by tabs. Issued documents are written as they "
        "were frozen. Kinds that cannot be set yet are named on stderr, with the reason."
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
        number = 0
        for one in papers_of_year(opened):
            if isinstance(one, LeftOut):
                self.stderr.write("\t".join(filter(None, (one.kind, one.whose, one.why))))
                continue
            number += 1
            path = out / f"{'_'.join(filter(None, (f'{number:02}', one.kind, one.whose)))}.pdf"
            self._write(one, path, html)

    def _write(self, item: Item, path: Path, html: bool) -> None:
        begun = time.perf_counter()
        made = item.frozen or item.paper.pdf()
        spent = (time.perf_counter() - begun) * 1000
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
