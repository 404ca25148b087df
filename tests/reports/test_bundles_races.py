"""A bundle is made, or an old one dropped, while somebody works on the same."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils import timezone
from openpyxl import load_workbook

from projects.models import ActionPlan
from projects.states import PaperState
from reports.actions import bundles as actions
from reports.bundles import making
from reports.models import Bundle, StoredPart
from tests.people import World
from tests.reports import bundle_stage as stage


def test_what_is_edited_between_its_paper_and_the_sheets_is_in_neither(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.half(world)
    make, left = making.sheets_of, [1]

    def late(*given: object) -> object:
        if left.pop() if left else False:
            plan = ActionPlan.objects.get()
            ActionPlan.objects.update(state=PaperState.RETURNED, version=plan.version + 1)
            plan.items.update(remark="ยังไม่ได้ตรวจรับ")
        return make(*given)

    monkeypatch.setattr(making, "sheets_of", late)
    bundle = stage.made(world)
    with bundle.workbook.open("rb") as data:
        rows = [row for sheet in load_workbook(data) for row in sheet.iter_rows(values_only=True)]
    assert not [row for row in rows if "ยังไม่ได้ตรวจรับ" in row]
    assert not bundle.parts.filter(name__contains="แผนปฏิบัติการ").exists()


def test_what_is_taken_or_forwarded_while_the_old_is_dropped_stays(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.half(world)
    first = stage.made(world)
    unused = StoredPart(digest="x", sha256="x", size=1, pages=1)
    unused.file.save("part.pdf", ContentFile(b"x"))
    ActionPlan.objects.update(reporter_name="นายคนใหม่")
    stage.made(world)
    drop_files, drop_part = actions._drop_files, actions._drop_part

    def forwarded(bundle: Bundle) -> bool:
        at = timezone.localdate()
        actions.forward_bundle(bundle=bundle, on=at, how="LINE", by=world.buriram)
        return drop_files(bundle)

    def taken(parts: QuerySet, pk: int) -> bool:
        StoredPart.objects.filter(pk=pk).update(at=timezone.now() + actions.KEPT * 2)
        return drop_part(parts, pk)

    later = timezone.now() + actions.KEPT * 1.5
    with monkeypatch.context() as patched:
        patched.setattr(actions, "_drop_files", forwarded)
        patched.setattr(actions, "_drop_part", taken)
        assert actions.drop_old_files(later) == 0
    first.refresh_from_db()
    assert first.has_files and Path(first.archive.path).exists() and Path(unused.file.path).exists()
    assert actions.drop_old_files(later + actions.KEPT * 2) == 1
    assert not Path(unused.file.path).exists()
