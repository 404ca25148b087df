"""The search: what it finds however it is spelled, through the walls, in a constant number of queries."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_network.folding import folded
from reports.actions import documents as papers
from reports.models import Document, SearchRow
from reports.search.index import reindex
from reports.search.nearest import suggestions
from reports.search.packing import packed
from selection.actions.groups import save_group
from selection.models import SavingsGroup
from tests.people import World
from tests.projects.stage import sent
from tests.reports.stages import letter

Page = Callable


def found(client: object, asked: str) -> dict[str, int]:
    """How many of each kind the page counts."""
    answer = client.get(f"/search/?{asked}")
    assert answer.status_code == 200
    return dict(answer.context["found"].counts)


@pytest.mark.parametrize(
    ("asked", "counts"),
    [
        ("q=กะเจา", {"group": 1, "nomination": 1, "document": 1}),
        ("q=กลุ่มออมทรัพฯ+กระเจา", {"group": 1, "nomination": 1, "document": 1}),
        ("q=ม.7+ต.ลำดวน", {"group": 1, "nomination": 1, "document": 1}),
        ("q=ม.+๗+ต.+ลำดวน+อ.กระสัง", {"group": 1, "nomination": 1, "document": 1}),
        ("q=ม7ลำดวน", {"group": 1, "nomination": 1, "document": 1}),
        ("q=แบบเสนอโครงการ", {"nomination": 2}),
        ("q=ม.72+ต.ลำดวน", {}),
        ("q=ว+2230", {"document": 1}),
        ("q=๒๒๓๐", {"document": 1}),
        ("q=บร0019/ว๒๒๓๐", {"document": 1}),
        ("q=223", {}),
        ("q=13+มิ.ย.+2568", {}),
        ("q=13+มิถุนายน+2568", {"document": 1}),
        ("q=สูนสาทิต", {"nomination": 2}),
        ("q=ศูนย์สาธิต&kind=group", {"nomination": 2}),
        ("q=กะเจา&year=2568", {"nomination": 1, "document": 1}),
        ("q=กะเจา&province=32", {}),
        ("q=%25", {}),
        ("q=_", {}),
    ],
)
def test_what_is_found(world: World, page: Page, asked: str, counts: dict) -> None:
    letter(world)
    reindex()
    client = page(world.department)
    if asked in ("q=%25", "q=_"):
        assert client.get(f"/search/?{asked}").context["asked"].is_empty
        return
    assert found(client, asked) == counts


def test_the_index_admits_nobody(world: World, page: Page, story: object) -> None:
    activity, other = world.dated()
    world.surin_nominated()
    plan = story.plans.begin_plan(activity=activity, by=world.krasang)
    report = story.write_summary(
        activity, by=world.krasang, answers={"problems": "ฝนตกหนัก เฉพาะกระสัง"},
        reporter=("นางสาวสมใจ ดีงาม", "นักวิชาการ", activity.allocation.date),
    )  # fmt: skip
    reindex()
    sees = {
        world.krasang: ("ทมอ", {}), world.bandan: ("ทมอ", {}), world.buriram: ("ทมอ", {}),
        world.surin: ("ทมอ", {"group": 1, "nomination": 1}),
        world.department: ("ทมอ", {"group": 1, "nomination": 1}),
    }  # fmt: skip
    for user, (word, counts) in sees.items():
        assert found(page(user), f"q={word}") == counts, user
    body = page(world.buriram).get("/search/?q=ทมอ").content.decode()
    assert "บ้านทมอ" not in body
    # Drafts are their district's alone: text and counts.
    for user in (world.buriram, world.department, world.bandan, world.surin):
        assert found(page(user), "q=ฝนตกหนัก") == {}
        assert "เฉพาะกระสัง" not in page(user).get("/search/?q=ฝนตกหนัก").content.decode()
        assert not {"plan", "summary"} & {*found(page(user), "q=กระเจา")}
    assert found(page(world.krasang), "q=ฝนตกหนัก") == {"summary": 1}
    sent(report)
    assert found(page(world.buriram), "q=ฝนตกหนัก") == {"summary": 1}
    assert found(page(world.department), "q=ฝนตกหนัก") == {}
    sent(report, "accepted")
    assert found(page(world.department), "q=ฝนตกหนัก") == {"summary": 1}
    assert found(page(world.bandan), "q=ฝนตกหนัก") == {}
    assert plan.activity_id == activity.pk != other.pk


def test_a_draft_letter_is_its_offices_own(world: World, page: Page) -> None:
    opened, _, _ = world.announced()
    kind = Document.Kind.COMMITTEE_ORDER
    paper = papers.draft_document(round=opened, kind=kind, by=world.buriram)
    reindex()
    assert SearchRow.objects.filter(kind="document", object_id=paper.pk).exists()
    assert found(page(world.buriram), "q=คำสั่งแต่งตั้ง") == {"document": 1}
    for user in (world.department, world.krasang, world.surin):
        assert found(page(user), "q=คำสั่งแต่งตั้ง") == {}


def test_the_index_follows_what_is_written(
    world: World, django_capture_on_commit_callbacks: Callable
) -> None:
    reindex()
    own = SearchRow.objects.filter(kind="group")
    with django_capture_on_commit_callbacks(execute=True):
        group = save_group(
            group=None,
            values={"village": "หนองแวง", "moo": 4, "subdistrict": world.krachao.subdistrict},
            by=world.krasang,
        )
    assert packed("หนองแวง") in own.get(object_id=group.pk).folded
    with django_capture_on_commit_callbacks(execute=True):
        save_group(
            group=group, values={"village": "หนองบัว"}, version=group.version, by=world.krasang
        )
    assert packed("หนองบัว") in own.get(object_id=group.pk).folded
    pk = group.pk
    with django_capture_on_commit_callbacks(execute=True):
        group.delete()
    assert not own.filter(object_id=pk).exists()
    assert reindex() == 0


def test_a_group_takes_its_papers_along(
    world: World, story: object, django_capture_on_commit_callbacks: Callable
) -> None:
    activity, _ = world.dated()
    story.plans.begin_plan(activity=activity, by=world.krasang)
    reindex()
    group = activity.group
    group.village = "โนนสูง"
    with django_capture_on_commit_callbacks(execute=True):
        group.save()
    kinds = SearchRow.objects.filter(folded__contains=packed("โนนสูง")).values_list(
        "kind", flat=True
    )
    assert {*kinds} == {"group", "nomination", "plan"}
    assert reindex() == 0


def test_reindex_mends_what_passed_by(world: World) -> None:
    reindex()
    SavingsGroup.objects.filter(pk=world.krachao.pk).update(village="ใหม่พัฒนา")
    SearchRow.objects.create(kind="group", object_id=999_999, province="31", folded="หาย")
    assert reindex() == 2
    assert SearchRow.objects.filter(folded__contains=packed("ไหมพัทนา")).count() == 1
    assert reindex() == 0


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("รำดวน", "ลำดวน"), ("บ.กระเจ่า", "กระเจา"), ("อ.กระสังข์ ลำดวน", "กระสัง ลำดวน")],
)
def test_a_slip_is_put_right(world: World, asked: str, meant: str) -> None:
    assert meant in suggestions(world.krasang, asked)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("ศูนยสาธิต", "ศูนย์สาธิตการตลาด"),
        ("สูนสาทิด", "ศูนย์สาธิตการตลาด"),
        ("ปฏิบัตการ", "แผนปฏิบัติการขับเคลื่อนกิจกรรมเครือข่าย"),
        ("บุรีรมย์", "บุรีรัมย์"),
    ],
)
def test_what_sounds_the_same_is_shown_at_once(
    world: World, page: Page, story: object, asked: str, shown: str
) -> None:
    activity, _ = world.dated()
    story.plans.begin_plan(activity=activity, by=world.krasang)
    reindex()
    answer = page(world.krasang).get("/search/", {"q": asked})
    assert answer.context["instead"] == shown
    assert answer.context["found"].total > 0
    assert f"แสดงผลของ «<b>{shown}</b>» แทน" in answer.content.decode()
    back = page(world.krasang).get("/search/", {"q": asked, "exact": 1})
    assert (back.context["instead"], back.context["near"]) == ("", [shown])
    assert back.context["found"].total == 0


def test_a_suggestion_always_finds_something(world: World, page: Page) -> None:
    world.nominated()
    reindex()
    client = page(world.krasang)
    # There is no such activity here, though its name is known; and nothing sounds like the other.
    for asked in ("ธนาคานข้าว", "เงินออม", "กระเจา ปราสาท"):
        answer = client.get("/search/", {"q": asked})
        assert (answer.context["near"], answer.context["instead"]) == ([], ""), asked


def test_kinds_are_found_by_their_names(world: World, page: Page, story: object) -> None:
    activity, _ = world.dated()
    story.plans.begin_plan(activity=activity, by=world.krasang)
    reindex()
    for asked in ("q=แผน", "q=แผนปฏิบัติการ"):
        assert found(page(world.krasang), asked).get("plan") == 1


def test_one_letter_is_too_little(world: World, page: Page) -> None:
    reindex()
    answer = page(world.krasang).get("/search/?q=ก")
    assert answer.context["asked"].is_empty
    assert "อย่างน้อย 2 ตัวอักษร" in answer.content.decode()
    assert found(page(world.krasang), "q=7").get("group") == 1


def test_a_slip_tells_nothing_of_others(world: World, page: Page) -> None:
    SavingsGroup.objects.filter(pk=world.prasat_group.pk).update(village="เฉพาะสุรินทร์")
    assert "เฉพาะสุรินทร์" in suggestions(world.surin, "เฉพาะสุรีน")
    assert "เฉพาะสุรินทร์" not in suggestions(world.buriram, "เฉพาะสุรีน")
    reindex()
    shown = page(world.krasang).get("/search/?q=รำดวน").content.decode()
    assert "แสดงผลของ «<b>ลำดวน</b>» แทน" in shown


def test_words_are_marked_where_they_stand(world: World, page: Page) -> None:
    world.nominated()
    reindex()
    shown = page(world.krasang).get("/search/?q=กะเจา+สาทิต").content.decode()
    assert "<mark>สาธิต</mark>การตลาดบ้าน<mark>กระเจา</mark>" in shown


def test_pages_and_queries(world: World, page: Page, django_assert_num_queries: Callable) -> None:
    place = world.krachao.subdistrict
    letter(world)
    reindex()
    client = page(world.krasang)
    with django_assert_num_queries(7):
        client.get("/search/?q=กลุ่ม")
    SavingsGroup.objects.bulk_create(
        SavingsGroup(village=f"หมู่บ้าน{n}", moo=n, subdistrict=place) for n in range(1, 31)
    )
    reindex()
    with django_assert_num_queries(7):
        first = client.get("/search/?q=กลุ่ม")
    kind, _, count, hits = first.context["sections"][0]
    assert (kind, count, len(hits)) == ("group", 31, 5)
    second = client.get("/search/?q=กลุ่ม&kind=group&page=๒")
    assert len(second.context["sections"][0][3]) == 6
    assert second.context["found"].counts["group"] == 31


@given(st.text(max_size=30))
def test_packing_keeps_letters_apart(text: str) -> None:
    plain = folded(text + "ก·ฮ 7")
    assert len(packed(plain)) == len(plain)
    assert len({*packed(plain)}) == len({*plain})


def test_who_may_search_has_the_box(world: World, page: Page) -> None:
    assert 'id="find"' in page(world.krasang).get("/").content.decode()
    assert 'id="find"' not in page(world.members[0]).get("/").content.decode()


def test_an_announcement_is_found_by_the_groups_that_it_lists(world: World, page: Page) -> None:
    opened, _, _ = world.announced()
    kind = Document.Kind.ANNOUNCEMENT
    paper = papers.draft_document(round=opened, kind=kind, by=world.buriram)
    reindex()
    assert "document" not in found(page(world.buriram), "q=กะเจา"), "a draft lists nothing yet"
    papers.issue_document(document=paper, number=None, date=date(2025, 6, 7), by=world.buriram)
    reindex()
    asked = page(world.buriram).get("/search/?q=กะเจา&kind=document")
    assert asked.context["found"].counts["document"] == 1
    told = re.sub(r"</?mark>", "", asked.content.decode())
    assert "กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา หมู่ที่ 7" in told, "the line in which it stands"
    for user in (world.surin, world.prasat):
        assert "document" not in found(page(user), "q=กะเจา")
