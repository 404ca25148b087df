"""A committee member's pages: what to score, one sheet a nomination, sending it."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network.doors import open_door, visible
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from selection import queries
from selection import score_rules as rules
from selection.actions.scores import save_sheet, submit_sheet
from selection.forms.nominations import stored_text
from selection.forms.scores import ScoreForm
from selection.models import CommitteeMember, Nomination, ScoreSheet


@require_safe
def scoring(request: HttpRequest) -> HttpResponse:
    """One row a nomination, with the state of the own sheet."""
    listed = visible(Nomination, request.user, Can.SCORE)
    rows = queries.sheets_to_score(listed, request.user)
    context = {
        "rows": rows,
        "sent": sum(row.state == "submitted" for row in rows),
        "excused": rows[0].excused if rows else "",
    }
    return render(request, "selection/scoring.html", context)


def _open(request: HttpRequest, pk: int) -> tuple[Nomination, CommitteeMember]:
    found = open_door(Nomination, request.user, Can.SCORE, pk=pk)
    seat = open_door(CommitteeMember, request.user, Can.SCORE, round_id=found.round_id)
    return found, seat


@require_http_methods(["GET", "HEAD", "POST"])
def score_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal and a number for each criterion; saved as a draft, or on to the check."""
    found, seat = _open(request, pk)
    sheet = queries.sheet_of(seat, found)
    checking = request.POST.get("act") == "check"
    form = ScoreForm(
        request.POST or None,
        criteria=queries.criteria_of(found.round),
        points=queries.points_of(sheet),
        note=sheet.note if sheet else "",
        draft=not checking,
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _save(request, found, seat, form)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
            else:
                return _saved(request, found, checking)
    context = {
        "nomination": found,
        "form": form,
        "sheet": sheet,
        "answers": _answers(found),
        "refusal": refusal_of(rules.check_score, request.user, seat, found)
        or (refusal_of(rules.check_sheet_open, sheet) if sheet else ""),
    }
    return render(request, "selection/score_sheet.html", context, status=status)


def _save(request: HttpRequest, found: Nomination, seat: CommitteeMember, form: ScoreForm) -> None:
    note = form.cleaned_data["note"]
    save_sheet(member=seat, nomination=found, points=form.points(), note=note, by=request.user)


def _saved(request: HttpRequest, found: Nomination, checking: bool) -> HttpResponse:
    if checking:
        return redirect("score_submit", found.pk)
    messages.success(request, f"บันทึกร่างคะแนนของ{found.group.name}แล้ว ยังไม่ได้ส่ง")
    return redirect("scoring")


def _answers(found: Nomination) -> list[tuple[str, str]]:
    content = found.round.programme.content
    return [(f"{i.number}. {i.title}", stored_text(found, i)) for i in content.proposal]


@require_http_methods(["GET", "HEAD", "POST"])
def score_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The points once more with their sum, then the act; what is sent is closed."""
    found, seat = _open(request, pk)
    sheet = queries.sheet_of(seat, found)
    if sheet is None:
        return redirect("score_sheet", pk)
    if request.method == "POST":
        submit_sheet(sheet=sheet, by=request.user)
        messages.success(request, f"ส่งคะแนนของ{found.group.name}แล้ว")
        return redirect("scoring")
    context = {
        "nomination": found,
        "sheet": sheet,
        "rows": _given(found, sheet),
        "total": _total(found, sheet),
        "refusal": refusal_of(rules.check_submit_sheet, request.user, sheet),
    }
    return render(request, "selection/score_submit.html", context)


def _given(found: Nomination, sheet: ScoreSheet) -> list[dict[str, str]]:
    """Each criterion with its points, and the note; «แก้ไข» while the sheet is open."""
    points = queries.points_of(sheet)
    edit = (
        "" if refusal_of(rules.check_sheet_open, sheet) else reverse("score_sheet", args=[found.pk])
    )
    rows = [
        {
            "label": f"{one.order}. {one.title}",
            "value": f"{_plain(points[one.pk])} จาก {one.points} คะแนน" if one.pk in points else "",
            "url": f"{edit}#id_points_{one.pk}" if edit else "",
        }
        for one in queries.criteria_of(found.round)
    ]
    if sheet.note:
        rows.append({"label": "ความเห็น", "value": sheet.note})
    return rows


def _total(found: Nomination, sheet: ScoreSheet) -> str:
    """«คะแนนรวม 40 จาก 100 คะแนน», and how many criteria have none yet."""
    points, criteria = queries.points_of(sheet), queries.criteria_of(found.round)
    text = f"คะแนนรวม {_plain(sum(points.values()))} จาก {sum(c.points for c in criteria)} คะแนน"
    left = len(criteria) - len(points)
    return f"{text} (ยังไม่ได้ให้คะแนนอีก {left} ข้อ)" if left else text


def _plain(points: Decimal | int) -> str:
    """«22» or «4.5»: no zeros after the point."""
    return f"{Decimal(points).normalize():f}"
