"""The projector's board: numbers of sheets, never a point; it refreshes without script."""

from collections.abc import Callable

from django.test import Client

from cdd_network.models import User
from selection.actions import declarations, meeting
from selection.models import Presence
from tests.people import World
from tests.selection.scoring_people import give, seat_of

Page = Callable[[User | None], Client]


def test_the_board_counts_and_says_when_all_is_in(world: World, page: Page, story: object) -> None:
    opened, first, second = world.scoring()
    url, client = f"/rounds/{opened.pk}/board/", page(world.buriram)
    seat = seat_of(opened, world.members[0])
    give(seat, first, "0.9")
    text = client.get(url).content.decode()
    assert '<meta http-equiv="refresh" content="10">' in text
    assert "<b>1</b> จาก 10 ใบ" in text
    assert "<b>1/2</b>" in text
    assert "<b>1/5</b>" in text
    assert "ครบองค์ประชุม มาแล้ว" in text
    assert "<form" not in text.partition("<main")[2]
    declarations.declare(member=seat, nomination=second, aside=True, reason="เป็นญาติ", by=seat.user)
    text = client.get(url).content.decode()
    assert "<b>1</b> จาก 9 ใบ" in text
    assert "<b>0/4</b>" in text
    assert "ส่งครบแล้ว" in text
    for present in Presence.objects.filter(left_at=None).select_related("seat__round"):
        meeting.leave(seat=present.seat, by=world.buriram)
    assert "ยังไม่ครบองค์ประชุม" in client.get(url).content.decode()
    declarations.declare(member=seat, nomination=second, aside=False, by=seat.user)
    story.score_all(opened, {second.pk: ["0.8"] * 5})
    for user in world.members[1:]:
        give(seat_of(opened, user), first, "0.7")
    text = client.get(url).content.decode()
    assert "กรรมการส่งคะแนนครบแล้ว" in text
    assert f'href="/rounds/{opened.pk}/scores/"' in text
    assert "http-equiv" not in text
    for user in (world.surin, world.krasang, world.members[0], world.department):
        assert page(user).get(url).status_code == 404


def test_what_nobody_may_score_is_not_shown_as_done(world: World, page: Page) -> None:
    opened, _, second = world.scoring()
    url, client = f"/rounds/{opened.pk}/board/", page(world.buriram)
    assert "ไม่มีผู้ให้คะแนน" not in client.get(url).content.decode()
    for user in world.members:
        seat = seat_of(opened, user)
        declarations.declare(member=seat, nomination=second, aside=True, reason="เป็นญาติ", by=user)
    listed = client.get(url).content.decode().partition('class="board-list"')[2]
    assert listed.count("ไม่มีผู้ให้คะแนน") == 1
    assert 'class="in"' not in listed
    assert "0/0" not in listed


def test_who_has_nothing_to_score_yet_has_not_sent_everything(world: World, page: Page) -> None:
    opened, client = world.round_open(), page(world.buriram)
    for name in ("board", "paper"):
        assert "ส่งครบแล้ว" not in client.get(f"/rounds/{opened.pk}/{name}/").content.decode()
    assert "ยังไม่มีใบให้คะแนน" in client.get(f"/rounds/{opened.pk}/paper/").content.decode()
