"""Facts of the Buriram papers of 2568, as values: what the tests of the papers are made from."""

import json
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

from cdd_network.content import Content
from projects import timetable as clock
from reports import (
    letters,
    letters_forms,
    letters_knowledge,
    letters_office,
    letters_posters,
    letters_scores,
    letters_timetable,
    parts,
    wording,
    wording_meeting,
    wording_memo,
)

DATA = Path(__file__).resolve().parents[2] / "cdd_network" / "data" / "programme_2568.json"
CONTENT = Content.read(json.loads(DATA.read_text(encoding="utf-8"))["content"])
AUTHOR = "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์"
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>'

HEAD = parts.Letterhead(
    office="จังหวัดบุรีรัมย์",
    code="บร 0019",
    address=("ศาลากลางจังหวัดบุรีรัมย์", "1159 เขากระโดง", "จังหวัดบุรีรัมย์ 31000"),
    owner=(
        "สำนักงานพัฒนาชุมชนจังหวัด",
        "กลุ่มงานสารสนเทศการพัฒนาชุมชน",
        "โทร./โทรสาร 0 4466 6512 (มท) 37156",
        "ไปรษณีย์อิเล็กทรอนิกส์ saraban_buriram@cdd.mail.go.th",
    ),
)
SIGNATURE = parts.Signature(
    "นายจำเริญ แหวนเพชร", "รองผู้ว่าราชการจังหวัด", parts.ACTING, "ผู้ว่าราชการจังหวัดบุรีรัมย์"
)
REFERENCES = (
    parts.Reference("จังหวัดบุรีรัมย์", "บร 0019/ว 2230", date(2025, 5, 27)),
    parts.Reference("จังหวัดบุรีรัมย์", "บร 0019/ว 22303", date(2025, 5, 29), "ด่วนที่สุด"),
)
ENCLOSURES = (
    parts.Enclosure(
        1, "announcement", "สำเนาประกาศจังหวัดบุรีรัมย์ ลงวันที่ 7 มิถุนายน 2568", 1, "ฉบับ", False
    ),
    parts.Enclosure(2, "procedure", "ขั้นตอนการดำเนินงานโครงการ ฯ"),
    parts.Enclosure(3, "curriculum", "รายละเอียดหลักสูตร"),
    parts.Enclosure(4, "plan", "แผนปฏิบัติการขับเคลื่อน ฯ"),
    parts.Enclosure(5, "summary", "แบบสรุปผลการดำเนินงาน"),
)
KRACHAO = parts.GroupAddress("กระเจา", 7, "ลำดวน", "กระสัง", "บุรีรัมย์")
ARANG = parts.GroupAddress("บ้านอารัง", 2, "วังเหนือ", "บ้านด่าน", "บุรีรัมย์")
REPORTER = parts.Reporter(2568, "นางสาวสมศรี ใจดี", "พัฒนาการอำเภอกระสัง", date(2025, 6, 25))


def selection_facts(**changes) -> wording.SelectionFacts:
    """Facts of the letter to the chosen districts."""
    facts = {
        "province": "บุรีรัมย์",
        "fiscal_year": 2568,
        "meeting_day": date(2025, 6, 6),
        "meeting_time": time(9),
        "meeting_place": "ห้องประชุมนารายณ์บรรทมสินธุ์ ชั้น 4 ศาลากลางจังหวัดบุรีรัมย์",
        "plan_due": date(2025, 7, 10),
        "summary_due": date(2025, 7, 10),
        "enclosures": ENCLOSURES,
        "references": 2,
    }
    return wording.SelectionFacts(**(facts | changes))


FACTS = selection_facts()


def selection_letter(**changes) -> letters.Letter:
    """The issued letter of 13 June 2568."""
    facts = {
        "author": AUTHOR,
        "head": HEAD,
        "signature": SIGNATURE,
        "number": "2230",
        "day": date(2025, 6, 13),
        "subject": wording.selection_subject(FACTS),
        "to": "นายอำเภอกระสัง และนายอำเภอบ้านด่าน",
        "references": REFERENCES,
        "enclosures": ENCLOSURES,
        "body": wording.selection_letter_body(FACTS),
        "qr": parts.Qr("qr.svg", "https://network.example.go.th/d/Ab3"),
        "files": {"qr.svg": SQUARE},
    }
    return letters.Letter(**(facts | changes))


def announcement(**changes) -> letters.Announcement:
    """The announcement of 7 June 2568."""
    facts = {
        "author": AUTHOR,
        "head": HEAD,
        "signature": SIGNATURE,
        "day": date(2025, 6, 7),
        "subject": wording.announcement_subject(FACTS),
        "body": wording.announcement_body(FACTS),
        "groups": (KRACHAO, ARANG),
    }
    return letters.Announcement(**(facts | changes))


def committee_order(**changes) -> letters.CommitteeOrder:
    """The order that appoints the default committee."""
    facts = {
        "author": AUTHOR,
        "head": HEAD,
        "signature": SIGNATURE,
        "number": "1234",
        "year": 2568,
        "day": date(2025, 5, 20),
        "subject": wording.order_subject(FACTS),
        "body": wording.order_body(FACTS),
        "seats": tuple(parts.Seat(seat.post, seat.role) for seat in CONTENT.committee),
        "duties": CONTENT.committee_duties,
    }
    return letters.CommitteeOrder(**(facts | changes))


def action_plan(**changes) -> letters.ActionPlan:
    """The blank action plan."""
    facts = {"author": AUTHOR, "form": CONTENT.plan_form, "reporter": parts.Reporter(2568)}
    return letters.ActionPlan(**(facts | changes))


def summary(**changes) -> letters.Summary:
    """The blank summary."""
    facts = {"author": AUTHOR, "form": CONTENT.summary_form, "reporter": parts.Reporter(2568)}
    return letters.Summary(**(facts | changes))


def memo(**changes) -> letters_office.Memo:
    """The memo that puts the letter to the chosen districts before the governor."""
    told = wording_memo.MemoFacts(
        province="บุรีรัมย์",
        fiscal_year=2568,
        writer=AUTHOR,
        to="ผู้ว่าราชการจังหวัดบุรีรัมย์",
        drafts=("ร่างหนังสือแจ้งอำเภอที่ได้รับการคัดเลือก",),
        issued=2,
        latest="ประกาศผลการคัดเลือก ลงวันที่ 7 มิถุนายน 2568",
    )
    facts = {
        "author": AUTHOR,
        "head": HEAD,
        "signature": parts.Signature("ตัวอย่าง", "พัฒนาการจังหวัดบุรีรัมย์"),
        "number": "318",
        "day": date(2025, 6, 12),
        "office_line": f"{AUTHOR} กลุ่มงานสารสนเทศการพัฒนาชุมชน โทร. 0 4466 6512 (มท) 37156",
        "subject": wording_memo.memo_subject(told),
        "to": told.to,
        "body": wording_memo.memo_body(told),
    }
    return letters_office.Memo(**(facts | changes))


def report_facts(**changes) -> wording_meeting.ReportFacts:
    """Facts of the committee's meeting of 6 June 2568; the points are made up."""
    facts = {
        "province": "บุรีรัมย์",
        "fiscal_year": 2568,
        "meeting_day": date(2025, 6, 6),
        "meeting_time": time(9),
        "meeting_place": FACTS.meeting_place,
        "order": "คำสั่งจังหวัดบุรีรัมย์ ที่ 2150/2568 ลงวันที่ 20 พฤษภาคม 2568",
        "held": wording_meeting.Held(time(9, 5), time(11), came=9, seats=11, needed=6),
        "criteria": tuple((one.title, one.points) for one in CONTENT.criteria),
        "weighed": (
            wording_meeting.Weighed(1, KRACHAO.text, "ศูนย์สาธิตการตลาดบ้านกระเจา", "90.00"),
            wording_meeting.Weighed(2, ARANG.text, "ธนาคารข้าวบ้านอารัง", "85.80"),
        ),
        "chosen": (KRACHAO.text, ARANG.text),
    }
    return wording_meeting.ReportFacts(**(facts | changes))


def meeting_report(**changes) -> letters_office.MeetingReport:
    """The report of that meeting: a delegate, one late, one early, one absent, one who stood
    aside, a casting vote, a reserve and an opinion against."""
    seats = [parts.Seat(seat.post, seat.role) for seat in CONTENT.committee]
    delegate = replace(seats[4], name="นางสาวสมศรี ใจดี")
    absent = parts.Absent(seats.pop(2), "ติดราชการ")
    came = [parts.Attended(one) for one in seats]
    came[3] = parts.Attended(delegate, delegate=True, note="มาเวลา 09.20 น.")
    came[4] = replace(came[4], note="ออกจากที่ประชุมเวลา 10.30 น.")
    told = report_facts(
        aside=(
            wording_meeting.Aside("เกษตรจังหวัดบุรีรัมย์", "ติดราชการ"),
            wording_meeting.Aside("สหกรณ์จังหวัดบุรีรัมย์", "เป็นสมาชิกของกลุ่ม", KRACHAO.title),
        ),
        reserve=("กลุ่มออมทรัพย์เพื่อการผลิตบ้านหนองขวาง (ตัวอย่าง)",),
        casting=("รองผู้ว่าราชการจังหวัดบุรีรัมย์", "กลุ่มมีความพร้อมกว่า"),
        dissents=(("ท้องถิ่นจังหวัดบุรีรัมย์", "ควรให้น้ำหนักแก่ความเร่งด่วน"),),
    )
    facts = {
        "author": AUTHOR,
        "subject": wording_meeting.report_subject(told),
        "body": wording_meeting.report_body(told),
        "signature": parts.Signature("ตัวอย่าง", "พัฒนาการจังหวัดบุรีรัมย์"),
        "meeting_day": told.meeting_day,
        "meeting_time": told.meeting_time,
        "meeting_place": told.meeting_place,
        "present": tuple(came),
        "absent": (absent,),
        "recorder": "ผู้อำนวยการกลุ่มงานสารสนเทศการพัฒนาชุมชน",
        "day": date(2025, 6, 9),
    }
    return letters_office.MeetingReport(**(facts | changes))


YEAR_FORM = {
    "author": AUTHOR,
    "project": "โครงการส่งเสริมกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต",
    "year": 2568,
}
MEETING = {
    "province": "บุรีรัมย์",
    "day": date(2025, 6, 6),
    "place": "ห้องประชุมนารายณ์บรรทมสินธุ์ ชั้น 4 ศาลากลางจังหวัดบุรีรัมย์",
}
CRITERIA = tuple(
    letters_forms.CriterionRow(one.title, one.points, one.help, anchors=one.anchors)
    for one in CONTENT.criteria
)


def criteria(**changes) -> letters_forms.Criteria:
    """The criteria of Buriram's round."""
    facts = {
        "province": "บุรีรัมย์",
        "quota": 2,
        "eligibility": CONTENT.eligibility,
        "rows": CRITERIA,
        "rules": CONTENT.committee_rules,
    }
    return letters_forms.Criteria(**(YEAR_FORM | facts | changes))


def proposal(**changes) -> letters_forms.Proposal:
    """Krachao's proposal as it was sent; ``answers={}`` leaves its lines dotted."""
    answers = {item.key: (f"คำตอบข้อ {item.number}", "บรรทัดที่สอง") for item in CONTENT.proposal}
    facts = {
        "items": CONTENT.proposal,
        "group": KRACHAO,
        "answers": answers,
        "district": "กระสัง",
        "office": "สำนักงานพัฒนาชุมชนอำเภอกระสัง",
        "day": date(2025, 5, 12),
    }
    return letters_forms.Proposal(**(YEAR_FORM | facts | changes))


def score_sheets(**changes) -> letters_scores.ScoreSheets:
    """A filled sheet and a blank one."""
    filled = letters_scores.MemberSheet(
        group=KRACHAO,
        activity="ศูนย์สาธิตการตลาดบ้านกระเจา",
        post="เกษตรจังหวัด",
        role="กรรมการ",
        points=tuple(Decimal(one.points) - Decimal("0.5") for one in CRITERIA),
        note="กลุ่มมีความพร้อม",
        sent=date(2025, 6, 6),
        qr=parts.Qr("qr.svg", "https://network.example.go.th/paper-sheets/3/7/"),
    )
    sheets = (filled, letters_scores.MemberSheet())
    facts = {"criteria": CRITERIA, "sheets": sheets, "files": {"qr.svg": SQUARE}}
    return letters_scores.ScoreSheets(**(YEAR_FORM | MEETING | facts | changes))


def result_row(rank: int, name: str, totals: tuple[str, ...], **more) -> letters_scores.ResultRow:
    """A nomination in the table of results."""
    facts = {"address": "หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์", "activity": "ธนาคารข้าว"}
    figures = {"mean": "85.50", "spread": "9"}
    return letters_scores.ResultRow(
        rank=rank, group=name, totals=totals, **(facts | figures | more)
    )


def result_table(**changes) -> letters_scores.ResultTable:
    """Two nominations, three members, one member excused."""
    facts = {
        "scorers": tuple(
            letters_scores.Scorer(number, CONTENT.committee[number - 1].post)
            for number in (1, 2, 4)
        ),
        "rows": (
            result_row(1, KRACHAO.title, ("90", "81", "85.5"), chosen=1),
            result_row(2, ARANG.title, ("80", "77", "75"), mean="77.33", spread="5"),
        ),
        "excused": (letters_scores.Excused("เกษตรจังหวัด", "ลาป่วย"),),
    }
    return letters_scores.ResultTable(**(YEAR_FORM | MEETING | facts | changes))


def registration(**changes) -> letters_forms.Registration:
    """The three days, the first with date and place."""
    rule = CONTENT.activity(2)
    known = letters_forms.Sheet(1, "อบรมฯ", date(2025, 6, 18), "ศาลาประชาคมบ้านกระเจา")
    facts = {
        "activity": f"กิจกรรมที่ {rule.number} {rule.title}",
        "people": rule.people,
        "privacy": "https://network.example.go.th/privacy/",
        "group": KRACHAO,
        "sheets": (known, *(letters_forms.Sheet(d.number, d.title) for d in CONTENT.days(2)[1:])),
    }
    return letters_forms.Registration(**(YEAR_FORM | facts | changes))


def knowledge(**changes) -> letters_knowledge.KnowledgeTest:
    """The knowledge test for any group."""
    facts = {
        "moments": ("ก่อนเริ่มกิจกรรม", "หลังจบกิจกรรม"),
        "questions": tuple(
            letters_knowledge.Question(one.title, one.choices) for one in CONTENT.survey.knowledge
        ),
        "note": CONTENT.survey.note,
        "above": CONTENT.survey.titles[1:],
    }
    return letters_knowledge.KnowledgeTest(**(YEAR_FORM | facts | changes))


def satisfaction(**changes) -> letters_forms.Satisfaction:
    """The survey for any group."""
    return letters_forms.Satisfaction(**(YEAR_FORM | {"survey": CONTENT.survey} | changes))


def timetable(**changes) -> letters_timetable.Timetable:
    """The three days by the curriculum, the first with date, place and speakers."""
    rule = CONTENT.activity(2)
    speaker = ("นายสมชาย ใจดี", "นักวิชาการพัฒนาชุมชนชำนาญการ สำนักงานพัฒนาชุมชนอำเภอกระสัง")
    known = {"places": ("ศาลาประชาคมบ้านกระเจา",), "day": date(2025, 6, 18)}
    days = [
        letters_timetable.TimetableDay(
            label=f"วันที่ {day.number} {day.title}",
            lines=tuple(
                letters_timetable.TimetableLine(
                    slot.begins,
                    slot.ends,
                    slot.topic,
                    *(speaker if day.number == 1 and slot.is_taught else ()),
                    is_break=slot.topic == clock.LUNCH_TEXT,
                )
                for slot in clock.with_lunch(clock.curriculum_slots(day))
            ),
            **(known if day.number == 1 else {"places": ()}),
        )
        for day in CONTENT.days(2)
    ]
    facts = {
        "activity": f"กิจกรรมที่ {rule.number} {rule.title}",
        "group": KRACHAO,
        "days": tuple(days),
    }
    return letters_timetable.Timetable(**(YEAR_FORM | facts | changes))


def posters(**changes) -> letters_posters.Posters:
    """A day's check-in and the test before."""
    walls = tuple(
        letters_posters.Wall(
            title=title,
            lines=(KRACHAO.title, "วันที่ 18 มิถุนายน 2568", "ศาลาประชาคมบ้านกระเจา"),
            steps=("เปิดกล้องโทรศัพท์", "ส่องที่ภาพ QR", "พิมพ์ชื่อของท่าน แล้วกด “ลงชื่อ”"),
            notes=("ลงชื่อวันละ 2 ครั้ง",),
            qr=parts.Qr("qr.svg", f"https://network.example.go.th/{address}/7Kx2m9QwLr4T/"),
        )
        for title, address in (("ลงชื่อเข้าร่วมกิจกรรม", "c"), ("แบบประเมินก่อนเริ่มกิจกรรม", "q"))
    )
    facts = {"author": AUTHOR, "walls": walls, "files": {"qr.svg": SQUARE}}
    return letters_posters.Posters(**(facts | changes))
