"""The plan's form: rows and reporter, saved half filled as often as one likes."""

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import doors
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.roles import Can
from projects import queries
from projects.actions import plans
from projects.forms.plan import ItemFormSet, PlanForm
from projects.models import ActionPlan
from projects.rules import check_edit


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; «เพิ่มกิจกรรมเครือข่าย» adds an empty row and keeps what was typed."""
    found = queries.with_activity(
        doors.open_door(ActionPlan, request.user, Can.RUN_ACTIVITY, pk=pk)
    )
    make = partial(_form, found)
    if request.method != "POST":
        check_edit(request.user, found)
        return _page(request, found, Edit(make()))
    if request.POST.get("act") == "add":
        return _page(request, found, Edit(make(_with_another_row(request.POST))))
    write = partial(_write, request, found)
    edit = save_edit(found, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _page(request, found, edit)
    say_saved(request, edit.merged or "บันทึกแล้ว ยังไม่ได้ส่งให้จังหวัด", edit.form)
    return redirect("plan_edit" if request.POST.get("act") == "stay" else "plan", found.pk)


def _write(request: HttpRequest, found: ActionPlan, form: PlanForm) -> None:
    plans.save_plan(
        plan=found,
        values=form.values(),
        items=form.rows.rows(),
        version=form.cleaned_data["version"],
        by=request.user,
    )


def _form(found: ActionPlan, data: QueryDict | None = None) -> PlanForm:
    rows = queries.item_values(found) if data is None else None
    form = PlanForm(data, initial=queries.form_values(found, PlanForm), draft=True)
    form.rows = ItemFormSet(data, initial=rows, prefix="items", form_kwargs={"draft": True})
    return form


def _with_another_row(typed: QueryDict) -> QueryDict:
    data = typed.copy()
    try:
        data["items-TOTAL_FORMS"] = str(int(data.get("items-TOTAL_FORMS", "")) + 1)
    except ValueError:
        data["items-TOTAL_FORMS"] = "1"
    return data


def _page(request: HttpRequest, found: ActionPlan, edit: Edit) -> HttpResponse:
    context = {
        "plan": found,
        "activity": found.activity,
        "edit": edit,
        "form": edit.form,
        "items": edit.form.rows,
        "has_errors": edit.status == 422,
        "forms": [edit.form, edit.form.rows],
    }
    return render(request, "projects/plan_edit.html", context, status=edit.status)
