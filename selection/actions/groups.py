"""Acts on savings groups."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from cdd_network import thai
from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.versions import Stale, read_again
from selection import group_rules as rules
from selection import registry
from selection.actions.hold import hold_rounds_of
from selection.models import GroupActivity, GroupOfficer, SavingsGroup


class GroupExists(Refused):
    """The village has its group already: ``group``."""

    def __init__(self, group: SavingsGroup) -> None:
        super().__init__(f"มีกลุ่มนี้อยู่แล้ว คือ {group.name} {group.address}")
        self.group = group


def save_group(
    *,
    group: SavingsGroup | None,
    values: Mapping[str, object],
    by: User,
    version: int | None = None,
) -> SavingsGroup:
    """Write ``values`` (keys of ``registry``) onto ``group``, or a new one when it is None.

    The village is kept as «บ้าน…». What is as it was is not written, and leaves no row in the
    trail. Raises Refused when the place is not the user's, or when name and place may no longer
    change, GroupExists when the village has its group already, Stale when the group is no longer
    at ``version``.
    """
    group = group or SavingsGroup()
    if "village" in values:
        values = {**values, "village": _village(values["village"])}
    try:
        with transaction.atomic():
            if group.pk:
                _change(group, values, version, by)
            else:
                _add(group, values, by)
    except IntegrityError:
        raise GroupExists(_same_place(group)) from None
    return group


def _village(typed: object) -> str:
    village = thai.village_text(str(typed))
    if not village:
        raise Refused("กรอกชื่อหมู่บ้านของกลุ่ม")
    return village


def _add(group: SavingsGroup, values: Mapping[str, object], by: User) -> None:
    rules.check_group_place(by, values["subdistrict"])
    _write(group, values)
    record(group, "group:new", by=by, name=group.name)


def _change(
    group: SavingsGroup, values: Mapping[str, object], version: int | None, by: User
) -> None:
    """Write what differs; the group's rounds stand still meanwhile."""
    hold_rounds_of(group)
    list(SavingsGroup.objects.select_for_update().filter(pk=group.pk).values_list("pk"))
    read_again(group)
    rules.check_group(by, group)
    if version is not None and version != group.version:
        raise Stale(group)
    before = registry.facts_of(group)
    changed = registry.differences(before, values)
    if any(name in changed for name in rules.IDENTITY):
        rules.check_identity(by, group)
        place = changed.get("subdistrict", group.subdistrict)
        rules.check_stays(group, place)
        rules.check_group_place(by, place)
    if not changed:
        return
    group.version += 1
    _write(group, changed)
    record(
        group, "save", by=by,
        name=group.name, changed=registry.told(before, values), version=group.version,
    )  # fmt: skip


def _write(group: SavingsGroup, values: Mapping[str, object]) -> None:
    for name in registry.PLAIN:
        if name in values:
            setattr(group, name, values[name])
    group.save()
    for key, value in values.items():
        if key in registry.DIVISIONS:
            _seat(group, key.removeprefix("officers_"), value)
        elif key.startswith(registry.ACTIVITY):
            _count(group, key.removeprefix(registry.ACTIVITY), value)


def _seat(group: SavingsGroup, division: str, people: registry.Officers) -> None:
    group.officers.filter(division=division).delete()
    GroupOfficer.objects.bulk_create(
        GroupOfficer(group=group, division=division, order=order, name=name, post=post)
        for order, (name, post) in enumerate(people, 1)
    )


def _count(group: SavingsGroup, kind: str, count: int) -> None:
    if count:
        GroupActivity.objects.update_or_create(group=group, type=kind, defaults={"count": count})
    else:
        group.activities.filter(type=kind).delete()


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
