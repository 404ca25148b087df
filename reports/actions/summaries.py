"""The summary report: begun, written, sent, returned, accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from cdd_network.transitions import start
from cdd_network.versions import save_version
from projects.actions import papers
from projects.paper_answers import kept
from projects.reporters import other_reporter
from projects.rules import check_edit, check_run
from reports.actions.outcomes import keep_outcome
from reports.models import SummaryReport
from reports.summary_answers import sections_of
from reports.summary_rules import check_submit_summary

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Activity


def begin_summary(*, activity: Activity, by: User) -> SummaryReport:
    """The activity's summary, begun now if it was not; the reporter is the plan's."""
    check_run(by, activity)
    stood = SummaryReport.objects.filter(activity=activity).first()
    if stood:
        return stood
    try:
        with transaction.atomic():
            report = SummaryReport.objects.create(
                activity=activity, **other_reporter(activity, SummaryReport)
            )
            start(report, by=by)
    except IntegrityError:  # the second of two clicks
        return SummaryReport.objects.get(activity=activity)
    return report


def save_summary(
    *, report: SummaryReport, values: dict[str, object], version: int, by: User, auto: bool = False
) -> None:
    """Save answers as typed, complete or not; raises Stale when another save came first.

    ``auto``: by the form itself while it is filled in; the trail is then not flooded.
    """
    check_edit(by, report)
    values = {**values, "saved_at": timezone.now()}
    save_version(report, values, version=version, by=by, auto=auto)


@transaction.atomic
def submit_summary(*, report: SummaryReport, version: int | None = None, by: User) -> None:
    """Send a summary to the province, complete as the database has it now.

    Here and below, Stale is raised when the summary, its photographs or its days are no longer the
    ``version`` that was looked at.
    """
    papers.hold(report)
    check_submit_summary(by, report)
    answers = kept(sections_of(report))
    papers.submit(paper=report, answers=answers, version=version, by=by)
    keep_outcome(report.activity, said=report.participants)


def accept_summary(*, report: SummaryReport, version: int | None = None, by: User) -> None:
    """Accept the summary."""
    papers.accept(paper=report, version=version, by=by)
