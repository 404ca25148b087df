"""The command that writes every paper of a province and year, and what their texts say."""

from datetime import date
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from cdd_network import thai
from reports.actions.document_end import revoke_document
from reports.kinds import KINDS
from tests.people import World
from tests.reports import stages

EACH = ("proposal", "timetable", "registration", "knowledge", "satisfaction", "plan", "summary")
"""Forms that are filled for each of the two groups."""
BLANKS = (
    "blank_criteria",
    "blank_proposal",
    "blank_score_sheet",
    "blank_result_table",
    "procedure",
    "curriculum",
    "blank_registration",
    "blank_knowledge",
    "blank_satisfaction",
    "blank_plan",
    "blank_summary",
)
ONCE = ("criteria", "score_sheets", "result_table", *BLANKS)
REPORTER = ("นางสาวตัวอย่าง ใจดี", "นักวิชาการพัฒนาชุมชน", date(2025, 6, 23))


def _run(out: Path, *more: str, stderr: StringIO | None = None) -> list[list[str]]:
    said = StringIO()
    options = {"stdout": said, "stderr": stderr or StringIO()}
    call_command("papers", "--year=2568", "--province=31", f"--out={out}", *more, **options)
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
    assert list(dict.fromkeys(one for one in kinds if one in KINDS)) == [
        kind for kind in KINDS if kind in kinds
    ]
    assert {"committee_order", "announcement", "selection_letter"} <= set(kinds)
    assert [kinds.count(one) for one in EACH] == [2] * len(EACH)
    assert [kinds.count(one) for one in ONCE] == [1] * len(ONCE)
    assert set(kinds) - set(KINDS) == {*EACH, *ONCE}
    assert [int(line[1].split("_")[0]) for line in lines] == list(range(1, len(lines) + 1))
    assert all(int(pages) >= 1 and int(spent) >= 0 for _, _, pages, spent in lines)
    assert {p.stem for p in tmp_path.glob("*.html")} == {p.stem for p in tmp_path.glob("*.pdf")}

    text: dict[str, list[str]] = {}
    for kind, name, _, _ in lines:
        text.setdefault(kind, []).append(_text(tmp_path / name))
        if kind == "selection_letter":
            assert (tmp_path / name).read_bytes() == bytes(issued.file.data)
        if kind == "plan":
            assert name.endswith(("_plan_3103_บ้านกระเจา.pdf", "_plan_3121_บ้านอารัง.pdf"))
    _check_letters(text)
    _check_forms(world, text)
    _check_filled(text)


def _check_letters(text: dict[str, list[str]]) -> None:
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
        assert _packed(said) in text["selection_letter"][0], said
    for group in (
        "บ้านกระเจา หมู่ที่ ๗ ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์",
        "บ้านอารัง หมู่ที่ ๒ ตำบลวังเหนือ อำเภอบ้านด่าน จังหวัดบุรีรัมย์",
    ):
        assert _packed(group) in text["announcement"][0]


def _check_forms(world: World, text: dict[str, list[str]]) -> None:
    content = world.programme.content
    for day in content.curriculum:
        for session in day.sessions:
            topic = session.topic or session.content[0]
            assert _packed(topic) in text["curriculum"][0], topic
    for column in content.plan_form.columns:
        assert all(_packed(column) in said for said in text["plan"] + text["blank_plan"]), column
    for item in content.summary_form.items:
        summaries = text["summary"] + text["blank_summary"]
        assert all(_packed(item.title) in said for said in summaries), item.title
    for item in content.proposal:
        proposals = text["proposal"] + text["blank_proposal"]
        assert all(_packed(item.title) in said for said in proposals), item.title


def _check_filled(text: dict[str, list[str]]) -> None:
    first, second = text["proposal"]
    assert "เฉพาะกระสัง" in first
    assert "เฉพาะบ้านด่าน" in second
    assert "ได้รับเลือกลำดับที่๑" in text["result_table"][0]
    (sheets,) = text["score_sheets"]
    assert sheets.count("แบบให้คะแนนรายกรรมการ") == 5 * 2
    assert sheets.count(_packed("รวม 100 ไม่มีส่วนได้เสีย")) == 5 * 2, "nobody's points"
    for form in ("timetable", "registration"):
        assert all("๑๘มิถุนายน๒๕๖๘" in one for one in text[form])


def test_drafts_are_written_too_and_what_cannot_be_set_is_said(
    world: World, tmp_path: Path
) -> None:
    world.round_prepared()
    said = StringIO()
    kinds = [line[0] for line in _run(tmp_path, stderr=said)]
    assert {"committee_order", "criteria", *BLANKS} <= set(kinds)
    assert "ร่าง" in _text(tmp_path / "01_committee_order.pdf")
    left = {line.split("\t")[0]: line.split("\t")[-1] for line in said.getvalue().splitlines()}
    assert not left.keys() & set(kinds)
    assert set(KINDS) <= left.keys() | set(kinds) | {k for k, v in KINDS.items() if v.per_activity}
    assert left["selection_letter"] == "จัดทำได้หลังประกาศผลการคัดเลือกในระบบแล้ว"
    assert "ยังส่งคะแนนไม่ครบ" in left["result_table"]


def test_a_revoked_document_gives_way_to_a_draft(world: World, tmp_path: Path) -> None:
    opened, _, _ = world.announced()
    paper = stages.announcement(world, opened)
    assert "ร่าง" not in _of_kind(tmp_path, "announcement")
    revoke_document(document=paper, reason="พิมพ์ชื่อกลุ่มผิด", by=world.buriram)
    assert "ร่าง" in _of_kind(tmp_path, "announcement")


def _of_kind(out: Path, kind: str) -> str:
    names = {line[0]: line[1] for line in _run(out)}
    return _text(out / names[kind])


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
