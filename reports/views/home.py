"""Home: the task list of one's role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports import home_tasks


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """«งานของฉัน»: what to do, what others owe, what is done; first figures where there are some."""
    context = {
        "sections": home_tasks.sections(request.user),
        "figures": home_tasks.figures(request.user),
        "office": request.user.office,
    }
    return render(request, "reports/home.html", context)
