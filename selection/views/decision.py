"""Pages of the decision: scores, the choice, the announcement."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import thai
from cdd_network.doors import open_door
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from selection import decision_rules, queries, tally
from selection.actions.decision import announce, decide, reconsider
from selection.forms.rounds import DecisionForm
from selection.models import Round
from selection.result import result_rows


@require_safe
def round_scores(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has sent how many sheets; the points once all are sent, the frozen ones once announced."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    refusal = refusal_of(decision_rules.check_see_points, request.user, found)
    rows = [] if refusal else (found.result or result_rows(found))
    context = {
        "round": found,
        "progress": tally.progress_of(found),
        "seats": queries.seat_progress(found),
        "refusal": refusal,
        "rows": rows,
        "excused": rows[0]["excused"] if rows else [],
        "may_decide": not refusal_of(decision_rules.check_may_decide, request.user, found),
    }
    return render(request, "selection/round_scores.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record which groups the committee chose."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    decision_rules.check_may_decide(request.user, found)
    rows = result_rows(found)
    form = DecisionForm(request.POST or None, nominations=queries.accepted_of(found), rows=rows)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                decide(round=found, nominations=form.in_order(), reason=reason, by=request.user)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
            else:
                messages.success(request, "บันทึกผลการคัดเลือกแล้ว ยังไม่มีผู้ใดเห็นผลจนกว่าจะประกาศ")
                return redirect("round", pk)
    context = {"round": found, "form": form, "excused": rows[0]["excused"]}
    return render(request, "selection/round_decide.html", context, status=status)


@require_POST
def round_reconsider(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the decision back before it is announced."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    reconsider(round=found, by=request.user)
    messages.success(request, "นำผลออกแล้ว คณะกรรมการพิจารณาใหม่ได้ คะแนนที่ส่งแล้วคงเดิม")
    return redirect("round", pk)


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
