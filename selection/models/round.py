"""A province's round of selection in one year, and the groups it chose."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cdd_network.models import Office, Programme, User
from selection.states import ROUND, RoundState


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, narrowed to what a user may see."""

    def visible_to(self, user: User) -> RoundQuerySet:
        """Department: all; province: its own; district: its province's; member: where they sit."""
        if user.is_department:
            return self
        if user.is_province:
            return self.filter(office_id=user.office_id)
        if user.is_district:
            return self.filter(office__province_id=user.office.province_id)
        return self.filter(seats__user=user)

    def with_place(self) -> RoundQuerySet:
        """With the year's programme and the province's office loaded."""
        return self.select_related("programme", "office__province")


class Round(models.Model):
    """One province's selection in one programme year. ``office`` is the province's office.

    Meeting, announcement and letter carry dates of their own (they differ in practice).
    ``result`` is the frozen table of totals and ranks, written by the act of announcing.
    ``version`` grows with each save of the meeting, so that two officers cannot overwrite one another.
    """

    MACHINE = ROUND

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    office = models.ForeignKey(Office, models.PROTECT, related_name="rounds")
    state = models.CharField(max_length=12, choices=RoundState, default=RoundState.PREPARING)
    moved_at = models.DateTimeField(default=timezone.now)
    meeting_date = models.DateField("วันประชุมคัดเลือก", null=True, blank=True)
    meeting_time = models.TimeField("เวลาประชุม", null=True, blank=True)
    meeting_place = models.CharField("สถานที่ประชุม", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    decided_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    result = models.JSONField(default=list)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-programme__year", "office__province_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "office"], name="one_round_a_province_and_year"
            ),
            models.CheckConstraint(
                name="announced_with_by",
                condition=Q(
                    state="announced", announced_at__isnull=False, announced_by__isnull=False
                )
                | (~Q(state="announced") & Q(announced_at=None, announced_by=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"รอบการคัดเลือก{self.office.short_name} ปี {self.programme.year}"

    @property
    def is_announced(self) -> bool:
        """Whether the result is public."""
        return self.state == RoundState.ANNOUNCED


class ChosenGroupQuerySet(models.QuerySet["ChosenGroup"]):
    """Chosen groups, narrowed to what a user may see: a district only after the announcement."""

    def visible_to(self, user: User) -> ChosenGroupQuerySet:
        """Department: announced ones; province: its own; district: its own, once announced."""
        if user.is_province:
            return self.filter(round__office_id=user.office_id)
        announced = self.filter(round__state=RoundState.ANNOUNCED)
        if user.is_department:
            return announced
        if user.is_district:
            return announced.filter(nomination__office_id=user.office_id)
        return self.none()

    def with_place(self) -> ChosenGroupQuerySet:
        """With round, programme, nomination, office and the group's whole address loaded."""
        return self.select_related(
            "round__programme",
            "round__office__province",
            "nomination__office__district",
            "nomination__group__subdistrict__district__province",
        )


class ChosenGroup(models.Model):
    """A nomination that the committee chose; ``order`` is its place in the announcement."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="chosen")
    nomination = models.OneToOneField("selection.Nomination", models.PROTECT, related_name="chosen")
    order = models.PositiveSmallIntegerField()
    total = models.DecimalField(max_digits=7, decimal_places=4)
    reason = models.TextField("เหตุผล", blank=True, max_length=2000)

    objects = ChosenGroupQuerySet.as_manager()

    class Meta:
        ordering = ["round", "order"]
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="one_chosen_an_order"),
            models.CheckConstraint(name="chosen_order_from_one", condition=Q(order__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.nomination.group}"
