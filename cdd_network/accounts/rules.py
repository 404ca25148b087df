"""Who may do what to an account: the office above keeps those of the office below, and its own."""

from __future__ import annotations

from cdd_network.models import Office, User
from cdd_network.refusal import Refused
from cdd_network.roles import Can, Role, check_may

ROLES_AT = {
    Office.Kind.DEPARTMENT: (Role.DEPARTMENT,),
    Office.Kind.PROVINCE: (Role.PROVINCE, Role.MEMBER),
    Office.Kind.DISTRICT: (Role.DISTRICT,),
}
"""Which roles the accounts of an office have."""
LONGEST_REASON = 200


def roles_made(user: User, kind: str) -> tuple[Role, ...]:
    """Which accounts ``user`` makes in an office of that kind: a committee's its own province alone."""
    roles = ROLES_AT[kind]
    return tuple(one for one in roles if not (user.is_department and one == Role.MEMBER))


def check_keep(user: User, account: User) -> None:
    """Raise Refused unless the account is one that ``user`` keeps, and ``user`` himself is open."""
    check_may(user, Can.MANAGE_ACCOUNTS)
    if not User.objects.visible_to(user).filter(pk=account.pk).exists():
        raise Refused("บัญชีนี้ไม่อยู่ในความดูแลของสำนักงานท่าน")


def check_make(user: User, office: Office, role: str) -> None:
    """Raise Refused unless ``user`` keeps the office's accounts of this role."""
    check_may(user, Can.MANAGE_ACCOUNTS)
    fits = role in roles_made(user, office.kind)
    if not fits or not Office.objects.kept_by(user).filter(pk=office.pk).exists():
        raise Refused("สร้างบัญชีได้เฉพาะของสำนักงานท่านและสำนักงานที่อยู่ในความดูแล")


def check_close(user: User, account: User) -> None:
    """Raise Refused for the own account and for one that is closed.

    Since nobody closes himself, whoever closes another one's account stays: an office that keeps
    accounts never closes its last.
    """
    if account.pk == user.pk:
        raise Refused("ปิดบัญชีของท่านเองไม่ได้ ให้เจ้าหน้าที่ท่านอื่นหรือสำนักงานระดับเหนือขึ้นไปเป็นผู้ปิด")
    if not account.is_active:
        raise Refused("บัญชีนี้ปิดอยู่แล้ว")


def check_open(user: User, account: User) -> None:
    """Raise Refused for an account that is open."""
    if account.is_active:
        raise Refused("บัญชีนี้เปิดใช้อยู่แล้ว")


def check_link(user: User, account: User) -> None:
    """Raise Refused for a closed account and for the own one, of which the password is known."""
    if account.pk == user.pk:
        raise Refused("บัญชีนี้เป็นของท่านเอง เปลี่ยนรหัสผ่านได้ที่หน้า «บัญชีของฉัน»")
    if not account.is_active:
        raise Refused("บัญชีนี้ปิดอยู่ เปิดใช้อีกครั้งก่อน แล้วระบบจะออกลิงก์ให้")


def check_reason(reason: str) -> str:
    """The reason without spaces around it; raises Refused when there is none."""
    if not reason.strip():
        raise Refused("โปรดระบุเหตุผล")
    return reason.strip()[:LONGEST_REASON]
