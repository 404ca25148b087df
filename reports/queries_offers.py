"""What the summary's form offers of the days, the timetable, the people, the survey, the budget."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from projects import queries
from projects.models import TimetableRow
from projects.queries_budget import budget_totals
from projects.queries_people import Attendance, attendance
from projects.queries_survey import Results, results
from projects.rules import STUDY_DAY
from projects.survey_rules import MASK, masked
from projects.survey_words import sentences
from reports import summary_offers
from reports.summary_offers import NOTHING, DayFacts, Offer

if TYPE_CHECKING:
    from cdd_network.content import CurriculumDay
    from projects.models import Activity
    from reports.models import SummaryReport

ASIDE = ("ลงทะเบียน", "พัก", "รับประทาน", "พิธี")
"""How rows of a timetable begin that are no topics."""
SUGGESTIONS = "suggestions"
"""The survey's open question whose answers suit item 7."""


@dataclass(frozen=True)
class Offered:
    """How many came, and the offers by the control that they are for."""

    came: int = 0
    by_field: dict[str, list[Offer]] = field(default_factory=dict)

    def find(self, key: str) -> Offer | None:
        """The offer of that key, if it is (still) offered."""
        every = (offer for offers in self.by_field.values() for offer in offers)
        return next((offer for offer in every if offer.key == key), None)


def offered(report: SummaryReport) -> Offered:
    """All that can be offered for a summary with its activity's days loaded; six queries."""
    activity = report.activity
    people = attendance(activity)
    last = report.day_fields[-1]
    found = [*_people(people), *_openings(report, people), *_spent(activity, last)]
    found += _of_survey(results(activity, people=people.took_part), last)
    found += [
        Offer(f"none-{name}", name, NOTHING, "", button=f"ตอบว่า {NOTHING}")
        for name in ("problems", "suggestions")
    ]
    by_field: dict[str, list[Offer]] = {}
    for offer in found:
        by_field.setdefault(offer.field, []).append(offer)
    return Offered(people.came, by_field)


def _people(people: Attendance) -> list[Offer]:
    if not people.came:
        return []
    about = f"จากการลงทะเบียน {people.came:,} คน"
    text = str(people.came)
    return [Offer("people", "participants", text, about, counts=True, button="ใช้จำนวนนี้")]


def _openings(report: SummaryReport, people: Attendance) -> list[Offer]:
    activity = report.activity
    came = {day.number: day.came for day in people.days}
    rows = _timetable(activity)
    names = {"office": activity.nomination.office.name, "group": activity.group.name}
    found = []
    for day in queries.day_rows(activity, activity.days.all()):
        topics, speakers = rows.get(day.number, ((), ()))
        facts = DayFacts(
            number=day.number,
            title=day.title,
            date=day.date,
            place=day.place,
            people=came.get(day.number) or report.participants or 0,
            study=day.number == STUDY_DAY,
            topics=topics,
            speakers=speakers,
        )
        text = summary_offers.opening(facts, **names)
        if text:
            about = "ประโยคเปิดเรื่อง จากวัน สถานที่ ผู้เข้าร่วม และกำหนดการที่กรอกไว้"
            begins = summary_offers.begins_of(facts)
            key, name = f"opening-{day.number}", f"day_{day.number}"
            found.append(Offer(key, name, text, about, begins=begins))
    return found


def _timetable(activity: Activity) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Day → its topics and its speakers, in order, each once."""
    rules = {rule.number: rule for rule in activity.programme.content.days(activity.number)}
    rows = TimetableRow.objects.filter(day__event=activity.pk).select_related("day", "speaker")
    found: dict[int, tuple[list[str], list[str]]] = {}
    for row in rows.order_by("day__number", "order"):
        topics, speakers = found.setdefault(row.day.number, ([], []))
        if _is_topic(row, rules.get(row.day.number)):
            topics.append(row.topic)
        if row.speaker:
            speakers.append(row.speaker.name)
    return {
        number: (tuple(dict.fromkeys(topics)), tuple(dict.fromkeys(speakers)))
        for number, (topics, speakers) in found.items()
    }


def _is_topic(row: TimetableRow, rule: CurriculumDay | None) -> bool:
    """Whether something is taught: the curriculum gives registration and closing no topic."""
    if rule and row.session is not None and row.session < len(rule.sessions):
        return bool(rule.sessions[row.session].topic)
    return not row.topic.startswith(ASIDE)


def _spent(activity: Activity, last: str) -> list[Offer]:
    totals = budget_totals(activity)
    text = summary_offers.spent_sentence(totals)
    if not text:
        return []
    left = f" ยังไม่ได้กรอกยอดจ่าย {totals.unspent} รายการ" if totals.unspent else ""
    return [Offer("spent", last, text, f"จากงบประมาณที่กรอกไว้{left}", adds=True)]


def _of_survey(found: Results, last: str) -> list[Offer]:
    """The survey's figures for the benefit (the ``last`` day), the first of them and what was written for item 7."""
    offers = []
    said = sentences(found)
    about = f"จากแบบประเมินความพึงพอใจ {found.after.answered:,} คน"
    for name, text in ((last, " ".join(said)), ("suggestions", said[0] if said else "")):
        if text:
            offers.append(Offer(f"survey-{name}", name, text, about, adds=True))
    titles = {item.title for item in found.survey.questions if item.key != SUGGESTIONS}
    told = [one for title, texts in found.texts.items() if title not in titles for one in texts]
    texts = [masked(one).replace(MASK, " ") for one in told]
    written = summary_offers.suggestions_text(texts)
    if written:
        about = "จากข้อเสนอแนะที่ผู้เข้าร่วมเขียนไว้ ตรวจชื่อและเบอร์โทรก่อนใช้"
        offers.append(Offer("written", "suggestions", written, about, adds=True))
    return offers
