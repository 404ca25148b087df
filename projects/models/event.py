"""An event: one running of an activity of the programme, and its days.

Activity 1 is the province's day, activity 2 the three days of a chosen group. Both are run with the
same parts (days, timetable, budget, people, survey, BPM), which therefore hang on the event.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from cdd_network.models import Office, Programme

if TYPE_CHECKING:
    from datetime import time

    from cdd_network.content import ActivityRule
    from cdd_network.models import User


def new_token() -> str:
    """An address that nobody guesses: 128 bits, 22 letters."""
    return secrets.token_urlsafe(16)


class EventQuerySet(models.QuerySet["Event"]):
    """Events, narrowed to what a user may see; activities and the provinces' days alike."""

    def visible_to(self, user: User) -> EventQuerySet:
        """Department: all; province: its own and its districts'; district: its own; others: none."""
        if user.is_department:
            return self
        if user.is_province:
            return self.filter(province_id=user.office_id)
        if user.is_district:
            return self.filter(office_id=user.office_id)
        return self.none()

    def with_place(self) -> EventQuerySet:
        """With the year, both offices, and what names the group or the round loaded."""
        nomination = "activity__allocation__chosen__nomination"
        return self.select_related(
            "programme",
            "office__district",
            "province__province",
            f"{nomination}__group__subdistrict__district__province",
            "provinceday__round",
        )


class Event(models.Model):
    """What all running shares. ``number`` is the programme's activity, ``office`` runs the event,
    ``province`` is the provincial office over it (the same for activity 1).
    """

    number = models.PositiveSmallIntegerField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    province = models.ForeignKey(Office, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    people_purged_at = models.DateTimeField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="event_of_activity_1_or_2", condition=Q(number__in=(1, 2)))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def run(self) -> Event:
        """The event as what it is: the group's ``Activity`` or the ``ProvinceDay``."""
        if type(self) is not Event:
            return self
        return self.provinceday if self.number == 1 else self.activity

    @property
    def name(self) -> str:
        """Whose event it is: the group's name, or that of the province's day."""
        if self.number == 1:
            return f"กิจกรรมที่ 1 {self.office.short_name}"
        return str(self.run)

    @property
    def rule(self) -> ActivityRule:
        """What the year's programme says of this activity: people, days, budget."""
        return self.programme.content.activity(self.number)


class ActivityDay(models.Model):
    """A day of an event. ``token`` is the address of its check-in, printed as a QR for the wall."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="days")
    number = models.PositiveSmallIntegerField()
    date = models.DateField("วันที่", null=True, blank=True)
    place = models.CharField("สถานที่จัด", max_length=200, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    version = models.PositiveIntegerField("รุ่นของกำหนดการ", default=1)

    class Meta:
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_day_a_number"),
            models.CheckConstraint(
                name="day_number_from_one", condition=Q(number__gte=1, number__lte=9)
            ),
        ]

    def __str__(self) -> str:
        return f"วันที่ {self.number}"

    @cached_property
    def last_begins(self) -> time | None:
        """When the last session of its timetable begins, None without one; a query."""
        return self.timetable.aggregate(last=models.Max("begins"))["last"]
