"""An absent member does not block the round, and nobody learns points by it too early."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from selection import tally
from selection.actions import committee, decision, scores
from selection.models import CommitteeMember, Nomination, Round
from selection.tasks import tasks_for
from tests.people import World

Page = Callable[[User | None], Client]


def seats_of(opened: Round) -> list[CommitteeMember]:
    """The five seats that score, in order."""
    return list(CommitteeMember.objects.with_place().filter(round=opened, user__isnull=False))


def give(seat: CommitteeMember, nomination: Nomination, share: str) -> None:
    """The seat's member sends one sheet with this share of each criterion."""
    points = {c.pk: Decimal(round(c.points * Decimal(share))) for c in seat.round.criteria.all()}
    sheet = scores.save_sheet(
        member=seat, nomination=nomination, points=points, note="", by=seat.user
    )
    scores.submit_sheet(sheet=sheet, by=seat.user)


def test_an_absent_member_does_not_block_the_round(world: World, page: Page) -> None:
    opened, first, second = world.scoring()
    *present, absent = seats_of(opened)
    for seat in present:
        give(seat, first, "0.9")
        give(seat, second, "0.8")
    give(absent, first, "0")  # one sheet, then called away
    client, scores_url = page(world.buriram), f"/rounds/{opened.pk}/scores/"
    url = f"/rounds/seats/{absent.pk}/excuse/"
    waiting = client.get(scores_url).content.decode()
    assert "ส่งแล้ว 9 จาก 10 ใบ" in waiting
    assert url in waiting
    assert f"/rounds/seats/{present[0].pk}/excuse/" not in waiting
    assert absent.post in client.get(url).content.decode()
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "ลาป่วยกะทันหัน"}).url == scores_url
    assert client.post(url, {"reason": "อีกครั้ง"}).status_code == 409
    assert (tally.progress_of(opened).sent, tally.progress_of(opened).wanted) == (8, 8)
    read = client.get(scores_url).content.decode()
    assert "ลาป่วยกะทันหัน" in read
    assert "คะแนนเฉลี่ย" in read
    assert "บันทึกว่าไม่ได้ให้คะแนน 1 คน" in client.get(f"/rounds/{opened.pk}/").content.decode()
    decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    assert client.post(f"/rounds/seats/{absent.pk}/unexcuse/").status_code == 409
    decision.announce(round=opened, by=world.buriram)
    opened.refresh_from_db()
    row = opened.result[0]
    whole = [c.points for c in opened.criteria.all()]
    assert Decimal(row["mean"]) == sum(round(p * Decimal("0.9")) for p in whole)
    assert [one["post"] for one in row["totals"]] == [seat.post for seat in present]
    reason = {"order": absent.order, "post": absent.post, "reason": "ลาป่วยกะทันหัน"}
    assert row["excused"] == [reason]
    assert "ลาป่วยกะทันหัน" in client.get(scores_url).content.decode()


def test_the_member_sees_why_and_scores_again_when_it_is_taken_back(
    world: World, page: Page
) -> None:
    opened, first, second = world.scoring()
    absent = seats_of(opened)[4]
    member, client = page(world.members[4]), page(world.buriram)
    sheet_url = f"/scoring/{first.pk}/"
    committee.excuse_seat(seat=absent, reason="ติดราชการ", by=world.buriram)
    for url in ("/scoring/", sheet_url):
        text = member.get(url).content.decode()
        assert "จังหวัดบันทึกว่าท่านไม่ได้ให้คะแนนในรอบนี้ (ติดราชการ)" in text
    assert "กรอกคะแนน" not in member.get(sheet_url).content.decode()
    assert tasks_for(world.members[4])[0].tag == "ไม่ต้องให้คะแนน"
    assert tasks_for(world.members[0])[0].when == "todo"
    seat = CommitteeMember.objects.with_place().get(pk=absent.pk)
    seat.excused_reason = ""  # a page that was read before
    with pytest.raises(Refused, match="ติดราชการ"):
        give(seat, second, "1")
    assert "ยกเลิก ให้คะแนนตามเดิม" in client.get(f"/rounds/{opened.pk}/scores/").content.decode()
    assert client.post(f"/rounds/seats/{absent.pk}/unexcuse/").status_code == 302
    assert client.post(f"/rounds/seats/{absent.pk}/unexcuse/").status_code == 409
    assert "ติดราชการ" not in member.get("/scoring/").content.decode()
    give(seats_of(opened)[4], second, "1")
    acts = AuditRow.objects.filter(act__startswith="seat:").values_list("act", "detail__reason")
    assert ("seat:excuse", "ติดราชการ") in acts
    assert ("seat:unexcuse", "ติดราชการ") in acts


def test_half_of_the_members_remain(world: World, page: Page) -> None:
    opened, _, _ = world.scoring()
    one, two, three, *_ = seats_of(opened)
    for seat in (one, two):
        committee.excuse_seat(seat=seat, reason="ไม่มา", by=world.buriram)
    with pytest.raises(Refused, match="เหลือกรรมการให้คะแนน 2 จาก 5 คน ไม่ถึงกึ่งหนึ่ง"):
        committee.excuse_seat(seat=three, reason="ไม่มา", by=world.buriram)
    answer = page(world.buriram).get(f"/rounds/seats/{three.pk}/excuse/")
    assert answer.status_code == 409
    assert "ไม่ถึงกึ่งหนึ่ง" in answer.content.decode()
    assert CommitteeMember.objects.scoring().filter(round=opened).count() == 3


def test_whoever_scored_is_not_left_out_and_others_do_not_record(world: World, page: Page) -> None:
    opened, _, _ = world.scored()
    seat = seats_of(opened)[0]
    with pytest.raises(Refused, match="ส่งคะแนนครบแล้ว"):
        committee.excuse_seat(seat=seat, reason="คะแนนต่ำไป", by=world.buriram)
    with pytest.raises(Refused, match="จังหวัดอื่น"):
        committee.excuse_seat(seat=seat, reason="ไม่มา", by=world.surin)
    silent = CommitteeMember.objects.filter(round=opened, user=None)[0]
    with pytest.raises(Refused, match="ไม่ได้ให้คะแนนอยู่แล้ว"):
        committee.excuse_seat(seat=silent, reason="ไม่มา", by=world.buriram)
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeMember.objects.filter(pk=silent.pk).update(excused_reason="ไม่มา")
    for user in (world.surin, world.krasang, world.department, world.members[0]):
        answer = page(user).post(f"/rounds/seats/{seat.pk}/excuse/", {"reason": "ไม่มา"})
        assert answer.status_code == 404
    assert not CommitteeMember.objects.excused().exists()


def test_only_while_scoring(world: World) -> None:
    seat = seats_of(world.round_open())[0]
    for act in (committee.excuse_seat, committee.unexcuse_seat):
        with pytest.raises(Refused, match="เปิดรับแบบเสนอโครงการ"):
            act(
                seat=seat,
                by=world.buriram,
                **({"reason": "x"} if act is committee.excuse_seat else {}),
            )


SECRETS = (
    "91.37",
    'data-label="คะแนนเฉลี่ย"',
    "ลำดับที่ 1",
    "ผลต่างสูงสุด",
    "ได้รับเลือก",
    "ได้รับการคัดเลือก</span>",
)


def test_a_member_learns_nothing_of_others_before_the_announcement(
    world: World, page: Page, story: object
) -> None:
    opened, first, second = world.scoring()
    shares = {first.pk: ["1", "0.9", "0.8", "0.7", "0.5"], second.pk: ["0.2"] * 5}
    story.score_all(opened, shares)
    leaks_nothing(world, page, opened, first)
    decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    leaks_nothing(world, page, opened, first)
    assert "คะแนนเฉลี่ย" in page(world.buriram).get(f"/rounds/{opened.pk}/scores/").content.decode()


def leaks_nothing(world: World, page: Page, opened: Round, first: Nomination) -> None:
    """Neither a member nor a district nor the department reads a total, a rank or a choice."""
    totals = {str(t) for s in tally.standings_of(opened) for t in s.totals.values()}
    means = {row.mean for row in tally.standings_of(opened)}
    open_to = {
        world.members[0]: (
            "/",
            "/scoring/",
            f"/scoring/{first.pk}/",
            f"/scoring/{first.pk}/submit/",
        ),
        world.krasang: ("/", "/nominations/", f"/rounds/{opened.pk}/", "/rounds/", "/activities/"),
        world.department: (
            "/",
            "/nominations/",
            f"/rounds/{opened.pk}/",
            "/rounds/",
            "/documents/",
        ),
    }
    for user, urls in open_to.items():
        for url in urls:
            text = page(user).get(url).content.decode()
            text = text.replace("ลำดับที่ 1 ของอำเภอ", "")  # the district's own order, no rank
            assert not [word for word in SECRETS if word in text], (user.username, url)
            others = totals - {"100"} if user.is_member else totals
            assert not [t for t in others if f">{t} คะแนน" in text or f"รวม {t} จาก" in text]
            assert not [m for m in means if f"{float(m):.2f}" in text]
    closed = ("/rounds/", "/nominations/", "/nominations/?format=xlsx", "/rounds/?format=xlsx")
    pages = ("", "scores/", "decide/", "announce/", "committee/")
    for url in (*closed, *(f"/rounds/{opened.pk}/{path}" for path in pages)):
        assert page(world.members[0]).get(url).status_code == 404, url
    for user in (world.krasang, world.department):
        assert page(user).get(f"/rounds/{opened.pk}/scores/").status_code == 404
        for url in ("/nominations/?format=xlsx", "/rounds/?format=xlsx"):
            sheet = openpyxl.load_workbook(BytesIO(page(user).get(url).content)).active
            cells = {str(c) for row in sheet.iter_rows(min_row=2, values_only=True) for c in row}
            assert not cells & (totals | {"ได้รับการคัดเลือก", "ไม่ได้รับการคัดเลือกในปีนี้"}), url
