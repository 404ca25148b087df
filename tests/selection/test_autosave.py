"""A long form saves itself: what is valid, over the version that is stored, and never unseen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cdd_network import versions
from cdd_network.models import AuditRow, User
from selection.actions.nominations import submit_nomination
from selection.models import Nomination
from tests.forms import opened
from tests.people import KRACHAO, World
from tests.selection.test_nominations import begun
from tests.test_two_editors import colleague

Page = Callable[[User | None], Client]
AUTO = {"X-Autosave": "1"}


class Desk:
    """An officer's open form: ``type`` sends what stands in it, as the script does."""

    def __init__(self, client: Client, nomination: Nomination) -> None:
        self.client, self.url = client, f"/nominations/{nomination.pk}/edit/"
        self.held = opened(client, self.url)

    def type(self, **typed: str) -> HttpResponse:
        self.held |= typed
        answer = self.client.post(self.url, self.held, headers=AUTO)
        if answer.headers["Content-Type"] == "application/json" and "version" in answer.json():
            self.held |= {name: answer.json()[name] for name in ("version", "base")}
        return answer


def test_typing_is_saved_again_and_again(world: World, page: Page) -> None:
    nomination = begun(world)
    desk = Desk(page(world.krasang), nomination)
    told = desk.type(reasons="น้ำไม่พอใช้").json()
    assert told["saved"] == f"{timezone.localtime():%H:%M}"
    assert (told["version"], told["unsaved"]) == ("2", [])
    assert desk.type(reasons="น้ำไม่พอใช้ทุกปี", eligible_1="yes").json()["version"] == "3"
    nomination.refresh_from_db()
    assert (nomination.reasons, nomination.eligibility) == ("น้ำไม่พอใช้ทุกปี", {"1": "yes"})
    assert nomination.state == "draft"
    told = desk.type(eligible_1="no", **{f"eligible_{n}": "yes" for n in (2, 3, 4)}).json()
    assert told["texts"]["left-eligibility"] == "ครบแล้ว"
    assert told["texts"]["left-reasons"] == "เหลือ 3 ข้อ"
    answer = desk.client.post(desk.url, desk.held)
    assert answer.status_code == 302, "the ordinary save goes on from there"


def test_nothing_new_writes_nothing(world: World, page: Page) -> None:
    nomination = begun(world)
    told = Desk(page(world.krasang), nomination).type().json()
    assert (told["version"], bool(told["saved"])) == ("1", True)
    assert Nomination.objects.get(pk=nomination.pk).version == 1


def test_one_wrong_answer_does_not_hold_up_the_others(world: World, page: Page) -> None:
    nomination = begun(world)
    desk = Desk(page(world.krasang), nomination)
    told = desk.type(capital="สองแสน", place_moo="0", urgency="ก่อนฤดูแล้ง").json()
    assert {one["control"] for one in told["unsaved"]} == {"id_capital", "id_place_moo"}
    assert "ต้องเป็นตัวเลข" in told["unsaved"][1]["text"]
    nomination.refresh_from_db()
    assert (nomination.urgency, nomination.capital) == ("ก่อนฤดูแล้ง", None)
    assert nomination.place_moo == world.krachao.moo, "the parts of an address go together"
    assert desk.type(capital="200,000", place_moo="7").json()["unsaved"] == []
    nomination.refresh_from_db()
    assert nomination.capital == 200000


def test_what_a_colleague_saved_meanwhile_stops_it(world: World, page: Page) -> None:
    nomination = begun(world)
    other = colleague(world.krasang)
    mine, theirs = Desk(page(world.krasang), nomination), Desk(page(other), nomination)
    assert mine.type(reasons="ของฉัน").status_code == 200
    answer = theirs.type(problem="ของเพื่อน")
    assert answer.status_code == 409
    assert (
        world.krasang.display_name in answer.json()["stale"]
        or str(world.krasang) in answer.json()["stale"]
    )
    assert "กด «บันทึก» เพื่อรวมข้อความ" in answer.json()["stale"]
    nomination.refresh_from_db()
    assert (nomination.reasons, nomination.problem) == ("ของฉัน", "")
    merged = theirs.client.post(theirs.url, theirs.held, follow=True)
    assert "รวมกับข้อความที่" in merged.content.decode()
    nomination.refresh_from_db()
    assert (nomination.reasons, nomination.problem) == ("ของฉัน", "ของเพื่อน")


def test_a_save_whose_answer_was_lost_is_no_strangers(world: World, page: Page) -> None:
    nomination = begun(world)
    desk = Desk(page(world.krasang), nomination)
    lost = {**desk.held, "reasons": "ส่งไปแล้วไม่ได้คำตอบ"}
    desk.client.post(desk.url, lost, headers=AUTO)
    told = desk.client.post(desk.url, lost, headers=AUTO)
    assert (told.status_code, told.json()["version"]) == (200, "2")
    late = {**lost, "reasons": "ที่มาช้า"}
    assert desk.client.post(desk.url, late, headers=AUTO).status_code == 409


def test_the_trail_is_not_flooded_and_still_tells_who(
    world: World, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    nomination = begun(world)
    saves = AuditRow.objects.filter(
        subject_type="selection.nomination", subject_id=str(nomination.pk), act="save"
    )
    desk = Desk(page(world.krasang), nomination)
    for text in ("ก", "กข", "กขค"):
        desk.type(reasons=text)
    assert saves.count() == 1
    desk.type(urgency="ข้ออื่น")
    assert saves.count() == 2, "another answer is told"
    other = colleague(world.krasang)
    Desk(page(other), nomination).type(urgency="ของเพื่อน")
    assert (saves.count(), saves.first().by) == (3, other)
    desk = Desk(page(other), nomination)
    desk.client.post(desk.url, {**desk.held, "urgency": "กดบันทึกเอง"})
    assert saves.count() == 4, "an ordinary save always is"
    desk = Desk(page(other), nomination)
    desk.type(urgency="อีก")
    desk.type(urgency="อีกครั้ง")
    assert saves.count() == 5
    monkeypatch.setattr(versions, "TOLD_FOR", timedelta(0))
    desk.type(urgency="ภายหลัง")
    assert saves.count() == 6


def test_refusals_are_told_in_its_own_words(world: World, page: Page) -> None:
    nomination = begun(world)
    desk = Desk(page(world.krasang), nomination)
    assert desk.type(version="").json()["refused"].startswith("แบบนี้ส่งมาไม่ครบ")
    assert desk.type(version=str(nomination.version), reasons="ก").status_code == 200
    Nomination.objects.filter(pk=nomination.pk).update(
        state="submitted", submitted_at=timezone.now()
    )
    answer = desk.type(reasons="หลังส่ง")
    assert answer.status_code == 409
    assert "ส่งแล้ว" in answer.json()["refused"]
    nomination.refresh_from_db()
    assert nomination.reasons == "ก"


def test_others_and_strangers_save_nothing(world: World, page: Page) -> None:
    nomination = begun(world)
    held = {**Desk(page(world.krasang), nomination).held, "reasons": "ของคนอื่น"}
    url = f"/nominations/{nomination.pk}/edit/"
    for user in (world.bandan, world.prasat, world.buriram, world.surin, world.members[0]):
        assert page(user).post(url, held, headers=AUTO).status_code == 404
    ended = page(None).post(url, held, headers=AUTO)
    assert ended.status_code == 302
    assert "/sign-in/" in ended.url
    nomination.refresh_from_db()
    assert (nomination.reasons, nomination.version) == ("", 1)


def test_saving_is_never_sending(world: World, page: Page, story: object) -> None:
    nomination = story.write_nomination(world.round_open(), KRACHAO, by=world.krasang)
    desk = Desk(page(world.krasang), nomination)
    desk.type(reasons="ครบทุกข้อแล้ว")
    nomination.refresh_from_db()
    assert nomination.state == "draft"
    assert page(world.buriram).get(f"/nominations/{nomination.pk}/").status_code == 404
    submit_nomination(nomination=nomination, by=world.krasang)
    assert nomination.state == "submitted"
