"""Places of the country and the offices that stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cdd_network import thai

if TYPE_CHECKING:
    from cdd_network.models.person import User


class Province(models.Model):
    """A province. ``code`` is DOPA's two digits, ``abbr`` the two letters of official numbers."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    abbr = models.CharField(max_length=4, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"จังหวัด{self.name}"


class District(models.Model):
    """A district (อำเภอ). ``code`` is DOPA's four digits."""

    code = models.CharField(max_length=4, primary_key=True)
    name = models.CharField(max_length=60)
    province = models.ForeignKey(Province, models.PROTECT, related_name="districts")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"อำเภอ{self.name}"


class Subdistrict(models.Model):
    """A subdistrict (ตำบล). ``code`` is DOPA's six digits."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    district = models.ForeignKey(District, models.PROTECT, related_name="subdistricts")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"ตำบล{self.name}"

    def address(self, moo: int | None = None) -> str:
        """«หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์»; needs district and province loaded."""
        return thai.address_text(
            moo=moo,
            subdistrict=self.name,
            district=self.district.name,
            province=self.district.province.name,
        )


def short_name(name: str) -> str:
    """An office's name without what all of them begin with, see ``Office.short_name``."""
    return name.removeprefix("สำนักงานพัฒนาชุมชน")


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices, narrowed to what a user may see."""

    def visible_to(self, user: User) -> OfficeQuerySet:
        """Department: all; province: itself and its districts; others: their own office."""
        if user.is_department:
            return self
        if user.is_province:
            return self.filter(province_id=user.office.province_id)
        return self.filter(pk=user.office_id)

    def kept_by(self, user: User) -> OfficeQuerySet:
        """Offices whose accounts ``user`` keeps: the own one and those next below.

        Where one province stands alone nobody is above it: it keeps the department's accounts too,
        by which the year's programme is made and opened.
        """
        kind, own = Office.Kind, Q(pk=user.office_id)
        if user.is_department:
            return self.filter(own | Q(kind=kind.PROVINCE))
        if not user.is_province:
            return self.none()
        own |= Q(kind=kind.DISTRICT, province_id=user.office.province_id)
        others = Office.objects.filter(kind=kind.PROVINCE).exclude(pk=user.office_id)
        return self.filter(own | Q(Q(kind=kind.DEPARTMENT), ~models.Exists(others)))


class Office(models.Model):
    """An office of the department, with what its letterhead needs.

    ``address_lines`` stand at the right of ที่ (one per line); ``code`` is the official code such
    as «บร 0019»; ``group_name`` is the working group of the owner block. ``garuda_mode`` says how
    the State's emblem comes onto the paper; the emblem itself is the office's upload, never ours.
    """

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "กรม"
        PROVINCE = "province", "จังหวัด"
        DISTRICT = "district", "อำเภอ"

    class Garuda(models.TextChoices):
        DRAFT = "draft", "ฉบับร่าง (กรอบแทนตราครุฑ)"
        PREPRINTED = "preprinted", "เว้นที่ไว้ (พิมพ์บนกระดาษตราครุฑ)"
        UPLOAD = "upload", "ใช้ภาพตราครุฑของสำนักงาน"

    kind = models.CharField(max_length=12, choices=Kind)
    province = models.ForeignKey(Province, models.PROTECT, null=True, related_name="offices")
    district = models.OneToOneField(District, models.PROTECT, null=True, related_name="office")
    name = models.CharField("ชื่อสำนักงาน", max_length=120)
    address_lines = models.TextField("ที่อยู่บนหัวหนังสือ", blank=True, max_length=300)
    code = models.CharField("รหัสหน่วยงาน", max_length=20, blank=True)
    group_name = models.CharField("กลุ่มงาน", max_length=120, blank=True)
    phone = models.CharField("โทร./โทรสาร", max_length=60, blank=True)
    phone_mt = models.CharField("โทรศัพท์ (มท)", max_length=30, blank=True)
    email = models.EmailField("ไปรษณีย์อิเล็กทรอนิกส์", blank=True)
    garuda_mode = models.CharField("ตราครุฑ", max_length=12, choices=Garuda, default=Garuda.DRAFT)
    garuda_image = models.BinaryField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "province_id", "district_id"]
        constraints = [
            models.CheckConstraint(
                name="office_place_fits_kind",
                condition=Q(kind="department", province=None, district=None)
                | Q(kind="province", province__isnull=False, district=None)
                | Q(kind="district", province__isnull=False, district__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["province"], condition=Q(kind="province"), name="one_office_a_province"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="department"), name="one_department"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """«อำเภอกระสัง», «จังหวัดบุรีรัมย์» or «กรมการพัฒนาชุมชน»."""
        return short_name(self.name)

    @property
    def address(self) -> list[str]:
        """Letterhead lines, empty ones left out."""
        return [line.strip() for line in self.address_lines.splitlines() if line.strip()]


class Signatory(models.Model):
    """Who signs an office's papers. With ``acting_phrase`` the post acted for is in ``acted_for``.

    Source of the two phrases: the Office's guide to typing letters; «ปฏิบัติราชการแทน» by
    delegation, «รักษาราชการแทน» when the holder is away.
    """

    class Acting(models.TextChoices):
        NONE = "", "ลงนามในตำแหน่งของตน"
        BY_DELEGATION = "ปฏิบัติราชการแทน", "ปฏิบัติราชการแทน"
        IN_ABSENCE = "รักษาราชการแทน", "รักษาราชการแทน"

    office = models.ForeignKey(Office, models.CASCADE, related_name="signatories")
    name = models.CharField("ชื่อและนามสกุล พร้อมคำนำหน้า", max_length=120)
    post = models.CharField("ตำแหน่ง", max_length=120)
    acting_phrase = models.CharField("ลงนามแทน", max_length=30, blank=True, choices=Acting)
    acted_for = models.CharField("ตำแหน่งที่ลงนามแทน", max_length=120, blank=True)
    active = models.BooleanField("ใช้งานอยู่", default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-active", "pk"]
        constraints = [
            models.CheckConstraint(
                name="acting_phrase_with_post",
                condition=Q(acting_phrase="", acted_for="")
                | (~Q(acting_phrase="") & ~Q(acted_for="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.post}"
