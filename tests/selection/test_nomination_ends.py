"""Conditions, notes beside items, rejection, withdrawal, drafts thrown away, order and versions."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from selection.actions import groups, nominations, rounds
from selection.models import GroupOfficer, LateLeave, Nomination, Round, SavingsGroup, Submission
from tests.people import ARANG, KRACHAO, World
from tests.selection.test_nominations import shown

Page = Callable[[User | None], Client]


def state_of(nomination: Nomination) -> str:
    return Nomination.objects.get(pk=nomination.pk).state


def answer_no(nomination: Nomination, *orders: int) -> None:
    """The district says no to these conditions before it sends."""
    said = {**nomination.eligibility, **{str(order): "no" for order in orders}}
    nominations.save_nomination(
        nomination=nomination,
        values={"eligibility": said},
        version=nomination.version,
        by=nomination.office.users.first(),
    )


def three_drafts(world: World) -> list[Nomination]:
    """Krasang's three drafts in its order."""
    opened = world.round_open()
    made = []
    for moo in (7, 8, 9):
        group = world.krachao
        if moo > 7:
            values = {
                "village": f"ทดลอง{moo}",
                "moo": moo,
                "subdistrict": world.krachao.subdistrict,
            }
            group = groups.save_group(group=None, values=values, by=world.krasang)
        made.append(nominations.begin_nomination(round=opened, group=group, by=world.krasang))
    return made


def order_of(drafts: list[Nomination]) -> list[int]:
    places = dict(Nomination.objects.values_list("pk", "order"))
    return [places[one.pk] for one in drafts]


# Conditions


def test_a_no_may_be_sent_with_a_warning_and_is_not_accepted(
    world: World, page: Page, story: object
) -> None:
    first = story.write_nomination(world.round_open(), KRACHAO, by=world.krasang)
    answer_no(first, 2)
    url = f"/nominations/{first.pk}/"
    district, province = page(world.krasang), page(world.buriram)
    assert "เฉพาะกลุ่มที่มีคุณสมบัติครบ" in district.get(url).content.decode()
    assert district.post(f"{url}submit/", shown(first)).status_code == 302
    text = province.get(url).content.decode()
    assert "ยังทำไม่ได้: กลุ่มยังไม่มีคุณสมบัติข้อ 2" in text
    assert province.post(f"{url}accept/", shown(first)).status_code == 409
    first.refresh_from_db()
    assert first.state == "submitted"
    nominations.return_nomination(nomination=first, note="ตรวจข้อ 2", by=world.buriram)
    whole = {str(n): "yes" for n in (1, 2, 3, 4)}
    nominations.save_nomination(
        nomination=first, values={"eligibility": whole}, version=first.version, by=world.krasang
    )
    nominations.submit_nomination(nomination=first, by=world.krasang)
    assert province.post(f"{url}accept/", shown(first)).status_code == 302


def test_an_unanswered_condition_holds_back_sending_and_accepting(
    world: World, page: Page, story: object
) -> None:
    first = story.write_nomination(world.round_open(), KRACHAO, by=world.krasang)
    values = {"eligibility": {"1": "yes", "2": "perhaps", "4": "yes"}}
    nominations.save_nomination(
        nomination=first, values=values, version=first.version, by=world.krasang
    )
    check = page(world.krasang).get(f"/nominations/{first.pk}/").content.decode()
    assert f"/nominations/{first.pk}/edit/#id_eligible_3_0" in check
    assert "คุณสมบัติข้อ 2" in check, "an answer that is none counts for nothing"
    with pytest.raises(Refused, match="เหลืออีก 2 รายการ"):
        nominations.submit_nomination(nomination=first, by=world.krasang)
    Nomination.objects.filter(pk=first.pk).update(state="submitted", submitted_at=timezone.now())
    first.refresh_from_db()
    with pytest.raises(Refused, match="ยังตอบคุณสมบัติของกลุ่มไม่ครบ"):
        nominations.accept_nomination(nomination=first, by=world.buriram)


# Returned with notes


def test_notes_stand_beside_their_items_until_it_is_sent_again(world: World, page: Page) -> None:
    _, first, _ = world.nominated()
    url = f"/nominations/{first.pk}/"
    province, district = page(world.buriram), page(world.krasang)
    assert province.post(f"{url}return/", shown(first, note_capital="  ")).status_code == 422
    typed = shown(first, note_capital="ระบุเงินสัจจะด้วย", note_eligibility="แนบระเบียบ")
    assert province.post(f"{url}return/", typed).status_code == 302
    first.refresh_from_db()
    assert first.returned_items == {"capital": "ระบุเงินสัจจะด้วย", "eligibility": "แนบระเบียบ"}
    form = district.get(f"{url}edit/").content.decode()
    note = form.index('id="item-capital"')
    assert form.index("ระบุเงินสัจจะด้วย", note) < form.index('name="capital"')
    assert f'href="{url}edit/#item-capital"' in form
    assert "ข้อสังเกตจากจังหวัด" in province.get(url).content.decode()
    assert district.post(f"{url}submit/", shown(first)).status_code == 302
    first.refresh_from_db()
    assert (first.returned_items, first.returned_note) == ({}, "")
    history = province.get(url).content.decode()
    assert "9. " in history
    assert "ระบุเงินสัจจะด้วย" in history, "the trail keeps it"
    assert "ระบุเงินสัจจะด้วย" not in page(world.krasang).get(f"{url}versions/").content.decode()


def test_a_note_on_what_is_no_item_is_left_out(world: World) -> None:
    _, first, _ = world.nominated()
    with pytest.raises(Refused, match="โปรดระบุ"):
        nominations.return_nomination(
            nomination=first, note=" ", items={"capital": " "}, by=world.buriram
        )
    nominations.return_nomination(
        nomination=first, note="แก้", items={"capital": "ขาด"}, by=world.buriram
    )
    row = AuditRow.objects.filter(act="nomination:submitted>returned").get()
    assert [one["note"] for one in row.detail["items"]] == ["ขาด"]


def test_what_was_sent_in_time_is_mended_after_the_call_closed(world: World, story: object) -> None:
    opened, first, second = world.nominated()
    nominations.return_nomination(nomination=first, note="แก้", by=world.buriram)
    draft = story.write_nomination(opened, other_village(world), by=world.krasang)
    rounds.close_round(round=opened, by=world.buriram)
    for one in (first, second, draft):
        one.refresh_from_db()
    nominations.save_nomination(
        nomination=first, values={"reasons": "แก้แล้ว"}, version=first.version, by=world.krasang
    )
    nominations.submit_nomination(nomination=first, by=world.krasang)
    nominations.accept_nomination(nomination=first, by=world.buriram)
    with pytest.raises(Refused, match="ปิดรับ"):
        nominations.submit_nomination(nomination=draft, by=world.krasang)
    LateLeave.objects.create(round=opened, office=draft.office, reason="น้ำท่วม", by=world.buriram)
    nominations.submit_nomination(nomination=draft, by=world.krasang)
    assert (draft.late_reason, first.late_reason) == ("น้ำท่วม", "")


def other_village(world: World) -> object:
    """Krachao's proposal for a neighbouring village."""
    return replace(KRACHAO, village="บ้านข้างเคียง", moo=8)


def test_the_days_of_the_call_hold(world: World, page: Page, story: object) -> None:
    opened = world.round_open()
    draft = story.write_nomination(opened, KRACHAO, by=world.krasang)
    Round.objects.filter(pk=opened.pk).update(closes_on=timezone.localdate() - timedelta(days=1))
    url = f"/nominations/{draft.pk}/"
    client = page(world.krasang)
    assert client.post(f"{url}submit/", shown(draft)).status_code == 409
    assert client.get(f"{url}edit/").status_code == 409
    assert "ขออนุญาตจังหวัด" in client.get("/nominations/new/").content.decode()
    LateLeave.objects.create(round=opened, office=draft.office, reason="ไฟดับ", by=world.buriram)
    assert client.get(f"{url}edit/").status_code == 200
    assert client.post(f"{url}submit/", shown(draft)).status_code == 302
    assert "จังหวัดอนุญาต: ไฟดับ" in client.get(f"{url}receipt/").content.decode()
    assert "ส่งหลังกำหนด" in page(world.buriram).get("/nominations/").content.decode()


# Ends


def test_rejected_with_a_reason_and_taken_up_again(world: World, page: Page) -> None:
    _, first, _ = world.nominated()
    url = f"/nominations/{first.pk}/"
    province = page(world.buriram)
    assert province.get(f"{url}reject/").status_code == 200
    assert province.post(f"{url}reject/", shown(first, reason=" ")).status_code == 422
    stale = {"version": first.version + 5, "reason": "ก"}
    assert province.post(f"{url}reject/", stale).status_code == 409
    assert state_of(first) == "submitted"
    assert province.post(f"{url}reject/", shown(first, reason="ไม่ได้ตั้งตามระเบียบ")).status_code == 302
    assert province.post(f"{url}reject/", shown(first, reason="อีกครั้ง")).status_code == 409
    assert "ไม่ได้ตั้งตามระเบียบ" in page(world.krasang).get(url).content.decode()
    for refused in ("accept/", "return/"):
        assert province.post(f"{url}{refused}", shown(first, note="ก")).status_code == 409
    assert page(world.surin).post(f"{url}restore/").status_code == 404
    assert province.post(f"{url}restore/").status_code == 302
    first.refresh_from_db()
    assert (first.state, first.end_reason) == ("submitted", "")
    assert province.post(f"{url}restore/").status_code == 409


def test_withdrawn_with_a_reason_and_written_on(world: World, page: Page) -> None:
    _, first, _ = world.nominated()
    nominations.accept_nomination(nomination=first, by=world.buriram)
    url = f"/nominations/{first.pk}/"
    district = page(world.krasang)
    assert district.get(f"{url}withdraw/").status_code == 200
    assert district.post(f"{url}withdraw/", shown(first)).status_code == 422
    for user in (world.bandan, world.buriram, world.members[0]):
        assert page(user).post(f"{url}withdraw/", shown(first, reason="ก")).status_code == 404
    assert district.post(f"{url}withdraw/", shown(first, reason="ขอเลื่อน")).status_code == 302
    assert district.post(f"{url}withdraw/", shown(first, reason="ขอเลื่อน")).status_code == 409
    assert district.get(f"{url}receipt/").status_code == 302
    assert "ขอเลื่อน" in page(world.buriram).get(url).content.decode()
    assert district.post(f"{url}discard/").status_code == 409, "it was sent once"
    assert district.post(f"{url}resume/").status_code == 302
    assert page(world.buriram).get(url).status_code == 404
    first.refresh_from_db()
    assert (first.state, first.end_reason) == ("draft", "")
    assert district.post(f"{url}submit/", shown(first)).status_code == 302
    assert [s.number for s in Submission.objects.filter(nomination=first)] == [1, 2]


def test_no_withdrawal_and_no_answer_once_scoring_began(world: World, page: Page) -> None:
    _, first, _ = world.scoring()
    url = f"/nominations/{first.pk}/"
    assert page(world.krasang).post(f"{url}withdraw/", shown(first, reason="ก")).status_code == 409
    assert page(world.buriram).post(f"{url}reject/", shown(first, reason="ก")).status_code == 409
    assert state_of(first) == "accepted"
    assert f"{url}withdraw/" not in page(world.krasang).get(url).content.decode()


def test_a_draft_never_sent_is_thrown_away_after_being_asked(world: World, page: Page) -> None:
    drafts = three_drafts(world)
    url = f"/nominations/{drafts[0].pk}/"
    client = page(world.krasang)
    assert "นำกลับมาไม่ได้" in client.get(f"{url}discard/").content.decode()
    assert page(world.bandan).post(f"{url}discard/").status_code == 404
    assert Nomination.objects.count() == 3
    assert client.post(f"{url}discard/").status_code == 302
    assert client.post(f"{url}discard/").status_code == 404
    assert order_of(drafts[1:]) == [1, 2]
    assert AuditRow.objects.filter(act="discard", subject_id=str(drafts[0].pk)).count() == 1
    assert client.post("/nominations/new/", {"group": world.krachao.pk}).status_code == 302


# Order


def test_the_district_puts_its_nominations_in_order(world: World, page: Page) -> None:
    drafts = three_drafts(world)
    client = page(world.krasang)
    assert "เลื่อนขึ้น" in client.get("/nominations/").content.decode()
    last = f"/nominations/{drafts[2].pk}/move/"
    assert client.post(last, {"way": "up", "seen": "3"}).status_code == 302
    assert order_of(drafts) == [1, 3, 2]
    client.post(last, {"way": "up", "seen": "3"})
    assert order_of(drafts) == [1, 3, 2], "a second click moves nothing"
    client.post(last, {"way": "down", "seen": "2"})
    assert order_of(drafts) == [1, 2, 3]
    for seen in ("", "x", "9" * 12, "3"):
        assert client.post(last, {"way": "down", "seen": seen}).status_code == 302
    assert order_of(drafts) == [1, 2, 3]
    for user in (world.bandan, world.buriram, world.surin, world.members[0]):
        assert page(user).post(last, {"way": "up", "seen": "3"}).status_code == 404
    rounds.close_round(round=drafts[0].round, by=world.buriram)
    assert client.post(last, {"way": "up", "seen": "3"}).status_code == 409
    assert "เปลี่ยนไม่ได้แล้ว" in client.get("/nominations/").content.decode()


def test_what_was_withdrawn_is_passed_over(world: World, story: object) -> None:
    drafts = three_drafts(world)
    Nomination.objects.filter(pk=drafts[1].pk).update(
        state="withdrawn", end_reason="ก", submitted_at=timezone.now()
    )
    last = Nomination.objects.with_place().get(pk=drafts[2].pk)
    assert nominations.move_nomination(nomination=last, up=True, seen=3, by=world.krasang)
    assert order_of(drafts) == [3, 2, 1]


# Versions


def test_each_sending_is_kept_and_two_are_compared(world: World, page: Page) -> None:
    _, first, _ = world.nominated()
    url = f"/nominations/{first.pk}/versions/"
    client = page(world.krasang)
    assert "ที่ต่างกัน" not in client.get(url).content.decode()
    GroupOfficer.objects.create(
        group=world.krachao, division="loans", order=1, name="นางสมศรี ลับสุดยอด"
    )
    SavingsGroup.objects.filter(pk=world.krachao.pk).update(members_men=70, members_women=86)
    nominations.return_nomination(nomination=first, note="แก้ข้อ 4", by=world.buriram)
    values = {"urgency": first.urgency.replace("สูงขึ้น", "แพงขึ้นมาก")}
    nominations.save_nomination(
        nomination=first, values=values, version=first.version, by=world.krasang
    )
    first.group.refresh_from_db()
    nominations.submit_nomination(nomination=first, by=world.krasang)
    kept = Submission.objects.get(nomination=first, number=2)
    assert "ลับสุดยอด" not in json.dumps([kept.answers, kept.group], ensure_ascii=False)
    facts = {row["key"]: row["text"] for row in kept.group}
    assert facts["members"] == "156 คน (ชาย 70 หญิง 86)"
    assert facts["officers_loans"] == "1 คน"
    for user in (world.krasang, world.buriram):
        text = page(user).get(url).content.decode()
        assert "ที่ต่างกันระหว่างครั้งที่ 1 กับครั้งที่ 2" in text
        assert "แพง" in text.split("<ins>")[1]
        assert "4. " in text
        assert "<dt>1. " not in text, "what is the same is not shown"
        assert "156 คน (ชาย 70 หญิง 86)" in text
    same = client.get(f"{url}?one=2&other=2").content.decode()
    assert "ครั้งที่ 1 กับครั้งที่ 2" in same
    for user in (world.bandan, world.prasat, world.surin, world.members[0]):
        assert page(user).get(url).status_code == 404


def test_a_condition_that_was_answered_anew_is_shown_whole(world: World, page: Page) -> None:
    _, first, _ = world.nominated()
    nominations.return_nomination(nomination=first, note="แก้", by=world.buriram)
    nominations.save_nomination(
        nomination=first,
        values={"eligibility": {**first.eligibility, "1": "no"}},
        version=first.version,
        by=world.krasang,
    )
    nominations.submit_nomination(nomination=first, by=world.krasang)
    text = page(world.krasang).get(f"/nominations/{first.pk}/versions/").content.decode()
    gone, new = (text.split(f"<{mark}>")[1].split(f"</{mark}>")[0] for mark in ("del", "ins"))
    assert ">ใช่<" in gone
    assert ">ไม่ใช่<" in new


def test_a_later_change_of_the_group_leaves_what_was_sent(world: World) -> None:
    _, first, _ = world.nominated()
    before = Submission.objects.get(nomination=first).group
    SavingsGroup.objects.filter(pk=world.krachao.pk).update(members_men=1)
    assert Submission.objects.get(nomination=first).group == before
    assert [row["text"] for row in before if row["key"] == "members"] == [""]


def test_the_export_tells_order_conditions_and_leave(world: World, page: Page) -> None:
    _, first, _ = world.nominated()
    Nomination.objects.filter(pk=first.pk).update(late_reason="น้ำท่วม")
    answer = page(world.buriram).get("/nominations/?format=xlsx&q=กระเจา")
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["ลำดับของอำเภอ"], row["คุณสมบัติของกลุ่ม"]) == (1, "ครบ 4 ข้อ")
    assert row["เหตุผลที่รับหลังกำหนด"] == "น้ำท่วม"
    assert len(rows) == 2
    other = page(world.surin).get("/nominations/?format=xlsx")
    assert len(list(openpyxl.load_workbook(BytesIO(other.content)).active.iter_rows())) == 1


def test_the_registry_is_beside_the_items_it_speaks_of(world: World, page: Page) -> None:
    SavingsGroup.objects.filter(pk=world.krachao.pk).update(members_men=70, savings=250000)
    begun = nominations.begin_nomination(
        round=world.round_open(),
        group=SavingsGroup.objects.with_place().get(pk=world.krachao.pk),
        by=world.krasang,
    )
    text = page(world.krasang).get(f"/nominations/{begun.pk}/edit/").content.decode()
    assert "ทะเบียนกลุ่ม: สมาชิก 70 คน (ชาย 70)" in text
    assert "เงินสัจจะสะสม 250,000 บาท" in text
    assert "เหลือ 4 ข้อ" in text


def test_pages_ask_the_database_a_constant_number_of_times(
    world: World, page: Page, django_assert_num_queries: Callable
) -> None:
    drafts = three_drafts(world)
    client = page(world.krasang)
    url = "/nominations/"
    client.get(url)
    with django_assert_num_queries(7):
        client.get(url)
    for one in drafts[1:]:
        nominations.discard_nomination(nomination=one, by=world.krasang)
    with django_assert_num_queries(7):
        client.get(url)
    with django_assert_num_queries(5):
        client.get(f"/nominations/{drafts[0].pk}/edit/")
    assert ARANG.village not in client.get(url).content.decode()
