"""What the tests of scoring do again and again: a seat, a sheet, more nominations."""

from decimal import Decimal

from django.utils import timezone

from cdd_network.models import User
from selection.actions import scores
from selection.models import CommitteeMember, Nomination, Round, SavingsGroup, ScoreSheet
from tests.people import KRACHAO, World


def seat_of(opened: Round, user: User) -> CommitteeMember:
    """The user's seat in the round."""
    return CommitteeMember.objects.select_related("round", "user").get(round=opened, user=user)


def points_of(opened: Round, share: str) -> dict[int, Decimal]:
    """This share of each criterion, in whole points."""
    return {c.pk: Decimal(round(c.points * Decimal(share))) for c in opened.criteria.all()}


def draft(seat: CommitteeMember, nomination: Nomination, share: str) -> ScoreSheet:
    """A whole sheet that is not sent."""
    points = points_of(seat.round, share)
    return scores.save_sheet(
        member=seat, nomination=nomination, points=points, note="", by=seat.user
    )


def give(seat: CommitteeMember, nomination: Nomination, share: str) -> ScoreSheet:
    """A whole sheet, sent."""
    sheet = draft(seat, nomination, share)
    scores.submit_sheet(sheet=sheet, by=seat.user)
    return sheet


def many_nominations(world: World, opened: Round, number: int) -> list[Nomination]:
    """More accepted nominations of Krasang, made quickly."""
    made = []
    for n in range(number):
        group = SavingsGroup.objects.create(
            village=f"แห่งที่ {n}", moo=n + 20, subdistrict=world.krachao.subdistrict
        )
        made.append(
            Nomination.objects.create(
                **KRACHAO.answers,
                round=opened,
                office=world.krasang.office,
                group=group,
                order=n + 50,
                state="accepted",
                submitted_at=timezone.now(),
                activity_type="barn",
            )
        )
    return made
