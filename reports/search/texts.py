"""What is searched of each kind of thing: its text, folded, with its province and year."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.folding import FENCE, folded
from cdd_network.models import Programme
from projects.models import ActionPlan, PlanItem
from reports.models import Document, SearchRow, SummaryReport
from reports.search.packing import packed
from reports.stamps import Stamp
from selection.models import Nomination, SavingsGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet

Kind = SearchRow.Kind
LONGEST = 6000
"""So many letters of one thing are searched: what a page of it says first."""
MODELS = {
    Kind.GROUP: SavingsGroup,
    Kind.NOMINATION: Nomination,
    Kind.DOCUMENT: Document,
    Kind.PLAN: ActionPlan,
    Kind.SUMMARY: SummaryReport,
}
NAMES = {
    Kind.GROUP: "กลุ่มออมทรัพย์เพื่อการผลิต",
    Kind.NOMINATION: "แบบเสนอโครงการ",
    Kind.DOCUMENT: "หนังสือ",
    Kind.PLAN: "แผนปฏิบัติการขับเคลื่อนกิจกรรมเครือข่าย",
    Kind.SUMMARY: "แบบสรุปผลการดำเนินงาน",
}
"""How each kind is called, a part of the text of each of its things."""
_PROVINCE = "subdistrict__district__province"
PLACE = ("village", "moo", "subdistrict__name", "subdistrict__district__name", f"{_PROVINCE}__name")
"""What names a group and its place, as columns of the group."""
_PLACE = (*PLACE, f"{_PROVINCE}_id")
OF_GROUP = "activity__allocation__chosen__nomination__group"
"""From a district's paper to its group."""
NAMED = ("file__facts", *(f"{OF_GROUP}__{name}" for name in PLACE))
"""Columns of a document from which ``groups_named`` reads."""
SAID = ("day_1", "day_2", "day_3", "problems", "suggestions")
"""The district's words in a summary."""
PLANNED = ("activity_name", "place", "steps", "results", "remark")
"""Those in a row of a plan."""


def rows_of(kind: str, keys: Iterable[int] | None = None) -> Iterator[SearchRow]:
    """The rows of the index for the things of a kind, all or those of ``keys``."""
    found = MODELS[kind]._default_manager.order_by()
    if keys is not None:
        found = found.filter(pk__in=keys)
    for pk, province, year, texts in _READ[kind](found):
        texts = (*([] if kind == Kind.GROUP else [NAMES[kind]]), *texts)
        text = FENCE.join(filter(None, map(folded, filter(None, texts))))
        yield SearchRow(
            kind=kind,
            object_id=pk,
            province=province or "",
            year=year,
            folded=packed(text[:LONGEST]),
        )


def below(path: str, names: Iterable[str]) -> list[str]:
    """Columns of what a relation leads to."""
    return [f"{path}__{name}" for name in names]


def _address(village: str, moo: int, subdistrict: str, district: str, province: str) -> str:
    group = thai.group_text(village)
    place = thai.address_text(
        moo=moo, subdistrict=subdistrict, district=district, province=province
    )
    return f"{group} {place}"


def _groups(found: QuerySet) -> Iterator[tuple]:
    for pk, *place, province in found.values_list("pk", *_PLACE).iterator(2000):
        yield pk, province, None, [_address(*place)]


def _nominations(found: QuerySet) -> Iterator[tuple]:
    names = type_names()
    columns = ("round__programme__year", "activity_name", "activity_type", *below("group", _PLACE))
    for pk, year, name, kind, *place, province in found.values_list("pk", *columns).iterator(2000):
        yield pk, province, year, [name, names.get((year, kind), ""), _address(*place)]


def type_names() -> dict[tuple[int, str], str]:
    """Year and key → name of the types of activities; a year in the making names nothing yet."""
    return {
        (year.year, kind.key): kind.name
        for year in Programme.objects.opened().order_by("year")
        for kind in year.content.activity_types
    }


def _documents(found: QuerySet) -> Iterator[tuple]:
    columns = (
        "kind", "number", "series", "date", "code", "office__code", "office__name",
        "office__province", "round__programme__year", "subject_text", "to_text", *NAMED,
    )  # fmt: skip
    labels = dict(Document.Kind.choices)
    for pk, kind, *row in found.values_list("pk", *columns).iterator(2000):
        *number, office, province, year, subject, to = row[: -len(NAMED)]
        texts = [labels.get(kind, ""), *_stamp(*number), subject, to, office]
        yield pk, province, year, [*texts, *groups_named(kind, *row[-len(NAMED) :])]


def groups_named(kind: str, facts: str | None, *place: object) -> list[str]:
    """Names and places of the groups of a document, given its columns ``NAMED``: of a district's
    letter the activity's, of an announcement those that it lists as it was signed."""
    found = [_address(*place)] if any(place) else []
    if facts and kind == Document.Kind.ANNOUNCEMENT:
        columns = ("name", "moo", "subdistrict", "district", "province")
        found += [_address(*(one[c] for c in columns)) for one in json.loads(facts)["groups"]]
    return found


def _stamp(number: int | None, series: str, date: object, code: str, now: str) -> Iterator[str]:
    if date:
        yield f"ที่ {Stamp(number, series, date).printed(code or now)}" if number else ""
        yield thai.date_text(date)


def _plans(found: QuerySet) -> Iterator[tuple]:
    items: dict[int, list[str]] = {}
    rows = PlanItem.objects.filter(plan__in=found.values("pk")).order_by("plan", "order")
    for plan, *texts in rows.values_list("plan_id", *PLANNED).iterator(2000):
        items.setdefault(plan, []).extend(texts)
    for pk, year, place, province in _papers(found):
        yield pk, province, year, [place, *items.get(pk, ())]


def _summaries(found: QuerySet) -> Iterator[tuple]:
    said = {pk: texts for pk, *texts in found.values_list("pk", *SAID).iterator(2000)}
    for pk, year, place, province in _papers(found):
        yield pk, province, year, [place, *said.get(pk, ())]


def _papers(found: QuerySet) -> Iterator[tuple]:
    columns = ("activity__programme__year", *below(OF_GROUP, _PLACE))
    for pk, year, *place, province in found.values_list("pk", *columns).iterator(2000):
        yield pk, year, _address(*place), province


_READ: dict[str, Callable[[QuerySet], Iterator[tuple]]] = {
    Kind.GROUP: _groups,
    Kind.NOMINATION: _nominations,
    Kind.DOCUMENT: _documents,
    Kind.PLAN: _plans,
    Kind.SUMMARY: _summaries,
}
"""Kind → (key, province, year, texts) of each thing."""
