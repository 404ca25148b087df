"""Savings groups (กลุ่มออมทรัพย์เพื่อการผลิต): the registry of a province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from cdd_network import thai
from cdd_network.models import Subdistrict

if TYPE_CHECKING:
    from cdd_network.models import User


class SavingsGroupQuerySet(models.QuerySet["SavingsGroup"]):
    """Groups, narrowed to what a user may see."""

    def visible_to(self, user: User) -> SavingsGroupQuerySet:
        """Department: all; province: its own; district: its own; others: none."""
        if user.is_department:
            return self
        if user.is_province:
            return self.filter(subdistrict__district__province_id=user.office.province_id)
        if user.is_district:
            return self.filter(subdistrict__district_id=user.office.district_id)
        return self.none()

    def with_place(self) -> SavingsGroupQuerySet:
        """With subdistrict, district and province loaded, as every address needs them."""
        return self.select_related("subdistrict__district__province")


def _money(label: str) -> models.DecimalField:
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True)


class SavingsGroup(models.Model):
    """A group, known by its village. ``village`` is free text; the rest of its place is DOPA's.

    Money is in baht. ``founded_year`` (BE) follows ``founded_on`` when the whole date is known.
    ``version`` grows with each save, so that two editors cannot overwrite one another.
    """

    village = models.CharField("ชื่อหมู่บ้านของกลุ่ม", max_length=80)
    moo = models.PositiveSmallIntegerField(
        "หมู่ที่", validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, related_name="groups", verbose_name="ตำบล"
    )
    founded_year = models.PositiveSmallIntegerField(
        "ปีที่จัดตั้ง (พ.ศ.)",
        null=True,
        blank=True,
        validators=[MinValueValidator(2510), MaxValueValidator(2700)],
    )
    founded_on = models.DateField("วันที่จัดตั้ง", null=True, blank=True)
    members_men = models.PositiveIntegerField("สมาชิกชาย (คน)", null=True, blank=True)
    members_women = models.PositiveIntegerField("สมาชิกหญิง (คน)", null=True, blank=True)
    savings = _money("เงินสัจจะสะสม (บาท)")
    savings_monthly = _money("เงินสัจจะสะสมต่อเดือน (บาท)")
    loans = _money("เงินให้กู้ยืมคงค้าง (บาท)")
    reserve = _money("เงินทุนสำรอง (บาท)")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavingsGroupQuerySet.as_manager()

    class Meta:
        ordering = ["subdistrict_id", "moo", "village"]
        constraints = [
            models.UniqueConstraint(
                fields=["subdistrict", "moo", "village"], name="one_group_a_village"
            ),
            models.CheckConstraint(
                name="group_money_not_negative",
                condition=~Q(savings__lt=0)
                & ~Q(savings_monthly__lt=0)
                & ~Q(loans__lt=0)
                & ~Q(reserve__lt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def members(self) -> int | None:
        """Men and women together; None while neither is known."""
        known = [n for n in (self.members_men, self.members_women) if n is not None]
        return sum(known) if known else None

    @property
    def name(self) -> str:
        """«กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา»."""
        return thai.group_text(self.village)

    @property
    def village_name(self) -> str:
        """«บ้านกระเจา», whichever way it was typed."""
        return thai.village_text(self.village)

    @property
    def address(self) -> str:
        """«หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์»."""
        return self.subdistrict.address(self.moo)


class GroupOfficer(models.Model):
    """A person on the group's own committee, by division. Name and post, nothing else."""

    class Division(models.TextChoices):
        DIRECTING = "directing", "ฝ่ายอำนวยการ"
        PROMOTION = "promotion", "ฝ่ายส่งเสริม"
        LOANS = "loans", "ฝ่ายเงินกู้"
        AUDIT = "audit", "ฝ่ายตรวจสอบ"

    group = models.ForeignKey(SavingsGroup, models.CASCADE, related_name="officers")
    division = models.CharField("ฝ่าย", max_length=10, choices=Division)
    order = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField("ชื่อ-สกุล", max_length=120)
    post = models.CharField("ตำแหน่ง", max_length=80, blank=True)

    class Meta:
        ordering = ["group", "division", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "division", "order"], name="one_officer_an_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.get_division_display()}"


class GroupActivity(models.Model):
    """Network activities that the group has already; ``type`` is a key of the programme's list."""

    group = models.ForeignKey(SavingsGroup, models.CASCADE, related_name="activities")
    type = models.CharField("ประเภทกิจกรรมเครือข่าย", max_length=30)
    count = models.PositiveSmallIntegerField("จำนวน (แห่ง)", validators=[MinValueValidator(1)])

    class Meta:
        ordering = ["group", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "type"], name="one_row_an_activity_type"),
            models.CheckConstraint(name="group_activity_count_from_one", condition=Q(count__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.type}: {self.count}"
