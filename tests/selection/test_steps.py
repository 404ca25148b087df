"""Nobody before their turn: each act out of order is refused with its reason and leaves no trace."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.db import transaction

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from reports import story
from selection.actions import decision, meeting, scores
from selection.models import Nomination, Round
from tests.people import KRACHAO, World


@dataclass(frozen=True)
class Stage:
    """Where the round stands, and its two nominations once there are any."""

    world: World
    round: Round
    nominations: tuple[Nomination, ...] = ()

    @property
    def first(self) -> Nomination:
        """The first nomination, read anew."""
        return Nomination.objects.with_place().get(round=self.round, group=self.world.krachao)


def prepared(world: World) -> Stage:
    return Stage(world, world.round_prepared())


def opened(world: World) -> Stage:
    found, *both = world.nominated()
    return Stage(world, found, tuple(both))


def scoring(world: World) -> Stage:
    found, *both = world.scoring()
    return Stage(world, found, tuple(both))


def scored(world: World) -> Stage:
    found, *both = world.scored()
    return Stage(world, found, tuple(both))


def decided(world: World) -> Stage:
    stage = scored(world)
    choose(stage)
    return stage


def announced(world: World) -> Stage:
    stage = decided(world)
    announce(stage)
    return stage


def undeclared(world: World) -> Stage:
    """Scoring has begun; nobody has declared."""
    stage = opened(world)
    for nomination in stage.nominations:
        story.nominations.accept_nomination(nomination=nomination, by=world.buriram)
    start(stage)
    return stage


def unmet(world: World) -> Stage:
    """All sheets are in; no meeting was opened."""
    stage = undeclared(world)
    story.score_all(stage.round, {one.pk: ["0.9"] * 5 for one in stage.nominations})
    return stage


def open_call(stage: Stage) -> None:
    story.rounds.open_round(round=stage.round, by=stage.world.buriram)


def send(stage: Stage) -> None:
    """As the button does: of a group that has its nomination, that one."""
    group = story.add_group(KRACHAO, by=stage.world.krasang)
    story.nominations.begin_nomination(round=stage.round, group=group, by=stage.world.krasang)
    story.nominations.submit_nomination(nomination=stage.first, by=stage.world.krasang)


def accept(stage: Stage) -> None:
    story.nominations.accept_nomination(nomination=stage.first, by=stage.world.buriram)


def start(stage: Stage) -> None:
    story.rounds.start_scoring(round=stage.round, by=stage.world.buriram)


def give_points(stage: Stage) -> None:
    seat = stage.round.seats.select_related("user", "round").get(user=stage.world.members[0])
    points = {one.pk: Decimal(1) for one in stage.round.criteria.all()}
    scores.save_sheet(
        member=seat, nomination=stage.first, points=points, note="", by=stage.world.members[0]
    )


def meet(stage: Stage) -> None:
    meeting.begin_meeting(round=stage.round, by=stage.world.buriram)


def declare(stage: Stage) -> None:
    story.declare_all(stage.round)
    give_points(stage)


def come_and_meet(stage: Stage) -> None:
    story.hold_meeting(stage.round, by=stage.world.buriram)
    choose(stage)


def choose(stage: Stage) -> None:
    decision.decide(
        round=stage.round, nominations=list(stage.nominations), reason="", by=stage.world.buriram
    )


def take_back(stage: Stage) -> None:
    decision.reconsider(round=stage.round, reason="ตรวจใหม่", by=stage.world.buriram)


def announce(stage: Stage) -> None:
    decision.announce(round=stage.round, by=stage.world.buriram)


def look(stage: Stage) -> None:
    """After the announcement nothing is left to do: the result stands."""
    assert stage.round.is_announced
    assert stage.round.chosen.count() == 2


HERE = "ทำขั้นนี้ไม่ได้ เพราะสถานะขณะนี้คือ «{}»"
Act = Callable[[Stage], None]
SKIPS: list[tuple[Act, Act, dict[Act, str]]] = [
    (
        prepared,
        open_call,
        {
            send: "จังหวัดยังไม่เปิดรับแบบเสนอโครงการ",
            start: HERE.format("เตรียมการ"),
            meet: "ยังบันทึกผู้มาประชุมไม่ได้",
            choose: HERE.format("เตรียมการ"),
            take_back: HERE.format("เตรียมการ"),
            announce: HERE.format("เตรียมการ"),
        },
    ),
    (
        opened,
        accept,
        {
            open_call: HERE.format("เปิดรับแบบเสนอโครงการ"),
            send: "อยู่ในสถานะ «ส่งแล้ว»",
            start: "มีแบบเสนอโครงการรอตรวจ 2 ฉบับ",
            give_points: "«เปิดรับแบบเสนอโครงการ»",
            meet: "องค์ประชุมต้องมีอย่างน้อย 6 ตำแหน่ง",
            choose: HERE.format("เปิดรับแบบเสนอโครงการ"),
            take_back: HERE.format("เปิดรับแบบเสนอโครงการ"),
            announce: HERE.format("เปิดรับแบบเสนอโครงการ"),
        },
    ),
    (
        undeclared,
        declare,
        {
            give_points: "โปรดแจ้งว่ามีหรือไม่มีส่วนได้เสีย",
            choose: "กรรมการยังส่งคะแนนไม่ครบ (ส่งแล้ว 0 จาก 10 ใบ)",
        },
    ),
    (
        scoring,
        give_points,
        {
            open_call: HERE.format("กำลังให้คะแนน"),
            send: "จังหวัดปิดรับแบบเสนอโครงการแล้ว",
            accept: "อยู่ในสถานะ «จังหวัดรับแล้ว»",
            start: HERE.format("กำลังให้คะแนน"),
            meet: "บันทึกการเปิดประชุมไว้แล้ว",
            choose: "กรรมการยังส่งคะแนนไม่ครบ (ส่งแล้ว 0 จาก 10 ใบ)",
            take_back: HERE.format("กำลังให้คะแนน"),
            announce: HERE.format("กำลังให้คะแนน"),
        },
    ),
    (unmet, come_and_meet, {choose: "โปรดบันทึกผู้มาประชุมและการเปิดประชุมก่อน"}),
    (
        scored,
        choose,
        {
            start: HERE.format("กำลังให้คะแนน"),
            give_points: "ส่งคะแนนของโครงการนี้แล้ว",
            announce: HERE.format("กำลังให้คะแนน"),
        },
    ),
    (
        decided,
        announce,
        {
            start: HERE.format("พิจารณาแล้ว รอประกาศ"),
            give_points: "«พิจารณาแล้ว รอประกาศ»",
            choose: HERE.format("พิจารณาแล้ว รอประกาศ"),
        },
    ),
    (
        announced,
        look,
        {
            open_call: HERE.format("ประกาศผลแล้ว"),
            send: "จังหวัดปิดรับแบบเสนอโครงการแล้ว",
            start: HERE.format("ประกาศผลแล้ว"),
            give_points: "«ประกาศผลแล้ว»",
            meet: "บันทึกการเปิดประชุมไว้แล้ว",
            choose: HERE.format("ประกาศผลแล้ว"),
            take_back: HERE.format("ประกาศผลแล้ว"),
            announce: HERE.format("ประกาศผลแล้ว"),
        },
    ),
]


@pytest.mark.parametrize(
    ("reach", "proper", "skips"), SKIPS, ids=[reach.__name__ for reach, _, _ in SKIPS]
)
def test_no_step_is_skipped(
    world: World, reach: Callable[[World], Stage], proper: Act, skips: dict[Act, str]
) -> None:
    stage = reach(world)
    for act, reason in skips.items():
        steps, state = AuditRow.objects.count(), Round.objects.get(pk=stage.round.pk).state
        with transaction.atomic(), pytest.raises(Refused) as refused:
            act(stage)
        assert reason in refused.value.reason, act.__name__
        stage.round.refresh_from_db()
        assert (AuditRow.objects.count(), stage.round.state) == (steps, state), act.__name__
    proper(stage)
