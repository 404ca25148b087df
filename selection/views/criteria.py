"""The page of a round's criteria."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network.doors import open_door
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from selection import queries, rules
from selection.actions.criteria import save_criteria
from selection.forms.rounds import CriteriaForms
from selection.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
def round_criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """Criteria and their points: changed while the round is prepared, read afterwards."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    criteria = queries.criteria_of(found)
    names = ("title", "points", "help", "half_points")
    rows = [{name: getattr(one, name) for name in names} for one in criteria]
    forms = CriteriaForms(request.POST or None, initial=rows)
    if request.method == "POST" and forms.is_valid():
        kept = forms.rows()
        save_criteria(round=found, rows=kept, by=request.user)
        total = sum(row["points"] for row in kept)
        if total == rules.FULL_POINTS:
            messages.success(request, f"บันทึกเกณฑ์แล้ว คะแนนเต็มรวม {total} คะแนน")
        else:
            words = (
                f"บันทึกเกณฑ์แล้ว แต่คะแนนเต็มรวมได้ {total} คะแนน ต้องเป็น {rules.FULL_POINTS} จึงจะเปิดรับได้"
            )
            messages.warning(request, words)
        return redirect("round_criteria", pk)
    invalid = request.method == "POST"
    broken = forms.is_bound and not forms.came_whole()
    context = {
        "round": found,
        "faults": forms,
        "forms": CriteriaForms(initial=rows) if broken else forms,
        "has_errors": invalid,
        "criteria": criteria,
        "total": sum(one.points for one in criteria),
        "refusal": refusal_of(rules.check_criteria, request.user, found),
        "note": found.programme.content.criteria_note,
    }
    return render(request, "selection/round_criteria.html", context, status=422 if invalid else 200)
