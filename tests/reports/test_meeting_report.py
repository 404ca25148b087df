"""The report made from the meeting as it was recorded: who, when, the quorum, how it was decided."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cdd_network.refusal import Refused
from reports import checks, papers, rules, told
from reports.actions.document_end import revoke_document
from reports.facts_meeting import Minutes, report_facts
from reports.letters_office import MeetingReport
from reports.models import Document
from reports.proofreading import Facts, Met, proofread
from reports.wording_meeting import Held, Parted, report_body
from selection.actions import decision, meeting
from selection.models import CommitteeMember, Dissent, ReserveGroup, Round
from tests.people import World
from tests.reports import paper_facts
from tests.reports.kind_stages import draft, texts_of
from tests.reports.stages import Kind


def at(hour: int, minute: int = 0) -> datetime:
    """An hour of 6 June 2568 in Bangkok."""
    return timezone.make_aware(datetime(2025, 6, 6, hour, minute))


def _seats(opened: Round) -> list[CommitteeMember]:
    return list(CommitteeMember.objects.filter(round=opened).order_by("order"))


def _move_the_meeting(opened: Round) -> None:
    """What the fixture did now is of 6 June: begun at 09.05, everybody there from 08.50."""
    for seat in _seats(opened):
        seat.stays.update(arrived_at=at(8, 50))
    Round.objects.filter(pk=opened.pk).update(began_at=at(9, 5))


def _decided(world: World) -> Document:
    """Decided with one late, one early, one absent and one delegate; the meeting ended at 11.00."""
    opened, first, second = world.scored()
    _move_the_meeting(opened)
    seats = _seats(opened)
    seats[2].stays.update(arrived_at=at(9, 20))
    seats[3].stays.update(left_at=at(10, 30))
    seats[9].stays.all().delete()
    CommitteeMember.objects.filter(pk=seats[9].pk).update(absence_reason="ติดราชการอื่น")
    CommitteeMember.objects.filter(pk=seats[4].pk).update(delegate="นางสาวสมศรี ใจดี")
    CommitteeMember.objects.filter(pk=seats[5].pk).update(delegate=f"ผู้แทน{seats[5].post}")
    CommitteeMember.objects.filter(pk=seats[0].pk).update(person="นายสมชาย ตัวอย่าง")
    opened.refresh_from_db()
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)
    meeting.end_meeting(round=opened, at=at(11), by=world.buriram)
    return draft(world, opened, Kind.MEETING_REPORT)


def test_the_report_says_who_came_how_long_and_who_did_not(world: World) -> None:
    paper = papers.paper_of(_decided(world), None)
    came = {one.seat.post: one for one in paper.present}
    assert came["รองผู้ว่าราชการจังหวัดบุรีรัมย์"].seat.name == "นายสมชาย ตัวอย่าง"
    assert came["เกษตรจังหวัดบุรีรัมย์"].note == "มาเวลา 09.20 น."
    assert came["สหกรณ์จังหวัดบุรีรัมย์"].note == "ออกจากที่ประชุมเวลา 10.30 น."
    delegate = came["พาณิชย์จังหวัดบุรีรัมย์"]
    assert (delegate.seat.name, delegate.delegate, delegate.note) == ("นางสาวสมศรี ใจดี", True, "")
    unnamed = came["ท้องถิ่นจังหวัดบุรีรัมย์"]
    assert (unnamed.seat.name, unnamed.delegate) == ("", True), "a post repeated is no name"
    (absent,) = paper.absent
    assert absent.reason == "ติดราชการอื่น"
    assert absent.seat.post not in came
    html = str(paper)
    assert "(ผู้แทน)" in html and "นางสาวสมศรี" in html
    assert told.read(paper.facts, MeetingReport) == paper


def test_hours_and_quorum_stand_in_numbers(world: World) -> None:
    texts = texts_of(_decided(world))
    assert (texts[0], texts[-1]) == ("เริ่มประชุมเวลา 09.05 น.", "เลิกประชุมเวลา 11.00 น.")
    assert texts[1].startswith(
        "เมื่อมีกรรมการมาประชุม 9 คน จากกรรมการทั้งหมด 11 คน ครบองค์ประชุม (ต้องมีไม่น้อยกว่า 6 คน) "
        "ประธานกล่าวเปิดการประชุม"
    )


def test_a_vice_chair_presides_where_the_chair_did_not_come(world: World) -> None:
    paper = _decided(world)
    chair = paper.round.seats.get(seat="chair")
    chair.stays.all().delete()
    (opening,) = [one for one in texts_of(paper) if "กล่าวเปิดการประชุม" in one]
    assert "ประธานกรรมการไม่ได้มาประชุม พัฒนาการจังหวัดบุรีรัมย์ ทำหน้าที่ประธานในที่ประชุม กล่าวเปิด" in opening


def test_reserve_casting_vote_and_opinions_are_told(world: World) -> None:
    paper = _decided(world)
    opened, seats = paper.round, _seats(paper.round)
    second = opened.chosen.get(order=2)
    nomination, group = second.nomination, second.nomination.group
    second.delete()
    ReserveGroup.objects.create(round=opened, nomination=nomination, order=1)
    Dissent.objects.create(seat=seats[6], text="ควรพิจารณา\nความเร่งด่วนก่อน")
    opened.decision.casting_seat, opened.decision.casting_reason = seats[0], "พร้อมกว่า"
    opened.decision.save()
    texts = texts_of(Document.objects.with_place().get(pk=paper.pk))
    said = report_facts(Minutes(opened))
    assert said.casting == ("รองผู้ว่าราชการจังหวัดบุรีรัมย์", "พร้อมกว่า")
    lead = next(at for at, one in enumerate(texts) if "กลุ่มสำรองตามลำดับ" in one)
    assert texts[lead + 1].startswith(f"1) {group.name}")
    assert any("ออกเสียงชี้ขาด โดยมีเหตุผล คือ พร้อมกว่า" in one for one in texts)
    opinion = next(at for at, one in enumerate(texts) if one.startswith("4.2 กรรมการที่มีความเห็นแย้ง"))
    assert texts[opinion + 1] == f"1) {seats[6].post}บุรีรัมย์ เห็นว่า ควรพิจารณา ความเร่งด่วนก่อน"


def test_who_stood_aside_is_told_group_by_group(world: World, story: object) -> None:
    opened, first, second = world.scoring()
    seat = opened.seats.get(user=world.members[4])
    story.declarations.declare(
        member=seat, nomination=first, aside=True, reason="เป็นญาติกับประธานกลุ่ม", by=world.members[4]
    )
    for nomination, members in ((first, 4), (second, 5)):
        _score(world, story, opened, nomination, members)
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)
    texts = texts_of(draft(world, opened, Kind.MEETING_REPORT))
    assert (
        f"1) พาณิชย์จังหวัดบุรีรัมย์ ไม่ได้ร่วมพิจารณาและไม่ได้ให้คะแนน{first.group.name} เนื่องจากเป็นญาติกับประธานกลุ่ม"
    ) in texts


def _score(world: World, story: object, opened: Round, nomination: object, members: int) -> None:
    criteria = list(opened.criteria.all())
    share = 1 if members == 4 else 0
    for user in world.members[:members]:
        sheet = story.scores.save_sheet(
            member=opened.seats.get(user=user),
            nomination=nomination,
            points={one.pk: story.Decimal(one.points - 1 + share) for one in criteria},
            note="",
            by=user,
        )
        story.scores.submit_sheet(sheet=sheet, by=user)


def test_equals_that_a_criterion_parted_are_told_with_its_means() -> None:
    told_of = paper_facts.report_facts(
        parted=(Parted((1, 2), "ความสามารถในการบริหารจัดการกลุ่ม", ("22.40", "21.00")),)
    )
    texts = [one.text for one in report_body(told_of)]
    (told_,) = [one for one in texts if "เกณฑ์ที่กำหนดไว้ล่วงหน้า" in one]
    assert "โดยกลุ่มตาม 1) และ 2) ได้คะแนนเฉลี่ยเท่ากัน" in told_
    assert "(22.40 และ 21.00 คะแนน ตามลำดับ)" in told_
    assert not any("ล่วงหน้า" in one.text for one in report_body(paper_facts.report_facts()))


def test_the_rows_tell_which_criterion_parted_equals(world: World, story: object) -> None:
    opened, first, second = world.scoring()
    _score(world, story, opened, first, 5)
    one, *_, last = opened.criteria.filter(tie_order__isnull=False).order_by("tie_order")
    for user in world.members:
        points = {c.pk: story.Decimal(c.points - 1) for c in opened.criteria.all()}
        points[one.pk] += 1
        points[last.pk] -= 1
        seat = opened.seats.get(user=user)
        sheet = story.scores.save_sheet(
            member=seat, nomination=second, points=points, note="", by=user
        )
        story.scores.submit_sheet(sheet=sheet, by=user)
    decision.decide(round=opened, nominations=[second, first], by=world.buriram)
    said = report_facts(Minutes(opened))
    assert said.parted == (Parted((1, 2), one.title, (f"{one.points}.00", f"{one.points - 1}.00")),)
    assert [place.place for place in said.weighed] == [1, 2]


def test_hours_nobody_wrote_stay_dotted() -> None:
    texts = [one.text for one in report_body(paper_facts.report_facts(held=Held()))]
    assert texts[0].startswith("เริ่มประชุมเวลา ....")
    assert texts[-1].startswith("เลิกประชุมเวลา ....")
    assert "0 คน" not in texts[1]


# Before it is issued


MET = Met(began=at(9).date(), ended=at(11).date(), present=9, needed=6)


@pytest.mark.parametrize(
    ("met", "key"),
    [
        (MET, ""),
        (replace(MET, began=None, ended=None), "not_begun"),
        (replace(MET, present=5), "no_quorum"),
        (replace(MET, ended=None), "not_ended"),
        (replace(MET, began=MET.began + timedelta(days=1)), "held_on_another_day"),
        (replace(MET, unexplained=("เกษตรจังหวัด",)), "absent_unexplained"),
    ],
)
def test_what_the_record_lacks_is_seen_before_issue(met: Met, key: str) -> None:
    found = [one.key for one in proofread(Facts(met=met, meeting_day=MET.began))]
    assert found == ([key] if key else [])


def test_a_report_without_its_quorum_is_not_issued(world: World) -> None:
    paper = _decided(world)
    assert checks.blocking(paper) == []
    assert rules.gaps(paper) == []
    for seat in _seats(paper.round)[:5]:
        seat.stays.all().delete()
    with pytest.raises(Refused, match=r"มีกรรมการอยู่ในที่ประชุม 5 คน.*ไม่น้อยกว่า 6 คน"):
        rules.check_issue(world.buriram, paper)


def test_an_issued_report_keeps_its_decision(world: World, story: object) -> None:
    """A decision is not taken back under a report that tells of it; a draft follows the facts."""
    paper = _decided(world)
    opened = paper.round
    documents = story.documents
    documents.issue_document(
        document=paper, number=None, date=at(9).date() + timedelta(days=3), by=world.buriram
    )
    with pytest.raises(Refused, match="ออกรายงานการประชุมแล้ว"):
        decision.reconsider(round=opened, reason="พิจารณาใหม่", by=world.buriram)
    opened.refresh_from_db()
    assert opened.state == "decided"
    assert opened.chosen.count() == 2
    revoke_document(document=paper, reason="มติเปลี่ยน", by=world.buriram)
    decision.reconsider(round=opened, reason="พิจารณาใหม่", by=world.buriram)
    assert opened.chosen.count() == 0
