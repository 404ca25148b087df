"""Acts on one-time links: made for an account, told once, used once."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import password_changed
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cdd_network.actions_sign_in import end_sessions, open_again
from cdd_network.models import OneTimeLink, User
from cdd_network.models.audit import record, record_many
from cdd_network.models.link import LINK_LIFE, address_of_link, digest_of, new_token


@dataclass(frozen=True)
class Handed:
    """A link as it is told once: to whom, its address and until when."""

    account: User
    token: str
    purpose: str
    expires_at: datetime

    @property
    def address(self) -> str:
        """What is opened, copied and printed."""
        return address_of_link(self.token)


def issue(account: User, *, batch: str = "", by: User | None) -> Handed:
    """A link for one account; see ``issue_many``."""
    return issue_many([account], batch=batch, by=by)[0]


def issue_many(accounts: Iterable[User], *, batch: str, by: User | None) -> list[Handed]:
    """A link for each account, in the place of the one it had. Call it inside the act's transaction.

    The same page sent twice (``batch``) gives the same links, as long as they are good: a reload
    does not spoil a link that was already passed on. ``by`` is None at the server's console.
    """
    accounts = list(accounts)
    known = {account.pk: _token(account, batch, by) for account in accounts}
    digests = [digest_of(token) for token in known.values()]
    seen = {link.digest: link for link in OneTimeLink.objects.filter(digest__in=digests)}
    handed, fresh = [], []
    for account in accounts:
        token = known[account.pk]
        link = seen.get(digest_of(token))
        if link is None or not _is_good(link):
            token = token if link is None else new_token()
            link = _link(account, token, batch, by)
            fresh.append(link)
        handed.append(Handed(account, token, link.purpose, link.expires_at))
    _write(fresh, by)
    return handed


def set_password(*, token: str, password: str) -> User | None:
    """Set the password by a link and end all sessions of the account; None when the link is no good.

    The hash is made before the transaction begins: it is slow on purpose.
    """
    found = link_of(token)
    if found is None:
        return None
    hashed = make_password(password)
    with transaction.atomic():
        account = User.objects.select_for_update(no_key=True).get(pk=found.user_id)
        now = timezone.now()
        if not OneTimeLink.objects.usable(now).filter(pk=found.pk).update(used_at=now):
            return None
        account.password = hashed
        account.save(update_fields=["password"])
        record(account, "set_password", by=account, purpose=found.purpose)
        end_sessions(user=account, by=account)
        open_again(user=account, by=account)  # who was shut out by wrong tries comes in again
    password_changed(password, account)
    return account


def link_of(token: str) -> OneTimeLink | None:
    """The usable link of a token with its account and office, or None: why not is told to nobody."""
    links = OneTimeLink.objects.usable().select_related("user__office")
    return links.filter(digest=digest_of(token)).first()


def end_links(account: User) -> None:
    """Void what still stands of an account's links."""
    account.links.standing().update(ended_at=timezone.now())


def _token(account: User, batch: str, by: User | None) -> str:
    """Random; of a page's batch a keyed digest, which is as good as random to all others."""
    if not batch or by is None:
        return new_token()
    said = f"{by.pk}:{account.pk}:{batch}"
    digest = salted_hmac("cdd_network.one_time_link", said, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def _is_good(link: OneTimeLink) -> bool:
    return link.used_at is None and link.ended_at is None and link.expires_at > timezone.now()


def _link(account: User, token: str, batch: str, by: User | None) -> OneTimeLink:
    kinds = OneTimeLink.Purpose
    now = timezone.now()
    return OneTimeLink(
        user=account,
        purpose=kinds.RESET if account.last_login else kinds.FIRST,
        digest=digest_of(token),
        batch=batch,
        made_by=by,
        made_at=now,
        expires_at=now + LINK_LIFE,
    )


def _write(links: list[OneTimeLink], by: User | None) -> None:
    """The new links in the place of the old ones, with their trail: never the token."""
    if not links:
        return
    old = OneTimeLink.objects.standing().filter(user__in=[link.user for link in links])
    old.update(ended_at=timezone.now())
    OneTimeLink.objects.bulk_create(links)
    if by is not None:
        record_many(((one.user, "link", {"purpose": one.purpose}) for one in links), by=by)
        return
    for one in links:  # at the console nobody is signed in: it is the account's own act
        record(one.user, "link", by=one.user, purpose=one.purpose, console=True)
