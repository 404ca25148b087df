"""Numbers of the register: the next free one of a series, and who has a number already.

The number comes from the office's central register; what is proposed here is one more than the
greatest that this system knows of. Series run by office and BE calendar year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from reports.models import Document
from reports.stamps import Series

if TYPE_CHECKING:
    from reports.stamps import Stamp

MOST_NUMBER = 999_999


@dataclass(frozen=True)
class Free:
    """The next free number of a series, as far as this system knows the office's register."""

    series: str
    number: int

    @property
    def label(self) -> str:
        """Name of the series."""
        return Series(self.series).label


def next_number(office_id: int, series: str, year: int) -> int:
    """One more than the greatest number that the office used in the series and BE year."""
    return free_numbers(office_id, [series], year)[0].number


def free_numbers(office_id: int, series: Iterable[str], year: int) -> list[Free]:
    """The next free number of each of ``series`` in the BE year, in one query."""
    used = Document.objects.filter(office_id=office_id, year=year, number__isnull=False)
    most = dict(used.order_by().values_list("series").annotate(Max("number")))
    return [Free(str(one), most.get(str(one), 0) + 1) for one in series]


def holder(office_id: int, stamp: Stamp) -> Document | None:
    """The document that has this number of the series and year already."""
    return Document.objects.filter(
        office_id=office_id, series=stamp.series, year=stamp.year, number=stamp.number
    ).first()
