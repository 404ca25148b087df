"""Wrong tries are counted and pause: by name and address together, and the many names of one address.

An office shares one address, so that a name typed wrong there pauses nobody else of it; and what a
stranger types elsewhere pauses nobody in his own office. Names that nobody has are counted alike.
A try is counted before its password is looked at: of any number at once no more than ``MOST`` are.
"""

from __future__ import annotations

import datetime
import unicodedata

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cdd_network.browsers import is_own_machine, network_of
from cdd_network.models import SignInTry, User
from cdd_network.refusal import Refused
from cdd_network.thai import time_text

MOST = 5
"""So many wrong tries, then a pause."""
PAUSE = datetime.timedelta(minutes=15)
"""How long; and so long after its last wrong try a name's tries are forgotten."""
MOST_NAMES = 60
"""So many names of one address with wrong tries in ``NAMES_TIME``, then no further name: an office
of 30 may all mistype twice."""
NAMES_TIME = datetime.timedelta(hours=1)
KEPT = datetime.timedelta(days=1)
"""So long a row is kept after its last try; then the day's purge takes it."""


class Paused(Refused):
    """Too many wrong tries; ``until`` is when the next one is looked at."""

    def __init__(self, what: str, until: datetime.datetime) -> None:
        super().__init__(f"{what} เพื่อความปลอดภัย กรุณารอ แล้วลองใหม่ได้ตั้งแต่เวลา {opens_text(until)}")
        self.until = until


def opens_text(until: datetime.datetime) -> str:
    """«10.43 น.»: the first whole minute, local time, at which a pause is surely over."""
    whole = until + datetime.timedelta(seconds=59, microseconds=999_999)
    return time_text(timezone.localtime(whole).time())


def count(name: str, address: str = "", *, what: str) -> SignInTry:
    """Count a try of ``name`` from ``address`` before it is looked at; ``forget`` it when it was right.

    ``what`` begins the sentence of a pause. Without an address the try is of somebody who is known
    already. Raises Paused.
    """
    now, keys = timezone.now(), _keys(name, address)
    if address and not is_own_machine(address):
        _check_address(keys, now)
    with transaction.atomic():
        SignInTry.objects.get_or_create(**keys, defaults={"last_at": now})
        row = SignInTry.objects.select_for_update().get(**keys)
        if row.paused_until and now < row.paused_until:
            raise Paused(what, row.paused_until)
        again = row.paused_until is None and now - row.last_at < PAUSE
        row.tries = row.tries + 1 if again else 1
        row.last_at = now
        row.paused_until = now + PAUSE if row.tries >= MOST else None
        row.save()
    return row


def left(row: SignInTry) -> int:
    """How many tries are left after that of ``row``."""
    return max(0, MOST - row.tries)


def forget(name: str, address: str | None = None) -> int:
    """Take back what was counted of a name, from everywhere without ``address``; how many rows."""
    keys = _keys(name, address or "")
    if address is None:
        del keys["address"]
    return SignInTry.objects.filter(**keys).delete()[0]


def paused_until(user: User) -> datetime.datetime | None:
    """When the latest pause of this account ends, wherever it was tried; None without a pause."""
    names = [_keys(name, "")["name"] for name in (user.username, code_name(user))]
    rows = SignInTry.objects.filter(name__in=names, paused_until__gt=timezone.now())
    return rows.order_by("-paused_until").values_list("paused_until", flat=True).first()


def code_name(user: User) -> str:
    """Under which the tries of an account's second factor are counted; nobody can type it."""
    return f"\0code {user.pk}"


def password_name(user: User) -> str:
    """Under which the tries of the own password by somebody signed in are counted."""
    return f"\0password {user.pk}"


def _check_address(keys: dict[str, str], now: datetime.datetime) -> None:
    """Raise Paused for a new name from an address at which too many have failed of late."""
    recent = SignInTry.objects.filter(address=keys["address"], last_at__gt=now - NAMES_TIME)
    newest = recent.order_by("-last_at").values_list("last_at", flat=True)
    oldest = newest[MOST_NAMES - 1 : MOST_NAMES].first()
    if oldest is not None and not recent.filter(name=keys["name"]).exists():
        raise Paused("มีการเข้าสู่ระบบผิดหลายชื่อจากเครือข่ายนี้", oldest + NAMES_TIME)


def _keys(name: str, address: str) -> dict[str, str]:
    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    return {
        "name": _digest(f"name {folded}"),
        "address": _digest(f"address {network_of(address)}") if address else "",
    }


def _digest(text: str) -> str:
    return salted_hmac("cdd_network.brake", text, algorithm="sha256").hexdigest()
