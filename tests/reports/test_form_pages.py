"""Where the districts' forms break: the reporter's block never stands alone, a row never apart."""

from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from reports import letters, parts
from reports.measure import measure
from tests.pictures import jpeg
from tests.reports import paper_facts as f

SENTENCE = "ผู้เข้าร่วมระดมความคิดเห็นเรื่องการจัดตั้งศูนย์สาธิตการตลาด และเรียนรู้จากกลุ่มต้นแบบในพื้นที่ "


@dataclass(frozen=True)
class Leaf:
    """A page: how many pictures it has, whether the reporter signs there, its text packed."""

    pictures: int
    signed: bool
    text: str


def leaves(paper: letters.Paper) -> list[Leaf]:
    """The pages of the paper as they were set."""
    document = pypdfium2.PdfDocument(paper.pdf().data)
    found = []
    for page in document:
        text = "".join(page.get_textpage().get_text_bounded().split())
        kinds = [one.type for one in page.get_objects()]
        found.append(Leaf(kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE), "ผู้รายงาน" in text, text))
    document.close()
    return found


def summary(photos: int, sentences: int) -> letters.Summary:
    """A filled summary of so many photographs and sentences a day."""
    return f.summary(
        files={"photo.jpg": jpeg()},
        district="กระสัง",
        province="บุรีรัมย์",
        reporter=f.REPORTER,
        answers={
            "dates": "18–20 มิถุนายน 2568",
            "venue": "ศาลาประชาคม",
            "study_site": "ศูนย์สาธิตการตลาด",
            "people": "20",
            "problems": "ไม่มี",
            "suggestions": "ควรจัดต่อเนื่อง",
        },
        narratives=(SENTENCE * sentences,) * 3,
        photos=tuple(parts.Photo("photo.jpg", f"ภาพวันที่ {n}", "ภาพ") for n in range(photos)),
    )


@pytest.mark.parametrize("sentences", [4, 7, 10, 14])
@pytest.mark.parametrize("photos", [1, 2, 3, 6, 7, 20])
def test_the_reporter_signs_under_photographs(photos: int, sentences: int) -> None:
    found = leaves(summary(photos, sentences))
    assert [leaf.signed for leaf in found] == [*[False] * (len(found) - 1), True]
    assert found[-1].pictures, "the last row of photographs stands with the block"
    assert sum(leaf.pictures for leaf in found) == photos
    assert all(leaf.pictures % 2 == 0 for leaf in found[:-1]), "a row of two is never torn"


def test_photographs_fill_the_page_that_their_heading_stands_on() -> None:
    found = leaves(summary(6, 7))
    assert [leaf.pictures for leaf in found] == [0, 4, 2]
    assert "๗.ข้อเสนอแนะ" in found[1].text and "๘.ภาพกิจกรรม" in found[1].text


def test_without_photographs_the_space_for_them_stays_with_the_block() -> None:
    last = leaves(summary(0, 10))[-1]
    assert last.signed and "ภาพกิจกรรม" in last.text


@pytest.mark.parametrize("steps", [3, 8, 9, 10, 11, 12, 13, 16, 30])
def test_the_plans_reporter_is_not_alone_either(steps: int) -> None:
    row = parts.PlanRow(
        "ศูนย์สาธิตการตลาด",
        tuple(f"ขั้นตอนที่ {n} {SENTENCE}" for n in range(steps)),
        "หมู่ที่ 7",
        "200,000",
        ("ลดรายจ่าย",),
    )
    last = leaves(f.action_plan(rows=(row,), reporter=f.REPORTER))[-1]
    assert last.signed and "หมายเหตุ:" in last.text


def plan_rows(steps: int, rows: int = 1) -> tuple[parts.PlanRow, ...]:
    """Activities of so many steps of a line each."""
    told = tuple(f"ประชุมสมาชิกครั้งที่ {n}" for n in range(steps))
    row = parts.PlanRow("ศูนย์สาธิตการตลาด", told, "หมู่ที่ 7", "200,000", ("ลดรายจ่าย",))
    return (row,) * rows


@pytest.mark.parametrize(
    ("rows", "steps"),
    [*((1, n) for n in range(5, 15)), *((2, n) for n in (2, 4, 6, 9, 12)), (3, 3), (3, 8)],
)
def test_an_activity_stands_on_the_page_that_is_signed(rows: int, steps: int) -> None:
    """Else that page would bear the note and the signature alone, and might be put under any plan."""
    found = leaves(f.action_plan(rows=plan_rows(steps, rows), reporter=f.REPORTER))
    last = found[-1].text
    assert found[-1].signed
    assert len(found) == 1 or "ประชุมสมาชิก" in last


def test_a_usual_plan_is_one_page_and_a_short_one_is_not_set_closer() -> None:
    assert [
        len(leaves(f.action_plan(rows=plan_rows(n), reporter=f.REPORTER))) for n in (5, 11)
    ] == [1, 1]
    short, usual = (
        measure(f.action_plan(rows=plan_rows(n), reporter=f.REPORTER))["titles"].height
        for n in (5, 11)
    )
    assert short > usual
