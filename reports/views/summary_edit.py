"""The summary's form, saved half filled as often as one likes."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import doors
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused
from cdd_network.roles import Can
from cdd_network.versions import Stale
from projects import queries
from projects.forms.stale import differences
from projects.rules import check_edit
from reports import queries_summary
from reports.actions import summaries
from reports.forms.summary import SummaryForm
from reports.models import SummaryReport


def open_summary(request: HttpRequest, act: Can, pk: int) -> SummaryReport:
    """The summary that the user may see, with its activity loaded, or 404."""
    return queries.with_activity(doors.open_door(SummaryReport, request.user, act, pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
def summary_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Items 4–7 and the reporter; items 1–3 are shown, not asked."""
    found = open_summary(request, Can.RUN_ACTIVITY, pk)
    if request.method != "POST":
        check_edit(request.user, found)
        return _page(request, found, _form(found))
    form = _form(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        summaries.save_summary(
            report=found,
            values=form.values(),
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except Stale as stale:
        return _stale(request, found, form, stale.reason)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, found, form, status=409)
    say_saved(request, "บันทึกแล้ว ยังไม่ได้ส่งให้จังหวัด", form)
    return redirect(_next(request), found.pk)


def _next(request: HttpRequest) -> str:
    pages = {"stay": "summary_edit", "photos": "summary_photos"}
    return pages.get(request.POST.get("act", ""), "summary")


def _stale(
    request: HttpRequest, found: SummaryReport, typed: SummaryForm, reason: str
) -> HttpResponse:
    queries.with_activity(found)  # read again by the save, which forgot what hung on it
    others = differences(typed, {name: getattr(found, name) for name in typed.values()})
    data = request.POST.copy()
    data["version"] = str(found.version)
    form = _form(found, data)
    form.add_error(None, reason)
    return _page(request, found, form, status=409, others=others)


def _form(found: SummaryReport, data: QueryDict | None = None) -> SummaryForm:
    content = found.activity.programme.content
    return SummaryForm(
        data,
        initial=queries.form_values(found, SummaryForm),
        days={rule.number: rule.title for rule in content.days(2)},
        helps={item.key: item.help for item in content.summary_form.items},
    )


def _page(
    request: HttpRequest,
    found: SummaryReport,
    form: SummaryForm,
    *,
    status: int = 200,
    others: list | None = None,
) -> HttpResponse:
    days = queries.day_rows(found.activity, found.activity.days.all())
    context = {
        "report": found,
        "activity": found.activity,
        "form": form,
        "filled": queries_summary.filled_items(found, days),
        "others": others or [],
        "photos": found.photos.count(),
    }
    return render(request, "reports/summary_edit.html", context, status=status)
