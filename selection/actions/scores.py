"""Acts of a committee member: score a nomination, send the sheet, take it back."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.transitions import move, start
from cdd_network.versions import TOLD_FOR, last_save
from selection import score_rules as rules
from selection.actions.hold import hold, share
from selection.models import CommitteeMember, Criterion, Nomination, Score, ScoreSheet
from selection.states import SheetState


@transaction.atomic
def save_sheet(
    *,
    member: CommitteeMember,
    nomination: Nomination,
    points: Mapping[int, Decimal],
    note: str | None,
    keep: Collection[int] = (),
    auto: bool = False,
    by: User,
) -> ScoreSheet:
    """Save the points given so far (criterion key to points) and the note, as the member's draft.

    Criteria that are neither in ``points`` nor in ``keep`` have no points afterwards; a note of
    None stays as it was. Shares the round with other members' saves (see ``hold.share``): it
    changes nothing that they read. The trail records that the sheet was saved, never the points:
    they are blind; autosaves (``auto``) are told once in ten minutes.
    """
    share(member.round)
    member.refresh_from_db(fields=["excused_reason", "user"])
    nomination.refresh_from_db(fields=["state"])
    rules.check_score(by, member, nomination)
    rules.check_points(Criterion.objects.filter(round_id=nomination.round_id), points)
    sheet, made = own_sheet(member, nomination, by)
    rules.check_sheet_open(sheet)
    changed = write_points(sheet, points, keep) | _write_note(sheet, note)
    if changed and not made and not (auto and _is_told(sheet, by)):
        record(sheet, "save", by=by, **({"auto": True} if auto else {}))
    return sheet


def own_sheet(member: CommitteeMember, nomination: Nomination, by: User) -> tuple[ScoreSheet, bool]:
    """The seat's one sheet of the nomination, locked, and whether it was begun just now."""
    locked = ScoreSheet.objects.select_for_update()
    sheet, made = locked.get_or_create(member=member, nomination=nomination)
    if made:
        start(sheet, by=by)
    return sheet, made


def write_points(
    sheet: ScoreSheet, points: Mapping[int, Decimal], keep: Collection[int] = ()
) -> bool:
    """Write the points that differ from the stored ones; whether there were any."""
    stored = dict(sheet.scores.order_by().values_list("criterion_id", "points"))
    gone = stored.keys() - points.keys() - set(keep)
    if gone:
        sheet.scores.filter(criterion__in=gone).delete()
    changed = {key: given for key, given in points.items() if stored.get(key) != given}
    Score.objects.bulk_create(
        [Score(sheet=sheet, criterion_id=key, points=given) for key, given in changed.items()],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points"],
    )
    return bool(gone or changed)


def _write_note(sheet: ScoreSheet, note: str | None) -> bool:
    if note is None or note == sheet.note:
        return False
    sheet.note = note
    sheet.save(update_fields=["note"])
    return True


def _is_told(sheet: ScoreSheet, by: User) -> bool:
    row = last_save(sheet)
    if row is None or row.by_id != by.pk or not row.detail.get("auto"):
        return False
    return row.at > timezone.now() - TOLD_FOR


@transaction.atomic
def submit_sheet(*, sheet: ScoreSheet, seen: Decimal | None = None, by: User) -> None:
    """Send the sheet; from then on it is closed.

    ``seen`` is the total that ``by`` has read: raises Refused when it is another one now.
    """
    _hold_sheet(sheet)
    rules.check_submit_sheet(by, sheet)
    if seen is not None and seen != sum(sheet.scores.values_list("points", flat=True)):
        raise Refused("คะแนนเปลี่ยนไปจากที่ท่านตรวจ กรุณาตรวจทานอีกครั้งแล้วจึงส่ง")
    move(sheet, SheetState.SUBMITTED, by=by)


@transaction.atomic
def submit_sheets(
    *, member: CommitteeMember, seen: Mapping[int, Decimal], by: User
) -> list[ScoreSheet]:
    """Send several drafts at once: ``seen`` maps the keys of sheets to the totals that ``by`` read.

    Raises Refused, and sends none, when one of them is no whole draft of the member any more or
    its points are others now.
    """
    hold(member.round)
    member.refresh_from_db(fields=["excused_reason", "user"])
    rules.check_scorer(by, member)
    own_sheets = (
        ScoreSheet.objects.filter(member=member)
        .select_related("member__round", "nomination")
        .prefetch_related("scores")
    )
    sheets = [sheet for sheet in own_sheets if sheet.pk in seen]  # however many keys were posted
    wanted = set(Criterion.objects.filter(round=member.round).values_list("pk", flat=True))
    own = member.declarations.filter(aside=False).values_list("nomination_id", flat=True)
    if len(sheets) < len(seen):
        raise Refused("ใบให้คะแนนบางใบไม่อยู่ในรายการที่ส่งได้ กรุณาเปิดรายการแล้วตรวจอีกครั้ง")
    if not {sheet.nomination_id for sheet in sheets} <= set(own):
        raise Refused("โปรดแจ้งการมีส่วนได้เสียให้ครบก่อนส่งคะแนน")
    for sheet in sheets:
        rules.check_weighed(member, sheet.nomination)
        rules.check_sheet_open(sheet)
        given = {one.criterion_id: one.points for one in sheet.scores.all()}
        rules.check_whole(wanted, given)
        if sum(given.values()) != seen[sheet.pk]:
            raise Refused("คะแนนบางใบเปลี่ยนไปจากที่ท่านตรวจ กรุณาเปิดรายการแล้วตรวจอีกครั้ง")
    for sheet in sheets:
        move(sheet, SheetState.SUBMITTED, by=by)
    return sheets


@transaction.atomic
def recall_sheet(*, sheet: ScoreSheet, by: User) -> None:
    """Take a sent sheet back as a draft, while other sheets of the round are still awaited.

    Sending and taking back hold the round, so that none is taken back after the last one came in.
    """
    _hold_sheet(sheet)
    rules.check_recall(by, sheet)
    move(sheet, SheetState.DRAFT, by=by)


def _hold_sheet(sheet: ScoreSheet) -> None:
    hold(sheet.member.round)
    sheet.member.refresh_from_db(fields=["excused_reason", "user"])
    sheet.nomination.refresh_from_db(fields=["state"])
