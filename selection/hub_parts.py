"""What the province's hub is put together from: facts, acts, steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse

from selection.models import Round
from selection.states import NominationState, RoundState
from selection.tally import Progress

ORDER = list(RoundState.values)


@dataclass(frozen=True)
class Act:
    """A button: by POST, or a link to a page that asks once more. Grey with ``refusal``.

    ``note`` says beside it what will happen.
    """

    label: str
    url: str
    refusal: str = ""
    by_post: bool = True
    quiet: bool = False
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One of the five steps: its facts, the pages it is done on, and its acts."""

    number: int
    title: str
    state: Literal["done", "now", "later"]
    facts: list[str]
    links: list[tuple[str, str]]
    acts: list[Act]


@dataclass(frozen=True)
class Facts:
    """Counts that the steps speak of; ``window`` is the Thai phrase of the days of the call."""

    seats: int
    scorers: int
    excused: int
    criteria: int
    points: int
    ties: int
    by_state: Mapping[str, int]
    leaves: int
    window: str
    progress: Progress

    @property
    def writing(self) -> int:
        """Nominations that districts write or mend."""
        return self.by_state[NominationState.DRAFT] + self.by_state[NominationState.RETURNED]


def state_of(round: Round, *during: str) -> Literal["done", "now", "later"]:
    """Where a step stands that is done in the states ``during``, which follow one another."""
    here = ORDER.index(round.state)
    if here > ORDER.index(during[-1]):
        return "done"
    return "now" if here >= ORDER.index(during[0]) else "later"


def to(name: str, round: Round) -> str:
    """Address of a page of the round."""
    return reverse(name, args=[round.pk])
