"""The trail of acts: all that one may read, that of one thing; a form's versions, one taken back."""

from __future__ import annotations

from copy import copy

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import resolve
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network import thai
from cdd_network.doors import require
from cdd_network.editing import looked_at
from cdd_network.form_versions import Earlier, Looked
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.roles import Can
from reports.trail import files, queries
from reports.trail.things import by_key, named
from reports.trail.versions import Opened, changed, open_version, versions_told

SAME = "ข้อความปัจจุบันตรงกับฉบับนี้อยู่แล้ว จึงไม่มีอะไรต้องนำกลับมา"
AT_ONCE = 4
"""Forms of which all versions stand on the page of a thing; of one with more they are chosen from."""
STALE = "มีผู้บันทึกแบบนี้หลังจากที่ท่านเปิดหน้านี้ ยังไม่ได้นำข้อความเดิมกลับมา โปรดดูความแตกต่างอีกครั้ง"


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what when; ``?format=csv`` or ``xlsx`` gives what is filtered as a file."""
    require(request.user, Can.READ_TRAIL)
    asked = queries.asked_for(request.GET)
    found = queries.find(request.user, asked)
    if request.GET.get("format") in ("csv", "xlsx"):
        acts = queries.in_parts(request.user, found.rows, files.MOST)
        return files.as_csv(acts) if request.GET["format"] == "csv" else files.as_workbook(acts)
    context = {
        "asked": asked,
        "query": request.GET,
        "found": found,
        "page": queries.page_of(request.user, found.rows, asked),
        "choices": queries.choices(request.user),
        "most": files.MOST,
    }
    return render(request, "reports/trail.html", context)


@require_safe
def trail_of(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """All acts on one thing, and the versions of its forms."""
    require(request.user, Can.READ_TRAIL)
    thing = by_key().get(kind)
    if thing is None:
        raise Http404
    found = get_object_or_404(thing.seen_by(request.user), pk=pk)
    asked = queries.asked_for(request.GET)
    rows = queries.readable(request.user, thing, found)
    told = named(request.user, [(thing.label, str(pk))])
    context = {
        **_versions(request, found),
        "thing": thing,
        "named": told[thing.label, str(pk)],
        "page": queries.page_of(request.user, rows, asked),
    }
    return render(request, "reports/trail_of.html", context)


def _versions(request: HttpRequest, found: Model) -> dict[str, object]:
    """Versions of the thing's forms, or of the one that is asked for; ``apart``: too many for a page."""
    versions, form = versions_told(request.user, found), request.GET.get("form")
    chosen = [one for one in versions if one.form == form]
    return {
        "versions": chosen or versions,
        "chosen": bool(chosen),
        "none": form and not chosen,
        "apart": not chosen and len(versions) > AT_ONCE,
    }


@require_safe
def form_version(request: HttpRequest, pk: int) -> HttpResponse:
    """What a form held after a save, and what that save changed."""
    opened = open_version(request.user, pk)
    context = {"opened": opened, "named": _named(request, opened), "thing": opened.form.thing}
    return render(request, "reports/form_version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def form_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking a version back would change of today's text; posted, do it as a save of the form."""
    opened = open_version(request.user, pk)
    seen = looked_at(request.POST) if request.method == "POST" else None
    try:
        answer = _send(request, opened, seen)
    except Looked as looked:
        return _restore_page(request, opened, looked)
    except Refused as refused:
        return _restore_page(request, opened, None, refused.reason)
    when = thai.moment_text(timezone.localtime(opened.version.at))
    messages.success(request, f"นำข้อความของวันที่ {when} กลับมาแล้ว")
    return answer


def _send(request: HttpRequest, opened: Opened, seen: int | None) -> HttpResponse:
    """Post the version to its own form: through the door, rules and act of a save by hand.

    Always raises Looked where ``seen`` is None; else Looked or Refused when it was not saved.
    """
    sent = copy(request)
    sent.method = "POST"
    sent.POST = Earlier(posted=opened.version.posted, seen=seen)
    view, args, kwargs = resolve(opened.address)
    with transaction.atomic():
        answer = view(sent, *args, **kwargs)
        subject = opened.form.thing.model(pk=opened.version.subject_id)
        record(
            subject, "form:restore", by=request.user, form=opened.version.form, of=opened.version.pk
        )
    return answer


def _restore_page(
    request: HttpRequest, opened: Opened, looked: Looked | None, refusal: str = ""
) -> HttpResponse:
    status = 409 if request.method == "POST" or refusal else 200
    context = {
        "opened": opened,
        "named": _named(request, opened),
        "thing": opened.form.thing,
        "looked": looked,
        "changes": changed(looked.changes) if looked else [],
        "refusal": refusal,
        "said": STALE if looked and looked.stale else "",
        "same": SAME if looked and not looked.changes and not looked.faults else "",
    }
    return render(request, "reports/form_restore.html", context, status=status)


def _named(request: HttpRequest, opened: Opened) -> object:
    subject = (opened.version.subject_type, opened.version.subject_id)
    return named(request.user, [subject]).get(subject)
