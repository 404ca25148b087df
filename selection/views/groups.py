"""Pages of savings groups."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network.doors import open_door, require, visible
from cdd_network.lists import paged
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can, may
from cdd_network.workbook import workbook_response
from selection import group_rules as rules
from selection import queries
from selection.actions.groups import GroupExists, remove_group, save_group
from selection.forms.groups import GroupForm
from selection.forms.search import SearchForm
from selection.models import Nomination, Round, SavingsGroup
from selection.nomination_rules import check_begin

HEADS = (
    "กลุ่ม", "หมู่ที่", "ตำบล", "อำเภอ", "จังหวัด", "ปีที่จัดตั้ง (พ.ศ.)", "สมาชิก (คน)", "เงินสัจจะสะสม (บาท)",
)  # fmt: skip
PLACE_LABELS = {"department": "จังหวัด", "province": "อำเภอ", "district": "ตำบล"}


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The registry, with search and a filter by place; ``?format=xlsx`` gives it as a workbook."""
    listed = visible(SavingsGroup, request.user, Can.SEE_GROUPS)
    places = (PLACE_LABELS[request.user.role], queries.places_for(request.user))
    search = SearchForm(request.GET, hint="หมู่บ้าน ตำบล หรืออำเภอ", places=places)
    found = queries.find_groups(listed, search.values())
    if request.GET.get("format") == "xlsx":
        return workbook_response("กลุ่มออมทรัพย์เพื่อการผลิต", HEADS, map(_row, found))
    context = {
        "search": search,
        "searched": bool(search.values()),
        "page_obj": paged(found, request.GET),
        "can_add": may(request.user, Can.MANAGE_GROUPS),
    }
    return render(request, "selection/groups.html", context)


def _row(group: SavingsGroup) -> tuple[object, ...]:
    district = group.subdistrict.district
    return (
        group.name, group.moo, group.subdistrict.name, district.name, district.province.name,
        group.founded_year, group.members, group.savings,
    )  # fmt: skip


@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group and its nominations, as far as the user may see them."""
    found = open_door(SavingsGroup, request.user, Can.SEE_GROUPS, pk=pk)
    nominations = visible(Nomination, request.user, Can.SEE_NOMINATION)
    context = {
        "group": found,
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


@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: HttpRequest) -> HttpResponse:
    """Add a group to the registry."""
    require(request.user, Can.MANAGE_GROUPS)
    return _edit(request, None, "เพิ่มกลุ่มออมทรัพย์เพื่อการผลิต")


@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the registry holds of a group."""
    found = open_door(SavingsGroup, request.user, Can.MANAGE_GROUPS, pk=pk)
    return _edit(request, found, f"แก้ไขข้อมูล{found.name}")


def _edit(request: HttpRequest, found: SavingsGroup | None, title: str) -> HttpResponse:
    locked = refusal_of(rules.check_identity, request.user, found) if found else ""
    form = GroupForm(
        request.POST or None,
        group=found,
        # A page that was opened before the lock still sends them: the act says why not.
        locked=bool(locked) and "village" not in request.POST,
        subdistricts=queries.subdistricts_for(request.user),
        with_district=request.user.is_province,
    )
    status, existing = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = save_group(group=found, values=form.cleaned_data, by=request.user)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
                existing = refused.group if isinstance(refused, GroupExists) else None
            else:
                say_saved(request, f"บันทึก{saved.name}แล้ว", form)
                return redirect("group", saved.pk)
    context = {"form": form, "title": title, "group": found, "locked": locked, "existing": existing}
    return render(request, "selection/group_form.html", context, status=status)


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
