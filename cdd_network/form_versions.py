"""What a form held after each save: kept, compared with what stands, and taken back.

A version is what a browser would send of the form. To take one back is to send it once more through
the form's own view (``Earlier`` in the place of what was posted), so that the same door, rules and act
are passed as by a save typed by hand. A form takes part by naming itself in ``EditForm.kept_as``; one
that names participants never does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.http import QueryDict
from django.utils import timezone

from cdd_network.editing import shown
from cdd_network.forms import error_links
from cdd_network.models.form_version import FormVersion, packed
from cdd_network.posted import as_posted, rows_as_posted
from cdd_network.versions import TOLD_FOR, Stale

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from cdd_network.editing import EditForm
    from cdd_network.models import User

    Make = Callable[[QueryDict | None], EditForm]
    Write = Callable[[EditForm], None]

MOST = 60
"""Versions that are kept of one form; then the oldest goes."""


class Earlier(QueryDict):
    """An earlier version, posted. ``seen`` is the version of the object over which it was looked at;
    None to be shown what it would change, without changing it.
    """

    def __init__(
        self,
        query: str = "",
        mutable: bool = True,
        encoding: str | None = None,
        *,
        posted: Mapping[str, str] | None = None,
        seen: int | None = None,
    ) -> None:
        super().__init__(query, mutable=mutable, encoding=encoding)  # as its copies are made
        self.posted, self.seen = posted or {}, seen


class Looked(Exception):
    """The answer to ``Earlier``: what would change (label, now, then) over ``version``, and faults.

    ``stale``: another save came after the page was made, so nothing was taken back.
    """

    def __init__(self, now: EditForm, then: EditForm, *, stale: bool) -> None:
        super().__init__("looked")
        self.version, self.stale = int(now.initial["version"]), stale
        before, after = dict(reads_as(now)), dict(reads_as(then)) if then.is_whole() else {}
        self.changes = [(label, before[label], after[label]) for label in after if label in before]
        self.changes = [one for one in self.changes if one[1] != one[2]]
        self.faults = [text for _, text in then.summary() if text]
        if then.rows is not None and then.rows_are_faulty():
            self.faults += [text for _, text in error_links(then.rows)]


def versions_of(obj: Model, form: str = "") -> QuerySet[FormVersion]:
    """What is kept of the object's forms, or of one of them, the newest first."""
    rows = FormVersion.objects.filter(
        subject_type=obj._meta.label_lower,
        subject_id=str(obj.pk),
        **({"form": form} if form else {}),
    )
    return rows.order_by("-pk")


def forget(obj: Model) -> int:
    """Delete all that is kept of the object's forms, as when it is erased; how many there were."""
    return versions_of(obj).delete()[0]


def write_and_keep(
    obj: Model, form: EditForm, *, make: Make, write: Write, by: User, auto: bool = False
) -> EditForm | None:
    """Do ``write(form)`` and keep what then stands; the form as it then stands, None of one that keeps
    no versions.

    What another way than this form changed before is kept first, as it was found: that is also how a
    version comes in whose process was killed after its write, or that another save overtook.
    """
    if not form.kept_as or obj.pk is None:
        write(form)
        return None
    version = int(form.initial["version"])
    newest = versions_of(obj, form.kept_as).first()
    unknown = newest is None or newest.version != version
    found = _packed(make(None)) if unknown else b""
    write(form)
    with transaction.atomic():
        if unknown and (newest is None or bytes(newest.packed) != found):
            newest = _add(obj, form.kept_as, found, version=version)
        fresh = make(None)
        if int(fresh.initial["version"]) == version + 1:
            _keep(obj, fresh, newest, by=by, auto=auto)
    return fresh


def take_back(obj: Model, data: Earlier, *, make: Make, write: Write, by: User) -> EditForm:
    """Save the earlier version over what was looked at; the form that was saved.

    Raises Looked when it is only to be shown, has faults, or another save came meanwhile; Refused as
    the act itself does, also when it is only to be shown.
    """
    now = make(None)
    _put(data, now)
    then, stale = make(data), data.seen not in (None, now.initial["version"])
    if stale or not then.is_whole():
        raise Looked(now, then, stale=stale)
    try:
        if data.seen is None:
            answer = Looked(now, then, stale=False)
            _tried(write, then)
            raise answer
        write_and_keep(obj, then, make=make, write=write, by=by)
    except Stale:
        fresh = make(None)
        raise Looked(fresh, make(data), stale=True) from None
    return then


def _put(data: Earlier, now: EditForm) -> None:
    """Into ``data`` the earlier version, as far as the form of today has its answers, over ``now``."""
    data.update({**as_posted(now), **rows_as_posted_of(now)})
    told = now.taken_back(data.posted)
    if now.rows is not None and any(name.startswith(f"{now.rows.prefix}-") for name in told):
        for name in [name for name in data if name.startswith(f"{now.rows.prefix}-")]:
            del data[name]
    for name, text in told.items():
        data[name] = text
    if now.rows is not None:  # without the blank rows at its end, where rows of today may stand
        frame = now.rows.management_form
        data[frame.add_prefix(TOTAL_FORM_COUNT)] = data[frame.add_prefix(INITIAL_FORM_COUNT)]
    data["version"], data["base"] = str(now.initial["version"]), now.served()


def _tried(write: Write, form: EditForm) -> None:
    """Save and take it back at once, to know beforehand whether the act would refuse."""
    with transaction.atomic():
        write(form)
        transaction.set_rollback(True)


def rows_as_posted_of(form: EditForm) -> dict[str, str]:
    """What the browser would send of the form's rows; nothing of a form without."""
    return {} if form.rows is None else rows_as_posted(form.rows)


def _keep(obj: Model, form: EditForm, newest: FormVersion, *, by: User, auto: bool) -> None:
    held, now = _packed(form), timezone.now()
    version = int(form.initial["version"])
    open_still = newest.auto and newest.by_id == by.pk and newest.at > now - TOLD_FOR
    if bytes(newest.packed) == held:
        newest.version = version
        newest.save(update_fields=["version"])
    elif open_still:
        newest.packed, newest.version, newest.auto = held, version, auto
        newest.at = newest.at if auto else now
        newest.save(update_fields=["packed", "version", "auto", "at"])
    else:
        _add(obj, form.kept_as, held, version=version, by=by, auto=auto)


def _add(
    obj: Model, form: str, held: bytes, *, version: int, by: User | None = None, auto: bool = False
) -> FormVersion:
    """A new row; without ``by`` what was found, which nobody is named for. The oldest goes."""
    made = FormVersion.objects.create(
        subject_type=obj._meta.label_lower,
        subject_id=str(obj.pk),
        form=form,
        version=version,
        by=by,
        at=timezone.now(),
        auto=auto,
        packed=held,
    )
    over = versions_of(obj, form).values_list("pk", flat=True)[MOST:]
    FormVersion.objects.filter(pk__in=list(over)).delete()
    return made


def _packed(form: EditForm) -> bytes:
    posted = form.kept({**as_posted(form), **rows_as_posted_of(form)})
    return packed(posted, [list(one) for one in reads_as(form)])


@dataclass(frozen=True)
class Difference:
    """An answer that two versions tell differently."""

    label: str
    before: str
    after: str


def differences(one: FormVersion, other: FormVersion) -> list[Difference]:
    """What ``other`` says differently than ``one``, in its order; what is gone at the end."""
    before, after = dict(one.said), dict(other.said)
    labels = [*after, *(label for label in before if label not in after)]
    found = [Difference(label, before.get(label, ""), after.get(label, "")) for label in labels]
    return [one for one in found if one.before != one.after]


def reads_as(form: EditForm) -> list[tuple[str, str]]:
    """(label, text) of each answer as a person reads it, the rows as one: as stored, of a form that
    was filled in and is whole as typed. What no version holds is left out.
    """
    values = form.cleaned_data if form.is_bound else form.stored()
    told = [
        (str(form.fields[name].label), shown(form.fields[name], values.get(name)))
        for names in form.units().values()
        for name in names
        if name not in form.not_kept and not form.fields[name].widget.is_hidden
    ]
    if form.rows is None:
        return told
    rows = form.rows.rows() if form.is_bound else form.rows.stored()
    return [*told, (form.rows.title, form.rows.text(rows))]
