"""A deadline that an office sets in the course of the year, beside or in place of the year's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cdd_network import thai
from cdd_network.content import EVENTS
from cdd_network.models import Office, Programme, User
from projects.limits import ROW

if TYPE_CHECKING:
    from collections.abc import Iterable


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Deadlines, narrowed to what a user may see or what holds over an office."""

    def visible_to(self, user: User) -> DeadlineQuerySet:
        """What the department set, and what one's own province set: a district's leave to it alone."""
        if user.is_department:
            return self
        if user.is_province:
            return self.over([user.office_id])
        if user.is_district:
            alone = Q(district=None) | Q(district=user.office_id)
            own = Q(office__province_id=user.office.province_id) | Q(office__kind="department")
            return self.filter(alone, own)
        return self.none()

    def over(self, provinces: Iterable[int]) -> DeadlineQuerySet:
        """In force over these provincial offices: their own and the department's."""
        own = Q(office__in=provinces) | Q(office__kind=Office.Kind.DEPARTMENT)
        return self.filter(own)

    def standing(self) -> DeadlineQuerySet:
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)

    def with_place(self) -> DeadlineQuerySet:
        """With the year, who set it, and the one district that it is for."""
        return self.select_related("programme", "office", "district__district", "by")


class Deadline(models.Model):
    """A deadline as an office set it: ``fixed``, or so many days or months after an event.

    ``office`` is the department's (for all) or a province's (for its own); ``district`` narrows it to
    one district. ``replaces`` is the key of the rule whose place it takes: that of a rule of the
    year, or ``key`` of an earlier row; '' stands beside the others. ``source`` names the
    paper that sets it, ``source_url`` its page here. A row is never changed but taken back.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="deadlines")
    office = models.ForeignKey(Office, models.PROTECT, related_name="deadlines")
    district = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="อำเภอ"
    )
    task = models.CharField("งาน", max_length=20)
    level = models.CharField(
        "ผู้ส่ง", max_length=10, choices=[("province", "จังหวัด"), ("district", "อำเภอ")]
    )
    title = models.CharField("ชื่อกำหนด", max_length=200)
    source = models.CharField("ที่มา", max_length=300)
    source_url = models.CharField(max_length=200, blank=True)
    fixed = models.DateField("วันที่กำหนด", null=True, blank=True)
    event = models.CharField("นับจาก", max_length=20, blank=True, choices=[*EVENTS.items()])
    days_after = models.PositiveSmallIntegerField("จำนวนวัน", default=0)
    months_after = models.PositiveSmallIntegerField("จำนวนเดือน", default=0)
    replaces = models.CharField(max_length=40, blank=True)
    reason = models.TextField("เหตุผล", blank=True, max_length=1000)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "pk"]
        constraints = [
            models.CheckConstraint(
                name="deadline_fixed_or_after_an_event",
                condition=Q(fixed__isnull=False, event="", days_after=0, months_after=0)
                | (Q(fixed=None) & ~Q(event="")),
            ),
            models.CheckConstraint(
                name="deadline_replaces_with_reason", condition=Q(replaces="") | ~Q(reason="")
            ),
            models.UniqueConstraint(
                fields=["programme", "office", "replaces"],
                condition=~Q(replaces="") & Q(withdrawn_at=None, district=None),
                name="one_deadline_in_place_of_a_rule",
            ),
            models.UniqueConstraint(
                fields=["programme", "office", "district", "replaces"],
                condition=~Q(replaces="") & Q(withdrawn_at=None, district__isnull=False),
                name="one_leave_a_district_and_rule",
            ),
            models.CheckConstraint(
                name="deadline_withdrawn_with_by",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """By which another row names it in ``replaces``; no rule of the year may have such a key."""
        return f"{ROW}{self.pk}"

    @property
    def for_all(self) -> bool:
        """Whether the department set it."""
        return self.office.kind == Office.Kind.DEPARTMENT


def row_of(key: str) -> int | None:
    """The number of the row that ``key`` names, None where it names a rule of the year."""
    return thai.small_int(key.removeprefix(ROW)) if key.startswith(ROW) else None
