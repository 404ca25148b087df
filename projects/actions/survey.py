"""The office counts paper sheets and sets the days on which answers are taken."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cdd_network.models.audit import record
from cdd_network.versions import save_version
from projects.actions.papers import hold_event, raise_versions
from projects.models import Questionnaire, Tally
from projects.opening_rules import check_close, check_times
from projects.rules import check_run_event, counting_kinds
from projects.survey_rules import asked
from projects.tally_rules import check_tally

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


@transaction.atomic
def begin_tally(*, questionnaire: Questionnaire, by: User) -> Tally:
    """The questionnaire's tally, begun now if it was not."""
    event = questionnaire.event
    hold_event(event)
    check_run_event(by, event)
    tally, made = Tally.objects.get_or_create(questionnaire=questionnaire)
    if made:
        record(tally, "begin", by=by, event=event.pk)
    return tally


@transaction.atomic
def save_tally(
    *, tally: Tally, values: dict[str, object], version: int, by: User, auto: bool = False
) -> None:
    """Write what was counted: ``sheets``, ``levels``, ``right``, ``texts``, or some of them.

    Raises Refused when an item counts more answers than sheets, Stale when another save came first.
    The summary tells of the results: its version grows when they change.
    """
    event = tally.questionnaire.event
    hold_event(event)
    check_run_event(by, event)
    whole = {name: getattr(tally, name) for name in ("sheets", "levels", "right")} | values
    items = _items(event, tally.questionnaire.moment)
    check_tally(whole["sheets"], whole["levels"], whole["right"], items)
    changed = any(getattr(tally, name) != value for name, value in values.items())
    save_version(tally, values, version=version, by=by, auto=auto)
    if changed:
        raise_versions(event, counting_kinds())


def _items(event: Event, moment: str) -> list[object]:
    questions = asked(event.programme.content.survey, number=event.number, moment=moment)
    return [item for part in questions.parts for item in part.items]


@transaction.atomic
def save_times(
    *,
    questionnaire: Questionnaire,
    opens_on: datetime.date | None,
    closes_on: datetime.date | None,
    reason: str,
    by: User,
) -> None:
    """Set the days of opening; None takes the usual day of the event."""
    event = questionnaire.event
    hold_event(event)
    check_run_event(by, event)
    check_times(event, event.days.all(), opens_on, closes_on, reason)
    _write(questionnaire, opens_on, closes_on, by, reason=reason.strip())


@transaction.atomic
def close_now(*, questionnaire: Questionnaire, now: datetime.datetime, by: User) -> None:
    """Take no answer from ``now`` (local time) on; raises Refused when none is taken anyway."""
    event = questionnaire.event
    hold_event(event)
    check_run_event(by, event)
    questionnaire.refresh_from_db(fields=("opens_on", "closes_on"))
    check_close(questionnaire, event.days.all(), now)
    today = now.date()
    yesterday = today - datetime.timedelta(1)
    opens = questionnaire.opens_on
    _write(questionnaire, None if opens == today else opens, yesterday, by, closed=True)


def _write(
    questionnaire: Questionnaire,
    opens: datetime.date | None,
    closes: datetime.date | None,
    by: User,
    **why: object,
) -> None:
    values = {"opens_on": opens, "closes_on": closes}
    Questionnaire.objects.filter(pk=questionnaire.pk).update(**values)
    for name, value in values.items():
        setattr(questionnaire, name, value)
    told = {name: value.isoformat() if value else "" for name, value in values.items()}
    record(questionnaire, "survey_times", by=by, **told, **why)
