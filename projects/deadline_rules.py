"""Who may set, replace and take back a deadline; and what is worth a warning, never a refusal."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cdd_network import closed_days, thai
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from projects.deadlines import Limit

if TYPE_CHECKING:
    from cdd_network.models import Office, User
    from projects.models import Deadline

TASKS = {
    "plan": "ส่งแผนปฏิบัติการฯ",
    "summary": "ส่งแบบสรุปผลฯ",
    "bpm": "บันทึกผลใน BPM",
    "bundle": "รวบรวมเอกสารส่งกรมฯ",
    "follow_3": "ติดตามผลหลัง 3 เดือน",
    "follow_6": "ติดตามผลหลัง 6 เดือน",
    "follow_12": "ติดตามผลหลัง 12 เดือน",
}
"""Duties that a deadline may be about, in the order of the way."""
LEVELS = dict.fromkeys(TASKS, ("district",)) | {
    "bpm": ("district", "province"),
    "bundle": ("province",),
}
"""Who may have to do each duty."""
OF_DISTRICTS, OF_PROVINCES = "เป็นหน้าที่ของอำเภอ", "เป็นหน้าที่ของจังหวัด"
COLLECTED = ("plan", "summary")
"""What a province collects from its districts before it sends its own bundle."""
YEARS_AROUND = 2


def check_set(user: User, *, task: str, level: str) -> None:
    """Raise Refused unless the user's office sets deadlines for this duty at all.

    A district looks only. The department sets for all, a province for itself and its districts.
    """
    check_may(user, Can.SET_DEADLINE)
    if task not in TASKS:
        raise Refused("เลือกงานจากรายการที่ให้ไว้")
    if level not in LEVELS[task]:
        whose = OF_PROVINCES if task == "bundle" else OF_DISTRICTS
        raise Refused(f"{TASKS[task]} {whose}")
    _check_follow(user, task)


def _check_follow(user: User, task: str) -> None:
    """The forms' names say 3, 6 and 12 months, alike in the whole country."""
    if task.startswith("follow_") and not user.is_department:
        raise Refused("เวลาติดตามผล 3, 6 และ 12 เดือน กรมการพัฒนาชุมชนเท่านั้นที่เปลี่ยนได้")


def check_day(year: int, day: datetime.date | None) -> None:
    """Raise Refused for a day far from the fiscal year ``year`` (B.E., it ends in September)."""
    if day and abs(thai.fiscal_year(day) - year) > YEARS_AROUND:
        raise Refused(
            f"วันที่กำหนดต้องอยู่ในปีงบประมาณ {year - YEARS_AROUND} ถึง {year + YEARS_AROUND} โปรดตรวจปี พ.ศ."
        )


def check_whole(user: User, target: Limit) -> None:
    """Raise Refused unless the user may put one day in the place of all of the duty's."""
    if not user.is_department and target.level == "province":
        raise Refused("กำหนดทั้งงานของจังหวัด กรมการพัฒนาชุมชนเท่านั้นที่เปลี่ยนได้")


def check_replace(user: User, target: Limit, setter: Office | None) -> None:
    """Raise Refused unless the user may put another in the place of ``target``.

    ``setter`` is the office that set it, None for a rule of the year. The department replaces the
    year's rules and its own; a province what its districts must meet, and its own inner dates: what
    the department asks of a province is the department's to move.
    """
    check_may(user, Can.SET_DEADLINE)
    _check_follow(user, target.task)
    own = setter is not None and setter.pk == user.office_id
    if own:
        return
    if setter is not None and setter.kind == "province":
        raise Refused("กำหนดนี้จังหวัดเป็นผู้ตั้ง จังหวัดนั้นเท่านั้นที่เปลี่ยนได้")
    if user.is_province and target.level == "province":
        raise Refused("กำหนดที่จังหวัดต้องส่งกรมฯ กรมการพัฒนาชุมชนเท่านั้นที่เปลี่ยนได้")


def check_district(user: User, target: Limit, district: Office | None) -> None:
    """Raise Refused unless ``district`` may have a date of its own from this user."""
    if district is None:
        return
    if not user.is_province or district.province_id != user.office.province_id:
        raise Refused("ขยายกำหนดเฉพาะรายได้เฉพาะอำเภอในจังหวัดของท่าน")
    if district.kind != "district" or target.level != "district":
        raise Refused("กำหนดนี้เป็นหน้าที่ของจังหวัด จึงขยายให้อำเภอไม่ได้")


def check_withdraw(user: User, row: Deadline) -> None:
    """Raise Refused unless the row is the user's own office's and still stands."""
    check_may(user, Can.SET_DEADLINE)
    if row.office_id != user.office_id:
        raise Refused(f"กำหนดนี้{row.office.short_name}เป็นผู้ตั้ง ผู้ตั้งเท่านั้นที่ถอนได้")
    if row.withdrawn_at:
        raise Refused("ถอนกำหนดนี้ไปแล้ว")
    if row.source_url:
        raise Refused("กำหนดนี้มาจากหนังสือที่ออกแล้ว หากหนังสือไม่ใช้แล้ว โปรดยกเลิกหนังสือนั้น")


def check_again(user: User, row: Deadline) -> None:
    """Raise Refused unless the row is the user's own office's and was taken back by hand."""
    check_set(user, task=row.task, level=row.level)
    if row.office_id != user.office_id or row.source_url or not row.withdrawn_at:
        raise Refused("ตั้งใหม่เหมือนเดิมได้เฉพาะกำหนดที่สำนักงานของท่านถอน")


def check_reason(reason: str) -> None:
    """Raise Refused without a reason: who reads the old date wants to know why it went."""
    if not reason.strip():
        raise Refused("กรุณาระบุเหตุผลที่เปลี่ยนหรือถอนกำหนด")


def warnings(limit: Limit, limits: Iterable[Limit], *, today: datetime.date) -> list[str]:
    """What is odd about a new deadline; ``limits`` are those in force.

    Never a reason to refuse: an office may know better.
    """
    limits = tuple(limits)
    found = _of_the_day(limit, limits, today) if limit.fixed else []
    beside = [one.words for one in limits if _also(one, limit)]
    if beside:
        others = " และ ".join(dict.fromkeys(beside))
        found.append(
            f"งานนี้ยังมีกำหนดอื่นที่มีผล คือ {others} ระบบนับวันที่มาถึงก่อน หากไม่ใช้แล้ว โปรดเปลี่ยนกำหนดนั้นด้วย"
        )
    return found


def _also(one: Limit, limit: Limit) -> bool:
    """Whether it limits the same duty beside ``limit``, neither being in the other's place."""
    same = (one.task, one.level) == (limit.task, limit.level) and one.words != limit.words
    return same and one.key not in (limit.key, limit.replaces) and one.replaces != limit.key


def _of_the_day(limit: Limit, limits: Iterable[Limit], today: datetime.date) -> list[str]:
    said = thai.date_text(limit.fixed)
    found = []
    if limit.fixed < today:
        found.append(f"{said} ผ่านมาแล้ว")
    if closed := closed_days.why_closed(limit.fixed):
        found.append(f"{said} ตรงกับ{closed} ซึ่งสำนักงานปิดทำการ")
    return found + ([clash] if (clash := after_the_province(limit, limits)) else [])


def after_the_province(limit: Limit, limits: Iterable[Limit]) -> str:
    """That a district's fixed day comes after the province's; '' when it does not.

    «กำหนดของอำเภอ 10 กรกฎาคม 2568 อยู่หลังกำหนดของจังหวัดถึงกรม 20 มิถุนายน 2568». Of a province's
    several the last is the department's, an earlier one its own inner day.
    """
    days = sorted(one.fixed for one in limits if one.fixed and _collects(one, limit))
    if limit.level != "district" or not (days and limit.fixed) or limit.fixed <= days[0]:
        return ""
    whose, day = ("ถึงกรม", days[-1]) if limit.fixed > days[-1] else ("เอง", days[0])
    return (
        f"กำหนดของอำเภอ {thai.date_text(limit.fixed)} "
        f"อยู่หลังกำหนดของจังหวัด{whose} {thai.date_text(day)}"
    )


def _collects(one: Limit, limit: Limit) -> bool:
    task = "bundle" if limit.task in COLLECTED else limit.task
    return (one.task, one.level) == (task, "province")


def differing(limits: Iterable[Limit]) -> str:
    """That several papers give one duty different limits; '' when they agree.

    ``limits`` are those in force of one duty and level. Which of them counts is said where it is
    the same for everybody; counted from an event it is each group's own.
    """
    held = list(limits)
    if len({one.words for one in held}) < 2:
        return ""
    days = [one.fixed for one in held]
    counts = f" คือ {thai.date_text(min(days))}" if all(days) else "ของแต่ละกลุ่ม"
    return f"เอกสารให้กำหนดต่างกัน ระบบนับวันที่มาถึงก่อน{counts}"
