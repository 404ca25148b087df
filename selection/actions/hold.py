"""Holding a round while an act reads its facts and writes."""

from django.db import connection

from cdd_network.refusal import Refused
from selection.models import Nomination, Round, SavingsGroup
from selection.rules import MEETING


def hold(round: Round) -> None:
    """Lock the round's row until the transaction ends, and read its present state, days and meeting.

    Acts on one round then follow one another, so that none decides on facts that another changes.
    """
    round.refresh_from_db(
        fields=[
            "state",
            "version",
            "began_at",
            "ended_at",
            "decided_at",
            "opens_on",
            "closes_on",
            *MEETING,
        ],
        from_queryset=Round.objects.select_for_update(),
    )


def share(round: Round) -> None:
    """Keep the round from being held until the transaction ends, and read its present state.

    Many share a round at once, so that fifteen members save their drafts side by side; who holds
    it waits for them all, and they for the holder. Each change of a round's state, each sending
    and each taking back holds the round: no draft lands after the round has left scoring.
    PostgreSQL calls it FOR SHARE, which Django has no name for; SQLite writes one at a time anyway.
    A transaction that shares a round must not hold it later: two of them would wait for each other.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM selection_round WHERE id = %s FOR SHARE", [round.pk])
    round.refresh_from_db(fields=["state"])


def hold_rounds_of(group: SavingsGroup) -> None:
    """Lock every round in which the group is nominated: none is sent or announced meanwhile."""
    rounds = Nomination.objects.filter(group=group).values("round")
    list(Round.objects.select_for_update().filter(pk__in=rounds).order_by("pk"))


def hold_nomination(nomination: Nomination) -> None:
    """Hold the round, and the nomination as it was read: another's act in between is refused."""
    hold(nomination.round)
    held = Nomination.objects.select_for_update().filter(
        pk=nomination.pk, version=nomination.version
    )
    if not held.exists():
        raise Refused("มีผู้แก้ไขแบบเสนอโครงการนี้ในเวลาเดียวกัน กรุณาเปิดดูฉบับล่าสุดก่อนดำเนินการ")
