"""The province answers a nomination."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cdd_network.doors import open_door
from cdd_network.editing import looked_at
from cdd_network.refusal import Refused
from cdd_network.roles import Can
from selection import nomination_rules as rules
from selection.actions.nominations import accept_nomination, return_nomination
from selection.forms.nominations import answers_of
from selection.forms.rounds import ReturnForm
from selection.models import Nomination


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the proposal back with what is to be mended."""
    found = open_door(Nomination, request.user, Can.REVIEW_NOMINATION, pk=pk)
    form = ReturnForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            note = form.cleaned_data["note"]
            try:
                return_nomination(
                    nomination=found, note=note, version=looked_at(request.POST), by=request.user
                )
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
            else:
                messages.success(request, f"ส่งกลับให้{found.office.short_name}แก้ไขแล้ว")
                return redirect("nomination", pk)
    else:
        rules.check_may_return(request.user, found)
    # What goes back stands beneath the form: the version that is sent is the one that is read.
    context = {"nomination": found, "form": form, "rows": answers_of(found)}
    return render(request, "selection/nomination_return.html", context, status=status)


@require_POST
def nomination_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the proposal."""
    found = open_door(Nomination, request.user, Can.REVIEW_NOMINATION, pk=pk)
    accept_nomination(nomination=found, version=looked_at(request.POST), by=request.user)
    messages.success(request, f"รับแบบเสนอโครงการของ{found.group.name}แล้ว")
    return redirect("nomination", pk)
