"""The command that writes every paper of a province and year, and what their texts say."""

from datetime import date
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from cdd_network import thai
from tests.people import World
from tests.reports import stages

REPORTER = ("นางสาวตัวอย่าง ใจดี", "นักวิชาการพัฒนาชุมชน", date(2025, 6, 23))


def _run(out: Path, *more: str) -> list[list[str]]:
    said = StringIO()
    call_command("papers", "--year=2568", "--province=31", f"--out={out}", *more, stdout=said)
    return [line.split("\t") for line in said.getvalue().splitlines()]


def _text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = " ".join(leaf.get_textpage().get_text_bounded() for leaf in document)
    document.close()
    return _packed(text)


def _packed(text: str) -> str:
    """Without spaces and line ends: a line may break anywhere."""
    return "".join(thai.thai_digits(text).split())


def _filled(world: World, story: object) -> None:
    for activity, user in zip(world.dated(), (world.krasang, world.bandan), strict=True):
        story.send_plan(activity, by=user, reporter=REPORTER)
        answers = {
            "participants": 20,
            "day_1": "อบรมครบถ้วน",
            "day_2": "ศึกษาดูงาน",
            "day_3": "จัดทำแผน",
            "problems": "ไม่มี",
            "suggestions": "ไม่มี",
        }
        story.write_summary(activity, by=user, answers=answers, reporter=REPORTER)


def test_every_paper_is_written_with_what_it_must_say(
    world: World, story: object, tmp_path: Path
) -> None:
    _filled(world, story)
    opened = world.buriram.office.rounds.get()
    issued = stages.issue(world, stages.letter_draft(world, opened))
    lines = _run(tmp_path, "--html")
    kinds = [line[0] for line in lines]
    assert kinds == [
        "committee_order",
        "announcement",
        "selection_letter",
        "procedure",
        "curriculum",
        "blank_plan",
        "blank_summary",
        "plan",
        "plan",
        "summary",
        "summary",
    ]
    names = {line[1] for line in lines}
    assert {"03_selection_letter.pdf", "08_plan_3103_บ้านกระเจา.pdf"} <= names
    assert all(int(pages) >= 1 and int(spent) >= 0 for _, _, pages, spent in lines)
    assert {p.stem for p in tmp_path.glob("*.html")} == {p.stem for p in tmp_path.glob("*.pdf")}
    frozen = (tmp_path / "03_selection_letter.pdf").read_bytes()
    assert frozen == bytes(issued.file.data)

    text = {path.name: _text(path) for path in tmp_path.glob("*.pdf")}
    letter = text["03_selection_letter.pdf"]
    for said in (
        "ที่ บร ๐๐๑๙/ว ๒๒๓๐",
        "๑๓ มิถุนายน ๒๕๖๘",
        "นายอำเภอกระสัง และนายอำเภอบ้านด่าน",
        "๑. สำเนาประกาศจังหวัดบุรีรัมย์ ลงวันที่ ๗ มิถุนายน ๒๕๖๘ จำนวน ๑ ฉบับ",
        "๒. ขั้นตอนการดำเนินงานโครงการฯ จำนวน ๑ ชุด",
        "๓. รายละเอียดหลักสูตร จำนวน ๑ ชุด",
        "๔. แผนปฏิบัติการขับเคลื่อนฯ จำนวน ๑ ชุด",
        "๕. แบบสรุปผลการดำเนินงาน จำนวน ๑ ชุด",
        "(นายจำเริญ แหวนเพชร)",
        "รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน",
        "ผู้ว่าราชการจังหวัดบุรีรัมย์",
        "ภายในวันที่ ๑๐ กรกฎาคม ๒๕๖๘",
    ):
        assert _packed(said) in letter, said
    for group in (
        "บ้านกระเจา หมู่ที่ ๗ ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์",
        "บ้านอารัง หมู่ที่ ๒ ตำบลวังเหนือ อำเภอบ้านด่าน จังหวัดบุรีรัมย์",
    ):
        assert _packed(group) in text["02_announcement.pdf"]
    _check_forms(world, text)


def _check_forms(world: World, text: dict[str, str]) -> None:
    content = world.programme.content
    for day in content.curriculum:
        for session in day.sessions:
            topic = session.topic or session.content[0]
            assert _packed(topic) in text["05_curriculum.pdf"], topic
    plans = [said for name, said in text.items() if "_plan" in name]
    summaries = [said for name, said in text.items() if "_summary" in name]
    assert (len(plans), len(summaries)) == (3, 3)
    for column in content.plan_form.columns:
        assert all(_packed(column) in said for said in plans), column
    for item in content.summary_form.items:
        assert all(_packed(item.title) in said for said in summaries), item.title


def test_drafts_are_written_too_and_a_letter_without_facts_is_left_out(
    world: World, tmp_path: Path
) -> None:
    world.round_prepared()
    kinds = [line[0] for line in _run(tmp_path)]
    assert kinds == ["committee_order", "procedure", "curriculum", "blank_plan", "blank_summary"]
    assert "ร่าง" in _text(tmp_path / "01_committee_order.pdf")


@pytest.mark.parametrize(
    ("year", "province", "says"),
    [
        ("2500", "31", "no programme of the year 2500"),
        ("2568", "99", "no province with the code '99'"),
        ("2568", "32", "has no round of selection"),
    ],
)
def test_nothing_to_write_is_said_plainly(
    world: World, tmp_path: Path, year: str, province: str, says: str
) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("papers", f"--year={year}", f"--province={province}", f"--out={tmp_path}")
