"""Rows of a province's board after the announcement: a chosen group with its steps. Pure."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from cdd_network import thai
from projects import deadlines
from projects.deadlines import Light
from projects.states import PaperState
from reports.standing import STEPS
from reports.watch.line_text import owing_of
from reports.watch.rows import Act, Item, Mark, Row

if TYPE_CHECKING:
    from reports.duties import Duty
    from reports.standing import GroupFacts, Standing, Step

SHORT = {
    "allot": "แจ้งจัดสรร",
    "days": "วันและสถานที่",
    "hold": "จัดกิจกรรม",
    "plan": "ส่งแผนฯ",
    "summary": "ส่งแบบสรุปฯ",
    "accept_plan": "รับแผนฯ",
    "accept_summary": "รับแบบสรุปฯ",
    "bpm": "BPM",
}
"""Names of the steps where eight stand in a row."""
STAGES = STEPS | {
    "gate": "รอจังหวัดจัดสรร พ้นกำหนดของอำเภอ",
    "complete": "ครบทุกขั้นแล้ว",
    "follow": "ค้างการติดตามหลังกิจกรรม",
}
"""Filters of the list: what is awaited now."""


def group_row(standing: Standing, year: int, again: Duty | None = None) -> Row:
    """The group as the board shows it; ``year`` (BE) is carried by its links.

    ``again`` is the looking again, months later, that its district owes: no step of the way, yet
    its district's turn, and the row is judged by its day too.
    """
    facts = standing.facts
    marks = tuple(_mark(standing, step) for step in standing.steps)
    turns = frozenset([step.turn for step in standing.owed] + (["district"] if again else []))
    light = _light(standing, again)
    urls = _urls(facts)
    pressing = _pressing(standing, again, light)
    owing = owing_of(standing, again)
    row_key = f"c{facts.chosen}"
    return Row(
        key=row_key,
        office=facts.office,
        code=facts.district_code,
        district=facts.district,
        name=facts.group,
        told=f"อำเภอ{facts.district} · {facts.activity_name}",
        url=urls["days"],
        marks=marks,
        stages=_stages(standing, marks) | ({"follow"} if again else set()),
        turns=turns,
        turn=_turn(standing, turns),
        items=(
            *(_item(step, standing.today, urls) for step in _outstanding(standing)),
            *([_again(again, standing.today)] if again else []),
        ),
        light=light,
        tag=_tag(standing, pressing, again),
        due=pressing.due if pressing else None,
        owing=owing,
        is_late=bool(standing.late) or (again is not None and again.light == Light.RED),
        acts=_acts(standing, urls, row_key, year, bool(owing.wants)),
    )


def _mark(standing: Standing, step: Step) -> Mark:
    state = "done" if step.is_done else "now" if _is_now(standing, step) else "later"
    says = _when(standing, step) if state != "later" or step.light == Light.RED else ""
    light = Light.NONE if state == "later" and step.light != Light.RED else step.light
    done = None if step.key == "days" else step.done
    due = standing.facts.last if step.key == "hold" else step.due
    return Mark(step.key, step.title, state, says, light, done, due)


def _is_now(standing: Standing, step: Step) -> bool:
    """Open; the activity itself is «now» once its days are set and until they are over."""
    if step.key == "hold":
        return standing.facts.allotted is not None and standing.facts.last is not None
    return step.open


def _when(standing: Standing, step: Step) -> str:
    """Of what is done the day, else how long there is. When the days were set is not kept."""
    facts = standing.facts
    if step.key == "hold" and facts.first:
        return _span(facts.first, facts.last)
    if not step.is_done:
        return _left(step, standing.today)
    if step.key == "days":
        return ""
    said = thai.date_short(step.done)
    late = (step.done - step.due).days if step.due else 0
    return f"{said} หลังกำหนด {late:,} วัน" if late > 0 else said


def _span(first: datetime.date, last: datetime.date) -> str:
    if first == last:
        return thai.date_short(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{thai.date_short(last)}"
    return f"{thai.date_short(first)} – {thai.date_short(last)}"


def _left(step: Step, today: datetime.date) -> str:
    """How long there is; mending what came back has no day."""
    if step.turn == "district" and step.since:
        return "ส่งกลับให้แก้ไข"
    if step.since:
        waited = (today - step.since).days
        return f"รอมาแล้ว {waited:,} วัน" if waited > 0 else "ส่งมาวันนี้"
    if step.key == "allot" and step.due:
        return gate_text(step, today)
    return deadlines.days_text(step.due, today) if step.due else ""


def gate_text(step: Step, today: datetime.date) -> str:
    """«กำหนดของอำเภอพ้นแล้ว 3 วัน»: how long the province keeps the district waiting."""
    return f"กำหนดของอำเภอพ้นแล้ว {(today - step.due).days:,} วัน"


def _outstanding(standing: Standing) -> list[Step]:
    """What somebody can do now, and what is late, in the order of the way."""
    return [s for s in standing.steps if not s.is_done and (s.open or s.light == Light.RED)]


def _item(step: Step, today: datetime.date, urls: dict[str, str]) -> Item:
    own, when = step.turn == "province", _left(step, today)
    if step.since and not own:
        when = ""  # its text says that it came back
    elif step.due and not own:
        when = f"กำหนด {thai.date_short(step.due)} {when}"
    text = step.title if own else step.says
    return Item(text, step.turn, when, urls.get(step.key, ""), step.light)


def _again(duty: Duty, today: datetime.date) -> Item:
    when = f"กำหนด {thai.date_short(duty.due)} {deadlines.days_text(duty.due, today)}"
    return Item(duty.title, "district", when, duty.url, duty.light)


def _light(standing: Standing, again: Duty | None) -> Light:
    """The worst of the way and of what is owed months later."""
    held = {standing.light} | ({again.light} if again else set())
    return next(one for one in (Light.RED, Light.AMBER, Light.GREEN, Light.NONE) if one in held)


def _pressing(standing: Standing, again: Duty | None, light: Light) -> Step | Duty | None:
    """What makes the row's light what it is: the earliest of that colour."""
    steps = (one for one in standing.steps if not one.is_done)
    held = [one for one in (*steps, *([again] if again else [])) if one.light == light]
    found = [] if light == Light.NONE else held
    return min(found, key=lambda one: one.due or datetime.date.max, default=None)


def _tag(standing: Standing, pressing: Step | Duty | None, again: Duty | None) -> str:
    if standing.gate:
        return "รอจังหวัดจัดสรร"
    if again and pressing is again:
        # named: beside steps that are all done its day alone would not say of what
        return f"ติดตามผล {deadlines.days_text(again.due, standing.today)}"
    if standing.is_complete:
        return "ครบทุกขั้นแล้ว"
    if pressing:
        return _left(pressing, standing.today)
    return (
        "ยังไม่มีวันกำหนด" if standing.next is None or standing.next.turn == "district" else "รอจังหวัด"
    )


def _stages(standing: Standing, marks: tuple[Mark, ...]) -> frozenset[str]:
    if standing.is_complete:
        return frozenset({"complete"})
    now = {mark.key for mark in marks if mark.state == "now"}
    return frozenset(now | ({"gate"} if standing.gate else set()))


def _turn(standing: Standing, turns: frozenset[str]) -> str:
    if standing.is_complete and not turns:
        return "ไม่มีสิ่งที่ค้าง"
    words = {"district": "อำเภอ", "province": "จังหวัด"}
    said = " และ".join(word for key, word in words.items() if key in turns)
    return said or "รอถึงวันจัดกิจกรรม"


def _urls(facts: GroupFacts) -> dict[str, str]:
    """Where the province looks at each step; a draft is its district's own and has no page here."""
    hub = reverse("activity", args=[facts.event]) if facts.event else ""
    chosen = reverse("chosen", args=[facts.chosen])
    plan = _paper("plan", facts.plan_pk, facts.plan) or hub
    summary = _paper("summary", facts.summary_pk, facts.summary) or hub
    return {
        "allot": chosen,
        "days": hub or chosen,
        "hold": hub,
        "plan": plan,
        "accept_plan": plan,
        "summary": summary,
        "accept_summary": summary,
        "bpm": reverse("event_bpm", args=[facts.event]) if facts.event else "",
    }


def _paper(name: str, pk: int | None, state: str) -> str:
    return reverse(name, args=[pk]) if pk and state not in ("", PaperState.DRAFT) else ""


def _acts(
    standing: Standing, urls: dict[str, str], key: str, year: int, owes: bool
) -> tuple[Act, ...]:
    """The province's own turn first, then asking the district."""
    steps, found = standing.by_key, []
    if steps["allot"].open:
        url = reverse("allocation_new", args=[standing.facts.chosen])
        found.append(Act("แจ้งจัดสรรงบประมาณ", url))
    labels = {"accept_plan": "ตรวจแผนฯ", "accept_summary": "ตรวจแบบสรุปฯ"}
    found += [Act(label, urls[name]) for name, label in labels.items() if steps[name].open]
    if owes:
        query = urlencode({"year": year, "row": key})
        found.append(Act("ทวงถาม", f"{reverse('board_nudge')}?{query}", quiet=True))
    return tuple(found)
