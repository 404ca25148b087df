"""Reminders by e-mail: which day an office is reminded of what, and in which words. Pure.

One mail an office a day. It is written when a duty reaches one of ``MARKS``, and then lists
everything that the office owes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from cdd_network import thai
from projects import deadlines
from reports.duties import REVIEWS, Duty
from reports.standing import Standing

MARKS = (7, 3, 1, 0, -1, -7)
"""Days that are left when an office is reminded; a day late is -1."""
MOST_MISSED = 3
"""So many days on which nothing ran are made up for: a long weekend, not a forgotten year."""


@dataclass(frozen=True)
class Mail:
    """One office's mail of ``day``. ``keys`` name what it reminds of, each once for ever."""

    office: int
    day: datetime.date
    keys: tuple[str, ...]
    duties: tuple[Duty, ...]
    reviews: tuple[str, ...] = ()

    @property
    def day_key(self) -> str:
        """Of an office's mails of one day there is one."""
        return f"mail:{self.day.isoformat()}"

    def subject(self, office: str) -> str:
        """«แจ้งเตือนกำหนดส่ง อำเภอกระสัง: เกินกำหนด 1 งาน ใกล้ครบกำหนด 2 งาน»."""
        late, near, _ = self._parts()
        counts = [(len(late), "เกินกำหนด"), (len(near), "ใกล้ครบกำหนด")]
        told = " ".join(f"{text} {number} งาน" for number, text in counts if number)
        return f"แจ้งเตือนกำหนดส่ง {office}: {told}"

    def body(self, office: str, site: str) -> str:
        """The mail's text; ``site`` stands before each link."""
        heads = ("เลยกำหนดแล้ว", "ใกล้ครบกำหนด", "กำหนดถัดไป")
        parts = [
            f"{head}\n"
            + "\n".join(self._line(number, one, site) for number, one in enumerate(held, 1))
            for head, held in zip(heads, self._parts(), strict=True)
            if held
        ]
        if self.reviews:
            parts.append("รอท่านตรวจรับ\n" + "\n".join(f"- {one}" for one in self.reviews))
        return "\n\n".join(
            [
                f"เรียน {office}",
                "ขอเรียนแจ้งงานของสำนักงานท่านที่มีกำหนดส่ง ดังนี้",
                *parts,
                "หากดำเนินการแล้ว โปรดบันทึกในระบบ และขออภัยหากจดหมายนี้สวนทางกับการดำเนินการของท่าน",
                f"ดูกำหนดส่งทั้งหมดที่ {site}{reverse('deadlines')}\nระบบส่งจดหมายนี้โดยอัตโนมัติ จึงไม่มีผู้อ่านจดหมายตอบกลับ",
            ]
        )

    def _parts(self) -> tuple[list[Duty], list[Duty], list[Duty]]:
        """What is late, near, and later."""
        left = [((one.due - self.day).days, one) for one in self.duties]
        return (
            [one for days, one in left if days < 0],
            [one for days, one in left if 0 <= days <= deadlines.NEAR],
            [one for days, one in left if days > deadlines.NEAR],
        )

    def _line(self, number: int, duty: Duty, site: str) -> str:
        said = f"{duty.dues[0].text} ({deadlines.days_text(duty.due, self.day)})"
        return f"{number}. {duty.text}\n   {said}\n   {site}{duty.url}"


def mark_of(left: int, missed: int = 0) -> int | None:
    """The mark that ``left`` days have reached, None on a day without a reminder.

    ``missed``: on so many days before today nothing ran; a mark of one of them is made up for.
    """
    reached = (mark for mark in MARKS if mark - missed <= left <= mark)
    return min(reached, default=None)


def mails(
    duties: Iterable[Duty],
    standings: Iterable[Standing],
    *,
    day: datetime.date,
    missed: int = 0,
    site: str = "",
) -> list[Mail]:
    """The mails of ``day``, by office; of duties that are open, have a day and are not done."""
    owed: dict[int, list[Duty]] = {}
    for duty in duties:
        if duty.open and not duty.is_done and duty.due:
            owed.setdefault(duty.office, []).append(duty)
    waiting = _reviews(standings, site)
    found = []
    for office, held in sorted(owed.items()):
        keys = tuple(key for one in held if (key := _key(one, day, missed)))
        if keys:
            held.sort(key=lambda one: (one.due, one.key))
            found.append(Mail(office, day, keys, tuple(held), tuple(waiting.get(office, ()))))
    return found


def _key(duty: Duty, day: datetime.date, missed: int) -> str:
    mark = mark_of((duty.due - day).days, missed)
    return "" if mark is None else f"{duty.key}:{duty.due.isoformat()}:{mark}"


def _reviews(standings: Iterable[Standing], site: str) -> dict[int, list[str]]:
    """What a province has on its table, by its office."""
    found: dict[int, list[str]] = {}
    for held in standings:
        facts = held.facts
        for key, title in REVIEWS.items():
            step = held.by_key[key]
            if step.open and not step.is_done:
                since = f" (ได้รับ {thai.date_text(step.since)})" if step.since else ""
                told = f"{title} อำเภอ{facts.district} {facts.group}{since}"
                found.setdefault(facts.province, []).append(f"{told} {site}{_page(key, held)}")
    return found


def _page(key: str, held: Standing) -> str:
    facts = held.facts
    if key == "accept_plan":
        return reverse("plan", args=[facts.plan_pk])
    return reverse("summary", args=[facts.summary_pk])
