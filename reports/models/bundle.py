"""What a province sends to the department, and the department keeps: a bundle of papers.

A bundle's parts are stored once, by the digest of what they were made from: a bundle made again
takes over what has not changed, and the nation's takes over the provinces'.
"""

from __future__ import annotations

import datetime
import secrets

from django.db import models
from django.db.models import Q

from cdd_network.models import Office, Programme, User
from reports.models.document import Document


def part_path(part: StoredPart, name: str) -> str:
    """A file name of our own that cannot be guessed."""
    return f"parts/{secrets.token_hex(16)}.pdf"


def bundle_path(bundle: Bundle, name: str) -> str:
    """The same for what is made of the parts, with the ending of ``name``."""
    return f"bundles/{secrets.token_hex(16)}{name[name.rindex('.') :]}"


class StoredPart(models.Model):
    """A PDF that was made once. ``digest`` is that of its source (``reports.source``).

    ``at`` is when it was made, or last taken over by a job.
    """

    digest = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to=part_path)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256


class BundleQuerySet(models.QuerySet["Bundle"]):
    """Bundles, narrowed to what a user may see."""

    def visible_to(self, user: User) -> BundleQuerySet:
        """Province: its own; department: its own and what was forwarded to it; others: none."""
        if user.is_department:
            return self.filter(Q(office=user.office_id) | Q(forwarded_at__isnull=False))
        return self.filter(office=user.office_id) if user.is_province else self.none()

    def first_sent(self, programme: Programme) -> dict[int, datetime.date]:
        """Office → the day on which it first forwarded a bundle of the year: by it the day was kept
        or not. A bundle that follows, with what was mended since, makes nothing late."""
        sent = self.filter(programme=programme, forwarded_on__isnull=False).order_by()
        return dict(sent.values_list("office").annotate(models.Min("forwarded_on")))

    def with_place(self) -> BundleQuerySet:
        """With the year, the office and who acted."""
        return self.select_related(
            "programme", "office__province", "by", "forwarded_by", "received_by"
        )


class Bundle(models.Model):
    """One making of a bundle; complete from its first moment: the row is written at the end.

    ``number`` counts those of the office and year from 1; ``digest`` is of everything that stands in
    it, so that an unchanged bundle is known before its files are made. ``shown`` tells of it: counts,
    ``missing`` lines, ``files`` (size and SHA-256 of each), ``seen`` (by what a change is told) and
    ``changes`` since the one before. ``forwarded_how`` is the officer's word (LINE, a letter's number).
    The files of one that was never forwarded are dropped when it is long out of date; its row stays.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="bundles")
    office = models.ForeignKey(Office, models.PROTECT, related_name="bundles")
    number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    archive = models.FileField(upload_to=bundle_path)
    merged = models.FileField(upload_to=bundle_path)
    workbook = models.FileField(upload_to=bundle_path)
    manifest = models.TextField()
    pages = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    shown = models.JSONField(default=dict)
    cover = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    forwarded_at = models.DateTimeField(null=True)
    forwarded_on = models.DateField("วันที่ส่ง", null=True)
    forwarded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    forwarded_how = models.CharField("ส่งทาง", max_length=200, blank=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = BundleQuerySet.as_manager()

    class Meta:
        ordering = ["-programme__year", "office", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "office", "number"], name="one_bundle_a_number"
            ),
            models.CheckConstraint(
                name="bundle_forwarded_with_by",
                condition=Q(forwarded_at=None, forwarded_by=None, forwarded_on=None)
                | Q(
                    forwarded_at__isnull=False,
                    forwarded_by__isnull=False,
                    forwarded_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="bundle_received_once_forwarded",
                condition=Q(received_at=None, received_by=None)
                | Q(
                    received_at__isnull=False,
                    received_by__isnull=False,
                    forwarded_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"ชุดเอกสาร{self.office.short_name} ปี {self.programme.year} ครั้งที่ {self.number}"

    @property
    def has_files(self) -> bool:
        """Whether its files are still kept."""
        return bool(self.archive)


class BundlePart(models.Model):
    """A paper in a bundle, in its place; ``name`` is its file name within the ZIP."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="parts")
    order = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    name = models.CharField(max_length=250)
    stored = models.ForeignKey(StoredPart, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["bundle", "order"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "order"], name="one_part_an_order"),
            models.UniqueConstraint(fields=["bundle", "name"], name="one_part_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
