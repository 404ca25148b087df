"""Score sheets on paper: what is keyed in, what waits for the second officer, one sheet."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import thai
from cdd_network.doors import open_door
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can, may
from selection import paper_rules as rules
from selection import queries_scoring as queries
from selection import sheet_words, tally
from selection.actions.paper_scores import confirm_sheet, key_sheet, send_back_sheet
from selection.forms.scores import ScoreForm
from selection.models import CommitteeMember, Nomination, Round, ScoreSheet
from selection.queries import criteria_of
from selection.states import SheetState


@require_safe
def round_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Seats on paper, what waits to be confirmed, and the sheets of the seat in ``?seat=``."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    seats = [row for row in tally.seat_progress(found) if not row.seat.excused_reason]
    key = thai.small_int(request.GET.get("seat", "")) or 0
    chosen = next((row for row in seats if row.seat.pk == key), None)
    context = {
        "round": found,
        "on_paper": [row for row in seats if row.seat.on_paper],
        "others": [row for row in seats if not row.seat.on_paper],
        "chosen": chosen,
        "rows": queries.paper_rows(chosen.seat) if chosen else [],
        "waiting": queries.keyed_sheets(found),
    }
    return render(request, "selection/round_paper.html", context)


def _paper_url(seat: CommitteeMember) -> str:
    return f"{reverse('round_paper', args=[seat.round_id])}?seat={seat.pk}"


def _open(request: HttpRequest, seat: int, nomination: int) -> tuple[CommitteeMember, Nomination]:
    act = Can.MANAGE_ROUND
    found = open_door(CommitteeMember, request.user, act, pk=seat)
    return found, open_door(Nomination, request.user, act, pk=nomination, round_id=found.round_id)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_sheet(request: HttpRequest, seat: int, nomination: int) -> HttpResponse:
    """The page that a printed sheet's QR leads to: keying in, or the second officer's comparison.

    The member whose sheet it is goes on to the own page.
    """
    if may(request.user, Can.SCORE):
        return _to_own_sheet(request, seat, nomination)
    member, found = _open(request, seat, nomination)
    sheet = queries.sheet_of(member, found)
    reads = request.method != "POST" and "again" not in request.GET
    if reads and sheet is not None and sheet.state == SheetState.KEYED:
        return _compare(request, member, found, sheet)
    shows = sheet is not None and sheet.keyed_by_id and sheet.state != SheetState.SUBMITTED
    form = ScoreForm(
        request.POST or None,
        criteria=criteria_of(found.round),
        points=queries.points_of(sheet) if shows else {},
        note=sheet.note if shows else "",
        brief=True,
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _key(request, member, found, form)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
            else:
                return redirect(_paper_url(member))
    context = {
        "seat": member,
        "nomination": found,
        "form": form,
        "back": _paper_url(member),
        "sent_back": bool(shows and sheet.state == SheetState.DRAFT),
        "refusal": refusal_of(rules.check_key, request.user, member, found, sheet),
    }
    return render(request, "selection/paper_sheet.html", context, status=status)


def _to_own_sheet(request: HttpRequest, seat: int, nomination: int) -> HttpResponse:
    own = open_door(CommitteeMember, request.user, Can.SCORE, pk=seat)
    act = Can.SCORE
    found = open_door(Nomination, request.user, act, pk=nomination, round_id=own.round_id)
    return redirect("score_sheet", found.pk)


def _key(request: HttpRequest, seat: CommitteeMember, found: Nomination, form: ScoreForm) -> None:
    note = form.cleaned_data["note"]
    key_sheet(seat=seat, nomination=found, points=form.points(), note=note, by=request.user)
    text = f"คีย์คะแนนของ{seat.post} โครงการของ{found.group.name}แล้ว รอเจ้าหน้าที่อีกท่านหนึ่งยืนยัน"
    messages.success(request, text)


def _compare(
    request: HttpRequest, seat: CommitteeMember, found: Nomination, sheet: ScoreSheet
) -> HttpResponse:
    criteria, points = criteria_of(found.round), queries.points_of(sheet)
    context = {
        "seat": seat,
        "nomination": found,
        "sheet": sheet,
        "seen": sheet.moved_at.isoformat(),
        "rows": sheet_words.given_rows(criteria, points, sheet.note),
        "total": sheet_words.total_of(criteria, points),
        "back": _paper_url(seat),
        "refusal": refusal_of(rules.check_confirm, request.user, sheet),
        "back_refusal": refusal_of(rules.check_keyed, request.user, sheet),
    }
    return render(request, "selection/paper_compare.html", context)


def _keyed(request: HttpRequest, seat: int, nomination: int) -> ScoreSheet:
    sheet = queries.sheet_of(*_open(request, seat, nomination))
    if sheet is None:
        raise Refused("ยังไม่ได้คีย์คะแนนใบนี้")
    return sheet


def _seen(request: HttpRequest) -> datetime:
    """When the sheet that the page showed was keyed in."""
    try:
        seen = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        seen = None
    if seen is None or seen.tzinfo is None:
        raise Refused("โปรดเปิดใบให้คะแนนนี้แล้วเทียบกับกระดาษก่อน")
    return seen


@require_POST
def paper_confirm(request: HttpRequest, seat: int, nomination: int) -> HttpResponse:
    """The second officer confirms what was keyed in."""
    sheet = _keyed(request, seat, nomination)
    confirm_sheet(sheet=sheet, seen=_seen(request), by=request.user)
    messages.success(request, "ยืนยันคะแนนจากกระดาษแล้ว คะแนนใบนี้ปิดไว้จนกว่ากรรมการจะส่งครบ")
    return redirect("round_paper", sheet.member.round_id)


@require_POST
def paper_return(request: HttpRequest, seat: int, nomination: int) -> HttpResponse:
    """What was keyed in is not what the paper says: key it in again."""
    sheet = _keyed(request, seat, nomination)
    send_back_sheet(sheet=sheet, seen=_seen(request), by=request.user)
    messages.success(request, "ส่งกลับให้คีย์ใหม่แล้ว")
    return redirect("paper_sheet", seat, nomination)
