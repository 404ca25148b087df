"""A member's declaration on each nomination, before its content is read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cdd_network.models import User
from selection.models.committee import CommitteeMember
from selection.models.nomination import Nomination


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    """Declarations, narrowed to what a user may see."""

    def visible_to(self, user: User) -> DeclarationQuerySet:
        """Province: its committee's; member: the own ones; others: none."""
        if user.is_province:
            return self.filter(member__round__office_id=user.office_id)
        return self.filter(member__user=user) if user.is_member else self.none()


class Declaration(models.Model):
    """«ไม่มีส่วนได้เสีย», or ``aside``: the member gives no points to this nomination.

    ``raised`` are what the system found (a line each); ``reason`` is the member's word, wanted when
    standing aside and when scoring in spite of what was found. ``by`` is who wrote it: the member,
    or the secretary for one who scores on paper.
    """

    member = models.ForeignKey(CommitteeMember, models.CASCADE, related_name="declarations")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="declarations")
    aside = models.BooleanField("ขอไม่ให้คะแนน", default=False)
    raised = models.TextField("ข้อสังเกตของระบบ", blank=True)
    reason = models.CharField("เหตุผล", max_length=300, blank=True)
    at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["nomination", "member__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "nomination"], name="one_declaration_a_member_and_nomination"
            ),
            models.CheckConstraint(
                name="reason_of_aside_or_raised",
                condition=(Q(aside=False) & Q(raised="")) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} ต่อ {self.nomination_id}: {self.word}"

    @property
    def word(self) -> str:
        """«ไม่มีส่วนได้เสีย» or «มีส่วนได้เสีย ขอไม่ให้คะแนน»."""
        return "มีส่วนได้เสีย ขอไม่ให้คะแนน" if self.aside else "ไม่มีส่วนได้เสีย"
