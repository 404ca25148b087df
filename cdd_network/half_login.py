"""Between the password and the second factor: whose password was right, kept in the session.

Nobody is signed in by it. It ends after ``session_store.HALF``, and with the password it was for.
"""

from __future__ import annotations

import hmac

from django.http import HttpRequest
from django.utils import timezone

from cdd_network.models import User
from cdd_network.session_store import HALF

KEY = "half_login"


def begin(request: HttpRequest, user: User) -> None:
    """Remember that the password of ``user`` was right, under a key that nobody planted before."""
    request.session.cycle_key()
    request.session[KEY] = {
        "user": user.pk,
        "bound": user.get_session_auth_hash(),
        "at": timezone.now().timestamp(),
    }


def user_of(request: HttpRequest) -> User | None:
    """Whose second factor is asked for, or None when nobody's is any more."""
    told = request.session.get(KEY)
    if not told or timezone.now().timestamp() - told["at"] > HALF.total_seconds():
        return None
    user = User.objects.filter(pk=told["user"], is_active=True).first()
    same = user is not None and hmac.compare_digest(user.get_session_auth_hash(), told["bound"])
    return user if same else None


def end(request: HttpRequest) -> None:
    """Forget it: one is signed in, or begins anew."""
    request.session.pop(KEY, None)
