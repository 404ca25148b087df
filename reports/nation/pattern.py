"""The pattern: an imaginary province's year, told by the officers' own actions, stage by stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal

from projects.actions import papers, plans
from projects.actions.events import begin_province_day
from projects.models import Activity
from reports import demo_event, demo_meeting, story
from reports import demo_texts as texts
from reports.actions import documents, summaries
from reports.demo_time import told_on
from reports.models import Document, SummaryReport
from reports.nation import words
from reports.nation.cast import Cast
from reports.stamps import Series
from selection.actions import (
    committee,
    decision,
    declarations,
    nominations,
    paper_scores,
    rounds,
    window,
)
from selection.models import ChosenGroup, Nomination

Kind = Document.Kind
REJECTED, WITHDRAWN, RETURNED = 4, 6, 8
"""Nominations, by their number, that are not scored; the others are accepted."""
HOME = 3
"""The district of the network's delegate, who stands aside from its group."""
CALLED, SENT, MET, ALLOTTED = (
    date(2025, 5, 29), date(2025, 5, 30), demo_meeting.DAY, date(2025, 6, 16),
)  # fmt: skip
HELD = {1: date(2025, 6, 18), 2: date(2025, 6, 24)}
"""First day of each chosen group's activity."""


class Teller:
    """Tells the year and stops at each stage."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.by = cast, cast.officer
        self.numbers = iter(range(words.FIRST_NUMBER, words.FIRST_NUMBER + 100))

    def tell(self) -> Iterator[tuple[str, date]]:
        """The name and day of each stage, when it stands."""
        yield from self._select()
        yield from self._decide()
        yield from self._run()
        yield from self._report()

    def _paper(self, kind: Kind, day: date, *, head: bool = False, **more: object) -> Document:
        signatory = self.cast.head if head else self.cast.governor
        unnumbered = kind in (Kind.ANNOUNCEMENT, Kind.MEETING_REPORT)
        number = None if unnumbered else next(self.numbers)
        with told_on(day):
            return story.issue(
                self.round, kind, by=self.by, signatory=signatory, day=day, number=number, **more
            )

    def _select(self) -> Iterator[tuple[str, date]]:
        day = date(2025, 5, 20)
        with told_on(day):
            self._prepare(day)
        yield "preparing", day
        self._paper(Kind.COMMITTEE_ORDER, day)
        with told_on(day):
            rounds.open_round(round=self.round, by=self.by)
        self._paper(
            Kind.CRITERIA_CIRCULAR, CALLED, series=Series.CIRCULAR, deadline=texts.NOMINATE_BY,
            urgency=Document.Urgency.MOST,
        )  # fmt: skip
        yield "open", CALLED
        with told_on(SENT):
            self.sent = {one.number: self._nominate(one) for one in self.cast.districts}
            for one in self.cast.districts:
                one.group = self.sent[one.number].group_id
        self._paper(Kind.INVITATION, SENT)
        self._province_day()
        yield "sent", date(2025, 6, 2)
        with told_on(date(2025, 6, 4)):
            self._check()
        yield "checked", date(2025, 6, 4)

    def _prepare(self, day: date) -> None:
        place = f"ห้องประชุมศาลากลาง{self.cast.province}"
        meeting = (MET, time(9), place)
        self.round = story.prepare(
            self.cast.programme, by=self.by, members=self.cast.members, meeting=meeting
        )
        seat = demo_meeting.seat(self.round, demo_meeting.ON_PAPER)
        values = {"on_paper": True, "district": self.cast.player(HOME).office.district}
        committee.save_seat(round=self.round, seat=seat, values=values, by=self.by)
        days = {"opens_on": day, "closes_on": texts.NOMINATE_BY}
        window.save_window(round=self.round, values=days, by=self.by)

    def _nominate(self, player: object) -> Nomination:
        if player.number == RETURNED:
            return story.write_nomination(self.round, player.proposal(), by=player.user)
        return story.nominate(self.round, player.proposal(), by=player.user)

    def _province_day(self) -> None:
        """Activity 1 is got ready; it is held on the day of the meeting."""
        day = date(2025, 6, 2)
        with told_on(day):
            event = begin_province_day(round=self.round, by=self.by)
            demo_event.prepare(event, village="", moo=None, by=self.by)
        self.province_day = event

    def _check(self) -> None:
        for number, one in self.sent.items():
            if number == REJECTED:
                reason = "กลุ่มมีหนี้ค้างชำระเกินเกณฑ์ที่กำหนด (ตัวอย่าง)"
                nominations.reject_nomination(nomination=one, reason=reason, by=self.by)
            elif number == WITHDRAWN:
                by = self.cast.player(number).user
                reason = "กลุ่มขอเสนอในปีถัดไป (ตัวอย่าง)"
                nominations.withdraw_nomination(nomination=one, reason=reason, by=by)
            elif number == RETURNED:
                by = self.cast.player(number).user
                nominations.submit_nomination(nomination=one, by=by)
                items = {"capital": "โปรดระบุที่มาของเงินทุน (ตัวอย่าง)"}
                note = "โปรดแก้ไขแล้วส่งอีกครั้งก่อนวันประชุม (ตัวอย่าง)"
                nominations.return_nomination(nomination=one, note=note, items=items, by=self.by)
                one.refresh_from_db()
                nominations.submit_nomination(nomination=one, by=by)
                one.refresh_from_db()
                nominations.accept_nomination(nomination=one, by=self.by)
            else:
                nominations.accept_nomination(nomination=one, by=self.by)

    def _decide(self) -> Iterator[tuple[str, date]]:
        scored = [n for n in self.sent if n not in (REJECTED, WITHDRAWN)]
        half = len(scored) // 2
        with told_on(date(2025, 6, 5)):
            rounds.start_scoring(round=self.round, by=self.by)
        with told_on(MET, time(9, 20)):
            demo_meeting.gather(self.round, by=self.by)
        demo_event.run(self.province_day, by=self.by)
        with told_on(MET):
            self._score(scored[:2])
            yield "scoring", MET
        with told_on(MET):
            self._score(scored[2:half])
            self._score(scored[half:])
            self._score_on_paper(scored)
        yield "scored", MET
        chosen, reserve = (self.sent[1], self.sent[2]), (self.sent[3],)
        with told_on(MET, time(11)):
            decision.decide(round=self.round, nominations=[*chosen], reserve=reserve, by=self.by)
            demo_meeting.close(self.round, by=self.by)
        yield "decided", MET
        day = date(2025, 6, 9)
        with told_on(day):
            decision.announce(round=self.round, by=self.by)
            demo_event.key_bpm(event=self.province_day, keyed_on=day, by=self.by)
        self._paper(Kind.ANNOUNCEMENT, day)
        self._paper(Kind.MEETING_REPORT, day, head=True)
        yield "announced", day

    def _score(self, numbers: list[int]) -> None:
        """Each number lower than the one before, so that no two are equal; members differ."""
        shares = {
            self.sent[n].pk: [f"{0.95 - 0.018 * n - 0.02 * (k % 3):.3f}" for k in range(5)]
            for n in numbers
        }
        story.score_all(self.round, shares)

    def _score_on_paper(self, numbers: list[int]) -> None:
        seat = demo_meeting.seat(self.round, demo_meeting.ON_PAPER)
        aside = declarations.Word(True, "สังกัดอำเภอเดียวกับกลุ่มที่เสนอ (ตัวอย่าง)")
        said = {self.sent[n].pk: aside if n == HOME else declarations.Word(False) for n in numbers}
        declarations.declare_many(member=seat, words=said, by=self.by)
        for n in numbers:
            if n != HOME:
                share = Decimal(f"{0.94 - 0.018 * n:.3f}")
                points = {c.pk: Decimal(round(c.points * share)) for c in self.round.criteria.all()}
                sheet = paper_scores.key_sheet(
                    seat=seat, nomination=self.sent[n], points=points, note="", by=self.by
                )
                paper_scores.confirm_sheet(sheet=sheet, by=self.cast.second)

    def _run(self) -> Iterator[tuple[str, date]]:
        day = date(2025, 6, 12)
        with told_on(day):
            documents.draft_document(round=self.round, kind=Kind.SELECTION_LETTER, by=self.by)
        self._paper(Kind.MEMO, day, head=True)
        told = date(2025, 6, 13)
        self._paper(Kind.SELECTION_LETTER, told, series=Series.CIRCULAR, deadline=date(2025, 7, 10))
        yield "told", told
        notice = self._paper(Kind.ALLOCATION_NOTICE, ALLOTTED, series=Series.CIRCULAR)
        self.activities: dict[int, Activity] = {}
        for chosen in ChosenGroup.objects.with_place().filter(round=self.round):
            with told_on(ALLOTTED):
                self.activities[chosen.order] = story.allot(
                    chosen, by=self.by, number=notice.printed_number, day=ALLOTTED
                )
        yield "allotted", ALLOTTED
        for order in HELD:
            self._plan(order)
            if order == 1:
                yield "dated", date(2025, 6, 17)
        self._hold(1)
        yield "held", date(2025, 6, 21)

    def _plan(self, order: int) -> None:
        player, site = self.cast.player(order), self.cast.player(HOME)
        days = tuple(HELD[order] + timedelta(n) for n in range(3))
        hall = f"ศาลาประชาคม{player.village}"
        name = f"ศูนย์เรียนรู้{site.village}"
        where = (name, 6, site.office.district_id, site.subdistrict.name)
        activity = self.activities[order]
        with told_on(date(2025, 6, 17)):
            story.plan_days(
                activity, by=player.user, dates=days, places=(hall, name, hall), site=where
            )
            activity.refresh_from_db()
            demo_event.prepare(activity, village=player.village, moo=player.moo, by=player.user)

    def _hold(self, order: int) -> None:
        demo_event.run(self.activities[order], by=self.cast.player(order).user)

    def _report(self) -> Iterator[tuple[str, date]]:
        self._send_plan(1)
        self._hold(2)
        yield "written", date(2025, 6, 27)
        first = self._send_summary(1, date(2025, 6, 27))
        with told_on(date(2025, 6, 30)):
            note = "โปรดเพิ่มรายละเอียดของวันที่ 2 (ตัวอย่าง)"
            items = {"day_2": "โปรดระบุสถานที่ศึกษาดูงาน (ตัวอย่าง)"}
            papers.give_back(paper=first, note=note, items=items, by=self.by)
        yield "returned", date(2025, 6, 30)
        self._send_plan(2)
        self._send_summary(2, date(2025, 7, 1))
        with told_on(date(2025, 7, 1)):
            summaries.submit_summary(report=self._report_of(1), by=self.cast.player(1).user)
        for order in HELD:
            self._key_and_cover(order)
        yield "reported", date(2025, 7, 2)
        with told_on(date(2025, 7, 3)):
            for order in HELD:
                plan = self.activities[order].actionplan
                plan.refresh_from_db()
                plans.accept_plan(plan=plan, by=self.by)
                summaries.accept_summary(report=self._report_of(order), by=self.by)
        yield "accepted", date(2025, 7, 3)
        self._paper(Kind.DEPARTMENT_COVER, date(2025, 7, 4))
        yield "forwarded", date(2025, 7, 4)

    def _report_of(self, order: int) -> SummaryReport:
        return SummaryReport.objects.get(activity=self.activities[order])

    def _reporter(self, order: int, day: date) -> tuple[str, str, date]:
        return (self.cast.player(order).user.display_name, "นักวิชาการพัฒนาชุมชน", day)

    def _send_plan(self, order: int) -> None:
        day = HELD[order] + timedelta(7)
        with told_on(day):
            by = self.cast.player(order).user
            reporter = self._reporter(order, day)
            story.send_plan(self.activities[order], by=by, reporter=reporter)

    def _send_summary(self, order: int, day: date) -> SummaryReport:
        player = self.cast.player(order)
        with told_on(day):
            report = story.write_summary(
                self.activities[order], by=player.user, answers=player.summary(),
                reporter=self._reporter(order, day),
            )  # fmt: skip
            summaries.submit_summary(report=report, by=player.user)
        return report

    def _key_and_cover(self, order: int) -> None:
        player, day = self.cast.player(order), date(2025, 7, 2)
        activity = Activity.objects.with_place().get(pk=self.activities[order].pk)
        with told_on(day):
            demo_event.key_bpm(event=activity, keyed_on=day, by=player.user)
            story.issue(
                self.round, Kind.DISTRICT_COVER, activity=activity, by=player.user,
                signatory=player.chief, number=next(self.numbers), day=day,
            )  # fmt: skip
