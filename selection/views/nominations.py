"""Pages of a nomination: list, beginning, the long form, reading and sending."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import autosave, thai
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
from selection.forms.nominations import (
    BeginForm,
    ProposalForm,
    answers_of,
    conditions_of,
    notes_of,
    standings,
)
from selection.forms.search import SearchForm
from selection.models import Nomination, Round, SavingsGroup
from selection.proposal import conditions_not_met, doubts_of, eligibility_text, missing_parts
from selection.states import NominationState
from selection.views.groups import PLACE_LABELS

HEADS = (
    "ปีงบประมาณ", "อำเภอ", "ลำดับของอำเภอ", "กลุ่ม", "ที่อยู่", "กิจกรรม", "สถานะ", "ผลการคัดเลือก", "ส่งเมื่อ",
    "คุณสมบัติของกลุ่ม", "เหตุผลที่รับหลังกำหนด", "เหตุผลที่ถอนหรือไม่รับ", "เงินทุนของกลุ่มฯ (บาท)",
)  # fmt: skip


@require_safe
def nominations(request: HttpRequest) -> HttpResponse:
    """Nominations that the user may see, with search, filters and a workbook."""
    listed = visible(Nomination, request.user, Can.SEE_NOMINATION)
    places = (PLACE_LABELS[request.user.role], queries.places_for(request.user))
    search = SearchForm(
        request.GET, hint="กลุ่มหรือกิจกรรม", states=NominationState.choices, places=places
    )
    asked = search.values()
    found = queries.find_nominations(listed, asked)
    if request.GET.get("format") == "xlsx":
        rows = found.prefetch_related("round__eligibility")
        return workbook_response("แบบเสนอโครงการ", HEADS, map(_row, rows))
    can_nominate = may(request.user, Can.NOMINATE)
    context = {
        "search": search,
        "searched": bool(asked),
        "page_obj": paged(found.named(*queries.LISTED), request.GET),
        "can_nominate": can_nominate,
        **(_own_call(request, listed) if can_nominate else {}),
    }
    return render(request, "selection/nominations.html", context)


def _row(one: Nomination) -> tuple[object, ...]:
    return (
        one.round.programme.year, one.office.short_name, one.order, one.group.name,
        one.group.address, one.activity_name, one.get_state_display(), one.outcome,
        one.submitted_at, eligibility_text(one), one.late_reason, one.end_reason, one.capital,
    )  # fmt: skip


def _own_call(request: HttpRequest, listed: QuerySet[Nomination]) -> dict[str, object]:
    """The round to which the district nominates now, why it may not, and its order there."""
    found = queries.round_called(visible(Round, request.user, Can.NOMINATE))
    if found is None:
        return {"closed": "จังหวัดยังไม่เปิดรับแบบเสนอโครงการ หรือปิดรับแล้ว"}
    closed = refusal_of(rules.check_nominate, request.user, found)
    own = queries.own_in_order(listed, found)
    return {"open_round": None if closed else found, "closed": closed, "own_order": own}


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_new(request: HttpRequest) -> HttpResponse:
    """Choose the group to nominate while the round takes them; else say why not."""
    found = queries.round_called(visible(Round, request.user, Can.NOMINATE))
    refusal = refusal_of(rules.check_nominate, request.user, found) if found else ""
    if found is None or refusal:
        status = 409 if request.method == "POST" else 200
        context = {"round": found, "refusal": refusal}
        return render(request, "selection/nomination_closed.html", context, status=status)
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
    """Conditions and 11 items on one page; saved as they stand, complete or not, by itself too."""
    found = _open(request, Can.NOMINATE, pk)
    rules.check_edit_nomination(request.user, found)
    make, write = partial(_form, request, found), partial(_write, request, found)
    if autosave.asked(request):
        texts = partial(standings, found)
        return autosave.save(
            found, request.POST, make=make, write=write, by=request.user, texts=texts
        )
    edit = Edit(make())
    if request.method == "POST":
        edit = save_edit(found, request.POST, make=make, write=write, by=request.user)
    if edit.saved:
        say_saved(request, edit.merged or "บันทึกแล้ว ยังไม่ได้ส่งให้จังหวัด", edit.form)
        return redirect(_next(edit.form, pk, *request.POST.get("act", "").split(":")[:2]))
    context = {"nomination": found, "edit": edit, "form": edit.form, "notes": notes_of(found)}
    return render(request, "selection/nomination_edit.html", context, status=edit.status)


def _next(form: ProposalForm, pk: int, act: str, key: str = "") -> str:
    """Where the button leads: the section after the one that is done, home, or the check page."""
    if act == "later":
        return reverse("home")
    after = {one.key: then.key for one, then in pairwise(form.sections())}
    if act == "then" and key in after:
        return f"{reverse('nomination_edit', args=[pk])}#{after[key]}"
    return reverse("nomination", args=[pk])


def _open(request: HttpRequest, act: Can, pk: int) -> Nomination:
    return queries.with_questions(open_door(Nomination, request.user, act, pk=pk))


def _form(request: HttpRequest, found: Nomination, data: QueryDict | None = None) -> ProposalForm:
    places = queries.subdistricts_for(request.user)
    return ProposalForm(data, nomination=found, subdistricts=places)


def _write(request: HttpRequest, found: Nomination, form: ProposalForm) -> None:
    save_nomination(
        nomination=found,
        values=form.values(),
        version=form.cleaned_data["version"],
        by=request.user,
        auto=autosave.asked(request),
    )


@require_safe
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole proposal to read: missing parts first, then each answer with its way to change."""
    found = _open(request, Can.SEE_NOMINATION, pk)
    editable = not refusal_of(rules.check_edit_nomination, request.user, found)
    edit = reverse("nomination_edit", args=[pk]) if editable else ""
    missing = missing_parts(found) if editable else []
    context = {
        "nomination": found,
        "conditions": conditions_of(found, edit),
        "unmet": conditions_not_met(found),
        "rows": answers_of(found, edit),
        "doubts": [] if found.outcome else doubts_of(found),
        "editable": editable,
        "missing": [(f"{edit}#id_{_control(name)}", title) for name, title in missing],
        "notes": notes_of(found),
        "history": queries.history_of(found),
        "sendings": len(queries.submissions_of(found)),
        **(_acts_of_district(request, found, missing) if may(request.user, Can.NOMINATE) else {}),
        **(_acts_of_province(request, found) if may(request.user, Can.REVIEW_NOMINATION) else {}),
    }
    return render(request, "selection/nomination.html", context)


def _control(name: str) -> str:
    """Of a condition the first of its two answers is gone to."""
    return f"{name}_0" if name.startswith("eligible_") else name


def _acts_of_district(
    request: HttpRequest, found: Nomination, missing: list[tuple[str, str]]
) -> dict[str, object]:
    def refusal(check: Callable[..., None]) -> str:
        return refusal_of(check, request.user, found)

    return {
        "can_send": True,
        "edit_refusal": refusal(rules.check_edit_nomination),
        "send_refusal": "ดูรายการที่ยังขาดด้านบน" if missing else refusal(rules.check_submit_nomination),
        "can_withdraw": not refusal(rules.check_withdraw),
        "can_discard": not refusal(rules.check_discard),
        "resume_refusal": refusal(rules.check_resume),
    }


def _acts_of_province(request: HttpRequest, found: Nomination) -> dict[str, object]:
    def refusal(check: Callable[..., None]) -> str:
        return refusal_of(check, request.user, found)

    return {
        "can_review": True,
        "review_refusal": refusal(rules.check_review),
        "accept_refusal": refusal(rules.check_accept),
        "can_return": not refusal(rules.check_may_return),
        "can_restore": not refusal(rules.check_restore),
    }


@require_POST
def nomination_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the proposal to the province."""
    found = _open(request, Can.NOMINATE, pk)
    submit_nomination(nomination=found, version=looked_at(request.POST), by=request.user)
    return redirect("nomination_receipt", pk)


@require_safe
def nomination_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent, when, and what happens next; of what does not lie with the province, itself."""
    found = open_door(Nomination, request.user, Can.NOMINATE, pk=pk)
    sent = queries.submissions_of(found)
    if not sent or found.state not in {NominationState.SUBMITTED, NominationState.ACCEPTED}:
        return redirect("nomination", pk)
    context = {"nomination": found, "sent": sent[-1]}
    return render(request, "selection/nomination_receipt.html", context)
