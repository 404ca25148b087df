"""Pages of the import of groups: choose a file, see what it would do, confirm, see what was done."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network.doors import open_door, require
from cdd_network.lists import paged
from cdd_network.refusal import Refused
from cdd_network.roles import Can
from cdd_network.uploads import GROUPS, takes
from cdd_network.workbook import as_download
from selection import queries_groups as queries
from selection import registry_workbook
from selection.actions.intake import confirm_intake, keep_intake
from selection.forms.intake import Read, UploadForm, read_workbook
from selection.intake import Fault, plan_of
from selection.models import GroupIntake
from selection.queries import subdistricts_for

SHOWN_FAULTS = 100


@takes(GROUPS)
@require_http_methods(["GET", "HEAD", "POST"])
def group_import(request: HttpRequest) -> HttpResponse:
    """Choose a workbook; the whole of it is checked before anything is kept."""
    require(request.user, Can.MANAGE_GROUPS)
    if request.method != "POST":
        return _form(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        kept, faults = _check(request, form)
    except Refused as refused:
        form.add_error("file", refused.reason)
        return _form(request, form, status=422)
    if kept is None:
        return _form(request, form, faults, status=422)
    return redirect("group_import_confirm", kept.pk)


def _check(request: HttpRequest, form: UploadForm) -> tuple[GroupIntake | None, list[Fault]]:
    user = request.user
    read: Read = read_workbook(
        form.data_of_file(),
        user=user,
        types=queries.activity_types(),
        places=subdistricts_for(user),
    )
    plan = plan_of(read.rows, user)
    faults = sorted([*read.faults, *plan.faults], key=lambda fault: fault.line)
    if faults:
        form.add_error("file", f"ไฟล์มีข้อผิดพลาด {len(faults):,} แห่ง ยังไม่ได้บันทึกข้อมูลใด")
        return None, faults
    title = form.cleaned_data["file"].name
    notes = {"examples": read.examples, "converted": read.converted}
    return keep_intake(plan=plan, title=title, notes=notes, by=user), []


def _form(
    request: HttpRequest, form: UploadForm, faults: list[Fault] | None = None, status: int = 200
) -> HttpResponse:
    faults = faults or []
    context = {
        "form": form,
        "faults": faults[:SHOWN_FAULTS],
        "every": len(faults),
        "more": max(0, len(faults) - SHOWN_FAULTS),
    }
    return render(request, "selection/group_import.html", context, status=status)


@require_safe
def group_import_template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in, with the user's own places."""
    require(request.user, Can.MANAGE_GROUPS)
    data = registry_workbook.template(queries.activity_types(), subdistricts_for(request.user))
    return as_download(registry_workbook.TEMPLATE, data)


@require_http_methods(["GET", "HEAD", "POST"])
def group_import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do, and the button that does it; afterwards what was done."""
    found = open_door(GroupIntake, request.user, Can.MANAGE_GROUPS, pk=pk)
    show = partial(_plan, request, found)
    if request.method != "POST":
        return show()
    if confirm_intake(intake=found, by=request.user):
        return redirect("group_import_confirm", pk)
    return show(moved=True, status=409)


def _plan(
    request: HttpRequest, found: GroupIntake, *, moved: bool = False, status: int = 200
) -> HttpResponse:
    page = paged(found.plan, request.GET)
    context = {
        "intake": found,
        "page_obj": page,
        "steps": queries.steps_shown(page.object_list),
        "figures": queries.figures_of(found),
        "moved": moved,
        "nothing": not found.plan and not found.done_at,
    }
    return render(request, "selection/group_import_plan.html", context, status=status)
