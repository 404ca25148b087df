"""Nothing is accepted, sent, announced or emptied unseen: what another changed meanwhile is told."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client

from cdd_network.models import User
from cdd_network.refusal import Refused
from selection.actions import decision, nominations, rounds
from selection.models import ChosenGroup, Nomination, Round
from selection.states import NominationState
from tests.forms import filled, opened
from tests.people import KRACHAO, MEETING, World

Page = Callable[[User | None], Client]

STALE = "หลังจากที่ท่านเปิดดู"
NOTHING = {"meeting_date": None, "meeting_time": None, "meeting_place": ""}
WHOLE = dict(zip(("meeting_date", "meeting_time", "meeting_place"), MEETING, strict=True))


def decided(world: World) -> Round:
    """Buriram's round with a decision that is not announced."""
    found, first, second = world.scored()
    decision.decide(round=found, nominations=[first, second], reason="", by=world.buriram)
    return found


# The meeting


@pytest.mark.parametrize("name", list(NOTHING))
def test_a_decided_round_keeps_its_meeting(world: World, page: Page, name: str) -> None:
    found = decided(world)
    values = {**WHOLE, name: NOTHING[name]}
    with pytest.raises(Refused, match="ให้ครบ"):
        rounds.save_meeting(round=found, values=values, by=world.buriram)
    client, url = page(world.buriram), f"/rounds/{found.pk}/meeting/"
    held = opened(client, url)
    emptied = {key: "" if key.startswith(name) else text for key, text in held.items()}
    answer = client.post(url, emptied)
    assert answer.status_code == 409
    assert "วัน เวลา และสถานที่ประชุมให้ครบ" in answer.content.decode()
    assert Round.objects.filter(pk=found.pk, **WHOLE).exists()
    moved = {**WHOLE, "meeting_date": date(2025, 6, 5)}
    rounds.save_meeting(round=found, values=moved, by=world.buriram)


def test_before_the_decision_a_meeting_may_be_emptied(world: World) -> None:
    found, _, _ = world.scored()
    rounds.save_meeting(round=found, values=NOTHING, by=world.buriram)
    assert Round.objects.get(pk=found.pk).meeting_date is None


def test_nothing_is_announced_without_its_meeting(world: World, page: Page) -> None:
    found = decided(world)
    Round.objects.filter(pk=found.pk).update(meeting_place="")
    with pytest.raises(Refused, match="สถานที่ประชุมก่อน"):
        decision.announce(round=found, by=world.buriram)
    client, hub = page(world.buriram), f"/rounds/{found.pk}/"
    assert client.get(f"{hub}announce/").status_code == 409
    assert "ยังทำไม่ได้: โปรดบันทึกวัน เวลา และสถานที่ประชุมก่อน" in client.get(hub).content.decode()


def test_after_the_announcement_only_what_lacks_is_filled_in(world: World, page: Page) -> None:
    found, _, _ = world.announced()
    url, client = f"/rounds/{found.pk}/meeting/", page(world.buriram)
    with pytest.raises(Refused, match="แก้ไขวันประชุมไม่ได้แล้ว"):
        rounds.save_meeting(round=found, values=WHOLE, by=world.buriram)
    assert "แก้ไขวันประชุมไม่ได้แล้ว" in client.get(url).content.decode()
    Round.objects.filter(pk=found.pk).update(meeting_time=None)
    assert client.post(url, opened(client, url)).status_code == 409
    assert client.post(url, {**opened(client, url), "meeting_time": "๙.๐๐"}).status_code == 302
    found.refresh_from_db()
    assert found.meeting_time == time(9)
    with pytest.raises(Refused, match="แก้ไขวันประชุมไม่ได้แล้ว"):
        rounds.save_meeting(round=found, values=WHOLE, by=world.buriram)


def test_two_officers_on_one_meeting(world: World, page: Page) -> None:
    found = world.round_open()
    url, me, other = f"/rounds/{found.pk}/meeting/", page(world.buriram), page(world.buriram)
    mine, theirs = opened(me, url), opened(other, url)
    assert other.post(url, {**theirs, "meeting_place": "ศาลากลางหลังใหม่"}).status_code == 302
    answer = me.post(url, {**mine, "meeting_time": "13.30"}, follow=True)
    assert "รวมกับข้อความที่" in answer.content.decode()
    found.refresh_from_db()
    assert (found.meeting_time, found.meeting_place) == (time(13, 30), "ศาลากลางหลังใหม่")
    both = me.post(url, {**mine, "meeting_place": "ที่ว่าการอำเภอ"})
    text = both.content.decode()
    assert both.status_code == 409
    assert "ศาลากลางหลังใหม่" in text
    assert "ที่ว่าการอำเภอ" in text
    found.refresh_from_db()
    assert found.meeting_place == "ศาลากลางหลังใหม่"
    assert me.post(url, filled(text)).status_code == 302
    del mine["version"]
    assert me.post(url, mine).status_code == 422
    found.refresh_from_db()
    assert found.meeting_place == "ที่ว่าการอำเภอ"


# Nominations


def sent_anew(world: World) -> tuple[Nomination, int]:
    """Sent, returned, changed and sent again; with the version that was looked at at first."""
    _, first, _ = world.nominated()
    looked_at = first.version
    nominations.return_nomination(nomination=first, note="แก้ข้อ 1", by=world.buriram)
    values = {**KRACHAO.answers, "reasons": "เปลี่ยนไปแล้วทั้งข้อ"}
    nominations.save_nomination(
        nomination=first, values=values, version=looked_at, by=world.krasang
    )
    nominations.submit_nomination(nomination=first, by=world.krasang)
    return first, looked_at


@pytest.mark.parametrize("typed", [{}, {"version": "old"}, {"version": "9" * 30}, {"version": "x"}])
def test_what_was_never_seen_is_not_answered(
    world: World, page: Page, typed: dict[str, str]
) -> None:
    first, looked_at = sent_anew(world)
    old = {name: str(looked_at) if text == "old" else text for name, text in typed.items()}
    client, url = page(world.buriram), f"/nominations/{first.pk}/"
    accepted = client.post(f"{url}accept/", old)
    assert accepted.status_code == 409
    assert STALE in accepted.content.decode()
    returned = client.post(f"{url}return/", {**old, "note": "เพิ่มข้อ 2"})
    text = returned.content.decode()
    assert returned.status_code == 409
    assert STALE in text
    assert "เพิ่มข้อ 2" in text
    assert "เปลี่ยนไปแล้วทั้งข้อ" in text, "what now stands is there to read"
    first.refresh_from_db()
    assert first.state == NominationState.SUBMITTED
    assert client.post(f"{url}return/", filled(text)).status_code == 302
    first.refresh_from_db()
    assert first.returned_note == "เพิ่มข้อ 2"


def test_what_is_shown_is_accepted(world: World, page: Page) -> None:
    first, looked_at = sent_anew(world)
    with pytest.raises(Refused, match=STALE):
        nominations.accept_nomination(nomination=first, version=looked_at, by=world.buriram)
    client, url = page(world.buriram), f"/nominations/{first.pk}/"
    assert client.post(f"{url}accept/", opened(client, url)).status_code == 302


def test_a_second_tab_is_not_sent_unseen(world: World, page: Page) -> None:
    found, first, _ = world.nominated()
    assert found.pk
    nominations.return_nomination(nomination=first, note="แก้ข้อ 1", by=world.buriram)
    client, url = page(world.krasang), f"/nominations/{first.pk}/"
    first_tab = opened(client, url)
    second_tab = {**opened(client, f"{url}edit/"), "reasons": "จากอีกหน้าต่าง"}
    assert client.post(f"{url}edit/", second_tab).status_code == 302
    for typed in (first_tab, {}):
        answer = client.post(f"{url}submit/", typed)
        assert answer.status_code == 409
        assert STALE in answer.content.decode()
    first.refresh_from_db()
    assert first.state == NominationState.RETURNED
    assert client.post(f"{url}submit/", opened(client, url)).status_code == 302


# The announcement


def test_only_the_names_that_were_read_are_announced(world: World, page: Page) -> None:
    found = decided(world)
    read = list(found.chosen.order_by("order").values_list("pk", flat=True))
    url, client = f"/rounds/{found.pk}/announce/", page(world.buriram)
    served = filled(client.get(url).content.decode(), "seen")
    chosen = [one.nomination for one in ChosenGroup.objects.filter(round=found)]
    decision.reconsider(round=found, reason="ทบทวนคะแนน", by=world.buriram)
    give = {"round": found, "reason": "สลับลำดับ", "by": world.buriram}
    decision.decide(nominations=chosen[::-1], **give)
    with pytest.raises(Refused, match="เปลี่ยนไปจากที่ท่านตรวจ"):
        decision.announce(round=found, seen=read, by=world.buriram)
    for typed in (served, {}, {"seen": "9" * 30}, {"seen": "x,\x00"}):
        assert client.post(url, typed).status_code == 409, typed
    assert Round.objects.get(pk=found.pk).state == "decided"
    served = filled(client.get(url).content.decode(), "seen")
    assert client.post(url, served).status_code == 302
