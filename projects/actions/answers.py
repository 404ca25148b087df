"""What people without an account do: answer a questionnaire, miss at the check-in. No name is kept
of the first, no address of either, so that neither stands in the trail of acts.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from projects.actions.papers import hold_event, raise_versions
from projects.models import Answers, Misses, Participant, Questionnaire
from projects.survey_rules import check_open, check_room, check_taken, window


@transaction.atomic
def answer(
    *,
    questionnaire: Questionnaire,
    device: str,
    levels: dict[str, int],
    choices: dict[str, int],
    texts: dict[str, str],
) -> bool:
    """Keep a device's answers; False when it had answered: the first answers stand.

    The test before is worth nothing when it can be put right after the training, and on a telephone
    that several people share nobody overwrites what another has said.
    """
    event = questionnaire.event
    hold_event(event)
    given = Answers.objects.filter(questionnaire=questionnaire)
    if given.filter(device=device).exists():
        return False
    check_open(window(questionnaire, event.days.all()), timezone.localdate())
    check_taken(event)
    check_room(given.count(), Participant.objects.filter(event=event.pk).count())
    Answers.objects.create(
        questionnaire=questionnaire,
        device=device,
        on=timezone.localdate(),
        levels=levels,
        choices=choices,
        texts=texts,
    )
    raise_versions(event)
    return True


@transaction.atomic
def note_miss(*, key: str) -> None:
    """One more name that is not on the list, by the address and day that ``key`` stands for."""
    today = timezone.localdate()
    Misses.objects.filter(on__lt=today).delete()
    row, _ = Misses.objects.get_or_create(key=key, defaults={"on": today})
    Misses.objects.filter(pk=row.pk).update(count=F("count") + 1)
