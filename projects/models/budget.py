"""The money of an event: lines planned and spent, against the ceiling."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from projects.budget import planned
from projects.models.event import Event


class Budget(models.Model):
    """The lines' head: one an event, for two officers on one form."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="budget")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"งบประมาณ {self.event_id}"


class BudgetLine(models.Model):
    """A line. ``rate`` is the key of the programme's rate it is compared with, '' for none.

    Planned is ``people`` × ``times`` × ``price`` (baht); ``spent`` is None until it is known.
    """

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    rate = models.CharField("อัตราตามระเบียบ", max_length=40, blank=True)
    title = models.CharField("รายการ", max_length=200)
    people = models.PositiveIntegerField("จำนวน (คน/หน่วย)", null=True, blank=True)
    times = models.DecimalField(
        "จำนวนครั้ง (มื้อ/ชั่วโมง/วัน)", max_digits=7, decimal_places=2, null=True, blank=True
    )
    price = models.DecimalField(
        "อัตรา (บาท)", max_digits=10, decimal_places=2, null=True, blank=True
    )
    spent = models.DecimalField(
        "จ่ายจริง (บาท)", max_digits=10, decimal_places=2, null=True, blank=True
    )
    remark = models.CharField("หมายเหตุ", max_length=400, blank=True)

    class Meta:
        ordering = ["budget", "order"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "order"], name="one_budget_line_an_order"),
            models.CheckConstraint(
                name="budget_line_not_negative",
                condition=(Q(times=None) | Q(times__gte=0))
                & (Q(price=None) | Q(price__gte=0))
                & (Q(spent=None) | Q(spent__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def planned(self) -> Decimal | None:
        """Baht planned; None while a factor is missing."""
        return planned(self.people, self.times, self.price)
