"""A year's programme: few columns that are searched, and the year's content as data."""

from datetime import date
from functools import cached_property

from django.db import models

from cdd_network import thai
from cdd_network.content import Content


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes. They are the department's rules, readable by every office."""

    def visible_to(self, user: object) -> "ProgrammeQuerySet":
        """Everyone who is signed in reads the year's rules."""
        return self


class Programme(models.Model):
    """A fiscal year's programme. ``year`` is BE; ``quota`` groups are chosen a province.

    ``data`` is read as ``Content``; next year is a copy of this row with changes, no code.
    """

    year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.", unique=True)
    title = models.CharField("ชื่อโครงการ", max_length=200)
    quota = models.PositiveSmallIntegerField("จำนวนกลุ่มต่อจังหวัด", default=2)
    data = models.JSONField()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.title} ปีงบประมาณ พ.ศ. {self.year}"

    @cached_property
    def content(self) -> Content:
        """The year's content as typed values."""
        return Content.read(self.data)

    @property
    def starts(self) -> date:
        """1 October, the first day of the fiscal year."""
        return date(self.year - thai.BE_OFFSET - 1, 10, 1)

    @property
    def ends(self) -> date:
        """30 September, the last day of the fiscal year."""
        return date(self.year - thai.BE_OFFSET, 9, 30)
