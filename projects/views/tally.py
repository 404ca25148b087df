"""Paper sheets of the survey are counted: a long form that saves itself."""

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import autosave
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from projects import queries_survey, survey_pages
from projects.actions import survey as actions
from projects.forms.survey import TallyForm, tally_initial
from projects.models import Questionnaire, Tally
from projects.rules import check_run_event
from projects.survey_rules import asked
from projects.views.survey import questionnaire_of


@require_http_methods(["GET", "HEAD", "POST"])
def survey_tally(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    """The form; what stands is saved by itself, and the button leads back to the results."""
    event, questionnaire = questionnaire_of(request, pk, moment)
    check_run_event(request.user, event)
    if request.method != "POST":
        tally = queries_survey.tally_of(questionnaire)
        return _page(request, questionnaire, Edit(_form(tally)))
    tally = actions.begin_tally(questionnaire=questionnaire, by=request.user)
    tally.questionnaire = questionnaire
    make, write = partial(_form, tally), partial(_write, request, tally)
    if autosave.asked(request):
        texts = partial(_sums, tally)
        return autosave.save(
            tally, request.POST, make=make, write=write, by=request.user, texts=texts
        )
    edit = save_edit(tally, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _page(request, questionnaire, edit)
    say_saved(request, edit.merged or "บันทึกแบบกระดาษแล้ว", edit.form)
    return redirect("event_survey", event.pk)


def _write(request: HttpRequest, tally: Tally, form: TallyForm) -> None:
    actions.save_tally(
        tally=tally,
        values=form.tally_values(tally),
        version=form.cleaned_data["version"],
        by=request.user,
        auto=autosave.asked(request),
    )


def _sums(tally: Tally) -> dict[str, str]:
    return _form(tally).told()


def _form(tally: Tally, data: QueryDict | None = None) -> TallyForm:
    questionnaire = tally.questionnaire
    event = questionnaire.event
    survey = event.programme.content.survey
    questions = asked(survey, number=event.number, moment=questionnaire.moment)
    return TallyForm(data, initial=tally_initial(tally), survey=survey, asked=questions, draft=True)


def _page(request: HttpRequest, questionnaire: Questionnaire, edit: Edit) -> HttpResponse:
    event = questionnaire.event
    context = {
        "event": event,
        "questionnaire": questionnaire,
        "saved_at": queries_survey.tally_of(questionnaire).saved_at,
        "edit": edit,
        "form": edit.form,
        "key": survey_pages.answer_key(edit.form.asked.knowledge),
    }
    return render(request, "projects/survey_tally.html", context, status=edit.status)
