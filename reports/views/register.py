"""The register of issued letters, on screen and as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cdd_network.doors import visible
from cdd_network.lists import asked, paged
from cdd_network.roles import Can
from cdd_network.workbook import workbook_response
from reports import queries_register as queries
from reports.models import Document


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """What the office issued in a calendar year, a series a tab; the department sees all offices."""
    query = asked(request.GET)
    seen = visible(Document, request.user, Can.SEE_DOCUMENT)
    held = queries.register(seen, request.user, query)
    if query.get("format") == "xlsx":
        name = f"{queries.TITLE} {held.year or ''} {held.label}".strip()
        return workbook_response(name, queries.HEADS, queries.cells(held.rows))
    page = paged(held.rows, query, held.count)
    context = {
        "register": held,
        "page_obj": page,
        "rows": queries.lines(page.object_list),
        "offices": queries.offices(seen) if request.user.is_department else (),
        "query": query,
        "filtered": bool(query.get("q") or query.get("office")),
    }
    return render(request, "reports/register.html", context)
