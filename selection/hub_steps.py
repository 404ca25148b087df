"""The five steps of a province's round: where each stands, what is next or why not yet."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from cdd_network import thai
from cdd_network.models import User
from cdd_network.refusal import refusal_of
from selection import decision_rules, rules
from selection.hub_parts import Act, Facts, Step, state_of, to
from selection.models import Round
from selection.states import NominationState, RoundState


def prepare(user: User, round: Round, facts: Facts) -> Step:
    """1: committee, criteria and conditions, days of the call, meeting."""
    state = state_of(round, RoundState.PREPARING)
    acts = []
    if state == "now":
        refusal = refusal_of(rules.check_open, user, round)
        note = "เมื่อเปิดรับแล้ว เกณฑ์และคุณสมบัติจะแก้ไขไม่ได้อีก"
        acts = [Act("เปิดรับแบบเสนอโครงการ", to("round_open", round), refusal, note=note)]
    told = [f"คณะกรรมการ {facts.seats} ตำแหน่ง ให้คะแนน {facts.scorers} คน"]
    if state == "now":
        ties = f"{facts.ties} ข้อ" if facts.ties else "ยังไม่ได้กำหนด"
        told.append(f"เกณฑ์ {facts.criteria} ข้อ รวม {facts.points} คะแนน ข้อที่ใช้ตัดสินคะแนนเท่ากัน {ties}")
    return Step(
        1,
        "เตรียมคณะกรรมการ เกณฑ์ และกำหนดการ",
        state,
        told,
        [
            ("คณะกรรมการ", to("round_committee", round)),
            ("เกณฑ์การคัดเลือก", to("round_criteria", round)),
            ("คุณสมบัติของกลุ่ม", to("round_eligibility", round)),
            ("กำหนดการรับ", to("round_window", round)),
            ("วันประชุม", to("round_meeting", round)),
            ("กิจกรรมที่ 1 ของจังหวัด", to("province_day", round)),
        ],
        acts,
    )


def receive(user: User, round: Round, facts: Facts) -> Step:
    """2: nominations are taken and looked at; the call is closed, or taken up again."""
    state = state_of(round, RoundState.OPEN, RoundState.CLOSED)
    title = "รับและตรวจแบบเสนอโครงการจากอำเภอ"
    if state == "later":
        return Step(2, title, state, [], [], [])
    told = [_counts(facts)]
    if state == "now":
        told.insert(0, facts.window)
    if facts.leaves:
        told.append(f"อนุญาตให้ส่งหลังกำหนด {facts.leaves} อำเภอ")
    links = [
        ("แบบเสนอโครงการ", reverse("nominations")),
        ("อำเภอที่ส่งและยังไม่ส่ง", to("round_districts", round)),
    ]
    acts = {RoundState.OPEN: _while_open, RoundState.CLOSED: _while_closed}.get(round.state)
    return Step(2, title, state, told, links, acts(user, round, facts) if acts else [])


def _counts(facts: Facts) -> str:
    counts = facts.by_state
    told = (
        f"รอตรวจ {counts[NominationState.SUBMITTED]} ฉบับ "
        f"รับแล้ว {counts[NominationState.ACCEPTED]} ฉบับ "
        f"ส่งกลับ {counts[NominationState.RETURNED]} ฉบับ"
    )
    rejected, withdrawn = counts[NominationState.REJECTED], counts[NominationState.WITHDRAWN]
    told += f" ไม่รับ {rejected} ฉบับ" if rejected else ""
    return told + (f" ถอน {withdrawn} ฉบับ" if withdrawn else "")


def _while_open(user: User, round: Round, facts: Facts) -> list[Act]:
    refusal = refusal_of(rules.check_start_scoring, user, round)
    drafts = facts.by_state[NominationState.DRAFT]
    unsent = f"แบบที่อำเภอยังเขียนอยู่ {drafts} ฉบับและแบบใหม่" if drafts else "แบบใหม่"
    note = f"เมื่อปิดรับ {unsent}จะส่งไม่ได้ เว้นแต่จังหวัดอนุญาตให้ส่งหลังกำหนด จังหวัดยังตรวจและส่งกลับแบบที่ส่งแล้วได้"
    url = to("round_start_scoring", round)
    return [
        Act("ปิดรับแบบเสนอโครงการ", to("round_close", round), note=note),
        Act("ปิดรับและเริ่มให้คะแนน", url, refusal, quiet=True, note=_what_scoring_does(facts)),
    ]


def _while_closed(user: User, round: Round, facts: Facts) -> list[Act]:
    refusal = refusal_of(rules.check_start_scoring, user, round)
    url = to("round_start_scoring", round)
    return [
        Act("เริ่มให้คะแนน", url, refusal, note=_what_scoring_does(facts)),
        Act("เปิดรับอีกครั้ง", to("round_reopen", round), by_post=False, quiet=True),
    ]


def _what_scoring_does(facts: Facts) -> str:
    left_out = (
        f"แบบที่อำเภอยังเขียนหรือแก้ไขอยู่ {facts.writing} ฉบับจะส่งไม่ได้อีกและไม่ได้เข้าพิจารณา"
        if facts.writing
        else "ไม่มีแบบที่อำเภอเขียนค้างไว้"
    )
    return (
        f"เมื่อเริ่มให้คะแนน กรรมการ {facts.scorers} คนจะให้คะแนนแบบที่รับแล้ว "
        f"{facts.by_state[NominationState.ACCEPTED]} ฉบับ {left_out}"
    )


def score(user: User, round: Round, facts: Facts) -> Step:
    """3: the committee meets and gives points."""
    state = state_of(round, RoundState.SCORING)
    title = "ประชุมและให้คะแนน"
    if state == "later":
        return Step(3, title, state, [], _attendance(round), [])
    told = [_meeting_told(round), f"ส่งแล้ว {facts.progress.sent} จาก {facts.progress.wanted} ใบ"]
    if facts.excused:
        told.append(f"บันทึกว่าไม่ได้ให้คะแนน {facts.excused} คน")
    acts = _ways_back(user, round) if state == "now" else []
    if state == "now" and facts.progress.complete and round.began_at:
        state = "done"
    links = [
        *_attendance(round),
        ("การแจ้งมีส่วนได้เสีย", to("round_declarations", round)),
        ("กระดานความคืบหน้า", to("round_board", round)),
        ("ใบให้คะแนนบนกระดาษ", to("round_paper", round)),
        ("ผลคะแนน", to("round_scores", round)),
    ]
    return Step(3, title, state, told, links, acts)


def _attendance(round: Round) -> list[tuple[str, str]]:
    """Who came is written down as soon as the call is out."""
    if round.state == RoundState.PREPARING:
        return []
    return [("ผู้มาประชุม", to("round_attendance", round))]


def _meeting_told(round: Round) -> str:
    if round.began_at is None:
        return "ยังไม่ได้บันทึกการเปิดประชุม"
    if round.ended_at is None:
        return f"เปิดประชุมเมื่อ {_moment(round.began_at)}"
    return f"ประชุมเมื่อ {_moment(round.began_at)} เลิกประชุมแล้ว"


def _moment(at: datetime) -> str:
    return thai.moment_text(timezone.localtime(at))


def _ways_back(user: User, round: Round) -> list[Act]:
    """To the call or to the nominations; both are shut by the first sheet that is sent."""
    refusal = refusal_of(rules.check_may_reopen, user, round)
    if refusal:
        return [Act("เปิดรับอีกครั้ง หรือกลับไปตรวจแบบเสนอ", "", refusal)]
    return [
        Act("กลับไปตรวจแบบเสนอ", to("round_recheck", round), by_post=False, quiet=True),
        Act("เปิดรับอีกครั้ง", to("round_reopen", round), by_post=False, quiet=True),
    ]


def decide(user: User, round: Round, facts: Facts) -> Step:
    """4: the committee's decision, pending until announced."""
    title = "บันทึกผลการคัดเลือก"
    if round.state == RoundState.SCORING:
        refusal = refusal_of(decision_rules.check_may_decide, user, round)
        acts = [Act(title, to("round_decide", round), refusal, by_post=False)]
        complete = facts.progress.complete  # then it is this step that is refused, none before
        links = _explained(round) if complete else []
        return Step(4, title, "now" if complete else "later", [], links, acts)
    if not round.decided_at:
        return Step(4, title, "later", [f"คัดเลือก {round.programme.quota} กลุ่ม"], [], [])
    told = [f"บันทึกเมื่อ {_moment(round.decided_at)}"]
    links = [("มติของคณะกรรมการ", to("round_decision", round)), *_explained(round)]
    acts = []
    if round.state == RoundState.DECIDED:
        url = to("round_reconsider", round)
        acts = [Act("กลับไปพิจารณาใหม่", url, by_post=False, quiet=True)]
    return Step(4, title, "done", told, links, acts)


def _explained(round: Round) -> list[tuple[str, str]]:
    return [("ที่มาของผลการคัดเลือก", to("round_explain", round))]


def announce(user: User, round: Round, facts: Facts) -> Step:
    """5: the result made public, its papers, its correction."""
    title = "ประกาศผล"
    if round.state == RoundState.DECIDED:
        refusal = refusal_of(decision_rules.check_announce, user, round)
        url = to("round_announce", round)
        acts = [Act("ตรวจรายชื่อและประกาศผล", url, refusal, by_post=False)]
        return Step(5, title, "now", [], [], acts)
    if not round.is_announced:
        return Step(5, title, "later", [], [], [])
    public = reverse("public_result", args=[round.token])
    links = [("หน้าผลสำหรับประชาชน", public)]
    acts = [
        Act("จัดทำประกาศและหนังสือ", reverse("documents"), by_post=False),
        Act("แก้ไขประกาศ", to("round_correct", round), by_post=False, quiet=True),
    ]
    return Step(5, title, "done", [f"ประกาศเมื่อ {_moment(round.announced_at)}"], links, acts)
