"""The plan's form: rows and reporter, saved half filled as often as one likes."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import doors
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused
from cdd_network.roles import Can
from cdd_network.versions import Stale
from projects import queries
from projects.actions import plans
from projects.forms.plan import ItemFormSet, PlanForm
from projects.forms.stale import Difference, differences
from projects.models import ActionPlan
from projects.rules import check_edit


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; «เพิ่มกิจกรรมเครือข่าย» adds an empty row and keeps what was typed."""
    found = queries.with_activity(
        doors.open_door(ActionPlan, request.user, Can.RUN_ACTIVITY, pk=pk)
    )
    if request.method != "POST":
        check_edit(request.user, found)
        return _page(request, found, *_forms(found))
    if request.POST.get("act") == "add":
        return _page(request, found, *_forms(found, _with_another_row(request.POST)))
    form, items = _forms(found, request.POST)
    if not (form.is_valid() and items.is_valid()):
        return _page(request, found, form, items, status=422)
    return _save(request, found, form, items)


def _save(
    request: HttpRequest, found: ActionPlan, form: PlanForm, items: ItemFormSet
) -> HttpResponse:
    version = form.cleaned_data["version"]
    try:
        plans.save_plan(
            plan=found,
            values=form.values(),
            items=items.values(),
            version=version,
            by=request.user,
        )
    except Stale as stale:
        return _stale(request, found, form, items, stale.reason)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, found, form, items, status=409)
    say_saved(request, "บันทึกแล้ว ยังไม่ได้ส่งให้จังหวัด", form)
    return redirect("plan_edit" if request.POST.get("act") == "stay" else "plan", found.pk)


def _stale(
    request: HttpRequest, found: ActionPlan, form: PlanForm, items: ItemFormSet, reason: str
) -> HttpResponse:
    queries.with_activity(found)  # read again by the save, which forgot what hung on it
    others = _differences(found, form, items)
    data = request.POST.copy()
    data["version"] = str(found.version)
    form, items = _forms(found, data)
    form.add_error(None, reason)
    return _page(request, found, form, items, status=409, others=others)


def _differences(found: ActionPlan, form: PlanForm, items: ItemFormSet) -> list[Difference]:
    others = differences(form, {name: getattr(found, name) for name in form.values()})
    stored = queries.item_values(found)
    for row, one in zip(stored, items.forms, strict=False):
        others += differences(one, row)
    for number, row in enumerate(stored[len(items.forms) :], start=len(items.forms) + 1):
        title = f"กิจกรรมเครือข่ายที่ {number} (ผู้อื่นเพิ่มไว้)"
        others.append(Difference(title, "\n".join(str(v) for v in row.values() if v), "(ว่าง)", ""))
    return others


def _forms(found: ActionPlan, data: QueryDict | None = None) -> tuple[PlanForm, ItemFormSet]:
    rows = queries.item_values(found) if data is None else None
    form = PlanForm(data, initial=queries.form_values(found, PlanForm), draft=True)
    items = ItemFormSet(data, initial=rows, prefix="items", form_kwargs={"draft": True})
    return form, items


def _with_another_row(typed: QueryDict) -> QueryDict:
    data = typed.copy()
    try:
        data["items-TOTAL_FORMS"] = str(int(data.get("items-TOTAL_FORMS", "")) + 1)
    except ValueError:
        data["items-TOTAL_FORMS"] = "1"
    return data


def _page(
    request: HttpRequest,
    found: ActionPlan,
    form: PlanForm,
    items: ItemFormSet,
    *,
    status: int = 200,
    others: list | None = None,
) -> HttpResponse:
    context = {
        "plan": found,
        "activity": found.activity,
        "form": form,
        "items": items,
        "has_errors": status == 422,
        "forms": [form, items],
        "others": others or [],
    }
    return render(request, "projects/plan_edit.html", context, status=status)
