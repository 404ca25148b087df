"""Documents: drafted, completed, issued once, frozen; the walls between offices."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import Office, Programme
from cdd_network.refusal import Refused, refusal_of
from reports import letters, papers, pdf, rules
from reports.actions import documents as acts
from reports.kinds import KINDS
from reports.models import Document, Enclosure, FrozenFile
from selection.models import Round
from tests.people import World
from tests.reports import stages
from tests.reports.stages import Kind

Pages = Callable[[object], Client]


def test_the_order_may_be_drafted_at_once_the_rest_after_the_announcement(world: World) -> None:
    opened = world.round_prepared()
    order = acts.draft_document(round=opened, kind=Kind.COMMITTEE_ORDER, by=world.buriram)
    again = acts.draft_document(round=opened, kind=Kind.COMMITTEE_ORDER, by=world.buriram)
    assert order == again
    assert order.signatory == world.signatory  # the office has one alone
    for kind, when in (
        (Kind.ANNOUNCEMENT, "หลังบันทึกผลการคัดเลือก"),
        (Kind.SELECTION_LETTER, "หลังประกาศผล"),
    ):
        with pytest.raises(Refused, match=when):
            acts.draft_document(round=opened, kind=kind, by=world.buriram)
    for user in (world.surin, world.krasang, world.department):
        with pytest.raises(Refused):
            acts.draft_document(round=opened, kind=Kind.COMMITTEE_ORDER, by=user)


def test_the_announcement_is_drafted_from_the_decision_and_issued_once_announced(
    world: World, story: object
) -> None:
    opened, first, second = world.scored()
    story.decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    paper = acts.draft_document(round=opened, kind=Kind.ANNOUNCEMENT, by=world.buriram)
    assert "บ้านกระเจา" in str(papers.paper_of(paper, None))
    stamp = {"number": None, "date": date(2025, 6, 7), "by": world.buriram}
    with pytest.raises(Refused, match="ยังไม่ได้ประกาศผลการคัดเลือกในระบบ"):
        acts.issue_document(document=paper, **stamp)
    story.decision.announce(round=opened, by=world.buriram)
    paper = Document.objects.with_place().get(pk=paper.pk)
    assert acts.issue_document(document=paper, **stamp).is_issued


def test_a_letter_says_what_it_wants_before_it_is_issued(world: World) -> None:
    opened, _, _ = world.announced()
    paper = acts.draft_document(round=opened, kind=Kind.SELECTION_LETTER, by=world.buriram)
    texts = " ".join(gap.text for gap in rules.gaps(paper))
    assert "กำหนดวันที่ให้อำเภอส่ง" in texts
    assert "หนังสือที่อ้างถึง" in texts
    assert "ยังไม่ได้ออกประกาศ" in texts
    with pytest.raises(Refused, match="ข้อมูลยังไม่ครบ"):
        stages.issue(world, paper)
    assert "ยังแสดงตัวอย่างไม่ได้" in refusal_of(rules.check_preview, paper)
    complete = stages.letter_draft(world, opened)
    assert rules.gaps(complete) == []
    rules.check_preview(complete)


def test_a_box_in_place_of_the_garuda_is_for_drafts_alone(world: World) -> None:
    opened, _, _ = world.announced()
    paper = stages.letter_draft(world, opened)
    assert refusal_of(rules.check_issue, world.buriram, paper) == ""
    Office.objects.filter(pk=world.buriram.office_id).update(garuda_mode=Office.Garuda.DRAFT)
    paper = Document.objects.with_place().get(pk=paper.pk)
    assert "ตราครุฑ" in refusal_of(rules.check_issue, world.buriram, paper)
    day = date(2025, 6, 13)
    with pytest.raises(Refused, match="ตราครุฑ"):
        acts.issue_document(document=paper, number=1, date=day, by=world.buriram)


def test_issuing_freezes_number_date_bytes_and_enclosures(world: World) -> None:
    paper = stages.letter(world)
    stored = Document.objects.get(pk=paper.pk)
    assert (stored.state, stored.number, stored.series, stored.year) == (
        "issued",
        2230,
        "circular",
        2568,
    )
    assert stored.issued_by == world.buriram
    assert stored.number_text == "ที่ บร 0019/ว 2230"
    Office.objects.filter(pk=stored.office_id).update(code="บร 9999")
    assert Document.objects.get(pk=paper.pk).number_text == "ที่ บร 0019/ว 2230"  # as it was issued
    frozen = stored.file
    assert pdf.Pdf(bytes(frozen.data), frozen.pages).sha256 == frozen.sha256
    enclosed = list(stored.enclosures.all())
    assert [e.number for e in enclosed] == [2, 3, 4, 5]
    assert all(bytes(e.data).startswith(b"%PDF") for e in enclosed)


def test_an_issued_document_is_never_set_again(
    world: World, page: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = stages.letter(world)
    before = bytes(paper.file.data)

    def other(self: object) -> str:
        raise AssertionError("an issued document was rendered again")

    monkeypatch.setattr(letters.Paper, "__str__", other)
    world.buriram.office.address_lines = "ย้ายที่ทำการแล้ว"
    world.buriram.office.save()
    answer = page(world.buriram).get(reverse("document_pdf", args=[paper.pk]))
    assert answer.content == before
    assert answer["ETag"] == f'"{paper.file.sha256}"'
    assert answer["Cache-Control"].startswith("private")
    same = page(world.buriram).get(
        reverse("document_pdf", args=[paper.pk]), headers={"If-None-Match": answer["ETag"]}
    )
    assert same.status_code == 304


def test_a_second_click_and_a_second_officer_get_one_document(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    paper = stages.letter_draft(world, opened)
    late = Document.objects.get(pk=paper.pk)  # read before the first officer issued
    stages.issue(world, paper)
    with pytest.raises(Refused, match="ดำเนินการไปแล้ว"):
        stages.issue(world, late, number=2231)
    with pytest.raises(Refused, match=r"เอกสารนี้ออกแล้ว ที่ บร 0019/ว 2230"):
        stages.issue(world, paper)
    client = page(world.buriram)
    stamp = {
        "version": "1",
        "number": "2231",
        "date_day": "13",
        "date_month": "6",
        "date_year": "2568",
    }
    answer = client.post(reverse("document_issue", args=[paper.pk]), stamp, follow=True)
    assert answer.redirect_chain == [(reverse("document", args=[paper.pk]), 302)]
    assert "เอกสารนี้ออกแล้ว ที่ บร 0019/ว 2230" in answer.content.decode()
    assert FrozenFile.objects.filter(document=paper).count() == 1
    assert Enclosure.objects.filter(document=paper).count() == 4


def _order(world: World, opened: Round) -> Document:
    return acts.draft_document(round=opened, kind=Kind.COMMITTEE_ORDER, by=world.buriram)


def test_a_number_is_used_once_a_year(world: World) -> None:
    old = Programme.objects.get(year=2568)
    later = Programme.objects.create(
        year=2569, title=old.title, digest=old.digest, opened_at=old.opened_at
    )
    first = _order(world, world.round_prepared())
    second = _order(world, _prepare(world, later))
    day = date(2025, 2, 3)
    acts.issue_document(document=first, number=55, date=day, by=world.buriram)
    with pytest.raises(Refused, match=r"เลขที่ 55/2568 ของปี 2568 ใช้แล้วกับ «คำสั่งแต่งตั้งคณะกรรมการ»"):
        acts.issue_document(document=second, number=55, date=day, by=world.buriram)
    second.refresh_from_db()
    assert (second.state, second.number, second.issued_by) == ("draft", None, None)
    acts.issue_document(document=second, number=55, date=date(2026, 2, 3), by=world.buriram)
    assert second.number_text == "ที่ 55/2569"


def _prepare(world: World, programme: Programme) -> Round:
    from reports import story
    from tests.people import MEETING

    return story.prepare(programme, by=world.buriram, members=[], meeting=MEETING)


@pytest.mark.parametrize(
    ("kind", "number", "day", "says"),
    [
        (Kind.COMMITTEE_ORDER, None, date(2025, 2, 3), "เลขที่ต้องเป็นจำนวนเต็ม"),
        (Kind.COMMITTEE_ORDER, 0, date(2025, 2, 3), "เลขที่ต้องเป็นจำนวนเต็ม"),
        (Kind.COMMITTEE_ORDER, 5, None, "โปรดระบุวันที่"),
        (Kind.ANNOUNCEMENT, 5, date(2025, 2, 3), "ไม่มีเลขที่"),
    ],
)
def test_a_wrong_stamp_is_refused(
    kind: str, number: int | None, day: date | None, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        series = next(iter(KINDS[kind].series), "")
        rules.check_stamp(Document(kind=kind), number, series, day)


def test_an_edit_while_pages_are_set_stops_the_issue(world: World) -> None:
    paper = _order(world, world.round_prepared())
    late = Document.objects.get(pk=paper.pk)
    acts.save_document(
        document=paper, values={"signatory": None}, references=[], version=1, by=world.buriram
    )
    with pytest.raises(Refused, match="แก้ไขเอกสารนี้หลังจากที่ท่านเปิดดู"):
        acts.issue_document(document=late, number=7, date=date(2025, 2, 3), by=world.buriram)
    assert not FrozenFile.objects.exists()


def test_walls(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    order = _order(world, opened)
    draft = stages.letter_draft(world, opened)
    result = opened.documents.get(kind=Kind.ANNOUNCEMENT)

    def seen(user: object, paper: Document) -> tuple[int, int]:
        client = page(user)
        names = ("document", "document_pdf")
        return tuple(client.get(reverse(n, args=[paper.pk])).status_code for n in names)

    for stranger in (world.surin, world.prasat, world.members[0]):
        for paper in (order, draft, result):
            assert seen(stranger, paper) == (404, 404)
    assert seen(world.buriram, draft) == (200, 200)
    for user in (world.krasang, world.department):
        assert seen(user, draft) == (404, 404)
        assert seen(user, result) == (200, 200)
    stages.issue(world, draft)
    for user in (world.krasang, world.bandan, world.department):
        assert seen(user, draft) == (200, 200)
    other = world.prasat
    assert draft not in Document.objects.visible_to(other)
    for name in ("document_edit", "document_issue"):
        for user in (world.krasang, world.department, world.surin):
            assert page(user).get(reverse(name, args=[order.pk])).status_code == 404
