"""What people without an account do: answer a questionnaire, miss at the check-in. No name is kept
of the first, no address of either, so that neither stands in the trail of acts.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from projects.actions.papers import hold_event, raise_versions
from projects.models import Answers, Misses, Participant, Questionnaire
from projects.rules import counting_kinds
from projects.survey_rules import check_open, check_room, check_taken, window


@transaction.atomic
def answer(
    *,
    questionnaire: Questionnaire,
    device: str,
    key: str,
    levels: dict[str, int],
    choices: dict[str, int],
    texts: dict[str, str],
) -> bool:
    """Keep a device's answers; False when it had answered: the first answers stand.

    The test before is worth nothing when it can be put right after the training, and on a telephone
    that several people share nobody overwrites what another has said. ``key`` stands for the network
    address and the day: its answers are counted, not which they are.
    """
    event = questionnaire.event
    hold_event(event)
    given = Answers.objects.filter(questionnaire=questionnaire)
    if given.filter(device=device).exists():
        return False
    check_open(window(questionnaire, event.days.all()), timezone.localtime())
    check_taken(event)
    people = Participant.objects.filter(event=event.pk).count()
    check_room(given.count(), people, of_address=note(key=key))
    Answers.objects.create(
        questionnaire=questionnaire,
        device=device,
        on=timezone.localdate(),
        levels=levels,
        choices=choices,
        texts=texts,
    )
    raise_versions(event, counting_kinds())
    return True


@transaction.atomic(savepoint=False)
def note(*, key: str) -> int:
    """One more miss or answer by the address and day that ``key`` stands for; how many before it."""
    today = timezone.localdate()
    Misses.objects.filter(on__lt=today).delete()
    row, _ = Misses.objects.get_or_create(key=key, defaults={"on": today})
    Misses.objects.filter(pk=row.pk).update(count=F("count") + 1)
    return row.count
