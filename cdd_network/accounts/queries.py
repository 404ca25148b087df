"""Lists of accounts and of offices that have none, and what was done to an account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.expressions import OrderBy
from django.utils import timezone

from cdd_network.accounts.links import Handed
from cdd_network.lists import searched
from cdd_network.models import AuditRow, Office, OneTimeLink, User
from cdd_network.models.link import digest_of
from cdd_network.models.office import short_name
from cdd_network.roles import Role

NO_PASSWORD = "!"  # noqa: S105 (a mark, not a secret)
"""With this begins what Django stores where no password was set."""
STATES = [
    ("used", "ใช้งานอยู่"),
    ("waiting", "รอตั้งรหัสผ่าน"),
    ("expired", "ยังไม่ได้ตั้งรหัสผ่าน ลิงก์หมดอายุ"),
    ("closed", "ปิดแล้ว"),
]
TONES = {"used": "fine", "waiting": "", "expired": "act", "closed": ""}
ACTS = {
    "begin": "สร้างบัญชีแรกของระบบ",
    "create": "สร้างบัญชี",
    "link": "ออกลิงก์ตั้งรหัสผ่าน",
    "set_password": "ตั้งรหัสผ่านด้วยลิงก์",
    "rename": "เปลี่ยนชื่อที่แสดง",
    "close": "ปิดบัญชี",
    "open": "เปิดใช้อีกครั้ง",
    "password": "เปลี่ยนรหัสผ่านของตนเอง",
    "pause": "พักการเข้าสู่ระบบ เพราะใส่รหัสผ่านหรือรหัสยืนยันผิดหลายครั้ง",
    "unpause": "ให้เข้าสู่ระบบได้โดยไม่ต้องรอ",
    "end_sessions": "ให้อุปกรณ์ออกจากระบบ",
    "factor_on": "เปิดการยืนยันสองขั้น",
    "factor_recovery": "เข้าสู่ระบบด้วยรหัสสำรอง",
    "factor_codes": "ขอรหัสสำรองชุดใหม่",
    "factor_off": "ปิดการยืนยันสองขั้น",
    "factor_reset": "ยกเลิกการยืนยันสองขั้นให้",
}
"""What is told of an account's trail, on its page and in the trail of all."""
FIELDS = ("username", "display_name", "office__name")


def with_links(accounts: QuerySet[User]) -> QuerySet[User]:
    """Accounts with ``has_link``: a link stands by which the password can be set now."""
    links = OneTimeLink.objects.standing().filter(expires_at__gt=timezone.now())
    return accounts.annotate(has_link=Exists(links.filter(user=OuterRef("pk"))))


def find_accounts(accounts: QuerySet[User], query: Mapping[str, str]) -> QuerySet[User]:
    """Accounts that match ``q``, ``state``, ``office`` and ``role``, by office and user name."""
    found = searched(with_links(accounts), query.get("q", ""), FIELDS)
    waiting = found.filter(is_active=True, password__startswith=NO_PASSWORD)
    states = {
        "used": found.filter(is_active=True).exclude(password__startswith=NO_PASSWORD),
        "waiting": waiting.filter(has_link=True),
        "expired": waiting.filter(has_link=False),
        "closed": found.filter(is_active=False),
    }
    found = states.get(query.get("state", ""), found)
    if query.get("office"):
        found = found.filter(office_id=query["office"])
    return found.order_by(*_in_order("office__"), "-role", "username")


@dataclass(frozen=True)
class Standing:
    """How an account stands: the key of ``STATES`` and its words, and the colour of its tag."""

    account: User
    key: str
    text: str
    tone: str


def standing_of(account: User, link: OneTimeLink | None = None) -> Standing:
    """How an account stands, by ``with_links`` or by its standing ``link``."""
    has_link = getattr(account, "has_link", link is not None and link.expires_at > timezone.now())
    key = _state(account, has_link)
    return Standing(account, key, dict(STATES)[key], TONES[key])


def _state(account: User, has_link: bool) -> str:
    if not account.is_active:
        return "closed"
    if account.has_usable_password():
        return "used"
    return "waiting" if has_link else "expired"


def offices_of(user: User) -> list[tuple[int, str, str]]:
    """(key, short name, kind) of the offices whose accounts ``user`` keeps."""
    rows = Office.objects.kept_by(user).order_by(*_in_order()).values_list("pk", "name", "kind")
    return [(pk, short_name(name), kind) for pk, name, kind in rows]


def _in_order(office: str = "") -> list[OrderBy]:
    """Department, then each province before its districts, by the codes of the places."""
    return [F(f"{office}{place}").asc(nulls_first=True) for place in ("province", "district")]


def offices_without(user: User) -> QuerySet[Office]:
    """Offices next below that have no open account: provinces of the department, districts of a province."""
    kind = Office.Kind.PROVINCE if user.is_department else Office.Kind.DISTRICT
    role = Role.PROVINCE if user.is_department else Role.DISTRICT
    theirs = User.objects.filter(office=OuterRef("pk"), role=role, is_active=True)
    below = Office.objects.kept_by(user).filter(kind=kind)
    return below.exclude(Exists(theirs)).order_by(*_in_order())


def next_number(office: Office, role: str) -> int:
    """Which account of its office and role a new one would be, from 1; closed ones count too."""
    return office.users.filter(role=role).count() + 1


@dataclass(frozen=True)
class Past:
    """One act on an account: when, who, what, with which note."""

    at: datetime
    by: str
    act: str
    note: str


MOST_PAST = 30


def past_of(account: User) -> list[Past]:
    """What was done to the account, the latest first."""
    rows = AuditRow.objects.filter(
        subject_type=User._meta.label_lower, subject_id=str(account.pk), act__in=ACTS
    ).select_related("by")
    return [Past(row.at, _by(row), ACTS[row.act], _note(row)) for row in rows[:MOST_PAST]]


def _by(row: AuditRow) -> str:
    """Who did it; wrong passwords are typed by nobody knows whom, though the row is the account's."""
    return "ไม่ทราบผู้ใส่" if row.detail.get("unasked") else row.by.display_name


def _note(row: AuditRow) -> str:
    if row.act == "rename":
        return f"จาก «{row.detail['before']}» เป็น «{row.detail['after']}»"
    if row.detail.get("console"):
        return "ที่เครื่องแม่ข่าย"
    if network := row.detail.get("network"):
        return f"จากเครือข่าย {network}"
    return row.detail.get("note", "")


def standing_link(account: User) -> OneTimeLink | None:
    """The account's link that was neither used nor ended, whether or not its time is over."""
    return account.links.standing().select_related("made_by").first()


def links_told(user: User, tokens: Iterable[str]) -> list[Handed]:
    """The usable links of these tokens whose accounts ``user`` keeps, in their order."""
    by_digest = {digest_of(token): token for token in tokens}
    links = OneTimeLink.objects.usable().filter(
        digest__in=by_digest, user__in=User.objects.visible_to(user)
    )
    found = {link.digest: link for link in links.select_related("user__office")}
    return [
        Handed(found[digest].user, token, found[digest].purpose, found[digest].expires_at)
        for digest, token in by_digest.items()
        if digest in found
    ]
