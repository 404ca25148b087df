"""The committee of a round, seat by seat."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cdd_network.models import District, User
from selection.models.group import SavingsGroup
from selection.models.round import Round


class CommitteeMemberQuerySet(models.QuerySet["CommitteeMember"]):
    """Seats, narrowed to what a user may see."""

    def visible_to(self, user: User) -> CommitteeMemberQuerySet:
        """Province: its own committee; member: the own seats; others: none."""
        if user.is_province:
            return self.filter(round__office_id=user.office_id)
        return self.filter(user=user) if user.is_member else self.none()

    def with_place(self) -> CommitteeMemberQuerySet:
        """With the round, its programme and its office loaded."""
        return self.select_related("round__programme", "round__office__province")

    def scorers(self) -> CommitteeMemberQuerySet:
        """Seats that score, by account or on paper, whether or not they are excused."""
        return self.filter(Q(user__isnull=False) | Q(on_paper=True))

    def scoring(self) -> CommitteeMemberQuerySet:
        """Seats whose points count: scorers not recorded as not having scored."""
        return self.scorers().filter(excused_reason="")

    def excused(self) -> CommitteeMemberQuerySet:
        """Scorers that were recorded as not having scored."""
        return self.scorers().exclude(excused_reason="")


class CommitteeMember(models.Model):
    """A seat: a post (the order appoints posts), its role, and who signs in for it, if anyone.

    Seats with an account score by it, those ``on_paper`` on paper; a person sits once in a round.
    ``excused_reason`` says why a seat did not score («ไม่ได้ให้คะแนน»); its sheets are then left
    out of everything. ``person`` holds the post today; ``district`` and ``group`` are where that
    person belongs: conflicts of interest are looked for by them. ``delegate`` came to the meeting
    in the holder's place; ``absence_reason`` says why nobody came.
    """

    class Seat(models.TextChoices):
        CHAIR = "chair", "ประธานกรรมการ"
        VICE = "vice", "รองประธานกรรมการ"
        MEMBER = "member", "กรรมการ"
        SECRETARY = "secretary", "กรรมการและเลขานุการ"
        ASSISTANT = "assistant", "กรรมการและผู้ช่วยเลขานุการ"

    round = models.ForeignKey(Round, models.CASCADE, related_name="seats")
    order = models.PositiveSmallIntegerField("ลำดับ")
    seat = models.CharField("หน้าที่ในคณะกรรมการ", max_length=10, choices=Seat)
    post = models.CharField("ตำแหน่ง", max_length=200)
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name="บัญชีสำหรับให้คะแนน",
    )
    on_paper = models.BooleanField("ให้คะแนนบนกระดาษ", default=False)
    person = models.CharField("ชื่อ-สกุลผู้ดำรงตำแหน่ง", max_length=120, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="อำเภอที่สังกัด"
    )
    group = models.ForeignKey(
        SavingsGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="กลุ่มออมทรัพย์ที่เป็นสมาชิก",
    )
    delegate = models.CharField("ผู้แทนที่มาประชุม", max_length=200, blank=True)
    absence_reason = models.CharField("เหตุผลที่ไม่มาประชุม", max_length=300, blank=True)
    excused_reason = models.CharField("เหตุผลที่ไม่ได้ให้คะแนน", max_length=300, blank=True)

    objects = CommitteeMemberQuerySet.as_manager()

    class Meta:
        ordering = ["round", "order"]
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="one_seat_an_order"),
            models.UniqueConstraint(
                fields=["round", "user"],
                condition=Q(user__isnull=False),
                name="one_seat_a_person_and_round",
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(seat="chair"), name="one_chair_a_round"
            ),
            models.CheckConstraint(
                name="excused_of_those_who_score",
                condition=Q(excused_reason="") | Q(user__isnull=False) | Q(on_paper=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.get_seat_display()}"

    @property
    def scores(self) -> bool:
        """Whether the seat gives points at all, excused or not."""
        return self.user_id is not None or self.on_paper
