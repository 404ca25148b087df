"""The office's side of the survey: results, days of opening."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import doors
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import as_download
from projects import queries_survey, survey_pages
from projects.actions import survey as actions
from projects.forms.survey import TimesForm
from projects.models import Event, Questionnaire
from projects.parts import hub_url
from projects.rules import check_run_event


@require_safe
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the survey stands and what it says; ``?bands=`` looks through the other scheme."""
    event = doors.open_door(Event, request.user, Can.SEE_ACTIVITY, pk=pk)
    found = queries_survey.results(event, request.GET.get("bands", ""))
    may_read = queries_survey.may_read_texts(request.user, event)
    if request.GET.get("format") == "xlsx":
        return as_download(*survey_pages.workbook(event, found, texts=may_read))
    page = survey_pages.page(event, found, now=timezone.localtime())
    context = {
        "event": event,
        "back_url": hub_url(event),
        "found": found,
        "page": page,
        "may_read": may_read,
        "runs": event.office_id == request.user.office_id,
        "refusal": refusal_of(check_run_event, request.user, event),
    }
    return render(request, "projects/survey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def survey_times(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    """Days of opening; ``?again=1`` offers today as the last one."""
    event, questionnaire = questionnaire_of(request, pk, moment)
    check_run_event(request.user, event)
    today = timezone.localdate()
    again = request.GET.get("again") == "1"
    given = survey_pages.times(questionnaire, event, today=today, again=again)
    form = TimesForm(request.POST if request.method == "POST" else None, initial=given.initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                values = form.cleaned_data
                actions.save_times(questionnaire=questionnaire, **values, by=request.user)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
            else:
                say_saved(request, "บันทึกวันเปิดรับคำตอบแล้ว", form)
                return redirect("event_survey", event.pk)
    context = {"event": event, "questionnaire": questionnaire, "form": form, "given": given}
    return render(request, "projects/survey_times.html", context, status=status)


@require_POST
def survey_close(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    """No more answers from now on."""
    event, questionnaire = questionnaire_of(request, pk, moment)
    actions.close_now(questionnaire=questionnaire, now=timezone.localtime(), by=request.user)
    say_saved(request, f"ปิดรับคำตอบ{questionnaire}แล้ว")
    return redirect("event_survey", event.pk)


def questionnaire_of(request: HttpRequest, pk: int, moment: str) -> tuple[Event, Questionnaire]:
    """The event that this office may run, if it is its own, and one of its questionnaires."""
    event = doors.open_door(Event, request.user, Can.RUN_EVENT, pk=pk)
    found = queries_survey.questionnaire_of(event, moment)
    if found is None:
        raise Http404
    return event, found
