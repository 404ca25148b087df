"""The study site: in the own or a neighbouring province, of the type that the group has planned.

Source: item 6.2 of the procedure, «ศึกษาดูงาน…ภายในจังหวัด หรือจังหวัดใกล้เคียง». Another site is allowed; the
district says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from projects.neighbours import NEIGHBOURS, is_near

if TYPE_CHECKING:
    from cdd_network.models import Province
    from projects.models import Activity


def own_province(activity: Activity) -> Province:
    """The province whose site needs no reason."""
    return activity.chosen.round.office.province


def neighbours_of(activity: Activity) -> tuple[str, ...]:
    """Codes of the provinces that touch the activity's own."""
    return NEIGHBOURS[own_province(activity).code]


def type_names(activity: Activity) -> dict[str, str]:
    """Key → name of the year's types of network activity."""
    return {one.key: one.name for one in activity.programme.content.activity_types}


def planned_type(activity: Activity) -> str:
    """Name of the type of activity that the group proposed; '' when it named none."""
    return type_names(activity).get(activity.nomination.activity_type, "")


def site_type(activity: Activity) -> str:
    """Name of the type of activity at the study site; '' while it is not known."""
    return type_names(activity).get(activity.site_type, "")


def deviations(activity: Activity) -> list[str]:
    """For what the stored study site wants a reason: Thai clauses, none for a usual site."""
    site = activity.site_subdistrict
    province = site.district.province if site else None
    return deviations_of(activity, province, activity.site_type)


def deviations_of(activity: Activity, province: Province | None, site_type: str) -> list[str]:
    """The same for a site of ``province`` and ``site_type`` (a key), both as far as known."""
    own, found = activity.chosen.round.office, []
    if province and not is_near(own.province_id, province.code):
        away = f"ซึ่งไม่ใช่จังหวัด{own.province.name}หรือจังหวัดที่ติดกัน"
        found.append(f"อยู่จังหวัด{province.name} {away}")
    planned, names = activity.nomination.activity_type, type_names(activity)
    if _differ(planned, site_type, names):
        found.append(f"เป็น{names[site_type]} แต่กลุ่มจะดำเนินการ{names[planned]}")
    return found


def _differ(planned: str, given: str, names: Mapping[str, str]) -> bool:
    return planned in names and given in names and planned != given


def asks(found: list[str]) -> str:
    """The sentence that asks for a reason for ``found``, as ``deviations`` gives it; '' of nothing."""
    return f"ขอเหตุผลด้านล่าง เพราะสถานที่ศึกษาดูงาน{' และ'.join(found)}" if found else ""


def site_says(activity: Activity) -> str:
    """What is unusual about the study site and the district's reason for it; '' when nothing is."""
    found = deviations(activity)
    if not found:
        return ""
    reason = (
        f"เหตุผลของอำเภอ: {activity.site_reason}" if activity.site_reason else "อำเภอยังไม่ได้ระบุเหตุผล"
    )
    return f"สถานที่ศึกษาดูงาน{' และ'.join(found)} · {reason}"


def site_text(activity: Activity) -> str:
    """The study site to read, a line each: name and address, type of activity, reason; '' of none."""
    if not activity.site_name:
        return ""
    kind, reason = site_type(activity), activity.site_reason
    lines = (
        f"{activity.site_name} {activity.site_address}".strip(),
        f"กิจกรรมเครือข่าย: {kind}" if kind else "",
        f"เหตุผลที่เลือก: {reason}" if reason else "",
    )
    return "\n".join(filter(None, lines))


def missing_site(activity: Activity) -> list[tuple[str, str]]:
    """(what is wanted, id of its control) of the study site before a paper may be sent."""
    wanted = []
    if not activity.site_name:
        wanted.append(("ชื่อสถานที่ศึกษาดูงาน", "id_site_name"))
    if activity.site_subdistrict_id is None:
        wanted.append(("ตำบลของสถานที่ศึกษาดูงาน", "id_site_subdistrict"))
    if not site_type(activity):
        wanted.append(("กิจกรรมเครือข่ายของสถานที่ศึกษาดูงาน", "id_site_type"))
    if not activity.site_reason.strip() and (found := deviations(activity)):
        wanted.append((f"เหตุผลที่เลือกสถานที่ศึกษาดูงาน ({' และ'.join(found)})", "id_site_reason"))
    return wanted
