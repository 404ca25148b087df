"""Autosave: a long form posts itself while it is filled in; what the view answers to that.

The page's form carries ``data-autosave`` (static/js/autosave.js; the status stands in an element
with ``data-autosave-status``). The script posts the whole form to the form's own address with the
header ``X-Autosave: 1``. A view over an ``EditForm`` opts in by::

    if autosave.asked(request):
        return autosave.save(found, request.POST, make=make, write=write, by=request.user)

with the ``make`` and ``write`` that it gives to ``merging.save_edit``; ``write`` hands
``auto=autosave.asked(request)`` on to ``save_version``. A form that knows no versions (a score
sheet) saves what is valid by itself and ends with ``return autosave.answer(unsaved=...)``.
A ``Refused`` that rises is answered by the middleware through ``refused``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.utils import timezone

from cdd_network.form_versions import write_and_keep
from cdd_network.forms import first_control
from cdd_network.merging import saver_of
from cdd_network.versions import Stale

if TYPE_CHECKING:
    from django import forms
    from django.db.models import Model
    from django.http import HttpRequest, QueryDict

    from cdd_network.editing import EditForm
    from cdd_network.models import User

HEADER = "X-Autosave"


def asked(request: HttpRequest) -> bool:
    """Whether the page posted itself: the view answers JSON and nothing is sent on."""
    return request.headers.get(HEADER) == "1"


def answer(
    *,
    unsaved: Iterable[tuple[str, str]] = (),
    version: int | None = None,
    base: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> JsonResponse:
    """«Saved»: the time, the version and digests for the form to carry from now on.

    ``unsaved`` holds (id of control, Thai sentence) of each answer that was not saved; it stays in
    the form and in the browser's copy. ``texts`` are words of the page that follow what was saved:
    value of ``data-text`` → what stands there now (how much is left, a running total).
    """
    told: dict[str, object] = {
        "saved": f"{timezone.localtime():%H:%M}",
        "unsaved": [{"control": control, "text": text} for control, text in unsaved],
        "texts": dict(texts or {}),
    }
    if version is not None:
        told["version"] = str(version)
    if base is not None:
        told["base"] = base
    return JsonResponse(told)


def refused(reason: str) -> JsonResponse:
    """Nothing was saved, and why: a Thai sentence."""
    return JsonResponse({"refused": reason}, status=409)


def unsaved_of(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(id of control, sentence) of each answer of ``form``, and of its rows, that is not valid."""
    rows = getattr(form, "rows", None)
    every = [form] if rows is None else [form, *rows.forms]
    shown = [field for one in every for field in one if field.errors and not field.is_hidden]
    return [(first_control(field), str(field.errors[0])) for field in shown]


def save(
    obj: Model,
    data: QueryDict,
    *,
    make: Callable[[QueryDict | None], EditForm],
    write: Callable[[EditForm], None],
    by: User,
    texts: Callable[[], Mapping[str, str]] = dict,
) -> JsonResponse:
    """Save what is valid of a posted form, if it was typed over the version that is stored.

    ``make`` and ``write`` are those of ``merging.save_edit``; ``write`` gets a form of which
    ``values()`` holds the sound answers alone. Saved meanwhile by somebody else: nothing is
    written, and the page is told who, to join the texts by an ordinary save. A save that came
    before and whose answer was lost is no stranger's: what is typed already stands.
    """
    form = make(data)
    form.is_whole()
    faults = form.faults_of_the_whole()
    if form.rows is not None:
        faults += map(str, form.rows.non_form_errors())
    if faults:
        return refused(faults[0])
    changed = form.changed()
    if changed and form.cleaned_data["version"] != form.initial["version"]:
        return _stale(obj, by)
    fresh = None
    if changed:
        try:
            fresh = write_and_keep(obj, form, make=make, write=write, by=by, auto=True)
        except Stale:
            return _stale(obj, by)
    fresh = fresh or make(None)
    version, base = fresh.initial["version"], fresh.served()
    return answer(unsaved=unsaved_of(form), version=version, base=base, texts=texts())


def _stale(obj: Model, by: User) -> JsonResponse:
    told = saver_of(obj, by).told("แบบนี้")
    sentence = f"{told} ระหว่างที่ท่านกำลังกรอก กด «บันทึก» เพื่อรวมข้อความ"
    return JsonResponse({"stale": sentence}, status=409)
