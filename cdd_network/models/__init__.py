"""Models of the ground: offices, people, the year's programme, the audit trail."""

from cdd_network.models.audit import AuditRow, TrailOpening
from cdd_network.models.daily import DailyRun
from cdd_network.models.form_version import FormVersion
from cdd_network.models.job import Job, JobState
from cdd_network.models.link import OneTimeLink
from cdd_network.models.office import District, Office, Province, Signatory, Subdistrict
from cdd_network.models.person import User
from cdd_network.models.programme import Programme, ProgrammeContent
from cdd_network.models.sign_in import SecondFactor, Session, SignInTry
from cdd_network.models.worker import WorkerSign

__all__ = [
    "AuditRow",
    "DailyRun",
    "District",
    "FormVersion",
    "Job",
    "JobState",
    "Office",
    "OneTimeLink",
    "Programme",
    "ProgrammeContent",
    "Province",
    "SecondFactor",
    "Session",
    "SignInTry",
    "Signatory",
    "Subdistrict",
    "TrailOpening",
    "User",
    "WorkerSign",
]
