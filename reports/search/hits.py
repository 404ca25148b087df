"""Things that were found as the page shows them: name, place, state, and where the words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import thai
from cdd_network.folding import Piece, folded, marked
from projects.models import ActionPlan, PlanItem
from projects.states import PaperState
from reports.models import Document, SearchRow, SummaryReport
from reports.search.texts import NAMED, OF_GROUP, PLACE, PLANNED, SAID, below, groups_named
from reports.stamps import Stamp
from reports.states import DocumentState
from selection.models import Nomination, SavingsGroup
from selection.states import NominationState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.models import User

Kind = SearchRow.Kind
ROUND = 60
"""So many letters around the first hit of a long text are shown."""


@dataclass(frozen=True)
class Hit:
    """One thing: its link, its name and place in pieces, year and state, a line of its own text."""

    url: str
    title: list[Piece]
    place: list[Piece]
    year: int | None
    state: str
    snippet: list[Piece]


@dataclass(frozen=True)
class _Thing:
    """The same before the words were marked; ``texts`` are searched for a line to show."""

    url: str
    title: str
    place: str
    year: int | None = None
    state: str = ""
    texts: Iterable[str] = ()


def hits_of(user: User, kind: str, keys: list[int], words: Iterable[str]) -> list[Hit]:
    """The things of a kind in the order of ``keys``, through the walls once more."""
    things = _THINGS[kind](user, keys)
    return [_hit(things[key], tuple(words)) for key in keys if key in things]


def _hit(thing: _Thing, words: tuple[str, ...]) -> Hit:
    title, place = marked(thing.title, words), marked(thing.place, words)
    line = (
        snippet(thing.texts, _not_in(f"{thing.title}·{thing.place}", words)) if thing.texts else []
    )
    return Hit(thing.url, title, place, thing.year, thing.state, line)


def _not_in(text: str, words: Iterable[str]) -> list[str]:
    told = folded(text)
    return [word for word in words if word not in told]


def snippet(texts: Iterable[str], words: Iterable[str]) -> list[Piece]:
    """The first line in which any of the words stands, cut to what is around it; [] without one."""
    words = tuple(words)
    if not words:
        return []
    for line in (line for text in texts for line in (text or "").splitlines()):
        plain = folded(line)
        if any(word in plain for word in words):
            return _around(marked(line, words))
    return []


def _around(pieces: list[Piece]) -> list[Piece]:
    """What stands between the hits, not all of what is before and behind them."""
    first, last = pieces[0], pieces[-1]
    if not first.hit and len(first.text) > ROUND:
        pieces = [Piece(f"…{first.text[-ROUND:]}"), *pieces[1:]]
    if not last.hit and len(last.text) > 2 * ROUND:
        pieces = [*pieces[:-1], Piece(f"{last.text[: 2 * ROUND]}…")]
    return pieces


def _name_and_place(row: tuple) -> tuple[str, str]:
    """Of the last five columns of a row: village, moo, subdistrict, district, province."""
    village, moo, subdistrict, district, province = row[-5:]
    place = thai.address_text(
        moo=moo, subdistrict=subdistrict, district=district, province=province
    )
    return thai.group_text(village), place


def _groups(user: User, keys: list[int]) -> dict[int, _Thing]:
    rows = SavingsGroup.objects.visible_to(user).filter(pk__in=keys).order_by()
    return {
        row[0]: _Thing(reverse("group", args=[row[0]]), *_name_and_place(row))
        for row in rows.values_list("pk", *PLACE)
    }


def _nominations(user: User, keys: list[int]) -> dict[int, _Thing]:
    rows = Nomination.objects.visible_to(user).filter(pk__in=keys).order_by()
    columns = ("pk", "activity_name", "state", "round__programme__year", *below("group", PLACE))
    found = {}
    for row in rows.values_list(*columns):
        pk, name, state, year, *_ = row
        group, place = _name_and_place(row)
        title = f"{name or 'แบบเสนอโครงการ'} – {group}"
        url = reverse("nomination", args=[pk])
        found[pk] = _Thing(url, title, place, year, NominationState(state).label)
    return found


def _documents(user: User, keys: list[int]) -> dict[int, _Thing]:
    columns = (
        "pk", "kind", "state", "number", "series", "date", "code", "office__code", "office__name",
        "round__programme__year", "subject_text", "to_text", *NAMED,
    )  # fmt: skip
    rows = Document.objects.visible_to(user).filter(pk__in=keys).order_by()
    return {row.pk: _document(row) for row in rows.values_list(*columns, named=True)}


def _document(row: tuple) -> _Thing:
    title = Document.Kind(row.kind).label
    if row.number:
        stamp = Stamp(row.number, row.series, row.date)
        title += f" ที่ {stamp.printed(row.code or row.office__code)}"
    if row.date:
        title += f" ลงวันที่ {thai.date_text(row.date)}"
    groups = groups_named(row.kind, *row[-len(NAMED) :])
    texts = (" ".join(row.subject_text.split()), row.to_text and f"เรียน {row.to_text}", *groups)
    return _Thing(
        reverse("document", args=[row.pk]),
        title,
        row.office__name.removeprefix("สำนักงานพัฒนาชุมชน"),
        row.round__programme__year,
        DocumentState(row.state).label,
        texts,
    )


def _plans(user: User, keys: list[int]) -> dict[int, _Thing]:
    texts: dict[int, list[str]] = {}
    items = PlanItem.objects.filter(plan__in=keys).order_by("plan", "order")
    for plan, *said in items.values_list("plan_id", *PLANNED):
        texts.setdefault(plan, []).extend(said)
    rows = ActionPlan.objects.visible_to(user)
    return _papers(rows, keys, "แผนปฏิบัติการฯ", "plan", lambda row: texts.get(row[0], ()))


def _summaries(user: User, keys: list[int]) -> dict[int, _Thing]:
    rows = SummaryReport.objects.visible_to(user)
    return _papers(rows, keys, "แบบสรุปผลฯ", "summary", lambda row: row[3:-5], SAID)


def _papers(
    rows: QuerySet,
    keys: list[int],
    title: str,
    page: str,
    texts: Callable[[tuple], Iterable[str]],
    columns: Iterable[str] = (),
) -> dict[int, _Thing]:
    columns = ("pk", "state", "activity__programme__year", *columns, *below(OF_GROUP, PLACE))
    found = {}
    for row in rows.filter(pk__in=keys).order_by().values_list(*columns):
        group, place = _name_and_place(row)
        url, state = reverse(page, args=[row[0]]), PaperState(row[1]).label
        found[row[0]] = _Thing(url, f"{title} {group}", place, row[2], state, texts(row))
    return found


_THINGS: Mapping[str, Callable[[User, list[int]], dict[int, _Thing]]] = {
    Kind.GROUP: _groups,
    Kind.NOMINATION: _nominations,
    Kind.DOCUMENT: _documents,
    Kind.PLAN: _plans,
    Kind.SUMMARY: _summaries,
}
