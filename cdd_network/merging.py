"""Saving a form over what another saved meanwhile: three texts of each field are compared.

What only one side changed keeps that side's text; what both changed differently is shown to the
person who saves. Nothing is overwritten unseen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone

from cdd_network import thai
from cdd_network.editing import EACH, EditForm, JoinedRows, RowClash, shown
from cdd_network.form_versions import Earlier, take_back, write_and_keep
from cdd_network.forms import first_control
from cdd_network.posted import bound_as_posted, rows_as_posted
from cdd_network.refusal import Refused
from cdd_network.versions import Stale, last_save

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import QueryDict

    from cdd_network.models import User
    from cdd_network.models.audit import AuditRow

TURNS = 3  # a save, a merged save, and once more when somebody saves in that very moment


@dataclass(frozen=True)
class Conflict:
    """A unit that both changed: label, both texts, and the id of the control to go to.

    ``whole``: all rows of a table as one, of which nothing was joined.
    """

    label: str
    typed: str
    stored: str
    control: str
    whole: bool = False


@dataclass(frozen=True)
class Saver:
    """Who saved last: the name, '' when it was the reader in another window; when, '' if not known."""

    name: str
    when: str

    def told(self, what: str = "") -> str:
        """«นาย ก บันทึกแบบนี้เมื่อ …» of ``what`` «แบบนี้»."""
        when = f"เมื่อ {self.when}" if self.when else ""
        own = f"ท่านบันทึก{what}จากอีกหน้าต่าง{when}"
        return f"{self.name} บันทึก{what}{when}" if self.name else own

    def which(self) -> str:
        """«ที่ นาย ก บันทึกไว้», after the word for what was saved."""
        return f"ที่ {self.name} บันทึกไว้" if self.name else "ที่ท่านบันทึกจากอีกหน้าต่าง"


@dataclass
class Edit:
    """How a save went, and the form to show when it was not saved.

    ``who`` saved meanwhile (None when nobody did); ``taken`` says that something of theirs now
    stands in the form.
    """

    form: EditForm
    status: int = 200
    saved: bool = False
    conflicts: list[Conflict] = field(default_factory=list)
    who: Saver | None = None
    taken: bool = False

    @property
    def merged(self) -> str:
        """What to say of a save that joined both people's texts, '' when nothing was joined."""
        return f"บันทึกแล้ว รวมกับข้อความ{self.who.which()}" if self.taken else ""

    @property
    def whole_rows(self) -> bool:
        """Whether both changed a table that is compared as one: nothing in it was joined."""
        return any(one.whole for one in self.conflicts)


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
    in ``conflicts``. An ``Earlier`` version is never joined: it is taken back, or Looked is raised.
    """
    if isinstance(data, Earlier):
        return Edit(take_back(obj, data, make=make, write=write, by=by), saved=True)
    edit = Edit(make(data))

    def write_kept(form: EditForm) -> None:
        write_and_keep(obj, form, make=make, write=write, by=by)

    for _ in range(TURNS):
        try:
            return _write_once(edit, obj, write_kept)
        except Stale:
            _merge(edit, make)
            edit.who = saver_of(obj, by)
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
        form.add_error(refused.field or None, refused.reason)
        edit.status = 409
    else:
        edit.saved = True
    return edit


def saver_of(obj: Model, by: User) -> Saver:
    """Who saved ``obj`` last, as ``by`` reads it."""
    return saver_in(last_save(obj), by)


def saver_in(row: AuditRow | None, by: User) -> Saver:
    """Who saved by that row of the trail, as ``by`` reads it."""
    if row is None:
        return Saver("ผู้อื่น", "")
    when = thai.moment_text(timezone.localtime(row.at))
    return Saver("" if row.by_id == by.pk else str(row.by), when)


def ask_again(who: Saver) -> str:
    """What stands above a form of which both changed the same thing."""
    return (
        f"{who.told('แบบนี้')} ระหว่างที่ท่านกำลังกรอก ข้อความของท่านยังอยู่ครบ "
        "โปรดเทียบกับข้อความล่าสุด แล้วกดบันทึกอีกครั้ง"
    )


def _ask(edit: Edit) -> Edit:
    """The form to be looked at and saved again."""
    edit.form.is_whole()
    edit.form.add_error(None, ask_again(edit.who))
    edit.status = 409
    return edit


def _merge(edit: Edit, make: Callable[[QueryDict | None], EditForm]) -> None:
    """Put into ``edit`` the form that joins what was typed with what is stored now."""
    typed, fresh = edit.form, make(None)
    base, mine, theirs = typed.base_digests(), typed.typed_digests(), fresh.stored_digests()
    data = typed.data.copy()
    both, joined = [], None
    for unit, stored in theirs.items():
        if mine.get(unit) == stored:
            continue
        if mine.get(unit) == base.get(unit):
            _take(data, fresh, unit)
            edit.taken = True
        elif stored != base.get(unit):
            joined = _joined_rows(typed, fresh, unit, base)
            both += [] if joined else [unit]
    if joined:
        _put_rows(data, fresh.rows.prefix, joined.data)
        edit.taken = edit.taken or joined.taken
    data["version"], data["base"] = str(fresh.initial["version"]), fresh.served()
    edit.form = make(data)
    edit.conflicts = [_conflict(edit.form, typed, fresh, unit) for unit in both]
    edit.conflicts += [
        _row_conflict(edit.form, clash) for clash in (joined.clashes if joined else ())
    ]


def _take(data: QueryDict, fresh: EditForm, unit: str) -> None:
    """Put the stored values of ``unit`` in the place of the typed ones."""
    if _is_rows(fresh, unit):
        _put_rows(data, unit, rows_as_posted(fresh.rows))
        return
    for name in fresh.units()[unit]:
        for key, text in bound_as_posted(fresh[name]).items():
            data[key] = text


def _is_rows(form: EditForm, unit: str) -> bool:
    return form.rows is not None and unit == form.rows.prefix


def _joined_rows(
    typed: EditForm, fresh: EditForm, unit: str, base: dict[str, object]
) -> JoinedRows | None:
    """Rows joined one by one, where the unit is rows that are told apart."""
    return fresh.rows.joined(typed.rows, base.get(EACH)) if _is_rows(fresh, unit) else None


def _put_rows(data: QueryDict, prefix: str, posted: dict[str, str]) -> None:
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        del data[name]
    data.update(posted)


def _conflict(form: EditForm, typed: EditForm, fresh: EditForm, unit: str) -> Conflict:
    """Both texts of a unit; the stored one is hung beneath its first control too."""
    if fresh.rows is not None and unit == fresh.rows.prefix:
        mine, stored = fresh.rows.texts(typed.rows.rows(), fresh.rows.stored())
        form.rows.stored_text = stored
        return Conflict(fresh.rows.title, mine, stored, unit, whole=True)
    names = fresh.units()[unit]
    stored = _text(fresh, names, fresh.stored())
    form.fields[unit].stored_text = stored
    label = form.fields[unit].label
    return Conflict(
        label, _text(typed, names, typed.cleaned_data), stored, first_control(form[unit])
    )


def _row_conflict(form: EditForm, clash: RowClash) -> Conflict:
    """Both texts of a row; the stored one is hung beneath it too."""
    row = form.rows.forms[clash.index]
    row.stored_text = clash.stored
    control = first_control(row.visible_fields()[0])
    return Conflict(form.rows.titled(clash.index + 1), clash.typed, clash.stored, control)


def _text(form: EditForm, names: tuple[str, ...], values: dict[str, object]) -> str:
    """One value as it reads; several with their labels, a line each."""
    texts = [(form.fields[name].label, shown(form.fields[name], values[name])) for name in names]
    return (
        texts[0][1] if len(texts) == 1 else "\n".join(f"{label}: {text}" for label, text in texts)
    )
