"""Acts on logins: what is noted of a new one, ending them, and a pause in the trail."""

from __future__ import annotations

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from cdd_network import brake
from cdd_network.actions_factor import check_password_of, holds, must_use_factor
from cdd_network.address import address_of
from cdd_network.browsers import browser_of, short_address
from cdd_network.models import Session, User
from cdd_network.models.audit import record
from cdd_network.session_store import LOGIN

FACTOR_WANTED = "factor_wanted"
"""Marks a login that may do nothing but set up its second factor, see ``SignedInMiddleware``."""


@receiver(user_logged_in, dispatch_uid="cdd_network.note_login")
def note_login(sender: object, request: HttpRequest, user: User, **more: object) -> None:
    """Keep with a new login since when, by which browser and from which network it is."""
    request.session[LOGIN] = {
        "since": timezone.now().isoformat(),
        "browser": browser_of(request.META.get("HTTP_USER_AGENT", "")),
        "address": short_address(address_of(request)),
    }
    if must_use_factor(user) and not holds(user):
        request.session[FACTOR_WANTED] = True


def note_pause(username: str, address: str) -> None:
    """Write into the trail that an account was paused at an address; a name of nobody's leaves nothing.

    The row is the account's own, so that its office finds it; ``unasked`` says that nobody who had
    signed in did this.
    """
    user = User.objects.filter(username=username).first()
    if user is not None:
        record(
            user, "pause", by=user, unasked=True, tries=brake.MOST, network=short_address(address)
        )


def end_sessions(*, user: User, but: str | None = None, by: User) -> int:
    """End every login of ``user`` but that of the key ``but``; how many. Writes the trail if any."""
    with transaction.atomic():
        ended = Session.objects.filter(user=user).exclude(pk=but or "").delete()[0]
        if ended:
            record(user, "end_sessions", by=by, count=ended)
    return ended


@transaction.atomic
def end_session(*, session: Session, by: User) -> None:
    """End one login; one that is over already is none to be told of."""
    if Session.objects.filter(pk=session.pk).delete()[0]:
        record(session.user, "end_sessions", by=by, count=1)


@transaction.atomic
def open_again(*, user: User, by: User) -> None:
    """Take back the pauses of an account, wherever they were earned."""
    names = (user.username, brake.code_name(user), brake.password_name(user))
    if sum(brake.forget(name) for name in names):
        record(user, "unpause", by=by)


def change_password(*, old: str, new: str, keep: str | None, by: User) -> None:
    """The own password; every other login of the account ends, that of the key ``keep`` stays.

    Whether ``new`` keeps the rules the form has asked. Raises Refused for a wrong ``old``.
    """
    check_password_of(by, old)
    by.set_password(new)  # hashing takes its time: outside the transaction
    with transaction.atomic():
        by.save(update_fields=["password"])
        ended = Session.objects.filter(user=by).exclude(pk=keep or "").delete()[0]
        by.links.standing().update(
            ended_at=timezone.now()
        )  # whoever asked for one needs it no more
        record(by, "password", by=by, ended=ended)
