"""Acts on accounts: made, many at once, closed, opened, renamed. None of them knows a password."""

from __future__ import annotations

from collections import Counter

from django.db import transaction

from cdd_network.accounts import names, rules
from cdd_network.accounts.links import Handed, end_links, issue, issue_many
from cdd_network.accounts.queries import next_number, offices_without
from cdd_network.actions_factor import reset_factor
from cdd_network.actions_sign_in import end_sessions
from cdd_network.models import Office, OneTimeLink, User
from cdd_network.models.audit import record, record_many
from cdd_network.refusal import Refused
from cdd_network.roles import Can, Role, check_may


@transaction.atomic
def create_account(
    *, office: Office, role: str, username: str = "", name: str = "", batch: str, by: User
) -> Handed:
    """A new account and its first link. Without ``username`` and ``name`` the suggested ones.

    The page sent twice (``batch``) makes one account. Raises Refused for another's office and for
    a user name that is taken.
    """
    _hold(by)
    rules.check_make(by, office, role)
    made = [one for one in _made_by(batch, by) if (one.office, one.role) == (office, role)]
    if made:
        return issue(made[0], batch=batch, by=by)
    username = username or names.free_name(office, role, _taken())
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(f"ชื่อผู้ใช้ {username} มีอยู่แล้ว โปรดใช้ชื่ออื่น")
    account = User.objects.create_user(
        username,
        role=role,
        office=office,
        display_name=name or names.shown_name(office, role, next_number(office, role)),
    )
    record(account, "create", by=by, username=username, role=role)
    return issue(account, batch=batch, by=by)


@transaction.atomic
def create_missing(*, batch: str, by: User) -> list[Handed]:
    """An account for each office below that has none open, in one act; its page sent twice makes none twice."""
    _hold(by)
    check_may(by, Can.MANAGE_ACCOUNTS)
    made = _made_by(batch, by)
    if made:
        return issue_many(made, batch=batch, by=by)
    role = role_below(by)
    return _make([(office, role) for office in offices_without(by)], batch, by)


@transaction.atomic
def create_committee(*, count: int, batch: str, by: User) -> list[Handed]:
    """``count`` accounts for members of the own province's committee; its page sent twice makes them once."""
    _hold(by)
    rules.check_make(by, by.office, Role.MEMBER)
    made = _made_by(batch, by)
    if made:
        return issue_many(made, batch=batch, by=by)
    return _make([(by.office, Role.MEMBER)] * count, batch, by)


def _make(wanted: list[tuple[Office, Role]], batch: str, by: User) -> list[Handed]:
    """An account for each, named as suggested, and its link."""
    standing = Counter(User.objects.values_list("office", "role"))
    taken, new = _taken(), []
    for office, role in wanted:
        standing[office.pk, role] += 1
        username = names.free_name(office, role, taken)
        taken.add(username)
        shown = names.shown_name(office, role, standing[office.pk, role])
        account = User(username=username, role=role, office=office, display_name=shown)
        account.set_unusable_password()
        new.append(account)
    User.objects.bulk_create(new)
    told = ((one, "create", {"username": one.username, "role": one.role}) for one in new)
    record_many(told, by=by)
    return issue_many(new, batch=batch, by=by)


def role_below(user: User) -> Role:
    """Role of the accounts in the offices next below."""
    return Role.PROVINCE if user.is_department else Role.DISTRICT


@transaction.atomic
def new_link(*, account: User, batch: str = "", by: User) -> Handed:
    """A link in the place of the one that stands; the password stays as it is until it is used."""
    account = _look_again(account, by)
    rules.check_keep(by, account)
    rules.check_link(by, account)
    return issue(account, batch=batch, by=by)


@transaction.atomic
def close_account(*, account: User, reason: str, by: User) -> None:
    """Close it: sessions and links end, password and second factor are gone. What it did keeps its name.

    Raises Refused for the own account and without a reason. Two who close each other: the first wins.
    """
    account = _look_again(account, by)
    rules.check_keep(by, account)
    rules.check_close(by, account)
    account.is_active = False
    account.set_unusable_password()  # else an old session would live again with the account
    account.save(update_fields=["is_active", "password"])
    end_links(account)
    end_sessions(user=account, by=by)
    reset_factor(user=account, by=by)
    record(account, "close", by=by, note=rules.check_reason(reason))


@transaction.atomic
def open_account(*, account: User, reason: str, batch: str = "", by: User) -> Handed:
    """Open a closed account; its password is set anew by the link that is given back."""
    account = _look_again(account, by)
    rules.check_keep(by, account)
    if account.is_active and batch and account.links.standing().filter(batch=batch).exists():
        return issue(account, batch=batch, by=by)  # a second click
    rules.check_open(by, account)
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(account, "open", by=by, note=rules.check_reason(reason))
    return issue(account, batch=batch, by=by)


@transaction.atomic
def rename_account(*, account: User, name: str, seen: str, by: User) -> None:
    """Change the shown name from ``seen``; Refused when another officer changed it meanwhile."""
    account = _look_again(account, by)
    rules.check_keep(by, account)
    before = account.display_name
    if before == name:
        return
    if before != seen:
        raise Refused(f"มีผู้เปลี่ยนชื่อที่แสดงเป็น «{before}» ก่อนแล้ว โปรดตรวจแล้วบันทึกอีกครั้ง")
    account.display_name = name
    account.save(update_fields=["display_name"])
    record(account, "rename", by=by, before=before, after=name)


def _hold(by: User) -> None:
    """One act at a time that makes accounts of an office's keeping; by one whose account is open."""
    Office.objects.select_for_update(no_key=True).only("pk").get(pk=by.office_id)
    if not User.objects.filter(pk=by.pk, is_active=True).exists():
        raise Refused("บัญชีของท่านถูกปิดแล้ว")


def _look_again(account: User, by: User) -> User:
    """The account as it is now, held together with ``by``'s own, which must still be open."""
    both = User.objects.select_for_update(of=("self",), no_key=True).select_related("office")
    held = {one.pk: one for one in both.filter(pk__in={account.pk, by.pk}).order_by("pk")}
    if not held[by.pk].is_active:
        raise Refused("บัญชีของท่านถูกปิดแล้ว")
    return held[account.pk]


def _taken() -> set[str]:
    return {name.lower() for name in User.objects.values_list("username", flat=True)}


def _made_by(batch: str, by: User) -> list[User]:
    """Accounts that this page of this officer has already made and nobody has used."""
    if not batch:
        return []
    links = OneTimeLink.objects.standing().filter(batch=batch, made_by=by)
    return [link.user for link in links.select_related("user__office").order_by("user__office")]
