"""Kinds of document. A paper is a value: facts in, HTML out (``str(paper)``), PDF by ``pdf()``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.template.loader import render_to_string

from cdd_network.content import PlanForm, SummaryForm
from cdd_network.content_event import FormItem
from reports import pdf, told
from reports.parts import (
    Enclosure,
    GroupAddress,
    Letterhead,
    Paragraph,
    Photo,
    Place,
    PlanRow,
    Qr,
    Reference,
    Reporter,
    Seat,
    Signature,
)
from reports.photo_rows import Placed, placed
from reports.phrases import number_range

# Salutation and closing are pairs, never mixed (ระเบียบงานสารบรรณ พ.ศ. ๒๕๒๖, ภาคผนวก ๒).
CLOSINGS = {
    "เรียน": "ขอแสดงความนับถือ",
    "กราบเรียน": "ขอแสดงความนับถืออย่างยิ่ง",
    "นมัสการ": "ขอนมัสการด้วยความเคารพ",
}
URGENCIES = ("ด่วน", "ด่วนมาก", "ด่วนที่สุด")
SECRECIES = ("ลับ", "ลับมาก", "ลับที่สุด")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Base of all kinds. ``draft`` sets the mark «ร่าง»; ``files`` serves pictures by name.

    ``author`` is the office whose paper it is; it stands among the PDF's properties. ``closer`` names
    the ways in which it is set closer, in turn, where its ending would stand alone on a page.
    """

    kind: ClassVar[str]
    template: ClassVar[str]
    name: ClassVar[str]
    closer: ClassVar[str] = ""
    author: str
    draft: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        """The paper's whole HTML document."""
        return render_to_string(self.template, {"paper": self})

    @property
    def title(self) -> str:
        """The document's Thai title, one line."""
        return self.name

    @property
    def known(self) -> tuple[str, ...]:
        """Names that the paper knows (persons, groups, places): no line splits them."""
        return ()

    @property
    def facts(self) -> str:
        """What the paper says, as the JSON that is attached to its PDF."""
        return told.as_json(self)

    def pdf(self) -> pdf.Pdf:
        """The paper set as PDF, its facts attached."""
        return pdf.render(str(self), files=self.files, facts=self.facts)


@dataclass(frozen=True, kw_only=True)
class _Issued(Paper):
    """A paper with Garuda, subject and signature. Line breaks in ``subject`` are kept in titles."""

    head: Letterhead
    subject: str
    body: tuple[Paragraph, ...]
    signature: Signature
    day: date | None = None

    @property
    def known(self) -> tuple[str, ...]:
        """Who signs: a name without its title looks like any other word."""
        return (self.signature.name,) if self.signature.name else ()

    @property
    def heading(self) -> str:
        """First title line: «ประกาศจังหวัดบุรีรัมย์»."""
        return f"{self.name}{self.head.office}"

    @property
    def title(self) -> str:
        """«ประกาศจังหวัดบุรีรัมย์ เรื่อง …», one line."""
        return f"{self.heading} เรื่อง {' '.join(self.subject.split())}"


@dataclass(frozen=True, kw_only=True)
class CommitteeOrder(_Issued):
    """The order that appoints the committee. ``number`` runs within the BE ``year``; empty on a draft."""

    kind = "committee_order"
    template = "letters/committee_order.html"
    name = "คำสั่ง"
    year: int
    number: str = ""
    seats: tuple[Seat, ...]
    duties: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Announcement(_Issued):
    """The result: a numbered list of groups, no scores."""

    kind = "announcement"
    template = "letters/announcement.html"
    name = "ประกาศ"
    groups: tuple[GroupAddress, ...]


@dataclass(frozen=True, kw_only=True)
class Letter(_Issued):
    """An external letter (หนังสือภายนอก), of whatever subject.

    ``number`` is the running number alone («2230»); with ``circular`` the paper puts ว before it.
    """

    kind = "letter"
    template = "letters/letter.html"
    name = "หนังสือ"
    to: str
    number: str = ""
    circular: bool = True
    urgency: str = ""
    secrecy: str = ""
    salutation: str = "เรียน"
    references: tuple[Reference, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    qr: Qr | None = None

    def __post_init__(self):
        if self.salutation not in CLOSINGS:
            raise ValueError(f"unknown salutation {self.salutation!r}")
        if self.urgency and self.urgency not in URGENCIES:
            raise ValueError(f"unknown urgency {self.urgency!r}")
        if self.secrecy and self.secrecy not in SECRECIES:
            raise ValueError(f"unknown secrecy {self.secrecy!r}")

    @property
    def own_number(self) -> str:
        """«ที่ บร 0019/ว 2230»; on a draft what stands before the number."""
        return f"ที่ {self.head.code}/{'ว ' if self.circular else ''}{self.number}".rstrip()

    @property
    def closing(self) -> str:
        """The closing that belongs to the salutation."""
        return CLOSINGS[self.salutation]

    @property
    def online(self) -> str:
        """«สิ่งที่ส่งมาด้วย 2 - 5»: what the QR leads to; without any, it shows the letter is genuine."""
        online = [one.number for one in self.enclosures if one.online]
        return f"สิ่งที่ส่งมาด้วย {number_range(online)}" if online else "ตรวจสอบหนังสือ"


@dataclass(frozen=True, kw_only=True)
class ActionPlan(Paper):
    """The department's action plan; without ``rows`` it is the blank form with the worked example."""

    kind = "action_plan"
    template = "letters/action_plan.html"
    name = "แผนปฏิบัติการขับเคลื่อนกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต"
    closer = "close closest"
    form: PlanForm
    reporter: Reporter
    group: GroupAddress | None = None
    study_site: Place | None = None
    rows: tuple[PlanRow, ...] = ()

    @property
    def title(self) -> str:
        """The form's first title, and the group's name when there is one."""
        return f"{self.form.titles[0]} {self.group.title}" if self.group else self.form.titles[0]


@dataclass(frozen=True)
class SummaryPart:
    """An item of the summary with its answer: a text, or the texts of the three days."""

    item: FormItem
    text: str = ""
    days: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """«1. ดำเนินการเมื่อวันที่ (วัน/เดือน/ปี)»."""
        return f"{self.item.number}. {self.item.title}"

    @property
    def filled(self) -> bool:
        """Whether any of it has been answered; a day's narrative breaks by itself."""
        return bool(self.text or self.days)


@dataclass(frozen=True, kw_only=True)
class Summary(Paper):
    """The department's summary report of the three days; every empty answer is set as dotted lines.

    ``answers`` holds texts by the key of the form's item; ``narratives`` one text for each day.
    """

    kind = "summary"
    template = "letters/summary.html"
    name = "แบบสรุปผลการดำเนินงาน"
    form: SummaryForm
    reporter: Reporter
    district: str = ""
    province: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    narratives: tuple[str, ...] = ("", "", "")
    photos: tuple[Photo, ...] = ()

    @property
    def title(self) -> str:
        """The form's titles in one line, and the district when there is one."""
        words = " ".join(self.form.titles)
        return f"{words} อำเภอ{self.district}" if self.district else words

    @property
    def parts(self) -> tuple[SummaryPart, ...]:
        """The form's items in order, each with its answer."""
        return tuple(
            SummaryPart(
                item,
                self.answers.get(item.key, ""),
                self.narratives if item.key == "details" else (),
            )
            for item in self.form.items
        )

    @property
    def photo_rows(self) -> tuple[tuple[Placed, ...], ...]:
        """Photographs two by two, each with its size on paper."""
        return placed(self.photos)
