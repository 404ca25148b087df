"""Pages of the selection: the story by clicks, walls between offices, blindness, query counts."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cdd_network.models import User
from selection.actions import groups, nominations
from selection.models import Nomination, Round, SavingsGroup, ScoreSheet
from selection.tasks import tasks_for
from tests import forms
from tests.forms import opened as served
from tests.people import ARANG, KRACHAO, World
from tests.selection.test_nominations import shown

Page = Callable[[User | None], Client]


def text_of(client: Client, url: str) -> str:
    """The page's HTML; fails unless it answers 200."""
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_the_province_goes_through_the_round_by_clicks(
    world: World, page: Page, story: object
) -> None:
    province = page(world.buriram)
    assert "เตรียมรอบการคัดเลือก" in text_of(province, "/rounds/")
    assert province.post("/rounds/new/", {"programme": world.programme.pk}).status_code == 302
    found = Round.objects.get()
    hub = f"/rounds/{found.pk}/"
    assert "ยังทำไม่ได้: ยังเปิดรับแบบเสนอโครงการไม่ได้" in text_of(province, hub)
    assert province.post(f"{hub}open/").status_code == 409
    seat = found.seats.first()
    data = {"seat": "chair", "post": seat.post, "way": "account", "user": world.members[0].pk}
    edit = f"/rounds/seats/{seat.pk}/"
    data = {**forms.filled(text_of(province, edit), "seen"), **data}
    assert province.post(edit, data).status_code == 302
    assert str(world.members[0]) in text_of(province, f"{hub}committee/")
    meeting = {
        "meeting_date_day": "๖",
        "meeting_date_month": "6",
        "meeting_date_year": "2025",
        "meeting_time": "๐๙.๐๐ น.",
        "meeting_place": "ศาลากลาง",
    }
    served = forms.opened(province, f"{hub}meeting/")
    province.post(f"{hub}meeting/", {**served, **meeting})
    read = text_of(province, hub)
    assert "6 มิถุนายน 2568" in read
    assert "แปลงปี ค.ศ. 2025 เป็น พ.ศ. 2568" in read
    assert province.post(f"{hub}open/").status_code == 302
    found.refresh_from_db()
    for proposal, user in ((KRACHAO, world.krasang), (ARANG, world.bandan)):
        story.nominate(found, proposal, by=user)
    assert "รอตรวจ 2 ฉบับ" in text_of(province, hub)
    for one in Nomination.objects.all():
        assert province.post(f"/nominations/{one.pk}/accept/", shown(one)).status_code == 302
    assert province.post(f"{hub}start-scoring/").status_code == 302
    story.declare_all(found)
    story.hold_meeting(found, by=world.buriram)
    for one in Nomination.objects.all():
        score_by_clicks(page(world.members[0]), found, one)
    text_of(province, f"{hub}scores/")
    decide = text_of(province, f"{hub}decide/")
    assert 'data-label="ลำดับ">1</td>' in decide
    chosen = list(Nomination.objects.values_list("pk", flat=True))
    assert province.post(f"{hub}decide/", {"nominations": chosen[:1]}).status_code == 409
    assert province.post(f"{hub}decide/", {"nominations": chosen}).status_code == 302
    assert province.get(f"{hub}decide/").status_code == 409
    again = {"reason": "ที่ประชุมขอทบทวน"}
    assert province.post(f"{hub}reconsider/", again).status_code == 302
    assert province.post(f"{hub}decide/", {"nominations": chosen}).status_code == 302
    last = text_of(province, f"{hub}announce/")
    assert "หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์" in last
    seen = ",".join(str(one.pk) for one in found.chosen.order_by("order"))
    assert f'value="{seen}"' in last
    assert "เปลี่ยนไป" in province.post(f"{hub}announce/", {"seen": "9"}).content.decode()
    assert province.post(f"{hub}announce/", {"seen": seen}).status_code == 302
    assert province.post(f"{hub}announce/", {"seen": seen}).status_code == 409
    assert "จัดทำประกาศและหนังสือ" in text_of(province, hub)
    assert "คะแนนที่บันทึกไว้เมื่อประกาศ" in text_of(province, f"{hub}scores/")


def score_by_clicks(client: Client, found: Round, one: Nomination) -> None:
    """Give full points, check, send."""
    url = f"/scoring/{one.pk}/"
    assert one.steps.splitlines()[0] in text_of(client, url)
    points = {f"points_{c.pk}": str(c.points) for c in found.criteria.all()}
    answer = client.post(url, {**points, "note": "ดี", "act": "check"})
    assert answer.url == f"{url}submit/"
    assert "ส่งคะแนน" in text_of(client, answer.url)
    assert client.post(answer.url, {"seen": "100"}).url == "/scoring/"
    assert client.post(answer.url).status_code == 409


def test_walls_between_offices(world: World, page: Page) -> None:
    opened, first, second = world.nominated()
    _, foreign = world.surin_nominated()
    for path in ("", "edit/", "receipt/"):
        own = page(world.krasang).get(f"/nominations/{first.pk}/{path}")
        assert own.status_code in {200, 409}
        for other in (second, foreign):
            assert page(world.krasang).get(f"/nominations/{other.pk}/{path}").status_code == 404
    for path in ("submit/", "accept/", "return/"):
        for other in (second, foreign):
            assert page(world.krasang).post(f"/nominations/{other.pk}/{path}").status_code == 404
    assert page(world.buriram).get(f"/nominations/{first.pk}/").status_code == 200
    for path in ("", "return/", "accept/"):
        client = page(world.surin)
        assert client.post(f"/nominations/{first.pk}/{path}").status_code in {404, 405}
        assert client.get(f"/nominations/{first.pk}/{path}").status_code in {404, 405}
    for path in ("", "committee/", "committee/new/", "criteria/", "meeting/", "scores/", "decide/"):
        assert page(world.surin).get(f"/rounds/{opened.pk}/{path}").status_code == 404
    seat = opened.seats.first()
    assert page(world.buriram).get(f"/rounds/seats/{seat.pk}/").status_code == 200
    for user in (world.surin, world.krasang, world.department, world.members[0]):
        assert page(user).get(f"/rounds/seats/{seat.pk}/").status_code == 404
        assert page(user).post(f"/rounds/seats/{seat.pk}/remove/").status_code == 404
    assert opened.seats.filter(pk=seat.pk).exists()


def test_lists_hold_no_words_of_other_offices(world: World, page: Page) -> None:
    world.nominated()
    world.surin_nominated()
    seen = {"krasang": "บ้านกระเจา", "bandan": "บ้านอารัง", "prasat": "บ้านทมอ"}
    for name, own in seen.items():
        client = page(getattr(world, name))
        for url in ("/groups/", "/nominations/"):
            text = text_of(client, url)
            assert own in text
            assert not any(word in text for word in seen.values() if word != own)
    both = text_of(page(world.buriram), "/nominations/")
    assert "บ้านอารัง" in both
    assert "บ้านทมอ" not in both
    assert "บ้านทมอ" in text_of(page(world.department), "/nominations/")
    for user in (world.krasang, world.buriram):
        assert "สุรินทร์" not in text_of(page(user), "/rounds/")
    assert "สุรินทร์" in text_of(page(world.department), "/rounds/")


def test_a_draft_is_its_districts_own_paper(world: World, page: Page) -> None:
    draft = nominations.begin_nomination(
        round=world.round_open(), group=world.krachao, by=world.krasang
    )
    assert page(world.krasang).get(f"/nominations/{draft.pk}/").status_code == 200
    for user in (world.buriram, world.department, world.members[0], world.bandan):
        assert page(user).get(f"/nominations/{draft.pk}/").status_code == 404


def test_nobody_sees_points_before_all_are_sent(world: World, page: Page, story: object) -> None:
    opened, first, second = world.scoring()
    story.score_all(opened, {first.pk: ["0.9", "0.8", "0.7", "0.6", "0.5"]})
    url = f"/rounds/{opened.pk}/scores/"
    before = text_of(page(world.buriram), url)
    assert "ส่งแล้ว 5 จาก 10 ใบ" in before
    assert "คะแนนเฉลี่ย" not in before
    assert page(world.buriram).get(f"/rounds/{opened.pk}/decide/").status_code == 409
    for user in (world.department, world.krasang, world.members[0], world.surin):
        assert page(user).get(url).status_code == 404
    story.score_all(opened, {second.pk: ["0.9", "0.8", "0.7", "0.6", "0.5"]})
    after = text_of(page(world.buriram), url)
    assert "คะแนนเฉลี่ย" in after
    assert 'data-label="ลำดับ">1</td>' in after
    assert not ScoreSheet.objects.visible_to(world.buriram).exists()


def test_a_member_scores_the_own_round_alone(world: World, page: Page) -> None:
    opened, first, _ = world.scoring()
    _, foreign = world.surin_nominated()
    stranger = User.objects.get(username="surin-member")
    client = page(world.members[0])
    assert "บ้านกระเจา" in text_of(client, "/scoring/")
    assert client.get(f"/scoring/{foreign.pk}/").status_code == 404
    assert page(stranger).get(f"/scoring/{first.pk}/").status_code == 404
    assert "บ้านกระเจา" not in text_of(page(stranger), "/scoring/")
    for user in (world.buriram, world.krasang, world.department):
        assert page(user).get("/scoring/").status_code == 404
    criterion = opened.criteria.first()
    url = f"/scoring/{first.pk}/"
    wrong = client.post(url, {f"points_{criterion.pk}": "26", "act": "save"})
    assert wrong.status_code == 422
    asked = "กรอกคะแนนข้อ 1 ตั้งแต่ 0 ถึง 25 (จำนวนเต็ม)"
    assert asked in wrong.content.decode()
    half = client.post(url, {f"points_{criterion.pk}": "๒๔.๕", "act": "save"})
    assert asked in half.content.decode()
    words = client.post(url, {f"points_{criterion.pk}": "ดี", "act": "save"})
    assert asked in words.content.decode()
    assert asked in client.post(url, {"act": "check"}).content.decode()
    assert "0 ถึง 25 (จำนวนเต็ม) ·" in text_of(client, url)
    assert client.post(url, {f"points_{criterion.pk}": "๒๔", "act": "save"}).url == "/scoring/"
    assert 'value="24"' in text_of(client, url)
    assert 'value="24"' not in text_of(page(world.members[1]), url)
    missing = client.post(url, {f"points_{criterion.pk}": "24", "act": "check"})
    assert missing.status_code == 422
    check = text_of(client, f"{url}submit/")
    assert "ยังทำไม่ได้: ยังให้คะแนนไม่ครบ เหลืออีก 6 ข้อ" in check
    assert "คะแนนรวม 24 จาก 100 คะแนน (ยังไม่ได้ให้คะแนนอีก 6 ข้อ)" in check
    assert client.post(f"{url}submit/").status_code == 409


def test_groups_are_kept_by_their_own_offices(world: World, page: Page) -> None:
    client = page(world.krasang)
    place = world.krachao.subdistrict_id
    data = {"village": "หนองใหม่", "moo": "๑๒", "subdistrict": place, "savings": "๑,๐๐๐"}
    assert client.post("/groups/new/", {}).status_code == 422
    answer = client.post("/groups/new/", data)
    made = SavingsGroup.objects.get(village="บ้านหนองใหม่")
    assert answer.url == f"/groups/{made.pk}/"
    assert "กลุ่มออมทรัพย์เพื่อการผลิตบ้านหนองใหม่" in text_of(client, answer.url)
    assert "1,000 บาท" in text_of(client, answer.url)
    twice = client.post("/groups/new/", data)
    assert twice.status_code == 409
    assert "มีกลุ่มนี้อยู่แล้ว" in twice.content.decode()
    wrong = client.post("/groups/new/", {**data, "subdistrict": world.arang.subdistrict_id})
    assert wrong.status_code == 422
    edit = f"/groups/{made.pk}/edit/"
    for user, moo in ((world.krasang, "13"), (world.buriram, "๑๒")):
        keeper = page(user)
        form = {**served(keeper, edit), "moo": moo}
        assert keeper.post(edit, form).status_code == 302
    assert page(world.department).get(f"/groups/{made.pk}/").status_code == 200
    for user in (world.bandan, world.surin, world.members[0]):
        assert page(user).get(f"/groups/{made.pk}/").status_code == 404
        assert page(user).post(f"/groups/{made.pk}/edit/", data).status_code == 404
    assert page(world.department).get(f"/groups/{made.pk}/edit/").status_code == 404


LISTS = [
    ("/groups/", "krasang"),
    ("/groups/", "buriram"),
    ("/nominations/", "krasang"),
    ("/nominations/", "buriram"),
    ("/nominations/", "department"),
    ("/rounds/", "department"),
    ("/rounds/", "buriram"),
    ("/scoring/", "member"),
]


@pytest.mark.parametrize(("url", "name"), LISTS)
def test_lists_ask_the_same_number_of_questions_at_one_and_three_rows(
    world: World,
    page: Page,
    story: object,
    url: str,
    name: str,
    django_assert_num_queries: object,
) -> None:
    opened = world.round_open()
    first = story.nominate(opened, KRACHAO, by=world.krasang)
    nominations.accept_nomination(nomination=first, by=world.buriram)
    Round.objects.filter(pk=opened.pk).update(state="scoring")
    user = world.members[0] if name == "member" else getattr(world, name)
    client = page(user)
    wanted = count_of(client, url)
    Round.objects.filter(pk=opened.pk).update(state="open")
    opened.refresh_from_db()
    for n in (2, 3):
        values = {"village": f"แห่งที่ {n}", "moo": n, "subdistrict": world.krachao.subdistrict}
        group = groups.save_group(group=None, values=values, by=world.krasang)
        one = nominations.begin_nomination(round=opened, group=group, by=world.krasang)
        met = {str(question.order): "yes" for question in opened.eligibility.all()}
        values = {**KRACHAO.answers, "activity_type": "barn", "eligibility": met}
        nominations.save_nomination(nomination=one, values=values, version=1, by=world.krasang)
        nominations.submit_nomination(nomination=one, by=world.krasang)
        nominations.accept_nomination(nomination=one, by=world.buriram)
    world.surin_nominated()
    Round.objects.filter(pk=opened.pk).update(state="scoring")
    with django_assert_num_queries(wanted):
        client.get(url)
    assert wanted <= 12


def count_of(client: Client, url: str) -> int:
    """Queries of one fetch."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_lists_as_workbooks_and_searches(world: World, page: Page) -> None:
    world.nominated()
    client = page(world.buriram)
    for url, head in (
        ("/groups/", "รหัสกลุ่ม"),
        ("/nominations/", "ปีงบประมาณ"),
        ("/rounds/", "ปีงบประมาณ"),
    ):
        answer = client.get(url, {"format": "xlsx"})
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
        assert sheet["A1"].value == head
        assert sheet.max_row >= 2
    found = text_of(client, "/nominations/?q=กระเจา&state=submitted&place=3103")
    assert "บ้านกระเจา" in found
    assert "บ้านอารัง" not in found
    assert "ไม่พบ" in text_of(client, "/nominations/?q=ไม่มีคำนี้")
    assert "พบ 2 ฉบับ" in text_of(client, "/nominations/?state=nonsense&page=xx")


def test_a_district_without_a_group_begins_with_its_register(world: World) -> None:
    SavingsGroup.objects.visible_to(world.bandan).delete()
    todo, waiting = tasks_for(world.bandan)
    assert (todo.when, todo.url) == ("todo", "/groups/") and waiting.when == "waiting"
    assert [task.when for task in tasks_for(world.krasang)] == ["waiting"], "it has groups"


def test_home_says_whose_turn_it_is(world: World, story: object) -> None:
    def titles(user: User) -> list[tuple[str, str]]:
        return [(task.when, task.title) for task in tasks_for(user)]

    assert titles(world.buriram) == [("todo", "เตรียมรอบการคัดเลือก ปีงบประมาณ พ.ศ. 2568")]
    assert titles(world.krasang) == [("waiting", "เสนอกลุ่มเข้ารับการคัดเลือก")]
    opened = world.round_open()
    assert titles(world.krasang) == [("todo", "เสนอกลุ่มเข้ารับการคัดเลือก")]
    assert titles(world.members[0])[0][0] == "waiting"
    first = story.nominate(opened, KRACHAO, by=world.krasang)
    assert titles(world.krasang)[0][0] == "waiting"
    assert titles(world.buriram)[0] == ("todo", "ตรวจแบบเสนอโครงการ ปีงบประมาณ พ.ศ. 2568")
    nominations.return_nomination(nomination=first, note="แก้ข้อ 9", by=world.buriram)
    assert tasks_for(world.krasang)[0].why == "แก้ข้อ 9"
    assert titles(world.department) == [], "its rows stand with the country's numbers"


def test_pages_of_a_round_ask_little(world: World, page: Page) -> None:
    opened, first, _second = world.scored()
    client = page(world.buriram)
    for url in ("", "scores/", "decide/", "committee/", "criteria/"):
        assert count_of(client, f"/rounds/{opened.pk}/{url}") <= 16, url
    for user in (world.buriram, world.krasang):
        assert count_of(page(user), f"/nominations/{first.pk}/") <= 12
    assert count_of(page(world.members[0]), f"/scoring/{first.pk}/") <= 12
