"""Acts on savings groups."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from cdd_network import thai
from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from selection import group_rules as rules
from selection.actions.hold import hold_rounds_of
from selection.models import SavingsGroup


class GroupExists(Refused):
    """The village has its group already: ``group``."""

    def __init__(self, group: SavingsGroup) -> None:
        super().__init__(f"มีกลุ่มนี้อยู่แล้ว คือ {group.name} {group.address}")
        self.group = group


def save_group(*, group: SavingsGroup | None, values: dict[str, object], by: User) -> SavingsGroup:
    """Write ``values`` onto ``group``, or a new one when it is None; the village as «บ้าน…».

    Raises Refused when the place is not the user's, or when name and place may no longer change,
    GroupExists when the village has its group already.
    """
    group = group or SavingsGroup()
    if "village" in values:
        values = {**values, "village": _village(values["village"])}
    try:
        with transaction.atomic():
            _check(group, values, by)
            for name, value in values.items():
                setattr(group, name, value)
            act = "group:save" if group.pk else "group:new"
            group.save()
            record(group, act, by=by, name=group.name)
    except IntegrityError:
        raise GroupExists(_same_place(group)) from None
    return group


def _village(typed: object) -> str:
    village = thai.village_text(str(typed))
    if not village:
        raise Refused("กรอกชื่อหมู่บ้านของกลุ่ม")
    return village


def _check(group: SavingsGroup, values: dict[str, object], by: User) -> None:
    """Whether ``values`` may be written onto the group; its rounds stand still meanwhile."""
    if not group.pk:
        rules.check_group_place(by, values["subdistrict"])
        return
    hold_rounds_of(group)
    rules.check_group(by, group)
    named = [name for name in rules.IDENTITY if name in values]
    if any(values[name] != getattr(group, name) for name in named):
        rules.check_identity(by, group)
        place = values.get("subdistrict", group.subdistrict)
        rules.check_stays(group, place)
        rules.check_group_place(by, place)


def _same_place(group: SavingsGroup) -> SavingsGroup:
    found = SavingsGroup.objects.with_place().exclude(pk=group.pk)
    return found.get(subdistrict=group.subdistrict, moo=group.moo, village=group.village)


@transaction.atomic
def remove_group(*, group: SavingsGroup, by: User) -> None:
    """Take a group that no nomination uses out of the registry."""
    rules.check_remove_group(by, group)
    record(group, "group:remove", by=by, name=group.name, address=group.address)
    try:
        group.delete()
    except ProtectedError:
        raise Refused("ลบกลุ่มนี้ไม่ได้ เพราะมีแบบเสนอโครงการของกลุ่มนี้แล้ว") from None
