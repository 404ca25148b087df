"""Rows become facts: letterhead, signature, addressees, enclosures, lines."""

from datetime import date

from cdd_network.models import Office
from reports import facts, papers
from reports.kinds.base import and_list
from reports.parts import Place
from tests.people import World
from tests.reports import stages


def test_letterhead_speaks_for_the_province(world: World) -> None:
    office = world.buriram.office
    office.phone, office.phone_mt, office.email = "0 4466 6512", "37156", "saraban@example.go.th"
    head = facts.letterhead(office)
    assert (head.office, head.code) == ("จังหวัดบุรีรัมย์", "บร 0019")
    assert head.address[-1] == "จังหวัดบุรีรัมย์ 31000"
    assert head.owner == (
        "สำนักงานพัฒนาชุมชนจังหวัด",
        "โทร./โทรสาร 0 4466 6512 (มท) 37156",
        "ไปรษณีย์อิเล็กทรอนิกส์ saraban@example.go.th",
    )


def test_an_uploaded_garuda_needs_its_drawing(world: World) -> None:
    office = world.buriram.office
    office.garuda_mode = Office.Garuda.UPLOAD
    assert facts.letterhead(office).garuda == "draft"
    assert facts.files_of(office) == {}
    office.garuda_image = b"png"
    assert facts.letterhead(office).garuda_asset == facts.GARUDA_ASSET
    assert facts.files_of(office) == {facts.GARUDA_ASSET: b"png"}


def test_signature_has_the_acting_phrase(world: World) -> None:
    assert facts.signature(world.signatory).lines == (
        "(นายจำเริญ แหวนเพชร)",
        "รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน",
        "ผู้ว่าราชการจังหวัดบุรีรัมย์",
    )


def test_addressees_name_a_district_once(world: World) -> None:
    opened, _, _ = world.announced()
    chiefs = facts.chosen_chiefs(opened)
    assert and_list(chiefs) == "นายอำเภอกระสัง และนายอำเภอบ้านด่าน"
    assert and_list([*chiefs[:1], *chiefs[:1]]) == "นายอำเภอกระสัง"
    assert and_list([]) == ""
    every = facts.all_chiefs(opened)
    assert len(every) == len(set(every)) == 23
    assert every[0] == "นายอำเภอเมืองบุรีรัมย์"


def test_enclosures_carry_the_announcements_date(world: World) -> None:
    lines = facts.enclosures("จังหวัดบุรีรัมย์", date(2025, 6, 7))
    assert lines[0].title == "สำเนาประกาศจังหวัดบุรีรัมย์ ลงวันที่ 7 มิถุนายน 2568"
    assert [(e.number, e.copies, e.unit, e.online) for e in lines] == [
        (1, 1, "ฉบับ", False),
        *((number, 1, "ชุด", True) for number in (2, 3, 4, 5)),
    ]
    assert "...." in facts.enclosures("จังหวัดบุรีรัมย์", None)[0].title


def test_plan_and_summary_are_filled_from_what_was_typed_once(world: World, story) -> None:
    activity, _ = world.dated()
    reporter = ("นางสาวตัวอย่าง ใจดี", "นักวิชาการพัฒนาชุมชน", date(2025, 6, 23))
    plan = story.plans.begin_plan(activity=activity, by=world.krasang)
    paper = papers.plan_of(plan)
    assert paper.draft
    assert paper.group.text.endswith("หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์")
    assert paper.study_site == Place(
        "ศูนย์สาธิตการตลาดบ้านหนองบัว (ตัวอย่าง)", 3, "กระสัง", "กระสัง", "บุรีรัมย์"
    )
    assert paper.rows[0].capital == "200,000"
    assert paper.rows[0].steps[1:] == ("ประชุมคณะกรรมการ", "เปิดศูนย์")
    story.send_plan(activity, by=world.krasang, reporter=reporter)
    plan.refresh_from_db()
    assert not papers.plan_of(plan).draft

    report = story.write_summary(
        activity, by=world.krasang, answers={"participants": 20, "day_1": "อบรม"}, reporter=reporter
    )
    summary = papers.summary_of(report)
    assert summary.answers["dates"] == "18 - 20 มิถุนายน 2568"
    assert summary.answers["venue"] == "ศาลาประชาคม"
    assert summary.answers["people"] == "20"
    assert summary.narratives[0] == "อบรม"
    assert (summary.district, summary.province) == ("กระสัง", "บุรีรัมย์")


def test_a_draft_has_neither_number_nor_day(world: World) -> None:
    opened, _, _ = world.announced()
    paper = papers.paper_of(stages.letter_draft(world, opened), None)
    assert paper.draft
    assert paper.day is None
    assert paper.own_number == "ที่ บร 0019/ว"
    assert [r.text for r in paper.references] == [
        "หนังสือจังหวัดบุรีรัมย์ ที่ บร 0019/ว 2230 ลงวันที่ 27 พฤษภาคม 2568",
        "หนังสือจังหวัดบุรีรัมย์ ด่วนที่สุด ที่ บร 0019/ว 22303 ลงวันที่ 29 พฤษภาคม 2568",
    ]
