"""Acts on a workbook of groups: keep what was checked, write it when it is confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from cdd_network.models import Subdistrict, User
from cdd_network.models.audit import record, record_many
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from selection import registry
from selection.intake import Facts, Plan, plan_of, unpacked
from selection.models import GroupActivity, GroupIntake, GroupOfficer, Round, SavingsGroup

BATCH = 500


@transaction.atomic
def keep_intake(*, plan: Plan, title: str, notes: dict[str, int], by: User) -> GroupIntake:
    """Store a plan without faults until ``by`` confirms it; one's earlier files are dropped.

    ``notes`` are told beside the counts: example rows passed over, years converted.
    """
    check_may(by, Can.MANAGE_GROUPS)
    if plan.faults:
        raise Refused("ไฟล์นี้ยังมีข้อผิดพลาด จึงยังนำเข้าไม่ได้")
    GroupIntake.objects.expired().delete()
    GroupIntake.objects.filter(by=by, done_at=None).delete()
    return GroupIntake.objects.create(
        office_id=by.office_id,
        by=by,
        title=title[:200],
        rows=[row.packed() for row in plan.rows],
        plan=plan.packed(),
        counts={**plan.counts(), **notes},
    )


def confirm_intake(*, intake: GroupIntake, by: User) -> bool:
    """Write all of a checked file, or nothing; a second click finds it done.

    False when the registry has changed so that the file would now do something else than was
    shown: then ``intake`` carries the plan as it is now, to be looked at and confirmed again.
    Raises Refused when it waited too long or no longer fits at all.
    """
    try:
        with transaction.atomic():
            return _confirm(intake, by)
    except IntegrityError:
        raise Refused("มีผู้บันทึกข้อมูลกลุ่มในเวลาเดียวกัน จึงยังไม่ได้นำเข้า โปรดกดยืนยันอีกครั้ง") from None


def _confirm(intake: GroupIntake, by: User) -> bool:
    check_may(by, Can.MANAGE_GROUPS)
    _hold(intake, by)
    if intake.done_at:
        return True
    if intake.expires_at < timezone.now():
        raise Refused("ไฟล์นี้ตรวจไว้นานเกินกำหนดแล้ว โปรดเลือกไฟล์และตรวจอีกครั้ง")
    places = Subdistrict.objects.select_related("district__province")
    here = places.filter(district__province_id=by.office.province_id)
    plan = plan_of(unpacked(intake.rows, {place.code: place for place in here}), by)
    if plan.faults:
        raise Refused(f"ข้อมูลในทะเบียนเปลี่ยนไปหลังจากตรวจไฟล์ {plan.faults[0]} โปรดตรวจไฟล์อีกครั้ง")
    if plan.packed() != intake.plan:
        intake.plan = plan.packed()
        intake.counts = {**intake.counts, **plan.counts()}
        intake.save(update_fields=["plan", "counts"])
        return False
    _write(plan, by)
    intake.rows, intake.plan, intake.done_at = [], [], timezone.now()
    intake.save(update_fields=["rows", "plan", "done_at"])
    record(intake, "group:import", by=by, **intake.counts)
    return True


def _hold(intake: GroupIntake, by: User) -> None:
    """Lock the province's rounds, then the file, then the groups that it changes."""
    rounds = Round.objects.select_for_update(of=("self",))
    list(rounds.filter(office__province_id=by.office.province_id).order_by("pk"))
    intake.refresh_from_db(from_queryset=GroupIntake.objects.select_for_update())
    changed = [step["group"] for step in intake.plan if step["group"]]
    list(SavingsGroup.objects.select_for_update().filter(pk__in=changed).order_by("pk"))


@dataclass(frozen=True)
class _Change:
    """A group that is written, new or held, with the facts that it gets."""

    group: SavingsGroup
    values: Facts
    act: str
    detail: dict[str, object]


def _write(plan: Plan, by: User) -> None:
    rows = {row.line: row for row in plan.rows}
    made = []
    for step in plan.steps:
        if step.kind == "same":
            continue
        group = plan.found[step.group] if step.group else SavingsGroup()
        values = rows[step.line].values
        if step.group:
            values = registry.differences(registry.facts_of(group), values)
            group.version += 1
        for name in registry.PLAIN:
            if name in values:
                setattr(group, name, values[name])
        detail = {"name": group.name, "source": "import"}
        if step.group:
            detail |= {"changed": step.changes, "version": group.version}
        made.append(_Change(group, values, "save" if step.group else "group:new", detail))
    _store_groups(made)
    _store_officers(made)
    _store_activities(made)
    record_many(((one.group, one.act, one.detail) for one in made), by=by)


def _store_groups(made: Iterable[_Change]) -> None:
    new = [one.group for one in made if not one.group.pk]
    old = [one.group for one in made if one.group.pk]
    SavingsGroup.objects.bulk_create(new, batch_size=BATCH)
    SavingsGroup.objects.bulk_create(
        old,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*registry.PLAIN, "version"],
    )


def _store_officers(made: Iterable[_Change]) -> None:
    people = []
    for key in registry.DIVISIONS:
        division, groups = key.removeprefix("officers_"), [one for one in made if key in one.values]
        kept = [one.group.pk for one in groups if one.act == "save"]
        GroupOfficer.objects.filter(division=division, group__in=kept).delete()
        people += [
            GroupOfficer(group=one.group, division=division, order=order, name=name, post=post)
            for one in groups
            for order, (name, post) in enumerate(one.values[key], 1)
        ]
    GroupOfficer.objects.bulk_create(people, batch_size=BATCH)


def _store_activities(made: Iterable[_Change]) -> None:
    counted = [
        GroupActivity(group=one.group, type=key.removeprefix(registry.ACTIVITY), count=count)
        for one in made
        for key, count in one.values.items()
        if key.startswith(registry.ACTIVITY) and (count or one.act == "save")
    ]
    gone = {(a.group_id, a.type) for a in counted if not a.count}
    stored = GroupActivity.objects.filter(group__in={pk for pk, _ in gone})
    ended = [a.pk for a in stored if (a.group_id, a.type) in gone]
    GroupActivity.objects.filter(pk__in=ended).delete()
    GroupActivity.objects.bulk_create(
        (a for a in counted if a.count),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["group", "type"],
        update_fields=["count"],
    )
