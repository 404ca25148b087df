"""The pages of a round's criteria and of its eligibility questions."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cdd_network.doors import open_door
from cdd_network.editing import EditForm, looked_at
from cdd_network.merging import Edit, save_edit
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from selection import queries, rules
from selection.actions.criteria import reset_criteria, save_criteria, save_eligibility
from selection.forms.criteria import criteria_form, eligibility_form
from selection.models import Round

Make = Callable[..., EditForm]


@require_http_methods(["GET", "HEAD", "POST"])
def round_criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """Criteria and their points: changed while the round is prepared, read afterwards."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)

    def make(data: QueryDict | None) -> EditForm:
        criteria = queries.criteria_of(found)
        return criteria_form(data, version=found.version, criteria=criteria)

    edit = _edit(request, found, make, save_criteria)
    if edit.saved:
        _say_total(request, found, edit.merged or "บันทึกเกณฑ์แล้ว")
        return redirect("round_criteria", pk)
    criteria = queries.criteria_of(found)
    context = {
        **_context(request, found, edit),
        "criteria": criteria,
        "ties": queries.ties_in(criteria),
        "eligibility": queries.eligibility_of(found),
        "total": sum(one.points for one in criteria),
        "note": found.programme.content.criteria_note,
    }
    return render(request, "selection/round_criteria.html", context, status=edit.status)


def _say_total(request: HttpRequest, found: Round, said: str) -> None:
    total = sum(one.points for one in queries.criteria_of(found))
    if total == rules.FULL_POINTS:
        messages.success(request, f"{said} คะแนนเต็มรวม {total} คะแนน")
        return
    lack = f"คะแนนเต็มรวมได้ {total} คะแนน ต้องเป็น {rules.FULL_POINTS} จึงจะเปิดรับได้"
    messages.warning(request, f"{said} แต่{lack}")


@require_http_methods(["GET", "HEAD", "POST"])
def round_eligibility(request: HttpRequest, pk: int) -> HttpResponse:
    """Conditions that a nominated group meets: changed while the round is prepared, then read."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)

    def make(data: QueryDict | None) -> EditForm:
        questions = queries.eligibility_of(found)
        return eligibility_form(data, version=found.version, questions=questions)

    def save(rows: list[dict[str, object]], **more: object) -> None:
        save_eligibility(texts=[str(row["text"]) for row in rows], **more)

    edit = _edit(request, found, make, save)
    if edit.saved:
        messages.success(request, edit.merged or "บันทึกคุณสมบัติของกลุ่มแล้ว")
        return redirect("round_eligibility", pk)
    context = {**_context(request, found, edit), "eligibility": queries.eligibility_of(found)}
    return render(request, "selection/round_eligibility.html", context, status=edit.status)


@require_POST
def criteria_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the programme's criteria and questions in place of the round's own."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    reset_criteria(round=found, version=looked_at(request.POST), by=request.user)
    messages.success(request, "ใส่เกณฑ์และคุณสมบัติตัวอย่างของกรมแทนของเดิมแล้ว แก้ไขต่อได้")
    return redirect("round_criteria", pk)


def _edit(request: HttpRequest, found: Round, make: Make, save: Callable[..., None]) -> Edit:
    """The form over the rows as they stand; saved, or joined with what another saved meanwhile."""
    if request.method != "POST":
        return Edit(make(None))

    def write(form: EditForm) -> None:
        version = form.cleaned_data["version"]
        save(round=found, rows=form.rows.rows(), version=version, by=request.user)

    return save_edit(found, request.POST, make=make, write=write, by=request.user)


def _context(request: HttpRequest, found: Round, edit: Edit) -> dict[str, object]:
    return {
        "round": found,
        "edit": edit,
        "form": edit.form,
        "faults": [edit.form, edit.form.rows],
        "has_errors": edit.status != 200,
        "refusal": refusal_of(rules.check_criteria, request.user, found),
    }
