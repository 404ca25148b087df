"""Kinds of document up to the decision: when each may be drafted, what it wants, what it says."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from cdd_network import thai
from cdd_network.refusal import Refused
from reports import checks, papers, rules, told
from reports.actions import documents as acts
from reports.kinds import KINDS, kind_of, words_of
from reports.letters_office import MeetingReport
from reports.models import Document
from selection.models import Round
from tests.people import World
from tests.reports import paper_facts
from tests.reports.kind_stages import draft, due, gap_texts, order, texts_of
from tests.reports.stages import Kind


def test_every_kind_of_the_model_is_in_the_table_in_its_order() -> None:
    assert list(KINDS) == Document.Kind.values
    assert all(one.help for one in KINDS.values())


@pytest.mark.parametrize("make", [paper_facts.memo, paper_facts.meeting_report])
def test_papers_are_told_as_json_and_read_again(make: object) -> None:
    paper = make()
    assert told.read(paper.facts, type(paper)) == paper


# The call


def test_the_circular_is_drafted_at_once_and_wants_order_and_deadline(world: World) -> None:
    opened = world.round_prepared()
    paper = draft(world, opened, Kind.CRITERIA_CIRCULAR)
    said = gap_texts(paper)
    assert "ยังไม่ได้กำหนดวันที่ให้อำเภอส่งแบบเสนอโครงการ" in said
    assert "ยังไม่ได้ออกคำสั่งแต่งตั้งคณะกรรมการ" in said
    with pytest.raises(Refused, match="ยังแสดงตัวอย่างไม่ได้"):
        rules.check_preview(paper)
    order(world, opened)
    assert rules.gaps(due(world, paper, date(2025, 6, 4))) == []


def test_the_circular_goes_to_every_district_with_criteria_and_form(world: World) -> None:
    opened = world.round_prepared()
    order(world, opened)
    paper = due(world, draft(world, opened, Kind.CRITERIA_CIRCULAR), date(2025, 6, 4))
    words, texts = words_of(paper), texts_of(paper)
    assert words.to == "นายอำเภอ ทุกอำเภอ"
    chiefs = kind_of(paper).recipients(paper)
    assert len(chiefs) == 23
    assert {"นายอำเภอกระสัง", "นายอำเภอบ้านด่าน"} <= set(chiefs)
    assert [(e.key, e.online) for e in words.enclosures] == [
        ("order", False),
        ("criteria", True),
        ("proposal", True),
    ]
    assert "ที่ 2150/2568 ลงวันที่ 20 พฤษภาคม 2568" in words.enclosures[0].title
    assert texts[0].endswith("รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 1")
    assert texts[2].endswith("รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 2")
    assert "ให้ครบทั้ง 11 ข้อ" in texts[4]
    assert "ภายในวันที่ 4 มิถุนายน 2568 รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 3" in texts[4]
    issued = acts.issue_document(
        document=paper, number=22303, date=date(2025, 5, 29), by=world.buriram
    )
    assert issued.number_text == "ที่ บร 0019/ว 22303"
    assert [e.number for e in issued.enclosures.all()] == [2, 3]
    for user in (world.krasang, world.bandan, world.buriram, world.department):
        assert Document.objects.visible_to(user).filter(pk=paper.pk).exists()
    for user in (world.surin, world.prasat, world.members[0]):
        assert not Document.objects.visible_to(user).filter(pk=paper.pk).exists()


def test_the_letter_to_the_chosen_cites_the_circular_that_called(world: World) -> None:
    opened, _, _ = world.announced()
    bare = draft(world, opened, Kind.SELECTION_LETTER)
    assert not bare.references.exists()
    acts.discard_draft(document=bare, by=world.buriram)
    order(world, opened)
    call = due(world, draft(world, opened, Kind.CRITERIA_CIRCULAR), date(2025, 6, 4))
    acts.issue_document(document=call, number=22303, date=date(2025, 5, 29), by=world.buriram)
    (cited,) = draft(world, opened, Kind.SELECTION_LETTER).references.all()
    assert str(cited) == "จังหวัดบุรีรัมย์ ที่ บร 0019/ว 22303"
    assert cited.date == date(2025, 5, 29)


# The meeting


def test_the_invitation_names_meeting_order_and_agenda(world: World) -> None:
    opened = world.round_prepared()
    paper = draft(world, opened, Kind.INVITATION)
    assert "ยังไม่ได้ออกคำสั่งแต่งตั้งคณะกรรมการ" in gap_texts(paper)
    assert checks.blocking(paper) == [], "dots that wait for the order are no slip of the officer"
    order(world, opened)
    assert rules.gaps(paper) == []
    words, texts = words_of(paper), texts_of(paper)
    assert words.to.endswith("ตามคำสั่งจังหวัดบุรีรัมย์ ที่ 2150/2568 ลงวันที่ 20 พฤษภาคม 2568")
    assert "ในวันศุกร์ที่ 6 มิถุนายน 2568 เวลา 09.00 น. ณ ห้องประชุมนารายณ์บรรทมสินธุ์" in texts[1]
    assert [t for t in texts if t.startswith("ระเบียบวาระที่")][3].endswith("เรื่องเสนอให้ที่ประชุมพิจารณา")
    posts = kind_of(paper).recipients(paper)
    assert len(posts) == opened.seats.count()
    assert posts[:2] == ("รองผู้ว่าราชการจังหวัดบุรีรัมย์", "พัฒนาการจังหวัดบุรีรัมย์")


def test_an_invitation_without_a_meeting_cannot_be_shown(world: World) -> None:
    opened = world.round_prepared()
    Round.objects.filter(pk=opened.pk).update(meeting_date=None, meeting_place="")
    paper = draft(world, opened, Kind.INVITATION)
    with pytest.raises(Refused, match=r"วันประชุมคัดเลือก.*สถานที่ประชุมคัดเลือก"):
        rules.check_preview(paper)


def test_the_report_waits_for_the_decision_and_tells_ranks_and_means(
    world: World, story: object
) -> None:
    opened, first, second = world.scored()
    with pytest.raises(Refused, match="จัดทำได้หลังบันทึกผลการคัดเลือก"):
        draft(world, opened, Kind.MEETING_REPORT)
    story.decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    before = texts_of(draft(world, opened, Kind.MEETING_REPORT))
    story.decision.announce(round=opened, by=world.buriram)
    paper = draft(world, Round.objects.get(pk=opened.pk), Kind.MEETING_REPORT)
    texts = texts_of(paper)
    assert texts == before  # the frozen table says what the sheets said
    row = paper.round.result[0]
    assert f"1) {row['group']} {row['address']} ได้คะแนนเฉลี่ย {row['mean']} คะแนน" in texts
    motion = next(t for t in texts if t.startswith("มติที่ประชุม เห็นชอบ"))
    assert "จำนวน 2 กลุ่ม" in motion
    assert texts[texts.index(motion) + 1].startswith("1) กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา")
    hour = thai.time_text(timezone.localtime(paper.round.began_at).time())
    assert texts[0] == f"เริ่มประชุมเวลา {hour}"
    assert texts[-1].startswith("เลิกประชุมเวลา ....")
    issued = acts.issue_document(
        document=paper, number=None, date=date(2025, 6, 9), by=world.buriram
    )
    assert issued.number_text == ""
    for user in (world.krasang, world.surin, world.members[0]):
        assert not Document.objects.visible_to(user).filter(pk=issued.pk).exists()


def test_a_seat_that_stood_aside_is_named_with_its_reason(world: World, story: object) -> None:
    opened, first, second = world.scoring()
    seat = opened.seats.get(user=world.members[4])
    shares = {one.pk: ["0.9"] * 4 for one in (first, second)}
    story.committee.excuse_seat(seat=seat, reason="มีส่วนได้เสียกับกลุ่ม", by=world.buriram)
    _score_four(opened, shares, story)
    story.decision.decide(
        round=opened, nominations=[first, second], reason="กลุ่มมีความพร้อม", by=world.buriram
    )
    paper = draft(world, opened, Kind.MEETING_REPORT)
    texts = texts_of(paper)
    lead = "4.2 กรรมการที่ไม่ได้ให้คะแนน ซึ่งคะแนนเฉลี่ยข้างต้นคำนวณจากกรรมการที่เหลือ มีดังนี้"
    assert texts[texts.index(lead) + 1] == ("1) พาณิชย์จังหวัดบุรีรัมย์ ไม่ได้ให้คะแนน เนื่องจากมีส่วนได้เสียกับกลุ่ม")
    assert "โดยกลุ่มตาม 1) และ 2) ได้คะแนนเท่ากัน" in texts
    assert "ทั้งนี้ โดยมีเหตุผล คือ กลุ่มมีความพร้อม" in texts
    made = papers.paper_of(paper, None)
    assert isinstance(made, MeetingReport)
    assert len(made.present) == opened.seats.count(), "it came, and scored nothing"
    assert made.absent == ()
    assert "ผู้ไม่มาประชุม" not in str(made)
    assert "ผู้ไม่มาประชุม" in str(paper_facts.meeting_report())
    assert told.read(made.facts, MeetingReport) == made


def _score_four(opened: Round, shares: dict[int, list[str]], story: object) -> None:
    seats = list(opened.seats.scoring().select_related("user"))
    criteria = list(opened.criteria.all())
    for pk, given in shares.items():
        for seat, share in zip(seats, given, strict=True):
            sheet = story.scores.save_sheet(
                member=seat,
                nomination=story.Nomination.objects.get(pk=pk),
                points={c.pk: Decimal(round(c.points * Decimal(share))) for c in criteria},
                note="",
                by=seat.user,
            )
            story.scores.submit_sheet(sheet=sheet, by=seat.user)
