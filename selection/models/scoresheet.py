"""Score sheets: one per member and nomination."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cdd_network.models import User
from selection.models.committee import CommitteeMember
from selection.models.criteria import Criterion
from selection.models.nomination import Nomination
from selection.states import SHEET, SheetState


class ScoreSheetQuerySet(models.QuerySet["ScoreSheet"]):
    """Sheets are blind: a member sees the own ones alone."""

    def visible_to(self, user: User) -> ScoreSheetQuerySet:
        """The author's own sheets; nobody else's, whatever the role."""
        return self.filter(member__user=user)


class ScoreSheet(models.Model):
    """What one member gives one nomination.

    A paper sheet is keyed in by one officer and confirmed by another; then both are known.
    """

    MACHINE = SHEET

    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="sheets")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=12, choices=SheetState, default=SheetState.DRAFT)
    moved_at = models.DateTimeField(default=timezone.now)
    note = models.TextField("ความเห็น", blank=True, max_length=2000)
    keyed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        ordering = ["nomination", "member"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "nomination"], name="one_sheet_a_member_and_nomination"
            ),
            models.CheckConstraint(
                name="paper_sheet_by_two",
                condition=Q(confirmed_by=None)
                | Q(keyed_by__isnull=False) & ~Q(confirmed_by=F("keyed_by")),
            ),
            models.CheckConstraint(
                name="keyed_sheet_has_its_keyer",
                condition=~Q(state="keyed") | Q(keyed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"ใบให้คะแนน {self.nomination_id} ของ {self.member_id}"


class Score(models.Model):
    """Points that a sheet gives one criterion."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["sheet", "criterion__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "criterion"], name="one_score_a_sheet_and_criterion"
            ),
            models.CheckConstraint(
                name="points_0_100", condition=Q(points__gte=0, points__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.points}"
