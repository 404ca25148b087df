"""A year's programme: few columns that are searched, and the year's content as data."""

import hashlib
import json
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import models, transaction

from cdd_network import thai
from cdd_network.content import Content

if TYPE_CHECKING:
    from cdd_network.models.person import User


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes. They are the department's rules, readable by every office."""

    def visible_to(self, user: "User") -> "ProgrammeQuerySet":
        """The department: all; everyone else: the years that it has opened."""
        return self if user.is_department else self.opened()

    def opened(self) -> "ProgrammeQuerySet":
        """Years that the provinces may work in."""
        return self.filter(opened_at__isnull=False)

    def years_of(self, rows: models.QuerySet, programme: str) -> list[int]:
        """Years (BE) that have any of ``rows``, whose path to their programme is ``programme``; newest
        first. The first row of each year is looked for, not the year of each row."""
        held = rows.order_by().filter(**{programme: models.OuterRef("pk")})
        years = self.filter(models.Exists(held)).order_by("-year")
        return list(years.values_list("year", flat=True))

    @transaction.atomic
    def add_year(
        self, *, year: int, title: str, quota: int, data: dict, **more: object
    ) -> "Programme":
        """A new year with its content; raises ValueError naming what is wrong in ``data``."""
        digest = ProgrammeContent.keep(data)
        return self.create(year=year, title=title, quota=quota, digest=digest, **more)


class ProgrammeContent(models.Model):
    """A year's whole content, known by the SHA-256 of its JSON; a row is never changed.

    Apart from ``Programme`` so that a list of rounds does not carry it in every row.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    data = models.JSONField()

    def __str__(self) -> str:
        return self.digest

    @classmethod
    def keep(cls, data: dict) -> str:
        """Store a year's content and give back its digest; ValueError names what is wrong in it."""
        Content.read(data)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()
        cls.objects.get_or_create(digest=digest, defaults={"data": data})
        return digest


class Programme(models.Model):
    """A fiscal year's programme. ``year`` is BE; ``quota`` groups are chosen a province.

    ``digest`` names the year's content; next year is a copy of it with changes, no code. Until it
    is opened (``opened_at``) the department alone sees it, and changes it.
    """

    year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.", unique=True)
    title = models.CharField("ชื่อโครงการ", max_length=200)
    quota = models.PositiveSmallIntegerField("จำนวนกลุ่มต่อจังหวัด", default=2)
    digest = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.title} ปีงบประมาณ พ.ศ. {self.year}"

    @property
    def is_open(self) -> bool:
        """Whether the provinces work in it."""
        return self.opened_at is not None

    @property
    def is_in_use(self) -> bool:
        """Whether a province works in it; ``rounds`` is the way back from selection's Round."""
        return self.rounds.exists()

    @property
    def code(self) -> str:
        """The year as it stands, title and quota too: SHA-256 of the three that the row holds."""
        text = json.dumps([self.title, self.quota, self.digest], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def document(self) -> dict[str, object]:
        """The year as the editor has it: the content's JSON with the row's title and quota."""
        data = ProgrammeContent.objects.get(digest=self.digest).data
        return {**data, "title": self.title, "quota": self.quota}

    @property
    def content(self) -> Content:
        """The year's content as typed values; read once a process, since its digest names it."""
        return _content(self.digest)

    @property
    def starts(self) -> date:
        """1 October, the first day of the fiscal year."""
        return date(self.year - thai.BE_OFFSET - 1, 10, 1)

    @property
    def ends(self) -> date:
        """30 September, the last day of the fiscal year."""
        return date(self.year - thai.BE_OFFSET, 9, 30)


@lru_cache(maxsize=32)
def _content(digest: str) -> Content:
    return Content.read(ProgrammeContent.objects.get(digest=digest).data)
