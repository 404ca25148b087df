"""The soak's ground: districts in mid-activity with a plan and a summary begun; what is left of it.

``python -m tests.bench.soak_stage 60`` fills the database that the environment names and prints who may
sign in with which papers; ``… left`` prints what stands there after the play.
"""

import json
import sys
from unittest import mock

STAGE = "held"
SPARE = 3
"""Provinces more, since here and there a paper is sent already."""


def _fill(officers: int) -> list[dict[str, object]]:
    from django.core.management import call_command

    from cdd_network.models import Programme, User
    from projects.actions.plans import begin_plan
    from projects.models import Activity
    from reports.actions.bundles import start_bundle
    from reports.actions.summaries import begin_summary
    from reports.nation import country

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with mock.patch.object(country, "NEWEST_STAGES", (STAGE,)):
        country.fill(years=2, seed=3, provinces=officers // 2 + SPARE)
    found = []
    activities = Activity.objects.filter(programme__year=country.NEWEST).order_by("pk")
    for activity in activities.select_related("office"):
        user = activity.office.users.order_by("pk").first()
        plan = getattr(activity, "actionplan", None)
        report = getattr(activity, "summaryreport", None)
        plan = plan or begin_plan(activity=activity, by=user)
        report = report or begin_summary(activity=activity, by=user)
        found.append(
            {"user": user.username, "activity": activity.pk, "plan": plan.pk, "summary": report.pk}
        )
    department = User.objects.filter(role="department").first()
    start_bundle(programme=Programme.objects.opened().earliest("year"), by=department)
    return [one for one in found if _is_open(one)][:officers]


def _is_open(one: dict[str, object]) -> bool:
    from projects.models import ActionPlan
    from reports.models import SummaryReport

    drafts = (ActionPlan, one["plan"]), (SummaryReport, one["summary"])
    return all(model.objects.get(pk=key).state == "draft" for model, key in drafts)


def _left() -> dict[str, int]:
    from cdd_network.models import Job
    from reports.management.commands.sweep import strays
    from reports.models import Photo

    jobs = Job.objects.all()
    return {
        "photos": Photo.objects.count(),
        "jobs": jobs.count(),
        "jobs_failed": jobs.exclude(error="").count(),
        "strays": sum(1 for _ in strays()),
    }


if __name__ == "__main__":
    import django

    django.setup()
    asked = sys.argv[1]
    print(json.dumps(_left() if asked == "left" else _fill(int(asked))))
