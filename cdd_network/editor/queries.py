"""What the editor's pages read: years with who made and opened them, and the trail of a year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, OuterRef

from cdd_network.editor.checks import Fault
from cdd_network.editor.compare import SectionChanges, compared
from cdd_network.editor.said import Reach, numbers_at_odds, reach_of, weekdays_at_odds
from cdd_network.editor.section import Document, Section
from cdd_network.editor.sections import sections_of
from cdd_network.editor.years import mention, naming, texts_in
from cdd_network.models import AuditRow, Programme, ProgrammeContent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

ACTS = {
    "copy_year": "ทำเป็นฉบับร่าง",
    "save": "แก้ไข",
    "rename_year": "เปลี่ยนปีในข้อความทั้งปี",
    "open_year": "เปิดใช้",
    "close_year": "ปิดกลับเป็นร่าง",
}
"""Acts on a year, as the list and the trail name them."""
TOLD = 20
NEAR = 30
"""So many letters before a year are shown where it stands."""


@dataclass(frozen=True)
class Year:
    """A year as the list shows it: the row, whether a province works in it, and the last act on it."""

    programme: Programme
    in_use: bool
    last: AuditRow | None
    can_copy: bool

    @property
    def copy_label(self) -> str:
        """What the button says that copies it."""
        return f"ทำปีถัดไปจากปีนี้ ({self.programme.year} → {self.programme.year + 1})"

    @property
    def act(self) -> str:
        """What the last act was, '' of a year that was shipped."""
        return ACTS.get(self.last.act, "") if self.last else ""


def years(programmes: QuerySet[Programme]) -> list[Year]:
    """Years of the list, the newest first; two queries however many there are."""
    held = Programme.rounds.field.model.objects.filter(programme=OuterRef("pk"))
    rows = list(programmes.select_related("copied_from").annotate(in_use=Exists(held)))
    newest = _trail([one.pk for one in rows]).order_by().values("subject_id")
    newest = newest.annotate(newest=Max("pk")).values("newest")
    acts = AuditRow.objects.filter(pk__in=newest).select_related("by")
    last = {row.subject_id: row for row in acts}
    known = {one.year for one in rows}
    return [Year(one, one.in_use, last.get(str(one.pk)), one.year + 1 not in known) for one in rows]


def _trail(keys: Iterable[int]) -> QuerySet[AuditRow]:
    return AuditRow.objects.filter(
        subject_type=Programme._meta.label_lower, subject_id__in=[str(key) for key in keys]
    )


@dataclass(frozen=True)
class Act:
    """A row of the year's trail in Thai."""

    row: AuditRow
    text: str
    changes: tuple[str, ...]


def acts_of(programme: Programme, sections: Iterable[Section]) -> list[Act]:
    """The newest acts on a year, with the section that was changed."""
    sections = tuple(sections)
    names = {one.key: one.title for one in sections}
    labels = _labels(sections)
    rows = _trail([programme.pk]).select_related("by")[:TOLD]
    return [
        Act(
            row,
            f"{ACTS.get(row.act, row.act)} {_where(row, names)}".strip(),
            _changed(row.detail, labels),
        )
        for row in rows
    ]


def _labels(sections: Iterable[Section]) -> dict[str, str]:
    """A key of the document → its field's label, or the title of the section that changes it."""
    made: dict[str, str] = {}
    for one in sections:
        for key in one.keys:
            field = one.form.base_fields.get(key)
            made.setdefault(key, str(field.label) if field else one.title)
    return made


def _changed(detail: dict, labels: dict[str, str]) -> tuple[str, ...]:
    """«จำนวนกลุ่มต่อจังหวัด 2 → 3»; of a list or a long text its name alone."""
    values, made = detail.get("values", {}), []
    for key in detail.get("changed", ()):
        name = labels.get(key, key)
        before, after = values.get(key, ("", ""))
        made.append(f"{name} {before} → {after}" if key in values else name)
    return tuple(dict.fromkeys(made))


def _where(row: AuditRow, names: dict[str, str]) -> str:
    section = row.detail.get("section", "")
    return names.get(section, section)


@dataclass(frozen=True)
class Line:
    """A section as the editor's first page lists it."""

    section: Section
    changes: int
    faults: tuple[Fault, ...]

    @property
    def stops(self) -> bool:
        """Whether it keeps the year from being opened."""
        return any(one.stops for one in self.faults)


def lines_of(
    document: Document, faults: list[Fault], changes: dict[str, int], old: int
) -> list[Line]:
    """Every section with its faults, and how many changes it holds against the year it was copied
    from; ``old`` is that year, which its texts should no longer name (0: it was not copied).
    """
    made, reach = [], reach_of(document)
    for one in sections_of(document):
        own = [fault for fault in faults if fault.section == one.key]
        said = _texts(one, document)
        own += _at_odds(one, said, reach)
        own += _naming(one, said, old) if old else []
        made.append(Line(one, changes.get(one.key, 0), tuple(own)))
    return made


def looks_of(lines: Iterable[Line]) -> list[tuple[Section, Fault]]:
    """What is only worth a look, with the section where it is mended."""
    return [(line.section, one) for line in lines for one in line.faults if not one.stops]


def _texts(section: Section, document: Document) -> list[str]:
    rows = section.read_rows(document) if section.read_rows is not None else ()
    return [*texts_in(section.read(document)), *texts_in(list(rows))]


def _at_odds(section: Section, said: list[str], reach: Reach | None) -> list[Fault]:
    made = []
    if reach and (odd := numbers_at_odds(said, reach)):
        made.append(f"ข้อความมีตัวเลขไม่ตรงกับโควตา จำนวนคน หรือตัวชี้วัดของปี: {', '.join(odd)}")
    if odd := weekdays_at_odds(said):
        made.append(f"ชื่อวันไม่ตรงกับวันที่: {', '.join(odd)}")
    return [Fault(section.key, text, stops=False) for text in made]


def _naming(section: Section, texts: list[str], old: int) -> list[Fault]:
    said = list(naming(texts, old))
    if not said:
        return []
    text = f"ยังระบุปี {old} ใน {len(said)} ช่อง เช่น «{_around(said[0], old)}»"
    return [Fault(section.key, text, stops=False)]


def _around(text: str, year: int) -> str:
    """The words next to where the year stands."""
    line = next(one for one in text.splitlines() if mention(year).search(one))
    at = mention(year).search(line).start()
    return f"{'…' if at > NEAR else ''}{line[max(0, at - NEAR) : at + 4]}"


def homeless(faults: Iterable[Fault], lines: Iterable[Line]) -> list[Fault]:
    """Faults that no section mends."""
    told = {fault for line in lines for fault in line.faults}
    return [fault for fault in faults if fault not in told]


def changes_between(before: Programme, after: Programme) -> tuple[SectionChanges, ...]:
    """What differs between two years; worked out once, since digests name the contents."""
    return _between(_named(before), _named(after))


def _named(one: Programme) -> tuple[str, str, int]:
    return one.digest, one.title, one.quota


@lru_cache(maxsize=64)
def _between(
    before: tuple[str, str, int], after: tuple[str, str, int]
) -> tuple[SectionChanges, ...]:
    kept = {
        one.digest: one.data
        for one in ProgrammeContent.objects.filter(digest__in=[before[0], after[0]])
    }
    one, other = (
        {**kept[digest], "title": title, "quota": quota} for digest, title, quota in (before, after)
    )
    return tuple(compared(one, other))


def counts_between(before: Programme, after: Programme) -> dict[str, int]:
    """How many changes each section holds that differs."""
    return {one.key: len(one.changes) for one in changes_between(before, after)}
