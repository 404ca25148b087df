"""Which paper a row becomes: a document of a round, a district's forms of its three days.

The forms of the selection stand in ``papers_selection``.
"""

from collections.abc import Iterable
from dataclasses import replace

from cdd_network import thai
from cdd_network.content import CurriculumDay
from projects.models import (
    ActionPlan,
    Activity,
    ActivityDay,
    Event,
    Participant,
    PlanItem,
)
from projects.states import PaperState
from reports import facts, letters, parts
from reports.blanks import ACTIVITY, notice_address, survey_of, test_facts
from reports.kinds import kind_of, words_of
from reports.letters_forms import Registration, Satisfaction, Sheet, in_lines
from reports.letters_knowledge import KnowledgeTest
from reports.models import Document, SummaryReport
from reports.stamps import Stamp

UNSENT = {PaperState.DRAFT, PaperState.RETURNED}


def paper_of(document: Document, stamp: Stamp | None) -> letters.Paper:
    """The document as paper; without a stamp it is a draft with number and date blank."""
    return kind_of(document).paper(document, words_of(document), stamp)


def subject_of(document: Document) -> str:
    """What the document is about, one line, for pages that name it."""
    subject = document.subject_text or kind_of(document).subject(document)
    return " ".join(subject.split())


def plan_of(plan: ActionPlan) -> letters.ActionPlan:
    """A district's action plan in the department's form; «ร่าง» until it is sent."""
    activity = Activity.objects.with_place().get(pk=plan.activity_id)
    form = activity.programme.content.plan_form
    return letters.ActionPlan(
        author=activity.nomination.office.name,
        draft=plan.state in UNSENT,
        form=form,
        reporter=_reporter(plan, activity),
        group=facts.group_address(activity.group),
        study_site=facts.study_site(activity),
        rows=tuple(_plan_row(item) for item in plan.items.all()),
    )


def _plan_row(item: PlanItem) -> parts.PlanRow:
    return parts.PlanRow(
        item.activity_name,
        thai.points(item.steps),
        item.place,
        "" if item.capital is None else thai.money_text(item.capital),
        thai.points(item.results),
        item.remark,
    )


def summary_of(report: SummaryReport) -> letters.Summary:
    """A district's summary with its photographs; «ร่าง» until it is sent."""
    activity = Activity.objects.with_place().get(pk=report.activity_id)
    shown, files = facts.photos(report)
    return letters.Summary(
        author=activity.nomination.office.name,
        draft=report.state in UNSENT,
        files=files,
        form=activity.programme.content.summary_form,
        reporter=_reporter(report, activity),
        district=activity.nomination.office.district.name,
        province=activity.chosen.round.office.province.name,
        answers=facts.summary_answers(report, activity),
        narratives=tuple(getattr(report, name) for name in report.day_fields),
        photos=shown,
    )


def _reporter(paper: ActionPlan | SummaryReport, activity: Activity) -> parts.Reporter:
    return parts.Reporter(
        activity.programme.year, paper.reporter_name, paper.reporter_post, paper.report_date
    )


def registration_of(
    event: Event, people: Iterable[Participant] = (), day: int | None = None
) -> Registration:
    """The sheets of the event's days, or of one, with date and place as far as they are known.

    ``people`` are those whose names it carries; without them it is filled in by hand.
    """
    content = event.programme.content
    rule = event.rule
    known = {one.number: one for one in event.days.all()}
    rules = [one for one in content.days(event.number) if day in (None, one.number)]
    return Registration(
        **(_form(event.run) if event.number == ACTIVITY else _own_form(event)),
        activity=f"กิจกรรมที่ {rule.number} {rule.title}",
        people=rule.people,
        sheets=tuple(_sheet(one, known.get(one.number)) for one in rules),
        listed=tuple((person.name, _where(person)) for person in people),
        privacy=notice_address(),
    )


def _where(person: Participant) -> str:
    """«สมาชิก บ้านกระเจา หมู่ที่ 7»."""
    moo = f"หมู่ที่ {person.moo}" if person.moo else ""
    return " ".join(filter(None, (person.post, person.village, moo)))


def _own_form(event: Event) -> dict[str, object]:
    """The head of what the province runs itself: no group, the office is the host."""
    return {
        "author": event.office.name,
        "project": event.programme.title,
        "year": event.programme.year,
        "host": event.office.name,
    }


def _sheet(rule: CurriculumDay, day: ActivityDay | None) -> Sheet:
    if day is None:
        return Sheet(rule.number, rule.title)
    return Sheet(rule.number, rule.title, day.date, day.place)


def satisfaction_of(event: Event) -> Satisfaction:
    """The survey headed for the event's group or host; nothing tells who fills it in."""
    survey = replace(survey_of(event.programme, event.number), titles=_survey_titles(event))
    return Satisfaction(**_headed(event), survey=survey)


def knowledge_of(event: Event) -> KnowledgeTest:
    """The knowledge test of the event, a sheet for before and one for after."""
    return KnowledgeTest(
        **_headed(event),
        **test_facts(event.programme, event.number),
        above=_survey_titles(event)[1:],
    )


def _headed(event: Event) -> dict[str, object]:
    """What a survey's paper says of the event: who runs it, for whom, on which days."""
    head = _form(event.run) if event.number == ACTIVITY else _own_form(event)
    return {**head, "days": facts.dates_text([d.date for d in event.days.all() if d.date])}


def _survey_titles(event: Event) -> tuple[str, ...]:
    """The year's own titles, which are those of activity 2; with the other's name for the other."""
    titles = event.programme.content.survey.titles
    if event.number == ACTIVITY or not titles:
        return titles
    activity = f"กิจกรรมที่ {event.number} {event.rule.title}"
    year = f"ประจำปีงบประมาณ พ.ศ. {event.programme.year}"
    return (titles[0], event.programme.title, *in_lines(activity), year)


def _form(activity: Activity) -> dict[str, object]:
    return {
        "author": activity.nomination.office.name,
        "project": activity.programme.title,
        "year": activity.programme.year,
        "group": facts.group_address(activity.group),
    }
