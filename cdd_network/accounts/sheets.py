"""Accounts and links as workbooks and as text for LINE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils import timezone

from cdd_network import thai
from cdd_network.accounts.links import Handed
from cdd_network.accounts.queries import standing_of
from cdd_network.models import User
from cdd_network.workbook import workbook

TITLE = "บัญชีผู้ใช้"
LINKS_TITLE = "ลิงก์ตั้งรหัสผ่าน"
HEADS = ("สำนักงาน", "ชื่อผู้ใช้", "ชื่อที่แสดง", "หน้าที่", "สถานะ", "สร้างเมื่อ", "เข้าใช้ล่าสุด")
LINK_HEADS = ("สำนักงาน", "ชื่อผู้ใช้", "ชื่อที่แสดง", "ลิงก์ (ใช้ได้ครั้งเดียว)", "ใช้ได้ถึง")


def accounts_workbook(accounts: Iterable[User]) -> bytes:
    """The list as a workbook; accounts from ``with_links``."""
    return workbook(TITLE, HEADS, _rows(accounts))


def _rows(accounts: Iterable[User]) -> Iterator[tuple[object, ...]]:
    for one in accounts:
        yield (
            one.office.short_name,
            one.username,
            one.display_name,
            one.get_role_display(),
            standing_of(one).text,
            one.created_at,
            one.last_login,
        )


def links_workbook(links: Iterable[Handed]) -> bytes:
    """Links as they were told, a row an account: whoever holds the file can set the passwords."""
    rows = (
        (
            one.account.office.short_name,
            one.account.username,
            one.account.display_name,
            one.address,
            one.expires_at,
        )
        for one in links
    )
    return workbook(LINKS_TITLE, LINK_HEADS, rows)


def line_text(link: Handed) -> str:
    """What is pasted into LINE, to the owner alone."""
    until = thai.moment_text(timezone.localtime(link.expires_at))
    return (
        f"เรียน {_greeted(link.account)}\n"
        "บัญชีผู้ใช้ระบบเครือข่ายกลุ่มออมทรัพย์\n"
        f"ชื่อผู้ใช้: {link.account.username}\n"
        f"ตั้งรหัสผ่านที่ลิงก์นี้ ใช้ได้ครั้งเดียว ภายใน {until}\n"
        f"{link.address}\n"
        "โปรดอย่าส่งต่อลิงก์นี้ให้ผู้อื่น\n"
        f"ครั้งต่อไปเข้าสู่ระบบที่ {settings.SITE_URL}"
    )


def _greeted(account: User) -> str:
    """An office's letters go to the office; a member belongs to no office."""
    return account.display_name if account.is_member else account.office.name
