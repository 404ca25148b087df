"""Official documents of a province: drafts that become stone when issued."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cdd_network.models import Office, Signatory, User
from reports.states import DOCUMENT, DocumentState
from selection.models import Round


def new_token() -> str:
    """128 random bits for the address behind a QR: it cannot be guessed."""
    return secrets.token_urlsafe(16)


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents, narrowed to what a user may see."""

    def visible_to(self, user: User) -> DocumentQuerySet:
        """Department: issued ones; province: its own; district: issued ones that concern it.

        A district is concerned by what its province issued to the districts of its round: the
        announcement, and the letter when one of its groups was chosen.
        """
        if user.is_province:
            return self.filter(office_id=user.office_id)
        issued = self.filter(state=DocumentState.ISSUED)
        if user.is_department:
            return issued
        if user.is_district:
            mine = Q(kind=Document.Kind.ANNOUNCEMENT) | Q(
                kind=Document.Kind.SELECTION_LETTER,
                round__chosen__nomination__office_id=user.office_id,
            )
            return issued.filter(mine, office__province_id=user.office.province_id).distinct()
        return self.none()

    def with_place(self) -> DocumentQuerySet:
        """With office, round, programme, signatory and who issued it loaded."""
        return self.select_related(
            "office__province",
            "round__programme",
            "round__office__province",
            "signatory",
            "issued_by",
        ).defer("round__office__garuda_image")


class Document(models.Model):
    """One document of a round. ``number`` is the running number alone; the code is the office's.

    Number and date come from the office's central register, so a draft has neither. Once issued,
    the bytes in ``file`` are what was signed; they are never rendered again.
    ``year`` is the BE calendar year of the series; ``circular`` says the number carries ว.
    """

    MACHINE = DOCUMENT

    class Kind(models.TextChoices):
        COMMITTEE_ORDER = "committee_order", "คำสั่งแต่งตั้งคณะกรรมการ"
        ANNOUNCEMENT = "announcement", "ประกาศผลการคัดเลือก"
        SELECTION_LETTER = "selection_letter", "หนังสือแจ้งอำเภอที่ได้รับการคัดเลือก"

    NUMBERED = {Kind.COMMITTEE_ORDER, Kind.SELECTION_LETTER}
    """Kinds that carry a number: an announcement has a date alone."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="documents")
    round = models.ForeignKey(Round, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=8, choices=DocumentState, default=DocumentState.DRAFT)
    moved_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    signatory = models.ForeignKey(
        Signatory, models.PROTECT, null=True, related_name="+", verbose_name="ผู้ลงนาม"
    )
    deadline = models.DateField("ให้ส่งแผนและแบบสรุปภายในวันที่", null=True, blank=True)
    number = models.PositiveIntegerField("เลขที่", null=True, blank=True)
    circular = models.BooleanField("หนังสือเวียน (ว)", default=False)
    date = models.DateField("ลงวันที่", null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    token = models.CharField(max_length=30, unique=True, default=new_token)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "kind"], name="one_document_a_kind_and_round"),
            models.UniqueConstraint(
                fields=["office", "kind", "year", "circular", "number"],
                condition=Q(number__isnull=False),
                name="one_number_an_office_series_and_year",
            ),
            models.CheckConstraint(
                name="issued_with_date_and_by",
                condition=Q(state="draft", issued_at=None, issued_by=None)
                | Q(
                    Q(number__isnull=False) | ~Q(kind__in=["committee_order", "selection_letter"]),
                    state="issued",
                    date__isnull=False,
                    year__isnull=False,
                    signatory__isnull=False,
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_issued(self) -> bool:
        """Whether the document is stone."""
        return self.state == DocumentState.ISSUED

    @property
    def takes_number(self) -> bool:
        """Whether this kind carries a running number."""
        return self.kind in self.NUMBERED


class Reference(models.Model):
    """An earlier letter that a letter refers to (อ้างถึง). ``number`` is as printed: «ว 2230»."""

    class Urgency(models.TextChoices):
        NONE = "", "ไม่มี"
        URGENT = "ด่วน", "ด่วน"
        VERY = "ด่วนมาก", "ด่วนมาก"
        MOST = "ด่วนที่สุด", "ด่วนที่สุด"

    document = models.ForeignKey(Document, models.CASCADE, related_name="references")
    order = models.PositiveSmallIntegerField()
    source = models.CharField("หนังสือของ", max_length=120)
    urgency = models.CharField("ชั้นความเร็ว", max_length=12, blank=True, choices=Urgency)
    code = models.CharField("รหัสหน่วยงาน", max_length=20)
    number = models.CharField("เลขที่", max_length=20)
    date = models.DateField("ลงวันที่")

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="one_reference_an_order")
        ]

    def __str__(self) -> str:
        return f"{self.source} ที่ {self.code}/{self.number}"


class FrozenFile(models.Model):
    """The PDF of an issued document, as it was signed. Stored with the act, in its transaction."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="file")
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.sha256
