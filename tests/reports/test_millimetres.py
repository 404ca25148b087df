"""The papers measured against the figures of the State's rules, in the layout engine's own boxes.

Figures: ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ and the guide to typing letters.
docs/millimetres.md is written from this table; a test compares.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reports import letters, parts
from reports.letters_office import Memo
from reports.measure import Box, Layout, Line, measure
from tests.reports import paper_facts as f

DOC = Path(__file__).resolve().parents[2] / "docs" / "millimetres.md"
POINT = 25.4 / 72
TYPED = 16 / 10.6  # Sarabun's size, told as that of TH SarabunPSK


def memo(**changes) -> Memo:
    """A memo with the letter's body."""
    letter = f.selection_letter()
    said = {
        "author": f.AUTHOR,
        "office_line": f.AUTHOR,
        "number": "45",
        "head": f.HEAD,
        "signature": f.SIGNATURE,
        "day": date(2025, 6, 13),
        "subject": letter.subject,
        "body": letter.body,
        "to": "ผู้ว่าราชการจังหวัดบุรีรัมย์",
    }
    return Memo(**(said | changes))


@cache
def laid(kind: str) -> Layout:
    uploaded = replace(f.HEAD, garuda=parts.UPLOAD, garuda_asset="garuda.svg")
    files = {"garuda.svg": f.SQUARE, "qr.svg": f.SQUARE}
    long = {"head": uploaded, "files": files}
    makers = {
        "หนังสือ": lambda: f.selection_letter(**long),
        "ประกาศ": lambda: f.announcement(**long),
        "คำสั่ง": lambda: f.committee_order(**long),
        "บันทึก": lambda: memo(**long),
        "ด่วน": lambda: f.selection_letter(urgency="ด่วนที่สุด", secrecy="ลับ", **long),
    }
    return measure(makers[kind]())


@dataclass(frozen=True)
class Figure:
    """A prescribed figure: a number, or a least and a greatest one."""

    kind: str
    what: str
    prescribed: float | tuple[float, float]
    measured: Callable[[Layout], float]
    unit: str = "มม."

    @property
    def found(self) -> float:
        return round(self.measured(laid(self.kind)), 1) + 0.0

    @property
    def wanted(self) -> tuple[float, float]:
        if isinstance(self.prescribed, tuple):
            return self.prescribed
        return (round(self.prescribed, 1), round(self.prescribed, 1))

    @property
    def row(self) -> str:
        low, high = self.wanted
        wanted = f"{low:g}" if low == high else f"{low:g} – {high:g}"
        return f"| {self.kind} | {self.what} | {wanted} {self.unit} | {self.found:g} {self.unit} |"


def lines(box: Box) -> list[Line]:
    return [line for part in (box, *box.rest) for line in part.lines]


def starts(laid_: Layout, name: str = "body") -> list[Line]:
    """First lines of paragraphs on page 1: they stand farther in."""
    return [line for line in laid_[name].lines if line.left > 50]


def spread(found: Iterator[float]) -> float:
    """How far apart numbers are that should be one."""
    numbers = list(found)
    return max(numbers) - min(numbers)


def column(name: str) -> Callable[[Layout], float]:
    return lambda p: spread(p[f"enclosure-{n}{name}"].lines[0].left for n in range(1, 6))


def pitch(p: Layout) -> float:
    first, second, *_ = p["body"].lines
    return (second.baseline - first.baseline) / POINT


def before_paragraph(p: Layout) -> float:
    found = p["body"].lines
    at = found.index(starts(p)[1])
    return (found[at].top - found[at - 1].bottom) / POINT


def off_centre(p: Layout, over: str) -> float:
    centre = p[over].lines[0].centre
    return max(abs(line.centre - centre) for line in p["signature"].lines)


def page_number(p: Layout) -> Line:
    return p.sheets[1].margins["top-center"].lines[0]


def last_line(p: Layout, name: str) -> Line:
    return lines(p[name])[-1]


EVERY = (
    ("ขอบกระดาษซ้าย", 30, lambda p: p.sheets[0].area.left),
    ("ขอบกระดาษขวา", 20, lambda p: p.sheets[0].width - p.sheets[0].area.right),
    ("ขอบกระดาษล่าง", 20, lambda p: p.sheets[0].height - p.sheets[0].area.bottom),
    ("ย่อหน้าห่างจากขอบซ้ายของข้อความ", 25, lambda p: starts(p)[0].left - p.sheets[0].area.left),
    ("ระยะห่างจากขอบบนถึงยอดครุฑ", 15, lambda p: p["garuda-picture"].top),
)
IN_POINTS = (
    ("ระยะบรรทัด", 21, pitch),
    ("ระยะก่อนย่อหน้า", 6, before_paragraph),
)
TITLED = (
    ("ขอบกระดาษบน", 25, lambda p: p.sheets[0].area.top),
    ("ครุฑสูง", 30, lambda p: p["garuda-picture"].height),
    ("กึ่งกลางครุฑ", 105, lambda p: p["garuda-picture"].centre),
)
LETTER = (
    ("เส้นฐานของ «ที่» ตรงกับเท้าครุฑ", 45, lambda p: p["own-number"].lines[0].baseline),
    (
        "«ที่» กับที่ตั้งบรรทัดแรก ต่างระดับกัน",
        0,
        lambda p: p["office"].lines[0].baseline - p["own-number"].lines[0].baseline,
    ),
    ("ที่ตั้งอยู่ขวาของครุฑ เริ่มที่", (120, 190), lambda p: p["office"].lines[0].left),
    ("วันที่เริ่มที่เส้นกึ่งกลางหน้า", 105, lambda p: p["letter-date"].lines[0].left),
    (
        "เรื่อง เรียน อ้างถึง: ข้อความเหลื่อมกัน",
        0,
        lambda p: spread(p[name].lines[1].left for name in ("subject", "to", "references")),
    ),
    ("สิ่งที่ส่งมาด้วย: ลำดับที่เหลื่อมกัน", 0, column("")),
    ("สิ่งที่ส่งมาด้วย: ชื่อเหลื่อมกัน", 0, column("-title")),
    ("สิ่งที่ส่งมาด้วย: จำนวนเหลื่อมกัน", 0, column("-count")),
    ("คำลงท้ายห่างจากขอบซ้ายของข้อความ", 75, lambda p: p["closing"].lines[0].left - 30),
    ("ชื่อและตำแหน่งเยื้องกึ่งกลางคำลงท้าย", 0, lambda p: off_centre(p, "closing")),
    ("ท้ายข้อความเจ้าของเรื่องกับ QR ต่างระดับกัน", 0, lambda p: p["owner"].bottom - p["qr"].bottom),
    ("QR กว้าง", (20, 25), lambda p: p["qr-code"].width),
    ("เลขหน้าอยู่กึ่งกลางหน้า", 105, lambda p: page_number(p).centre),
    ("เลขหน้าห่างขอบบน", (15, 30), lambda p: page_number(p).top),
    ("คำต่อเนื่องชิดขอบขวาที่", 190, lambda p: p.sheets[0].margins["bottom-right"].lines[0].right),
)
LETTER_IN_POINTS = (
    ("ระยะก่อนเรื่อง", 6, lambda p: (p["subject"].top - p["letter-date"].bottom) / POINT),
    (
        "ระยะก่อนคำลงท้าย",
        12,
        lambda p: (p["closing"].lines[0].top - last_line(p, "body").bottom) / POINT,
    ),
    (
        "ที่ว่างสำหรับลายมือชื่อ ๔ บรรทัด",
        84,
        lambda p: (p["signature"].lines[0].top - p["closing"].lines[0].bottom) / POINT,
    ),
)
MARKED = (
    (
        "ชั้นความเร็วสูงกว่า «ที่»",
        (5, 30),
        lambda p: p["own-number"].lines[0].baseline - p["urgency"].lines[0].baseline,
    ),
    ("«ที่» ยังอยู่ที่เท้าครุฑ", 45, lambda p: p["own-number"].lines[0].baseline),
    (
        "ชั้นความลับหัวกระดาษ อยู่กึ่งกลางหน้า",
        105,
        lambda p: p.sheets[0].margins["top-left-corner"].lines[0].centre,
    ),
    (
        "ชั้นความลับท้ายกระดาษ อยู่กึ่งกลางหน้า",
        105,
        lambda p: p.sheets[1].margins["bottom-left-corner"].lines[0].centre,
    ),
    ("ชั้นความลับพ้นครุฑ", (0, 15), lambda p: p.sheets[0].margins["top-left-corner"].lines[0].bottom),
)
ANNOUNCED = (
    ("ชื่อเรื่องอยู่กึ่งกลางหน้า", 105, lambda p: p["titles"].lines[1].centre),
    ("เส้นคั่นอยู่กึ่งกลางหน้า", 105, lambda p: p["separator"].centre),
    ("ชื่อและตำแหน่งเยื้องกึ่งกลางวันที่", 0, lambda p: off_centre(p, "given")),
)
MEMO = (
    ("ครุฑสูง", 15, lambda p: p["garuda-picture"].height),
    ("ครุฑชิดขอบซ้ายของข้อความ", 30, lambda p: p["garuda-picture"].left),
    ("«บันทึกข้อความ» อยู่กึ่งกลางหน้า", 105, lambda p: p["titles"].lines[0].centre),
)
MEMO_IN_POINTS = (
    ("ขนาดอักษร «บันทึกข้อความ»", 29, lambda p: p["titles"].size * TYPED),
    ("ขนาดอักษรป้าย", 20, lambda p: p["label"].size * TYPED),
)


def table(kind: str, rows: tuple, unit: str = "มม.") -> list[Figure]:
    return [Figure(kind, what, wanted, measured, unit) for what, wanted, measured in rows]


FIGURES = [
    *table("หนังสือ", (*EVERY, *TITLED, *LETTER)),
    *table("หนังสือ", (*IN_POINTS, *LETTER_IN_POINTS), "พอยต์"),
    *table("ด่วน", MARKED),
    Figure("ด่วน", "ขนาดอักษรชั้นความเร็ว", (32, 99), lambda p: p["urgency"].size * TYPED, "พอยต์"),
    *table("ประกาศ", (*EVERY, *TITLED, *ANNOUNCED)),
    *table("ประกาศ", IN_POINTS, "พอยต์"),
    *table("คำสั่ง", (*EVERY, *TITLED, *ANNOUNCED)),
    *table("คำสั่ง", IN_POINTS, "พอยต์"),
    *table("บันทึก", (*EVERY, *MEMO)),
    *table("บันทึก", (*IN_POINTS, *MEMO_IN_POINTS), "พอยต์"),
]
HEAD = """# Millimetres

Boxes of the laid-out papers against the figures prescribed (tests/reports/test_millimetres.py);
made from that table, a test compares. «ด่วน» is the letter marked ด่วนที่สุด and ลับ. Sizes of
type are told as those of TH SarabunPSK.

| เอกสาร | ระยะ | กำหนด | วัดได้ |
|---|---|---|---|
"""


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: f"{one.kind} {one.what}")
def test_each_figure_is_as_prescribed(figure: Figure) -> None:
    low, high = figure.wanted
    assert low <= figure.found <= high


def test_the_table_is_what_was_measured() -> None:
    wanted = HEAD + "\n".join(figure.row for figure in FIGURES) + "\n"
    if not DOC.exists() or DOC.read_text(encoding="utf-8") != wanted:
        DOC.write_text(wanted, encoding="utf-8")
        pytest.fail("the layout has changed: docs/millimetres.md was written anew, commit it")


def test_page_one_has_no_number_and_every_page_its_secrecy() -> None:
    paper = laid("ด่วน")
    assert "top-center" not in paper.sheets[0].margins
    assert [sheet.margins["top-center"].lines[0].text for sheet in paper.sheets[1:]] == ["- ๒ -"]
    for sheet in paper.sheets:
        for corner in ("top-left-corner", "bottom-left-corner"):
            assert sheet.margins[corner].lines[0].text == "ลับ"
    assert "top-left-corner" not in laid("หนังสือ").sheets[0].margins


@pytest.mark.parametrize("salutation", letters.CLOSINGS)
def test_the_signature_is_centred_on_every_closing(salutation: str) -> None:
    paper = measure(f.selection_letter(salutation=salutation))
    assert off_centre(paper, "closing") < 0.05
    assert max(line.right for line in paper["signature"].lines) <= 190
    assert spread(paper[name].lines[1].left for name in ("subject", "to", "references")) == 0
    assert paper["to"].lines[0].right < paper["to"].lines[1].left - 1.5


def test_a_memo_has_no_closing_and_its_date_in_one_line_with_its_number() -> None:
    paper = laid("บันทึก")
    assert "closing" not in paper
    assert paper["letter-date"].lines[0].baseline == paper["own-number"].lines[0].baseline
