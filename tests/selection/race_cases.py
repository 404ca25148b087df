"""What threads do to one round at the same moment; see tests/selection/race.py."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from unittest import mock

from django.db import connection

from cdd_network.ground import load_ground
from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from reports import story
from reports.models import Document
from selection import decision_rules, nomination_rules, rules, score_rules, tally
from selection.actions import decision
from selection.actions.scores import recall_sheet, save_sheet, submit_sheet
from selection.models import (
    CommitteeMember,
    Criterion,
    Nomination,
    ResultVersion,
    Round,
    Score,
    ScoreSheet,
)
from tests.bench import crowd
from tests.people import ARANG, KRACHAO, World, make_world, proposal

MEMBERS, SAVING = 12, 2.5
TRIALS = 5
PAUSE = 0.03
"""Seconds for which a rule dwells on its answer, so that whoever is not held gets in between."""
SENDING = "sheet:draft>submitted"

Act = Callable[[], object]


def play() -> dict[str, object]:
    """Every case, one after the other."""
    load_ground()
    return {name: case() for name, case in CASES.items()}


def together(acts: list[Act]) -> list[str]:
    """What each was told: '' for success, the reason of a refusal, or the name of a fault."""
    said = ["?"] * len(acts)
    begin = threading.Barrier(len(acts))

    def one(place: int) -> None:
        try:
            begin.wait(timeout=60)
            acts[place]()
            said[place] = ""
        except Refused as refused:
            said[place] = refused.reason
        except Exception as fault:
            said[place] = f"fault: {fault!r}"
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


@contextmanager
def dwelling(module: object, *names: str) -> Iterator[None]:
    """These rules answer only after a pause."""
    patches = [mock.patch.object(module, name, _slow(getattr(module, name))) for name in names]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


def _slow(check: Callable[..., None]) -> Callable[..., None]:
    def dwells(*given: object) -> None:
        check(*given)
        time.sleep(PAUSE)

    return dwells


def _hour(code: str, members: int) -> object:
    return crowd.build(code, crowd.Size(3, 1, members, 0, 6))


def _seat(pk: int) -> CommitteeMember:
    return CommitteeMember.objects.select_related("user", "round").get(pk=pk)


def _sheet(seat: CommitteeMember, nomination: Nomination) -> ScoreSheet:
    rows = ScoreSheet.objects.select_related("member__round", "member__user", "nomination__round")
    return rows.get(member_id=seat.pk, nomination_id=nomination.pk)


def _round(hour: crowd.Crowd) -> Round:
    return Round.objects.with_place().get(pk=hour.round.pk)


def _save(seat_pk: int, nomination_pk: int, points: dict[int, Decimal]) -> None:
    seat = _seat(seat_pk)
    nomination = Nomination.objects.with_place().get(pk=nomination_pk)
    save_sheet(member=seat, nomination=nomination, points=points, note="", by=seat.user)


def _steps(subject: ScoreSheet | Round, act: str) -> int:
    return AuditRow.objects.filter(subject_id=str(subject.pk), act=act).count()


def saving() -> dict[str, object]:
    """Twelve members save their three sheets again and again; then what was acknowledged last."""
    hour = _hour("80", MEMBERS)
    criteria = list(Criterion.objects.filter(round=hour.round))
    last: dict[tuple[int, int, int], Decimal] = {}
    saves = [0] * MEMBERS

    def member(place: int) -> None:
        seat, until = hour.seats[place], time.monotonic() + SAVING
        while time.monotonic() < until:
            nomination = hour.nominations[saves[place] % 3]
            points = {c.pk: Decimal((saves[place] + c.order) % (c.points + 1)) for c in criteria}
            _save(seat.pk, nomination.pk, points)
            saves[place] += 1
            last.update({(seat.pk, nomination.pk, key): given for key, given in points.items()})

    said = together([lambda place=place: member(place) for place in range(MEMBERS)])
    rows = Score.objects.filter(sheet__nomination__round=hour.round).values_list(
        "sheet__member", "sheet__nomination", "criterion", "points"
    )
    stored = {(member, key, rule): points for member, key, rule, points in rows}
    return {"said": said, "saves": saves, "lost": sum(stored.get(k) != v for k, v in last.items())}


def double_submit() -> dict[str, object]:
    """A member saves for the first time in two windows at once, then sends in both."""
    hour = _hour("33", 2)
    seat, nomination = hour.seats[0], hour.nominations[0]
    points = {c.pk: Decimal(1) for c in Criterion.objects.filter(round=hour.round)}
    saved = together([lambda: _save(seat.pk, nomination.pk, points)] * 2)
    seen = [_sheet(seat, nomination) for _ in range(2)]
    with dwelling(score_rules, "check_submit_sheet"):
        said = together([lambda s=s: submit_sheet(sheet=s, by=seat.user) for s in seen])
    sheets = ScoreSheet.objects.filter(member=seat, nomination=nomination)
    return {
        "saved": saved,
        "said": said,
        "sheets": list(sheets.values_list("state", flat=True)),
        "begun": _steps(seen[0], "sheet:>draft"),
        "steps": _steps(seen[0], SENDING),
    }


def last_and_recall() -> list[dict[str, object]]:
    """The last sheet is sent at the moment in which another member takes one back."""
    hour = _hour("45", 2)
    crowd.score(hour, every=1)
    one, other = (_seat(seat.pk) for seat in hour.seats[:2])
    mine, theirs = hour.nominations[0], hour.nominations[1]
    told = []
    for _ in range(TRIALS):
        _open_again(_sheet(one, mine), _sheet(other, theirs))
        last, back = _sheet(one, mine), _sheet(other, theirs)
        with dwelling(score_rules, "check_submit_sheet", "check_recall"):
            said = together(
                [
                    lambda last=last: submit_sheet(sheet=last, by=one.user),
                    lambda back=back: recall_sheet(sheet=back, by=other.user),
                ]
            )
        progress = tally.progress_of(_round(hour))
        told.append({"said": said, "complete": progress.complete, "sent": progress.sent})
    return told


def _open_again(mine: ScoreSheet, theirs: ScoreSheet) -> None:
    """As before the trial: the own sheet is a draft, the other's is sent."""
    ScoreSheet.objects.filter(pk=mine.pk).update(state="draft")
    ScoreSheet.objects.filter(pk=theirs.pk).update(state="submitted")


def announcing() -> dict[str, object]:
    """Two officers press «announce» on the same decision."""
    hour = _hour("40", 2)
    crowd.score(hour)
    opened = _round(hour)
    crowd.decide(hour, opened)
    seen = [_round(hour), _round(hour)]
    with dwelling(decision_rules, "check_announce"):
        said = together(
            [
                lambda: decision.announce(round=seen[0], by=hour.province),
                lambda: decision.announce(round=seen[1], by=hour.second),
            ]
        )
    drafts = Document.objects.filter(round=opened, kind=Document.Kind.ANNOUNCEMENT)
    return {
        "said": said,
        "state": _round(hour).state,
        "results": ResultVersion.objects.filter(round=opened).count(),
        "announcements": drafts.count(),
        "steps": _steps(opened, "round:decided>announced"),
    }


def starting() -> list[dict[str, object]]:
    """Scoring starts at the moment in which a district sends one more nomination."""
    world = make_world()
    opened = world.round_open()
    for told_of, by in ((KRACHAO, world.krasang), (ARANG, world.bandan)):
        sent = story.nominate(opened, told_of, by=by)
        story.nominations.accept_nomination(nomination=sent, by=world.buriram)
    third = proposal("3103", "ลำดวน", "บ้านสาม", 3, "เฉพาะกระสัง")
    draft = story.write_nomination(opened, third, by=world.krasang)
    told = []
    for _ in range(TRIALS):
        late = Nomination.objects.with_place().get(pk=draft.pk)
        call = Round.objects.with_place().get(pk=opened.pk)
        with (
            dwelling(rules, "check_start_scoring"),
            dwelling(nomination_rules, "check_submit_nomination"),
        ):
            said = together(
                [
                    lambda call=call: story.rounds.start_scoring(round=call, by=world.buriram),
                    lambda late=late: story.nominations.submit_nomination(
                        nomination=late, by=world.krasang
                    ),
                ]
            )
        late.refresh_from_db()
        call.refresh_from_db()
        told.append({"said": said, "round": call.state, "nomination": late.state})
        _undo(world, call, late)
    return told


def _undo(world: World, call: Round, late: Nomination) -> None:
    """As before the trial: the call is out, the nomination is the district's."""
    if late.state == "submitted":
        story.nominations.return_nomination(nomination=late, note="แก้ไข", by=world.buriram)
    if call.state == "scoring":
        story.rounds.reopen_round(round=call, reason="รับเพิ่ม", by=world.buriram)


CASES = {
    "saving": saving,
    "double_submit": double_submit,
    "last_and_recall": last_and_recall,
    "announcing": announcing,
    "starting": starting,
}
