"""What a year's programme prints: its forms as PDF, and how its documents would read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cdd_network.doors import open_door
from cdd_network.models import Programme
from cdd_network.roles import Can, may
from reports import queries
from reports.wording_preview import previews


@require_safe
def programme_papers(request: HttpRequest, year: int) -> HttpResponse:
    """The forms and the wording of a year; of a draft year for the department alone."""
    found = open_door(Programme, request.user, Can.SEE_ROUND, year=year)
    context = {
        "programme": found,
        "forms": queries.form_titles(),
        "previews": previews(found),
        "edits": may(request.user, Can.EDIT_PROGRAMME),
    }
    return render(request, "reports/programme_papers.html", context)
