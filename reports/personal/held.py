"""The shape of the register of personal data: an activity of processing and the columns it fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from django.db.models import Model

NAMES, TEXTS, VERSIONS = "names", "texts", "versions"
"""How a column is searched: it holds a name and nothing else, or words among which one may stand, or
is a form's earlier version, of which each is read.
"""


@dataclass(frozen=True)
class Held:
    """Columns of one model.

    ``place`` leads to the code of the province and ``office`` to the name of the office that has it,
    ``year`` to the fiscal year («» where there is none). ``search`` says how its columns are looked
    through («» : not). Of what is found, rows that ``erase`` admits may be erased; ``clear`` are columns
    that go with a name. ``owner`` leads to the row whose version a form was served with («» : the
    row itself). ``page`` names the page where it is read (``finding.DOORS``) and ``argument`` leads to
    the key in its address; ``drop`` takes the whole row away instead of
    the name; ``only`` narrows what is looked through; ``more`` leads to what tells namesakes apart.
    """

    model: type[Model]
    fields: tuple[str, ...]
    place: str = ""
    office: str = ""
    year: str = ""
    search: str = ""
    columns: tuple[str, ...] = ()
    erase: Q | None = None
    clear: Mapping[str, object] = field(default_factory=dict)
    owner: str = ""
    page: str = ""
    argument: str = "pk"
    drop: bool = False
    more: str = ""
    only: Q = field(default_factory=Q)

    @property
    def searched(self) -> tuple[str, ...]:
        """The columns that are looked through: all, where not named apart."""
        return self.columns or self.fields


@dataclass(frozen=True)
class Record:
    """One activity of processing, as the register (มาตรา 39) and the notice (มาตรา 23) tell it.

    ``data`` says what is collected in words, ``seen`` who reads it, ``kept`` how long and ``end`` what
    becomes of it then; ``refused`` is why it is not erased on request where it is not.
    """

    key: str
    title: str
    whose: str
    data: str
    purpose: str
    seen: str
    kept: str
    end: str
    holds: tuple[Held, ...] = ()
    refused: str = ""
    public: bool = True
