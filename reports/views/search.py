"""One search over groups, proposals, letters, plans and summaries."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cdd_network.lists import PAGE_SIZE, asked
from reports.models import SearchRow
from reports.search import finding
from reports.search.hits import hits_of


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found by kind, with counts; ``kind`` gives all of one kind, page by page."""
    finding.require(request.user)
    query = asked(request.GET)
    wanted = finding.asked_for(query)
    context = {
        "query": query,
        "asked": wanted,
        "choices": finding.choices_of(request.user),
        "kinds": SearchRow.Kind.choices,
    }
    if not wanted.is_empty:
        context |= _found(request, wanted)
    return render(request, "reports/search.html", context)


def _found(request: HttpRequest, wanted: finding.Asked) -> dict[str, object]:
    found = finding.find(request.user, wanted)
    near = [] if found.total else finding.meant(request.user, wanted)
    instead = ""
    if len(near) == 1 and near[0].is_good and not wanted.exact:
        wanted, found = near[0].asked, near[0].found
        instead = wanted.text
    sections = [
        (kind, label, found.counts[kind], hits_of(request.user, kind, keys, wanted.words))
        for kind, label in SearchRow.Kind.choices
        if (keys := found.keys.get(kind))
    ]
    pages = Paginator(range(found.counts.get(wanted.kind, 0)), PAGE_SIZE)
    return {
        "found": found,
        "sections": sections,
        "tabs": [
            (k, label, found.counts[k]) for k, label in SearchRow.Kind.choices if k in found.counts
        ],
        "page_obj": pages.get_page(wanted.page),
        "instead": instead,
        "near": [one.asked.text for one in near],
    }
