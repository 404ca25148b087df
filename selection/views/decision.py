"""Pages of the result: the board, the choice, its summary, the announcement, its correction."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network import thai
from cdd_network.doors import open_door
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import workbook_response
from selection import decision_rules, queries, queries_result, tally
from selection.actions.decision import announce, correct_result, decide, reconsider
from selection.forms.decision import CorrectionForm, DecisionForm
from selection.forms.window import ReasonForm
from selection.models import Round
from selection.queries_meeting import presiding_seat
from selection.result import frozen_or_live, result_rows
from selection.scoring import tied_at_cut
from selection.states import RoundState
from selection.views.asking import DONE, act_on


@require_safe
def round_scores(request: HttpRequest, pk: int) -> HttpResponse:
    """The result board, closed until all sheets are in; ``?format=xlsx`` gives it as a workbook."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    if request.GET.get("format") == "xlsx":
        decision_rules.check_see_points(request.user, found)
        return workbook_response("ผลคะแนน", *queries_result.board_table(frozen_or_live(found)))
    weighing = found.state == RoundState.SCORING
    grid = tally.grid_of(found) if weighing else None
    refusal = refusal_of(decision_rules.check_see_points, request.user, found, grid)
    context = {
        "round": found,
        "refusal": refusal,
        "seats": tally.seat_progress(found, grid) if weighing else [],
        **({"progress": _progress(found, grid)} if refusal else _board(found, grid)),
    }
    if weighing and not refusal:
        context["not_yet"] = refusal_of(decision_rules.check_ready_to_decide, found)
    return render(request, "selection/round_scores.html", context)


def _progress(found: Round, grid: tally.Grid | None) -> tally.Progress:
    return (grid or tally.grid_of(found)).progress


def _board(found: Round, grid: tally.Grid | None) -> dict[str, object]:
    rows = frozen_or_live(found, grid)
    board = queries_result.board(rows)
    return {
        "board": board,
        "excused": rows[0]["excused"],
        "scorers": len(queries_result.scorers_of(rows)),
        "sheets": sum(len(row["totals"]) for row in rows),
        "outliers": sum(len(one.outliers) for one in board),
    }


@require_safe
def round_result_of(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    """Points of one nomination: each member's by criterion."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    grid = None if found.is_announced else tally.grid_of(found)
    decision_rules.check_see_points(request.user, found, grid)
    row, context = one_row(frozen_or_live(found, grid), nomination)
    return render(
        request, "selection/round_result_of.html", {"round": found, "row": row, **context}
    )


def one_row(rows: list[dict], nomination: int) -> tuple[dict, dict[str, object]]:
    """The row of a nomination, and those before and after it; 404 when it was not weighed."""
    keys = [row["nomination"] for row in rows]
    if nomination not in keys:
        raise Http404
    at = keys.index(nomination)
    row = rows[at]
    return row, {
        "tie": queries_result.tie_text(row, rows),
        "outcome": queries_result.outcome_text(row),
        "sum": queries_result.total_of(row),
        "before": rows[at - 1] if at else None,
        "after": rows[at + 1] if at + 1 < len(rows) else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def round_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record which groups the committee chose, its reserves, and why."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    grid = tally.grid_of(found)
    decision_rules.check_may_decide(request.user, found, grid)
    rows = result_rows(found, grid)
    quota = found.programme.quota
    tied = set(tied_at_cut({row["nomination"]: row["place"] for row in rows}, quota))
    form = DecisionForm(
        request.POST or None,
        nominations=queries.accepted_of(found),
        rows=rows,
        quota=quota,
        tied=bool(tied),
        seats=decision_rules.casting_seats(found, tied),
        initial={"casting_seat": presiding_seat(found)} if tied else {},
    )
    status = 200
    if request.method == "POST":
        status = act_on(form, lambda _: decide(round=found, **form.choice(), by=request.user))
        if status == DONE:
            messages.success(request, "บันทึกผลการคัดเลือกแล้ว ยังไม่มีผู้ใดเห็นผลจนกว่าจะประกาศ")
            return redirect("round_decision", pk)
    context = {
        "round": found,
        "form": form,
        "excused": rows[0]["excused"],
        "tied": [row["group"] for row in rows if row["nomination"] in tied],
    }
    return render(request, "selection/round_decide.html", context, status=status)


@require_safe
def round_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision as it was recorded: names, reserves, casting vote, reasons; pending until
    announced."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    decision_rules.check_see_decision(request.user, found)
    context = {
        "round": found,
        "chosen": queries.chosen_of(found),
        "reserve": queries_result.reserve_of(found),
        "decision": queries_result.decision_of(found),
        "versions": queries_result.versions_of(found),
        "refusal": refusal_of(decision_rules.check_announce, request.user, found),
    }
    return render(request, "selection/round_decision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_reconsider(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the decision back before it is announced, with the reason."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    decision_rules.check_may_reconsider(request.user, found)
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = act_on(form, lambda typed: reconsider(round=found, **typed, by=request.user))
        if status == DONE:
            messages.success(request, "นำผลออกแล้ว คณะกรรมการพิจารณาใหม่ได้ คะแนนที่ส่งแล้วคงเดิม")
            return redirect("round", pk)
    context = {"round": found, "form": form}
    return render(request, "selection/round_reconsider.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def round_announce(request: HttpRequest, pk: int) -> HttpResponse:
    """The exact names and addresses to read once more, then the act."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    decision_rules.check_announce(request.user, found)
    if request.method == "POST":
        announce(round=found, seen=_seen(request), by=request.user)
        messages.success(request, "ประกาศผลแล้ว ขั้นต่อไปคือจัดทำประกาศและหนังสือแจ้งอำเภอ")
        return redirect("round", pk)
    chosen = queries.chosen_of(found)
    context = {"round": found, "chosen": chosen, "seen": ",".join(str(one.pk) for one in chosen)}
    return render(request, "selection/round_announce.html", context)


def _seen(request: HttpRequest) -> list[int]:
    """Keys of the chosen groups that the page showed; 0, which no row has, for what is no key."""
    return [thai.small_int(key) or 0 for key in request.POST.get("seen", "").split(",")]


@require_http_methods(["GET", "HEAD", "POST"])
def round_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the corrected list, read the names before and after, then act."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    decision_rules.check_may_correct(request.user, found)
    nominations = queries.accepted_of(found).named()
    form = CorrectionForm(request.POST or None, nominations=nominations, rows=found.result)
    number = queries_result.versions_of(found)[-1].number
    context = {"round": found, "form": form, "chosen": queries.chosen_of(found), "number": number}
    if request.method != "POST":
        return render(request, "selection/round_correct.html", context)
    if not form.is_valid():
        return render(request, "selection/round_correct.html", context, status=422)
    wanted = {"round": found, "nominations": form.nominations(), **form.said()}
    seen = thai.small_int(request.POST.get("seen", "")) or 0
    try:
        if "act" in request.POST:
            correct_result(**wanted, seen=seen, by=request.user)
            messages.success(request, "แก้ไขผลการคัดเลือกแล้ว ขั้นต่อไปคือออกประกาศฉบับแก้ไข")
            return redirect("round_decision", pk)
        decision_rules.check_correct(request.user, *wanted.values())
        decision_rules.check_standing_result(found, seen)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return render(request, "selection/round_correct.html", context, status=409)
    return render(request, "selection/round_correct_check.html", {**context, **wanted})
