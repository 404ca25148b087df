"""Acts on the days of the call, and on leave to send after them."""

from django.db import transaction

from cdd_network.models import Office, User
from cdd_network.models.audit import record
from cdd_network.versions import save_version
from selection import rules
from selection.actions.hold import hold
from selection.models import LateLeave, Round


@transaction.atomic
def save_window(
    *,
    round: Round,
    values: dict[str, object],
    reason: str = "",
    version: int | None = None,
    by: User,
) -> None:
    """Set ``opens_on`` and ``closes_on``; ``reason`` is kept when the call is out already.

    With ``version``, raises Stale when another save came first.
    """
    hold(round)
    rules.check_window(by, round)
    rules.check_window_values(round, values, reason)
    wanted = {name: values[name] for name in rules.DAYS}
    before = {name: getattr(round, name) for name in rules.DAYS}
    save_version(round, wanted, version=round.version if version is None else version, by=by)
    if wanted != before:
        record(
            round, "round:days", by=by, note=reason.strip(), before=_told(before), now=_told(wanted)
        )


def _told(days: dict[str, object]) -> list[str]:
    return [day.isoformat() if day else "" for day in days.values()]


@transaction.atomic
def give_late_leave(*, round: Round, office: Office, reason: str, by: User) -> LateLeave:
    """Let one district send after the closing day, with the reason that its nominations carry."""
    hold(round)
    rules.check_give_late(by, round, office, reason)
    made = LateLeave.objects.create(round=round, office=office, reason=reason.strip(), by=by)
    record(round, "round:late", by=by, district=office.short_name, note=made.reason)
    return made


@transaction.atomic
def take_back_late_leave(*, leave: LateLeave, by: User) -> None:
    """Take the leave back; what was sent under it stays as it was sent."""
    hold(leave.round)
    rules.check_late(by, leave.round)
    record(leave.round, "round:unlate", by=by, district=leave.office.short_name)
    leave.delete()
