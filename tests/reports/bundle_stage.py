"""Buriram half-way: Krasang's papers are accepted with two photographs, Ban Dan has sent nothing."""

from datetime import date

from projects.actions import plans
from projects.models import BudgetLine
from projects.states import PaperState
from reports.actions import photos, summaries
from reports.actions.bundles import start_bundle
from reports.models import Bundle, SummaryReport
from reports.story import Activity
from tests.jobbing.run import finish_jobs
from tests.people import World
from tests.pictures import jpeg
from tests.projects.stage import listed, sent
from tests.reports.stages import announcement

FORMULA = "=1+1"
LIKE_FORMULAS = {"problems": "+ฝนตก", "suggestions": "@SUM(1)", "day_1": "-1+1"}
SECRET = "นางสมศรี ไม่ควรเห็น"


def half(world: World) -> tuple[Activity, Activity]:
    """The two activities; a remark of the plan begins like a formula, a participant has a name."""
    first, second = world.dated()
    announcement(world, first.chosen.round)
    plan = plans.begin_plan(activity=first, by=world.krasang)
    plan.items.update(remark=FORMULA)
    sent(plan, PaperState.ACCEPTED)
    report = summaries.begin_summary(activity=first, by=world.krasang)
    for colour in ((10, 20, 30), (200, 90, 60)):
        photos.add_photo(report=report, data=jpeg(colour), caption="", by=world.krasang)
    values = {"participants": 20, "report_date": date(2025, 6, 25), **LIKE_FORMULAS}
    SummaryReport.objects.filter(pk=report.pk).update(**values)
    report.refresh_from_db()
    sent(report, PaperState.ACCEPTED)
    listed(first, [SECRET])
    BudgetLine.objects.filter(budget__event=first.pk).update(spent=100)
    return first, second


def made(world: World, by: object = None) -> Bundle:
    """The newest bundle of Buriram, or of ``by``'s office, made by a job just now."""
    by = by or world.buriram
    start_bundle(programme=world.programme, by=by)
    finish_jobs()
    return Bundle.objects.filter(office=by.office).first()
