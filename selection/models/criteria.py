"""Criteria of a round: copied from the programme, then the round's own."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from selection.models.round import Round


class Criterion(models.Model):
    """One criterion. ``points`` is its weight; the weights of a round sum to 100."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="criteria")
    order = models.PositiveSmallIntegerField()
    title = models.CharField("เกณฑ์", max_length=300)
    points = models.PositiveSmallIntegerField("คะแนนเต็ม")
    help = models.TextField("คำอธิบาย", blank=True, max_length=1000)
    half_points = models.BooleanField("ให้ครึ่งคะแนนได้", default=False)

    class Meta:
        ordering = ["round", "order"]
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="one_criterion_an_order"),
            models.CheckConstraint(
                name="criterion_points_1_100", condition=Q(points__gte=1, points__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title} ({self.points} คะแนน)"

    @property
    def step(self) -> Decimal:
        """Smallest difference between two points given: 1, or 0.5 where half points are allowed."""
        return Decimal("0.5") if self.half_points else Decimal(1)
