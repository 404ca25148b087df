"""Pages of documents: list, make, edit, check, issue."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import User
from cdd_network.refusal import refusal_of
from projects.models import Activity, ActivityDay
from reports import rules
from reports.actions import document_end as end
from reports.actions import documents as acts
from reports.kinds import KINDS, public_address
from reports.models import Document
from reports.stamps import current_year
from tests.forms import filled
from tests.people import World
from tests.reports import kind_stages, stages
from tests.reports.stages import Kind

Pages = Callable[[object], Client]
ROW = "references-0-"


def _text(answer: object) -> str:
    return answer.content.decode()


def test_the_list_shows_the_years_papers_in_order_and_why_the_rest_waits(
    world: World, page: Pages
) -> None:
    opened = world.round_prepared()
    client = page(world.buriram)
    text = _text(client.get(reverse("documents")))
    path = text[text.index("<ol ") : text.index("</ol>")]
    allowed = [k for k in KINDS.values() if _may_be_drafted(world, opened, k.key)]
    assert path.count(">จัดทำ<") == len(allowed)
    assert "จัดทำได้หลังประกาศผลการคัดเลือก" in path
    own = [k.label for k in KINDS.values() if k.issuer == "province" and not k.per_activity]
    places = [path.index(f">{label}<") for label in own]
    assert places == sorted(places)
    assert "ยังไม่มีเอกสาร" in text
    assert "<ol " not in _text(page(world.krasang).get(reverse("documents")))


def _may_be_drafted(world: World, opened: object, kind: str) -> bool:
    return not refusal_of(rules.check_draft, world.buriram, opened, kind)


def test_making_a_document_by_the_page(world: World, page: Pages) -> None:
    opened = world.round_prepared()
    client = page(world.buriram)
    new = {"round": opened.pk, "kind": Kind.COMMITTEE_ORDER}
    made = client.post(reverse("document_new"), new, follow=True)
    assert "คำสั่งแต่งตั้งคณะกรรมการ" in _text(made)
    client.post(reverse("document_new"), new)
    assert Document.objects.count() == 1
    shown = _text(client.get(reverse("documents")))
    assert '<span class="tag act">ฉบับร่าง</span>' in shown[: shown.index("</ol>")]
    early = client.post(reverse("document_new"), {**new, "kind": Kind.ANNOUNCEMENT})
    assert early.status_code == 409
    assert client.post(reverse("document_new"), {**new, "kind": "x"}).status_code == 409
    assert client.post(reverse("document_new"), {"kind": Kind.ANNOUNCEMENT}).status_code == 404
    for activity in ("", "9" * 30, "1"):
        typed = {"activity": activity, "kind": Kind.DISTRICT_COVER}
        assert client.post(reverse("document_new"), typed).status_code == 404
    assert page(world.surin).post(reverse("document_new"), new).status_code == 404


def test_a_path_follows_what_becomes_of_its_papers(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    client = page(world.buriram)

    def path() -> str:
        text = _text(client.get(reverse("documents")))
        return text[text.index("<ol ") : text.index("</ol>")]

    assert "ที่ บร 0019/ว 2230" in path()
    draft = end.replace_document(document=paper, reason="เลขอ้างถึงผิด", by=world.buriram)
    assert "ฉบับใหม่แทนฉบับเดิม" in path()
    assert f'value="{Kind.SELECTION_LETTER}"' not in path()
    acts.discard_draft(document=draft, by=world.buriram)
    paper.refresh_from_db()
    end.revoke_document(document=paper, reason="ออกผิดรอบ", by=world.buriram)
    assert "ยกเลิกแล้ว" in path() and "จัดทำฉบับใหม่ได้" in path()
    assert f'value="{Kind.SELECTION_LETTER}"' in path()


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
    assert count(q="โครงการส่งเสริม", kind=Kind.SELECTION_LETTER), "the words are frozen"
    assert "พบ 2 รายการ" in _text(client.get(url, {"state": "issued"}))
    assert "พบ 2 รายการ" in _text(client.get(url, {"year": "2568"}))
    assert "ไม่พบเอกสารที่ค้นหา" in _text(client.get(url, {"year": "2500"}))
    assert "ไม่พบเอกสารที่ค้นหา" in _text(client.get(url, {"state": "revoked"}))
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
    for number in (1, 2, 3):
        stages.issued_row(world, opened, Kind.MEMO, number=number)
        with django_assert_num_queries(5):
            assert f"พบ {number} รายการ" in _text(client.get(reverse("documents")))


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
    assert "ท่านบันทึกแบบนี้จากอีกหน้าต่างเมื่อ" in _text(stale)
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
    line = _text(done).split("<textarea", 1)[1].split("</textarea>")[0].split(">", 1)[1]
    assert line.splitlines() == [
        "หนังสือแจ้งอำเภอที่ได้รับการคัดเลือก จังหวัดบุรีรัมย์",
        "ที่ บร 0019/ว 2230 ลงวันที่ 13 มิถุนายน 2568",
        "เรื่อง การดำเนินงานโครงการส่งเสริมกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต",
        f"ตรวจสอบและเปิดสิ่งที่ส่งมาด้วยได้ที่ {public_address(paper)}",
    ]
    edit = client.get(reverse("document_edit", args=[paper.pk]))
    assert edit.status_code == 409
    received = _text(page(world.krasang).get(reverse("document", args=[paper.pk])))
    assert "ขั้นต่อไป" in received
    assert "แก้ไขข้อมูลในเอกสาร" not in received


def test_the_next_free_number_is_offered_and_what_was_typed_stays(
    world: World, page: Pages
) -> None:
    opened, _, _ = world.announced()
    paper = stages.letter_draft(world, opened)
    stages.issued_row(world, opened, Kind.MEMO, number=2230, series="circular")
    client, url = page(world.buriram), reverse("document_issue", args=[paper.pk])
    shown = _text(client.get(url))
    year = current_year()
    assert f"ปี {year}" in shown and "หนังสือเวียน (ว): ใช้เลข 1<" in shown
    typed = {"version": "7", "number": "5", "date_day": "13", "date_month": "6"}
    typed["date_year"] = "2568"
    offered = client.post(url, {**typed, "free": "circular"})
    assert offered.status_code == 200
    text = _text(offered)
    assert "ใช้เลข 2231<" in text and "ปี 2568" in text, "the year of the date typed"
    sent = filled(text, "number")
    assert (sent["number"], sent["series"], sent["version"]) == ("2231", "circular", "7")
    assert [sent[f"date_{part}"] for part in ("day", "month", "year")] == ["13", "6", "2568"]
    other = filled(_text(client.post(url, {**typed, "free": "ordinary"})), "number")
    assert (other["number"], other["series"]) == ("1", "ordinary")
    odd = client.post(url, {**typed, "date_day": "31", "free": "secret"})
    assert odd.status_code == 200 and "ข้อผิดพลาด" not in _text(odd)
    enter = re.search(
        r"<button[^>]*type=\"submit\"[^>]*>", shown[shown.index('name="version"') - 400 :]
    )
    assert 'name="check"' in enter[0], "Enter in a field checks; it puts no number"
    paper.refresh_from_db()
    assert paper.is_draft
    taken = {**typed, "version": str(paper.version), "number": "2230", "series": "circular"}
    refused = client.post(url, taken)
    assert refused.status_code == 409
    assert "เลขที่ บร 0019/ว 2230 ของปี 2568 ใช้แล้วกับ «บันทึกข้อความ»" in _text(refused)
    assert 'value="2230"' in _text(refused)


@pytest.mark.parametrize("typed", ["ว ๑", "บร 0019/2230", "1/2568"])
def test_a_number_typed_with_more_than_itself_is_explained(
    world: World, page: Pages, typed: str
) -> None:
    opened, _, _ = world.announced()
    paper = stages.letter_draft(world, opened)
    url = reverse("document_issue", args=[paper.pk])
    answer = page(world.buriram).post(url, {"version": paper.version, "number": typed})
    assert answer.status_code == 422
    assert "กรอกเฉพาะเลขลำดับ" in _text(answer)


def test_a_paper_without_enclosures_promises_nothing_to_open(world: World, page: Pages) -> None:
    opened = world.round_prepared()
    paper = kind_stages.order(world, opened)
    shown = _text(page(world.buriram).get(reverse("document", args=[paper.pk])))
    assert f"ตรวจสอบได้ที่ {public_address(paper)}" in shown
    assert "ที่อยู่เดียวกับ QR Code" not in shown


def test_the_menu_shows_where_one_is_in_the_register(world: World, page: Pages) -> None:
    shown = _text(page(world.buriram).get(reverse("register")))
    assert f'<a href="{reverse("documents")}" aria-current="page">' in shown


def test_what_has_no_number_is_offered_none(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    paper = acts.draft_document(round=opened, kind=Kind.ANNOUNCEMENT, by=world.buriram)
    text = _text(page(world.buriram).get(reverse("document_issue", args=[paper.pk])))
    assert 'name="number"' not in text and 'name="free"' not in text


def test_a_draft_that_cannot_be_set_says_why(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    client = page(world.buriram)
    client.post(reverse("document_new"), {"round": opened.pk, "kind": Kind.SELECTION_LETTER})
    paper = Document.objects.get(kind=Kind.SELECTION_LETTER)
    text = _text(client.get(reverse("document", args=[paper.pk])))
    assert "ข้อมูลที่ยังขาด" in text
    assert "<iframe" not in text
    assert client.get(reverse("document_pdf", args=[paper.pk])).status_code == 409
    issue = reverse("document_issue", args=[paper.pk])
    led_back = client.get(issue, follow=True)
    assert led_back.redirect_chain == [(reverse("document", args=[paper.pk]), 302)]
    assert "ข้อมูลยังไม่ครบ" in _text(led_back)
    assert client.post(issue, {"version": paper.version}).status_code == 409


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


def _tasks(user: User) -> list[tuple[str, str]]:
    from reports.tasks import tasks_for

    return [(task.when, task.title) for task in tasks_for(user)]


def test_tasks_name_the_next_papers_and_drown_nobody(world: World, story: object) -> None:
    opened = world.round_prepared()
    first = [("todo", "จัดทำคำสั่งแต่งตั้งคณะกรรมการ"), ("todo", "จัดทำหนังสือเวียนแจ้งเกณฑ์การคัดเลือก")]
    assert _tasks(world.buriram) == first
    assert _tasks(world.krasang) == _tasks(world.department) == _tasks(world.members[0]) == []
    for kind in (Kind.COMMITTEE_ORDER, Kind.CRITERIA_CIRCULAR, Kind.INVITATION):
        acts.draft_document(round=opened, kind=kind, by=world.buriram)
    acts.draft_document(round=opened, kind=Kind.MEMO, by=world.buriram)
    assert _tasks(world.buriram) == [
        ("todo", "ออกคำสั่งแต่งตั้งคณะกรรมการ"),
        ("todo", "ออกหนังสือเวียนแจ้งเกณฑ์การคัดเลือก"),
        ("todo", "ออกหนังสือเชิญประชุมคณะกรรมการ"),
        ("waiting", "จัดทำรายงานการประชุมคณะกรรมการ"),
    ], "a memo is nobody's task, and one that must wait is enough"
    assert _tasks(world.surin) == []


def test_what_was_written_elsewhere_is_not_asked_for_again(world: World) -> None:
    opened, _, _ = world.announced()
    drafted = opened.documents.get(kind=Kind.ANNOUNCEMENT)  # by the announcing itself
    drafted.delete()
    stages.issued_row(world, opened, Kind.ANNOUNCEMENT)
    assert _tasks(world.buriram) == [
        ("todo", "จัดทำหนังสือแจ้งอำเภอที่ได้รับการคัดเลือก"),
        ("todo", "จัดทำหนังสือแจ้งจัดสรรงบประมาณ"),
        ("done", "หนังสือและประกาศ ปีงบประมาณ 2568"),
    ]
    old = stages.issued_row(world, opened, Kind.DEPARTMENT_COVER, number=7)
    end.revoke_document(document=old, reason="ส่งผิดปีงบประมาณ", by=world.buriram)
    assert ("todo", "จัดทำหนังสือนำส่งกรมการพัฒนาชุมชน") in _tasks(world.buriram)


def test_a_districts_covering_letter(world: World, page: Pages, story: object) -> None:
    activity, other = world.dated()
    url, new = reverse("documents"), reverse("document_new")
    typed = {"activity": activity.pk, "kind": Kind.DISTRICT_COVER}
    krasang = page(world.krasang)
    assert krasang.post(new, typed).status_code == 409, "plan and summary are not sent"
    shown = _text(krasang.get(url))
    assert "หนังสืออำเภอนำส่งแผนและแบบสรุป" in shown and "ยังทำไม่ได้" in shown
    assert _tasks(world.krasang) == []
    stages.sent_papers(world, activity)
    assert _tasks(world.krasang) == [("todo", "จัดทำหนังสืออำเภอนำส่งแผนและแบบสรุป")]
    for stranger in (world.bandan, world.prasat):
        assert page(stranger).post(new, typed).status_code == 404
    for forged in ({"activity": other.pk}, {"activity": "²"}):
        assert krasang.post(new, {**typed, **forged}).status_code == 404
    assert page(world.buriram).post(new, typed).status_code == 409, "another office's kind"
    made = krasang.post(new, typed)
    draft = Document.objects.get(kind=Kind.DISTRICT_COVER)
    assert made.url == reverse("document", args=[draft.pk])
    assert (draft.activity, draft.office) == (activity, world.krasang.office)
    assert _tasks(world.krasang) == [("todo", "ออกหนังสืออำเภอนำส่งแผนและแบบสรุป")]
    assert page(world.buriram).get(made.url).status_code == 404, "a draft is the district's own"


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
    days = ActivityDay.objects.filter(event__office=world.krasang.office)

    def told(user: User) -> list[tuple[str, str]]:
        return [(task.when, task.tag) for task in tasks_for(user)]

    assert told(world.krasang) == told(world.bandan) == [("done", "ได้รับแล้ว")]
    days.filter(number=3).update(date=None)
    assert told(world.krasang) == [("todo", "หนังสือใหม่ เปิดอ่าน")]
    assert told(world.bandan) == [("done", "ได้รับแล้ว")]
    activity = Activity.objects.get(pk=days.first().event_id)
    given = activity.allocation
    activity.delete()
    given.delete()
    assert told(world.krasang) == [("todo", "หนังสือใหม่ เปิดอ่าน")], "before the gate too"
