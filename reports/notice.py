"""The budget-allocation notice that was issued here, for the page of the activity it opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network import doors, thai
from cdd_network.columns import narrowed
from cdd_network.roles import Can
from reports.models import Document
from reports.states import DocumentState

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Activity


_NAMED = ("kind", "state", "series", "code", "number", "date", "office__code")
"""All that its line on the page asks of a document."""


def notice_of(user: User, activity: Activity) -> Document | None:
    """The issued notice whose number the allocation names, if this user may open it; one query.

    A notice that was written outside, or revoked, is none.
    """
    issued = doors.visible(Document, user, Can.SEE_DOCUMENT).filter(
        kind=Document.Kind.ALLOCATION_NOTICE,
        state=DocumentState.ISSUED,
        round_id=activity.chosen.round_id,
    )
    found = narrowed(issued, *_NAMED)
    named = _plain(activity.allocation.number)
    return next((one for one in found if _plain(one.printed_number) == named), None)


def _plain(number: str) -> str:
    """A number to compare: Arabic digits, no blanks, without the «ที่» that some type."""
    return "".join(thai.arabic_digits(number).split()).removeprefix("ที่")
