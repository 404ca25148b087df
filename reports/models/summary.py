"""The summary report (แบบสรุปผลการดำเนินงาน, แนบ ๖) and its photographs."""

from __future__ import annotations

import secrets

from django.db import models

from projects.models import DistrictPaper, PaperVersion
from reports.states import SUMMARY


class SummaryReport(DistrictPaper):
    """Items 1–3 come from the activity's days and study site; 4–8 are the district's words."""

    MACHINE = SUMMARY

    participants = models.PositiveIntegerField("จำนวนผู้เข้าร่วม (คน)", null=True, blank=True)
    day_1 = models.TextField("วันที่ 1 ของกิจกรรม", blank=True, max_length=8000)
    day_2 = models.TextField("วันที่ 2 ของกิจกรรม", blank=True, max_length=8000)
    day_3 = models.TextField("วันที่ 3 ของกิจกรรม", blank=True, max_length=8000)
    problems = models.TextField("ปัญหาและอุปสรรค", blank=True, max_length=4000)
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True, max_length=4000)

    def __str__(self) -> str:
        return f"แบบสรุปผลการดำเนินงาน {self.activity_id}"

    @property
    def day_fields(self) -> tuple[str, ...]:
        """Names of its narratives: one for each day of the year's curriculum."""
        days = self.activity.programme.content.days(self.activity.number)
        return tuple(f"day_{day.number}" for day in days)


class SummaryVersion(PaperVersion):
    """The summary as it was sent."""

    paper = models.ForeignKey(SummaryReport, models.CASCADE, related_name="versions")


def photo_path(photo: Photo, name: str) -> str:
    """A file name of our own: nothing of what the user's file was called."""
    return f"photos/{photo.report_id}/{secrets.token_hex(16)}.jpg"


class Photo(models.Model):
    """A photograph, re-encoded by us as JPEG, at most 1,600 px, without EXIF.

    ``small`` is its copy of at most 900 px and 200 KB, for pages and print. ``size`` is the bytes of
    both (0: stored before they were counted, until ``manage.py sweep`` weighs it).
    """

    report = models.ForeignKey(SummaryReport, models.CASCADE, related_name="photos")
    order = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to=photo_path)
    small = models.FileField(upload_to=photo_path)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    caption = models.CharField("คำบรรยายภาพ", max_length=200, blank=True)

    class Meta:
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "order"], name="one_photo_an_order"),
            models.UniqueConstraint(fields=["report", "sha256"], name="one_photo_once_a_report"),
        ]

    def __str__(self) -> str:
        return f"ภาพที่ {self.order}"
