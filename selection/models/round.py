"""A province's round of selection in one year, and the groups it chose."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from cdd_network.models import Office, Programme, User
from selection.states import ROUND, RoundState

TOKEN_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # noqa: S105  (an alphabet)


def new_token() -> str:
    """Twelve letters that nobody guesses, none of which is read for another."""
    return get_random_string(12, TOKEN_LETTERS)


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

    def opened_years(self) -> list[Programme]:
        """Every opened year, newest first, with ``at_work``: whether it has one of these rounds.

        ``years_asked.shown`` takes the newest at work, so that a year that was just opened does not
        hide the one at work. One query.
        """
        of_year = self.filter(programme=models.OuterRef("pk"))
        return list(Programme.objects.opened().annotate(at_work=models.Exists(of_year)))

    def with_place(self) -> RoundQuerySet:
        """With the year's programme and the province's office loaded."""
        return self.select_related("programme", "office__province")


class Round(models.Model):
    """One province's selection in one programme year. ``office`` is the province's office.

    Meeting, announcement and letter carry dates of their own (they differ in practice).
    While it is open, nominations are taken from ``opens_on`` to ``closes_on``, both days included;
    an empty day leaves it to the act. ``began_at`` and ``ended_at`` are when the committee in fact
    met. ``token`` is in the address of its public page.
    ``version`` grows with each save of the meeting or of the days, so that two officers cannot
    overwrite one another.
    """

    MACHINE = ROUND

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    office = models.ForeignKey(Office, models.PROTECT, related_name="rounds")
    state = models.CharField(max_length=12, choices=RoundState, default=RoundState.PREPARING)
    moved_at = models.DateTimeField(default=timezone.now)
    opens_on = models.DateField("วันเปิดรับ", null=True, blank=True)
    closes_on = models.DateField("วันปิดรับ (วันสุดท้าย)", null=True, blank=True)
    meeting_date = models.DateField("วันประชุมคัดเลือก", null=True, blank=True)
    meeting_time = models.TimeField("เวลาประชุม", null=True, blank=True)
    meeting_place = models.CharField("สถานที่ประชุม", max_length=200, blank=True)
    began_at = models.DateTimeField("เริ่มประชุมจริง", null=True)
    ended_at = models.DateTimeField("เลิกประชุมจริง", null=True)
    version = models.PositiveIntegerField(default=1)
    token = models.CharField(max_length=12, unique=True, default=new_token)
    decided_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

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
            models.CheckConstraint(
                name="opens_before_it_closes",
                condition=Q(opens_on=None)
                | Q(closes_on=None)
                | Q(opens_on__lte=models.F("closes_on")),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_it_began",
                condition=Q(ended_at=None)
                | Q(began_at__isnull=False, ended_at__gte=models.F("began_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"รอบการคัดเลือก{self.office.short_name} ปี {self.programme.year}"

    @property
    def is_announced(self) -> bool:
        """Whether the result is public."""
        return self.state == RoundState.ANNOUNCED

    @property
    def result(self) -> list[dict[str, object]]:
        """The table that stands as it was frozen, [] before the announcement; a query each time.

        It lies in the results, not in the round's own row: lists that load rounds do not carry it.
        """
        if not self.is_announced:
            return []
        newest = ResultVersion.objects.filter(round=self).order_by("-number")
        return newest.values_list("rows", flat=True).first() or []


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

    objects = ChosenGroupQuerySet.as_manager()

    class Meta:
        ordering = ["round", "order"]
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="one_chosen_an_order"),
            models.CheckConstraint(name="chosen_order_from_one", condition=Q(order__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.nomination.group}"


class ReserveGroup(models.Model):
    """A nomination that comes next if a chosen one drops out; ``order`` from 1."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="reserve")
    nomination = models.OneToOneField(
        "selection.Nomination", models.PROTECT, related_name="reserve_place"
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["round", "order"]
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="one_reserve_an_order"),
            models.CheckConstraint(name="reserve_order_from_one", condition=Q(order__gte=1)),
        ]

    def __str__(self) -> str:
        return f"สำรองลำดับที่ {self.order} {self.nomination.group}"


class Decision(models.Model):
    """How the committee came to its choice. ``verdict`` is a value of ``scoring.Verdict``.

    ``casting_seat`` gave the casting vote where the points and the tie-breakers left equals at the
    cut; ``reason`` is the committee's, wanted when it chose against the ranking.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="decision")
    verdict = models.CharField(max_length=8)
    casting_seat = models.ForeignKey(
        "selection.CommitteeMember", models.PROTECT, null=True, related_name="+"
    )
    casting_reason = models.TextField("เหตุผลของผู้ออกเสียงชี้ขาด", blank=True, max_length=2000)
    reason = models.TextField("เหตุผลของคณะกรรมการ", blank=True, max_length=2000)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casting_vote_with_reason",
                condition=Q(casting_seat=None) | ~Q(casting_reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"มติของ{self.round}"


class ResultVersion(models.Model):
    """A result as it was made public: ``rows`` are the frozen table, ``reason`` says why a later
    one took the place of the one before ('' for the first)."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="results")
    number = models.PositiveSmallIntegerField()
    rows = models.JSONField()
    reason = models.TextField("เหตุผลที่แก้ไขประกาศ", blank=True, max_length=2000)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_result_a_number"),
            models.CheckConstraint(
                name="later_result_with_reason", condition=Q(number=1) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} ผลครั้งที่ {self.number}"


class LateLeaveQuerySet(models.QuerySet["LateLeave"]):
    """Leaves, narrowed to what a user may see."""

    def visible_to(self, user: User) -> LateLeaveQuerySet:
        """Province: its own round's; district: its own; others: none."""
        if user.is_province:
            return self.filter(round__office_id=user.office_id)
        return self.filter(office_id=user.office_id) if user.is_district else self.none()

    def with_place(self) -> LateLeaveQuerySet:
        """With the round, its programme and office, and the district's office loaded."""
        return self.select_related(
            "office__district", "round__programme", "round__office__province"
        )


class LateLeave(models.Model):
    """The province's leave for a district to send after the closing day, and why."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="late_leaves")
    office = models.ForeignKey(
        Office, models.PROTECT, related_name="late_leaves", verbose_name="อำเภอ"
    )
    reason = models.CharField("เหตุผล", max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = LateLeaveQuerySet.as_manager()

    class Meta:
        ordering = ["round", "office__district_id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "office"], name="one_late_leave_an_office"),
            models.CheckConstraint(name="late_leave_with_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.office} ส่งหลังกำหนดได้"
