"""One-time links: how a person comes to a password of his own, first and again."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cdd_network.models.person import User

LINK_LIFE = timedelta(hours=72)
"""So long a link may be used: over a weekend."""
BATCH_LENGTH = 32


def new_token() -> str:
    """192 random bits; it is told once and stored nowhere."""
    return secrets.token_urlsafe(24)


def digest_of(token: str) -> str:
    """SHA-256 of a token, by which its link is found. A random token needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of_link(token: str) -> str:
    """The whole address that opens the page where the password is set."""
    return f"{settings.SITE_URL}{reverse('set_password', args=[token])}"


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    """Links, and those that still open."""

    def standing(self) -> OneTimeLinkQuerySet:
        """Neither used nor replaced nor voided, whether or not their time is over."""
        return self.filter(used_at=None, ended_at=None)

    def usable(self, now: datetime | None = None) -> OneTimeLinkQuerySet:
        """Those by which a password can be set now, of accounts that are open."""
        now = now or timezone.now()
        return self.standing().filter(expires_at__gt=now, user__is_active=True)


class OneTimeLink(models.Model):
    """A link by which one person sets his password once. Only the digest of its token is kept.

    ``ended_at`` is when a newer link took its place or its account was closed; ``batch`` names the
    page that links were made on, so that a second click of it makes the same accounts no second
    time. ``made_by`` is empty for a link of the server's console.
    """

    class Purpose(models.TextChoices):
        FIRST = "first", "ตั้งรหัสผ่านครั้งแรก"
        RESET = "reset", "ตั้งรหัสผ่านใหม่"

    user = models.ForeignKey(User, models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=6, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    batch = models.CharField(max_length=BATCH_LENGTH, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at=None, ended_at=None),
                name="one_standing_link_a_user",
            ),
            models.CheckConstraint(
                name="link_used_or_ended", condition=Q(used_at=None) | Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="link_purpose_known", condition=Q(purpose__in=["first", "reset"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.purpose} {self.made_at:%Y-%m-%d %H:%M}"
