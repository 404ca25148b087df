"""The summary's form, saved half filled as often as one likes, by itself too."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cdd_network import autosave, doors
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.roles import Can
from projects import queries
from projects.actions import papers
from projects.paper_answers import noted_on_days
from projects.queries_people import attendance
from projects.reporters import offered_reporter
from projects.rules import check_edit
from projects.states import PaperState
from reports import queries_summary, summary_sections
from reports.actions import summaries
from reports.forms.summary import SummaryForm
from reports.models import SummaryReport
from reports.queries_offers import Offered, offered
from reports.summary_offers import Offer, people_warning, put


def open_summary(request: HttpRequest, act: Can, pk: int) -> SummaryReport:
    """The summary that the user may see, with its activity and that one's plan loaded, or 404."""
    found = doors.open_door(SummaryReport, request.user, act, pk=pk)
    return queries.with_activity(found, "actionplan")


@require_http_methods(["GET", "HEAD", "POST"])
def summary_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Items 4–7 and the reporter; items 1–3 are shown, not asked; what is known is offered."""
    found = open_summary(request, Can.RUN_ACTIVITY, pk)
    make, write = partial(_form, found), partial(_write, request, found)
    if request.method != "POST":
        check_edit(request.user, found)
        return _page(request, found, Edit(make()))
    if autosave.asked(request):
        texts = partial(_texts, found)
        return autosave.save(
            found, request.POST, make=make, write=write, by=request.user, texts=texts
        )
    act, _, key = request.POST.get("act", "").partition(":")
    offer = offered(found).find(key) if act == "use" else None
    data = _taken(request, offer) if offer else request.POST
    edit = save_edit(found, data, make=make, write=write, by=request.user)
    if not edit.saved:
        return _page(request, found, edit)
    if act == "reporter":
        papers.take_reporter(paper=found, by=request.user)
    say_saved(request, edit.merged or "บันทึกแล้ว ยังไม่ได้ส่งให้จังหวัด", edit.form)
    return redirect(_next(found, act, f"id_{offer.field}" if offer else key))


def _taken(request: HttpRequest, offer: Offer) -> QueryDict:
    """What was typed, with the offer in it."""
    data = request.POST.copy()
    text = put(data.get(offer.field, ""), offer)
    if text is None:
        messages.warning(request, "ช่องนี้มีข้อความอยู่แล้ว จึงไม่ได้เติมให้ ข้อความที่พิมพ์ไว้ยังอยู่ครบ")
    else:
        data[offer.field] = text
    return data


def _write(request: HttpRequest, found: SummaryReport, form: SummaryForm) -> None:
    summaries.save_summary(
        report=found,
        values=form.values(),
        version=form.cleaned_data["version"],
        by=request.user,
        auto=autosave.asked(request),
    )


def _next(found: SummaryReport, act: str, key: str) -> str:
    """Where the button leads: a control, the section that follows, another page."""
    edit = reverse("summary_edit", args=[found.pk])
    if act in ("use", "reporter"):
        return f"{edit}#{key or 'id_reporter_name'}"
    if act == "next":
        return f"{edit}#{summary_sections.after(key)}"
    if act == "later":
        return reverse("activity", args=[found.activity_id])
    pages = {"stay": "summary_edit", "photos": "summary_photos"}
    return reverse(pages.get(act, "summary"), args=[found.pk])


def _form(found: SummaryReport, data: QueryDict | None = None) -> SummaryForm:
    content = found.activity.programme.content
    return SummaryForm(
        data,
        initial=queries.form_values(found, SummaryForm),
        days={rule.number: rule.title for rule in content.days(2)},
        helps={item.key: item.help for item in content.summary_form.items},
        notes=found.returned_items if found.state == PaperState.RETURNED else {},
    )


def _standings(found: SummaryReport, photos: int) -> dict[str, str]:
    return summary_sections.standings(found, found.activity.days.all(), photos)


def _texts(found: SummaryReport) -> dict[str, str]:
    """What of the page follows what was just saved."""
    standings = _standings(found, found.photos.count())
    warning = people_warning(found.participants, attendance(found.activity).came)
    return {"people-warning": warning} | {f"left-{key}": said for key, said in standings.items()}


def _page(request: HttpRequest, found: SummaryReport, edit: Edit) -> HttpResponse:
    days = queries.day_rows(found.activity, found.activity.days.all())
    photos = found.photos.count()
    known: Offered = offered(found)
    context = {
        "report": found,
        "activity": found.activity,
        "edit": edit,
        "form": edit.form,
        "sections": edit.form.sections(_standings(found, photos), known),
        "filled": queries_summary.filled_items(found, days),
        "people_warning": people_warning(found.participants, known.came),
        "offered_reporter": offered_reporter(found),
        "noted_elsewhere": noted_on_days(found),
        "photos_note": found.returned_items.get("photos", ""),
    }
    return render(request, "reports/summary_edit.html", context, status=edit.status)
