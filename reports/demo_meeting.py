"""Buriram's meeting of 6 June 2568 as the demonstration tells it: who came, stood aside, decided.

Nobody's name is invented: seats carry posts, a delegate is «ผู้แทน…».
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from cdd_network.models import District
from selection.actions import committee, declarations, meeting, paper_scores
from selection.models import CommitteeMember

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import Nomination, Round

DAY = date(2025, 6, 6)
DELEGATE, ABSENT, EARLY, ON_PAPER = 5, 6, 7, 8
"""Orders of seats: a delegate came, nobody came, left before the end, scores on paper."""
HOME = "3102"
"""The district of the network's delegate, who stands aside from that district's group."""
PAPER_SHARE = Decimal("0.87")


def at(hour: int, minute: int = 0) -> datetime:
    """An hour of the meeting's day."""
    return timezone.make_aware(datetime.combine(DAY, time(hour, minute)))


def seat(opened: Round, order: int) -> CommitteeMember:
    """A seat by its number in the order."""
    return CommitteeMember.objects.select_related("round", "user").get(round=opened, order=order)


def appoint(opened: Round, *, by: User) -> None:
    """The delegate of the district networks scores on paper, and belongs to อำเภอคูเมือง."""
    values = {"on_paper": True, "district": District.objects.get(code=HOME)}
    committee.save_seat(round=opened, seat=seat(opened, ON_PAPER), values=values, by=by)


def gather(opened: Round, *, by: User) -> None:
    """Who comes by nine: the chair opens the meeting with its quorum."""
    reason = "ติดราชการประชุมท้องถิ่นอำเภอ (ตัวอย่าง)"
    meeting.mark_absent(seat=seat(opened, ABSENT), reason=reason, by=by)
    seats = CommitteeMember.objects.select_related("round").filter(round=opened)
    for one in seats.exclude(order__in=[ABSENT, DELEGATE]):
        meeting.arrive(seat=one, at=at(8, 45), by=by)
    meeting.begin_meeting(round=opened, at=at(9), by=by)
    delegate = f"ผู้แทน{seat(opened, DELEGATE).post}"
    meeting.arrive(seat=seat(opened, DELEGATE), delegate=delegate, at=at(9, 15), by=by)


def score_on_paper(opened: Round, sent: list[Nomination], *, by: User, second: User) -> None:
    """The paper seat declares and scores; ``by`` keys its sheets in, ``second`` confirms them."""
    member = seat(opened, ON_PAPER)
    words = {
        one.pk: declarations.Word(True, "สังกัดอำเภอเดียวกับกลุ่มที่เสนอ")
        if one.office.district_id == HOME
        else declarations.Word(False)
        for one in sent
    }
    declarations.declare_many(member=member, words=words, by=by)
    share = {c.pk: Decimal(round(c.points * PAPER_SHARE)) for c in opened.criteria.all()}
    for one in sent:
        if not words[one.pk].aside:
            sheet = paper_scores.key_sheet(
                seat=member, nomination=one, points=share, note="", by=by
            )
            paper_scores.confirm_sheet(sheet=sheet, by=second)


def close(opened: Round, *, by: User) -> None:
    """One leaves at half past ten; the chair closes the meeting at eleven."""
    meeting.leave(seat=seat(opened, EARLY), at=at(10, 30), by=by)
    meeting.end_meeting(round=opened, at=at(11), by=by)
