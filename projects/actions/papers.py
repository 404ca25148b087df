"""The way of every paper of a district: sent, returned with a note, accepted, opened again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from cdd_network.transitions import move
from cdd_network.versions import save_version
from projects.models import DistrictPaper, Event
from projects.paper_rules import check_notes
from projects.reporters import offered_reporter, other_reporter
from projects.rules import check_edit, check_reopen, check_review
from projects.states import PaperState

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.paper_answers import Rows


HELD = ("version", "people_purged_at")
"""What of an event's own row changes while the event lives."""


def hold_event(event: Event) -> None:
    """Lock the event: what its papers tell changes one act at a time; inside a transaction.

    What changes of its row is read again under the lock (``event`` may be of either kind); what
    is loaded with it stays. A version that was typed over is the caller's own, not this one.
    """
    row = Event.objects.select_for_update().values(*HELD).get(pk=event.pk)
    for name, value in row.items():
        setattr(event, name, value)


def hold(paper: DistrictPaper) -> None:
    """Lock the activity, then its paper, and read the paper again with all that hangs on it.

    Inside a transaction, before a check whose answer must still be true when the paper moves.
    """
    hold_event(paper.activity)
    paper.refresh_from_db(from_queryset=type(paper)._base_manager.select_for_update())


@transaction.atomic
def take_reporter(*, paper: DistrictPaper, by: User) -> bool:
    """Name and post from the activity's other paper, where this one names nobody; whether it did."""
    hold(paper)
    check_edit(by, paper)
    values = other_reporter(paper.activity, type(paper)) if offered_reporter(paper) else {}
    if values:
        values |= {"saved_at": timezone.now()}
        save_version(paper, values, version=paper.version, by=by)
    return bool(values)


def raise_versions(event: Event, kinds: Iterable[type[DistrictPaper]]) -> None:
    """What papers of these kinds say has changed: nobody accepts or sends them by an earlier look.

    Days and site stand in every paper, counts in ``counting_kinds`` alone.
    """
    for kind in kinds:
        kind.objects.filter(activity=event.pk).update(version=F("version") + 1)


@transaction.atomic
def submit(
    *,
    paper: DistrictPaper,
    answers: Rows,
    version: int | None = None,
    by: User,
    **stamps: object,
) -> None:
    """Hand the paper to the province; the caller holds it and has checked that it is complete.

    ``answers`` are kept as the version that was sent. Here and below, ``version`` is of the paper
    that ``by`` has looked at: raises Stale when it has changed since.
    """
    check_edit(by, paper)
    now = timezone.now()
    stamps |= {"submitted_at": now, "first_sent_at": paper.first_sent_at or now}
    move(paper, PaperState.SUBMITTED, by=by, version=version, **stamps)
    last = paper.versions.aggregate(last=Max("number"))["last"] or 0
    paper.versions.create(number=last + 1, at=now, by=by, answers=answers)


@transaction.atomic
def give_back(
    *,
    paper: DistrictPaper,
    note: str,
    items: Mapping[str, str] | None = None,
    version: int | None = None,
    by: User,
) -> None:
    """Return the paper to its district, saying what is to be mended: ``note`` on the whole,
    ``items`` beside answers, by their keys.
    """
    check_review(by, paper)
    _return(paper, note, items, version, by)


@transaction.atomic
def accept(*, paper: DistrictPaper, version: int | None = None, by: User) -> None:
    """Accept the paper: nobody changes it unless the province opens it again."""
    check_review(by, paper)
    done = {"returned_note": "", "returned_items": {}}
    move(paper, PaperState.ACCEPTED, by=by, version=version, **done)


@transaction.atomic
def reopen(
    *,
    paper: DistrictPaper,
    note: str,
    items: Mapping[str, str] | None = None,
    version: int | None = None,
    by: User,
) -> None:
    """Take the acceptance back: the district mends the paper and sends it again."""
    check_reopen(by, paper)
    _return(paper, note, items, version, by)


def _return(
    paper: DistrictPaper,
    note: str,
    items: Mapping[str, str] | None,
    version: int | None,
    by: User,
) -> None:
    """Move the paper back; the version that was sent keeps the notes, the trail their labels."""
    check_notes(note, items or {})
    last = paper.versions.order_by("-number").first()
    labels = {row["key"]: row["label"] for row in last.answers} if last else {}
    kept = {key: text.strip() for key, text in (items or {}).items() if text.strip()}
    told = [{"label": labels.get(key, key), "note": text} for key, text in kept.items()]
    note = note.strip() or f"โปรดแก้ไขตามข้อสังเกต {len(kept)} ข้อ"
    move(
        paper,
        PaperState.RETURNED,
        by=by,
        note=note,
        version=version,
        told={"items": told} if told else None,
        returned_note=note,
        returned_items=kept,
    )
    if last:
        paper.versions.filter(pk=last.pk).update(note=note, notes=kept)
