"""Acts on the second factor: begin, confirm, use, renew its recovery codes, switch off, reset."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cdd_network import brake, second_factor
from cdd_network.models import SecondFactor, Session, User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.roles import Can, may

TOO_OFTEN = f"ใส่รหัสยืนยันผิดครบ {brake.MOST} ครั้ง"
WRONG = "รหัสนี้ไม่ถูกต้องหรือใช้ไปแล้ว โปรดรอรหัสถัดไปในแอป และตรวจว่านาฬิกาของโทรศัพท์ตรง"
BEGUN_LIFE = datetime.timedelta(hours=1)
"""So long a secret waits for its first code."""
WRONG_PASSWORD = "รหัสผ่านปัจจุบันไม่ถูกต้อง"  # noqa: S105


def may_use_factor(user: User) -> bool:
    """Whether the account may guard itself by a second factor: whoever issues papers or keeps accounts."""
    return may(user, Can.ISSUE_DOCUMENT) or may(user, Can.MANAGE_ACCOUNTS)


def must_use_factor(user: User) -> bool:
    """Whether the installation demands it of this account."""
    return settings.DEMAND_SECOND_FACTOR and may_use_factor(user)


def factor_of(user: User) -> SecondFactor | None:
    """The account's second factor, begun or confirmed."""
    return SecondFactor.objects.filter(user=user).first()


def holds(user: User) -> bool:
    """Whether signing in asks this account for a code."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def check_begin(user: User) -> None:
    """Raise Refused unless the account may begin a second factor now."""
    if not may_use_factor(user):
        raise Refused("การยืนยันสองขั้นมีไว้สำหรับบัญชีที่ออกหนังสือหรือดูแลบัญชี")
    if holds(user):
        raise Refused("เปิดใช้การยืนยันสองขั้นอยู่แล้ว")


def check_switch_off(user: User) -> None:
    """Raise Refused where the installation demands the second factor."""
    if must_use_factor(user):
        raise Refused("ระบบนี้กำหนดให้ผู้ออกหนังสือใช้การยืนยันสองขั้น จึงปิดเองไม่ได้")


def check_reset(user: User, by: User) -> None:
    """Raise Refused unless another keeps the account; which accounts one keeps, the door says."""
    if user.pk == by.pk:
        raise Refused("ยกเลิกของตนเองที่หน้า «บัญชีของฉัน» หรือให้ผู้ดูแลบัญชีคนอื่นยกเลิกให้")


def check_password_of(user: User, password: str) -> None:
    """Raise Refused for a wrong password of somebody signed in; Paused after too many."""
    name = brake.password_name(user)
    brake.count(name, what=f"ใส่รหัสผ่านปัจจุบันผิดครบ {brake.MOST} ครั้ง")
    if not user.check_password(password):
        raise Refused(WRONG_PASSWORD)
    brake.forget(name)


def begin_factor(*, by: User) -> SecondFactor:
    """A secret that waits for its first code. A second click keeps the one that stands.

    One that was left lying is replaced: somebody may have read it meanwhile.
    """
    check_begin(by)
    now = timezone.now()
    fresh = {"secret": second_factor.new_secret(), "made_at": now}
    with transaction.atomic():
        begun = SecondFactor.objects.filter(user=by, confirmed_at=None)
        begun.filter(made_at__lt=now - BEGUN_LIFE).delete()
        return SecondFactor.objects.get_or_create(user=by, defaults=fresh)[0]


def confirm_factor(*, password: str, code: str, by: User) -> SecondFactor:
    """The first code shows that the app holds the secret: from now on signing in asks for one.

    Wants the password, so that nobody at a browser left open shuts its owner out.
    """
    check_begin(by)
    check_password_of(by, password)
    return _take(by, code, confirm=True)


def pass_code(*, user: User, code: str) -> None:
    """Take a code of the app or a recovery code, each once. Raises Refused, Paused after too many."""
    _take(user, code)


def _take(user: User, code: str, *, confirm: bool = False) -> SecondFactor:
    tried = brake.count(brake.code_name(user), what=TOO_OFTEN)
    try:
        factor = _taken(user, code, confirm)
    except Refused:
        if not brake.left(tried):  # a sign that somebody else knows the password
            record(user, "pause", by=user, unasked=True, tries=brake.MOST, code=True)
        raise
    brake.forget(brake.code_name(user))
    return factor


def _taken(user: User, code: str, confirm: bool) -> SecondFactor:
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(user=user).first()
        if factor is None or bool(factor.confirmed_at) is confirm:
            raise Refused("การยืนยันสองขั้นเปลี่ยนไประหว่างนี้ โปรดเริ่มใหม่")
        typed, now = second_factor.typed(code), timezone.now()
        step = second_factor.step_of(
            factor.secret, typed, at=now.timestamp(), after=factor.last_step
        )
        if step is not None:
            factor.last_step = step
        elif confirm or not _use_recovery(factor, typed, user):
            raise Refused(WRONG)
        if confirm:
            factor.confirmed_at = now
            record(user, "factor_on", by=user)
        factor.save()
    return factor


def _use_recovery(factor: SecondFactor, code: str, user: User) -> bool:
    number = second_factor.recovery_number(factor.secret, factor.batch, code)
    if number is None or number in factor.used:
        return False
    factor.used = [*factor.used, number]
    record(user, "factor_recovery", by=user, left=second_factor.RECOVERY_CODES - len(factor.used))
    return True


@transaction.atomic
def keep_codes(*, by: User) -> None:
    """The person has kept the recovery codes: they are shown no more."""
    SecondFactor.objects.filter(user=by, kept_at=None, confirmed_at__isnull=False).update(
        kept_at=timezone.now()
    )


def renew_codes(*, password: str, by: User) -> None:
    """Another set of recovery codes; the former ones hold no more. Wants the password."""
    check_password_of(by, password)
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(user=by).first()
        if factor is None or not factor.confirmed_at:
            raise Refused("ยังไม่ได้เปิดใช้การยืนยันสองขั้น")
        factor.batch, factor.used, factor.kept_at = factor.batch + 1, [], None
        factor.save()
        record(by, "factor_codes", by=by)


def switch_off(*, password: str, code: str, by: User) -> None:
    """No second factor any more; wants the password and a code."""
    check_switch_off(by)
    check_password_of(by, password)
    _take(by, code)  # not within the deletion's transaction: a wrong try stays counted
    with transaction.atomic():
        if SecondFactor.objects.filter(user=by).delete()[0]:
            record(by, "factor_off", by=by)


@transaction.atomic
def cancel_begun(*, by: User) -> None:
    """Drop a secret that was never confirmed."""
    SecondFactor.objects.filter(user=by, confirmed_at=None).delete()


@transaction.atomic
def reset_factor(*, user: User, by: User | None) -> bool:
    """The telephone is lost: no second factor any more, and every login of the account ends.

    False when there was none. ``by`` is None at the server's console, where nobody is signed in: the
    trail then tells it as the account's own act.
    """
    if by is not None:
        check_reset(user, by)
    if not SecondFactor.objects.filter(user=user).delete()[0]:
        return False
    ended = Session.objects.filter(user=user).delete()[0]
    where = {} if by else {"console": True}
    record(user, "factor_reset", by=by or user, ended=ended, **where)
    return True
