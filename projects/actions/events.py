"""An event begins: its days, the curriculum's timetable, the first budget lines, questionnaires."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from cdd_network.models.audit import record
from cdd_network.versions import Stale
from projects.actions.papers import hold_event
from projects.models import (
    ActivityDay,
    Budget,
    BudgetLine,
    Event,
    ProvinceDay,
    Questionnaire,
    TimetableRow,
)
from projects.people_rules import check_moved, ticked_days
from projects.rules import check_begin_province_day, check_province_day
from projects.timetable import curriculum_slots

if TYPE_CHECKING:
    from cdd_network.content import CurriculumDay
    from cdd_network.models import User
    from selection.models import Round


def furnish(event: Event) -> None:
    """Give a new event all its parts, as the year's programme has them; within a transaction."""
    content = event.programme.content
    rules = content.days(event.number)
    days = ActivityDay.objects.bulk_create(
        ActivityDay(event=event, number=rule.number) for rule in rules
    )
    TimetableRow.objects.bulk_create(
        row for day, rule in zip(days, rules, strict=True) for row in _rows(day, rule)
    )
    budget = Budget.objects.create(event=event)
    first = [line for line in content.budget_lines if line.activity == event.number]
    BudgetLine.objects.bulk_create(
        BudgetLine(
            budget=budget,
            order=order,
            rate=line.rate,
            title=line.title,
            people=line.people or None,
            times=line.times or None,
            price=line.price or None,
        )
        for order, line in enumerate(first, start=1)
    )
    Questionnaire.objects.bulk_create(
        Questionnaire(event=event, moment=moment) for moment in Questionnaire.Moment
    )


def _rows(day: ActivityDay, rule: CurriculumDay) -> list[TimetableRow]:
    """The curriculum's rows of a day."""
    return [
        TimetableRow(
            day=day,
            order=order,
            session=slot.session,
            begins=slot.begins,
            ends=slot.ends,
            topic=slot.topic,
            method=slot.method,
        )
        for order, slot in enumerate(curriculum_slots(rule), start=1)
    ]


def begin_province_day(*, round: Round, by: User) -> ProvinceDay:
    """Activity 1 of the round's province, begun now if it was not.

    Day and place are those of the committee's meeting, which is its last hour.
    """
    check_begin_province_day(by, round)
    stood = ProvinceDay.objects.filter(round=round).first()
    if stood:
        return stood
    try:
        return _begin(round, by)
    except IntegrityError:  # the second of two clicks
        return ProvinceDay.objects.get(round=round)


@transaction.atomic
def _begin(round: Round, by: User) -> ProvinceDay:
    event = ProvinceDay.objects.create(
        number=1,
        programme=round.programme,
        office=round.office,
        province=round.office,
        round=round,
    )
    furnish(event)
    given = {"date": round.meeting_date, "place": round.meeting_place}
    ActivityDay.objects.filter(event=event).update(**given)
    record(event, "begin", by=by)
    return event


@transaction.atomic
def save_province_day(
    *, event: ProvinceDay, date: datetime.date | None, place: str, version: int, by: User
) -> None:
    """Date and place of the province's day; raises Refused when the date is ahead of the day's
    ticks, Stale when another save came first."""
    hold_event(event)
    check_province_day(by, event)
    check_moved(ticked_days(event), {1: date})
    held = Event.objects.filter(pk=event.pk, version=version)
    if not held.update(version=F("version") + 1):
        event.refresh_from_db()
        raise Stale(event)
    ActivityDay.objects.filter(event=event).update(date=date, place=place)
    record(event, "save_days", by=by, days=[1])
