"""The action plan (แผนปฏิบัติการขับเคลื่อนฯ, แนบ ๕) and what it shares with the summary."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cdd_network.models import User
from projects.models.activity import Activity
from projects.states import PLAN, PaperState

COLUMNS = {
    "activity_name": "ชื่อกิจกรรมเครือข่ายที่จะดำเนินการ",
    "steps": "ขั้นตอนการดำเนินการ",
    "place": "สถานที่ดำเนินการ",
    "capital": "เงินทุนของกลุ่มฯ (บาท)",
    "results": "ผลที่คาดว่าจะได้รับ",
    "remark": "หมายเหตุ",
}
"""Columns of the plan's form: field of ``PlanItem`` → head, as the department has it."""


class DistrictPaperQuerySet(models.QuerySet["DistrictPaper"]):
    """A district's papers: the district sees its own always, the others once they are sent."""

    def visible_to(self, user: User) -> DistrictPaperQuerySet:
        """Department: accepted ones; province: sent to it; district: its own; others: none."""
        if user.is_district:
            return self.filter(activity__office_id=user.office_id)
        if user.is_province:
            sent = self.exclude(state=PaperState.DRAFT)
            return sent.filter(activity__province_id=user.office_id)
        if user.is_department:
            return self.filter(state=PaperState.ACCEPTED)
        return self.none()


class DistrictPaper(models.Model):
    """What every form of the district has: its state, version, reporter and the province's note.

    ``returned_items``: key of an answer of the form → what the province asks of it.
    ``first_sent_at`` decides whether it came late: mending what came back is not lateness.
    """

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="%(class)s")
    state = models.CharField(max_length=12, choices=PaperState, default=PaperState.DRAFT)
    moved_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True)
    first_sent_at = models.DateTimeField(null=True)
    returned_note = models.TextField("สิ่งที่ขอให้แก้ไข", blank=True, max_length=2000)
    returned_items = models.JSONField(default=dict)
    reporter_name = models.CharField("ผู้รายงาน (ชื่อและนามสกุล)", max_length=120, blank=True)
    reporter_post = models.CharField("ตำแหน่ง", max_length=120, blank=True)
    report_date = models.DateField("วันที่รายงาน", null=True, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    objects = DistrictPaperQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_submitted_with_time",
                condition=Q(state="draft") | Q(submitted_at__isnull=False),
            )
        ]

    @property
    def notes(self) -> dict[str, str]:
        """The province's notes beside answers, by their keys, while the district has to mend them."""
        return self.returned_items if self.state == PaperState.RETURNED else {}


class PaperVersion(models.Model):
    """A paper as it was sent, each time: its answers as they read, label by label.

    ``answers``: rows {"key", "label", "text"} in reading order (projects/paper_answers.py). ``note`` and
    ``notes`` (key → note) are what the province asked when it sent this version back.
    """

    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answers = models.JSONField()
    note = models.TextField(blank=True)
    notes = models.JSONField(default=dict)

    class Meta:
        abstract = True
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="one_%(class)s_a_number")
        ]

    def __str__(self) -> str:
        return f"ฉบับที่ {self.number}"


class ActionPlan(DistrictPaper):
    """The action plan of one activity: the form's head comes from the activity, rows from items.

    ``set_aside`` keeps until the next sending what was taken out of the plan: whole rows
    ({"key", "row"}) and texts that the proposal's replaced ({"key", "name", "text"}).
    """

    MACHINE = PLAN

    set_aside = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"แผนปฏิบัติการขับเคลื่อนฯ {self.activity_id}"


class PlanVersion(PaperVersion):
    """The plan as it was sent."""

    paper = models.ForeignKey(ActionPlan, models.CASCADE, related_name="versions")


class PlanItem(models.Model):
    """A row of the plan: one network activity, in the form's six columns. One step a line.

    ``key`` stays the row's own wherever it is moved to; that of the first, from the proposal, is 0.
    """

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="items")
    key = models.PositiveSmallIntegerField(default=0)
    order = models.PositiveSmallIntegerField(default=1)
    activity_name = models.CharField(COLUMNS["activity_name"], max_length=200, blank=True)
    steps = models.TextField(COLUMNS["steps"], blank=True, max_length=4000)
    place = models.CharField(COLUMNS["place"], max_length=300, blank=True)
    capital = models.DecimalField(
        COLUMNS["capital"], max_digits=12, decimal_places=2, null=True, blank=True
    )
    results = models.TextField(COLUMNS["results"], blank=True, max_length=4000)
    remark = models.TextField(COLUMNS["remark"], blank=True, max_length=1000)

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="one_plan_item_an_order"),
            models.UniqueConstraint(fields=["plan", "key"], name="one_plan_item_a_key"),
            models.CheckConstraint(
                name="plan_capital_not_negative", condition=Q(capital=None) | Q(capital__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.activity_name
