"""The board for the projector in the meeting room: who has sent how many sheets, never a point."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cdd_network.doors import open_door
from cdd_network.roles import Can
from selection import meeting_rules, tally
from selection.models import Round
from selection.states import RoundState

REFRESH = 10
"""Seconds after which the page asks for itself again."""


@require_safe
def round_board(request: HttpRequest, pk: int) -> HttpResponse:
    """Quorum, sheets sent by each seat and on each nomination; refreshes itself without script."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    grid = tally.grid_of(found)
    progress, seats = grid.progress, tally.seat_progress(found, grid)
    context = {
        "round": found,
        "scoring": found.state == RoundState.SCORING,
        "refresh": 0 if progress.complete else REFRESH,
        "progress": progress,
        "quorum": meeting_rules.quorum_of(found),
        "seats": [row for row in seats if not row.seat.excused_reason],
        "excused": sum(bool(row.seat.excused_reason) for row in seats),
        "nominations": tally.nomination_progress(found, grid),
    }
    return render(request, "selection/board.html", context)
