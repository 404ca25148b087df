"""Every state machine: its diagram is up to date, every state can be reached, each step has an owner."""

from pathlib import Path

import pytest
from django.apps import apps

from cdd_network.diagrams import diagram
from cdd_network.refusal import Refused
from cdd_network.roles import Role
from cdd_network.transitions import Machine, check_move
from projects.states import PLAN
from reports.states import DOCUMENT, SUMMARY
from selection.states import NOMINATION, ROUND, SHEET
from tests.people import World

MACHINES = {
    "รอบการคัดเลือก": ROUND,
    "แบบเสนอโครงการ": NOMINATION,
    "ใบให้คะแนน": SHEET,
    "แผนปฏิบัติการขับเคลื่อนฯ": PLAN,
    "แบบสรุปผลการดำเนินงาน": SUMMARY,
    "เอกสาร": DOCUMENT,
}
DOC = Path(__file__).parent.parent / "docs" / "states.md"


def test_diagrams_are_what_the_tables_say() -> None:
    head = "# States\n\nMade from the tables of transitions; a test compares.\n\n"
    wanted = head + "\n".join(diagram(m, title) for title, m in MACHINES.items())
    if DOC.read_text() != wanted:
        DOC.write_text(wanted)
        pytest.fail("the tables have changed: docs/states.md was written anew, commit it")


def test_every_stateful_model_has_a_machine_here() -> None:
    stateful = [m for m in apps.get_models() if hasattr(m, "MACHINE")]
    assert {m.MACHINE.name for m in stateful} == {m.name for m in MACHINES.values()}
    for model in stateful:
        assert model._meta.get_field("state").default == model.MACHINE.start


@pytest.mark.parametrize("machine", MACHINES.values(), ids=lambda m: m.name)
def test_every_state_is_reached(machine: Machine) -> None:
    reached = {machine.start}
    for _ in machine.states:
        reached |= {t.target for t in machine.transitions if t.source in reached}
    assert reached == set(machine.states)


@pytest.mark.parametrize("machine", MACHINES.values(), ids=lambda m: m.name)
def test_every_pair_is_allowed_to_its_owners_or_refused(machine: Machine) -> None:
    class Thing:
        MACHINE = machine

    class Person:
        pass

    for source in machine.states:
        for target in machine.states:
            step = machine.find(source, target)
            for role in Role:
                thing, person = Thing(), Person()
                thing.state, person.role = source, role
                if step and role in step.owners:
                    check_move(thing, target, person)
                else:
                    with pytest.raises(Refused):
                        check_move(thing, target, person)


def test_second_click_is_told_and_changes_nothing(world: World, story: object) -> None:
    _, first, _ = world.nominated()
    twin = type(first).objects.get(pk=first.pk)
    story.nominations.accept_nomination(nomination=first, by=world.buriram)
    with pytest.raises(Refused, match="จังหวัดรับแล้ว"):
        story.nominations.return_nomination(nomination=twin, note="ช้าไป", by=world.buriram)
    first.refresh_from_db()
    assert (first.state, first.returned_note) == ("accepted", "")
