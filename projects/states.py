"""States of a district's paper that the province accepts: the action plan and the summary."""

from django.db import models

from cdd_network.roles import Role
from cdd_network.transitions import Machine, Transition


class PaperState(models.TextChoices):
    """A district's form on its way to the province."""

    DRAFT = "draft", "กำลังเขียน"
    SUBMITTED = "submitted", "ส่งแล้ว รอจังหวัดตรวจ"
    RETURNED = "returned", "จังหวัดส่งกลับ"
    ACCEPTED = "accepted", "จังหวัดรับแล้ว"


def paper_machine(name: str) -> Machine:
    """The same way for each of the district's papers, under its own name in the trail."""
    state = PaperState
    return Machine(
        name,
        state,
        state.DRAFT,
        (
            Transition(state.DRAFT, state.SUBMITTED, Role.DISTRICT, "ส่งให้จังหวัด"),
            Transition(state.SUBMITTED, state.RETURNED, Role.PROVINCE, "ส่งกลับให้แก้ไข"),
            Transition(state.RETURNED, state.SUBMITTED, Role.DISTRICT, "ส่งอีกครั้ง"),
            Transition(state.SUBMITTED, state.ACCEPTED, Role.PROVINCE, "รับเอกสาร"),
            Transition(state.ACCEPTED, state.RETURNED, Role.PROVINCE, "เปิดให้แก้ไขอีกครั้ง"),
        ),
    )


PLAN = paper_machine("plan")
