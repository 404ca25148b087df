"""What can be searched: a row for each group, document and paper, folded for tolerant comparison."""

from __future__ import annotations

from django.db import models


class SearchRow(models.Model):
    """The text of one object, folded (``cdd_network.folding``) and packed (``reports.search``).

    It admits nobody: what is found is shown only through the object's own ``visible_to``.
    """

    class Kind(models.TextChoices):
        GROUP = "group", "กลุ่มออมทรัพย์"
        NOMINATION = "nomination", "แบบเสนอโครงการ"
        DOCUMENT = "document", "หนังสือ"
        PLAN = "plan", "แผนปฏิบัติการฯ"
        SUMMARY = "summary", "แบบสรุปผลฯ"

    kind = models.CharField(max_length=12, choices=Kind)
    object_id = models.PositiveBigIntegerField()
    province = models.CharField(max_length=2, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    folded = models.TextField()

    class Meta:
        ordering = ["kind", "-year", "object_id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_search_row_a_thing")
        ]
        indexes = [models.Index(fields=["province", "kind"], name="search_of_province")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
