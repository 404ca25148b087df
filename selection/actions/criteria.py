"""Acts on the criteria of a round."""

from django.db import transaction

from cdd_network.models import User
from cdd_network.models.audit import record
from selection import rules
from selection.actions.hold import hold
from selection.models import Criterion, Round


@transaction.atomic
def save_criteria(*, round: Round, rows: list[dict[str, object]], by: User) -> None:
    """Put ``rows`` (title, points, help, half_points) in place of the round's criteria."""
    hold(round)
    rules.check_criteria(by, round)
    Criterion.objects.filter(round=round).delete()
    Criterion.objects.bulk_create(
        Criterion(
            round=round,
            order=order,
            title=row["title"],
            points=row["points"],
            help=row.get("help", ""),
            half_points=bool(row.get("half_points")),
        )
        for order, row in enumerate(rows, 1)
    )
    record(round, "round:criteria", by=by, points=[int(row["points"]) for row in rows])
