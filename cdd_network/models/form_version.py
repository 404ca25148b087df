"""What a form held after a save, to be read, compared and taken back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable

from django.db import models

from cdd_network.models.person import User


class FormVersion(models.Model):
    """A form over an object as it stood after a save; ``form`` names which of the object's forms.

    ``version`` is the object's own number then. Without ``by`` it is what was found before a save whose
    author no version tells. ``auto``: still written on by autosaves. ``packed`` holds what a browser
    would send of it and how it reads. No form that names participants is kept.
    """

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    form = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    auto = models.BooleanField(default=False)
    packed = models.BinaryField()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "form"], name="versions_of_a_form")
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.subject_type} {self.subject_id} {self.version}"

    @property
    def posted(self) -> dict[str, str]:
        """What a browser would send: control → text."""
        return self._told["posted"]

    @property
    def said(self) -> list[list[str]]:
        """[label, text] of each answer, as it was read."""
        return self._told["said"]

    def may_say(self, words: Iterable[str]) -> bool:
        """Whether all ``words`` stand somewhere in it; sooner known than what it says is read."""
        text = zlib.decompress(bytes(self.packed))
        return all(word.encode() in text for word in words)

    @property
    def _told(self) -> dict:
        return json.loads(zlib.decompress(bytes(self.packed)))


def packed(posted: dict[str, str], said: list[list[str]]) -> bytes:
    """For ``FormVersion.packed``: a tenth of the Thai text in size."""
    told = {"posted": posted, "said": said}
    return zlib.compress(json.dumps(told, ensure_ascii=False, sort_keys=True).encode(), 6)
