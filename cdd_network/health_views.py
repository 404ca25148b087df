"""What machines ask: does the process live, can it serve, may it be indexed; and the page of a fault."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.template import loader
from django.views.decorators.http import require_safe

from cdd_network import readiness


@login_not_required
@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """200 while the process answers: nothing else is asked, so that a slow database restarts none."""
    return _uncached(HttpResponse("ok", content_type="text/plain"))


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 while this process can serve, else 503; the reasons as JSON. With ``?all`` also 503 while
    no worker lives or work waits too long. 404 for whoever is not in READY_FROM.
    """
    if not readiness.may_ask(request):
        raise Http404
    found = readiness.looked_at()
    well = found.is_well if "all" in request.GET else found.can_serve
    return _uncached(JsonResponse(found.told(), status=200 if well else 503))


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for a search engine: what is public is told by a letter or a QR."""
    response = HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    response["Cache-Control"] = "public, max-age=86400"
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours, with the number under which the log tells it. Reads no database."""
    page = loader.get_template("500.html").render({"code": getattr(request, "id", "")})
    return HttpResponseServerError(page)


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
