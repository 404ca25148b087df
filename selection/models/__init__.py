"""Models of the selection: groups, a province's round, its committee, nominations and scores."""

from selection.models.committee import CommitteeMember
from selection.models.criteria import Criterion, EligibilityQuestion
from selection.models.declaration import Declaration
from selection.models.group import GroupActivity, GroupOfficer, SavingsGroup
from selection.models.intake import GroupIntake
from selection.models.meeting import Dissent, Presence
from selection.models.nomination import Nomination, Submission
from selection.models.round import (
    ChosenGroup,
    Decision,
    LateLeave,
    ReserveGroup,
    ResultVersion,
    Round,
)
from selection.models.scoresheet import Score, ScoreSheet

__all__ = [
    "ChosenGroup",
    "CommitteeMember",
    "Criterion",
    "Decision",
    "Declaration",
    "Dissent",
    "EligibilityQuestion",
    "GroupActivity",
    "GroupIntake",
    "GroupOfficer",
    "LateLeave",
    "Nomination",
    "Presence",
    "ReserveGroup",
    "ResultVersion",
    "Round",
    "SavingsGroup",
    "Score",
    "ScoreSheet",
    "Submission",
]
