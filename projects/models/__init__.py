"""Models of the district's work: the budget gate, the three days, the action plan."""

from projects.models.activity import Activity, ActivityDay
from projects.models.allocation import Allocation
from projects.models.plan import ActionPlan, DistrictPaper, PlanItem

__all__ = ["ActionPlan", "Activity", "ActivityDay", "Allocation", "DistrictPaper", "PlanItem"]
