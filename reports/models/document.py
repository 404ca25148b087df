"""Official documents of an office: drafts that become stone when issued."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cdd_network.models import Office, Signatory, User
from projects.models import Activity
from reports.stamps import Series, Stamp
from reports.states import DOCUMENT, LEFT_DRAFT, DocumentState
from selection.models import ChosenGroup, Round
from selection.states import RoundState


def new_token() -> str:
    """128 random bits for the address behind a QR: it cannot be guessed."""
    return secrets.token_urlsafe(16)


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents, narrowed to what a user may see."""

    def visible_to(self, user: User) -> DocumentQuerySet:
        """Every office its own; besides, once issued, what was written to it.

        Department: every document that left a draft, of the committee's report once the result is
        announced. Province: its districts' covering letters.
        District: what its province sent to all districts, and what speaks of a chosen group of
        its own.
        """
        sent = Q(state__in=LEFT_DRAFT)
        if user.is_department:
            unannounced = Round.objects.order_by().exclude(state=RoundState.ANNOUNCED).values("pk")
            return self.filter(sent).exclude(
                round__in=unannounced, kind=Document.Kind.MEETING_REPORT
            )
        if user.is_province:
            received = sent & Q(round__office_id=user.office_id)
            return self.filter(Q(office_id=user.office_id) | received)
        if user.is_district:
            return self.filter(Q(office_id=user.office_id) | (sent & _received_by(user)))
        return self.none()

    def in_force(self) -> DocumentQuerySet:
        """Issued ones that were neither revoked nor replaced."""
        return self.filter(state=DocumentState.ISSUED)

    def with_place(self) -> DocumentQuerySet:
        """With office, round, programme, signatory, activity and who issued it loaded."""
        return self.select_related(
            "office__province",
            "office__district",
            "round__programme",
            "round__office__province",
            "signatory",
            "issued_by",
        ).defer("round__office__garuda_image")


def _received_by(user: User) -> Q:
    """What a province's office sent to this district: circulars to all, letters to the chosen."""
    kind = Document.Kind
    to_all = Q(kind__in=[kind.CRITERIA_CIRCULAR, kind.ANNOUNCEMENT])
    to_chosen = Q(
        kind__in=[kind.SELECTION_LETTER, kind.ALLOCATION_NOTICE],
        # Not by a join: rows would come twice, and to part them costs a sorting of all columns.
        round__in=ChosenGroup.objects.filter(nomination__office_id=user.office_id).values("round"),
    )
    return (to_all | to_chosen) & Q(office__province_id=user.office.province_id)


class Document(models.Model):
    """One document of a round, or of one activity of it. ``number`` is the running number alone.

    Number and date come from the office's central register, so a draft has neither. Once issued,
    the bytes in ``file`` are what was signed; they are never rendered again. ``series`` is the
    run of numbers that it takes one from and ``year`` the BE calendar year of the series.

    What an officer writes in place of the text made from facts stands in ``subject_text``,
    ``to_text``, ``body_text`` (a paragraph a line) and ``enclosure_texts`` (title by key); empty
    means the text from facts. ``body_from`` is the text from facts that ``body_text`` was written
    over: when the two differ by now, facts have changed since.
    """

    MACHINE = DOCUMENT
    Series = Series

    class Kind(models.TextChoices):
        COMMITTEE_ORDER = "committee_order", "คำสั่งแต่งตั้งคณะกรรมการ"
        CRITERIA_CIRCULAR = "criteria_circular", "หนังสือเวียนแจ้งเกณฑ์การคัดเลือก"
        INVITATION = "invitation", "หนังสือเชิญประชุมคณะกรรมการ"
        MEETING_REPORT = "meeting_report", "รายงานการประชุมคณะกรรมการ"
        ANNOUNCEMENT = "announcement", "ประกาศผลการคัดเลือก"
        SELECTION_LETTER = "selection_letter", "หนังสือแจ้งอำเภอที่ได้รับการคัดเลือก"
        ALLOCATION_NOTICE = "allocation_notice", "หนังสือแจ้งจัดสรรงบประมาณ"
        DISTRICT_COVER = "district_cover", "หนังสืออำเภอนำส่งแผนและแบบสรุป"
        DEPARTMENT_COVER = "department_cover", "หนังสือนำส่งกรมการพัฒนาชุมชน"
        MEMO = "memo", "บันทึกข้อความ"

    class Urgency(models.TextChoices):
        NONE = "", "ไม่มี"
        URGENT = "ด่วน", "ด่วน"
        VERY = "ด่วนมาก", "ด่วนมาก"
        MOST = "ด่วนที่สุด", "ด่วนที่สุด"

    class Secrecy(models.TextChoices):
        NONE = "", "ไม่มี"
        SECRET = "ลับ", "ลับ"
        VERY = "ลับมาก", "ลับมาก"
        TOP = "ลับที่สุด", "ลับที่สุด"

    class Salutation(models.TextChoices):
        """Pairs with its closing, see ``letters.CLOSINGS``."""

        DEAR = "เรียน", "เรียน – ขอแสดงความนับถือ"
        HIGH = "กราบเรียน", "กราบเรียน – ขอแสดงความนับถืออย่างยิ่ง"
        MONK = "นมัสการ", "นมัสการ – ขอนมัสการด้วยความเคารพ"

    office = models.ForeignKey(Office, models.PROTECT, related_name="documents")
    round = models.ForeignKey(Round, models.PROTECT, related_name="documents")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="documents")
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.DRAFT)
    moved_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    signatory = models.ForeignKey(
        Signatory, models.PROTECT, null=True, related_name="+", verbose_name="ผู้ลงนาม"
    )
    deadline = models.DateField("กำหนดส่ง", null=True, blank=True)
    urgency = models.CharField("ชั้นความเร็ว", max_length=12, blank=True, choices=Urgency)
    secrecy = models.CharField("ชั้นความลับ", max_length=12, blank=True, choices=Secrecy)
    salutation = models.CharField(
        "คำขึ้นต้น", max_length=12, choices=Salutation, default=Salutation.DEAR
    )
    subject_text = models.CharField("เรื่อง", max_length=300, blank=True)
    to_text = models.CharField("เรียน", max_length=300, blank=True)
    body_text = models.TextField("ข้อความ", blank=True)
    body_from = models.TextField(blank=True)
    enclosure_texts = models.JSONField(default=dict, blank=True)
    series = models.CharField("ทะเบียน", max_length=10, blank=True, choices=Series)
    code = models.CharField("รหัสหน่วยงาน", max_length=20, blank=True)
    number = models.PositiveIntegerField("เลขที่", null=True, blank=True)
    date = models.DateField("ลงวันที่", null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )
    supersedes_reason = models.CharField("เหตุผลที่ออกฉบับใหม่แทน", max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_reason = models.CharField("เหตุผล", max_length=500, blank=True)
    token = models.CharField(max_length=30, unique=True, default=new_token)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            # One draft and one in force of a kind; a memo may be written as often as needed.
            models.UniqueConstraint(
                fields=["round", "kind"],
                condition=Q(state="draft", activity=None),
                name="one_draft_a_kind_and_round",
            ),
            models.UniqueConstraint(
                fields=["round", "kind"],
                condition=Q(state="issued", activity=None) & ~Q(kind="memo"),
                name="one_in_force_a_kind_and_round",
            ),
            models.UniqueConstraint(
                fields=["activity", "kind"],
                condition=Q(state="draft", activity__isnull=False),
                name="one_draft_a_kind_and_activity",
            ),
            models.UniqueConstraint(
                fields=["activity", "kind"],
                condition=Q(state="issued", activity__isnull=False),
                name="one_in_force_a_kind_and_activity",
            ),
            # A number stays used when its document is revoked.
            models.UniqueConstraint(
                fields=["office", "series", "year", "number"],
                condition=Q(number__isnull=False),
                name="one_number_an_office_series_and_year",
            ),
            models.CheckConstraint(
                name="issued_with_date_and_by",
                condition=Q(state="draft", number=None, issued_at=None, issued_by=None)
                | Q(
                    ~Q(state="draft"),
                    Q(series="", number=None) | (~Q(series="") & Q(number__isnull=False)),
                    date__isnull=False,
                    year__isnull=False,
                    signatory__isnull=False,
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="supersedes_with_reason",
                condition=Q(supersedes=None, supersedes_reason="")
                | (Q(supersedes__isnull=False) & ~Q(supersedes_reason="")),
            ),
            models.CheckConstraint(
                name="ended_with_reason_and_by",
                condition=Q(state__in=["draft", "issued"], ended_at=None, ended_by=None)
                | (
                    Q(state__in=["revoked", "superseded"], ended_at__isnull=False)
                    & Q(ended_by__isnull=False)
                    & ~Q(ended_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_draft(self) -> bool:
        """Whether it may still change."""
        return self.state == DocumentState.DRAFT

    @property
    def is_issued(self) -> bool:
        """Whether the document is stone, in force or not."""
        return self.state != DocumentState.DRAFT

    @property
    def stamp(self) -> Stamp | None:
        """Number, series and date of an issued document, None of a draft."""
        return None if self.is_draft else Stamp(self.number, self.series, self.date)

    @property
    def number_text(self) -> str:
        """«ที่ บร 0019/ว 2230»; '' for what has no number (yet). Needs the office loaded."""
        return f"ที่ {self.printed_number}" if self.printed_number else ""

    @property
    def printed_number(self) -> str:
        """«บร 0019/ว 2230» as it was issued: an office's later code changes no old number."""
        return self.stamp.printed(self.code or self.office.code) if self.stamp else ""

    @property
    def in_force(self) -> bool:
        """Whether it was issued and neither revoked nor replaced."""
        return self.state == DocumentState.ISSUED


class Reference(models.Model):
    """An earlier letter that a letter refers to (อ้างถึง). ``number`` is as printed: «ว 2230»."""

    Urgency = Document.Urgency

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
    """The PDF of an issued document, as it was signed. Stored with the act, in its transaction.

    ``facts`` is the JSON that is attached to the PDF: what the paper says, to set copies from;
    ``recipients`` are those whom a copy of their own is made for.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="file")
    data = models.BinaryField()
    facts = models.TextField()
    recipients = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.sha256
