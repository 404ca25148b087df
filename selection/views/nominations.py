"""Pages of a nomination: list, beginning, the long form, reading and sending."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network.doors import open_door, visible
from cdd_network.lists import paged
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can, may
from cdd_network.versions import Stale
from cdd_network.workbook import workbook_response
from selection import nomination_rules as rules
from selection import queries
from selection.actions.nominations import begin_nomination, save_nomination, submit_nomination
from selection.forms.nominations import BeginForm, ProposalForm, stored_text
from selection.forms.search import SearchForm
from selection.models import Nomination, Round, SavingsGroup
from selection.proposal import missing_items
from selection.states import NominationState
from selection.views.groups import PLACE_LABELS

HEADS = ("ปีงบประมาณ", "กลุ่ม", "ที่อยู่", "กิจกรรม", "สถานะ", "ส่งเมื่อ", "เงินทุนของกลุ่มฯ (บาท)")


@require_safe
def nominations(request: HttpRequest) -> HttpResponse:
    """Nominations that the user may see, with search, filters and a workbook."""
    listed = visible(Nomination, request.user, Can.SEE_NOMINATION)
    places = (PLACE_LABELS[request.user.role], queries.places_for(request.user))
    search = SearchForm(
        request.GET, hint="กลุ่มหรือกิจกรรม", states=NominationState.choices, places=places
    )
    found = queries.find_nominations(listed, search.values())
    if request.GET.get("format") == "xlsx":
        return workbook_response("แบบเสนอโครงการ", HEADS, map(_row, found))
    can_nominate = may(request.user, Can.NOMINATE)
    context = {
        "search": search,
        "searched": bool(search.values()),
        "page_obj": paged(found, request.GET),
        "can_nominate": can_nominate,
        "open_round": can_nominate and queries.open_round_of(_rounds(request)),
    }
    return render(request, "selection/nominations.html", context)


def _row(one: Nomination) -> tuple[object, ...]:
    return (
        one.round.programme.year, one.group.name, one.group.address, one.activity_name,
        one.get_state_display(), one.submitted_at, one.capital,
    )  # fmt: skip


def _rounds(request: HttpRequest) -> object:
    return visible(Round, request.user, Can.NOMINATE)


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_new(request: HttpRequest) -> HttpResponse:
    """Choose the group to nominate in the open round; without one, say so."""
    found = queries.open_round_of(_rounds(request))
    if found is None:
        status = 409 if request.method == "POST" else 200
        return render(request, "selection/nomination_closed.html", status=status)
    groups = visible(SavingsGroup, request.user, Can.NOMINATE)
    form = BeginForm(request.POST or None, groups=queries.groups_to_nominate(groups, found))
    if request.method == "POST" and form.is_valid():
        group = form.cleaned_data["group"]
        begun = begin_nomination(round=found, group=group, by=request.user)
        return redirect("nomination_edit", begun.pk)
    context = {"form": form, "round": found, "has_groups": bool(form.fields["group"].queryset)}
    status = 422 if request.method == "POST" else 200
    return render(request, "selection/nomination_new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The 11 items on one page; saved as they stand, complete or not."""
    found = open_door(Nomination, request.user, Can.NOMINATE, pk=pk)
    rules.check_edit_nomination(request.user, found)
    form = _form(request, found, request.POST or None)
    status, conflicts = 200, []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _save(request, found, form)
            except Stale as stale:
                status, conflicts = 409, form.conflicts(stale.current)
                form = _retyped(request, stale)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
            else:
                messages.success(request, "บันทึกแล้ว ยังไม่ได้ส่งให้จังหวัด")
                return redirect("nomination", pk)
    context = {"nomination": found, "form": form, "conflicts": conflicts}
    return render(request, "selection/nomination_edit.html", context, status=status)


def _form(request: HttpRequest, found: Nomination, data: object) -> ProposalForm:
    places = queries.subdistricts_for(request.user)
    return ProposalForm(data, nomination=found, subdistricts=places)


def _save(request: HttpRequest, found: Nomination, form: ProposalForm) -> None:
    version = form.cleaned_data["version"]
    save_nomination(nomination=found, values=form.values(), version=version, by=request.user)


def _retyped(request: HttpRequest, stale: Stale) -> ProposalForm:
    """What was typed, to be saved over the version that stands now."""
    data = request.POST.copy()
    data["version"] = str(stale.current.version)
    form = _form(request, stale.current, data)
    form.add_error(None, stale.reason)
    return form


@require_safe
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole proposal to read: missing parts first, then each answer with its way to change."""
    found = open_door(Nomination, request.user, Can.SEE_NOMINATION, pk=pk)
    editable = not refusal_of(rules.check_edit_nomination, request.user, found)
    edit = reverse("nomination_edit", args=[pk])
    content = found.round.programme.content
    context = {
        "nomination": found,
        "rows": [
            {
                "label": f"{item.number}. {item.title}",
                "value": stored_text(found, item),
                "url": f"{edit}#id_{item.key}" if editable else "",
            }
            for item in content.proposal
        ],
        "editable": editable,
        "missing": [(f"{edit}#id_{f}", t) for f, t in missing_items(found)] if editable else [],
        "can_send": may(request.user, Can.NOMINATE),
        "send_refusal": refusal_of(rules.check_submit_nomination, request.user, found),
        "can_review": may(request.user, Can.REVIEW_NOMINATION),
        "review_refusal": refusal_of(rules.check_review, request.user, found),
        "history": queries.history_of(found),
    }
    return render(request, "selection/nomination.html", context)


@require_POST
def nomination_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the proposal to the province."""
    found = open_door(Nomination, request.user, Can.NOMINATE, pk=pk)
    submit_nomination(nomination=found, by=request.user)
    return redirect("nomination_receipt", pk)


@require_safe
def nomination_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent, when, and what happens next; before sending, the proposal itself."""
    found = open_door(Nomination, request.user, Can.NOMINATE, pk=pk)
    if found.state in {NominationState.DRAFT, NominationState.RETURNED}:
        return redirect("nomination", pk)
    return render(request, "selection/nomination_receipt.html", {"nomination": found})
