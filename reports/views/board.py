"""The province's board, and the text with which it asks its districts for what they owe."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network import years_asked
from cdd_network.doors import require
from cdd_network.lists import asked
from cdd_network.roles import Can
from cdd_network.workbook import workbook_response
from reports.actions.nudges import record_nudge
from reports.watch import board_workbook
from reports.watch import queries_board as queries
from reports.watch.board import SORTS, TURNS, Board
from reports.watch.line_text import Frame
from reports.watch.nudges import VARIANTS, letters


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Every district or chosen group of the year by step; ``?format=xlsx`` gives them as a workbook."""
    require(request.user, Can.WATCH_PROVINCE)
    query = asked(request.GET)
    years, year = queries.years_of(request.user.office, query)
    held = year and queries.board_of(request.user.office, year, query, own=True)
    if held and query.get("format") == "xlsx":
        title = f"กระดาน{request.user.office.short_name} ปี {year.year}"
        return workbook_response(title, board_workbook.heads(held), board_workbook.cells(held))
    context = {
        "board": held,
        "years": years,
        "turns": TURNS,
        "sorts": SORTS,
        "query": query,
        "unknown": years_asked.unknown(query, year) if year else [],
    }
    return render(request, "reports/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def board_nudge(request: HttpRequest) -> HttpResponse:
    """Text of what is missing, ready to paste; by POST the trail says that it was sent.

    ``row`` names rows of the board (several), ``all`` means all that owe something; one of both is
    asked for. ``kind`` is one of ``VARIANTS``. To POST an unknown ``year`` is 404.
    """
    require(request.user, Can.WATCH_PROVINCE)
    posted = request.POST if request.method == "POST" else request.GET
    query = asked(posted)
    _, year = queries.years_of(request.user.office, query)
    if request.method == "POST" and year and years_asked.unknown(query, year):
        raise Http404  # what is written down for ever is never of another year than was named
    held = year and queries.board_of(request.user.office, year, {"sort": "district"})
    if not held or not held.round:
        return redirect("board")
    picked, everything = set(posted.getlist("row")), "all" in posted
    owed = [row for row in held.rows if row.owing.wants]
    rows = [row for row in owed if everything or row.key in picked]
    if request.method == "POST":
        return _record(request, held, [row.key for row in rows])
    kind = posted.get("kind", "")
    kind = kind if kind in VARIANTS else next(iter(VARIANTS))
    context = {
        "board": held,
        "rows": rows,
        "owed": len(owed),
        "picked": picked,
        "unpicked": not picked and not everything and bool(owed),
        "kind": kind,
        "variants": VARIANTS,
        "letters": letters(kind, [row.owing for row in rows], _frame(held)),
    }
    status = 422 if context["unpicked"] else 200
    return render(request, "reports/board_nudge.html", context, status=status)


def _frame(held: Board) -> Frame:
    year = held.programme
    return Frame(held.office.name, year.title, year.year, f"{settings.SITE_URL}/", held.today)


def _record(request: HttpRequest, held: Board, keys: list[str]) -> HttpResponse:
    new = record_nudge(round=held.round, rows=keys, by=request.user)
    said = f"บันทึกว่าทวงถามแล้ว {len(keys)} รายการ"
    messages.success(request, said if new else f"{said} ตั้งแต่ก่อนหน้านี้")
    return redirect(f"{reverse('board')}?year={held.programme.year}")
