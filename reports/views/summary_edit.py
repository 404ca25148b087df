"""The summary's form, saved half filled as often as one likes."""

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import doors
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.roles import Can
from projects import queries
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
    make = partial(_form, found)
    if request.method != "POST":
        check_edit(request.user, found)
        return _page(request, found, Edit(make()))
    write = partial(_write, request, found)
    edit = save_edit(found, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _page(request, found, edit)
    say_saved(request, edit.merged or "บันทึกแล้ว ยังไม่ได้ส่งให้จังหวัด", edit.form)
    return redirect(_next(request), found.pk)


def _write(request: HttpRequest, found: SummaryReport, form: SummaryForm) -> None:
    version = form.cleaned_data["version"]
    summaries.save_summary(report=found, values=form.values(), version=version, by=request.user)


def _next(request: HttpRequest) -> str:
    pages = {"stay": "summary_edit", "photos": "summary_photos"}
    return pages.get(request.POST.get("act", ""), "summary")


def _form(found: SummaryReport, data: QueryDict | None = None) -> SummaryForm:
    content = found.activity.programme.content
    return SummaryForm(
        data,
        initial=queries.form_values(found, SummaryForm),
        days={rule.number: rule.title for rule in content.days(2)},
        helps={item.key: item.help for item in content.summary_form.items},
    )


def _page(request: HttpRequest, found: SummaryReport, edit: Edit) -> HttpResponse:
    days = queries.day_rows(found.activity, found.activity.days.all())
    context = {
        "report": found,
        "activity": found.activity,
        "edit": edit,
        "form": edit.form,
        "filled": queries_summary.filled_items(found, days),
        "photos": found.photos.count(),
    }
    return render(request, "reports/summary_edit.html", context, status=edit.status)
