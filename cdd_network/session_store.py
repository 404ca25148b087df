"""Logins in our own table: each knows its person, ends by idleness and by age.

The limits stand in the row's moment of ending, by which the row is looked up: a page reads no more
than it did, and writes once a quarter of an hour.
"""

from __future__ import annotations

import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from cdd_network.models import Session

LONGEST = datetime.timedelta(hours=12)
"""A login ends so long after it began: one working day."""
IDLE = datetime.timedelta(hours=2)
"""And so long after its last page: computers of an office are shared. Autosave counts as a page."""
HALF = datetime.timedelta(minutes=10)
"""So long one may take between the password and the second factor."""
SEEN_EVERY = datetime.timedelta(minutes=15)
LOGIN = "login"
"""Key of what was noted when one signed in, see ``sessions.note_login``."""


def ends_at(since: datetime.datetime, seen: datetime.datetime) -> datetime.datetime:
    """When a login that began at ``since`` and was last used at ``seen`` is over."""
    return min(since + LONGEST, seen + IDLE)


class SessionStore(db.SessionStore):
    """Django's own store over ``Session``."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def create_model_instance(self, data: dict[str, object]) -> Session:
        """The row as it is saved: the person and the device beside the data."""
        now = timezone.now()
        told = data.get(LOGIN, {})
        since = datetime.datetime.fromisoformat(told["since"]) if told else now
        signed_in = SESSION_KEY in data
        row = super().create_model_instance(data)
        row.user_id = int(data[SESSION_KEY]) if signed_in else None
        row.browser, row.address = told.get("browser", ""), told.get("address", "")
        row.since, row.seen_at = since, now
        row.expire_date = ends_at(since, now) if signed_in else now + HALF
        return row

    def _get_session_from_db(self) -> Session | None:
        row = super()._get_session_from_db()
        now = timezone.now()
        if row is not None and row.user_id and row.seen_at < now - SEEN_EVERY:
            # Not saved as a whole: a login that was ended meanwhile stays ended.
            Session.objects.filter(pk=row.pk).update(
                seen_at=now, expire_date=ends_at(row.since, now)
            )
        return row
