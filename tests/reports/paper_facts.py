"""Facts of the Buriram papers of 2568, as values: what the tests of the papers are made from."""

import json
from datetime import date, time
from pathlib import Path

from cdd_network.content import Content
from reports import letters, parts, wording

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
