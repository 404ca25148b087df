"""Holding a round while an act reads its facts and writes."""

from selection.models import Nomination, Round, SavingsGroup
from selection.rules import MEETING


def hold(round: Round) -> None:
    """Lock the round's row until the transaction ends, and read its present state, days and meeting.

    Acts on one round then follow one another, so that none decides on facts that another changes.
    """
    round.refresh_from_db(
        fields=["state", "version", "began_at", "ended_at", "opens_on", "closes_on", *MEETING],
        from_queryset=Round.objects.select_for_update(),
    )


def hold_rounds_of(group: SavingsGroup) -> None:
    """Lock every round in which the group is nominated: none is sent or announced meanwhile."""
    rounds = Nomination.objects.filter(group=group).values("round")
    list(Round.objects.select_for_update().filter(pk__in=rounds).order_by("pk"))
