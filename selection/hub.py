"""The province's way through a round: five steps, where it stands, what is next or why not yet."""

from dataclasses import dataclass
from typing import Literal

from django.urls import reverse

from cdd_network.models import User
from cdd_network.refusal import refusal_of
from selection import decision_rules, queries, rules, tally
from selection.models import CommitteeMember, Criterion, Nomination, Round
from selection.states import NominationState, RoundState

ORDER = list(RoundState.values)


@dataclass(frozen=True)
class Act:
    """A button: by POST, or a link to a page that asks once more. Grey with ``refusal``.

    ``note`` says beside it what will happen.
    """

    label: str
    url: str
    refusal: str = ""
    by_post: bool = True
    quiet: bool = False
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One of the five steps: its facts, the pages it is done on, and its acts."""

    number: int
    title: str
    state: Literal["done", "now", "later"]
    facts: list[str]
    links: list[tuple[str, str]]
    acts: list[Act]


@dataclass(frozen=True)
class Facts:
    """Counts that the steps speak of."""

    seats: int
    scorers: int
    excused: int
    criteria: int
    points: int
    by_state: dict[str, int]
    progress: tally.Progress


@dataclass(frozen=True)
class Hub:
    """The steps in order, what to look at before the next one, and who has yet to send."""

    steps: list[Step]
    warnings: list[str]
    awaited: queries.Awaited | None


def hub_of(user: User, round: Round) -> Hub:
    """The five steps of the round as its province sees them."""
    facts = _facts(round)
    steps = [
        _prepare(user, round, facts),
        _receive(user, round, facts),
        _score(user, round, facts),
        _decide(user, round),
        _announce(user, round),
    ]
    awaited = queries.awaited_districts(round) if round.state == RoundState.OPEN else None
    return Hub(steps, warnings_of(round), awaited)


def _facts(round: Round) -> Facts:
    seats = CommitteeMember.objects.filter(round=round).values_list("user_id", "excused_reason")
    reasons = [reason for account, reason in seats if account is not None]
    points = list(Criterion.objects.filter(round=round).values_list("points", flat=True))
    states = list(Nomination.objects.filter(round=round).values_list("state", flat=True))
    scorers = reasons.count("")
    sent = tally.counted_sheets(round).count()
    return Facts(
        seats=len(seats),
        scorers=scorers,
        excused=len(reasons) - scorers,
        criteria=len(points),
        points=sum(points),
        by_state={state: states.count(state) for state in NominationState.values},
        progress=tally.Progress(sent, scorers * states.count(NominationState.ACCEPTED)),
    )


def warnings_of(round: Round) -> list[str]:
    """What deserves a look; none of it forbids the next step."""
    warnings = []
    if round.meeting_date is None and round.state != RoundState.ANNOUNCED:
        warnings.append("ยังไม่ได้ระบุวันประชุมคัดเลือก")
    if round.meeting_date and round.meeting_date.weekday() >= 5:
        warnings.append("วันประชุมคัดเลือกตรงกับวันหยุดเสาร์–อาทิตย์ โปรดตรวจว่าถูกต้อง")
    return warnings


def _state(round: Round, step: str) -> Literal["done", "now", "later"]:
    """Where a step stands: it is done in the state ``step``."""
    here, there = ORDER.index(round.state), ORDER.index(step)
    return "done" if here > there else "now" if here == there else "later"


def _to(name: str, round: Round) -> str:
    return reverse(name, args=[round.pk])


def _only_now(state: str, acts: list[Act]) -> list[Act]:
    return acts if state == "now" else []


def _prepare(user: User, round: Round, facts: Facts) -> Step:
    state = _state(round, RoundState.PREPARING)
    refusal = refusal_of(rules.check_open, user, round) if state == "now" else ""
    return Step(
        1,
        "เตรียมคณะกรรมการ เกณฑ์ และวันประชุม",
        state,
        [
            f"คณะกรรมการ {facts.seats} ตำแหน่ง ให้คะแนน {facts.scorers} คน",
            f"เกณฑ์ {facts.criteria} ข้อ รวม {facts.points} คะแนน",
        ],
        [
            ("คณะกรรมการ", _to("round_committee", round)),
            ("เกณฑ์การคัดเลือก", _to("round_criteria", round)),
            ("วันประชุม", _to("round_meeting", round)),
        ],
        _only_now(state, [Act("เปิดรับแบบเสนอโครงการ", _to("round_open", round), refusal)]),
    )


def _receive(user: User, round: Round, facts: Facts) -> Step:
    state = _state(round, RoundState.OPEN)
    refusal = refusal_of(rules.check_start_scoring, user, round) if state == "now" else ""
    url, note = _to("round_start_scoring", round), _what_closing_does(facts)
    counts = facts.by_state
    return Step(
        2,
        "รับและตรวจแบบเสนอโครงการจากอำเภอ",
        state,
        [
            f"รอตรวจ {counts[NominationState.SUBMITTED]} ฉบับ "
            f"รับแล้ว {counts[NominationState.ACCEPTED]} ฉบับ "
            f"ส่งกลับ {counts[NominationState.RETURNED]} ฉบับ"
        ]
        if state != "later"
        else [],
        [("แบบเสนอโครงการ", reverse("nominations"))] if state != "later" else [],
        _only_now(state, [Act("ปิดรับและเริ่มให้คะแนน", url, refusal, note=note)]),
    )


def _what_closing_does(facts: Facts) -> str:
    counts = facts.by_state
    writing = counts[NominationState.DRAFT] + counts[NominationState.RETURNED]
    left_out = (
        f"แบบที่อำเภอยังเขียนหรือแก้ไขอยู่ {writing} ฉบับจะส่งไม่ได้อีกและไม่ได้เข้าพิจารณา"
        if writing
        else "ไม่มีแบบที่อำเภอเขียนค้างไว้"
    )
    return (
        f"เมื่อปิดรับ กรรมการ {facts.scorers} คนจะให้คะแนนแบบที่รับแล้ว "
        f"{counts[NominationState.ACCEPTED]} ฉบับ {left_out}"
    )


def _score(user: User, round: Round, facts: Facts) -> Step:
    complete = facts.progress.complete
    state = _state(round, RoundState.SCORING)
    acts = []
    if state == "now":
        refusal = refusal_of(rules.check_reopen, user, round)
        acts = [Act("กลับไปเปิดรับ", _to("round_reopen", round), refusal, quiet=True)]
    if state == "now" and complete:
        state = "done"
    facts_text = [f"ส่งแล้ว {facts.progress.sent} จาก {facts.progress.wanted} ใบ"]
    if facts.excused:
        facts_text.append(f"บันทึกว่าไม่ได้ให้คะแนน {facts.excused} คน")
    return Step(
        3,
        "กรรมการให้คะแนน",
        state,
        [] if state == "later" else facts_text,
        [] if state == "later" else [("ความคืบหน้าและผลคะแนน", _to("round_scores", round))],
        acts,
    )


def _decide(user: User, round: Round) -> Step:
    if round.state == RoundState.SCORING:
        refusal = refusal_of(decision_rules.check_may_decide, user, round)
        acts = [Act("บันทึกผลการคัดเลือก", _to("round_decide", round), refusal, by_post=False)]
        return Step(4, "บันทึกผลการคัดเลือก", "later" if refusal else "now", [], [], acts)
    state = "done" if round.decided_at else "later"
    acts = []
    if round.state == RoundState.DECIDED:
        acts = [Act("กลับไปพิจารณาใหม่", _to("round_reconsider", round), quiet=True)]
    quota = f"คัดเลือก {round.programme.quota} กลุ่ม"
    return Step(4, "บันทึกผลการคัดเลือก", state, [quota], [], acts)


def _announce(user: User, round: Round) -> Step:
    announced = round.state == RoundState.ANNOUNCED
    if round.state == RoundState.DECIDED:
        refusal = refusal_of(decision_rules.check_announce, user, round)
        url = _to("round_announce", round)
        acts = [Act("ตรวจรายชื่อและประกาศผล", url, refusal, by_post=False)]
        return Step(5, "ประกาศผล", "now", [], [], acts)
    acts = [Act("จัดทำประกาศและหนังสือ", reverse("documents"), by_post=False)] if announced else []
    return Step(5, "ประกาศผล", "done" if announced else "later", [], [], acts)
