"""Which paper a row of the selection becomes: criteria, proposal, score sheets, table of results.

No ``reports.kinds`` here: kinds enclose these papers.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cdd_network import qr, thai
from reports import facts
from reports.letters_forms import Criteria, CriterionRow, Proposal
from reports.letters_scores import (
    ASIDE,
    Excused,
    MemberSheet,
    ResultRow,
    ResultTable,
    Scorer,
    ScoreSheets,
    plain,
)
from reports.parts import Qr
from selection.forms.nominations import stored_text
from selection.models import CommitteeMember, Criterion, Nomination, Round, ScoreSheet
from selection.queries import accepted_of
from selection.queries_result import scorers_of
from selection.queries_scoring import points_of
from selection.result import result_rows
from selection.states import NominationState, RoundState, SheetState
from selection.tally import asides_of

UNSENT = {NominationState.DRAFT, NominationState.RETURNED}
UNDECIDED = {RoundState.PREPARING, RoundState.OPEN, RoundState.SCORING}


def year_of(opened: Round) -> dict[str, object]:
    """Arguments that every form of a round takes."""
    return {
        "author": opened.office.name,
        "project": opened.programme.title,
        "year": opened.programme.year,
    }


def _committee(opened: Round) -> dict[str, object]:
    return {
        **year_of(opened),
        "province": opened.office.province.name,
        "day": opened.meeting_date,
        "place": opened.meeting_place,
    }


def criteria_of(opened: Round) -> Criteria:
    """The criteria that the round itself scores by; «ร่าง» until the call goes out."""
    content = opened.programme.content
    return Criteria(
        **year_of(opened),
        draft=opened.state == RoundState.PREPARING,
        province=opened.office.province.name,
        quota=opened.programme.quota,
        eligibility=content.eligibility,
        rows=_criteria(opened),
        rules=content.committee_rules,
    )


def _criteria(opened: Round) -> tuple[CriterionRow, ...]:
    return tuple(_criterion(one) for one in opened.criteria.all())


def _criterion(one: Criterion) -> CriterionRow:
    anchors = tuple(line.strip() for line in one.anchors.splitlines() if line.strip())
    return CriterionRow(one.title, one.points, one.help, one.half_points, anchors)


def proposal_of(nomination: Nomination) -> Proposal:
    """A district's proposal in the form of 11 items; «ร่าง» until it is sent.

    It needs the nomination's place loaded (``with_place``).
    """
    draft = nomination.state in UNSENT
    opened, office = nomination.round, nomination.office
    items = opened.programme.content.proposal
    return Proposal(
        **(year_of(opened) | {"author": office.name}),
        draft=draft,
        items=items,
        group=facts.group_address(nomination.group),
        answers={item.key: _answer(item.key, stored_text(nomination, item)) for item in items},
        district=office.district.name,
        office=office.name,
        day=None if draft else timezone.localdate(nomination.submitted_at),
    )


def _answer(key: str, text: str) -> tuple[str, ...]:
    """Paragraphs as they were typed; steps without numbers of their own."""
    if key == "steps":
        return thai.points(text)
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def scoring_seats(opened: Round) -> list[CommitteeMember]:
    """Seats that give points, in the committee's order."""
    return list(CommitteeMember.objects.scoring().filter(round=opened).order_by("order"))


def paper_seats(opened: Round) -> list[CommitteeMember]:
    """Seats whose sheets are printed unasked: those that score on paper; without any, all."""
    seats = scoring_seats(opened)
    return [one for one in seats if one.on_paper] or seats


def score_sheets_of(opened: Round, seats: Iterable[CommitteeMember] | None = None) -> ScoreSheets:
    """A blank sheet for each seat and each accepted nomination that it scores, names filled in.

    Without ``seats`` those of ``paper_seats``. A member's sheets lie together; what the seat stands
    aside from is left out. Nobody's points are on them. Without members or nominations their lines
    stay dotted.
    """
    seats = paper_seats(opened) if seats is None else list(seats)
    nominations = list(accepted_of(opened).order_by("office__district_id", "order", "pk")) or [None]
    aside = set(asides_of(opened).values_list("member_id", "nomination_id"))
    sheets = tuple(
        _headed(seat, one, **_qr(seat, one))
        for seat in seats
        for one in nominations
        if one is None or (seat.pk, one.pk) not in aside
    )
    return _sheets(opened, sheets or (MemberSheet(),))


def _qr(seat: CommitteeMember, nomination: Nomination | None) -> dict[str, object]:
    """The code that opens the very form: the page for keying it in, or the member's own."""
    if nomination is None:
        return {}
    path = reverse("paper_sheet", args=[seat.pk, nomination.pk])
    return {"qr": Qr(f"qr-{seat.pk}-{nomination.pk}.svg", f"{settings.SITE_URL}{path}")}


def score_sheet_of(
    seat: CommitteeMember, nomination: Nomination, sheet: ScoreSheet | None
) -> ScoreSheets:
    """The seat's own sheet of a nomination with its points; «ร่าง» until it is sent.

    For the member alone: whoever calls it has seen to that.
    """
    opened = nomination.round
    points = points_of(sheet)
    sent = sheet is not None and sheet.state == SheetState.SUBMITTED
    page = _headed(
        seat,
        nomination,
        points=tuple(points.get(one.pk) for one in opened.criteria.all()),
        note=sheet.note if sheet else "",
        sent=timezone.localdate(sheet.moved_at) if sent else None,
    )
    return _sheets(opened, (page,), draft=bool(points) and not sent)


def _headed(seat: CommitteeMember, nomination: Nomination | None, **given: object) -> MemberSheet:
    return MemberSheet(
        group=facts.group_address(nomination.group) if nomination else None,
        activity=nomination.activity_name if nomination else "",
        post=seat.post,
        role=seat.get_seat_display(),
        **given,
    )


def _sheets(opened: Round, sheets: tuple[MemberSheet, ...], draft: bool = False) -> ScoreSheets:
    codes = {one.qr.asset: one.qr.address for one in sheets if one.qr}
    return ScoreSheets(
        **_committee(opened),
        criteria=_criteria(opened),
        sheets=sheets,
        draft=draft,
        files={asset: qr.svg(address) for asset, address in codes.items()},
    )


def result_table_of(opened: Round) -> ResultTable:
    """The table as it was frozen by the announcement, before that as the sheets stand.

    Call it once all sheets are in (``check_see_points``); «ร่าง» until the decision is recorded.
    """
    rows = opened.result or result_rows(opened)
    scorers = scorers_of(rows)
    return ResultTable(
        **_committee(opened),
        draft=opened.state in UNDECIDED,
        scorers=tuple(Scorer(*one) for one in scorers),
        rows=tuple(_result(row, [order for order, _ in scorers]) for row in rows),
        excused=tuple(
            Excused(one["post"], one["reason"]) for one in (rows[0]["excused"] if rows else ())
        ),
        full=sum(one.points for one in opened.criteria.all()),
    )


def _result(row: dict[str, object], orders: list[int]) -> ResultRow:
    """The row with a total for each scorer; a dash for one who stood aside from this nomination."""
    totals = {one["order"]: plain(Decimal(one["total"])) for one in row["totals"]}
    return ResultRow(
        rank=row["place"],
        group=row["group"],
        address=row["address"],
        activity=row["activity"],
        totals=tuple(totals.get(order, ASIDE) for order in orders),
        mean=row["mean"],
        spread=plain(Decimal(row["spread"])),
        chosen=row["chosen"],
    )
