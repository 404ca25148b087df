"""Role → what it may do, in one table. A rule about *which* object stands with the object's app."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models

from cdd_network.refusal import Refused

if TYPE_CHECKING:
    from cdd_network.models import User


class Role(models.TextChoices):
    """Who a person is. Each user has exactly one."""

    DEPARTMENT = "department", "เจ้าหน้าที่กรม"
    PROVINCE = "province", "เจ้าหน้าที่จังหวัด"
    DISTRICT = "district", "เจ้าหน้าที่อำเภอ"
    MEMBER = "member", "กรรมการคัดเลือก"


class Can(StrEnum):
    """Things that are done, named by the act."""

    WATCH_COUNTRY = "watch_country"
    MANAGE_ROUND = "manage_round"
    SEE_ROUND = "see_round"
    REVIEW_NOMINATION = "review_nomination"
    NOMINATE = "nominate"
    SEE_NOMINATION = "see_nomination"
    SCORE = "score"
    DECIDE = "decide"
    SEE_POINTS = "see_points"
    MANAGE_GROUPS = "manage_groups"
    SEE_GROUPS = "see_groups"
    ISSUE_DOCUMENT = "issue_document"
    SEE_DOCUMENT = "see_document"
    ALLOCATE = "allocate"
    SEE_ACTIVITY = "see_activity"
    RUN_ACTIVITY = "run_activity"
    RUN_EVENT = "run_event"
    REVIEW_REPORT = "review_report"
    EDIT_OFFICE = "edit_office"
    SEE_JOBS = "see_jobs"
    EDIT_PROGRAMME = "edit_programme"
    WATCH_PROVINCE = "watch_province"
    SEE_DEADLINES = "see_deadlines"
    SET_DEADLINE = "set_deadline"
    BUNDLE = "bundle"
    FOLLOW_UP = "follow_up"
    SEE_FOLLOW_UP = "see_follow_up"
    SEARCH = "search"
    READ_TRAIL = "read_trail"
    MANAGE_ACCOUNTS = "manage_accounts"
    ANSWER_FOR_DATA = "answer_for_data"


MAY: dict[str, frozenset[Can]] = {
    Role.DEPARTMENT: frozenset(
        {
            Can.WATCH_COUNTRY,
            Can.SEE_ROUND,
            Can.SEE_POINTS,
            Can.SEE_NOMINATION,
            Can.SEE_GROUPS,
            Can.SEE_DOCUMENT,
            Can.SEE_ACTIVITY,
            Can.SEE_JOBS,
            Can.EDIT_PROGRAMME,
            Can.SEE_DEADLINES,
            Can.SET_DEADLINE,
            Can.BUNDLE,
            Can.SEE_FOLLOW_UP,
            Can.SEARCH,
            Can.READ_TRAIL,
            Can.MANAGE_ACCOUNTS,
            Can.ANSWER_FOR_DATA,
        }
    ),
    Role.PROVINCE: frozenset(
        {
            Can.MANAGE_ROUND,
            Can.SEE_ROUND,
            Can.REVIEW_NOMINATION,
            Can.SEE_NOMINATION,
            Can.DECIDE,
            Can.SEE_POINTS,
            Can.MANAGE_GROUPS,
            Can.SEE_GROUPS,
            Can.ISSUE_DOCUMENT,
            Can.SEE_DOCUMENT,
            Can.ALLOCATE,
            Can.SEE_ACTIVITY,
            Can.RUN_EVENT,
            Can.REVIEW_REPORT,
            Can.EDIT_OFFICE,
            Can.SEE_JOBS,
            Can.WATCH_PROVINCE,
            Can.SEE_DEADLINES,
            Can.SET_DEADLINE,
            Can.BUNDLE,
            Can.SEE_FOLLOW_UP,
            Can.SEARCH,
            Can.READ_TRAIL,
            Can.MANAGE_ACCOUNTS,
            Can.ANSWER_FOR_DATA,
        }
    ),
    Role.DISTRICT: frozenset(
        {
            Can.NOMINATE,
            Can.SEE_ROUND,
            Can.SEE_NOMINATION,
            Can.MANAGE_GROUPS,
            Can.SEE_GROUPS,
            Can.ISSUE_DOCUMENT,
            Can.SEE_DOCUMENT,
            Can.SEE_ACTIVITY,
            Can.RUN_ACTIVITY,
            Can.RUN_EVENT,
            Can.EDIT_OFFICE,
            Can.SEE_JOBS,
            Can.SEE_DEADLINES,
            Can.FOLLOW_UP,
            Can.SEE_FOLLOW_UP,
            Can.SEARCH,
            Can.READ_TRAIL,
        }
    ),
    Role.MEMBER: frozenset({Can.SCORE}),
}


def may(user: User, act: Can) -> bool:
    """Whether the user's role does this kind of thing at all."""
    return user.is_authenticated and user.is_active and act in MAY.get(user.role, frozenset())


def check_may(user: User, act: Can) -> None:
    """Raise Refused when the user's role does not do this kind of thing."""
    if not may(user, act):
        raise Refused("บัญชีของท่านไม่มีหน้าที่ดำเนินการในส่วนนี้")
