"""What announcing and correcting a result does to papers, and the page that the public reads."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from reports import checks, papers, queries, queries_public, tasks
from reports.actions import documents as acts
from reports.facts_meeting import Minutes, report_facts
from reports.kinds import words_of
from reports.models import Document
from selection.actions import decision
from selection.models import Decision, ReserveGroup, Round
from tests.people import World
from tests.reports import stages
from tests.reports.kind_stages import draft
from tests.reports.stages import Kind

Pages = Callable[[object], Client]
REASON = "นับคะแนนผิดหนึ่งใบ เฉพาะภายใน"


def _announcements(opened: Round) -> list[Document]:
    return list(Document.objects.filter(round=opened, kind=Kind.ANNOUNCEMENT).order_by("pk"))


def _swap(world: World, opened: Round) -> None:
    """The result corrected: both groups change places."""
    opened = Round.objects.with_place().get(pk=opened.pk)
    chosen = [one.nomination for one in opened.chosen.with_place().order_by("-order")]
    decision.correct_result(round=opened, nominations=chosen, reason=REASON, by=world.buriram)


# The announcement


def test_announcing_drafts_the_announcement_once(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    (made,) = _announcements(opened)
    assert made.is_draft
    assert made.signatory == world.signatory, "the office has a single one"
    with pytest.raises(Refused):
        decision.announce(round=opened, by=world.buriram)
    assert _announcements(opened) == [made]
    home = page(world.buriram).get(reverse("home")).text
    assert "ออกประกาศผลการคัดเลือก" in home
    assert reverse("document", args=[made.pk]) in home
    assert not Document.objects.visible_to(world.krasang).filter(pk=made.pk).exists()


def test_a_draft_begun_before_the_announcing_is_that_one(world: World) -> None:
    opened, first, second = world.scored()
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)
    before = acts.draft_document(round=opened, kind=Kind.ANNOUNCEMENT, by=world.buriram)
    decision.announce(round=opened, by=world.buriram)
    assert _announcements(opened) == [before]


def test_an_announcing_that_fails_leaves_no_draft(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, first, second = world.scored()
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)

    def refuse(**_: object) -> None:
        raise Refused("ร่างไม่ได้")

    monkeypatch.setattr("reports.receivers.draft_document", refuse)
    with pytest.raises(Refused, match="ร่างไม่ได้"):
        decision.announce(round=opened, by=world.buriram)
    opened.refresh_from_db()
    assert opened.state == "decided"
    assert _announcements(opened) == []


def test_the_drafted_announcement_does_not_hide_papers_still_to_be_made(world: World) -> None:
    world.announced()
    titles = [one.title for one in tasks.tasks_for(world.buriram)]
    assert "จัดทำคำสั่งแต่งตั้งคณะกรรมการ" in titles
    assert "ออกประกาศผลการคัดเลือก" in titles


# A correction


def test_a_correction_drafts_the_announcement_that_cancels_the_old_one(world: World) -> None:
    opened, _, _ = world.announced()
    old = stages.announcement(world, opened)
    _swap(world, opened)
    old.refresh_from_db()
    assert old.in_force, "until the new one is signed"
    _, new = _announcements(opened)
    assert (new.supersedes, new.is_draft) == (old, True)
    assert REASON in new.supersedes_reason
    new = Document.objects.with_place().get(pk=new.pk)
    texts = " ".join(one.text for one in words_of(new).body)
    assert (
        "จึงให้ยกเลิกประกาศจังหวัดบุรีรัมย์ เรื่อง ผลการคัดเลือกกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต "
        "ระดับจังหวัดบุรีรัมย์ ประจำปีงบประมาณ พ.ศ. 2568 ลงวันที่ 7 มิถุนายน 2568 และให้ใช้ประกาศฉบับนี้แทน"
    ) in texts
    assert "ยกเลิก" not in " ".join(
        one.text for one in words_of(Document.objects.with_place().get(pk=old.pk)).body
    )
    made = papers.paper_of(new, None)
    assert ["อารัง" in one.title for one in made.groups] == [True, False]
    assert REASON not in str(made), "why is for the register, not for the public"
    acts.issue_document(document=new, number=None, date=date(2025, 6, 10), by=world.buriram)
    old.refresh_from_db()
    assert old.state == "superseded"


def test_two_corrections_make_one_draft_that_follows_the_facts(world: World) -> None:
    opened, _, _ = world.announced()
    stages.announcement(world, opened)
    _swap(world, opened)
    _swap(world, opened)
    _, new = _announcements(opened)
    made = papers.paper_of(Document.objects.with_place().get(pk=new.pk), None)
    assert ["อารัง" in one.title for one in made.groups] == [False, True]


def test_a_correction_before_anything_was_issued_keeps_the_draft(world: World) -> None:
    opened, _, _ = world.announced()
    (made,) = _announcements(opened)
    _swap(world, opened)
    assert _announcements(opened) == [made]
    made.refresh_from_db()
    assert made.supersedes is None
    assert "ยกเลิก" not in str(papers.paper_of(Document.objects.with_place().get(pk=made.pk), None))


def test_a_long_reason_is_cut_for_the_register(world: World) -> None:
    opened, _, _ = world.announced()
    stages.announcement(world, opened)
    chosen = [one.nomination for one in opened.chosen.with_place().order_by("-order")]
    decision.correct_result(round=opened, nominations=chosen, reason="ก" * 1900, by=world.buriram)
    _, new = _announcements(opened)
    assert len(new.supersedes_reason) == 500
    assert new.supersedes_reason.endswith("ก…")


def test_an_edited_announcement_that_does_not_cancel_is_seen(world: World) -> None:
    opened, _, _ = world.announced()
    stages.announcement(world, opened)
    _swap(world, opened)
    new = Document.objects.with_place().get(pk=_announcements(opened)[1].pk)
    assert [one.key for one in checks.faults(new, None)] == []
    acts.save_document(
        document=new,
        values={"body_text": "ตามที่จังหวัดได้ดำเนินโครงการ นั้น\nปรากฏผล ดังนี้"},
        references=[],
        version=new.version,
        by=world.buriram,
    )
    (found,) = checks.faults(new, None)
    assert (found.key, found.blocks) == ("cancels_unnamed", False)
    assert "7 มิถุนายน 2568" in found.text


def test_letters_that_tell_of_the_old_result_are_pointed_out(world: World, page: Pages) -> None:
    letter = stages.letter(world)
    client, url = page(world.buriram), reverse("document", args=[letter.pk])
    assert "ผลการคัดเลือกถูกแก้ไข" not in client.get(url).text
    assert "ไม่ตรงกับผลที่แก้ไข" not in client.get(reverse("home")).text
    _swap(world, letter.round)
    shown = client.get(url).text
    assert "ผลการคัดเลือกถูกแก้ไขเมื่อ" in shown
    assert "ออกฉบับใหม่แทน หรือยกเลิกเอกสารนี้" in shown
    home = client.get(reverse("home")).text
    assert "ตรวจหนังสือแจ้งอำเภอที่ได้รับการคัดเลือก" in home
    assert "ออกประกาศผลการคัดเลือก ฉบับใหม่แทนฉบับเดิม" in home
    other = page(world.krasang).get(url).text
    assert "โปรดสอบถามสำนักงานที่ออกเอกสารก่อนนำไปใช้" in other
    assert REASON not in other


def test_a_report_drafted_after_a_correction_tells_whom_the_meeting_chose(world: World) -> None:
    opened, _, _ = world.announced()
    _swap(world, opened)
    opened = Round.objects.with_place().get(pk=opened.pk)
    assert ["อารัง" in one.nomination.group.name for one in opened.chosen.with_place()] == [
        True,
        False,
    ]
    told = report_facts(Minutes(opened))
    assert ["อารัง" in one for one in told.chosen] == [False, True]
    assert Kind.MEETING_REPORT not in queries.TELL_RESULT, "nobody is asked to replace it"


# The public page


def _public(opened: Round) -> str:
    return reverse("public_result", args=[opened.token])


def test_the_result_is_public_once_announced_and_not_before(world: World, page: Pages) -> None:
    opened, first, second = world.scored()
    client, url = page(None), _public(opened)
    assert client.get(url).status_code == 404
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)
    assert client.get(url).status_code == 404
    for user in (world.krasang, world.department, world.members[0], world.surin):
        assert opened.token not in page(user).get(reverse("home")).text
    decision.announce(round=opened, by=world.buriram)
    answer = client.get(url)
    assert answer.status_code == 200
    for group in (first.group, second.group):
        assert group.name in answer.text and group.address in answer.text
    assert answer.text.index("บ้านกระเจา") < answer.text.index("บ้านอารัง")
    assert "กิจกรรมศูนย์สาธิตการตลาด" in answer.text
    assert client.get(reverse("public_result", args=["2" * 12])).status_code == 404


def test_the_page_holds_no_points_no_persons_no_reserve(world: World, page: Pages) -> None:
    opened, one, _ = world.announced()
    seat = opened.seats.get(user=world.members[0])
    seat.person = "นายเฉพาะ กรรมการ"
    seat.save()
    third = world.prasat_group
    nomination = one.nomination
    nomination.pk, nomination.group, nomination.activity_name = None, third, "โรงสีของนายเฉพาะ"
    nomination.order = 9
    nomination.save()
    ReserveGroup.objects.create(round=opened, nomination=nomination, order=1)
    Decision.objects.update(reason="เหตุผลเฉพาะภายใน")
    text = page(None).get(_public(opened)).text
    row = opened.results.get().rows[0]
    for secret in (
        row["mean"],
        "คะแนน",
        "เฉพาะ",
        third.village_name,
        seat.post,
        "สำรอง",
        "committee",
    ):
        assert secret not in text, secret
    assert str(world.buriram) not in text


def test_a_corrected_result_says_what_it_replaces_and_not_why(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    first = opened.results.get()
    opened.results.update(at=first.at - timedelta(days=3))
    _swap(world, opened)
    text = page(None).get(_public(opened)).text
    assert "แก้ไขประกาศเมื่อ" in text and "ใช้แทนรายชื่อที่ประกาศเมื่อ" in text
    assert text.index("บ้านอารัง") < text.index("บ้านกระเจา")
    assert REASON not in text
    shown = queries_public.result_of(opened)
    assert timezone.localdate(shown.at) - timezone.localdate(shown.corrects) == timedelta(days=3)


def test_the_page_leads_to_the_issued_announcement_while_it_holds(
    world: World, page: Pages
) -> None:
    opened, _, _ = world.announced()
    (made,) = _announcements(opened)
    client, target = page(None), reverse("public_document", args=[made.token])
    assert target not in client.get(_public(opened)).text, "a draft is nobody's business"
    stages.announcement(world, opened)
    assert target in client.get(_public(opened)).text
    assert client.get(target).status_code == 200


def test_the_page_is_light_and_the_same_for_everybody(
    world: World, page: Pages, django_assert_num_queries: Callable
) -> None:
    opened, _, _ = world.announced()
    before = AuditRow.objects.count()
    with django_assert_num_queries(4):
        answer = page(None).get(_public(opened))
    text = answer.text
    assert not answer.cookies
    assert answer["Cache-Control"].startswith("public, max-age")
    assert page(world.buriram).get(_public(opened)).content == answer.content
    assert 'name="robots" content="noindex"' in text
    assert "<script" not in text
    styles = re.findall(r'href="/static/(css/[^"]+)"', text)
    assert styles == ["css/tokens.css", "css/public.css"]
    parts = [Path(finders.find(name)).read_bytes() for name in styles]
    assert sum(map(len, parts)) + len(answer.content) < 60_000
    assert AuditRow.objects.count() == before


def test_the_province_finds_the_public_page_by_its_announcement(world: World, page: Pages) -> None:
    opened, first, _ = world.announced()
    (made,) = _announcements(opened)
    shown = page(world.buriram).get(reverse("document", args=[made.pk])).text
    assert _public(opened) in shown
    order = draft(world, opened, Kind.COMMITTEE_ORDER)
    assert _public(opened) not in page(world.buriram).get(reverse("document", args=[order.pk])).text
    assert first.round_id == opened.pk


def test_an_announcement_from_before_the_correction_is_called_so(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    stages.announcement(world, opened)
    client = page(None)
    assert "ก่อนแก้ไข" not in client.get(_public(opened)).text
    _swap(world, opened)
    assert "ประกาศฉบับก่อนแก้ไข" in client.get(_public(opened)).text
    new = Document.objects.with_place().get(pk=_announcements(opened)[1].pk)
    acts.issue_document(document=new, number=None, date=date(2025, 6, 10), by=world.buriram)
    assert "ก่อนแก้ไข" not in client.get(_public(opened)).text
