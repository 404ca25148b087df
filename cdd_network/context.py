"""What every page needs: the menu of one's role and the year being worked on."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from cdd_network.roles import Can, may


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
    ("ปีงบประมาณ", "programmes", Can.EDIT_PROGRAMME),
    ("ให้คะแนน", "scoring", Can.SCORE),
    ("สำนักงาน", "office", Can.EDIT_OFFICE),
    ("บัญชีผู้ใช้", "accounts", Can.MANAGE_ACCOUNTS),
    ("ประวัติการใช้งาน", "trail", Can.READ_TRAIL),
    ("ข้อมูลส่วนบุคคล", "personal", Can.ANSWER_FOR_DATA),
    ("วิธีใช้", "guide", None),
)


ALSO = {
    "documents": ("/register/",),
    "activities": ("/plans/", "/summaries/", "/chosen/", "/events/", "/follow-ups/"),
    "deadlines": ("/calendar/",),
}
"""Where else an entry's pages stand."""


def site(request: HttpRequest) -> dict[str, object]:
    """Context ``nav``: the menu entries that the user's role may open; ``may_search``."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": []}
    items = []
    for title, name, act in MENU:
        if act is None or may(user, act):
            url = reverse(name)
            under = (*([url] if url != "/" else []), *ALSO.get(name, ()))
            here = request.path == url or request.path.startswith(under)
            items.append(MenuItem(title, url, here))
    return {"nav": items, "may_search": may(user, Can.SEARCH)}
