"""Pages for whoever asks later why these groups were chosen: from each answer to each place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cdd_network import thai
from cdd_network.doors import open_door
from cdd_network.roles import Can
from selection import decision_rules, queries, queries_result, tally
from selection.models import Round
from selection.result import frozen_or_live
from selection.views.decision import one_row


@require_safe
def round_explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Rules, committee, places and decision; ``?version=`` reads a result that was corrected."""
    found = open_door(Round, request.user, Can.SEE_POINTS, pk=pk)
    grid = None if found.is_announced else tally.grid_of(found)
    decision_rules.check_explain(request.user, found, grid)
    rows, version, versions = _version(request, found, grid)
    criteria = queries_result.criteria_of(found)
    context = {
        "round": found,
        "board": queries_result.board(rows),
        "criteria": criteria,
        "ties": sorted((c for c in criteria if c.tie_order), key=lambda one: one.tie_order),
        "questions": queries_result.questions_of(found),
        "scorers": queries_result.scorers_of(rows),
        "excused": rows[0]["excused"],
        "aside": [row for row in rows if row["asides"]],
        "decision": queries_result.decision_of(found),
        "dissents": queries_result.dissents_of(found),
        "version": version,
        "versions": versions,
    }
    return render(request, "selection/round_explain.html", context)


@require_safe
def round_explain_of(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    """One nomination: what each criterion looked at, who gave what, how the place came about."""
    found = open_door(Round, request.user, Can.SEE_POINTS, pk=pk)
    grid = None if found.is_announced else tally.grid_of(found)
    decision_rules.check_explain(request.user, found, grid)
    rows, version, versions = _version(request, found, grid)
    row, context = one_row(rows, nomination)
    proposal = queries.accepted_of(found).with_group().get(pk=nomination)
    proposal.round = found
    context |= {
        "round": found,
        "row": row,
        "nomination": proposal,
        "weighed": queries_result.weighed_of(found, proposal, row),
        "decision": queries_result.decision_of(found),
        "version": version,
        "versions": versions,
    }
    return render(request, "selection/round_explain_of.html", context)


def _version(
    request: HttpRequest, found: Round, grid: tally.Grid | None
) -> tuple[list[dict], object, list]:
    """The rows that are asked for: those of a public result, or as the sheets stand before one."""
    versions = queries_result.versions_of(found)
    if "version" not in request.GET:
        return frozen_or_live(found, grid), versions[-1] if versions else None, versions
    number = thai.small_int(request.GET["version"]) or 0
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        raise Http404
    return queries_result.rows_of_version(found, number), version, versions
