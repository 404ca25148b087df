"""What every page needs: the menu of one's role and the year being worked on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network.roles import Can, may

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cdd_network.models import User


@dataclass(frozen=True)
class MenuItem:
    """A menu entry; ``current`` marks where one is."""

    title: str
    url: str
    current: bool


MENU = (
    ("งานของฉัน", "home", None),
    ("กระดานจังหวัด", "board", Can.WATCH_PROVINCE),
    ("ภาพรวมประเทศ", "country", Can.WATCH_COUNTRY),
    ("การคัดเลือก", "rounds", Can.SEE_ROUND),
    ("แบบเสนอโครงการ", "nominations", Can.SEE_NOMINATION),
    ("กลุ่มออมทรัพย์", "groups", Can.SEE_GROUPS),
    ("หนังสือ", "documents", Can.SEE_DOCUMENT),
    ("กิจกรรมและรายงาน", "activities", Can.SEE_ACTIVITY),
    ("ชุดเอกสาร", "bundles", Can.BUNDLE),
    ("กำหนดส่ง", "deadlines", Can.SEE_DEADLINES),
    ("ให้คะแนน", "scoring", Can.SCORE),
)
UPKEEP = (
    ("สำนักงาน", "office", Can.EDIT_OFFICE, "หัวหนังสือ ตราครุฑ ผู้ลงนาม และพื้นที่จัดเก็บ"),
    ("ปีงบประมาณ", "programmes", Can.EDIT_PROGRAMME, "เกณฑ์ หลักสูตร งบประมาณ กำหนดส่ง และถ้อยคำในหนังสือ"),
    ("บัญชีผู้ใช้", "accounts", Can.MANAGE_ACCOUNTS, "สร้างและปิดบัญชี ออกลิงก์ตั้งรหัสผ่าน"),
    ("ประวัติการใช้งาน", "trail", Can.READ_TRAIL, "ใครทำอะไรเมื่อใด ค้นและดาวน์โหลดได้"),
    ("ข้อมูลส่วนบุคคล", "personal", Can.ANSWER_FOR_DATA, "ตอบคำขอของเจ้าของข้อมูล และกำหนดลบชื่อ"),
)
"""What is seldom opened: one entry of the menu, one page that says what each is for."""
UPKEEP_TITLE = "ดูแลระบบ"


ALSO = {
    "documents": ("/register/",),
    "activities": ("/plans/", "/summaries/", "/chosen/", "/events/", "/follow-ups/"),
    "deadlines": ("/calendar/",),
}
"""Where else an entry's pages stand."""


@dataclass(frozen=True)
class UpkeepItem:
    """A row of the page «ดูแลระบบ»."""

    title: str
    url: str
    what: str


def upkeep_of(user: User) -> list[UpkeepItem]:
    """The seldom opened pages that the user's role may open."""
    return [
        UpkeepItem(title, reverse(name), what)
        for title, name, act, what in UPKEEP
        if may(user, act)
    ]


def site(request: HttpRequest) -> dict[str, object]:
    """Context ``nav``: the menu entries that the user's role may open; ``may_search``."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": []}
    items = [
        _item(request, title, reverse(name), ALSO.get(name, ()))
        for title, name, act in MENU
        if act is None or may(user, act)
    ]
    if kept := upkeep_of(user):
        under = tuple(one.url for one in kept)
        items.append(_item(request, UPKEEP_TITLE, reverse("upkeep"), under))
    return {"nav": items, "may_search": may(user, Can.SEARCH)}


def _item(request: HttpRequest, title: str, url: str, also: tuple[str, ...]) -> MenuItem:
    under = (*([url] if url != "/" else []), *also)
    return MenuItem(title, url, request.path == url or request.path.startswith(under))
