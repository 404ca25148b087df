"""Where pages end: the catchword is what the next page begins with, no closing stands alone."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from reports import letters, thai_layout
from reports.measure import Layout, measure
from reports.parts import Enclosure, Paragraph, Signature
from tests.reports import paper_facts as f
from tests.reports.test_millimetres import memo

SENTENCE = "จังหวัดขอให้อำเภอดำเนินการจัดฝึกอบรมคณะกรรมการกลุ่มออมทรัพย์เพื่อการผลิต "
NUMBERS = "๑๒๓๔๕๖๗๘๙"


def body(paragraphs: int, sentences: int) -> tuple[Paragraph, ...]:
    """Numbered paragraphs of about as many lines as sentences."""
    return tuple(Paragraph(SENTENCE * sentences, f"{NUMBERS[n % 9]}.") for n in range(paragraphs))


def letter(filler: tuple[Paragraph, ...]) -> letters.Paper:
    return f.selection_letter(body=(*filler, Paragraph("จึงเรียนมาเพื่อพิจารณาดำเนินการ")))


def long_ended_letter(filler: tuple[Paragraph, ...]) -> letters.Paper:
    return f.selection_letter(body=(*filler, Paragraph(f"จึงเรียนมาเพื่อ {SENTENCE * 3}")))


def announcement(filler: tuple[Paragraph, ...]) -> letters.Paper:
    return f.announcement(body=filler)


def order(filler: tuple[Paragraph, ...]) -> letters.Paper:
    return f.committee_order(body=filler[:1], duties=tuple(one.text for one in filler))


def a_memo(filler: tuple[Paragraph, ...]) -> letters.Paper:
    return memo(body=(*filler, Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา")))


def squeezed(text: str) -> str:
    return "".join(text.split())


def ending_page(paper: Layout) -> int:
    return (paper["closing"] if "closing" in paper else paper["signature"]).page


def assert_runs_on_well(paper: Layout) -> None:
    last = ending_page(paper)
    for sheet, following in pairwise(paper.sheets):
        word = sheet.margins["bottom-right"].lines[0].text
        said = squeezed("".join(line.text for line in following.lines[:3]))
        assert said.startswith(squeezed(word.removeprefix("/").removesuffix("...")))
        assert 4 <= len(word.strip("/.")) <= 60
    assert "bottom-right" not in paper.sheets[-1].margins
    assert len(paper.sheets) == last
    ends = paper["closing" if "closing" in paper else "signature"].lines[0].top
    on_last = [line for line in paper.sheets[last - 1].lines if line.top < ends]
    if last > 1:
        given = sum(line.text.startswith(("ประกาศ ณ", "สั่ง ณ")) for line in on_last)
        assert len({round(line.baseline) for line in on_last}) - given >= 2
    for sheet in paper.sheets:
        assert all(line.bottom <= sheet.area.bottom + 0.05 for line in sheet.lines)
        assert all(line.right <= sheet.area.right + 0.05 for line in sheet.lines)


@pytest.mark.parametrize("sentences", [1, 2, 3, 5])
@pytest.mark.parametrize("make", [letter, long_ended_letter, announcement, order, a_memo])
def test_at_every_length(make: Callable, sentences: int) -> None:
    for paragraphs in range(1, 26 // sentences):
        assert_runs_on_well(measure(make(body(paragraphs, sentences))))


@pytest.mark.parametrize("lines", range(16, 44, 2))
def test_one_long_paragraph(lines: int) -> None:
    assert_runs_on_well(measure(f.selection_letter(body=body(1, lines))))
    assert_runs_on_well(measure(f.announcement(body=body(1, lines))))


def test_a_next_page_that_begins_within_a_paragraph() -> None:
    paper = measure(letter(body(1, 40)))
    first = paper.sheets[1].lines[0].text
    assert not first.startswith(tuple(NUMBERS))
    assert paper.sheets[0].margins["bottom-right"].lines[0].text == thai_layout.catchword(first)


@pytest.mark.parametrize("long", ["ก" * 300, "A" * 300, "กลุ่มออมทรัพย์เพื่อการผลิต" * 12, "๑๒๓๔๕ " * 50])
def test_nothing_long_overruns_its_margin(long: str) -> None:
    enclosures = (Enclosure(1, "a", long, 12345, "ฉบับ"), *f.ENCLOSURES[1:])
    head = replace(f.HEAD, address=(long[:90], "ก"), owner=(long[:150],))
    papers = (
        f.selection_letter(
            subject=long,
            to=long,
            head=head,
            enclosures=enclosures,
            body=(Paragraph(long, "๑."), Paragraph(f"นาย{long[:60]} {long[:60]}")),
            signature=Signature(long[:60], long[:200]),
        ),
        f.announcement(subject=long, groups=(replace(f.KRACHAO, name=long[:60]),) * 3),
        f.committee_order(subject=long, duties=(long, long)),
        memo(subject=long, to=long),
    )
    for paper in map(measure, papers):
        for sheet in paper.sheets:
            for line in sheet.lines:
                assert line.left >= sheet.area.left - 0.05
                assert line.right <= sheet.area.right + 0.05
                assert line.bottom <= sheet.area.bottom + 0.05
