"""Bundles: what goes in, made as a job, downloaded, forwarded and received."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cdd_network import lists, thai, years_asked
from cdd_network.doors import open_door, require
from cdd_network.models import Programme
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import XLSX, workbook_response
from reports import bundle_rules, queries_bundles, queries_bundles_country
from reports.actions import bundles as actions
from reports.bundles.contents import provinces_in
from reports.file_names import safe
from reports.forms.bundles import ForwardForm
from reports.models import Bundle, BundlePart

KINDS = {
    "archive": (".zip", "application/zip"),
    "merged": (".pdf", "application/pdf"),
    "workbook": (".xlsx", XLSX),
}


@require_safe
def bundles(request: HttpRequest) -> HttpResponse:
    """What would go in now, and the bundles made so far: of a province, or of the country."""
    require(request.user, Can.BUNDLE)
    years = queries_bundles.years(request.user)
    programme = years_asked.shown(years, request.GET.get("year", ""))
    if programme is None:
        raise Http404
    page = _country if request.user.is_department else _province
    return page(request, programme, years)


def _shared(request: HttpRequest, programme: Programme, years: list[Programme]) -> dict:
    history = lists.paged(queries_bundles.history(request.user, programme), request.GET)
    return {
        "programme": programme,
        "years": years,
        "unknown": years_asked.unknown(lists.asked(request.GET), programme),
        "page_obj": history,
        "job": queries_bundles.running(request.user, programme),
        "newest": history.object_list[0] if history.number == 1 and history.object_list else None,
    }


def _province(request: HttpRequest, programme: Programme, years: list[Programme]) -> HttpResponse:
    shared = _shared(request, programme, years)
    now = queries_bundles.now_page(request.user, programme, shared["newest"])
    refusal = refusal_of(bundle_rules.check_make, request.user, int(now is not None))
    same = now is not None and now.changed == []
    context = {"now": now, "refusal": refusal, "unchanged": same, **shared}
    return render(request, "reports/bundles.html", context)


def _country(request: HttpRequest, programme: Programme, years: list[Programme]) -> HttpResponse:
    query = lists.asked(request.GET)
    found = provinces_in(programme, request.user.office)
    every = queries_bundles_country.country_rows(request.user, programme, found)
    rows = queries_bundles_country.filtered(every, query)
    if request.GET.get("format") == "xlsx":
        cells = queries_bundles_country.country_cells(programme, rows)
        return workbook_response(
            f"ชุดเอกสารจังหวัด {programme.year}", queries_bundles_country.HEADS, cells
        )
    listed = Paginator(rows, lists.PAGE_SIZE).get_page(thai.arabic_digits(query.get("page", "1")))
    dues = queries_bundles.Dues(programme, [row.office for row in listed])
    shared = _shared(request, programme, years)
    context = {
        **shared,
        "page_obj": listed,
        "history": shared["page_obj"],
        "rows": [(row, *_due(row, dues)) for row in listed],
        "figures": queries_bundles_country.figures(every, programme.year),
        "query": query,
        "states": queries_bundles_country.STATES,
        "unannounced": queries_bundles_country.UNANNOUNCED,
        "announced": len(found),
        "inside": queries_bundles_country.inside(found),
        "unchanged": queries_bundles.since(shared["newest"], found) == [],
        "refusal": refusal_of(bundle_rules.check_make, request.user, len(found)),
    }
    return render(request, "reports/bundles_country.html", context)


def _due(row: queries_bundles_country.CountryRow, dues: queries_bundles.Dues) -> tuple:
    if row.province is None:
        return ((), "", "")
    return dues.of(row.province, row.first)


@require_POST
def bundle_make(request: HttpRequest) -> HttpResponse:
    """Have the year's bundle made and show how far it is; of no other year than the one named."""
    require(request.user, Can.BUNDLE)
    years, asked = queries_bundles.years(request.user), request.POST.get("year", "").strip()
    programme = (years_asked.named if asked else years_asked.shown)(years, asked)
    if programme is None:
        raise Http404
    return redirect("job", actions.start_bundle(programme=programme, by=request.user).pk)


@require_safe
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """A bundle: its files, its parts, its way to the department."""
    return _page(request, open_door(Bundle, request.user, Can.BUNDLE, pk=pk))


def _page(request: HttpRequest, found: Bundle, form: ForwardForm | None = None) -> HttpResponse:
    status = 200
    if form:
        status = 409 if form.non_field_errors() else 422
    parts = lists.paged(found.parts.select_related("stored"), request.GET)
    url = f"{settings.SITE_URL}{reverse('bundle', args=[found.pk])}"
    first = {"on": timezone.localdate()}
    context = {
        "bundle": found,
        "shown": found.shown,
        "files": queries_bundles.files_of(found),
        "page_obj": parts,
        "line": queries_bundles.line_text(found, url),
        "dues": queries_bundles.sent_dues(found),
        "own": found.office_id == request.user.office_id,
        "no_forward": refusal_of(bundle_rules.check_forward, request.user, found),
        "may_undo": not refusal_of(bundle_rules.check_undo_forward, request.user, found),
        "may_receive": not refusal_of(bundle_rules.check_receive, request.user, found),
        "may_unreceive": not refusal_of(bundle_rules.check_undo_receive, request.user, found),
        "form": form or ForwardForm(initial=first, bundle=found),
    }
    return render(request, "reports/bundle.html", context, status=status)


@require_safe
def bundle_file(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    """A file of the whole: archive, merged, workbook or manifest."""
    found = open_door(Bundle, request.user, Can.BUNDLE, pk=pk)
    name = f"ชุดเอกสาร_{found.office.short_name}_{found.programme.year}_ครั้งที่_{found.number}"
    if which == "manifest":
        answer = HttpResponse(found.manifest, content_type="text/plain; charset=utf-8")
        return _attached(answer, safe("manifest", ".txt"))
    if which not in KINDS or not found.has_files:
        raise Http404
    ending, mime = KINDS[which]
    return _streamed(getattr(found, which), safe(name, ending), mime)


@require_safe
def bundle_part(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """A paper of the bundle, as it was when the bundle was made."""
    found = open_door(Bundle, request.user, Can.BUNDLE, pk=pk)
    part: BundlePart | None = found.parts.filter(order=order).select_related("stored").first()
    if part is None:
        raise Http404
    return _streamed(part.stored.file, part.name.rpartition("/")[2], "application/pdf")


def _streamed(file: object, name: str, mime: str) -> FileResponse:
    try:
        opened = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(opened, as_attachment=True, filename=name, content_type=mime)
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _attached(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
def bundle_forward(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that it went to the department."""
    found = open_door(Bundle, request.user, Can.BUNDLE, pk=pk)
    form = ForwardForm(request.POST, bundle=found)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        actions.forward_bundle(bundle=found, **form.cleaned_data, by=request.user)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, found, form)
    day = thai.date_text(form.cleaned_data["on"])
    say_saved(request, f"บันทึกว่าส่งกรมฯ เมื่อ {day} แล้ว กรมฯ เห็นและดาวน์โหลดได้จากระบบ", form)
    return redirect("bundle", pk)


@require_POST
def bundle_forward_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """It was not sent after all."""
    found = open_door(Bundle, request.user, Can.BUNDLE, pk=pk)
    actions.undo_forward(bundle=found, by=request.user)
    messages.success(request, "ยกเลิกการบันทึกส่งแล้ว กรมฯ จะไม่เห็นชุดนี้")
    return redirect("bundle", pk)


@require_POST
def bundle_receive(request: HttpRequest, pk: int) -> HttpResponse:
    """The department has it."""
    found = open_door(Bundle, request.user, Can.BUNDLE, pk=pk)
    actions.receive_bundle(bundle=found, by=request.user)
    messages.success(request, f"บันทึกรับชุดเอกสารของ{found.office.short_name}แล้ว")
    return redirect("bundle", pk)


@require_POST
def bundle_receive_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The department has it not after all."""
    found = open_door(Bundle, request.user, Can.BUNDLE, pk=pk)
    actions.undo_receive(bundle=found, by=request.user)
    messages.success(request, "ยกเลิกการบันทึกรับแล้ว")
    return redirect("bundle", pk)
