"""Acts on savings groups."""

from django.db import IntegrityError, transaction

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from selection import nomination_rules as rules
from selection.models import SavingsGroup


def save_group(*, group: SavingsGroup | None, values: dict[str, object], by: User) -> SavingsGroup:
    """Write ``values`` onto ``group``, or a new one when it is None.

    Raises Refused when the place is not the user's, or when the village has its group already.
    """
    if group is not None:
        rules.check_group(by, group)
    group = group or SavingsGroup()
    for name, value in values.items():
        setattr(group, name, value)
    rules.check_group_place(by, group.subdistrict)
    act = "group:save" if group.pk else "group:new"
    try:
        with transaction.atomic():
            group.save()
            record(group, act, by=by, name=group.name)
    except IntegrityError:
        raise Refused(f"มี{group.name} {group.address} อยู่ในทะเบียนแล้ว") from None
    return group
