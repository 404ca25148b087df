"""Parts of which papers are made: plain frozen facts, no models, Arabic digits.

Papers set them in Thai digits through the filters of ``reports.templatetags.papers``.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date

from cdd_network import thai

UPLOAD, PREPRINTED, DRAFT = "upload", "preprinted", "draft"
ACTING = "ปฏิบัติราชการแทน"
AWAY = "รักษาราชการแทน"


@dataclass(frozen=True)
class Letterhead:
    """An office as its papers show it.

    ``office`` is who speaks («จังหวัดบุรีรัมย์»); ``code`` the reference code («บร 0019»);
    ``address`` the lines at the right of a letter; ``owner`` the lines at its lower left.
    ``garuda`` is ``UPLOAD`` (then ``garuda_asset`` names the drawing among the paper's files),
    ``PREPRINTED`` (space left on ready-made paper) or ``DRAFT`` (a labelled box).
    """

    office: str
    code: str
    address: tuple[str, ...]
    owner: tuple[str, ...] = ()
    garuda: str = DRAFT
    garuda_asset: str = ""

    def __post_init__(self):
        if self.garuda not in {UPLOAD, PREPRINTED, DRAFT}:
            raise ValueError(f"unknown Garuda mode {self.garuda!r}")
        if (self.garuda == UPLOAD) != bool(self.garuda_asset):
            raise ValueError("an uploaded Garuda, and no other, names its drawing")


@dataclass(frozen=True)
class Signature:
    """Who signs. ``acting_phrase`` is ``ACTING`` («ปฏิบัติราชการแทน»), ``AWAY`` («รักษาราชการแทน») or empty."""

    name: str
    post: str
    acting_phrase: str = ""
    acted_for: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Lines under the signature: name in brackets, own post, the post acted for."""
        name = f"({self.name})" if self.name else f"({'.' * 50})"
        if not self.acting_phrase:
            return (name, self.post)
        return (name, f"{self.post} {self.acting_phrase}", self.acted_for)


@dataclass(frozen=True)
class Reference:
    """An earlier letter that this one cites; ``number`` is the whole «บร 0019/ว 2230»."""

    office: str
    number: str
    day: date
    urgency: str = ""

    @property
    def text(self) -> str:
        """«หนังสือจังหวัดบุรีรัมย์ ด่วนที่สุด ที่ บร 0019/ว 2230 ลงวันที่ 29 พฤษภาคม 2568»."""
        parts = (f"หนังสือ{self.office}", self.urgency, f"ที่ {self.number}")
        return " ".join([*filter(None, parts), f"ลงวันที่ {thai.date_text(self.day)}"])


@dataclass(frozen=True)
class Enclosure:
    """A line of สิ่งที่ส่งมาด้วย. ``key`` lets the body cite it; ``online`` puts it behind the QR."""

    number: int
    key: str
    title: str
    copies: int = 1
    unit: str = "ชุด"
    online: bool = True


@dataclass(frozen=True)
class Place:
    """A place by its parts; ``name`` is what stands before «หมู่ที่» and may be empty."""

    name: str = ""
    moo: int | None = None
    subdistrict: str = ""
    district: str = ""
    province: str = ""

    @property
    def text(self) -> str:
        """All parts in one line, empty ones left out."""
        address = thai.address_text(
            moo=self.moo,
            subdistrict=self.subdistrict,
            district=self.district,
            province=self.province,
        )
        return f"{self.name} {address}".strip()


@dataclass(frozen=True)
class GroupAddress(Place):
    """A savings group; ``name`` is its village, with or without «บ้าน»."""

    @property
    def title(self) -> str:
        """«กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา»."""
        return thai.group_text(self.name)

    @property
    def text(self) -> str:
        """Group and address in one line."""
        place = Place("", self.moo, self.subdistrict, self.district, self.province)
        return f"{self.title} {place.text}".strip()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a body, plain text; ``number`` («1.») stands before it."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Seat:
    """A seat of a committee: post, role («ประธานกรรมการ») and, where known, the person."""

    post: str
    role: str
    name: str = ""


@dataclass(frozen=True)
class Attended:
    """A seat that came to a meeting. ``delegate``: somebody came in the holder's place; ``note``
    says who came late or left early, and when."""

    seat: Seat
    delegate: bool = False
    note: str = ""


@dataclass(frozen=True)
class Absent:
    """A seat for which nobody came to a meeting, and why; '' leaves room to write it."""

    seat: Seat
    reason: str


@dataclass(frozen=True)
class Qr:
    """A QR picture among the paper's files and the address that it holds."""

    asset: str
    address: str


@dataclass(frozen=True)
class Reporter:
    """Who reports on a form; a blank form gives only the Buddhist ``year``."""

    year: int
    name: str = ""
    post: str = ""
    day: date | None = None


@dataclass(frozen=True)
class PlanRow:
    """A row of the action plan, its cells in the order of the form's columns."""

    activity: str
    steps: tuple[str, ...] = ()
    place: str = ""
    capital: str = ""
    results: tuple[str, ...] = ()
    remark: str = ""

    @property
    def lines(self) -> int:
        """About how many lines the row takes: whether it stays whole or may break over pages."""
        cells = (
            ((self.activity,), 16),
            (self.steps, 36),
            ((self.place,), 15),
            (self.results, 24),
            (self.remark.splitlines(), 11),
        )
        return max(sum(_lines_of(text, wide) for text in texts) for texts, wide in cells)


def _lines_of(text: str, wide: int) -> int:
    """Lines of ``wide`` letters; marks above and below stand on a letter and take no room."""
    letters = sum(unicodedata.category(one) != "Mn" for one in text)
    return max(1, -(-letters // wide))


@dataclass(frozen=True)
class Photo:
    """A photograph among the paper's files, with caption, alternative text and size in pixels."""

    asset: str
    caption: str = ""
    alt: str = ""
    width: int = 4
    height: int = 3
