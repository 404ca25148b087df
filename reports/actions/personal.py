"""A person's request: his data handed out, or erased where it is not the State's record.

The trail holds how many places of which kind, the cause and the number of the request; never a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F

from cdd_network.folding import folded
from cdd_network.models import FormVersion
from cdd_network.models.audit import record
from cdd_network.models.form_version import packed
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from cdd_network.thai import small_int
from projects.models import ActionPlan, PlanItem
from projects.people_rules import ERASED_ACT
from reports.models import Document, SummaryReport
from reports.personal.earlier import all_of_the_form, earlier_of
from reports.personal.erasing import cut_out, without
from reports.personal.finding import PLACES, Asked, Hit, find, scope
from reports.personal.held import VERSIONS, Held
from reports.search.index import refresh
from reports.search.texts import Kind
from selection.models import Nomination

if TYPE_CHECKING:
    from cdd_network.models import User

COPIED = "personal:copy"
INDEXED = {
    Nomination: (Kind.NOMINATION, "pk"),
    ActionPlan: (Kind.PLAN, "pk"),
    PlanItem: (Kind.PLAN, "plan_id"),
    SummaryReport: (Kind.SUMMARY, "pk"),
    Document: (Kind.DOCUMENT, "pk"),
}
"""Model → what of the search's index its words are part of."""


class Causes(models.TextChoices):
    """Why data are erased, as the trail tells it."""

    ASKED = "asked", "เจ้าของข้อมูลขอให้ลบ (มาตรา 33)"
    WRONG = "wrong", "บันทึกผิดคน"
    UNNEEDED = "unneeded", "บันทึกเกินความจำเป็น"


def check_ours(user: User) -> None:
    """Provinces answer for their own, the department for all."""
    check_may(user, Can.ANSWER_FOR_DATA)


def check_no_name(text: str, asked: Asked) -> None:
    """What goes into the trail names nobody."""
    plain = folded(text)
    if asked.key in plain or any(folded(word) in plain for word in asked.words if len(word) > 2):
        raise Refused("อย่าใส่ชื่อในเลขรับคำขอ เพราะบันทึกการทำงานลบไม่ได้")


@transaction.atomic
def copy_person(*, asked: Asked, chosen: Iterable[str], ref: str = "", by: User) -> list[Hit]:
    """The places that were chosen, as they stand now, for the person's own copy (มาตรา 30)."""
    check_ours(by)
    check_no_name(ref, asked)
    wanted = {*chosen}
    hits = [hit for hit in find(by, asked) if hit.key in wanted]
    if not hits:
        raise Refused("โปรดเลือกรายการที่เป็นของผู้ขออย่างน้อยหนึ่งรายการ")
    record(by.office, COPIED, by=by, ref=ref, places=_counted(hit.name for hit in hits))
    return hits


@transaction.atomic
def erase_person(
    *, asked: Asked, chosen: Iterable[str], cause: str, ref: str = "", by: User
) -> int:
    """Take the name out of the chosen places that may be erased; how many were, 0 at a second click.

    Rows are read again under their lock: what another erased, or sent meanwhile, is passed over.
    """
    check_ours(by)
    check_no_name(ref, asked)
    keys: dict[str, set[int]] = {}
    for one in chosen:
        name, _, pk = one.rpartition(".")
        if name in PLACES and (key := small_int(pk)):
            keys.setdefault(name, set()).add(key)
    done = {
        name: count
        for name, (_, held) in PLACES.items()
        if name in keys and (count := _erase(held, keys[name], asked, by))
    }
    if done:
        record(by.office, ERASED_ACT, by=by, cause=Causes(cause).value, ref=ref, places=done)
    return sum(done.values())


def _erase(held: Held, keys: set[int], asked: Asked, by: User) -> int:
    if held.erase is None:
        return 0
    if held.search == VERSIONS:
        return _erase_versions(keys, asked, by)
    rows = scope(by, held).filter(held.erase, pk__in=keys)
    _hold(held, rows)
    held_rows = held.model._base_manager.select_for_update().order_by("pk")
    touched = set()
    # Not rows itself: a lock is not taken on what an outer join may leave empty.
    for row in held_rows.filter(pk__in=[*rows.values_list("pk", flat=True)]):
        values = without(held, {name: getattr(row, name) for name in held.searched}, asked)
        if values:
            _write(held, row, values)
            touched.add(row.pk)
    _follow(held, touched, asked)
    return len(touched)


def _erase_versions(keys: set[int], asked: Asked, by: User) -> int:
    """Every version of the forms that were chosen loses the name; how many forms."""
    chosen = earlier_of(by).filter(pk__in=keys)
    return sum(_mend(all_of_the_form(one), asked) for one in chosen)


def _hold(held: Held, rows: models.QuerySet) -> None:
    """Lock what a form of theirs was served with, first, as every act on it does."""
    if held.owner:
        owner = held.model._meta.get_field(held.owner).related_model
        keys = [*rows.values_list(f"{held.owner}_id", flat=True)]
        list(owner._base_manager.select_for_update().filter(pk__in=keys).order_by("pk"))


def _write(held: Held, row: models.Model, values: dict[str, object]) -> None:
    one = held.model._base_manager.filter(pk=row.pk)
    if held.drop:
        one.delete()
        return
    own = {"version": F("version") + 1} if _has_version(held.model) and not held.owner else {}
    one.update(**values, **own)
    if held.owner:
        owner = held.model._meta.get_field(held.owner).related_model
        if _has_version(owner):
            key = getattr(row, f"{held.owner}_id")
            owner._base_manager.filter(pk=key).update(version=F("version") + 1)


def _has_version(model: type[models.Model]) -> bool:
    return any(one.name == "version" for one in model._meta.concrete_fields)


def _follow(held: Held, touched: set[int], asked: Asked) -> None:
    """Earlier versions of the form lose the name in the act, the search's index right after it."""
    if not touched:
        return
    rows = held.model._base_manager.filter(pk__in=touched)
    owners = rows.values_list(f"{held.owner}_id" if held.owner else "pk", flat=True)
    owner = held.model._meta.get_field(held.owner).related_model if held.owner else held.model
    _mend_versions(owner, {*owners}, asked)
    if held.model in INDEXED:
        kind, path = INDEXED[held.model]
        keys = set(rows.values_list(path, flat=True))
        transaction.on_commit(partial(refresh, kind, keys))


def _mend_versions(owner: type[models.Model], keys: set[int], asked: Asked) -> None:
    same = {owner, *owner._meta.get_parent_list(), *owner.__subclasses__()}
    kept = FormVersion.objects.filter(
        subject_type__in=[one._meta.label_lower for one in same],
        subject_id__in=[str(key) for key in keys],
    )
    _mend(kept, asked)


def _mend(kept: models.QuerySet[FormVersion], asked: Asked) -> bool:
    """Take the name out of the versions; whether it stood in any."""
    found = False
    for one in kept.select_for_update().order_by("pk"):
        told = (one.posted, one.said)
        mended = cut_out(told, asked)
        if mended != told:
            FormVersion.objects.filter(pk=one.pk).update(packed=packed(*mended))
            found = True
    return found


def _counted(names: Iterable[str]) -> dict[str, int]:
    told: dict[str, int] = {}
    for name in names:
        told[name] = told.get(name, 0) + 1
    return told
