"""Models of an event (the gate, days, timetable, budget, people, survey) and the action plan."""

from projects.models.activity import Activity, ProvinceDay
from projects.models.allocation import Allocation
from projects.models.budget import Budget, BudgetLine
from projects.models.deadline import Deadline
from projects.models.event import ActivityDay, Event
from projects.models.follow_up import FollowUp
from projects.models.misses import Misses
from projects.models.people import CheckIn, Participant
from projects.models.plan import ActionPlan, DistrictPaper, PaperVersion, PlanItem, PlanVersion
from projects.models.survey import Answers, Questionnaire, Tally
from projects.models.timetable import Speaker, TimetableRow

__all__ = [
    "ActionPlan",
    "Activity",
    "ActivityDay",
    "Allocation",
    "Answers",
    "Budget",
    "BudgetLine",
    "CheckIn",
    "Deadline",
    "DistrictPaper",
    "Event",
    "FollowUp",
    "Misses",
    "PaperVersion",
    "Participant",
    "PlanItem",
    "PlanVersion",
    "ProvinceDay",
    "Questionnaire",
    "Speaker",
    "Tally",
    "TimetableRow",
]
