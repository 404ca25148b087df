"""The way of every paper of a district: sent, returned with a note, accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cdd_network.transitions import move
from projects.rules import check_edit, check_note, check_review
from projects.states import PaperState

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import DistrictPaper


@transaction.atomic
def submit(*, paper: DistrictPaper, by: User) -> None:
    """Hand the paper to the province; the caller has checked that it is complete."""
    check_edit(by, paper)
    move(paper, PaperState.SUBMITTED, by=by, submitted_at=timezone.now())


@transaction.atomic
def give_back(*, paper: DistrictPaper, note: str, by: User) -> None:
    """Return the paper to its district, saying what is to be mended."""
    check_review(by, paper)
    check_note(note)
    note = note.strip()
    move(paper, PaperState.RETURNED, by=by, note=note, returned_note=note)


@transaction.atomic
def accept(*, paper: DistrictPaper, by: User) -> None:
    """Accept the paper: from then on nobody changes it."""
    check_review(by, paper)
    move(paper, PaperState.ACCEPTED, by=by)
