"""Acts on a year's programme: copy it, change a section, open it, close it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cdd_network.editor.checks import Fault, faults_of
from cdd_network.editor.section import OWN, Document
from cdd_network.editor.years import next_year, renamed
from cdd_network.models import Programme, ProgrammeContent
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from cdd_network.versions import Stale

if TYPE_CHECKING:
    from cdd_network.models import User


SHORT = 200
"""Letters of a value that the trail keeps before and after; of longer ones both contents are kept."""


def check_edit(user: User, programme: Programme) -> None:
    """The department changes a year until the first province begins to work in it."""
    check_may(user, Can.EDIT_PROGRAMME)
    if programme.is_in_use:
        raise Refused(
            f"แก้ไขปีงบประมาณ พ.ศ. {programme.year} ไม่ได้แล้ว เพราะมีจังหวัดเตรียมรอบการคัดเลือกในปีนี้แล้ว "
            "หากต้องการเปลี่ยน ให้แก้ในปีถัดไป"
        )


def check_copy(user: User, programme: Programme) -> None:
    """The year after this one is made once."""
    check_may(user, Can.EDIT_PROGRAMME)
    if Programme.objects.filter(year=programme.year + 1).exists():
        raise Refused(f"มีปีงบประมาณ พ.ศ. {programme.year + 1} อยู่แล้ว")


def check_open(user: User, programme: Programme, faults: list[Fault] | None = None) -> None:
    """A year is opened when nothing that the provinces or the papers need is missing from it.

    ``faults`` are those of its document, where they are known already.
    """
    check_may(user, Can.EDIT_PROGRAMME)
    if programme.is_open:
        raise Refused("เปิดใช้แล้ว")
    known = faults_of(programme.document, programme.year) if faults is None else faults
    stopping = [one for one in known if one.stops]
    if stopping:
        raise Refused(f"ยังมีเรื่องที่ต้องแก้ก่อนเปิดใช้ {len(stopping)} เรื่อง เช่น {stopping[0].text}")


def check_rename(user: User, programme: Programme, document: Document | None = None) -> None:
    """A copy's texts are renamed as long as some still name the year that it was copied from.

    ``document`` is the year's, where it is known already.
    """
    check_edit(user, programme)
    if programme.copied_from is None:
        raise Refused("ปีนี้ไม่ได้ทำจากปีอื่น จึงไม่มีปีเดิมให้เปลี่ยน")
    known, old = document or programme.document, programme.copied_from.year
    if renamed(known, old, programme.year) == known:
        raise Refused(f"ไม่มีข้อความที่ระบุปี {old} แล้ว")


def check_close(user: User, programme: Programme) -> None:
    """A year is closed again as long as no province has begun."""
    check_may(user, Can.EDIT_PROGRAMME)
    if not programme.is_open:
        raise Refused("ยังไม่ได้เปิดใช้")
    if programme.is_in_use:
        raise Refused("ปิดไม่ได้แล้ว เพราะมีจังหวัดเตรียมรอบการคัดเลือกในปีนี้แล้ว")


@transaction.atomic
def copy_year(*, programme: Programme, by: User) -> Programme:
    """The year after ``programme`` as a draft with its title, quota and content.

    Idempotent: the second of two clicks gets the copy that the first one made.
    """
    _hold(programme)
    made = Programme.objects.filter(year=programme.year + 1, copied_from=programme).first()
    if made:
        return made
    check_copy(by, programme)
    content = {name: value for name, value in programme.document.items() if name not in OWN}
    made = Programme.objects.add_year(
        year=programme.year + 1,
        title=programme.title,
        quota=programme.quota,
        data=next_year(content),
        copied_from=programme,
    )
    record(
        made, "copy_year", by=by, source=programme.year, before=programme.digest, after=made.digest
    )
    return made


@transaction.atomic
def save_section(
    *, programme: Programme, section: str, changes: Document, version: int, by: User
) -> None:
    """Write a section's ``changes`` (key of the document → value) over version ``version``.

    Raises Stale when another save came first, Refused when the year is in use or the content would
    not be a year's. The trail tells the digests before and after; both contents are kept.
    """
    _hold(programme)
    check_edit(by, programme)
    if programme.version != version:
        raise Stale(programme)
    _write(programme, "save", changes, by=by, section=section)


@transaction.atomic
def rename_year(*, programme: Programme, version: int, by: User) -> None:
    """Write the own year where the texts of a copy still name the year it was copied from.

    Raises Refused when somebody saved since the page was made, or there is nothing to rename.
    """
    _hold(programme)
    before = programme.document
    check_rename(by, programme, before)
    _check_seen(programme, version)
    after = renamed(before, programme.copied_from.year, programme.year)
    _write(programme, "rename_year", after, by=by)


def _write(
    programme: Programme, act: str, changes: Document, *, by: User, **detail: object
) -> None:
    """Put ``changes`` into the held year and tell the trail; nothing when nothing differs."""
    before = programme.document
    after = {**before, **changes}
    changed = sorted(name for name in after if after[name] != before.get(name))
    if not changed:
        return
    digest = _kept({name: value for name, value in after.items() if name not in OWN})
    columns = {"title": after["title"], "quota": after["quota"], "digest": digest}
    was = programme.digest
    Programme.objects.filter(pk=programme.pk).update(**columns, version=F("version") + 1)
    programme.refresh_from_db()
    record(
        programme, act, by=by, changed=changed, before=was, after=digest,
        values=_short(before, after, changed), code=programme.code, version=programme.version,
        **detail,
    )  # fmt: skip


def _short(before: Document, after: Document, changed: list[str]) -> dict[str, list[object]]:
    """What changed from → to, of numbers and short texts: the title and quota have no digest."""
    pairs = {name: [before.get(name, ""), after[name]] for name in changed}
    return {
        name: pair
        for name, pair in pairs.items()
        if all(isinstance(one, int | str) and len(str(one)) <= SHORT for one in pair)
    }


def _kept(data: Document) -> str:
    try:
        return ProgrammeContent.keep(data)
    except ValueError as error:
        raise Refused(f"เนื้อหาของปีไม่ครบหรือไม่ถูกต้อง จึงยังไม่ได้บันทึก ({error})") from None


@transaction.atomic
def open_year(*, programme: Programme, version: int, by: User) -> None:
    """Let the provinces work in the year as it stands in ``version``; once open it stays as it is."""
    _hold(programme)
    if programme.is_open:
        return
    check_open(by, programme)
    _check_seen(programme, version)
    programme.opened_at = timezone.now()
    programme.save(update_fields=["opened_at"])
    record(
        programme, "open_year", by=by, digest=programme.digest, code=programme.code, version=version
    )


@transaction.atomic
def close_year(*, programme: Programme, by: User) -> None:
    """Take the year back from the provinces, none of which has begun in it."""
    _hold(programme)
    if not programme.is_open:
        return
    check_close(by, programme)
    programme.opened_at = None
    programme.save(update_fields=["opened_at"])
    record(programme, "close_year", by=by, digest=programme.digest)


def _hold(programme: Programme) -> None:
    """Lock the year until the transaction ends, and read it as it stands: a province that begins
    a round holds it too.
    """
    programme.refresh_from_db(from_queryset=Programme.objects.select_for_update())


def _check_seen(programme: Programme, version: int) -> None:
    if programme.version != version:
        raise Refused("มีผู้แก้ไขปีนี้หลังจากที่ท่านเปิดหน้านี้ กรุณาดูเนื้อหาล่าสุดแล้วกดอีกครั้ง")
