"""Holding a round while an act reads its facts and writes."""

from selection.models import Round


def hold(round: Round) -> None:
    """Lock the round's row until the transaction ends, and read its present state.

    Acts on one round then follow one another, so that none decides on facts that another changes.
    """
    round.refresh_from_db(fields=["state"], from_queryset=Round.objects.select_for_update())
