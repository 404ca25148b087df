"""Papers made of the year's programme alone: procedure, curriculum, criteria, blank forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse

from cdd_network.content_event import Survey
from cdd_network.models import Programme
from projects.models import Questionnaire
from projects.survey_rules import asked
from reports import facts, letters, letters_forms, letters_programme, letters_scores, parts, pdf
from reports.letters_knowledge import KnowledgeTest, Question
from reports.source import Source

ACTIVITY = 2
"""The activity that has sheets of registration and a survey: the district's three days."""


@dataclass(frozen=True)
class Blank:
    """A paper of the programme: its title in lists, and what makes it."""

    title: str
    make: Callable[[Programme], letters.Paper]


def _year(programme: Programme) -> dict[str, object]:
    return {"author": facts.DEPARTMENT, "project": programme.title, "year": programme.year}


def _criteria(programme: Programme) -> letters.Paper:
    content = programme.content
    return letters_forms.Criteria(
        **_year(programme),
        quota=programme.quota,
        eligibility=content.eligibility,
        rows=_rows(programme),
        rules=content.committee_rules,
        note=content.criteria_note,
    )


def _rows(programme: Programme) -> tuple[letters_forms.CriterionRow, ...]:
    rules = programme.content.criteria
    return tuple(
        letters_forms.CriterionRow(one.title, one.points, one.help, anchors=one.anchors)
        for one in rules
    )


def _proposal(programme: Programme) -> letters.Paper:
    return letters_forms.Proposal(**_year(programme), items=programme.content.proposal)


def _score_sheet(programme: Programme) -> letters.Paper:
    return letters_scores.ScoreSheets(**_year(programme), criteria=_rows(programme))


def _result_table(programme: Programme) -> letters.Paper:
    seats = enumerate(programme.content.committee, 1)
    scorers = tuple(letters_scores.Scorer(number, seat.post) for number, seat in seats)
    return letters_scores.ResultTable(**_year(programme), scorers=scorers)


def _procedure(programme: Programme) -> letters.Paper:
    return letters_programme.Procedure(
        author=facts.DEPARTMENT, content=programme.content, fiscal_year=programme.year
    )


def _curriculum(programme: Programme) -> letters.Paper:
    return letters_programme.Curriculum(
        author=facts.DEPARTMENT, content=programme.content, fiscal_year=programme.year
    )


def _registration(programme: Programme) -> letters.Paper:
    rule = programme.content.activity(ACTIVITY)
    days = programme.content.days(ACTIVITY)
    return letters_forms.Registration(
        **_year(programme),
        activity=f"กิจกรรมที่ {rule.number} {rule.title}",
        people=rule.people,
        sheets=tuple(letters_forms.Sheet(day.number, day.title) for day in days),
        privacy=notice_address(),
    )


def notice_address() -> str:
    """Where those who sign read why their names are kept and how long."""
    return f"{settings.SITE_URL}{reverse('privacy')}"


def _plan(programme: Programme) -> letters.Paper:
    return letters.ActionPlan(
        author=facts.DEPARTMENT,
        form=programme.content.plan_form,
        reporter=parts.Reporter(programme.year),
    )


def _summary(programme: Programme) -> letters.Paper:
    return letters.Summary(
        author=facts.DEPARTMENT,
        form=programme.content.summary_form,
        reporter=parts.Reporter(programme.year),
        narratives=("",) * len(programme.content.days(ACTIVITY)),
    )


def _satisfaction(programme: Programme) -> letters.Paper:
    return letters_forms.Satisfaction(**_year(programme), survey=survey_of(programme, ACTIVITY))


def survey_of(programme: Programme, number: int) -> Survey:
    """The year's survey with what one of its activities is asked, numbered as it is asked."""
    survey = programme.content.survey
    shown = asked(survey, number=number, moment=Questionnaire.Moment.AFTER)
    return replace(survey, parts=shown.parts, questions=shown.questions, knowledge=shown.knowledge)


def test_facts(programme: Programme, number: int) -> dict[str, object]:
    """What the knowledge test of an activity prints; the right answers are left out."""
    survey = survey_of(programme, number)
    return {
        "moments": tuple(str(label) for label in Questionnaire.Moment.labels),
        "questions": tuple(Question(one.title, one.choices) for one in survey.knowledge),
        "note": survey.note,
    }


def _knowledge(programme: Programme) -> letters.Paper:
    above = programme.content.survey.titles[1:]
    return KnowledgeTest(**_year(programme), **test_facts(programme, ACTIVITY), above=above)


BLANKS: Mapping[str, Blank] = {
    "criteria": Blank("หลักเกณฑ์การคัดเลือก", _criteria),
    "proposal": Blank("แบบเสนอโครงการ", _proposal),
    "score_sheet": Blank("แบบให้คะแนนรายกรรมการ", _score_sheet),
    "result_table": Blank("ตารางสรุปผลการให้คะแนน แบบฟอร์มเปล่า", _result_table),
    "procedure": Blank("ขั้นตอนการดำเนินงานโครงการฯ", _procedure),
    "curriculum": Blank("รายละเอียดหลักสูตร", _curriculum),
    "registration": Blank("บัญชีลงทะเบียนผู้เข้าร่วมกิจกรรม", _registration),
    "plan": Blank("แผนปฏิบัติการขับเคลื่อนฯ แบบฟอร์มเปล่า", _plan),
    "summary": Blank("แบบสรุปผลการดำเนินงาน แบบฟอร์มเปล่า", _summary),
    "knowledge": Blank("แบบทดสอบความรู้", _knowledge),
    "satisfaction": Blank("แบบประเมินความพึงพอใจ", _satisfaction),
}
"""In the order of the year's work. Keys that are enclosures of a letter are those of its lines."""

FORMS: Mapping[str, str] = {key: blank.title for key, blank in BLANKS.items()}
"""Titles of the papers by their keys, as lists of forms name them."""


def form_of(programme: Programme, key: str) -> letters.Paper:
    """A paper made of the year's programme alone; KeyError for an unknown key."""
    return BLANKS[key].make(programme)


def form_pdf(programme: Programme, key: str) -> pdf.Pdf:
    """The paper of ``form_of`` set as PDF."""
    return Source(form_of(programme, key)).pdf()
