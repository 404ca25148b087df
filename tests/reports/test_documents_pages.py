"""Pages of documents: list, make, edit, check, issue."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import User
from projects.models import Activity, ActivityDay
from reports.models import Document
from tests.people import World
from tests.reports import stages
from tests.reports.stages import Kind

Pages = Callable[[object], Client]
ROW = "references-0-"


def _text(answer: object) -> str:
    return answer.content.decode()


def test_the_list_offers_what_is_not_made_and_says_why_the_rest_waits(
    world: World, page: Pages
) -> None:
    opened = world.round_prepared()
    client = page(world.buriram)
    text = _text(client.get(reverse("documents")))
    assert text.count(">จัดทำ<") == 1
    assert "จัดทำได้หลังประกาศผลการคัดเลือก" in text
    assert "ยังไม่มีเอกสาร" in text
    new = {"round": opened.pk, "kind": Kind.COMMITTEE_ORDER}
    made = client.post(reverse("document_new"), new, follow=True)
    assert "คำสั่งแต่งตั้งคณะกรรมการ" in _text(made)
    client.post(reverse("document_new"), new)
    assert Document.objects.count() == 1
    early = client.post(reverse("document_new"), {**new, "kind": Kind.ANNOUNCEMENT})
    assert early.status_code == 409
    assert client.post(reverse("document_new"), {**new, "kind": "x"}).status_code == 409
    assert client.post(reverse("document_new"), {"kind": Kind.ANNOUNCEMENT}).status_code == 404
    assert page(world.surin).post(reverse("document_new"), new).status_code == 404


def test_the_list_is_searched_filtered_and_exported(world: World, page: Pages) -> None:
    stages.letter(world)
    client = page(world.buriram)
    url = reverse("documents")

    def count(**query: str) -> bool:
        return "พบ 1 รายการ" in _text(client.get(url, query))

    assert "พบ 2 รายการ" in _text(client.get(url))
    assert count(q="๒๒๓๐")
    assert count(q="ประกาศ")
    assert count(kind=Kind.ANNOUNCEMENT)
    assert "พบ 2 รายการ" in _text(client.get(url, {"state": "issued"}))
    assert "ไม่พบเอกสารที่ค้นหา" in _text(client.get(url, {"q": "ไม่มีคำนี้"}))
    book = client.get(url, {"format": "xlsx"})
    assert book.content[:2] == b"PK"
    assert "บร 0019/ว 2230" in _text(page(world.krasang).get(url))
    assert "ยังไม่มีเอกสารที่ออกแล้ว" in _text(page(world.prasat).get(url))


def test_the_list_asks_the_same_at_one_and_at_three_rows(
    world: World, page: Pages, django_assert_num_queries
) -> None:
    opened = world.round_prepared()
    client = page(world.department)
    for kind in Kind.values:
        Document.objects.create(
            office=opened.office,
            round=opened,
            kind=kind,
            signatory=world.signatory,
            state="issued",
            date="2025-06-07",
            year=2568,
            number=None if kind == Document.Kind.ANNOUNCEMENT else 5,
            issued_at="2025-06-07T09:00+07:00",
            issued_by=world.buriram,
        )
        with django_assert_num_queries(4):
            client.get(reverse("documents"))


def test_a_letter_is_edited_row_by_row_without_script(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    stages.announcement(world, opened)
    client = page(world.buriram)
    new = {"round": opened.pk, "kind": Kind.SELECTION_LETTER}
    client.post(reverse("document_new"), new)
    paper = Document.objects.get(kind=Kind.SELECTION_LETTER)
    url = reverse("document_edit", args=[paper.pk])
    assert 'value="บร 0019"' in _text(client.get(url))
    sent = {
        "version": "1",
        "signatory": str(world.signatory.pk),
        "deadline_day": "๑๐/๗/๒๕๖๘",
        "references-TOTAL_FORMS": "1",
        "references-INITIAL_FORMS": "0",
        f"{ROW}source": "จังหวัดบุรีรัมย์",
        f"{ROW}code": "บร ๐๐๑๙",
        f"{ROW}number": "ว ๒๒๓๐",
        f"{ROW}date_day": "27",
        f"{ROW}date_month": "5",
        f"{ROW}date_year": "2568",
    }
    more = client.post(url, {**sent, "add": "1"})
    assert more.status_code == 200
    assert "ลำดับที่ 2" in _text(more)
    assert "ว ๒๒๓๐" in _text(more)
    assert "ข้อผิดพลาด" not in _text(more)
    wrong = client.post(url, {**sent, f"{ROW}date_month": "13"})
    assert wrong.status_code == 422
    assert "ว ๒๒๓๐" in _text(wrong)
    saved = client.post(url, sent)
    assert saved.status_code == 302
    paper.refresh_from_db()
    assert paper.deadline == stages.DEADLINE
    (row,) = paper.references.all()
    assert (row.code, row.number) == ("บร 0019", "ว 2230")

    stale = client.post(url, {**sent, f"{ROW}number": "ว 2231"})
    assert stale.status_code == 409
    assert "ท่านเองในอีกหน้าต่างหนึ่ง บันทึกแบบนี้เมื่อ" in _text(stale)
    assert 'name="version" value="2"' in _text(stale)

    removed = {**sent, "version": "2", "references-INITIAL_FORMS": "1", f"{ROW}DELETE": "on"}
    assert client.post(url, removed).status_code == 302
    assert not paper.references.exists()


def test_issuing_by_the_page(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    paper = stages.letter_draft(world, opened)
    client = page(world.buriram)
    shown = _text(client.get(reverse("document", args=[paper.pk])))
    assert "แต่จังหวัดต้องส่งกรมฯ ภายใน 20 มิถุนายน 2568" in shown
    assert "<iframe" in shown
    assert "#toolbar=0&amp;navpanes=0&amp;view=FitH" in shown
    url = reverse("document_issue", args=[paper.pk])
    assert 'name="series"' in _text(client.get(url))
    stamp = {
        "version": paper.version,
        "number": "๒๒๓๐",
        "series": "circular",
        "date_day": "14",
        "date_month": "6",
        "date_year": "2025",
    }
    empty = client.post(url, {})
    assert empty.status_code == 422
    assert "กรอกเลขที่" in _text(empty)
    looked = _text(client.post(url, {**stamp, "check": "1"}))
    assert "ที่ บร ๐๐๑๙/ว ๒๒๓๐" in looked
    assert "14 มิถุนายน 2568 เป็นวันเสาร์" in looked
    assert "ซ้ำกับหนังสือที่อ้างถึง" in looked
    assert "แปลงปี ค.ศ. 2025" in looked
    paper.refresh_from_db()
    assert not paper.is_issued
    done = client.post(url, {**stamp, "date_day": "13", "date_year": "2568"}, follow=True)
    assert "เรียบร้อยแล้ว" in _text(done)
    assert reverse("public_document", args=[paper.token]) in _text(done)
    edit = client.get(reverse("document_edit", args=[paper.pk]))
    assert edit.status_code == 409
    received = _text(page(world.krasang).get(reverse("document", args=[paper.pk])))
    assert "ขั้นต่อไป" in received
    assert "แก้ไขข้อมูลในเอกสาร" not in received


def test_a_draft_that_cannot_be_set_says_why(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    client = page(world.buriram)
    client.post(reverse("document_new"), {"round": opened.pk, "kind": Kind.SELECTION_LETTER})
    paper = Document.objects.get(kind=Kind.SELECTION_LETTER)
    text = _text(client.get(reverse("document", args=[paper.pk])))
    assert "ข้อมูลที่ยังขาด" in text
    assert "<iframe" not in text
    assert client.get(reverse("document_pdf", args=[paper.pk])).status_code == 409
    assert client.get(reverse("document_issue", args=[paper.pk])).status_code == 409


@pytest.mark.parametrize("who", ["department", "buriram", "krasang", "member"])
def test_blank_forms_are_for_everyone_who_signed_in(world: World, page: Pages, who: str) -> None:
    user = world.members[0] if who == "member" else getattr(world, who)
    client = page(user)
    for kind in ("plan", "summary", "procedure", "curriculum"):
        answer = client.get(reverse("form_pdf", args=[kind]))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    assert client.get(reverse("form_pdf", args=["secret"])).status_code == 404
    for year in ("2500", "x"):
        answer = client.get(reverse("form_pdf", args=["plan"]), {"year": year})
        assert answer.status_code == 404
    assert page(None).get(reverse("form_pdf", args=["plan"])).status_code == 302


def test_a_districts_paper_is_its_own_until_it_is_sent(world: World, page: Pages, story) -> None:
    activity, _ = world.dated()
    plan = story.plans.begin_plan(activity=activity, by=world.krasang)
    url = reverse("plan_pdf", args=[plan.pk])

    def codes() -> list[int]:
        users = (world.krasang, world.bandan, world.buriram, world.surin, world.department)
        return [page(user).get(url).status_code for user in users]

    assert codes() == [200, 404, 404, 404, 404]
    reporter = ("นางสาวตัวอย่าง ใจดี", "นักวิชาการพัฒนาชุมชน", stages.DEADLINE)
    story.send_plan(activity, by=world.krasang, reporter=reporter)
    assert codes() == [200, 404, 200, 404, 404]
    plan.refresh_from_db()
    story.plans.accept_plan(plan=plan, by=world.buriram)
    assert codes() == [200, 404, 200, 404, 200]


def test_tasks_of_province_and_district(world: World) -> None:
    from reports.tasks import tasks_for

    opened = world.round_prepared()
    assert [t.when for t in tasks_for(world.buriram)] == ["todo", "waiting", "waiting"]
    assert tasks_for(world.krasang) == []
    assert tasks_for(world.department) == tasks_for(world.members[0]) == []
    assert opened.documents.count() == 0


def test_a_district_finds_its_letter_among_its_tasks(world: World) -> None:
    from reports.tasks import tasks_for

    paper = stages.letter(world)
    (task,) = tasks_for(world.krasang)
    assert task.url == reverse("document", args=[paper.pk])
    assert "10 กรกฎาคม 2568" in task.why
    assert tasks_for(world.prasat) == []


def test_a_new_letter_is_to_be_read_until_the_days_are_dated(world: World) -> None:
    from reports.tasks import tasks_for

    world.dated()
    opened = world.buriram.office.rounds.get()
    stages.issue(world, stages.letter_draft(world, opened))
    days = ActivityDay.objects.filter(
        activity__allocation__chosen__nomination__office=world.krasang.office
    )

    def told(user: User) -> list[tuple[str, str]]:
        return [(task.when, task.tag) for task in tasks_for(user)]

    assert told(world.krasang) == told(world.bandan) == [("done", "ได้รับแล้ว")]
    days.filter(number=3).update(date=None)
    assert told(world.krasang) == [("todo", "หนังสือใหม่ เปิดอ่าน")]
    assert told(world.bandan) == [("done", "ได้รับแล้ว")]
    activity = Activity.objects.get(pk=days.first().activity_id)
    activity.days.all().delete()
    activity.delete()
    assert told(world.krasang) == [("todo", "หนังสือใหม่ เปิดอ่าน")], "before the gate too"
