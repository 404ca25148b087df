"""Rows of a province's board before the announcement: every district with its nominations. Pure.

The day of a district is the closing day of the round: it counts while the call is out, and no longer
once scoring began. A nomination that came in time and went back is mended, never late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from cdd_network import thai
from projects import deadlines
from projects.deadlines import Light
from reports.watch.line_text import Owing, Want
from reports.watch.rows import Act, Item, Mark, Row
from selection.nomination_rules import ENDED
from selection.states import NominationState, RoundState

if TYPE_CHECKING:
    from reports.watch.call_facts import Call, District

SOURCE = "กำหนดวันปิดรับของจังหวัด"
STEPS = {"write": "เขียน", "send": "ส่ง", "review": "จังหวัดรับ"}
STAGES = {
    "sent": "ส่งแล้ว",
    "away": "ยังไม่ส่ง",
    "none": "ยังไม่เริ่ม",
    "draft": "กำลังเขียน",
    "submitted": "รอจังหวัดตรวจ",
    "returned": "ส่งกลับให้แก้ไข",
    "accepted": "รับแล้ว",
    "ended": "ไม่รับหรือถอนแล้ว",
    "leave": "ได้รับอนุญาตให้ส่งหลังกำหนด",
}
"""Filters of the list; a district may stand under several."""


def call_row(district: District, call: Call) -> Row:
    """The district as the board shows it."""
    wants, light = _wants(district, call), _light(district, call)
    reviews = call.is_out and NominationState.SUBMITTED in district.by_state
    turns = {"province"} if reviews else set()
    turns |= {"district"} if wants else set()
    return Row(
        key=f"d{district.office}",
        office=district.office,
        code=district.code,
        district=district.name,
        name=f"อำเภอ{district.name}",
        told=" · ".join(one.says for one in district.nominations),
        url=_url(district),
        marks=_marks(district, call, bool(wants)),
        stages=_stages(district),
        turns=frozenset(turns),
        turn=" และ".join(w for k, w in (("district", "อำเภอ"), ("province", "จังหวัด")) if k in turns)
        or "ไม่มีสิ่งที่ค้าง",
        items=_items(district, wants, reviews, light, call),
        light=light,
        tag=_tag(district, call, light),
        due=call.due,
        owing=Owing(district.name, wants),
        is_late=light == Light.RED,
        acts=_acts(district, call, wants, reviews),
    )


def _light(district: District, call: Call) -> Light:
    """Of the closing day; what came back is to be mended, which makes nothing late."""
    if call.is_out and district.is_back and not district.is_here:
        return Light.AMBER
    return deadlines.light(call.due, today=call.today, done=district.sent)


def _wants(district: District, call: Call) -> tuple[Want, ...]:
    """What the district owes: mending first; a nomination, as long as the call is out."""
    back = [
        Want(f"จังหวัดส่งกลับแบบเสนอโครงการของ{one.village} รอแก้ไข", back=True)
        for one in (district.by_state.get(NominationState.RETURNED, ()) if call.is_out else ())
    ]
    if back or district.is_here or not call.is_out or call.window.state == "before":
        return tuple(back)
    says = f"{_unsent(district)}{_may_still(district, call)} {call.age_text}".rstrip()
    return (Want(says, call.due, (SOURCE,) if call.due else ()),)


def _unsent(district: District) -> str:
    """How far a district is that has sent nothing."""
    held = district.by_state
    if NominationState.DRAFT in held:
        return "ยังไม่ส่งแบบเสนอโครงการ"
    if any(state in held for state in ENDED):
        return "ยังไม่มีแบบเสนอโครงการที่เข้าพิจารณา"
    return "ยังไม่เริ่มแบบเสนอโครงการ"


def _may_still(district: District, call: Call) -> str:
    """What the district is told where the call is over."""
    if call.window.is_open:
        return ""
    leave = "จังหวัดอนุญาตให้ส่งหลังกำหนดแล้ว" if district.leave else "หากจำเป็นต้องส่ง โปรดขออนุญาตจังหวัด"
    return f" ({leave})"


def _stages(district: District) -> frozenset[str]:
    """One whose every nomination was ended is «ended» alone: «ยังไม่ส่ง» would count it twice."""
    held = district.by_state
    found = {"sent"} if district.is_here else set() if district.is_over else {"away"}
    found |= {state for state in held if state not in ENDED}
    if any(state in held for state in ENDED):
        found.add("ended")
    if not district.nominations:
        found.add("none")
    return frozenset(found | ({"leave"} if district.leave else set()))


def _marks(district: District, call: Call, owes: bool) -> tuple[Mark, ...]:
    """Written, sent, taken in: as far as the nomination that is farthest."""
    accepted = NominationState.ACCEPTED in district.by_state
    came = district.is_here or district.is_back
    writes, mends = owes and not came, district.is_back and call.is_out
    reviews = NominationState.SUBMITTED in district.by_state and not accepted
    now = {"write": writes, "send": mends and not district.is_here, "review": reviews}
    done = {"write": came, "send": district.is_here, "review": accepted}
    sent = thai.date_short(district.sent) if district.sent else ""
    says = {"write": "", "send": sent or ("รอแก้ไข" if now["send"] else ""), "review": ""}
    return tuple(
        Mark(key, title, "done" if done[key] else "now" if now[key] else "later", says[key])
        for key, title in STEPS.items()
    )


def _items(
    district: District, wants: tuple[Want, ...], reviews: bool, light: Light, call: Call
) -> tuple[Item, ...]:
    due = f"กำหนด {thai.date_short(call.due)}" if call.due else call.age_text
    leave = " อนุญาตให้ส่งหลังกำหนดแล้ว" if district.leave else ""
    found = [
        Item(one.says, "district", "", _url(district), light)
        if one.back
        else Item(_unsent(district) + leave, "district", due, "", light)
        for one in wants
    ]
    if reviews:
        held = district.by_state[NominationState.SUBMITTED]
        text = f"ตรวจแบบเสนอโครงการ {len(held)} ฉบับ"
        found.append(Item(text, "province", "", _url(district, NominationState.SUBMITTED)))
    return tuple(found)


def _tag(district: District, call: Call, light: Light) -> str:
    """The light in words."""
    if district.is_here:
        late = light == Light.AMBER
        return f"ส่งหลังกำหนด {(district.sent - call.due).days:,} วัน" if late else "ส่งแล้ว"
    if not call.is_out and call.state != RoundState.PREPARING:
        return "ไม่มีแบบที่เข้าพิจารณา" if district.nominations else "ไม่ได้เสนอกลุ่ม"
    if district.is_back:
        return "ส่งกลับให้แก้ไข"
    if call.window.state == "before":
        return "ยังไม่เปิดรับ"
    if call.due is None and call.state == RoundState.CLOSED:
        return "ปิดรับแล้ว"
    return deadlines.days_text(call.due, call.today) if call.due else "ยังไม่ส่ง"


def _url(district: District, state: str = "") -> str:
    """The one nomination that the province may read, or the list of them; '' for drafts alone."""
    read = [
        one
        for one in district.nominations
        if one.state != NominationState.DRAFT and state in ("", one.state)
    ]
    if len(read) == 1:
        return reverse("nomination", args=[read[0].pk])
    query = urlencode(
        {"place": district.code, "state": state} if state else {"place": district.code}
    )
    return f"{reverse('nominations')}?{query}" if read else ""


def _acts(
    district: District, call: Call, wants: tuple[Want, ...], reviews: bool
) -> tuple[Act, ...]:
    found = []
    if reviews:
        found.append(Act("ตรวจแบบเสนอ", _url(district, NominationState.SUBMITTED)))
    if wants:
        found.append(Act("ทวงถาม", f"{call.nudge_url}d{district.office}", quiet=True))
    return tuple(found)
