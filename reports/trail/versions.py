"""A form's versions as pages read them: the list, two of them compared, one taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from cdd_network.differences import Piece, hunks, pieces
from cdd_network.form_versions import differences, versions_of
from cdd_network.models import FormVersion
from cdd_network.roles import may
from reports.trail.forms import Kept, form_called, forms_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from cdd_network.models import User


@dataclass(frozen=True)
class Changed:
    """An answer that differs: its label, its changed paragraphs word by word."""

    label: str
    paragraphs: list[tuple[Piece, ...]]


def changed(rows: Iterable[tuple[str, str, str]]) -> list[Changed]:
    """(label, before, after) of each answer → as a page shows it."""
    return [Changed(label, _paragraphs(before, after)) for label, before, after in rows]


def _paragraphs(before: str, after: str) -> list[tuple[Piece, ...]]:
    found = hunks(before.splitlines(), after.splitlines())
    return [pieces("\n".join(one.before), "\n".join(one.after)) for one in found]


@dataclass(frozen=True)
class Versions:
    """One form of a thing and what is kept of it, the newest first, without its text."""

    kept: Kept
    form: str
    title: str
    rows: list[FormVersion]

    @property
    def address(self) -> str:
        """Where it is filled in and saved; a query of most."""
        return self.kept.address(self.rows[0].subject_id, self.form)


def versions_told(user: User, thing: Model) -> list[Versions]:
    """The forms of a thing whose versions the user may read, those that have any; at most two queries,
    three of a thing with parts.
    """
    kept = [one for one in forms_of(thing._meta.label_lower) if may(user, one.can)]
    kept = [one for one in kept if not one.own or one.open_to(user).filter(pk=thing.pk).exists()]
    if not kept:
        return []
    rows = list(versions_of(thing).defer("packed").select_related("by"))
    made = [
        Versions(one, name, title, [row for row in rows if row.form == name])
        for one in kept
        for name, title in one.titles(thing).items()
    ]
    return [one for one in made if one.rows]


@dataclass(frozen=True)
class Opened:
    """A version with its form, and the one before it (None: the first that is kept)."""

    version: FormVersion
    form: Kept
    title: str
    before: FormVersion | None
    is_newest: bool

    @property
    def address(self) -> str:
        """Where its form is filled in and saved."""
        return self.form.address(self.version.subject_id, self.version.form)

    @property
    def changes(self) -> list[Changed]:
        """What it changed of the one before; nothing of the first."""
        if self.before is None:
            return []
        found = differences(self.before, self.version)
        return changed((one.label, one.before, one.after) for one in found)


def open_version(user: User, pk: int) -> Opened:
    """The version, if the user may do what its form does to the thing it is of; else 404."""
    found = FormVersion.objects.select_related("by").filter(pk=pk).first()
    kept = form_called(found.form) if found else None
    if kept is None or not may(user, kept.can) or kept.thing.label != found.subject_type:
        raise Http404
    thing = kept.open_to(user).filter(pk=found.subject_id).first()
    if thing is None:
        raise Http404
    others = FormVersion.objects.filter(
        subject_type=found.subject_type, subject_id=found.subject_id, form=found.form
    )
    before = others.filter(pk__lt=pk).select_related("by").order_by("-pk").first()
    title = kept.titles(thing).get(found.form, kept.title)
    return Opened(found, kept, title, before, not others.filter(pk__gt=pk).exists())
