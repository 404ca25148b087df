"""What an office's central register gives a document: series, number, date."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils import timezone

from cdd_network import thai


class Series(models.TextChoices):
    """Runs of numbers that an office keeps, each anew in a calendar year."""

    NONE = "", "ไม่มีเลขที่"
    ORDINARY = "ordinary", "หนังสือทั่วไป"
    CIRCULAR = "circular", "หนังสือเวียน (ว)"
    ORDER = "order", "คำสั่ง"


@dataclass(frozen=True)
class Stamp:
    """Number (if the document's kind has one), series and date."""

    number: int | None
    series: str
    day: date

    @property
    def year(self) -> int:
        """BE calendar year of the series."""
        return thai.be_year(self.day)

    def printed(self, code: str) -> str:
        """«บร 0019/ว 2230», «บร 0019/123», an order's «2150/2568»; '' without a number."""
        if not self.number:
            return ""
        if self.series == Series.ORDER:
            return f"{self.number}/{self.year}"
        return f"{code}/{'ว ' if self.series == Series.CIRCULAR else ''}{self.number}"


def current_year() -> int:
    """BE calendar year of today."""
    return thai.be_year(timezone.localdate())
