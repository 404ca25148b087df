"""Months later: whether the network activity exists, as its district saw it."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from cdd_network.models import User
from projects.models.activity import Activity

MONTHS = (3, 6, 12)
"""After so many months from the last day a district looks again."""
MEMBERS, CAPITAL = "สมาชิกที่ได้รับประโยชน์ (คน)", "เงินทุนหมุนเวียน (บาท)"
"""What is asked of an activity that exists, as forms, pages and workbooks name it."""


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Follow-ups, narrowed like the events they are about."""

    def visible_to(self, user: User) -> FollowUpQuerySet:
        """Department: all; province: its districts'; district: its own; others: none."""
        if user.is_department:
            return self
        if user.is_province:
            return self.filter(activity__province_id=user.office_id)
        if user.is_district:
            return self.filter(activity__office_id=user.office_id)
        return self.none()


class FollowUp(models.Model):
    """What a district found after 3, 6 or 12 months; one a time, changed by a later save."""

    class Standing(models.TextChoices):
        RUNNING = "running", "ดำเนินการอยู่"
        BEGINNING = "beginning", "กำลังเตรียมการ ยังไม่เปิดดำเนินการ"
        PAUSED = "paused", "หยุดดำเนินการชั่วคราว"
        ENDED = "ended", "เลิกดำเนินการแล้ว"
        NEVER = "never", "ไม่ได้ดำเนินการ"

    EXISTING = (Standing.RUNNING, Standing.BEGINNING, Standing.PAUSED)
    """Of an activity that exists: only these have members and capital."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(choices=[(n, f"{n} เดือน") for n in MONTHS])
    seen_on = models.DateField("วันที่ติดตาม")
    standing = models.CharField("สถานะของกิจกรรมเครือข่าย", max_length=10, choices=Standing)
    members = models.PositiveIntegerField("จำนวนสมาชิกที่ได้รับประโยชน์ (คน)", null=True, blank=True)
    capital = models.DecimalField(
        "เงินทุนหมุนเวียน (บาท)",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    note = models.TextField("สิ่งที่พบและข้อเสนอแนะ", blank=True, max_length=2000)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["activity", "months"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "months"], name="one_follow_up_a_time"),
            models.CheckConstraint(name="follow_up_months_known", condition=Q(months__in=MONTHS)),
        ]

    def __str__(self) -> str:
        return f"{self.months} เดือน {self.get_standing_display()}"
