"""QR of an event's check-in and survey: on a screen, and as posters for the wall."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cdd_network.doors import open_door
from cdd_network.roles import Can
from projects.models import Event
from projects.parts import hub_url
from reports import posters
from reports.source import Source
from reports.views.pdf_answer import pdf_answer

ALL = "all"


@require_safe
def event_qr(request: HttpRequest, pk: int) -> HttpResponse:
    """Every QR with its link; ``?show=`` one alone, as large as the screen."""
    event = _own(request, pk)
    shown = posters.shown_of(event, timezone.localtime())
    one = next((each for each in shown if each.key == request.GET.get("show")), None)
    context = {
        "event": event,
        "shown": sorted(shown, key=lambda each: bool(each.closed)),  # what holds now comes first
        "one": one,
        "ready": any(each.when for each in shown),
        "hub_url": hub_url(event),
    }
    return render(request, "reports/event_qr.html", context)


@require_safe
def poster_pdf(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The poster of one QR by its key, or of all that have a date; refused while it has none."""
    event = _own(request, pk)
    shown = [one for one in posters.shown_of(event, timezone.localtime()) if key in (ALL, one.key)]
    if not shown:
        raise Http404
    paper = posters.posters_of(event, shown)
    source = Source(paper)
    return pdf_answer(request, lambda: source.pdf().data, name=paper.title, digest=source.digest)


def _own(request: HttpRequest, pk: int) -> Event:
    """The own office's event: an address lets its holder sign people in."""
    mine = {"office_id": request.user.office_id}
    return open_door(Event, request.user, Can.RUN_EVENT, pk=pk, **mine)
