"""The gate: a district starts only after the province's budget-allocation notice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cdd_network.models import User
from selection.models import ChosenGroup


class Allocation(models.Model):
    """The notice for one chosen group: amount in baht, its number and date, who entered it."""

    chosen = models.OneToOneField(ChosenGroup, models.PROTECT, related_name="allocation")
    amount = models.DecimalField("จำนวนเงิน (บาท)", max_digits=10, decimal_places=2)
    number = models.CharField("เลขที่หนังสือแจ้งจัดสรร", max_length=60)
    date = models.DateField("ลงวันที่")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["chosen"]
        constraints = [
            models.CheckConstraint(name="allocation_positive", condition=Q(amount__gt=0))
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.amount} บาท"
