"""Months after: a time of one group, written by its district, and the list of all groups."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network import doors
from cdd_network.lists import asked, paged
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import workbook_response
from projects import follow_up_list as listing
from projects import queries
from projects import queries_follow_up as reading
from projects.actions.follow_ups import save_follow_up
from projects.follow_up_rules import check_due, check_follow_up
from projects.follow_ups import is_closed
from projects.forms.follow_up import FollowUpForm
from projects.models import Activity, FollowUp
from projects.models.follow_up import MONTHS

WRITTEN = ("version", "standing", "members", "capital", "note")


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, pk: int, months: int) -> HttpResponse:
    """One time of a group: the form for its district, what was found for those over it."""
    act = Can.FOLLOW_UP if request.method == "POST" else Can.SEE_FOLLOW_UP
    activity = doors.open_door(Activity, request.user, act, pk=pk)
    if months not in MONTHS:
        raise Http404
    found = reading.at(queries.with_days(activity), months)
    make = partial(_form, found)
    if request.method == "POST":
        write = partial(_write, request, found)
        edit = save_edit(found, request.POST, make=make, write=write, by=request.user)
        if not edit.saved:
            return _page(request, found, edit)
        said = f"บันทึกการติดตาม {months} เดือนแล้ว: {found.get_standing_display()}"
        late = (found.seen_on - reading.due_of(activity, months)).days
        after = f" ติดตามหลังกำหนด {late:,} วัน" if late > 0 else ""
        say_saved(request, edit.merged or f"{said}{after}", edit.form)
        return redirect("follow_up", pk, months)
    if not refusal_of(check_follow_up, request.user, activity):
        check_due(reading.due_of(activity, months), timezone.localdate())
    return _page(request, found, Edit(make()))


def _form(found: FollowUp, data: QueryDict | None = None) -> FollowUpForm:
    stored = {name: getattr(found, name) for name in WRITTEN}
    months, others = found.months, reading.others_of(found.activity, found.months)
    today = None if is_closed(months, others) else timezone.localdate()
    stored["seen_on"] = found.seen_on or today
    due = reading.due_of(found.activity, months)
    return FollowUpForm(data, initial=stored, due=due, months=months, others=others)


def _write(request: HttpRequest, found: FollowUp, form: FollowUpForm) -> None:
    typed = dict(form.cleaned_data)
    version = typed.pop("version")
    del typed["base"]
    save_follow_up(follow_up=found, values=typed, version=version, by=request.user)


def _page(request: HttpRequest, found: FollowUp, edit: Edit) -> HttpResponse:
    every = reading.times_of(found.activity)
    may_write = not refusal_of(check_follow_up, request.user, found.activity)
    context = {
        "follow_up": found,
        "activity": found.activity,
        "time": next((one for one in every if one.months == found.months), None),
        "earlier": [one for one in every if one.months < found.months and one.seen],
        "closes": [
            one.months
            for one in every
            if one.months < found.months and one.is_open and not one.seen
        ],
        "later": next((one for one in every if one.months > found.months and one.seen), None),
        "may_write": may_write,
        "following": reading.next_owed(request.user) if may_write and found.pk else None,
        "edit": edit,
        "form": edit.form,
    }
    return render(request, "projects/follow_up.html", context, status=edit.status)


@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Groups whose activity is over and what became of it; ``?format=xlsx`` gives the rows."""
    query = asked(request.GET)
    user = request.user
    seen = doors.visible(Activity, user, Can.SEE_FOLLOW_UP)
    choices = reading.choices_of(user)
    year = listing.year_asked(seen, user, query)
    groups = reading.followed(listing.narrowed(seen, year, query))
    rows = listing.rows_of(groups, query)
    if query.get("format") == "xlsx":
        return workbook_response(listing.TITLE, listing.HEADS, listing.cells(rows, choices.types))
    standings = listing.by_standing(groups)
    context = {
        "page_obj": paged(rows, query),
        "figures": listing.figures(len(groups), standings, query),
        "standings": standings,
        "types": listing.by_type(groups, choices.types),
        "groups": len(groups),
        "choices": choices,
        "heads": listing.STANDINGS,
        "months": MONTHS,
        "query": query,
        "year": year,
        "standing": listing.STANDINGS.get(listing.standing_asked(query), ""),
        "months_asked": listing.months_asked(query),
        "filtered": any(query.get(n) for n in ("year", "province", "district", "type", "standing")),
    }
    return render(request, "projects/follow_ups.html", context)
