"""Wording of the report of the committee's meeting (รายงานการประชุม)."""

from dataclasses import dataclass

from cdd_network import thai
from reports.parts import Paragraph
from reports.wording import SELECTION, MeetingFacts, numbered
from reports.wording_call import agenda_heads

ITEM, MOTION, TIMES = "ระเบียบวาระที่", "มติที่ประชุม", ("เริ่มประชุม", "เลิกประชุม")
"""How the lines begin that the report sets apart: an item, a motion, begin and end."""


@dataclass(frozen=True)
class Weighed:
    """A nomination as the committee weighed it; ``mean`` in points as frozen, «90.20»."""

    rank: int
    group: str
    activity: str
    mean: str


@dataclass(frozen=True, kw_only=True)
class ReportFacts(MeetingFacts):
    """What the report says besides. ``criteria`` are pairs of title and points, ``weighed`` the
    nominations best first, ``chosen`` the groups in the announcement's order, ``aside`` pairs of
    post and reason of the seats that gave no points.
    """

    criteria: tuple[tuple[str, int], ...]
    weighed: tuple[Weighed, ...]
    chosen: tuple[str, ...]
    aside: tuple[tuple[str, str], ...] = ()
    reason: str = ""


def report_subject(facts: MeetingFacts) -> str:
    """Heading of the report, in three lines."""
    lines = (
        f"รายงานการประชุมคณะกรรมการ{SELECTION}",
        f"ระดับ{facts.office} {facts.year}",
        facts.meeting_number,
    )
    return "\n".join(lines)


def report_body(facts: ReportFacts) -> tuple[Paragraph, ...]:
    """Begin, the five items of the agenda, end; the hour of the end is written in by hand."""
    told = (
        _chair(facts),
        (Paragraph("ไม่มี เนื่องจากเป็นการประชุมครั้งแรก"),),
        _noted(facts),
        _decided(facts),
        (Paragraph("ไม่มี"),),
    )
    items = zip(agenda_heads(), told, strict=True)
    return (
        Paragraph(f"เริ่มประชุมเวลา {thai.time_text(facts.meeting_time)}"),
        Paragraph(
            "เมื่อกรรมการมาครบองค์ประชุมแล้ว ประธานกล่าวเปิดการประชุม และดำเนินการประชุมตามระเบียบวาระ ดังนี้"
        ),
        *(one for head, body in items for one in (Paragraph(head), *body)),
        Paragraph(f"เลิกประชุมเวลา {'.' * 20} น."),
    )


def _chair(facts: ReportFacts) -> tuple[Paragraph, ...]:
    by = f" ตาม{facts.order}" if facts.order else ""
    return (
        Paragraph(
            f"ประธานแจ้งให้ที่ประชุมทราบว่า {facts.office}ได้แต่งตั้ง{facts.committee}{by} "
            f"เพื่อพิจารณา{SELECTION} ตามเกณฑ์การคัดเลือกที่กรมการพัฒนาชุมชนกำหนด "
            f"จังหวัดละ {facts.quota} กลุ่ม"
        ),
        Paragraph(f"{MOTION} รับทราบ"),
    )


def _noted(facts: ReportFacts) -> tuple[Paragraph, ...]:
    full = sum(points for _, points in facts.criteria)
    considered = sorted(facts.weighed, key=lambda one: one.group)
    return (
        Paragraph(f"เลขานุการแจ้งเกณฑ์การคัดเลือก คะแนนเต็ม {full} คะแนน ดังนี้", "3.1"),
        *numbered((f"{title} {points} คะแนน" for title, points in facts.criteria), "{})"),
        Paragraph(
            f"เลขานุการแจ้งว่า อำเภอได้ส่งแบบเสนอโครงการที่มีคุณสมบัติตามเกณฑ์ จำนวน {len(considered)} กลุ่ม ดังนี้",
            "3.2",
        ),
        *numbered((f"{one.group} เสนอกิจกรรม{one.activity}" for one in considered), "{})"),
        Paragraph(f"{MOTION} รับทราบ"),
    )


def _decided(facts: ReportFacts) -> tuple[Paragraph, ...]:
    ranked = (f"{one.group} ได้คะแนนเฉลี่ย {one.mean} คะแนน" for one in facts.weighed)
    return (
        Paragraph(
            "ที่ประชุมพิจารณาแบบเสนอโครงการของแต่ละกลุ่มและให้คะแนนตามเกณฑ์การคัดเลือก "
            "ผลคะแนนเฉลี่ยของคณะกรรมการเรียงตามลำดับ ดังนี้",
            "4.1",
        ),
        *numbered(ranked, "{})"),
        *_ties(facts),
        *_aside(facts),
        Paragraph(
            f"{MOTION} เห็นชอบให้กลุ่มออมทรัพย์เพื่อการผลิต จำนวน {len(facts.chosen)} กลุ่ม "
            f"ได้รับการ{facts.selection} และให้เสนอจังหวัดประกาศผลการคัดเลือก ดังนี้"
        ),
        *numbered(facts.chosen, "{})"),
        *([Paragraph(f"ทั้งนี้ โดยมีเหตุผล คือ {facts.reason}")] if facts.reason else []),
    )


def _ties(facts: ReportFacts) -> tuple[Paragraph, ...]:
    """Places of the list above whose groups got the same points: their order says nothing."""
    ranks = [one.rank for one in facts.weighed]
    places = {
        rank: [place for place, one in enumerate(ranks, start=1) if one == rank] for rank in ranks
    }
    texts = [" และ ".join(f"{n})" for n in found) for found in places.values() if len(found) > 1]
    return tuple(Paragraph(f"โดยกลุ่มตาม {text} ได้คะแนนเท่ากัน") for text in texts)


def _aside(facts: ReportFacts) -> tuple[Paragraph, ...]:
    if not facts.aside:
        return ()
    lead = f"กรรมการที่ไม่ได้ร่วมพิจารณาและไม่ได้ให้คะแนน จำนวน {len(facts.aside)} ตำแหน่ง ดังนี้"
    texts = (f"{post} เนื่องจาก{reason}" for post, reason in facts.aside)
    return (Paragraph(lead, "4.2"), *numbered(texts, "{})"))
