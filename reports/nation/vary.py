"""What differs between two prints of one seal: who was away, what was answered, spent and scored.

Every function here takes the pattern's value, the print and the nomination's number, and gives back
the value for the database, or ``DROP`` when the print does not have the row.
"""

from __future__ import annotations

import json
import random
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from cdd_network.models import Programme
from projects.models import (
    Activity,
    Answers,
    Budget,
    Event,
    Participant,
    Questionnaire,
)
from projects.queries_survey import right_of
from reports.nation import words
from reports.nation.seal import columns
from selection.models import Criterion, Nomination
from selection.scoring import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model

    from reports.nation.press import Copy
    from reports.nation.seal import Seal

DROP = object()
"""The row is left out of this print."""
LEAST_HERE = 14
"""Numbers on the list up to which nobody was away."""
MOST_LOWER = 6
"""Points that a province may give less for the first criterion than the pattern."""


class Ties:
    """What the pattern's rows hang together by, read once from its last seal."""

    def __init__(self, seal: Seal) -> None:
        survey = Programme.objects.get(year=2568).content.survey
        self.questions, self.share = survey.knowledge, survey.pass_share
        self.event_of = {row["id"]: row["event_id"] for row in _rows_of(seal, Budget)}
        self.asked = {
            row["id"]: (row["event_id"], row["moment"]) for row in _rows_of(seal, Questionnaire)
        }
        self.people = {
            row["id"]: (row["event_id"], row["order"]) for row in _rows_of(seal, Participant)
        }
        self.events = [row["id"] for row in _rows_of(seal, Event)]
        self.activity = dict(
            zip(
                seal.units[Activity],
                (row["event_ptr_id"] for row in _rows_of(seal, Activity)),
                strict=False,
            )
        )
        self.first = next(r["id"] for r in _rows_of(seal, Criterion) if r["order"] == 1)
        self.passed = dict.fromkeys(self.events, 0)
        for row in _rows_of(seal, Answers):
            event, moment = self.asked[row["questionnaire_id"]]
            if moment == Questionnaire.Moment.AFTER:
                self.passed[event] += self.passes(row["choices"])

    def passes(self, choices: dict[str, int]) -> bool:
        """Whether so many are right that the test is passed."""
        return right_of(choices, self.questions) * 100 >= self.share * len(self.questions)


def _rows_of(seal: Seal, model: type[Model]) -> Iterator[dict[str, object]]:
    names = [f.attname for f in columns(model)]
    return (dict(zip(names, row, strict=False)) for row in seal.rows[model])


class Figures:
    """What the events of one print come to, gathered while their rows are printed.

    ``skill`` is the share of answers that stay as the pattern's; ``lower`` points less are given for
    the first criterion by every member, so that no place changes.
    """

    def __init__(self, ties: Ties, chance: random.Random) -> None:
        self.ties, self.chance = ties, chance
        self.skill, self.lower = chance.uniform(0.35, 1), chance.randint(0, MOST_LOWER)
        self.away: dict[int, set[int]] = {}
        for event in ties.events:
            numbers = [n for e, n in ties.people.values() if e == event and n > LEAST_HERE]
            self.away[event] = set(chance.sample(numbers, chance.randint(0, len(numbers) // 3)))
        self.passed = dict.fromkeys(ties.events, 0)
        self.spent = dict.fromkeys(ties.events, Decimal(0))
        self.at: object = None  # what the row that is being printed belongs to


def _moo(value: int, copy: Copy, unit: int) -> int:
    return copy.moo.get(value, value)


def _facts(value: str, copy: Copy, unit: int) -> str:
    return copy.facts[unit]


def _number(value: int, copy: Copy, unit: int) -> int:
    return value - words.FIRST_NUMBER + copy.numbers


def _series_year(value: int, copy: Copy, unit: int) -> int:
    """No pattern's paper is of another calendar year than its programme."""
    return copy.year


def _of(model: type[Model]) -> Callable:
    """A link that the next columns of the row want to know."""

    def link(value: int, copy: Copy, unit: int) -> object:
        copy.figures.at = value
        return copy.keys[model][value]

    return link


def _present(value: int, copy: Copy, unit: int) -> object:
    event, number = copy.figures.ties.people[value]
    return DROP if number in copy.figures.away[event] else copy.keys[Participant][value]


def _choices(value: str, copy: Copy, unit: int) -> str:
    """Some answers of the test are others; who then passes is counted for the outcome."""
    figures, given = copy.figures, json.loads(value)
    for question in figures.ties.questions:
        if question.key in given and figures.chance.random() > figures.skill:
            given[question.key] = figures.chance.randint(1, len(question.choices))
    event, moment = figures.ties.asked[figures.at]
    if moment == Questionnaire.Moment.AFTER and figures.ties.passes(given):
        figures.passed[event] += 1
    return json.dumps(given)


def _spent(value: Decimal, copy: Copy, unit: int) -> str:
    """What was paid, now and then somewhat less than the pattern's."""
    figures = copy.figures
    if figures.chance.random() < 0.3:
        value -= Decimal(figures.chance.randint(0, int(value) // 50) * 10)
    figures.spent[figures.ties.event_of[figures.at]] += value
    return str(value)


def _came(value: int, copy: Copy, unit: int) -> int:
    return value - len(copy.figures.away[copy.figures.at])


def _understood(value: int, copy: Copy, unit: int) -> int:
    figures = copy.figures
    return value - figures.ties.passed[figures.at] + figures.passed[figures.at]


def _total_spent(value: Decimal, copy: Copy, unit: int) -> str:
    return str(copy.figures.spent[copy.figures.at])


def _told(value: str, copy: Copy, unit: int) -> str:
    """A summary as it was sent, with as many people as came."""
    away = len(copy.figures.away[copy.figures.ties.activity[unit]])
    rows = json.loads(copy.turn(value))
    for row in rows:
        if row["key"] == "participants":
            row["text"] = row["text"].replace("20", str(20 - away))
    return json.dumps(rows, ensure_ascii=False)


def _points(value: Decimal, copy: Copy, unit: int) -> str:
    first = copy.figures.at == copy.figures.ties.first
    return str(value - copy.figures.lower if first else value)


def _total(value: Decimal, copy: Copy, unit: int) -> str:
    return str(value - copy.figures.lower)


def _result(value: str, copy: Copy, unit: int) -> str:
    """The frozen table: the nominations that are kept, with this print's points."""
    nominations, rows = copy.keys[Nomination], json.loads(value)
    kept = [
        {**_lowered(row, copy.figures.lower), "nomination": nominations[row["nomination"]]}
        for row in rows
        if row["nomination"] in nominations
    ]
    return copy.turn(json.dumps(kept, ensure_ascii=False))


def _lowered(row: dict, lower: int) -> dict:
    first, *others = row["criteria"]
    totals = [
        {
            **one,
            "total": str(Decimal(one["total"]) - lower),
            "points": [str(int(one["points"][0]) - lower), *one["points"][1:]],
        }
        for one in row["totals"]
    ]
    return {
        **row,
        **_less(row, lower),
        "totals": totals,
        "criteria": [{**first, **_less(first, lower)}, *others],
    }


def _less(figure: dict, lower: int) -> dict[str, str]:
    exact = Fraction(figure["exact"]) - lower
    return {"mean": str(shown(exact)), "exact": str(exact)}


VARIED: dict[str, Callable] = {
    "document.number": _number,
    "document.year": _series_year,
    "nomination.place_moo": _moo,
    "participant.moo": _moo,
    "submission.group": _facts,
    "checkin.participant": _present,
    "answers.questionnaire": _of(Questionnaire),
    "answers.choices": _choices,
    "budgetline.budget": _of(Budget),
    "budgetline.spent": _spent,
    "summaryreport.activity": _of(Activity),
    "summaryreport.participants": _came,
    "summaryversion.answers": _told,
    "score.criterion": _of(Criterion),
    "score.points": _points,
    "chosengroup.total": _total,
    "resultversion.rows": _result,
    "outcome.event": _of(Event),
    "outcome.came": _came,
    "outcome.understood": _understood,
    "outcome.spent": _total_spent,
}
"""``model.column`` → how its value is printed instead."""
