"""Queries: on which devices somebody is signed in, and how an account is guarded."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cdd_network import brake, second_factor
from cdd_network.actions_factor import factor_of, may_use_factor
from cdd_network.models import SecondFactor, Session, User

MOST_SHOWN = 50


@dataclass(frozen=True)
class Device:
    """A login as its owner sees it; ``name`` stands for its secret key. ``here``: this very one."""

    name: str
    browser: str
    address: str
    since: datetime.datetime
    seen_at: datetime.datetime
    here: bool


@dataclass(frozen=True)
class Safety:
    """How an account stands, for whoever keeps it. Moments are None where there is nothing to tell."""

    logins: int
    paused_until: datetime.datetime | None
    may_use_factor: bool
    factor_since: datetime.datetime | None


def devices_of(user: User, key: str | None = None) -> list[Device]:
    """Where ``user`` is signed in, newest use first; ``key`` is that of the login that asks."""
    return [
        Device(
            name=_name(row.pk),
            browser=row.browser,
            address=row.address,
            since=row.since,
            seen_at=row.seen_at,
            here=row.pk == key,
        )
        for row in _standing(user).defer("session_data")[:MOST_SHOWN]
    ]


def login_named(user: User, name: str) -> Session | None:
    """The user's own login of that name; None when it is over."""
    rows = _standing(user).defer("session_data")
    return next((row for row in rows if _name(row.pk) == name), None)


def safety_of(user: User) -> Safety:
    """Logins, pause and second factor of an account: three queries."""
    factor = factor_of(user)
    return Safety(
        logins=_standing(user).count(),
        paused_until=brake.paused_until(user),
        may_use_factor=may_use_factor(user),
        factor_since=factor.confirmed_at if factor else None,
    )


def recovery_left(factor: SecondFactor | None) -> int:
    """How many recovery codes are still good."""
    return second_factor.RECOVERY_CODES - len(factor.used) if factor else 0


def _standing(user: User) -> QuerySet[Session]:
    return Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at")


def _name(key: str) -> str:
    return salted_hmac("cdd_network.session.name", key, algorithm="sha256").hexdigest()[:24]
