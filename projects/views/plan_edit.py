"""The plan's form: rows and reporter, saved half filled as often as one likes, by itself too."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cdd_network import autosave, doors
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused
from cdd_network.roles import Can
from projects import plan_page, queries
from projects.actions import papers, plan_rows, plans
from projects.forms.plan import PlanForm, ReporterForm
from projects.models import ActionPlan
from projects.paper_answers import noted_on_days
from projects.reporters import offered_reporter
from projects.rules import check_edit

CHANGED = "แผนเปลี่ยนไปแล้วก่อนหน้านี้ โปรดดูรายการปัจจุบัน แล้วกดอีกครั้งหากยังต้องการ"


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form. Each of its buttons saves first; then a row is added, moved, taken out or back."""
    found = queries.with_activity(
        doors.open_door(ActionPlan, request.user, Can.RUN_ACTIVITY, pk=pk)
    )
    make, write = partial(_form, found), partial(_write, request, found)
    if request.method != "POST":
        check_edit(request.user, found)
        return _page(request, found, Edit(make()))
    if autosave.asked(request):
        texts = partial(plan_page.standings, found)
        return autosave.save(
            found, request.POST, make=make, write=write, by=request.user, texts=texts
        )
    edit = save_edit(found, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _page(request, found, edit)
    return _next(request, found, edit)


def _next(request: HttpRequest, found: ActionPlan, edit: Edit) -> HttpResponse:
    """On to the check page, or back to the form with what the button asked done."""
    act, _, target = request.POST.get("act", "").partition("-")  # «up-3-», «proposal-0-steps»
    if act not in ACTS:
        say_saved(request, edit.merged or "บันทึกแล้ว ยังไม่ได้ส่งให้จังหวัด", edit.form)
        if act == "later":
            return redirect("activity", found.activity_id)
        return redirect("plan_edit" if act == "stay" else "plan", found.pk)
    place = ""
    if edit.who:  # typed over another version: the row meant may be another one by now
        messages.warning(request, CHANGED)
    else:
        try:
            place, said = ACTS[act](found, target, request)
        except Refused as refused:
            messages.warning(request, refused.reason)
        else:
            say_saved(request, said, edit.form)
    return redirect(f"{reverse('plan_edit', args=[found.pk])}{place}")


def _key(target: str) -> int:
    """Key of the row that a button names; -1, which no row has, when it names none."""
    text = target.partition("-")[0]
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else -1


def _row(target: str) -> str:
    return f"#row-{_key(target) + 1}"


def _column(target: str) -> str:
    """The column of the first row, which is the one that comes from the proposal."""
    key, _, name = target.partition("-")
    return name if key == "0" else ""


def _then(found: ActionPlan, target: str, request: HttpRequest) -> tuple[str, str]:
    """On to the section after: the row that the button names, else the reporter."""
    return _row(target) if _key(target) >= 0 else "#reporter", "บันทึกแล้ว"


def _add(found: ActionPlan, target: str, request: HttpRequest) -> tuple[str, str]:
    key = plan_rows.add_row(plan=found, by=request.user)
    return f"#id_items-{key}-activity_name", "บันทึกแล้ว และเพิ่มกิจกรรมเครือข่ายที่ท้ายแผนแล้ว"


def _move(up: bool, found: ActionPlan, target: str, request: HttpRequest) -> tuple[str, str]:
    moved = plan_rows.move_row(plan=found, key=_key(target), up=up, by=request.user)
    where = "ขึ้น" if up else "ลง"
    said = f"บันทึกแล้ว และเลื่อนกิจกรรม{where}แล้ว" if moved else "บันทึกแล้ว กิจกรรมนี้อยู่สุดทางแล้ว"
    return _row(target), said


def _remove(found: ActionPlan, target: str, request: HttpRequest) -> tuple[str, str]:
    plan_rows.remove_row(plan=found, key=_key(target), by=request.user)
    return "#aside", "บันทึกแล้ว และนำกิจกรรมออกจากแผนแล้ว นำกลับมาได้จนกว่าจะส่งแผน"


def _restore(found: ActionPlan, target: str, request: HttpRequest) -> tuple[str, str]:
    plan_rows.restore_row(plan=found, key=_key(target), by=request.user)
    return _row(target), "บันทึกแล้ว และนำกิจกรรมกลับเข้าแผนแล้ว"


def _proposal(found: ActionPlan, target: str, request: HttpRequest) -> tuple[str, str]:
    plan_rows.take_proposal(plan=found, name=_column(target), by=request.user)
    return f"#id_items-{target}", "นำข้อความจากแบบเสนอโครงการมาใช้แล้ว ข้อความเดิมอยู่ใต้ข้อนั้น นำกลับมาได้"


def _earlier(found: ActionPlan, target: str, request: HttpRequest) -> tuple[str, str]:
    plan_rows.take_earlier(plan=found, name=_column(target), by=request.user)
    return f"#id_items-{target}", "นำข้อความเดิมกลับมาแล้ว"


def _reporter(found: ActionPlan, target: str, request: HttpRequest) -> tuple[str, str]:
    taken = papers.take_reporter(paper=found, by=request.user)
    return "#id_reporter_name", "บันทึกแล้ว และเติมผู้รายงานแล้ว" if taken else "บันทึกแล้ว"


ACTS = {
    "then": _then,
    "add": _add,
    "up": partial(_move, True),
    "down": partial(_move, False),
    "remove": _remove,
    "restore": _restore,
    "proposal": _proposal,
    "earlier": _earlier,
    "reporter": _reporter,
}
"""Button of the form → what it does after the save; each gives the place to go to, and a sentence."""


def _write(request: HttpRequest, found: ActionPlan, form: PlanForm) -> None:
    plans.save_plan(
        plan=found,
        values=form.values(),
        items=form.items(),
        version=form.cleaned_data["version"],
        by=request.user,
        auto=autosave.asked(request),
    )


def _form(found: ActionPlan, data: QueryDict | None = None) -> PlanForm:
    stored = queries.form_values(found, ReporterForm)
    return PlanForm(data, plan=found, initial=stored, notes=found.notes)


def _page(request: HttpRequest, found: ActionPlan, edit: Edit) -> HttpResponse:
    context = {
        "plan": found,
        "activity": found.activity,
        "edit": edit,
        "form": edit.form,
        "page": plan_page.edit_page(found, edit.form),
        "offered_reporter": offered_reporter(found),
        "noted_elsewhere": noted_on_days(found),
    }
    return render(request, "projects/plan_edit.html", context, status=edit.status)
