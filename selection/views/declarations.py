"""Declaring an interest: a member on a phone, the secretary for one on paper, and what was said."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network.doors import open_door, visible
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import workbook_response
from selection import conflict_rules as rules
from selection import queries_scoring as queries
from selection import tally
from selection.actions.declarations import declare_many
from selection.forms.declarations import DeclarationForm
from selection.models import CommitteeMember, Declaration, Round

HEADS = ("กรรมการ", "กลุ่ม", "ที่อยู่", "แจ้งว่า", "เหตุผล", "ข้อสังเกตของระบบ", "ผู้บันทึก", "เมื่อ")


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """All nominations of the member's round on one page, before any is read."""
    seat = queries.seat_to_declare(visible(CommitteeMember, request.user, Can.SCORE))
    if seat is None:
        return redirect("scoring")
    return _declare_page(request, seat, _next_page(request), "selection/declare.html")


@require_http_methods(["GET", "HEAD", "POST"])
def seat_declare(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a seat that scores on paper, written down by the secretary."""
    seat = open_door(CommitteeMember, request.user, Can.MANAGE_ROUND, pk=pk)
    back = f"{reverse('round_paper', args=[seat.round_id])}?seat={seat.pk}"
    return _declare_page(request, seat, back, "selection/seat_declare.html")


def _declare_page(
    request: HttpRequest, seat: CommitteeMember, back: str, template: str
) -> HttpResponse:
    rows = queries.declaration_rows(seat)
    refusal = refusal_of(rules.check_may_declare, request.user, seat)
    context = {"seat": seat, "rows": rows, "refusal": refusal, "back": back}
    if refusal and request.method != "POST":
        return render(request, template, context)
    form = DeclarationForm(request.POST or None, rows=rows)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            drops = _drops(seat, form)
            if drops and "sure" not in request.POST:
                sure = {"drops": drops, "posted": _posted(request), "back": request.path}
                return render(request, "selection/declare_sure.html", sure)
            try:
                said = declare_many(member=seat, words=form.words(), by=request.user)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
            else:
                messages.success(request, _receipt(seat, said, form))
                return redirect(back)
    context |= {"form": form, "next": request.GET.get("next", "")}
    return render(request, template, context, status=status)


def _drops(seat: CommitteeMember, form: DeclarationForm) -> list[str]:
    """Names of the groups whose begun sheet would be dropped."""
    begun = queries.begun_of(seat)
    return [r.nomination.group.name for r in form.drops() if r.nomination.pk in begun]


def _posted(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, text) for name, text in request.POST.items() if name != "csrfmiddlewaretoken"]


def _receipt(seat: CommitteeMember, said: int, form: DeclarationForm) -> str:
    left = len({row.nomination.pk for row in form.left} - form.words().keys())
    text = f"บันทึกการแจ้งมีส่วนได้เสียแล้ว {said} โครงการ"
    return f"{text} ยังไม่ได้แจ้งอีก {left} โครงการ" if left else text


def _next_page(request: HttpRequest) -> str:
    """Where the member wanted to go, if that is a page of ours; else the list."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and wanted.startswith(reverse("scoring")) else reverse("scoring")


@require_safe
def round_declarations(request: HttpRequest, pk: int) -> HttpResponse:
    """Who declared what, for the secretary and the minutes; all of it as a workbook."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    said = queries.declarations_of(found)
    if request.GET.get("format") == "xlsx":
        return workbook_response("การแจ้งมีส่วนได้เสีย", HEADS, map(_row, said))
    context = {
        "round": found,
        "seats": tally.seat_progress(found),
        "told": list(queries.notable(said)),
    }
    return render(request, "selection/round_declarations.html", context)


def _row(one: Declaration) -> tuple[object, ...]:
    group = one.nomination.group
    return (
        one.member.post, group.name, group.address, one.word, one.reason, one.raised,
        str(one.by), one.at,
    )  # fmt: skip
