"""A district's nomination of a group: the proposal of 11 items."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cdd_network import thai
from cdd_network.columns import narrowed
from cdd_network.models import Office, Subdistrict, User
from selection.models.group import SavingsGroup
from selection.models.round import Round
from selection.states import NOMINATION, NominationState

LONG_TEXT = 4000
"""Characters that one answer of the proposal may hold."""


class NominationQuerySet(models.QuerySet["Nomination"]):
    """Nominations, narrowed to what a user may see."""

    def visible_to(self, user: User) -> NominationQuerySet:
        """Department: sent ones; province: sent to it; district: its own; member: accepted ones.

        A draft is its district's own paper. A member reads what the round they sit in accepted.
        """
        if user.is_district:
            return self.filter(office_id=user.office_id)
        if user.is_member:
            return self.filter(round__seats__user=user, state=NominationState.ACCEPTED)
        sent = self.exclude(state=NominationState.DRAFT)
        if user.is_department:
            return sent
        return sent.filter(round__office_id=user.office_id)

    def with_place(self) -> NominationQuerySet:
        """With round, programme, office, the group's whole address and the outcome loaded."""
        return self.select_related(
            "chosen",
            "round__programme",
            "round__office",
            "office__district",
            "group__subdistrict__district__province",
            "place_subdistrict",
        )

    def with_group(self) -> NominationQuerySet:
        """With all that its answers name: district and group with its address; the round is at hand."""
        place = ("office__district", "group__subdistrict__district__province", "place_subdistrict")
        return self.select_related(None).select_related(*place)

    def named(self, *more: str) -> NominationQuerySet:
        """With what names it on a list, and no other column: group, address, activity, order.

        ``more`` are columns wanted besides, as ``narrowed`` takes them.
        """
        return narrowed(self, *NAMED, *more)


NAMED = (
    "order",
    "activity_name",
    "group__village",
    "group__moo",
    "group__subdistrict__name",
    "group__subdistrict__district__name",
    "group__subdistrict__district__province__name",
)


class Nomination(models.Model):
    """The proposal (แบบเสนอโครงการ, แนบ ๓): 11 items, in the order of the form.

    ``steps`` holds one step a line. ``activity_type`` is a key of the programme's list.
    ``order`` is the district's own order of preference among its nominations of the round.
    ``eligibility`` maps a question's order (as text) to «yes» or «no». ``returned_items`` maps an
    item's key to the province's note on it. ``end_reason`` says why it was withdrawn or rejected,
    ``late_reason`` by which leave it came after the closing day.
    ``version`` grows with each save, so that two editors cannot overwrite one another.
    """

    MACHINE = NOMINATION

    round = models.ForeignKey(Round, models.PROTECT, related_name="nominations")
    office = models.ForeignKey(Office, models.PROTECT, related_name="nominations")
    group = models.ForeignKey(
        SavingsGroup, models.PROTECT, related_name="nominations", verbose_name="กลุ่มออมทรัพย์เพื่อการผลิต"
    )
    state = models.CharField(max_length=12, choices=NominationState, default=NominationState.DRAFT)
    moved_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True)
    order = models.PositiveSmallIntegerField("ลำดับของอำเภอ")
    eligibility = models.JSONField(default=dict, blank=True)
    returned_note = models.TextField("สิ่งที่ขอให้แก้ไข", blank=True, max_length=2000)
    returned_items = models.JSONField(default=dict, blank=True)
    end_reason = models.CharField("เหตุผล", blank=True, max_length=300)
    late_reason = models.CharField("เหตุผลที่รับหลังกำหนด", blank=True, max_length=300)
    saved_at = models.DateTimeField(auto_now=True)

    activity_name = models.CharField("ชื่อกิจกรรม", max_length=200, blank=True)
    activity_type = models.CharField("ประเภทกิจกรรมเครือข่าย", max_length=30, blank=True)
    reasons = models.TextField("เหตุผลความจำเป็น", blank=True, max_length=LONG_TEXT)
    problem = models.TextField("ความต้องการแก้ปัญหา", blank=True, max_length=LONG_TEXT)
    urgency = models.TextField("ความจำเป็นเร่งด่วน", blank=True, max_length=LONG_TEXT)
    group_plan = models.TextField("นโยบาย/แผนงานของกลุ่ม", blank=True, max_length=LONG_TEXT)
    objectives = models.TextField("วัตถุประสงค์กิจกรรม", blank=True, max_length=LONG_TEXT)
    target_people = models.TextField("กลุ่มเป้าหมาย", blank=True, max_length=LONG_TEXT)
    target_count = models.PositiveIntegerField(
        "จำนวนสมาชิกที่เข้าร่วม (คน)", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    place = models.CharField("สถานที่ดำเนินการ", max_length=200, blank=True)
    place_moo = models.PositiveSmallIntegerField(
        "หมู่ที่", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    place_subdistrict = models.ForeignKey(
        Subdistrict, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ตำบล"
    )
    capital = models.DecimalField(
        "เงินทุนของกลุ่มฯ (บาท)", max_digits=12, decimal_places=2, null=True, blank=True
    )
    expected_results = models.TextField("ผลที่คาดว่าจะได้รับ", blank=True, max_length=LONG_TEXT)
    steps = models.TextField("ขั้นตอนการดำเนินงาน", blank=True, max_length=LONG_TEXT)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["round", "office__district_id", "order"]
        indexes = [  # lists count and order the nation's nominations without reading their texts
            models.Index(fields=["round", "office", "order", "state"], name="nomination_on_lists")
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "group"], name="one_nomination_a_group"),
            models.UniqueConstraint(
                fields=["round", "office", "order"], name="one_nomination_an_order"
            ),
            models.CheckConstraint(
                name="nomination_capital_not_negative",
                condition=Q(capital=None) | Q(capital__gte=0),
            ),
            models.CheckConstraint(
                name="submitted_with_time",
                condition=Q(state="draft") | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ended_with_reason",
                condition=~Q(state__in=["withdrawn", "rejected"]) | ~Q(end_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} – {self.activity_name or 'ยังไม่ระบุกิจกรรม'}"

    @property
    def state_text(self) -> str:
        """The state in words, as ``get_state_display`` says it but without reading all choices."""
        return str(NominationState(self.state).label)

    @property
    def is_chosen(self) -> bool:
        """Whether the committee chose it; public only when ``outcome`` is not empty."""
        return hasattr(self, "chosen")

    @property
    def notes(self) -> dict[str, str]:
        """The province's notes beside items, by their keys, while the district has to mend them."""
        return self.returned_items if self.state == NominationState.RETURNED else {}

    @property
    def outcome(self) -> str:
        """The announced result in words; '' before the announcement and for what was not weighed."""
        if not self.round.is_announced or self.state != NominationState.ACCEPTED:
            return ""
        return "ได้รับการคัดเลือก" if self.is_chosen else "ไม่ได้รับการคัดเลือกในปีนี้"

    @property
    def place_text(self) -> str:
        """Place of the activity: its name, then หมู่ที่ and ตำบล as far as they are known."""
        tail = thai.address_text(
            moo=self.place_moo,
            subdistrict=self.place_subdistrict.name if self.place_subdistrict else "",
            district="",
            province="",
        )
        return f"{self.place} {tail}".strip()


class Submission(models.Model):
    """A nomination as it was sent, once for each sending: the answers and the group's own facts.

    ``answers`` and ``group`` are the texts and figures of that moment, as they are read (labels
    to values), so that later changes of either leave it alone.
    """

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answers = models.JSONField()
    group = models.JSONField()

    class Meta:
        ordering = ["nomination", "number"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "number"], name="one_submission_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} ฉบับที่ {self.number}"
