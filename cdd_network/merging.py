"""Saving a form over what another saved meanwhile: three texts of each field are compared.

What only one side changed keeps that side's text; what both changed differently is shown to the
person who saves. Nothing is overwritten unseen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone

from cdd_network import thai
from cdd_network.editing import EditForm, EditRows, shown
from cdd_network.forms import first_control
from cdd_network.refusal import Refused
from cdd_network.versions import Stale, last_save

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import QueryDict

    from cdd_network.models import User

TURNS = 3  # a save, a merged save, and once more when somebody saves in that very moment


@dataclass(frozen=True)
class Conflict:
    """A unit that both changed: label, both texts, and the id of the control to go to."""

    label: str
    typed: str
    stored: str
    control: str


@dataclass
class Edit:
    """How a save went, and the form to show when it was not saved.

    ``who`` saved meanwhile and ``when`` (Thai texts, '' when nobody did); ``taken`` says that
    something of theirs now stands in the form.
    """

    form: EditForm
    status: int = 200
    saved: bool = False
    conflicts: list[Conflict] = field(default_factory=list)
    who: str = ""
    when: str = ""
    taken: bool = False

    @property
    def merged(self) -> str:
        """What to say of a save that joined both people's texts, '' when nothing was joined."""
        return f"บันทึกแล้ว รวมกับข้อความที่ {self.who} บันทึกไว้" if self.taken else ""


def save_edit(
    obj: Model,
    data: QueryDict,
    *,
    make: Callable[[QueryDict | None], EditForm],
    write: Callable[[EditForm], None],
    by: User,
) -> Edit:
    """Save what was typed, joined with what was saved meanwhile.

    ``make`` gives the form over ``obj`` as it stands now, bound to what is given or unbound;
    ``write`` is the action, which raises Stale (with ``obj`` read again) or Refused. When both
    changed the same thing nothing is saved: the form keeps the typed text, the stored text stands
    in ``conflicts``.
    """
    edit = Edit(make(data))
    for _ in range(TURNS):
        try:
            return _write_once(edit, obj, write)
        except Stale:
            _merge(edit, make)
            edit.who, edit.when = saver_of(obj, by)
        if edit.conflicts:
            break
    return _ask(edit)


def _write_once(edit: Edit, obj: Model, write: Callable[[EditForm], None]) -> Edit:
    """``edit`` with its form saved or told why not; raises Stale."""
    form = edit.form
    if not form.is_whole():
        edit.status = 422
        return edit
    if form.cleaned_data["version"] != form.initial["version"]:
        raise Stale(obj)
    try:
        write(form)
    except Stale:
        raise
    except Refused as refused:
        form.add_error(None, refused.reason)
        edit.status = 409
    else:
        edit.saved = True
    return edit


def saver_of(obj: Model, by: User) -> tuple[str, str]:
    """Who saved ``obj`` last, as ``by`` reads it, and when: Thai texts, '' for a time not known."""
    row = last_save(obj)
    if row is None:
        return "ผู้อื่น", ""
    same = row.by_id == by.pk
    when = thai.moment_text(timezone.localtime(row.at))
    return ("ท่านเองในอีกหน้าต่างหนึ่ง" if same else str(row.by)), when


def _ask(edit: Edit) -> Edit:
    """The form to be looked at and saved again."""
    when = f"เมื่อ {edit.when} " if edit.when else ""
    edit.form.is_whole()
    edit.form.add_error(
        None,
        f"{edit.who} บันทึกแบบนี้{when}ระหว่างที่ท่านกำลังกรอก ข้อความของท่านยังอยู่ครบ "
        "โปรดเทียบกับข้อความล่าสุด แล้วกดบันทึกอีกครั้ง",
    )
    edit.status = 409
    return edit


def _merge(edit: Edit, make: Callable[[QueryDict | None], EditForm]) -> None:
    """Put into ``edit`` the form that joins what was typed with what is stored now."""
    typed, fresh = edit.form, make(None)
    base, mine, theirs = typed.base_digests(), typed.typed_digests(), fresh.stored_digests()
    data = typed.data.copy()
    both = []
    for unit, stored in theirs.items():
        if mine.get(unit) == stored:
            continue
        if mine.get(unit) == base.get(unit):
            _take(data, fresh, unit)
            edit.taken = True
        elif stored != base.get(unit):
            both.append(unit)
    data["version"], data["base"] = str(fresh.initial["version"]), fresh.served()
    edit.form = make(data)
    edit.conflicts = [_conflict(edit.form, typed, fresh, unit) for unit in both]


def _take(data: QueryDict, fresh: EditForm, unit: str) -> None:
    """Put the stored values of ``unit`` in the place of the typed ones."""
    if fresh.rows is not None and unit == fresh.rows.prefix:
        for name in [name for name in data if name.startswith(f"{unit}-")]:
            del data[name]
        data.update(_rows_as_posted(fresh.rows))
        return
    for name in fresh.units()[unit]:
        for key, text in _as_posted(fresh[name]).items():
            data[key] = text


def _as_posted(bound: forms.BoundField) -> dict[str, str]:
    """What the browser would send of a control that nobody touched."""
    value, widget = bound.value(), bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
        return {f"{bound.html_name}{suffix}": part for suffix, part in parts}
    if isinstance(widget, forms.CheckboxInput):
        return {bound.html_name: "on"} if value else {}
    return {bound.html_name: "" if value is None else str(value)}


def _rows_as_posted(rows: EditRows) -> dict[str, str]:
    sent = [bound for form in (rows.management_form, *rows.forms) for bound in form]
    return {key: text for bound in sent for key, text in _as_posted(bound).items()}


def _conflict(form: EditForm, typed: EditForm, fresh: EditForm, unit: str) -> Conflict:
    """Both texts of a unit; the stored one is hung beneath its first control too."""
    if fresh.rows is not None and unit == fresh.rows.prefix:
        mine, stored = fresh.rows.texts(typed.rows.rows(), fresh.rows.stored())
        form.rows.stored_text = stored
        return Conflict(fresh.rows.title, mine, stored, unit)
    names = fresh.units()[unit]
    stored = _text(fresh, names, fresh.stored())
    form.fields[unit].stored_text = stored
    label = form.fields[unit].label
    return Conflict(
        label, _text(typed, names, typed.cleaned_data), stored, first_control(form[unit])
    )


def _text(form: EditForm, names: tuple[str, ...], values: dict[str, object]) -> str:
    """One value as it reads; several with their labels, a line each."""
    texts = [(form.fields[name].label, shown(form.fields[name], values[name])) for name in names]
    return (
        texts[0][1] if len(texts) == 1 else "\n".join(f"{label}: {text}" for label, text in texts)
    )
