"""Copies of an issued letter, one a recipient, and what is printed of them all."""

from __future__ import annotations

import secrets

from django.db import models

from reports.models.document import Document


class Copy(models.Model):
    """A copy of an issued letter that names one of its recipients; frozen like the letter.

    ``order`` is the recipient's place in the letter's list, from 1.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="copies")
    order = models.PositiveSmallIntegerField()
    recipient = models.CharField(max_length=300)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="one_copy_a_recipient")
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.sha256}"


def print_path(held: PrintSet, name: str) -> str:
    """A file name of our own that cannot be guessed."""
    return f"prints/{secrets.token_hex(16)}{name[name.rindex('.') :]}"


class PrintSet(models.Model):
    """All copies of a letter in one PDF for the printer, and as single files in a ZIP."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="print_set")
    merged = models.FileField(upload_to=print_path)
    archive = models.FileField(upload_to=print_path)
    pages = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.merged.name
