"""Activity 2 of a chosen group: three days and a study site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cdd_network import thai
from cdd_network.models import Subdistrict
from projects.models.allocation import Allocation

if TYPE_CHECKING:
    from cdd_network.models import User


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities, narrowed to what a user may see."""

    def visible_to(self, user: User) -> ActivityQuerySet:
        """Department: all; province: its own; district: its own; others: none."""
        if user.is_department:
            return self
        if user.is_province:
            return self.filter(allocation__chosen__round__office_id=user.office_id)
        if user.is_district:
            return self.filter(allocation__chosen__nomination__office_id=user.office_id)
        return self.none()

    def with_place(self) -> ActivityQuerySet:
        """With everything that names the group, its place, its study site and its year loaded."""
        chosen = "allocation__chosen"
        return self.select_related(
            f"{chosen}__round__programme",
            f"{chosen}__round__office__province",
            f"{chosen}__nomination__office__district",
            f"{chosen}__nomination__group__subdistrict__district__province",
            f"{chosen}__nomination__place_subdistrict",
            "site_subdistrict__district__province",
        )


class Activity(models.Model):
    """The three-day activity. It exists from the day the budget is allotted: that is the gate.

    The study site must match the activity planned, in the own or a neighbouring province.
    """

    allocation = models.OneToOneField(Allocation, models.PROTECT, related_name="activity")
    version = models.PositiveIntegerField(default=1)
    site_name = models.CharField("สถานที่ศึกษาดูงาน", max_length=200, blank=True)
    site_moo = models.PositiveSmallIntegerField(
        "หมู่ที่", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    site_subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ตำบล"
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["allocation__chosen__round", "allocation__chosen__order"]
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return str(self.group)

    @property
    def chosen(self) -> object:
        """The chosen group that this activity is for."""
        return self.allocation.chosen

    @property
    def nomination(self) -> object:
        """The proposal whose 11 items fill the plan."""
        return self.allocation.chosen.nomination

    @property
    def group(self) -> object:
        """The savings group."""
        return self.nomination.group

    @property
    def programme(self) -> object:
        """The year's rules."""
        return self.allocation.chosen.round.programme

    @property
    def site_address(self) -> str:
        """«หมู่ที่ 3 ตำบล… อำเภอ… จังหวัด…» of the study site, as far as it is known."""
        if self.site_subdistrict is None:
            return thai.address_text(moo=self.site_moo, subdistrict="", district="", province="")
        return self.site_subdistrict.address(self.site_moo)


class ActivityDay(models.Model):
    """One of the days: 1 training, 2 study visit, 3 planning workshop."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="days")
    number = models.PositiveSmallIntegerField()
    date = models.DateField("วันที่", null=True, blank=True)
    place = models.CharField("สถานที่จัด", max_length=200, blank=True)

    class Meta:
        ordering = ["activity", "number"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="one_day_a_number"),
            models.CheckConstraint(
                name="day_number_from_one", condition=Q(number__gte=1, number__lte=9)
            ),
        ]

    def __str__(self) -> str:
        return f"วันที่ {self.number}"
