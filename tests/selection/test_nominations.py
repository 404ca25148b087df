"""A nomination's way, on the pages: written, sent, returned, accepted; and what each misuse gets."""

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import User
from cdd_network.refusal import Refused
from selection.actions import decision, groups, nominations, rounds
from selection.models import Nomination
from selection.states import NominationState
from tests.forms import opened
from tests.people import World
from tests.selection.test_decision import third_nomination

Page = Callable[[User | None], Client]

COMPLETE = {
    "activity_name": "โรงน้ำดื่มบ้านกระเจา",
    "activity_type": "drinking_water",
    "reasons": "น้ำประปาไม่พอใช้",
    "problem": "ลดรายจ่ายค่าน้ำดื่ม",
    "urgency": "ก่อนฤดูแล้ง",
    "group_plan": "มติที่ประชุมใหญ่",
    "objectives": "เพื่อให้มีน้ำดื่มสะอาด",
    "target_people": "สมาชิกกลุ่ม",
    "target_count": "๑๒๐",
    "place": "ศาลาประชาคม",
    "place_moo": "๗",
    "capital": "๒๐๐,๐๐๐",
    "expected_results": "รายจ่ายลดลง",
    "steps": "สำรวจ\nประชุม\nเปิดดำเนินการ",
    **{f"eligible_{order}": "yes" for order in (1, 2, 3, 4)},
}


def begun(world: World) -> Nomination:
    """Krasang's empty draft in an open round."""
    return nominations.begin_nomination(
        round=world.round_open(), group=world.krachao, by=world.krasang
    )


def complete(nomination: Nomination, **more: str) -> dict[str, str]:
    """A whole form over the nomination's present version."""
    place = nomination.place_subdistrict_id
    return {**COMPLETE, "place_subdistrict": place, "version": nomination.version, **more}


def shown(nomination: Nomination, **more: str) -> dict[str, object]:
    """What the page's forms of one click send: the version that now stands."""
    return {"version": Nomination.objects.get(pk=nomination.pk).version, **more}


def test_from_choosing_the_group_to_the_receipt(world: World, page: Page) -> None:
    world.round_open()
    client = page(world.krasang)
    text = client.get("/nominations/new/").content.decode()
    assert "บ้านกระเจา" in text
    assert "บ้านอารัง" not in text
    assert client.post("/nominations/new/", {}).status_code == 422
    answer = client.post("/nominations/new/", {"group": world.krachao.pk})
    nomination = Nomination.objects.get()
    assert answer.url == f"/nominations/{nomination.pk}/edit/"
    form = client.get(answer.url).content.decode()
    assert "เหตุผลความจำเป็น สภาพก่อนจัดตั้ง" in form
    assert "บรรทัดละหนึ่งขั้นตอน" in form
    answer = client.post(answer.url, complete(nomination))
    assert answer.url == f"/nominations/{nomination.pk}/"
    check = client.get(answer.url).content.decode()
    assert "ส่งแบบเสนอโครงการให้จังหวัด" in check
    assert f"/nominations/{nomination.pk}/edit/#id_capital" in check
    assert "200,000 บาท (สองแสนบาทถ้วน)" in check
    answer = client.post(f"/nominations/{nomination.pk}/submit/", shown(nomination))
    receipt = client.get(answer.url).content.decode()
    assert "ส่งแบบเสนอโครงการแล้ว" in receipt
    assert "ขั้นต่อไป" in receipt


def test_a_second_click_on_send_is_told_and_changes_nothing(world: World, page: Page) -> None:
    _, first, _ = world.nominated()
    when = Nomination.objects.get(pk=first.pk).submitted_at
    answer = page(world.krasang).post(f"/nominations/{first.pk}/submit/", shown(first))
    assert answer.status_code == 409
    assert "ส่งแล้ว" in answer.content.decode()
    assert Nomination.objects.get(pk=first.pk).submitted_at == when


def test_beginning_twice_gives_the_same_draft(world: World, page: Page) -> None:
    first = begun(world)
    again = nominations.begin_nomination(round=first.round, group=world.krachao, by=world.krasang)
    assert again.pk == first.pk
    assert (
        page(world.krasang).post("/nominations/new/", {"group": world.krachao.pk}).status_code
        == 422
    )
    assert Nomination.objects.count() == 1


def test_a_section_is_done_or_left_for_later_and_saved_both_times(world: World, page: Page) -> None:
    nomination = begun(world)
    client, edit = page(world.krasang), reverse("nomination_edit", args=[nomination.pk])
    keys = re.findall(r'<section id="(\w+)"', client.get(edit).content.decode())
    buttons = re.findall(r'value="then:(\w+)"', client.get(edit).content.decode())
    assert buttons == keys[:-1] and len(keys) > 2

    def press(act: str, **typed: str) -> str:
        return client.post(edit, {**opened(client, edit), **typed, "act": act}).url

    assert [press(f"then:{key}") for key in buttons] == [f"{edit}#{key}" for key in keys[1:]]
    assert press("then:x") == press("") == reverse("nomination", args=[nomination.pk])
    assert press("later", problem="น้ำไม่พอใช้") == reverse("home")
    nomination.refresh_from_db()
    assert (nomination.problem, nomination.state) == ("น้ำไม่พอใช้", "draft")


def test_half_filled_is_saved_and_says_what_is_missing(world: World, page: Page) -> None:
    nomination = begun(world)
    client = page(world.krasang)
    data = {"version": nomination.version, "activity_name": "โรงน้ำดื่ม"}
    client.post(f"/nominations/{nomination.pk}/edit/", data)
    check = client.get(f"/nominations/{nomination.pk}/").content.decode()
    assert "ยังกรอกไม่ครบ เหลืออีก 18 รายการ" in check
    edit = f"/nominations/{nomination.pk}/edit/"
    assert f'<a href="{edit}#id_activity_type">ประเภทกิจกรรมเครือข่าย (ข้อ 1)</a>' in check
    assert f'<a href="{edit}#id_target_people">กลุ่มเป้าหมาย (ข้อ 7)</a>' in check
    assert f'<a href="{edit}#id_target_count">จำนวนสมาชิกที่เข้าร่วม (ข้อ 7)</a>' in check
    assert f'<a href="{edit}#id_place_moo">หมู่ที่ของสถานที่ดำเนินการ (ข้อ 8)</a>' in check
    assert f'<a href="{edit}#id_place_subdistrict">ตำบลของสถานที่ดำเนินการ (ข้อ 8)</a>' in check
    assert f'{edit}#id_activity_name">1. ชื่อกิจกรรม</a></li>' not in check
    assert "ยังทำไม่ได้: ดูรายการที่ยังขาดด้านบน" in check
    refused = client.post(f"/nominations/{nomination.pk}/submit/", shown(nomination))
    assert refused.status_code == 409
    nomination.refresh_from_db()
    assert (nomination.state, nomination.activity_name) == (NominationState.DRAFT, "โรงน้ำดื่ม")


def test_five_thousand_characters_are_refused_and_kept(world: World, page: Page) -> None:
    nomination = begun(world)
    long = "ก" * 5000
    answer = page(world.krasang).post(
        f"/nominations/{nomination.pk}/edit/", complete(nomination, reasons=long)
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "ยาวเกินไป 1,000 ตัวอักษร (ได้ไม่เกิน 4,000)" in text
    assert 'href="#id_reasons"' in text
    assert long in text
    assert COMPLETE["problem"] in text
    nomination.refresh_from_db()
    assert nomination.reasons == ""


@pytest.mark.parametrize(
    ("field", "typed", "word"),
    [
        ("capital", "สองแสน", "ต้องเป็นตัวเลข"),
        ("capital", "-5", "ต้องไม่ติดลบ"),
        ("target_count", "1.5", "จำนวนเต็ม"),
        ("place_moo", "0", "ต้องไม่น้อยกว่า 1"),
        ("activity_type", "casino", "จากรายการที่ให้ไว้"),
        ("place_subdistrict", "320501", "จากรายการที่ให้ไว้"),
    ],
)
def test_wrong_answers_say_what_is_wrong(
    world: World, page: Page, field: str, typed: str, word: str
) -> None:
    nomination = begun(world)
    answer = page(world.krasang).post(
        f"/nominations/{nomination.pk}/edit/", complete(nomination, **{field: typed})
    )
    assert answer.status_code == 422
    assert word in answer.content.decode()


def test_two_editors_see_both_texts(world: World, page: Page) -> None:
    nomination = begun(world)
    url = f"/nominations/{nomination.pk}/edit/"
    client = page(world.krasang)
    mine = complete(nomination, urgency="ข้อความของคนที่สอง")
    client.post(url, complete(nomination, urgency="ข้อความของคนแรก"))
    answer = client.post(url, mine)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "ข้อความของคนแรก" in text
    assert "ข้อความของคนที่สอง" in text
    nomination.refresh_from_db()
    assert nomination.urgency == "ข้อความของคนแรก"
    assert f'name="version" value="{nomination.version}"' in text
    answer = client.post(url, {**mine, "version": nomination.version})
    assert answer.status_code == 302
    nomination.refresh_from_db()
    assert nomination.urgency == "ข้อความของคนที่สอง"


def test_returned_with_a_note_then_sent_again(world: World, page: Page) -> None:
    _, first, _ = world.nominated()
    url = f"/nominations/{first.pk}/"
    province, district = page(world.buriram), page(world.krasang)
    assert province.post(f"{url}return/", {"note": " "}).status_code == 422
    assert province.post(f"{url}return/", shown(first, note="ระบุเงินทุนให้ครบ")).status_code == 302
    assert "ระบุเงินทุนให้ครบ" in district.get(url).content.decode()
    assert "ระบุเงินทุนให้ครบ" in district.get(f"{url}edit/").content.decode()
    assert province.post(f"{url}accept/", shown(first)).status_code == 409
    assert district.post(f"{url}submit/", shown(first)).status_code == 302
    first.refresh_from_db()
    assert (first.state, first.returned_note) == (NominationState.SUBMITTED, "")
    page_text = province.get(url).content.decode()
    assert "ระบุเงินทุนให้ครบ" in page_text  # in the history
    assert province.post(f"{url}accept/", shown(first)).status_code == 302
    assert province.post(f"{url}accept/", shown(first)).status_code == 409
    assert district.get(f"{url}edit/").status_code == 409


def test_an_accepted_one_goes_back_while_the_round_is_open(world: World, page: Page) -> None:
    opened, first, second = world.nominated()
    url = f"/nominations/{first.pk}/"
    province, district = page(world.buriram), page(world.krasang)
    for one in (first, second):
        nominations.accept_nomination(nomination=one, by=world.buriram)
    assert "ส่งกลับให้แก้ไข" in province.get(url).content.decode()
    assert "จะถอนการรับ" in province.get(f"{url}return/").content.decode()
    assert province.post(f"{url}return/", {"note": ""}).status_code == 422
    assert province.post(f"{url}return/", shown(first, note="หมู่ที่ผิด")).status_code == 302
    history = district.get(url).content.decode()
    assert "ถอนการรับและส่งกลับให้แก้ไข" in history
    assert "หมู่ที่ผิด" in history
    assert district.get(f"{url}edit/").status_code == 200
    assert district.post(f"{url}submit/", shown(first)).status_code == 302
    assert province.post(f"{url}accept/", shown(first)).status_code == 302
    rounds.start_scoring(round=opened, by=world.buriram)
    assert province.post(f"{url}return/", shown(first, note="สายไป")).status_code == 409
    assert f"{url}return/" not in province.get(url).content.decode()
    first.refresh_from_db()
    assert first.state == NominationState.ACCEPTED


def test_a_new_group_is_nominated_from_its_own_page(world: World, page: Page) -> None:
    link = f'href="/nominations/new/?group={world.krachao.pk}"'
    client = page(world.krasang)
    assert link not in client.get(f"/groups/{world.krachao.pk}/").content.decode()
    opened = world.round_open()
    assert link in client.get(f"/groups/{world.krachao.pk}/").content.decode()
    for user in (world.buriram, world.department):
        assert link not in page(user).get(f"/groups/{world.krachao.pk}/").content.decode()
    other = groups.save_group(
        group=None,
        values={"village": "อื่น", "moo": 1, "subdistrict": world.krachao.subdistrict},
        by=world.krasang,
    )
    text = client.get(f"/nominations/new/?group={other.pk}").content.decode()
    ticked = [tag for tag in re.findall(r"<input[^>]*radio[^>]*>", text) if "checked" in tag]
    assert [f'value="{other.pk}"' in tag for tag in ticked] == [True]
    for wrong in (world.arang.pk, "x", "9" * 40):
        text = client.get(f"/nominations/new/?group={wrong}").content.decode()
        assert "checked" not in text
    nominations.begin_nomination(round=opened, group=world.krachao, by=world.krasang)
    assert link not in client.get(f"/groups/{world.krachao.pk}/").content.decode()


def test_the_result_is_said_once_announced(world: World, page: Page, story: object) -> None:
    opened, (first, second, third) = third_nomination(world, story, ["0.9", "0.8", "0.6"])
    decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    won, lost = "ได้รับการคัดเลือก</span>", "ไม่ได้รับการคัดเลือกในปีนี้</span>"

    def seen(user: User, one: Nomination) -> tuple[bool, bool]:
        text = page(user).get(f"/nominations/{one.pk}/").content.decode()
        return won in text, lost in text

    readers = (world.krasang, world.buriram, world.department)
    for user in readers:
        assert seen(user, first) == seen(user, third) == (False, False)
        for url in ("/nominations/", "/", "/nominations/?format=xlsx"):
            assert not said(page(user), url), (user, url)
    decision.announce(round=opened, by=world.buriram)
    for user in readers:
        assert seen(user, first) == (True, False)
        assert seen(user, third) == (False, True)
        for url in ("/nominations/", "/nominations/?format=xlsx"):
            assert said(page(user), url), (user, url)
    assert page(world.bandan).get(f"/nominations/{first.pk}/").status_code == 404


def said(client: Client, url: str) -> bool:
    """Whether a page or a workbook says anybody's result."""
    results = {"ได้รับการคัดเลือก", "ไม่ได้รับการคัดเลือกในปีนี้"}
    answer = client.get(url)
    if "format=xlsx" not in url:
        return any(f">{result}<" in answer.content.decode() for result in results)
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    return any(results & set(row) for row in sheet.iter_rows(values_only=True))


def test_a_closed_call_takes_nothing(world: World, page: Page) -> None:
    prepared = world.round_prepared()
    client = page(world.krasang)
    assert "ยังเสนอกลุ่มไม่ได้" in client.get("/nominations/new/").content.decode()
    assert client.post("/nominations/new/", {"group": world.krachao.pk}).status_code == 409
    with pytest.raises(Refused, match="ยังไม่เปิดรับ"):
        nominations.begin_nomination(round=prepared, group=world.krachao, by=world.krasang)


def test_a_district_nominates_its_own_groups_alone(world: World, page: Page) -> None:
    opened = world.round_open()
    for group in (world.arang, world.prasat_group):
        answer = page(world.krasang).post("/nominations/new/", {"group": group.pk})
        assert answer.status_code == 422
        with pytest.raises(Refused):
            nominations.begin_nomination(round=opened, group=group, by=world.krasang)
    with pytest.raises(Refused, match="จังหวัดอื่น"):
        nominations.begin_nomination(round=opened, group=world.prasat_group, by=world.prasat)
    assert not Nomination.objects.exists()


def test_more_people_than_the_group_has_are_doubted(world: World, page: Page) -> None:
    _, first, _ = world.nominated()
    doubt = "มากกว่าสมาชิกในทะเบียนกลุ่ม"
    for user in (world.krasang, world.buriram):
        assert doubt not in page(user).get(f"/nominations/{first.pk}/").content.decode()
    values = {"members_men": 40, "members_women": 50}
    groups.save_group(group=world.krachao, values=values, by=world.krasang)
    for user in (world.krasang, world.buriram):
        read = page(user).get(f"/nominations/{first.pk}/").content.decode()
        assert f"120 คน {doubt} 90 คน" in read
