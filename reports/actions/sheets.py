"""Many blank score sheets: asked for, then made by a job, a file a member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network import jobs
from reports import form_rules
from reports.jobs import SHEETS

if TYPE_CHECKING:
    from cdd_network.models import Job, User
    from selection.models import CommitteeMember, Round


def start_sheets(*, round: Round, seats: list[CommitteeMember], by: User) -> Job:
    """Ask for the sheets of ``seats``; a second click gives the job of the first."""
    form_rules.check_sheets_job(by, round, len(seats))
    keys = [seat.pk for seat in seats]
    return jobs.start(
        SHEETS,
        office=round.office,
        by=by,
        title=f"แบบให้คะแนนบนกระดาษ {len(keys)} คน",
        arguments={"round": round.pk, "seats": keys},
        key=f"{round.pk}:{','.join(map(str, keys))}"[:100],
    )
