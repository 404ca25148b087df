"""The way of every paper of a district: sent, returned with a note, accepted, opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cdd_network.transitions import move
from projects.models import DistrictPaper, Event
from projects.rules import check_edit, check_note, check_reopen, check_review
from projects.states import PaperState

if TYPE_CHECKING:
    from cdd_network.models import User


def hold_event(event: Event) -> None:
    """Lock the event: what its papers tell changes one act at a time; inside a transaction."""
    Event.objects.select_for_update().get(pk=event.pk)


def hold(paper: DistrictPaper) -> None:
    """Lock the activity, then its paper, and read the paper again with all that hangs on it.

    Inside a transaction, before a check whose answer must still be true when the paper moves.
    """
    hold_event(paper.activity)
    paper.refresh_from_db(from_queryset=type(paper)._base_manager.select_for_update())


def raise_versions(event: Event) -> None:
    """What the event's papers say has changed: nobody accepts or sends them by an earlier look."""
    for kind in DistrictPaper.__subclasses__():
        kind.objects.filter(activity=event.pk).update(version=F("version") + 1)


@transaction.atomic
def submit(*, paper: DistrictPaper, version: int | None = None, by: User) -> None:
    """Hand the paper to the province; the caller holds it and has checked that it is complete.

    Here and below, ``version`` is of the paper that ``by`` has looked at: raises Stale when it has
    changed since.
    """
    check_edit(by, paper)
    move(paper, PaperState.SUBMITTED, by=by, version=version, submitted_at=timezone.now())


@transaction.atomic
def give_back(*, paper: DistrictPaper, note: str, version: int | None = None, by: User) -> None:
    """Return the paper to its district, saying what is to be mended."""
    check_review(by, paper)
    check_note(note)
    note = note.strip()
    move(paper, PaperState.RETURNED, by=by, note=note, version=version, returned_note=note)


@transaction.atomic
def accept(*, paper: DistrictPaper, version: int | None = None, by: User) -> None:
    """Accept the paper: nobody changes it unless the province opens it again."""
    check_review(by, paper)
    move(paper, PaperState.ACCEPTED, by=by, version=version)


@transaction.atomic
def reopen(*, paper: DistrictPaper, note: str, version: int | None = None, by: User) -> None:
    """Take the acceptance back: the district mends the paper and sends it again."""
    check_reopen(by, paper)
    check_note(note)
    note = note.strip()
    move(paper, PaperState.RETURNED, by=by, note=note, version=version, returned_note=note)
