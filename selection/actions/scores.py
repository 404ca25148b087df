"""Acts of a committee member: score a nomination, send the sheet."""

from decimal import Decimal

from django.db import transaction

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.transitions import move, start
from selection import score_rules as rules
from selection.actions.hold import hold
from selection.models import CommitteeMember, Criterion, Nomination, Score, ScoreSheet
from selection.states import SheetState


@transaction.atomic
def save_sheet(
    *,
    member: CommitteeMember,
    nomination: Nomination,
    points: dict[int, Decimal],
    note: str,
    by: User,
) -> ScoreSheet:
    """Save the points given so far (criterion key to points) and the note, as the member's draft.

    The trail records that the sheet was saved, never the points: they are blind.
    """
    hold(nomination.round)
    member.refresh_from_db(fields=["excused_reason"])
    rules.check_score(by, member, nomination)
    rules.check_points(Criterion.objects.filter(round_id=nomination.round_id), points)
    sheet, made = ScoreSheet.objects.get_or_create(member=member, nomination=nomination)
    rules.check_sheet_open(sheet)
    if made:
        start(sheet, by=by)
    sheet.note = note
    sheet.save(update_fields=["note"])
    sheet.scores.all().delete()
    Score.objects.bulk_create(
        Score(sheet=sheet, criterion_id=key, points=given) for key, given in points.items()
    )
    record(sheet, "save", by=by, criteria=len(points))
    return sheet


@transaction.atomic
def submit_sheet(*, sheet: ScoreSheet, by: User) -> None:
    """Send the sheet; from then on it is closed."""
    hold(sheet.nomination.round)
    sheet.member.refresh_from_db(fields=["excused_reason"])
    rules.check_submit_sheet(by, sheet)
    move(sheet, SheetState.SUBMITTED, by=by)
