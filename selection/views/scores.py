"""A committee member's pages: what to score, one sheet a nomination, sending and taking back."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import autosave, thai
from cdd_network.doors import open_door, visible
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from selection import conflict_rules, sheet_words
from selection import queries_scoring as queries
from selection import score_rules as rules
from selection.actions.scores import recall_sheet, save_sheet, submit_sheet, submit_sheets
from selection.forms.scores import ScoreForm
from selection.models import CommitteeMember, Nomination, ScoreSheet
from selection.queries import criteria_of
from selection.states import SheetState
from selection.views.sheet_parts import reading_of


def _rows(request: HttpRequest) -> list[queries.SheetRow]:
    return queries.sheets_to_score(visible(Nomination, request.user, Can.SCORE), request.user)


@require_safe
def scoring(request: HttpRequest) -> HttpResponse:
    """Declaring comes first; then one row a nomination, with the state of the own sheet."""
    rows = _rows(request)
    mine = [row for row in rows if not row.aside]
    context = {
        "rows": rows,
        "mine": len(mine),
        "sent": sum(row.state == "submitted" for row in mine),
        "undeclared": sum(row.undeclared for row in rows),
        "open": any(row.open for row in rows),
        "left": sum(row.due for row in rows),
        "complete": {row.nomination.pk for row in _ready(rows)},
        "next": next((r for r in rows if r.due and not r.undeclared and r.open), None),
        "excused": rows[0].excused if rows else "",
    }
    return render(request, "selection/scoring.html", context)


def _ready(rows: list[queries.SheetRow]) -> list[queries.SheetRow]:
    """Drafts with points for every criterion, not sent yet."""
    drafts = [row for row in rows if row.due and row.aside is False and row.sheet]
    counts = queries.criteria_counts({row.nomination.round_id for row in drafts})
    return [row for row in drafts if row.given == counts[row.nomination.round_id]]


def _open(request: HttpRequest, pk: int) -> tuple[Nomination, CommitteeMember]:
    found = open_door(Nomination, request.user, Can.SCORE, pk=pk)
    seat = open_door(CommitteeMember, request.user, Can.SCORE, round_id=found.round_id)
    return found, seat


@require_http_methods(["GET", "HEAD", "POST"])
def score_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal and a number for each criterion; saved as a draft, or on to the check."""
    found, seat = _open(request, pk)
    refusal = refusal_of(conflict_rules.check_reads, request.user, found)
    if refusal and request.method != "POST" and not conflict_rules.has_declared(seat, found):
        return redirect(f"{reverse('declare')}?next={request.path}")
    if refusal:
        raise Refused(refusal)
    sheet, criteria = queries.sheet_of(seat, found), criteria_of(found.round)
    points, act = queries.points_of(sheet), request.POST.get("act", "")
    form = ScoreForm(
        request.POST or None,
        criteria=criteria,
        points=points,
        note=sheet.note if sheet else "",
        draft=act != "check",
    )
    if autosave.asked(request):
        return _autosave(request, found, seat, form)
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
                return _saved(request, seat, found, act)
    context = {
        "nomination": found,
        "form": form,
        "sheet": sheet,
        "reading": reading_of(found, form),
        "total": sheet_words.total_of(criteria, points),
        "whole": sum(one.points for one in criteria),
        "way": _way(seat, found),
        "refusal": _closed(request, seat, sheet),
    }
    return render(request, "selection/score_sheet.html", context, status=status)


def _way(seat: CommitteeMember, found: Nomination) -> dict[str, object]:
    """Keys of the nominations before and after this one in the list, and how many are left."""
    rows = queries.way_of(seat)
    keys = [key for key, _ in rows]
    here = keys.index(found.pk)
    return {
        "number": here + 1,
        "all": len(keys),
        "left": sum(state in {"", SheetState.DRAFT} for _, state in rows),
        "before": keys[here - 1] if here else None,
        "after": keys[here + 1] if here + 1 < len(keys) else None,
    }


def _closed(request: HttpRequest, seat: CommitteeMember, sheet: ScoreSheet | None) -> str:
    """Why no points may be given now, or ''; that the member may read is known by then."""
    refusal = refusal_of(rules.check_scorer, request.user, seat)
    return refusal or (refusal_of(rules.check_sheet_open, sheet) if sheet else "")


def _save(request: HttpRequest, found: Nomination, seat: CommitteeMember, form: ScoreForm) -> None:
    note = form.cleaned_data["note"]
    save_sheet(member=seat, nomination=found, points=form.points(), note=note, by=request.user)


def _autosave(
    request: HttpRequest, found: Nomination, seat: CommitteeMember, form: ScoreForm
) -> JsonResponse:
    """Save what is sound; points that are wrong as typed stay as they were stored."""
    form.is_valid()
    sheet = save_sheet(
        member=seat, nomination=found, points=form.points(), keep=form.faulty(),
        note=form.cleaned_data.get("note"), auto=True, by=request.user,
    )  # fmt: skip
    criteria = list(form.criteria.values())
    total = sheet_words.total_of(criteria, queries.points_of(sheet))
    return autosave.answer(unsaved=autosave.unsaved_of(form), texts={"total": total})


def _saved(
    request: HttpRequest, seat: CommitteeMember, found: Nomination, act: str
) -> HttpResponse:
    if act == "check":
        return redirect("score_submit", found.pk)
    messages.success(request, f"บันทึกร่างคะแนนของ{found.group.name}แล้ว ยังไม่ได้ส่ง")
    after = _way(seat, found)["after"] if act == "next" else None
    return redirect("score_sheet", after) if after else redirect("scoring")


@require_http_methods(["GET", "HEAD", "POST"])
def score_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The points once more with their sum, then the act; what is sent may be taken back for a while."""
    found, seat = _open(request, pk)
    conflict_rules.check_reads(request.user, found)
    sheet = queries.sheet_of(seat, found)
    if sheet is None:
        return redirect("score_sheet", pk)
    if request.method == "POST":
        seen = thai.parse_number(request.POST.get("seen", ""))
        submit_sheet(sheet=sheet, seen=seen or Decimal(0), by=request.user)
        messages.success(request, f"ส่งคะแนนของ{found.group.name}แล้ว")
        return redirect("scoring")
    criteria, points = criteria_of(found.round), queries.points_of(sheet)
    context = {
        "nomination": found,
        "sheet": sheet,
        "rows": sheet_words.given_rows(criteria, points, sheet.note, _edit_url(sheet, pk)),
        "total": sheet_words.total_of(criteria, points),
        "seen": sheet_words.plain(sum(points.values(), Decimal(0))),
        "refusal": refusal_of(rules.check_submit_sheet, request.user, sheet),
        "recall_refusal": refusal_of(rules.check_recall, request.user, sheet),
    }
    return render(request, "selection/score_submit.html", context)


def _edit_url(sheet: ScoreSheet, pk: int) -> str:
    """Where «แก้ไข» leads, '' once the sheet is closed."""
    closed = refusal_of(rules.check_sheet_open, sheet)
    return "" if closed else reverse("score_sheet", args=[pk])


@require_POST
def score_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the sent sheet back, while others are awaited."""
    found, seat = _open(request, pk)
    sheet = queries.sheet_of(seat, found)
    if sheet is None:
        return redirect("score_sheet", pk)
    recall_sheet(sheet=sheet, by=request.user)
    messages.success(request, "นำคะแนนกลับมาแก้ไขได้แล้ว ขณะนี้ยังไม่นับว่าส่ง เมื่อแก้ไขแล้วโปรดส่งอีกครั้ง")
    return redirect("score_sheet", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def score_submit_all(request: HttpRequest) -> HttpResponse:
    """Every complete draft with its total, then one act for all of them."""
    rows = _rows(request)
    ready = _ready(rows)
    if request.method == "POST":
        seats = visible(CommitteeMember, request.user, Can.SCORE)
        seat = queries.seat_to_declare(seats)
        if seat is None:
            return redirect("scoring")
        sent = submit_sheets(member=seat, seen=_seen(request), by=request.user)
        messages.success(request, f"ส่งคะแนนแล้ว {len(sent)} โครงการ")
        return redirect("scoring")
    context = {
        "ready": ready,
        "button": f"ส่งคะแนน {len(ready)} โครงการ",
        "left": sum(row.due for row in rows) - len(ready),
        "seen": ",".join(f"{row.sheet.pk}={sheet_words.plain(row.total)}" for row in ready),
    }
    return render(request, "selection/score_submit_all.html", context)


def _seen(request: HttpRequest) -> dict[int, Decimal]:
    """Keys of the sheets that the page showed, with their totals; 0 names none."""
    pairs = [pair.partition("=") for pair in request.POST.get("seen", "").split(",")]
    return {
        thai.small_int(key) or 0: total
        for key, _, text in pairs
        if (total := thai.parse_number(text)) is not None
    } or {0: Decimal(0)}
