"""Home: the task list of one's role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import home_tasks
from reports.watch.country_home import watched


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """«งานของฉัน»: what to do, what others owe, what is done; first figures where there are some."""
    held = watched(request.user)
    context = {
        "sections": home_tasks.sections(request.user, held),
        "figures": held.figures if held else [],
        "year": held.country.programme if held and held.country else None,
        "office": request.user.office,
    }
    return render(request, "reports/home.html", context)
