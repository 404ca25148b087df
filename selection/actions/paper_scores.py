"""Acts on score sheets on paper: one officer keys them in, another confirms them."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from cdd_network.models import User
from cdd_network.refusal import Refused
from cdd_network.transitions import move
from cdd_network.versions import read_again
from selection import paper_rules as rules
from selection import score_rules
from selection.actions.hold import hold
from selection.actions.scores import own_sheet, write_points
from selection.models import CommitteeMember, Criterion, Nomination, ScoreSheet
from selection.states import SheetState


@transaction.atomic
def key_sheet(
    *,
    seat: CommitteeMember,
    nomination: Nomination,
    points: Mapping[int, Decimal],
    note: str,
    by: User,
) -> ScoreSheet:
    """Key in a whole paper sheet; it then waits for another officer of the same office.

    Keyed in again before that, it waits anew. The trail names the officers, never the points.
    """
    hold(seat.round)
    seat.refresh_from_db(fields=["excused_reason", "user", "on_paper"])
    nomination.refresh_from_db(fields=["state"])
    found = ScoreSheet.objects.filter(member=seat, nomination=nomination).first()
    rules.check_key(by, seat, nomination, found)
    criteria = list(Criterion.objects.filter(round=seat.round))
    score_rules.check_points(criteria, points)
    score_rules.check_whole((one.pk for one in criteria), points)
    sheet, _ = own_sheet(seat, nomination, by)
    if sheet.state == SheetState.KEYED:
        move(sheet, SheetState.DRAFT, by=by)
    write_points(sheet, points)
    sheet.note = note
    sheet.save(update_fields=["note"])
    move(sheet, SheetState.KEYED, by=by, keyed_by=by, confirmed_by=None)
    return sheet


@transaction.atomic
def confirm_sheet(*, sheet: ScoreSheet, seen: datetime | None = None, by: User) -> None:
    """The second officer found the keyed points to be those on the paper: the sheet is sent.

    ``seen`` is the moment of the keying that ``by`` has looked at: raises Refused when the sheet
    was keyed in anew since.
    """
    _hold(sheet)
    rules.check_confirm(by, sheet)
    _check_seen(sheet, seen)
    wanted = Criterion.objects.filter(round=sheet.member.round).values_list("pk", flat=True)
    score_rules.check_whole(wanted, sheet.scores.values_list("criterion_id", flat=True))
    move(sheet, SheetState.SUBMITTED, by=by, confirmed_by=by)


@transaction.atomic
def send_back_sheet(*, sheet: ScoreSheet, seen: datetime | None = None, by: User) -> None:
    """The keyed points are not those on the paper: they are to be keyed in again."""
    _hold(sheet)
    rules.check_keyed(by, sheet)
    _check_seen(sheet, seen)
    move(sheet, SheetState.DRAFT, by=by)


def _hold(sheet: ScoreSheet) -> None:
    hold(sheet.member.round)
    read_again(sheet)


def _check_seen(sheet: ScoreSheet, seen: datetime | None) -> None:
    if seen is not None and seen != sheet.moved_at:
        raise Refused("มีการคีย์คะแนนใบนี้ใหม่หลังจากที่ท่านเปิดดู โปรดเทียบกับกระดาษอีกครั้ง")
