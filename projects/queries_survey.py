"""What an event's survey gave: answers by telephone and the tally of paper, counted together.

Three queries for an event, however many answered. Pages, the summary and the BPM sheet read the
same ``Results``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from projects import bands, statistics
from projects.models import Answers, CheckIn, Event, Participant, Questionnaire, Tally
from projects.survey_rules import asked

if TYPE_CHECKING:
    from cdd_network.content_event import FormItem, KnowledgeQuestion, Survey, SurveyPart
    from cdd_network.models import User

OVERALL = "overall"
"""The item that asks for everything together; its part is that of satisfaction."""
KNEW_BEFORE, KNOWS_AFTER = "before", "after"
"""The items by which people rate what they knew before and know after."""
FEWEST = 3
"""What fewer answered is not told, each item by itself: what one person said could be read from it."""

Moment = Questionnaire.Moment


@dataclass(frozen=True)
class Side:
    """One questionnaire: the row, how many answered by telephone and on paper, the test's figures."""

    questionnaire: Questionnaire
    phones: int
    sheets: int
    test: statistics.Knowledge

    @property
    def answered(self) -> int:
        """People who answered, by either way."""
        return self.phones + self.sheets


@dataclass(frozen=True)
class Row:
    """An item with its figures and the word of its mean."""

    key: str
    number: int | None
    title: str
    measure: statistics.Measure
    word: str

    @property
    def told(self) -> str:
        """« (ข้อ 11)», by which a sentence names the line of the table; '' of a total."""
        return f" (ข้อ {self.number})" if self.number else ""


@dataclass(frozen=True)
class PartRows:
    """A part of the survey; ``total`` joins all ticks of the part of satisfaction."""

    title: str
    rows: tuple[Row, ...]
    total: Row | None = None

    @property
    def every(self) -> tuple[Row, ...]:
        """The rows with the total below."""
        return (*self.rows, self.total) if self.total else self.rows


@dataclass(frozen=True)
class Results:
    """All that an event's survey says.

    ``people`` took part (came on some half day; without any check-in, those on the list).
    ``wanted`` is the indicator in per cent. ``texts``: open question → what was written, sorted, so
    that the order tells nothing of who came when.
    """

    survey: Survey
    scheme: str
    wanted: int
    people: int
    before: Side
    after: Side
    parts: tuple[PartRows, ...]
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def sides(self) -> tuple[Side, Side]:
        """Before and after."""
        return (self.before, self.after)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has answered anything yet."""
        return not any(side.answered for side in self.sides)

    @property
    def satisfaction(self) -> Row | None:
        """The item «in general», or all ticks of its part where no such item is asked."""
        every = {row.key: row for part in self.parts for row in part.every}
        return every.get(OVERALL) or next((p.total for p in self.parts if p.total), None)

    @property
    def satisfied_by(self) -> int:
        """Of how many people the satisfaction tells: whoever left the item out is not among them."""
        row = self.satisfaction
        if row is None or row.number is None:
            return self.after.answered
        return row.measure.n

    @property
    def rated(self) -> tuple[Row, Row] | None:
        """What people say they knew before and know after, when both are asked."""
        every = {row.key: row for part in self.parts for row in part.rows}
        found = every.get(KNEW_BEFORE), every.get(KNOWS_AFTER)
        return found if all(found) else None

    @property
    def gain(self) -> Decimal | None:
        """Percentage points between the shown mean of right answers before and after."""
        before, after = self.before.test.percent, self.after.test.percent
        return None if None in (before, after) else after - before

    @property
    def reaches(self) -> bool:
        """Whether the share who understand, of those who took the test after, is the indicator."""
        return statistics.reaches(self.after.test, self.wanted)


def results(event: Event, scheme: str = "", people: int | None = None) -> Results:
    """The survey of ``event``; ``scheme`` of words, without a known one the programme's own.

    An item and a test that fewer than ``FEWEST`` answered are told as if nobody had; without any told
    item there are no parts. Words are told when so many sheets, of telephones and paper, carry an
    answer: what is merely said to have come in hides nobody. ``people`` took part, asked for here
    when it is not at hand.
    """
    content = event.programme.content
    survey = content.survey
    rows = {one.moment: one for one in _questionnaires(event)}
    given: dict[int, list[Answers]] = {one.pk: [] for one in rows.values()}
    for one in Answers.objects.filter(questionnaire__event=event.pk).only(*_COLUMNS):
        given[one.questionnaire_id].append(one)
    questions = asked(survey, number=event.number, moment=Moment.AFTER)
    before, after = (
        _side(rows[moment], given[rows[moment].pk], questions.knowledge, survey.pass_share)
        for moment in Moment.values
    )
    known = scheme if scheme in bands.LOWEST else survey.bands
    tally, told = tally_of(rows[Moment.AFTER]), given[rows[Moment.AFTER].pk]
    parts = tuple(_parts(survey, questions.parts, known, told, tally))
    return Results(
        survey=survey,
        scheme=known,
        wanted=content.indicator_share,
        people=took_part(event) if people is None else people,
        before=before,
        after=after,
        parts=parts if any(row.measure.n for part in parts for row in part.rows) else (),
        texts=_texts(survey, told, tally) if len(told) + _counted(tally) >= FEWEST else {},
    )


_COLUMNS = ("questionnaire_id", "levels", "choices", "texts")


def _questionnaires(event: Event) -> QuerySet[Questionnaire]:
    return Questionnaire.objects.filter(event=event.pk).select_related("tally")


def questionnaire_of(event: Event, moment: str) -> Questionnaire | None:
    """The event's questionnaire of that moment; knows its event and tally without a query."""
    found = _questionnaires(event).filter(moment=moment).first()
    if found is not None:
        found.event = event
    return found


def tally_of(questionnaire: Questionnaire) -> Tally:
    """The tally of paper; an unsaved one of nothing when no sheet was counted."""
    return getattr(questionnaire, "tally", None) or Tally(questionnaire=questionnaire)


def _side(
    questionnaire: Questionnaire,
    answers: list[Answers],
    questions: Sequence[KnowledgeQuestion],
    pass_share: int,
) -> Side:
    size = len(questions) + 1
    took = [a.choices for a in answers if a.choices]
    phones = [0] * size
    for choices in took:
        phones[right_of(choices, questions)] += 1
    tally = tally_of(questionnaire)
    right = statistics.merge([phones, tally.right[:size]], size)
    test = statistics.knowledge(_held_back(right), pass_share)
    return Side(questionnaire, len(answers), tally.sheets, test)


def right_of(choices: Mapping[str, int], questions: Iterable[KnowledgeQuestion]) -> int:
    """How many questions are answered right; a question left out is not."""
    return sum(choices.get(question.key) == question.answer for question in questions)


def _parts(
    survey: Survey,
    parts: Iterable[SurveyPart],
    scheme: str,
    answers: list[Answers],
    tally: Tally,
) -> Iterable[PartRows]:
    for part in parts:
        counts = {item.key: _counts(item, answers, tally) for item in part.items}
        rows = tuple(
            _row(item.key, item.number, item.title, counts[item.key], survey, scheme)
            for item in part.items
        )
        total = None
        if OVERALL in counts:
            every = statistics.merge(counts.values())
            total = _row("total", None, "รวมทุกข้อ", every, survey, scheme)
        yield PartRows(part.title, rows, total)


def _counts(item: FormItem, answers: list[Answers], tally: Tally) -> statistics.Counts:
    phones = statistics.counts_of(a.levels[item.key] for a in answers if item.key in a.levels)
    return _held_back(statistics.merge([phones, tally.levels.get(item.key, ())]))


def _held_back(counts: statistics.Counts) -> statistics.Counts:
    """``counts``, or noughts while so few are counted that somebody stands alone."""
    return counts if sum(counts) >= FEWEST else (0,) * len(counts)


def _counted(tally: Tally) -> int:
    """Sheets of paper of which some answer was counted: as many as the item of most answers has."""
    return max(map(sum, (*tally.levels.values(), tally.right)))


def _row(
    key: str,
    number: int | None,
    title: str,
    counts: statistics.Counts,
    survey: Survey,
    scheme: str,
) -> Row:
    figures = statistics.measure(counts)
    return Row(key, number, title, figures, bands.word(figures.mean, scheme, survey.levels))


def _texts(survey: Survey, answers: list[Answers], tally: Tally) -> dict[str, tuple[str, ...]]:
    titles = {item.key: item.title for item in survey.questions}
    found = {
        title: sorted(a.texts[key].strip() for a in answers if a.texts.get(key, "").strip())
        for key, title in titles.items()
    }
    lines = [line.strip() for line in tally.texts.splitlines() if line.strip()]
    every = {**found, "จากแบบกระดาษ": sorted(lines)}
    return {title: tuple(texts) for title, texts in every.items() if texts}


def took_part(event: Event) -> int:
    """People who came on some half day; while nobody was checked in, those on the list."""
    came = Exists(CheckIn.objects.filter(participant=OuterRef("pk")))
    found = Participant.objects.filter(event=event.pk).aggregate(
        came=Count("pk", filter=Q(came)), listed=Count("pk")
    )
    return found["came"] or found["listed"]


def may_read_texts(user: User, event: Event) -> bool:
    """What people wrote is read by the office that ran the event, by nobody above it."""
    return user.office_id == event.office_id
