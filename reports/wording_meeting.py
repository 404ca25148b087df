"""Wording of the report of the committee's meeting (รายงานการประชุม)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from cdd_network import thai
from reports.parts import Paragraph
from reports.wording import SELECTION, MeetingFacts, numbered
from reports.wording_call import agenda_heads

ITEM, MOTION, TIMES = "ระเบียบวาระที่", "มติที่ประชุม", ("เริ่มประชุม", "เลิกประชุม")
"""How the lines begin that the report sets apart: an item, a motion, begin and end."""


@dataclass(frozen=True)
class Weighed:
    """A nomination as the committee weighed it: its place, tie-breakers and all; ``mean`` in points
    as frozen, «90.20»."""

    place: int
    group: str
    activity: str
    mean: str


@dataclass(frozen=True)
class Held:
    """How the meeting was in fact held: hours, seats in the room when it began out of all, the
    least that make a quorum, and the post that presided when it was not the chair.

    An hour that nobody recorded is None: it is written in by hand.
    """

    began: time | None = None
    ended: time | None = None
    came: int = 0
    seats: int = 0
    needed: int = 0
    presiding: str = ""


@dataclass(frozen=True)
class Aside:
    """A seat that gave no points, and why: to one ``group``, or to all where it is ''."""

    post: str
    reason: str
    group: str = ""


@dataclass(frozen=True)
class Parted:
    """Equals that a criterion parted: places in the list of nominations and their means there."""

    places: tuple[int, ...]
    criterion: str
    means: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReportFacts(MeetingFacts):
    """What the report says besides. ``criteria`` are pairs of title and points, ``weighed`` the
    nominations best first, ``chosen`` the groups in the announcement's order, ``reserve`` those
    that come next; ``casting`` is post and reason of the casting vote, ``dissents`` pairs of post
    and opinion.
    """

    held: Held
    criteria: tuple[tuple[str, int], ...]
    weighed: tuple[Weighed, ...]
    chosen: tuple[str, ...]
    reserve: tuple[str, ...] = ()
    aside: tuple[Aside, ...] = ()
    parted: tuple[Parted, ...] = ()
    casting: tuple[str, str] | None = None
    reason: str = ""
    dissents: tuple[tuple[str, str], ...] = ()


def report_subject(facts: MeetingFacts) -> str:
    """Heading of the report, in three lines."""
    lines = (
        f"รายงานการประชุมคณะกรรมการ{SELECTION}",
        f"ระดับ{facts.office} {facts.year}",
        facts.meeting_number,
    )
    return "\n".join(lines)


def report_body(facts: ReportFacts) -> tuple[Paragraph, ...]:
    """Begin, the five items of the agenda, end."""
    told = (
        _chair(facts),
        (Paragraph("ไม่มี เนื่องจากเป็นการประชุมครั้งแรก"),),
        _noted(facts),
        _decided(facts),
        (Paragraph("ไม่มี"),),
    )
    items = zip(agenda_heads(), told, strict=True)
    return (
        Paragraph(f"เริ่มประชุมเวลา {_hour(facts.held.began)}"),
        Paragraph(_opening(facts.held)),
        *(one for head, body in items for one in (Paragraph(head), *body)),
        Paragraph(f"เลิกประชุมเวลา {_hour(facts.held.ended)}"),
    )


def _hour(moment: time | None) -> str:
    return thai.time_text(moment) if moment else f"{'.' * 20} น."


def _opening(held: Held) -> str:
    """The quorum in numbers, who presided, and that the meeting was opened."""
    come = (
        f"เมื่อมีกรรมการมาประชุม {held.came} คน จากกรรมการทั้งหมด {held.seats} คน ครบองค์ประชุม "
        f"(ต้องมีไม่น้อยกว่า {held.needed} คน)"
        if held.came
        else "เมื่อกรรมการมาครบองค์ประชุมแล้ว"
    )
    chair = "ประธาน"
    if held.presiding:
        chair = f"ประธานกรรมการไม่ได้มาประชุม {held.presiding} ทำหน้าที่ประธานในที่ประชุม "
    return f"{come} {chair}กล่าวเปิดการประชุม และดำเนินการประชุมตามระเบียบวาระ ดังนี้"


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
    resolved = Paragraph(
        f"{MOTION} เห็นชอบให้กลุ่มออมทรัพย์เพื่อการผลิต จำนวน {len(facts.chosen)} กลุ่ม "
        f"ได้รับการ{facts.selection} และให้เสนอจังหวัดประกาศผลการคัดเลือก ดังนี้"
    )
    return (
        Paragraph(
            "ที่ประชุมพิจารณาแบบเสนอโครงการของแต่ละกลุ่มและให้คะแนนตามเกณฑ์การคัดเลือก "
            "ผลคะแนนเฉลี่ยของคณะกรรมการเรียงตามลำดับ ดังนี้",
            "4.1",
        ),
        *numbered(ranked, "{})"),
        *_ties(facts),
        *_aside(facts),
        resolved,
        *numbered(facts.chosen, "{})"),
        *_reserve(facts),
        *_listed((f"ทั้งนี้ โดยมีเหตุผล คือ {facts.reason}",) if facts.reason else ()),
        *_dissents(facts),
    )


def _ties(facts: ReportFacts) -> tuple[Paragraph, ...]:
    """How equals were parted: by the criteria named in advance, by the casting vote, or not."""
    told = [
        f"โดยกลุ่มตาม {_places(one.places)} ได้คะแนนเฉลี่ยเท่ากัน จึงเรียงลำดับตามเกณฑ์ที่กำหนดไว้ล่วงหน้า "
        f"คือ คะแนนเฉลี่ยข้อ {one.criterion} ({' และ '.join(one.means)} คะแนน ตามลำดับ)"
        for one in facts.parted
    ]
    ranks = [one.place for one in facts.weighed]
    for rank in dict.fromkeys(ranks):
        places = [place for place, one in enumerate(ranks, start=1) if one == rank]
        if len(places) > 1:
            told.append(f"โดยกลุ่มตาม {_places(places)} ได้คะแนนเท่ากัน")
    if facts.casting:
        post, reason = facts.casting
        told.append(f"{post} ซึ่งทำหน้าที่ประธานในที่ประชุม ออกเสียงชี้ขาด โดยมีเหตุผล คือ {reason}")
    return _listed(told)


def _places(places: Iterable[int]) -> str:
    return " และ ".join(f"{n})" for n in places)


def _listed(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text) for text in texts)


def _aside(facts: ReportFacts) -> tuple[Paragraph, ...]:
    if not facts.aside:
        return ()
    texts = (f"{one.post} {_did_not(one.group)} เนื่องจาก{one.reason}" for one in facts.aside)
    lead = "กรรมการที่ไม่ได้ให้คะแนน ซึ่งคะแนนเฉลี่ยข้างต้นคำนวณจากกรรมการที่เหลือ มีดังนี้"
    return (Paragraph(lead, "4.2"), *numbered(texts, "{})"))


def _did_not(group: str) -> str:
    return f"ไม่ได้ร่วมพิจารณาและไม่ได้ให้คะแนน{group}" if group else "ไม่ได้ให้คะแนน"


def _reserve(facts: ReportFacts) -> tuple[Paragraph, ...]:
    if not facts.reserve:
        return ()
    lead = "และให้มีกลุ่มสำรองตามลำดับ หากกลุ่มที่ได้รับการคัดเลือกไม่อาจดำเนินการได้ ดังนี้"
    return (Paragraph(lead), *numbered(facts.reserve, "{})"))


def _dissents(facts: ReportFacts) -> tuple[Paragraph, ...]:
    if not facts.dissents:
        return ()
    lead = "กรรมการที่มีความเห็นแย้ง และขอให้บันทึกไว้ในรายงานการประชุม ดังนี้"
    number = "4.3" if facts.aside else "4.2"
    texts = (f"{post} เห็นว่า {text}" for post, text in facts.dissents)
    return (Paragraph(lead, number), *numbered(texts, "{})"))
