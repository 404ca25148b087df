"""Pages of a nomination: list, beginning, the long form, reading and sending."""

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import thai
from cdd_network.doors import open_door, visible
from cdd_network.editing import looked_at
from cdd_network.lists import paged
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can, may
from cdd_network.workbook import workbook_response
from selection import nomination_rules as rules
from selection import queries
from selection.actions.nominations import begin_nomination, save_nomination, submit_nomination
from selection.forms.nominations import BeginForm, ProposalForm, answers_of
from selection.forms.search import SearchForm
from selection.models import Nomination, Round, SavingsGroup
from selection.proposal import missing_parts
from selection.states import NominationState
from selection.views.groups import PLACE_LABELS

HEADS = (
    "ปีงบประมาณ", "กลุ่ม", "ที่อยู่", "กิจกรรม", "สถานะ", "ผลการคัดเลือก", "ส่งเมื่อ", "เงินทุนของกลุ่มฯ (บาท)",
)  # fmt: skip


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
        one.get_state_display(), one.outcome, one.submitted_at, one.capital,
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
    form = BeginForm(
        request.POST or None,
        groups=queries.groups_to_nominate(groups, found),
        initial={"group": thai.small_int(request.GET.get("group", ""))},
    )
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
    make = partial(_form, request, found)
    edit = Edit(make()) if request.method != "POST" else _save(request, found, make)
    if edit.saved:
        say_saved(request, edit.merged or "บันทึกแล้ว ยังไม่ได้ส่งให้จังหวัด", edit.form)
        return redirect("nomination", pk)
    context = {"nomination": found, "edit": edit, "form": edit.form}
    return render(request, "selection/nomination_edit.html", context, status=edit.status)


def _form(request: HttpRequest, found: Nomination, data: QueryDict | None = None) -> ProposalForm:
    places = queries.subdistricts_for(request.user)
    return ProposalForm(data, nomination=found, subdistricts=places)


def _save(request: HttpRequest, found: Nomination, make: partial[ProposalForm]) -> Edit:
    def write(form: ProposalForm) -> None:
        version = form.cleaned_data["version"]
        save_nomination(nomination=found, values=form.values(), version=version, by=request.user)

    return save_edit(found, request.POST, make=make, write=write, by=request.user)


@require_safe
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole proposal to read: missing parts first, then each answer with its way to change."""
    found = open_door(Nomination, request.user, Can.SEE_NOMINATION, pk=pk)
    editable = not refusal_of(rules.check_edit_nomination, request.user, found)
    edit = reverse("nomination_edit", args=[pk])
    missing = missing_parts(found) if editable else []
    context = {
        "nomination": found,
        "rows": answers_of(found, edit if editable else ""),
        "editable": editable,
        "missing": [(f"{edit}#id_{name}", title) for name, title in missing],
        "can_send": may(request.user, Can.NOMINATE),
        "send_refusal": "ดูรายการที่ยังขาดด้านบน"
        if missing
        else refusal_of(rules.check_submit_nomination, request.user, found),
        "can_review": may(request.user, Can.REVIEW_NOMINATION),
        "review_refusal": refusal_of(rules.check_review, request.user, found),
        "can_return": not refusal_of(rules.check_may_return, request.user, found),
        "history": queries.history_of(found),
    }
    return render(request, "selection/nomination.html", context)


@require_POST
def nomination_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the proposal to the province."""
    found = open_door(Nomination, request.user, Can.NOMINATE, pk=pk)
    submit_nomination(nomination=found, version=looked_at(request.POST), by=request.user)
    return redirect("nomination_receipt", pk)


@require_safe
def nomination_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent, when, and what happens next; before sending, the proposal itself."""
    found = open_door(Nomination, request.user, Can.NOMINATE, pk=pk)
    if found.state in {NominationState.DRAFT, NominationState.RETURNED}:
        return redirect("nomination", pk)
    return render(request, "selection/nomination_receipt.html", {"nomination": found})
