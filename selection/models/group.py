"""Savings groups (กลุ่มออมทรัพย์เพื่อการผลิต)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

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


class SavingsGroup(models.Model):
    """A group, known by its village. ``village`` is free text; the rest of its place is DOPA's."""

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
    members = models.PositiveIntegerField("จำนวนสมาชิก (คน)", null=True, blank=True)
    savings = models.DecimalField(
        "เงินสัจจะสะสม (บาท)", max_digits=14, decimal_places=2, null=True, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavingsGroupQuerySet.as_manager()

    class Meta:
        ordering = ["subdistrict_id", "moo", "village"]
        constraints = [
            models.UniqueConstraint(
                fields=["subdistrict", "moo", "village"], name="one_group_a_village"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """«กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา»."""
        return f"กลุ่มออมทรัพย์เพื่อการผลิต{self.village_name}"

    @property
    def village_name(self) -> str:
        """«บ้านกระเจา», whichever way it was typed."""
        return thai.village_text(self.village)

    @property
    def address(self) -> str:
        """«หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์»."""
        return self.subdistrict.address(self.moo)
