"""Numbers of the register: the next free one of a series, and who has a number already.

The number comes from the office's central register; what is proposed here is one more than the
greatest that this system knows of. Series run by office and BE calendar year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from reports.models import Document

if TYPE_CHECKING:
    from reports.stamps import Stamp

MOST_NUMBER = 999_999


def next_number(office_id: int, series: str, year: int) -> int:
    """One more than the greatest number that the office used in the series and BE year."""
    used = Document.objects.filter(office_id=office_id, series=series, year=year)
    return (used.aggregate(most=Max("number"))["most"] or 0) + 1


def holder(office_id: int, stamp: Stamp) -> Document | None:
    """The document that has this number of the series and year already."""
    return Document.objects.filter(
        office_id=office_id, series=stamp.series, year=stamp.year, number=stamp.number
    ).first()
