"""The papers of the year as a path: for each round, or activity, its kinds in order.

Each step says what there is already and what may be done next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_network.refusal import refusal_of
from reports import rules
from reports.kinds import KINDS
from reports.models import Document
from reports.states import DocumentState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.models import User
    from projects.models import Activity
    from reports.kinds import Kind
    from selection.models import Round

LIGHT = ("office__garuda_image", "round__office__garuda_image")
HEAVY = ("body_text", "body_from", *LIGHT)
MANY = {Document.Kind.MEMO}
"""Kinds that are written as often as needed, outside the path of the year."""


@dataclass(frozen=True)
class Step:
    """One kind of paper: what there is of it, and why no further one can be drafted yet.

    ``documents`` are the draft and the one in force; where there is neither, the last that was.
    ``optional`` says that nobody waits for it.
    """

    round: Round
    activity: Activity | None
    kind: Kind
    documents: tuple[Document, ...]
    refusal: str
    optional: bool

    @property
    def makes(self) -> bool:
        """Whether a new one is wanted of the kind, allowed yet or not."""
        return self.optional or not any(one.is_draft or one.in_force for one in self.documents)

    @property
    def begun(self) -> bool:
        """Whether somebody of the office has made one."""
        drafts = all(one.is_draft for one in self.documents)
        return bool(self.documents) and not (drafts and self.kind.drafted_unasked)


@dataclass(frozen=True)
class Path:
    """The papers of one round, or of one activity, in their order."""

    title: str
    year: int
    steps: tuple[Step, ...]


def paths(user: User, rounds: Iterable[Round], activities: Iterable[Activity] = ()) -> list[Path]:
    """The paths of the user's office: its rounds' and its activities', in their order."""
    return _paths(user, _places(rounds, activities))


Place = tuple["Round", "Activity | None"]


def _places(rounds: Iterable[Round], activities: Iterable[Activity]) -> list[Place]:
    return [(one, None) for one in rounds] + [(one.chosen.round, one) for one in activities]


def _paths(user: User, places: Iterable[Place]) -> list[Path]:
    places = list(places)
    held = _held(user, [opened.pk for opened, _ in places])
    found = []
    for opened, activity in places:
        steps = tuple(_steps(user, opened, activity, held))
        if steps:
            found.append(Path(_title(opened, activity), opened.programme.year, steps))
    return found


def of_year(
    user: User, rounds: QuerySet[Round], activities: QuerySet[Activity], year: int | None
) -> list[Path]:
    """The paths of one fiscal year (BE), without one of the newest that there is."""
    if user.is_district:
        places = _places((), activities)
    else:
        places = _places(rounds.defer("office__garuda_image"), ())
    year = year or max((opened.programme.year for opened, _ in places), default=None)
    return _paths(user, [one for one in places if one[0].programme.year == year])


def _title(opened: Round, activity: Activity | None) -> str:
    year = f"ปีงบประมาณ {opened.programme.year}"
    return f"{activity.group} {year}" if activity else year


def _held(user: User, rounds: list[int]) -> dict[tuple[object, ...], list[Document]]:
    """The office's documents by round, activity and kind, newest first, in one query."""
    own = Document.objects.filter(office_id=user.office_id, round__in=rounds)
    held: dict[tuple[object, ...], list[Document]] = {}
    for one in own.defer("body_text", "body_from", "enclosure_texts"):
        one.office = user.office
        held.setdefault((one.round_id, one.activity_id, one.kind), []).append(one)
    return held


def _steps(user: User, opened: Round, activity: Activity | None, held: dict) -> Iterator[Step]:
    for key, kind in KINDS.items():
        if kind.issuer != user.office.kind or kind.per_activity != (activity is not None):
            continue
        there = held.get((opened.pk, activity.pk if activity else None, key), [])
        live = [one for one in there if one.state in {DocumentState.DRAFT, DocumentState.ISSUED}]
        refusal = refusal_of(rules.check_draft, user, opened, key, activity)
        shown = live if key in MANY or live else there[:1]
        yield Step(opened, activity, kind, tuple(shown), refusal, key in MANY)


def next_steps(path: Path, most: int = 2) -> list[Step]:
    """The steps that come next: after the last paper made, those that may be made now.

    Where none may be, the first that must wait. What an office wrote outside the system is not
    asked for again once a later paper stands here.
    """
    steps = [one for one in path.steps if not one.optional]
    made = [place for place, one in enumerate(steps) if one.begun]
    ahead = [one for one in steps[made[-1] + 1 if made else 0 :] if one.makes]
    ahead += [one for one in steps if one.makes and one.documents and one not in ahead]
    allowed = [one for one in ahead if not one.refusal]
    return allowed[:most] or ahead[:1]
