"""Writing down that districts were asked for what they owe (ทวงถาม)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cdd_network.models.audit import record
from reports.nudge_rules import check_nudge
from reports.watch.queries_board import NUDGED, newest_nudge
from selection.actions.hold import hold

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import Round

ONCE = datetime.timedelta(minutes=5)
"""The same rows again within this time are the same act: a second click, or a colleague's."""


@transaction.atomic
def record_nudge(*, round: Round, rows: Sequence[str], by: User) -> bool:
    """Note in the trail that the districts of these rows (``Row.key``) were asked; False if it stands.

    Keys alone are kept: no text, no names.
    """
    check_nudge(by, round, rows)
    hold(round)
    last = newest_nudge(round)
    held = sorted(rows)
    if last and last.detail.get("rows") == held and timezone.now() - last.at < ONCE:
        return False
    record(round, NUDGED, by=by, rows=held)
    return True
