"""The index follows what is written: told by the trail of acts and by saves of the models."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from cdd_network.models.audit import acts_recorded
from projects.models import PlanItem
from reports.search.index import refresh
from reports.search.texts import MODELS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

KINDS = {model._meta.label_lower: kind for kind, model in MODELS.items()}


@receiver(acts_recorded, dispatch_uid="search_of_acts")
def follow_acts(*, subjects: Iterable[tuple[str, str]], **_: object) -> None:
    """What an act was about is indexed anew once it is written for good."""
    found: dict[str, set[int]] = {}
    for label, key in subjects:
        if label in KINDS and key.isdecimal():
            found.setdefault(KINDS[label], set()).add(int(key))
    for kind, keys in found.items():
        _later(kind, keys)


def follow_saves(*, sender: type[Model], instance: Model, **_: object) -> None:
    """What was saved or deleted by itself; ``instance.pk`` is still known."""
    _later(KINDS[sender._meta.label_lower], {instance.pk})


def follow_plan_items(*, instance: PlanItem, **_: object) -> None:
    """A row of a plan is text of the plan."""
    _later(Kind.PLAN, {instance.plan_id})


_waiting = threading.local()
"""Of each thread, what its transaction has written: an act that saves a thing thrice indexes it once."""


def _later(kind: str, keys: set[int]) -> None:
    """After the transaction; what goes wrong there undoes nothing and is found by night."""
    held = _waiting.__dict__.setdefault("held", {})
    held.setdefault(kind, set()).update(keys)
    transaction.on_commit(_refresh_waiting, robust=True)


def _refresh_waiting() -> None:
    """All of it at once. What a transaction left that came to nothing is read again to no harm."""
    held, _waiting.held = _waiting.__dict__.get("held", {}), {}
    for kind, keys in held.items():
        refresh(kind, keys)


for _told in (post_save, post_delete):
    for _model in MODELS.values():
        _told.connect(follow_saves, sender=_model, dispatch_uid=f"search_{_model._meta.label}")
    _told.connect(follow_plan_items, sender=PlanItem, dispatch_uid="search_plan_items")
