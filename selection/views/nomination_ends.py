"""What else a district does with its nominations: order, withdrawal, a draft thrown away; versions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import thai
from cdd_network.doors import open_door
from cdd_network.editing import looked_at
from cdd_network.roles import Can
from selection import nomination_rules as rules
from selection import queries
from selection.actions import nominations as acts
from selection.forms.review import ReasonForm
from selection.models import Nomination
from selection.submissions import changed_answers, changed_facts
from selection.views.asking import DONE, act_on


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was sent, with the reason."""
    found = _own(request, pk)
    form = ReasonForm(request.POST or None, help_text="จังหวัดจะเห็นเหตุผลนี้ เช่น กลุ่มขอเลื่อนเป็นปีหน้า")
    status = 200
    if request.method == "POST":
        version = looked_at(request.POST)
        status = act_on(form, lambda _: acts.withdraw_nomination(
            nomination=found, reason=form.cleaned_data["reason"], version=version, by=request.user
        ))  # fmt: skip
        if status == DONE:
            messages.success(request, f"ถอนแบบเสนอโครงการของ{found.group.name}แล้ว")
            return redirect("nomination", pk)
    else:
        rules.check_withdraw(request.user, found)
    context = {"nomination": found, "form": form}
    return render(request, "selection/nomination_withdraw.html", context, status=status)


@require_POST
def nomination_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Write on what was withdrawn."""
    acts.resume_nomination(nomination=_own(request, pk), by=request.user)
    messages.success(request, "นำแบบเสนอโครงการกลับมาเขียนต่อแล้ว ยังไม่ได้ส่งให้จังหวัด")
    return redirect("nomination", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a draft that was never sent."""
    found = _own(request, pk)
    if request.method == "POST":
        acts.discard_nomination(nomination=found, by=request.user)
        messages.success(request, f"ลบแบบร่างของ{found.group.name}แล้ว")
        return redirect("nominations")
    rules.check_discard(request.user, found)
    return render(request, "selection/nomination_discard.html", {"nomination": found})


@require_POST
def nomination_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down in the district's own order."""
    found = _own(request, pk)
    seen = thai.small_int(request.POST.get("seen", "")) or 0
    up = request.POST.get("way") != "down"
    if acts.move_nomination(nomination=found, up=up, seen=seen, by=request.user):
        messages.success(request, f"{found.group.name} อยู่ลำดับที่ {found.order} ของอำเภอแล้ว")
    else:
        messages.warning(request, "ลำดับเปลี่ยนไปแล้วก่อนหน้านี้ โปรดดูลำดับปัจจุบัน")
    return redirect(f"{reverse('nominations')}#order")


@require_safe
def nomination_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent each time, and what two of them differ in; the last two unless asked."""
    found = open_door(Nomination, request.user, Can.SEE_NOMINATION, pk=pk)
    sent = queries.submissions_of(found)
    pair = _pair(request, [one.number for one in sent])
    by_number = {one.number: one for one in sent}
    context = {"nomination": found, "sent": sent}
    if pair:
        one, other = (by_number[number] for number in pair)
        context |= {
            "one": one,
            "other": other,
            "answers": changed_answers(one, other),
            "facts": changed_facts(one, other),
        }
    return render(request, "selection/nomination_versions.html", context)


def _pair(request: HttpRequest, numbers: list[int]) -> tuple[int, int] | None:
    """The two versions that the address asks for, the older first; None when only one was sent."""
    if len(numbers) < 2:
        return None
    asked = {thai.small_int(request.GET.get(name, "")) for name in ("one", "other")}
    known = sorted(asked & {*numbers})
    return (known[0], known[1]) if len(known) == 2 else (numbers[-2], numbers[-1])


def _own(request: HttpRequest, pk: int) -> Nomination:
    return open_door(Nomination, request.user, Can.NOMINATE, pk=pk)
