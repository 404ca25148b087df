"""Signing in: who is signed in where, wrong tries, and the second factor."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from cdd_network.models.person import User


class Session(AbstractBaseSession):
    """A login on one device; ``user`` is empty between the password and the second factor.

    ``address`` is shortened and ``seen_at`` written at most every quarter of an hour: enough to
    know one's own devices by, too little to follow anybody.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    browser = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=45, blank=True)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at"]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store that reads and writes these rows."""
        return import_module(settings.SESSION_ENGINE).SessionStore


class SignInTry(models.Model):
    """Tries of one name from one address that were not followed by a right password; and what a
    network sends to public pages in a span of time, see ``public_brake``.

    Both are keyed digests: what people type in place of a name may be a password. A pause ends at
    ``paused_until``.
    """

    name = models.CharField(max_length=64)
    address = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    paused_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "address"], name="one_row_a_name_and_address")
        ]
        indexes = [models.Index(fields=["address", "-last_at"], name="tries_of_an_address")]

    def __str__(self) -> str:
        return f"{self.tries} {self.last_at:%Y-%m-%d %H:%M}"


class SecondFactor(models.Model):
    """A person's authenticator app (TOTP, RFC 6238); it holds once a first code confirmed it.

    ``last_step`` is the time step of the newest code that was taken: none is taken twice.
    Recovery codes follow from the secret and ``batch``; ``used`` holds the numbers of those used
    up, ``kept_at`` is when the person said that they are kept: from then on they are not shown.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    batch = models.PositiveIntegerField(default=1)
    used = models.JSONField(default=list)
    kept_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id} {'confirmed' if self.confirmed_at else 'begun'}"
