"""A member declares on nominations before reading them."""

from django.db import transaction

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from selection import conflict_rules as rules
from selection.actions.hold import hold
from selection.models import CommitteeMember, Declaration, GroupOfficer, Nomination, ScoreSheet


@transaction.atomic
def declare(
    *, member: CommitteeMember, nomination: Nomination, aside: bool, reason: str = "", by: User
) -> Declaration:
    """Write the member's declaration; one who stands aside leaves no sheet on this nomination.

    Raises Refused without a reason where the member stands aside, or scores in spite of what the
    system found.
    """
    hold(member.round)
    rules.check_declare(by, member, nomination)
    found = "\n".join(rules.raised(member, nomination, _names(nomination)))
    said = reason.strip()
    if aside and not said:
        raise Refused("โปรดระบุเหตุผลที่ขอไม่ให้คะแนน")
    if found and not said:
        raise Refused("ระบบพบข้อสังเกต โปรดระบุเหตุผลที่เห็นว่าให้คะแนนได้ หรือขอไม่ให้คะแนน")
    made, _ = Declaration.objects.update_or_create(
        member=member,
        nomination=nomination,
        defaults={"aside": aside, "raised": found, "reason": said, "by": by},
    )
    if aside:
        ScoreSheet.objects.filter(member=member, nomination=nomination).delete()
    record(made, "declare", by=by, aside=aside, raised=bool(found))
    return made


def _names(nomination: Nomination) -> set[str]:
    rows = GroupOfficer.objects.filter(group=nomination.group_id).values_list("name", flat=True)
    return {rules.bare_name(name) for name in rows} - {""}
