"""Pages of savings groups."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network.doors import open_door, require, visible
from cdd_network.lists import paged
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can, may
from cdd_network.workbook import workbook_response
from selection import nomination_rules as rules
from selection import queries
from selection.actions.groups import save_group
from selection.forms.groups import GroupForm
from selection.forms.search import SearchForm
from selection.models import Nomination, SavingsGroup

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
    }
    return render(request, "selection/group.html", context)


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
    form = GroupForm(
        request.POST or None,
        group=found,
        subdistricts=queries.subdistricts_for(request.user),
        with_district=request.user.is_province,
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = save_group(group=found, values=form.cleaned_data, by=request.user)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
            else:
                messages.success(request, f"บันทึก{saved.name}แล้ว")
                return redirect("group", saved.pk)
    context = {"form": form, "title": title, "group": found}
    return render(request, "selection/group_form.html", context, status=status)
