"""Procedure and curriculum: everything the year's content says stands on the paper."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cdd_network import content as module
from cdd_network.content import Content, Session, Step
from reports.letters_programme import Curriculum, Procedure, time_span_text
from reports.phrases import digits

SHIPPED = Path(module.__file__).parent / "data" / "programme_2568.json"
YEAR = Content.read(json.loads(SHIPPED.read_text(encoding="utf-8"))["content"])
FACTS = {"content": YEAR, "fiscal_year": 2568, "author": "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์"}
HEADS = ["หลักสูตร/หัวข้อวิชา", "ระยะเวลา", "ขอบเขตเนื้อหา", "วิธีการ", "สื่อ/อุปกรณ์"]


class Reader(HTMLParser):
    """Rows of every table, headings by tag, strong paragraphs, and the whole visible text."""

    def __init__(self, html: str):
        super().__init__()
        self.rows: list[list[str]] = []
        self.headings: list[tuple[str, str]] = []
        self.strong: list[str] = []
        self.text = ""
        self._quiet = False
        self._marks: dict[str, int] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        self._quiet = tag == "style"
        self._marks[tag] = len(self.text)
        if tag == "p":
            self._bold = ("class", "strong") in attrs

    def handle_endtag(self, tag):
        self._quiet = False
        inner = " ".join(self.text[self._marks.get(tag, 0) :].split())
        if tag in ("td", "th"):
            self.rows[-1].append(inner)
        elif tag in ("h1", "h2", "h3"):
            self.headings.append((tag, inner))
        elif tag == "p" and self._bold:
            self.strong.append(inner)
        if tag in ("p", "td", "th", "li", "h1", "h2", "h3"):
            self.text += " "

    def handle_data(self, data):
        if not self._quiet:
            self.text += data


@pytest.fixture(scope="module")
def procedure() -> Reader:
    return Reader(str(Procedure(**FACTS)))


@pytest.fixture(scope="module")
def curriculum() -> Reader:
    return Reader(str(Curriculum(**FACTS)))


def flat(steps: tuple[Step, ...]) -> list[Step]:
    """Steps and sub-steps in the order of reading."""
    return [one for step in steps for one in (step, *flat(step.steps))]


def cells(session: Session) -> list[str]:
    """The five cells of a session as the paper shows them."""

    def dashed(lines: tuple[str, ...]) -> list[str]:
        return [f"- {line}" for line in lines]

    details = [f"{n}) {detail}" for n, detail in enumerate(session.details, 1)]
    parts = (
        [session.topic],
        [time_span_text(session)],
        dashed(session.content) + details,
        dashed(session.methods),
        dashed(session.media),
    )
    return [digits(" ".join(part)) for part in parts]


def test_every_session_is_a_row_under_repeated_heads(curriculum):
    tables = [row for row in curriculum.rows if len(row) == 5]
    expected = []
    for day in YEAR.curriculum:
        expected += [HEADS, *(cells(session) for session in day.sessions)]
    assert tables == expected
    assert len(tables) == 4 + 6 + 4 + 4 + 5


def test_times_are_written_as_on_paper(curriculum):
    times = [row[1] for row in curriculum.rows if len(row) == 5]
    assert times[1] == "๐๘.๐๐ น. ถึง ๐๙.๐๐ น."
    assert "๑๐.๐๐ น. ถึง ๑๒.๐๐ น. และ ๑๓.๐๐ น. ถึง ๑๕.๐๐ น." in times
    assert not [time for time in times if time.startswith("๑๒.๐๐")]  # lunch is not in the source


def test_curriculum_head_table_and_titles(curriculum):
    facts = [row for row in curriculum.rows if len(row) == 2]
    expected = [[row.label, " ".join(row.lines)] for row in YEAR.curriculum_facts]
    assert facts == [[digits(cell) for cell in row] for row in expected]
    assert [text for _, text in curriculum.headings] == [
        "รายละเอียดหลักสูตร",
        f"กิจกรรมที่ ๑ {YEAR.activity(1).title}",
        f"กิจกรรมที่ ๒ {YEAR.activity(2).title}",
        "วันที่ ๑ อบรมฯ",
        "วันที่ ๒ ศึกษาดูงาน",
        "วันที่ ๓ ประชุมเชิงปฏิบัติการจัดทำแผนฯ",
    ]


def test_every_step_of_the_procedure_stands_in_order(procedure):
    text = " ".join(procedure.text.split())
    at = 0
    for step in flat(YEAR.procedure.steps):
        at = text.index(digits(f"{step.number} {step.text}"), at)
    bold = [step for step in flat(YEAR.procedure.steps) if step.strong]
    assert procedure.strong == [digits(f"{step.number} {step.text}") for step in bold]
    assert len(bold) == 2


def test_procedure_has_preamble_and_sections(procedure):
    text = " ".join(procedure.text.split())
    for paragraph in (*YEAR.procedure.preamble, YEAR.procedure.lead):
        assert digits(paragraph) in text
    for part in YEAR.procedure.sections:
        assert ("h2", part.label) in procedure.headings
        assert all(digits(line) in text for line in part.lines)
    assert procedure.headings[0] == ("h1", digits(YEAR.procedure.title))


@pytest.mark.parametrize("kind", [Procedure, Curriculum])
def test_papers_show_thai_digits_only(kind):
    paper = kind(**FACTS)
    assert not re.search("[0-9]", Reader(str(paper)).text)
    assert "ร่าง" not in str(paper) and "ร่าง" in str(kind(**FACTS, draft=True))


@pytest.mark.parametrize("kind", [Procedure, Curriculum])
def test_content_is_escaped(kind):
    data = json.loads(SHIPPED.read_text(encoding="utf-8"))["content"]
    data["procedure"]["lead"] = data["curriculum"][0]["sessions"][0]["topic"] = "<b>ก & ข</b>"
    html = str(kind(**{**FACTS, "content": Content.read(data)}))
    assert "&lt;b&gt;ก &amp; ข&lt;/b&gt;" in html and "<b>" not in html


def test_titles_name_paper_and_year():
    assert Procedure(**FACTS).title_lines[1] == "ประจำปีงบประมาณ พ.ศ. 2568"
    assert Curriculum(**FACTS).title == "รายละเอียดหลักสูตร ประจำปีงบประมาณ พ.ศ. 2568"


@pytest.mark.parametrize("kind", [Procedure, Curriculum])
def test_papers_are_set_on_few_pages(kind):
    pdf = kind(**FACTS).pdf()
    assert pdf.data.startswith(b"%PDF-") and pdf.pages in (4, 5)
