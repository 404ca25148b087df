"""The two kinds of event: activity 2 of a chosen group, and activity 1, the province's own day."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from cdd_network import thai
from cdd_network.models import Subdistrict
from projects.models.allocation import Allocation
from projects.models.event import Event, EventQuerySet
from selection.models import Round


class ActivityQuerySet(EventQuerySet):
    """Activities of groups; ``visible_to`` is that of every event."""

    def with_place(self) -> ActivityQuerySet:
        """With everything that names the group, its place, its study site and its year loaded."""
        chosen = "allocation__chosen"
        return self.select_related(
            "programme",
            f"{chosen}__round__programme",
            f"{chosen}__round__office__province",
            f"{chosen}__nomination__office__district",
            f"{chosen}__nomination__group__subdistrict__district__province",
            f"{chosen}__nomination__place_subdistrict",
            "site_subdistrict__district__province",
        )


class ProvinceDayQuerySet(EventQuerySet):
    """Provinces' days; ``visible_to`` is that of every event."""

    def with_place(self) -> ProvinceDayQuerySet:
        """With its round, its province and its year loaded."""
        return self.select_related("programme", "office", "province__province", "round")


class Activity(Event):
    """The three-day activity. It exists from the day the budget is allotted: that is the gate.

    The study site must match the activity planned, in the own or a neighbouring province.
    """

    allocation = models.OneToOneField(Allocation, models.PROTECT, related_name="activity")
    site_name = models.CharField("สถานที่ศึกษาดูงาน", max_length=200, blank=True)
    site_moo = models.PositiveSmallIntegerField(
        "หมู่ที่", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    site_subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ตำบล"
    )
    site_type = models.CharField("กิจกรรมเครือข่ายของสถานที่ศึกษาดูงาน", max_length=40, blank=True)
    site_reason = models.TextField("เหตุผลที่เลือกสถานที่ศึกษาดูงานนี้", blank=True, max_length=1000)

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
    def ceiling(self) -> Decimal:
        """Most baht that the event may cost: what the province allotted."""
        return self.allocation.amount

    @property
    def site_address(self) -> str:
        """«หมู่ที่ 3 ตำบล… อำเภอ… จังหวัด…» of the study site, as far as it is known."""
        if self.site_subdistrict is None:
            return thai.address_text(moo=self.site_moo, subdistrict="", district="", province="")
        return self.site_subdistrict.address(self.site_moo)


class ProvinceDay(Event):
    """Activity 1: the province's workshop of one day, whose last hour is the committee's meeting."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="province_day")

    objects = ProvinceDayQuerySet.as_manager()

    class Meta:
        ordering = ["round"]

    def __str__(self) -> str:
        return self.name

    @property
    def ceiling(self) -> Decimal:
        """Most baht that the event may cost: the programme's budget for one province."""
        return Decimal(self.rule.budget)
