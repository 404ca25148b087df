"""The secret address of a person's calendar: made, renewed, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cdd_network.models.audit import record
from cdd_network.roles import Can, check_may
from reports.models import CalendarFeed
from reports.models.watch import new_feed_token

if TYPE_CHECKING:
    from cdd_network.models import User


@transaction.atomic
def make_feed(*, by: User) -> CalendarFeed:
    """The person's address; a second click gives the one that is there."""
    check_may(by, Can.SEE_DEADLINES)
    feed, made = CalendarFeed.objects.get_or_create(user=by)
    if made:
        record(feed, "make_feed", by=by)
    return feed


@transaction.atomic
def renew_feed(*, token: str, by: User) -> CalendarFeed:
    """Another address in the place of ``token``, which opens nothing from now on.

    A second click, whose ``token`` is gone already, gives the new one as it is.
    """
    check_may(by, Can.SEE_DEADLINES)
    held = CalendarFeed.objects.filter(user=by, token=token)
    if held.update(token=new_feed_token(), made_at=timezone.now()):
        record(CalendarFeed.objects.get(user=by), "renew_feed", by=by)
    return make_feed(by=by)


@transaction.atomic
def end_feed(*, by: User) -> None:
    """No address any more; ended twice is ended once."""
    check_may(by, Can.SEE_DEADLINES)
    feed = CalendarFeed.objects.filter(user=by).first()
    if feed:
        record(feed, "end_feed", by=by)
        feed.delete()
