"""The money of an event: the overview for all who see the event, the form for its office."""

from decimal import Decimal
from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network import autosave, doors, thai
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import workbook_response
from projects import budget as money
from projects import queries_budget as queries
from projects.actions.budget import save_budget
from projects.budget_rules import check_edit_budget
from projects.forms.budget import BudgetForm, LineFormSet
from projects.models import Budget, Event
from projects.parts import hub_url


@require_safe
def event_budget(request: HttpRequest, pk: int) -> HttpResponse:
    """Lines, sums and what is to be said of them; ``?format=xlsx`` gives a workbook."""
    found = doors.open_door(Event, request.user, Can.SEE_ACTIVITY, pk=pk)
    page = queries.budget_page(found)
    if request.GET.get("format") == "xlsx":
        return workbook_response(f"งบประมาณ {found.name}", queries.HEADS, page.cells())
    context = {
        "event": found,
        "page": page,
        "totals": page.totals,
        "hub_url": hub_url(found),
        "may_edit": not refusal_of(check_edit_budget, request.user, found),
        **_rates(found),
    }
    return render(request, "projects/budget.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def event_budget_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; «เพิ่มรายการ» and «ใช้ … จากกำหนดการ» change what is typed and save nothing."""
    found = doors.open_door(Event, request.user, Can.RUN_EVENT, pk=pk)
    check_edit_budget(request.user, found)
    held = queries.budget_of(found)
    make, write = partial(_form, held), partial(_write, request, held)
    if request.method != "POST":
        return _page(request, held, Edit(make()))
    if autosave.asked(request):
        texts = partial(_texts, held, request.POST)
        return autosave.save(
            held, request.POST, make=make, write=write, by=request.user, texts=texts
        )
    changed = _changed(request.POST, held)
    if changed is not None:
        return _page(request, held, Edit(make(changed)))
    edit = save_edit(held, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _page(request, held, edit)
    say_saved(request, edit.merged or "บันทึกงบประมาณแล้ว", edit.form)
    stays = request.POST.get("act") == "stay"
    return redirect("event_budget_edit" if stays else "event_budget", pk)


def _form(held: Budget, data: QueryDict | None = None) -> BudgetForm:
    form = BudgetForm(data, initial={"version": held.version})
    form.rows = LineFormSet(
        data,
        initial=queries.line_values(held),
        prefix="lines",
        form_kwargs={"rates": held.event.programme.content.rates},
    )
    return form


def _write(request: HttpRequest, held: Budget, form: BudgetForm) -> None:
    save_budget(
        budget=held,
        lines=form.rows.rows(),
        version=form.cleaned_data["version"],
        by=request.user,
        auto=autosave.asked(request),
    )


def _changed(typed: QueryDict, held: Budget) -> QueryDict | None:
    """The form with one more line, or with a line's hours from the timetable; None for a save."""
    data = typed.copy()
    count = thai.small_int(data.get("lines-TOTAL_FORMS", "")) or 0
    if data.get("act") == "add":
        data["lines-TOTAL_FORMS"] = str(count + 1)
        return data
    index = thai.small_int(data.get("hours", ""))
    if index is None:
        return None
    lines, rates = _form(held, data).rows.lines(), queries.rates_of(held.event)
    hours = queries.hours_to_use(lines, rates, queries.hours_by_source(held.event)).get(index)
    if hours is not None:
        data[f"lines-{index}-people"] = "1"
        data[f"lines-{index}-times"] = money.hours_text(hours)
    return data


def _texts(held: Budget, typed: QueryDict) -> dict[str, str]:
    """Words of the page that follow what was autosaved: sums, and what is said of each line."""
    lines = _form(held, typed).rows.lines()
    rates = queries.rates_of(held.event)
    hours = queries.hours_by_source(held.event)
    told = {f"line-{n}": _said(line, rates) for n, line in enumerate(lines)}
    return {**told, **_of_all(money.totals_of(lines, held.event.run.ceiling), lines, rates, hours)}


def _of_all(
    totals: money.Totals, lines: list[money.Line], rates: dict, hours: dict[str, Decimal]
) -> dict[str, str]:
    """What is said of all lines together, by the name of its place on the page."""
    return {
        "over": " ".join(money.total_warnings(totals)),
        "hours": " · ".join(money.hours_warnings(lines, rates, hours)),
    }


def _said(line: money.Line, rates: dict) -> str:
    return " · ".join(money.line_warnings(line, rates))


def _page(request: HttpRequest, held: Budget, edit: Edit) -> HttpResponse:
    lines, rates = edit.form.rows.lines(), queries.rates_of(held.event)
    taught = queries.hours_by_source(held.event)
    hours = queries.hours_to_use(lines, rates, taught)
    rows = [
        {
            "form": form,
            "line": line,
            "said": _said(line, rates),
            "hours": money.hours_text(hours[n]) if n in hours else "",
        }
        for n, (form, line) in enumerate(zip(edit.form.rows.forms, lines, strict=True))
    ]
    totals = money.totals_of(lines, held.event.run.ceiling)
    context = {
        "event": held.event,
        "budget": held,
        "edit": edit,
        "form": edit.form,
        "rows": rows,
        "totals": totals,
        "said": _of_all(totals, lines, rates, taught),
        "has_errors": edit.status == 422,
        "forms": [edit.form, edit.form.rows],
        **_rates(held.event),
    }
    return render(request, "projects/budget_edit.html", context, status=edit.status)


def _rates(event: Event) -> dict[str, object]:
    content = event.programme.content
    rates = [(rate, money.most_text(rate), money.rule_text(rate)) for rate in content.rates]
    return {"rates": rates, "rates_note": content.rates_note}
