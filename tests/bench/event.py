"""Pages of an event with 1, 20 and 200 participants: the same few queries, and what they cost."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from cdd_network.models import User
from projects.models import Activity, ActivityDay, Answers, CheckIn, Participant, Questionnaire
from reports import story
from reports.models import SummaryReport
from tests.addresses import MOST_QUERIES
from tests.bench.pages import measured

SIZES = (1, 20, 200)


def figures() -> Iterator[tuple[str, float, str, str]]:
    """p50, p95, CPU and queries of each page at each size, then whether the queries are equal."""
    activity = _dated()
    asked: dict[tuple[str, str], set[int]] = {}
    for size in SIZES:
        _people(activity, size)
        for username, name, path in _addresses(activity):
            page, who = measured(username, path), username or "public"
            label = f"event.{name}.{who}.{size}"
            yield f"{label}.p50", page.p50, "ms", ""
            yield f"{label}.p95", page.p95, "ms", ""
            yield f"{label}.cpu", page.cpu, "ms", "<= 20" if size < SIZES[-1] else ""
            yield f"{label}.queries", page.queries, "queries", f"<= {MOST_QUERIES}"
            asked.setdefault((name, who), set()).add(page.queries)
    uneven = [f"{name}.{who}" for (name, who), counts in asked.items() if len(counts) > 1]
    yield f"event.uneven{''.join(f' {one}' for one in uneven)}", len(uneven), "pages", "<= 0"


def _dated() -> Activity:
    """Prasat's event, its days set in 2568 and its first day today."""
    district = User.objects.get(username="prasat")
    activity = Activity.objects.get(office=district.office)
    story.plan_days(
        activity,
        by=district,
        dates=(date(2025, 6, 18), date(2025, 6, 19), date(2025, 6, 20)),
        places=("ศาลาประชาคม", "", "ศาลาประชาคม"),
        site=("ศูนย์สาธิตการตลาด (ตัวอย่าง)", 3, "3205", "ทมอ"),
    )
    today = timezone.localdate()
    ActivityDay.objects.filter(event=activity, number=1).update(date=today)
    Questionnaire.objects.filter(event=activity).update(opens_on=today, closes_on=today)
    return activity


def _people(activity: Activity, size: int) -> None:
    """So many listed, there on each half day, and their answers."""
    Participant.objects.filter(event=activity.pk).delete()
    people = Participant.objects.bulk_create(
        Participant(event_id=activity.pk, order=n, name=f"นายคนที่ {n} ใจดี", village="บ้านทมอ", moo=1)
        for n in range(1, size + 1)
    )
    CheckIn.objects.bulk_create(
        CheckIn(day=day, participant=one, half=half)
        for day in activity.days.all()
        for one in people
        for half in CheckIn.Half.values
    )
    survey = activity.programme.content.survey
    items = [item.key for part in survey.parts for item in part.items]
    Answers.objects.filter(questionnaire__event=activity.pk).delete()
    Answers.objects.bulk_create(
        Answers(
            questionnaire=one,
            device=f"bench-{n}",
            on=timezone.localdate(),
            levels=dict.fromkeys(items, 5 - n % 3) if one.moment == "after" else {},
            choices={question.key: 1 + n % 3 for question in survey.knowledge},
        )
        for one in activity.questionnaires.all()
        for n in range(size)
    )


def _addresses(activity: Activity) -> Iterator[tuple[str, str, str]]:
    of = {"pk": activity.pk}
    for name in ("activity", "people", "event_survey", "event_budget", "timetable", "event_bpm"):
        yield "prasat", name, reverse(name, kwargs=of)
        yield "surin", name, reverse(name, kwargs=of)
    for name in ("event_budget_edit", "timetable_speakers", "event_qr"):
        yield "prasat", name, reverse(name, kwargs=of)
    for name in ("checkin_day", "timetable_day"):
        yield "prasat", name, reverse(name, kwargs={**of, "number": 1})
    tally = reverse("survey_tally", kwargs={**of, "moment": "after"})
    yield "prasat", "survey_tally", tally
    report = SummaryReport.objects.get(activity=activity)
    yield "prasat", "summary_edit", reverse("summary_edit", kwargs={"pk": report.pk})
    yield "prasat", "summary", reverse("summary", kwargs={"pk": report.pk})
    first = activity.days.get(number=1)
    yield "", "check_in", reverse("check_in", kwargs={"token": first.token})
    asked = activity.questionnaires.get(moment="after")
    yield "", "survey", reverse("survey", kwargs={"token": asked.token})
