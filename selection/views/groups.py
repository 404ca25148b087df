"""Pages of savings groups."""

from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network.doors import open_door, require, visible
from cdd_network.lists import paged
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can, may
from cdd_network.workbook import as_download
from selection import group_rules as rules
from selection import queries, registry
from selection import queries_groups as reading
from selection.actions.groups import GroupExists, remove_group, save_group
from selection.forms.groups import GroupForm
from selection.forms.search import SearchForm
from selection.models import Nomination, Round, SavingsGroup
from selection.nomination_rules import check_begin
from selection.registry_workbook import TITLE, registry_workbook

PLACE_LABELS = {"department": "จังหวัด", "province": "อำเภอ", "district": "ตำบล"}


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The registry, with search and a filter by place; ``?format=xlsx`` gives it as a workbook."""
    listed = visible(SavingsGroup, request.user, Can.SEE_GROUPS)
    places = (PLACE_LABELS[request.user.role], queries.places_for(request.user))
    search = SearchForm(request.GET, hint="หมู่บ้าน ตำบล หรืออำเภอ", places=places)
    found = queries.find_groups(listed, search.values())
    if request.GET.get("format") == "xlsx":
        return as_download(TITLE, _workbook(request, found))
    context = {
        "search": search,
        "searched": bool(search.values()),
        "page_obj": paged(found, request.GET),
        "can_add": may(request.user, Can.MANAGE_GROUPS),
    }
    return render(request, "selection/groups.html", context)


def _workbook(request: HttpRequest, found: QuerySet[SavingsGroup]) -> bytes:
    """The listed groups; who keeps them gets the officers' names too, who watches does not."""
    rows = found.prefetch_related("officers", "activities").iterator(chunk_size=1000)
    officers = may(request.user, Can.MANAGE_GROUPS)
    return registry_workbook(rows, reading.activity_types(), officers=officers)


@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group and its nominations, as far as the user may see them."""
    found = open_door(SavingsGroup, request.user, Can.SEE_GROUPS, pk=pk)
    nominations = visible(Nomination, request.user, Can.SEE_NOMINATION)
    facts, types = registry.facts_of(found), reading.activity_types()
    history = reading.history_of(found)[: reading.LATEST + 1]
    saves = reading.saves_shown(history, types)
    context = {
        "group": found,
        "divisions": reading.divisions_of(facts),
        "names_people": may(request.user, Can.MANAGE_GROUPS),
        "activities": reading.activities_of(facts, types),
        "saves": saves[: reading.LATEST],
        "more_saves": len(saves) > reading.LATEST,
        "nominations": queries.group_nominations(nominations, found),
        "can_edit": not refusal_of(rules.check_group, request.user, found),
        "can_remove": not refusal_of(rules.check_remove_group, request.user, found),
        "can_nominate": may(request.user, Can.NOMINATE) and _can_nominate(request, found),
    }
    return render(request, "selection/group.html", context)


def _can_nominate(request: HttpRequest, found: SavingsGroup) -> bool:
    opened = queries.open_round_of(visible(Round, request.user, Can.NOMINATE))
    if opened is None or refusal_of(check_begin, request.user, opened, found):
        return False
    return not queries.is_nominated(found, opened)


@require_safe
def group_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every save of the group: who, when, which field from what to what."""
    found = open_door(SavingsGroup, request.user, Can.SEE_GROUPS, pk=pk)
    page = paged(reading.history_of(found), request.GET)
    saves = reading.saves_shown(page.object_list, reading.activity_types())
    context = {"group": found, "page_obj": page, "saves": saves}
    return render(request, "selection/group_history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: HttpRequest) -> HttpResponse:
    """Add a group to the registry."""
    require(request.user, Can.MANAGE_GROUPS)
    form, status, existing = _form(request, None), 200, None
    if request.method == "POST":
        form, status = _form(request, None, request.POST), 422
        if form.is_valid():
            try:
                saved = save_group(group=None, values=form.values(), by=request.user)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status, existing = 409, getattr(refused, "group", None)
            else:
                say_saved(request, f"บันทึก{saved.name}แล้ว", form)
                return redirect("group", saved.pk)
    context = {"form": form, "title": "เพิ่มกลุ่มออมทรัพย์เพื่อการผลิต", "existing": existing}
    return render(request, "selection/group_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the registry holds of a group; two who do so at once are joined."""
    found = open_door(SavingsGroup, request.user, Can.MANAGE_GROUPS, pk=pk)
    title, existing = f"แก้ไขข้อมูล{found.name}", []
    make = partial(_form, request, found)

    def write(form: GroupForm) -> None:
        values, version = form.values(), form.cleaned_data["version"]
        try:
            save_group(group=found, values=values, version=version, by=request.user)
        except GroupExists as refused:
            existing.append(refused.group)
            raise

    edit = Edit(make())
    if request.method == "POST":
        edit = save_edit(found, request.POST, make=make, write=write, by=request.user)
    if edit.saved:
        say_saved(request, edit.merged or f"บันทึก{found.name}แล้ว", edit.form)
        return redirect("group", pk)
    context = {
        "form": edit.form,
        "edit": edit,
        "title": title,
        "group": found,
        "locked": refusal_of(rules.check_identity, request.user, found),
        "existing": existing[0] if existing else None,
    }
    return render(request, "selection/group_form.html", context, status=edit.status)


def _form(
    request: HttpRequest, found: SavingsGroup | None, data: QueryDict | None = None
) -> GroupForm:
    locked = bool(found and refusal_of(rules.check_identity, request.user, found))
    return GroupForm(
        data,
        group=found,
        # A page that was opened before the lock still sends them: the act says why not.
        locked=locked and "village" not in (data or ()),
        subdistricts=queries.subdistricts_for(request.user),
        with_district=request.user.is_province,
        types=reading.activity_types(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def group_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then take the group out of the registry."""
    found = open_door(SavingsGroup, request.user, Can.MANAGE_GROUPS, pk=pk)
    if request.method == "POST":
        remove_group(group=found, by=request.user)
        messages.success(request, f"ลบ{found.name}ออกจากทะเบียนแล้ว")
        return redirect("groups")
    rules.check_remove_group(request.user, found)
    return render(request, "selection/group_remove.html", {"group": found})
