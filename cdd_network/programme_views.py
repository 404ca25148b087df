"""Pages of the programme's years: the list, the rules of a year, its editor, and year against year."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import actions_programme as acts
from cdd_network import thai
from cdd_network.doors import open_door, visible
from cdd_network.editing import looked_at
from cdd_network.editor import queries
from cdd_network.editor.checks import faults_of, passed
from cdd_network.editor.forms.base import SectionForm, form_of
from cdd_network.editor.section import Section
from cdd_network.editor.sections import section_of, sections_of
from cdd_network.editor.told import telling
from cdd_network.form_versions import Earlier
from cdd_network.merging import Edit, save_edit
from cdd_network.models import Programme
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can, may


def _edited(request: HttpRequest, year: int) -> Programme:
    return open_door(Programme, request.user, Can.EDIT_PROGRAMME, year=year)


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """All years that the user may see: draft or opened, by whom and when."""
    context = {
        "years": queries.years(visible(Programme, request.user, Can.SEE_ROUND)),
        "edits": may(request.user, Can.EDIT_PROGRAMME),
    }
    return render(request, "cdd_network/programmes.html", context)


@require_safe
def programme_rules(request: HttpRequest, year: int) -> HttpResponse:
    """What the year says, a section at a time: for every office once it is opened."""
    found = open_door(Programme, request.user, Can.SEE_ROUND, year=year)
    document = found.document
    sections = sections_of(document)
    shown = section_of(document, request.GET.get("part", "")) or sections[0]
    place = sections.index(shown)
    context = {
        "programme": found,
        "sections": sections,
        "section": shown,
        "telling": telling(shown, document),
        "before": sections[place - 1] if place else None,
        "after": sections[place + 1] if place + 1 < len(sections) else None,
        "edits": may(request.user, Can.EDIT_PROGRAMME),
    }
    return render(request, "cdd_network/programme_rules.html", context)


@require_safe
def programme(request: HttpRequest, year: int) -> HttpResponse:
    """The editor of a year: its sections with what is missing, and the acts on it."""
    found = _edited(request, year)
    document, source = found.document, found.copied_from
    changes = queries.counts_between(source, found) if source else {}
    faults = faults_of(document, year)
    # told here too and not only on the last page: while something else must still be mended, days
    # that are over are seen and mended along with it
    late = [] if found.is_open else passed(document, timezone.localdate())
    told = [*faults, *late]
    lines = queries.lines_of(document, told, changes, source.year if source else 0)
    user = request.user
    context = {
        "programme": found,
        "lines": lines,
        "homeless": queries.homeless(faults, lines),
        "stops": sum(fault.stops for fault in faults),
        "rename_refusal": refusal_of(acts.check_rename, user, found, document),
        "rename_label": f"เปลี่ยนปี {source.year} เป็น {year} ทุกข้อความ" if source else "",
        "source": source,
        "acts": queries.acts_of(found, sections_of(document)),
        "locked": refusal_of(acts.check_edit, user, found),
        "open_refusal": refusal_of(acts.check_open, user, found, faults),
        "close_refusal": refusal_of(acts.check_close, user, found),
        "copy_refusal": refusal_of(acts.check_copy, user, found),
    }
    return render(request, "cdd_network/programme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_section(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """A section's form: saved over the version it was typed on, joined with what another saved."""
    found = _edited(request, year)
    section = section_of(found.document, key)
    if section is None:
        raise Http404
    make = partial(_form, found, section)
    locked = refusal_of(acts.check_edit, request.user, found)
    taken_back = isinstance(request.POST, Earlier)
    if locked and request.method == "POST" and not taken_back:  # what was typed can still be copied
        return _section_page(request, found, section, Edit(make(request.POST), 409), locked)
    if request.method != "POST":
        acts.check_edit(request.user, found)
        return _section_page(request, found, section, Edit(make(None)))
    write = partial(_write, request, found, section)
    edit = save_edit(found, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _section_page(request, found, section, edit)
    say_saved(request, edit.merged or f"บันทึก{section.title}แล้ว", edit.form)
    if request.POST.get("act") == "stay":
        return redirect("programme_section", year, key)
    return redirect("programme", year)


def _form(found: Programme, section: Section, data: QueryDict | None) -> SectionForm:
    return form_of(section, data, document=found.document, version=found.version)


def _write(request: HttpRequest, found: Programme, section: Section, form: SectionForm) -> None:
    rows = form.rows.rows() if form.rows is not None else []
    acts.save_section(
        programme=found,
        section=section.key,
        changes=section.write(found.document, form.cleaned_data, rows),
        version=form.cleaned_data["version"],
        by=request.user,
    )


def _section_page(
    request: HttpRequest, found: Programme, section: Section, edit: Edit, locked: str = ""
) -> HttpResponse:
    rows = edit.form.rows
    context = {
        "programme": found,
        "section": section,
        "edit": edit,
        "form": edit.form,
        "faults": [edit.form] if rows is None else [edit.form, rows],
        "has_errors": edit.status != 200,
        "locked": locked,
    }
    return render(request, "cdd_network/programme_section.html", context, status=edit.status)


@require_POST
def programme_copy(request: HttpRequest, year: int) -> HttpResponse:
    """Make the next year as a copy of this one."""
    made = acts.copy_year(programme=_edited(request, year), by=request.user)
    messages.success(
        request,
        f"ทำร่างปีงบประมาณ พ.ศ. {made.year} จากปี {year} แล้ว กำหนดวันเลื่อนไปหนึ่งปี โปรดตรวจวันที่ในหัวข้อกำหนดเวลา",
    )
    return redirect("programme", made.year)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_open(request: HttpRequest, year: int) -> HttpResponse:
    """What opening the year does and what should be looked at before; then let the provinces in."""
    found = _edited(request, year)
    if request.method != "POST":
        return render(request, "cdd_network/programme_open.html", _before_open(request, found))
    acts.open_year(programme=found, version=looked_at(request.POST), by=request.user)
    messages.success(request, f"เปิดใช้ปีงบประมาณ พ.ศ. {year} แล้ว จังหวัดเตรียมรอบการคัดเลือกได้")
    return redirect("programme", year)


def _before_open(request: HttpRequest, found: Programme) -> dict[str, object]:
    document, source = found.document, found.copied_from
    faults = faults_of(document, found.year)
    refusal = refusal_of(acts.check_open, request.user, found, faults)
    late = [] if refusal else passed(document, timezone.localdate())
    lines = queries.lines_of(document, [*faults, *late], {}, source.year if source else 0)
    return {
        "programme": found,
        "refusal": refusal,
        "looks": queries.looks_of(lines),
        "open_label": f"เปิดใช้ปีงบประมาณ พ.ศ. {found.year}",
    }


@require_POST
def programme_close(request: HttpRequest, year: int) -> HttpResponse:
    """Take the year back to a draft."""
    acts.close_year(programme=_edited(request, year), by=request.user)
    messages.success(request, f"ปิดปีงบประมาณ พ.ศ. {year} กลับเป็นร่างแล้ว จังหวัดยังไม่เห็นปีนี้")
    return redirect("programme", year)


@require_POST
def programme_rename(request: HttpRequest, year: int) -> HttpResponse:
    """Write the own year where the copied texts still name the year before."""
    found = _edited(request, year)
    acts.rename_year(programme=found, version=looked_at(request.POST), by=request.user)
    messages.success(
        request,
        f"เปลี่ยนปีในข้อความเป็น {year} แล้ว ดูที่เปลี่ยนได้ในหน้าเทียบกับปีที่คัดลอกมา และตรวจชื่อวันตามที่ระบบเตือน",
    )
    return redirect("programme", year)


@require_safe
def programme_compare(request: HttpRequest, year: int) -> HttpResponse:
    """The year against another one, section by section."""
    found = open_door(Programme, request.user, Can.SEE_ROUND, year=year)
    others = visible(Programme, request.user, Can.SEE_ROUND).exclude(pk=found.pk)
    others = list(others.select_related("copied_from"))
    asked = thai.small_int(thai.arabic_digits(request.GET.get("with", "")))
    usual = [one for one in others if one.pk == found.copied_from_id] or [
        one for one in others if one.year < year
    ]
    other = next((one for one in others if one.year == asked), (usual or others or [None])[0])
    context = {
        "programme": found,
        "others": others,
        "other": other,
        "sections": queries.changes_between(other, found) if other else (),
        "edits": may(request.user, Can.EDIT_PROGRAMME),
    }
    return render(request, "cdd_network/programme_compare.html", context)
