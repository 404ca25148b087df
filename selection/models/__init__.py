"""Models of the selection: groups, a province's round, its committee, nominations and scores."""

from selection.models.committee import CommitteeMember
from selection.models.criteria import Criterion
from selection.models.group import SavingsGroup
from selection.models.nomination import Nomination
from selection.models.round import ChosenGroup, Round
from selection.models.scoresheet import Score, ScoreSheet

__all__ = [
    "ChosenGroup",
    "CommitteeMember",
    "Criterion",
    "Nomination",
    "Round",
    "SavingsGroup",
    "Score",
    "ScoreSheet",
]
