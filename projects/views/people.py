"""Pages of an event's participants: the list, one person, those named elsewhere, the workbook."""

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import doors, thai
from cdd_network.lists import asked
from cdd_network.merging import Edit, save_edit
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import as_download
from projects import people_workbook as workbook
from projects import queries_people as queries
from projects.actions import people as actions
from projects.forms.people import KnownForm, PersonEditForm, PersonForm, without_identity
from projects.models import Event, Participant
from projects.people_rules import check_export, check_people, sees_phones
from selection.forms.search import SearchForm

PAGE = 100
UNDO_FOR = 24 * 60 * 60
SALT = "people.removed"


def event_of(request: HttpRequest, pk: int) -> Event:
    """The event, for those who may know its participants' names: its office and its province."""
    return doors.open_door(Event, request.user, Can.RUN_EVENT, pk=pk)


def person_of(event: Event, number: int) -> Participant:
    """One of the event's people, knowing the event without a query."""
    person = get_object_or_404(event.people, pk=number)
    person.event = event
    return person


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with a quick form, which comes back empty and ready for the next person."""
    event = event_of(request, pk)
    if request.method != "POST":
        return without_identity_sought(request) or _list(request, event)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _list(request, event, form=form, status=422)
    try:
        person = actions.add_person(
            event=event,
            values=form.person(),
            namesake=form.cleaned_data["namesake"],
            by=request.user,
        )
    except Refused as refused:
        return _list(request, event, form=refuse(form, refused), status=409)
    messages.success(request, f"เพิ่มลำดับที่ {person.order} แล้ว")
    return redirect(f"{request.path}?add=1")


def without_identity_sought(request: HttpRequest) -> HttpResponse | None:
    """On to the same address without the identity number that was searched for, so that no link of
    the page carries it further; None where there is none."""
    kept, cut = without_identity(request.GET, ("q",))
    return redirect(f"{request.path}?{kept.urlencode()}") if cut else None


def refuse(form: PersonForm, refused: Refused) -> PersonForm:
    """The form with the reason; of a name that is listed it asks whether it is another person."""
    form.asks_namesake = isinstance(refused, actions.Twice)
    form.add_error("name" if form.asks_namesake else None, refused.reason)
    return form


def _list(
    request: HttpRequest,
    event: Event,
    *,
    form: PersonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    everybody = queries.people_of(event)
    search = SearchForm(request.GET, hint="ชื่อ ตำแหน่ง หรือหมู่บ้าน")
    text, sort = search.values().get("q", ""), asked(request.GET).get("sort", "")
    found = queries.people_of(event, text, sort) if text or sort else everybody
    refusal = refusal_of(check_people, request.user, event)
    unknown = None if refusal else queries.group_without_officers(event)
    if form is None and not refusal:
        form = PersonForm(initial=queries.next_values(event, everybody[-1] if everybody else None))
        if "add" in request.GET:
            form.fields["name"].widget.attrs["autofocus"] = True
    page = Paginator(found, PAGE).get_page(thai.arabic_digits(request.GET.get("page", "1")))
    context = {
        "event": event,
        "form": form,
        "refusal": refusal,
        "unknown_officers_of": unknown,
        "search": search,
        "searched": bool(text),
        "sort": sort,
        "page_obj": page,
        "listed": len(everybody),
        "wanted": max(0, event.rule.people - len(everybody)),
        "over": max(0, len(everybody) - event.rule.people),
        "days": event.days.order_by("number"),
        "phones": sees_phones(request.user, event),
        "can_export": everybody and not refusal_of(check_export, request.user, event),
        **queries.purpose(event),
    }
    return render(request, "projects/people.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Change one person; two who do so at once are joined."""
    event = event_of(request, pk)
    person = person_of(event, number)

    def make(data: QueryDict | None = None) -> PersonEditForm:
        stored = {name: getattr(person, name) for name in (*actions.FIELDS, "version")}
        return PersonEditForm(data, initial=stored)

    def write(form: PersonEditForm) -> None:
        version = form.cleaned_data["version"]
        actions.save_person(person=person, values=form.person(), version=version, by=request.user)

    if not sees_phones(request.user, event):  # not even in what two saves are joined from
        check_people(request.user, event)
    if request.method != "POST":
        check_people(request.user, event)
        edit = Edit(make())
    else:
        edit = save_edit(person, request.POST, make=make, write=write, by=request.user)
    if edit.saved:
        messages.success(request, edit.merged or f"บันทึกลำดับที่ {person.order} แล้ว")
        return redirect("people", pk)
    context = {"event": event, "person": person, "edit": edit, "form": edit.form}
    context |= queries.purpose(event)
    return render(request, "projects/people_edit.html", context, status=edit.status)


@require_POST
def person_remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a person off the list; the page that follows carries what puts him back, nothing else
    does. One who is gone already, as at a second click, is passed over."""
    event = event_of(request, pk)
    person = event.people.filter(pk=number).first()
    if person is None:
        return redirect("people", pk)
    person.event = event
    try:
        gone = actions.remove_person(person=person, by=request.user)
    except actions.NotListed:
        return redirect("people", pk)
    context = {
        "event": event,
        "gone": gone,
        "signed": signing.dumps(gone, salt=f"{SALT}.{pk}", compress=True),
    }
    return render(request, "projects/people_removed.html", context)


@require_POST
def person_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the removed person back in his place."""
    event = event_of(request, pk)
    check_people(request.user, event)
    try:
        sent = request.POST.get("gone", "")
        gone = signing.loads(sent, salt=f"{SALT}.{pk}", max_age=UNDO_FOR)
    except signing.BadSignature:
        raise Refused("เลิกทำไม่ได้แล้ว เพราะผ่านไปเกิน 1 วัน โปรดเพิ่มชื่ออีกครั้ง") from None
    person = actions.restore_person(event=event, gone=gone, by=request.user)
    messages.success(request, f"นำลำดับที่ {person.order} กลับมาแล้ว พร้อมการลงชื่อเดิม")
    return redirect("people", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def people_known(request: HttpRequest, pk: int) -> HttpResponse:
    """The group's officers and others whom the system knows by name: ticked, added in one act."""
    event = event_of(request, pk)
    check_people(request.user, event)
    sources = queries.known_people(event)
    form, status = KnownForm(sources=sources), 200
    if request.method == "POST":
        form, status = KnownForm(request.POST, sources=sources), 422
        if form.is_valid():
            made = actions.add_people(event=event, rows=form.chosen(), by=request.user)
            messages.success(request, f"เพิ่มแล้ว {len(made)} คน")
            return redirect("people", pk)
    unknown = None if sources else queries.group_without_officers(event)
    context = {"event": event, "form": form, "some": bool(sources), "unknown_officers_of": unknown}
    context |= queries.purpose(event)
    return render(request, "projects/people_known.html", context, status=status)


@require_safe
def people_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with attendance as a workbook, for the own office."""
    event = event_of(request, pk)
    check_export(request.user, event)
    days, listed = event.days.order_by("number"), queries.people_of(event)
    data = workbook.people_workbook(event, days, listed, queries.ticks_of(event))
    return as_download(workbook.TITLE, data)


@require_safe
def people_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook to fill in."""
    event_of(request, pk)
    return as_download(workbook.TEMPLATE, workbook.template())
