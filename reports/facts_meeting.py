"""Facts of the committee's meeting → what its report says: who came, the quorum, the decision.

Hours are Bangkok's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import pairwise

from django.utils import timezone

from cdd_network import thai
from reports import facts, parts
from reports.wording_meeting import Aside, Held, Parted, ReportFacts, Weighed
from selection.meeting_rules import minute
from selection.models import CommitteeMember, Decision, Round
from selection.queries_meeting import MeetingFacts, SeatFacts, meeting_facts
from selection.queries_result import rows_of_version
from selection.result import Row, result_rows

Seat = CommitteeMember.Seat


class Minutes:
    """A round's meeting as its report names people; read once."""

    def __init__(self, opened: Round) -> None:
        self.round = opened
        self.province = opened.office.province.name
        self.met: MeetingFacts = meeting_facts(opened)

    @property
    def present(self) -> tuple[parts.Attended, ...]:
        """Who came, in the order of the committee, with the hours of late and early."""
        return tuple(
            parts.Attended(self._seat(one), bool(one.delegate), self._note(one))
            for one in self.met.present
        )

    @property
    def absent(self) -> tuple[parts.Absent, ...]:
        """For whom nobody came; the reason is '' where nobody wrote one."""
        missing = (one for one in self.met.seats if not one.came)
        return tuple(parts.Absent(self._seat(one), one.absence_reason) for one in missing)

    @property
    def recorder(self) -> str:
        """Post of the first secretary who came, else of the first; '' without one."""
        writers = [one for one in self.met.seats if one.kind == Seat.SECRETARY]
        writers.sort(key=lambda one: not one.came)
        return self.post(writers[0].post) if writers else ""

    @property
    def held(self) -> Held:
        """Hours, the quorum when the meeting began, and who presided for the chair."""
        met, quorum = self.met, self.met.at_begin
        stood_in = met.presiding if met.presiding and met.presiding.kind != Seat.CHAIR else None
        return Held(
            began=_hour(met.began_at),
            ended=_hour(met.ended_at),
            came=quorum.present if quorum else 0,
            seats=len(met.seats),
            needed=met.now.needed,
            presiding=self.post(stood_in.post) if stood_in else "",
        )

    @property
    def aside(self) -> Iterator[Aside]:
        """Seats that scored nothing, then those that stood aside from a single group."""
        for one in self.met.seats:
            if one.excused_reason:
                yield Aside(self.post(one.post), _line(one.excused_reason))
        for nomination in self.met.asides:
            for seat in nomination.seats:
                yield Aside(self.post(seat.post), _line(seat.reason), nomination.group)

    @property
    def dissents(self) -> tuple[tuple[str, str], ...]:
        """Post and opinion of those who disagreed."""
        return tuple((self.post(one.post), _line(one.dissent)) for one in self.met.dissents)

    def post(self, post: str) -> str:
        """A post with its province."""
        return facts.post_in(post, self.province)

    def _seat(self, seat: SeatFacts) -> parts.Seat:
        """With the name of who sat there; one that only repeats the post leaves room for a name."""
        post, name = self.post(seat.post), seat.delegate or seat.person
        repeats = {f"ผู้แทน{seat.post}", f"ผู้แทน{post}"}
        return parts.Seat(post, seat.role, "" if name in repeats else name)

    def _note(self, seat: SeatFacts) -> str:
        """«มาเวลา 09.20 น. และออกจากที่ประชุมเวลา 10.30 น.»; '' for who stayed from end to end."""
        told = [f"มาเวลา {_said(seat.stays[0].arrived_at)}"] if seat.late else []
        for left, back in zip(seat.stays, seat.stays[1:], strict=False):
            told.append(f"ออกจากที่ประชุมเวลา {_said(left.left_at)}")
            told.append(f"กลับเข้าประชุมเวลา {_said(back.arrived_at)}")
        if seat.early:
            told.append(f"ออกจากที่ประชุมเวลา {_said(seat.left_at)}")
        return " และ".join(told)


def report_facts(minutes: Minutes) -> ReportFacts:
    """What the report tells, the points as they were frozen or, before that, as they stand.

    Whom the meeting chose stays as it was first announced: a correction is no act of that meeting.
    """
    opened = minutes.round
    rows = rows_of_version(opened, 1) or result_rows(opened)
    decision = Decision.objects.filter(round=opened).select_related("casting_seat").first()
    return ReportFacts(
        **facts.meeting_values(opened),
        held=minutes.held,
        criteria=tuple(opened.criteria.values_list("title", "points")),
        weighed=tuple(
            Weighed(row["place"], f"{row['group']} {row['address']}", row["activity"], row["mean"])
            for row in rows
        ),
        chosen=_named(rows, "chosen"),
        reserve=_named(rows, "reserve"),
        aside=tuple(minutes.aside),
        parted=tuple(_parted(rows)),
        casting=_casting(minutes, decision),
        reason=_line(decision.reason) if decision else "",
        dissents=minutes.dissents,
    )


def _named(rows: list[Row], outcome: str) -> tuple[str, ...]:
    """Groups and addresses of those with this outcome, in its order."""
    found = sorted((row for row in rows if row[outcome]), key=lambda row: row[outcome])
    return tuple(f"{row['group']} {row['address']}" for row in found)


def _parted(rows: list[Row]) -> list[Parted]:
    """Runs of equal means that one criterion put into the order of the list."""
    runs: list[tuple[int, list[int]]] = []
    for at, (one, after) in enumerate(pairwise(rows)):
        if one["rank"] != after["rank"] or one["place"] == after["place"]:
            continue
        if runs and runs[-1][0] == after["parted_by"] and runs[-1][1][-1] == at:
            runs[-1][1].append(at + 1)
        else:
            runs.append((after["parted_by"], [at, at + 1]))
    return [_by_criterion(rows, order, run) for order, run in runs]


def _by_criterion(rows: list[Row], order: int, run: list[int]) -> Parted:
    of = [next(one for one in rows[at]["criteria"] if one["order"] == order) for at in run]
    return Parted(tuple(at + 1 for at in run), of[0]["title"], tuple(one["mean"] for one in of))


def _casting(minutes: Minutes, decision: Decision | None) -> tuple[str, str] | None:
    if decision is None or decision.casting_seat is None:
        return None
    return minutes.post(decision.casting_seat.post), _line(decision.casting_reason)


def _hour(moment: datetime | None) -> time | None:
    return minute(timezone.localtime(moment)).time() if moment else None


def _said(moment: datetime) -> str:
    return thai.time_text(_hour(moment))


def _line(text: str) -> str:
    return " ".join(text.split())
