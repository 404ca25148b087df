"""Enclosures of an issued letter, frozen with it and offered behind its QR."""

from django.db import models

from reports.models.document import Document


class Enclosure(models.Model):
    """One enclosure (สิ่งที่ส่งมาด้วย) as it was when the letter was issued."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="enclosures")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    copies = models.PositiveSmallIntegerField(default=1)
    unit = models.CharField(max_length=20, default="ชุด")
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_enclosure_a_number")
        ]

    def __str__(self) -> str:
        return f"สิ่งที่ส่งมาด้วย {self.number} {self.title}"
