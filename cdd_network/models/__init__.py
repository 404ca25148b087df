"""Models of the ground: offices, people, the year's programme, the audit trail."""

from cdd_network.models.audit import AuditRow
from cdd_network.models.daily import DailyRun
from cdd_network.models.job import Job, JobState
from cdd_network.models.office import District, Office, Province, Signatory, Subdistrict
from cdd_network.models.person import User
from cdd_network.models.programme import Programme, ProgrammeContent

__all__ = [
    "AuditRow",
    "DailyRun",
    "District",
    "Job",
    "JobState",
    "Office",
    "Programme",
    "ProgrammeContent",
    "Province",
    "Signatory",
    "Subdistrict",
    "User",
]
