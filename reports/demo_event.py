"""The demonstration's events: speakers, budget, people, ticks, answers, BPM. Nobody is a real person."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

from projects.actions import answers, budget, people, survey, timetable
from projects.actions.budget import LINE_VALUES
from projects.models import ActivityDay, CheckIn, Event, Questionnaire, Speaker
from projects.queries_survey import KNEW_BEFORE
from projects.queries_timetable import slot_of
from projects.statistics import LEVELS
from projects.survey_rules import Asked, asked
from reports.actions.bpm import key_bpm
from reports.demo_time import told_on

__all__ = ["key_bpm", "prepare", "run"]

if TYPE_CHECKING:
    from cdd_network.models import User

SPEAKERS = (
    ("วิทยากรจากสำนักงานพัฒนาชุมชนจังหวัด (ตัวอย่าง)", "นักวิชาการพัฒนาชุมชน", Speaker.Source.STATE),
    ("ผู้แทนเครือข่ายกลุ่มออมทรัพย์ (ตัวอย่าง)", "คณะกรรมการเครือข่ายฯ", Speaker.Source.OTHER),
)
POSTS = ("ประธานกลุ่ม", "รองประธานกลุ่ม", "เลขานุการกลุ่ม", "เหรัญญิกกลุ่ม")
TELEPHONES = 16
CLOSING = time(15, 30)
"""Within the last session, in which the second questionnaire is open."""
LESS = {KNEW_BEFORE: 2}
"""Items that people rate so many levels lower: what they say they knew before."""
ABSENT = (7, 13)
"""Numbers on the list of those who came on the first morning only."""


def prepare(event: Event, *, village: str, moo: int | None, by: User) -> None:
    """Before the first day: speakers and people."""
    speak(event, by=by)
    enlist(event, village=village, moo=moo, by=by)


def run(event: Event, *, by: User) -> None:
    """The days themselves, each on its date: ticks, answers, what was paid."""
    days = list(ActivityDay.objects.filter(event=event.pk).select_related("event__programme"))
    for day in days:
        with told_on(day.date):
            attend(day, by=by)
            if day == days[0]:
                answer(event, Questionnaire.Moment.BEFORE, count=TELEPHONES)
        with told_on(day.date, CLOSING):
            if day == days[-1]:
                answer(event, Questionnaire.Moment.AFTER, count=TELEPHONES)
                tally(event, Questionnaire.Moment.AFTER, sheets=2, by=by)
                spend(event, by=by)


def speak(event: Event, *, by: User) -> None:
    """Two speakers, every taught session with one of them."""
    rows = [
        {"pk": None, "name": name, "post": post, "source": source}
        for name, post, source in SPEAKERS
    ]
    timetable.save_speakers(event=event, speakers=rows, version=event.version, by=by)
    first, second = event.speakers.all()
    for day in ActivityDay.objects.filter(event=event.pk).select_related("event__programme"):
        speaker = second if day.number == 2 else first
        slots = [slot_of(row) for row in day.timetable.all()]
        given = [replace(s, speaker=speaker.pk if s.is_taught else None) for s in slots]
        timetable.save_timetable(day=day, slots=given, version=day.version, by=by)


def enlist(event: Event, *, village: str, moo: int | None, by: User) -> None:
    """As many people as the programme wants."""
    rows = [
        {
            "name": f"ผู้เข้าร่วมคนที่ {number} (ตัวอย่าง)",
            "post": POSTS[number - 1] if number <= len(POSTS) else "สมาชิกกลุ่ม",
            "village": village,
            "moo": moo,
            "phone": "",
        }
        for number in range(1, event.rule.people + 1)
    ]
    people.add_people(event=event, rows=rows, by=by)


def attend(day: ActivityDay, *, by: User) -> None:
    """Everybody comes in the morning; two have gone by the afternoon, and stay away later."""
    away = list(day.event.people.filter(order__in=ABSENT))
    for half in CheckIn.Half.values:
        people.check_in_all(day=day, half=half, by=by)
        if day.number > 1 or half == CheckIn.Half.AFTERNOON:
            for one in away:
                people.undo_check_in(day=day, participant=one, half=half, by=by)


def answer(event: Event, moment: str, *, count: int) -> None:
    """``count`` telephones answer; more is known after the training than before it."""
    questionnaire, wanted = _asked(event, moment)
    after = moment == Questionnaire.Moment.AFTER
    for number in range(count):
        items = [item for part in wanted.parts for item in part.items]
        answers.answer(
            questionnaire=questionnaire,
            device=f"demo-{number}",
            key=f"demo-{number}",
            levels={
                item.key: 5 - (number + n) % 3 // 2 - LESS.get(item.key, 0)
                for n, item in enumerate(items)
            },
            choices={
                question.key: question.answer
                if after or (number + n) % (2 + number % 2)
                else question.answer % len(question.choices) + 1
                for n, question in enumerate(wanted.knowledge)
            },
            texts={},
        )


def tally(event: Event, moment: str, *, sheets: int, by: User) -> None:
    """``sheets`` on paper, counted by the office: all of them content, all right but one."""
    questionnaire, wanted = _asked(event, moment)
    begun = survey.begin_tally(questionnaire=questionnaire, by=by)
    right = [0] * (len(wanted.knowledge) + 1)
    right[-2] = sheets
    levels = {item.key: [0] * LEVELS for part in wanted.parts for item in part.items}
    for key, counts in levels.items():
        counts[1 + LESS.get(key, 0)] = sheets
    values = {"sheets": sheets, "levels": levels, "right": right, "texts": ""}
    survey.save_tally(tally=begun, values=values, version=begun.version, by=by)


def _asked(event: Event, moment: str) -> tuple[Questionnaire, Asked]:
    found = Questionnaire.objects.select_related("event__programme").get(
        event=event.pk, moment=moment
    )
    return found, asked(event.programme.content.survey, number=event.number, moment=moment)


def spend(event: Event, *, by: User) -> None:
    """What was planned is what was paid."""
    found = event.budget
    lines = [
        {**{name: getattr(line, name) for name in LINE_VALUES}, "spent": line.planned}
        for line in found.lines.all()
    ]
    budget.save_budget(budget=found, lines=lines, version=found.version, by=by)
