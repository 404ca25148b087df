"""A bundle read back: its files, names and sums; made again only where something changed."""

import hashlib
import subprocess
import zipfile
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from django.utils import timezone

from cdd_network.models import AuditRow, Job
from projects.models import ActionPlan
from projects.states import PaperState
from reports import pdf
from reports.actions import bundles as actions
from reports.bundles import making
from reports.bundles.merging import Merger, tree
from reports.models import Bundle, Photo, StoredPart
from tests.jobbing.run import finish_jobs
from tests.people import World
from tests.reports import bundle_stage as stage


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for each PDF that is set."""
    done: list[str] = []
    render = pdf.render

    def counted(html: str, **more: object) -> pdf.Pdf:
        done.append(html)
        return render(html, **more)

    monkeypatch.setattr(pdf, "render", counted)
    return done


def read(field: object) -> bytes:
    """The bytes of a stored file."""
    with field.open("rb") as stored:
        return stored.read()


def test_what_is_in_it_and_what_is_not(world: World, tmp_path: Path) -> None:
    stage.half(world)
    bundle = stage.made(world)
    job = Job.objects.get()
    assert (job.done, job.total) == (8, 8), "five papers, then merged, workbook and ZIP"
    packed = zipfile.ZipFile(BytesIO(read(bundle.archive)))
    assert packed.testzip() is None
    folder = "1_กระสัง_บ้านกระเจา"
    assert packed.namelist() == [
        "อ่านก่อน.txt",
        "รวมทุกฉบับ.pdf",
        "ข้อมูล.xlsx",
        "0_จังหวัด/1_ประกาศผลการคัดเลือก.pdf",
        f"{folder}/1_แบบเสนอโครงการ_กระสัง_บ้านกระเจา.pdf",
        f"{folder}/2_แผนปฏิบัติการ_กระสัง_บ้านกระเจา.pdf",
        f"{folder}/3_แบบสรุปผล_กระสัง_บ้านกระเจา.pdf",
        "2_บ้านด่าน_บ้านอารัง/1_แบบเสนอโครงการ_บ้านด่าน_บ้านอารัง.pdf",
        f"{folder}/ภาพถ่าย/ภาพที่_01.jpg",
        f"{folder}/ภาพถ่าย/ภาพที่_02.jpg",
        "manifest.txt",
    ]
    assert all(one.flag_bits & 0x800 for one in packed.infolist() if not one.filename.isascii())
    assert {one.date_time for one in packed.infolist()} == {(2024, 10, 1, 0, 0, 0)}, (
        "the year's first day"
    )
    packed.extractall(tmp_path)
    sums = subprocess.run(["sha256sum", "-c", "--strict", "manifest.txt"], cwd=tmp_path, check=True)
    assert sums.returncode == 0
    first = Photo.objects.get(order=1)
    assert packed.read(f"{folder}/ภาพถ่าย/ภาพที่_01.jpg") == read(first.file)
    lack = "อำเภอบ้านด่าน บ้านอารัง: อำเภอยังไม่ส่งแผนปฏิบัติการฯ"
    assert "จังหวัดบุรีรัมย์: ยังไม่ได้ออกหนังสือนำส่งกรมการพัฒนาชุมชน" in bundle.manifest
    assert lack in bundle.manifest
    readme = packed.read("อ่านก่อน.txt").decode("utf-8-sig")
    assert lack not in readme and f"ยังขาด {len(bundle.shown['missing'])} รายการ" in readme
    assert "certutil -hashfile" in readme and "sha256sum -c" in readme
    everything = b"".join(packed.read(name) for name in packed.namelist())
    assert stage.SECRET.encode() not in everything
    said = AuditRow.objects.get(act="bundle:make").detail
    assert said == {"number": 1, "digest": bundle.digest}


def test_the_merged_file_has_bookmarks_that_lead_to_their_pages(world: World) -> None:
    stage.half(world)
    bundle = stage.made(world)
    data = read(bundle.merged)
    with pikepdf.open(BytesIO(data)) as opened:
        assert opened.check_pdf_syntax() == []
    whole = pypdfium2.PdfDocument(data)
    parts = list(bundle.parts.select_related("stored"))
    assert len(whole) == bundle.pages == sum(one.stored.pages for one in parts)
    marks = [(one.level, one.get_title(), one.get_dest().get_index()) for one in whole.get_toc()]
    second, third = parts[0].stored.pages, parts[0].stored.pages + parts[1].stored.pages
    assert marks[:5] == [
        (0, "จังหวัดบุรีรัมย์", 0),
        (1, "ประกาศผลการคัดเลือก", 0),
        (1, "อำเภอกระสัง บ้านกระเจา", second),
        (2, "แบบเสนอโครงการ", second),
        (2, "แผนปฏิบัติการขับเคลื่อนฯ", third),
    ]
    single = pypdfium2.PdfDocument(read(parts[2].stored.file))
    for page, of in ((whole[third], single[0]),):
        assert page.get_textpage().get_text_bounded() == of.get_textpage().get_text_bounded()
        assert page.render().to_pil().tobytes() == of.render().to_pil().tobytes()
    whole.close()
    single.close()


def test_the_workbook_has_numbers_dates_and_no_formula(world: World) -> None:
    stage.half(world)
    book = openpyxl.load_workbook(BytesIO(read(stage.made(world).workbook)))
    titles = ["กลุ่ม", "แผน", "แบบสรุป", "แบบประเมิน", "งบประมาณ", "สิ่งที่ยังขาด"]
    assert book.sheetnames == titles
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if stage.SECRET in str(cell.value)]

    def values(title: str, row: int = 2) -> dict[str, object]:
        heads, found = (list(book[title].iter_rows(values_only=True))[n - 1] for n in (1, row))
        return dict(zip(heads, found, strict=True))

    group = values("กลุ่ม")
    assert group["วันแรกของกิจกรรม"].date().isoformat() == "2025-06-18"
    assert group["งบประมาณที่จัดสรร (บาท)"] == 38600 and group["ภาพถ่าย (ภาพ)"] == 2
    assert "อำเภอยังไม่ส่งแผนปฏิบัติการฯ" in values("กลุ่ม", 3)["สิ่งที่ยังขาด"]
    plan = values("แผน")
    assert (plan["หมายเหตุ"], plan["เงินทุนของกลุ่มฯ (บาท)"]) == (stage.FORMULA, 200000)
    assert {*stage.LIKE_FORMULAS.values()} <= {*values("แบบสรุป").values()}
    assert isinstance(values("งบประมาณ")["ตามแผน (บาท)"], int | float | Decimal)


def test_nothing_changed_nothing_made(world: World, renders: list[str]) -> None:
    stage.half(world)
    renders.clear()
    first = stage.made(world)
    assert len(renders) == 4, "the announcement is given as it was signed"
    assert stage.made(world) == first
    job = Job.objects.order_by("pk").last()
    assert "ไม่มีอะไรเปลี่ยนจากครั้งที่ 1" in job.result["text"] and job.done == job.total
    assert (len(renders), Bundle.objects.count()) == (4, 1)

    ActionPlan.objects.update(reporter_name="นายผู้รายงาน คนใหม่", version=9)
    second = stage.made(world)
    assert (len(renders), second.number) == (5, 2), "the changed one alone was set again"
    assert second.shown["changes"] == ["จังหวัดบุรีรัมย์ อำเภอกระสัง บ้านกระเจา ลำดับที่ 1: แผนปฏิบัติการฯ"]
    old, new = (dict(one.parts.values_list("name", "stored")) for one in (first, second))
    assert [name for name in old if old[name] != new[name]] == [
        "1_กระสัง_บ้านกระเจา/2_แผนปฏิบัติการ_กระสัง_บ้านกระเจา.pdf"
    ]

    national = stage.made(world, by=world.department)
    assert len(renders) == 5, "the nation's takes over the province's parts"
    assert {name.split("/")[0] for name in national.parts.values_list("name", flat=True)} == {
        "31_บุรีรัมย์"
    }


def test_the_same_content_gives_the_same_bytes(world: World) -> None:
    stage.half(world)
    first = stage.made(world)
    files = [read(one) for one in (first.archive, first.merged, first.workbook)]
    Bundle.objects.update(digest="another")
    second = stage.made(world)
    assert second.number == 2
    assert [read(one) for one in (second.archive, second.merged, second.workbook)] == files


def test_what_is_lost_or_damaged_is_made_again_but_a_photograph(world: World) -> None:
    stage.half(world)
    bundle = stage.made(world)
    lost = bundle.parts.get(order=2).stored
    lost.file.storage.delete(lost.file.name)
    Bundle.objects.update(digest="another")
    assert stage.made(world).number == 2
    lost.refresh_from_db()
    Path(lost.file.path).write_bytes(Path(lost.file.path).read_bytes() + b"\n")
    Bundle.objects.update(digest="yet another")
    assert stage.made(world).number == 3, "what was damaged is set again"
    lost.refresh_from_db()
    assert hashlib.sha256(Path(lost.file.path).read_bytes()).hexdigest() == lost.sha256
    newest = Bundle.objects.first()
    newest.archive.storage.delete(newest.archive.name)
    assert stage.made(world).number == 4, "an archive that was lost is made again"
    photo = Photo.objects.first()
    Path(photo.file.path).write_bytes(b"")
    Bundle.objects.update(digest="yet another")
    stage.made(world)
    assert "เสียหาย" in Job.objects.order_by("pk").last().error
    assert Bundle.objects.count() == 4 and len(_stored_files(bundle)) == 11


def _stored_files(bundle: Bundle) -> list[Path]:
    return [one for one in Path(bundle.archive.path).parent.iterdir() if one.is_file()]


def test_what_comes_back_meanwhile_goes_out_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.half(world)
    look = making.source_of

    def reopened(wanted: object) -> object:
        if wanted.kind == "plan":
            ActionPlan.objects.update(state=PaperState.RETURNED)
        return look(wanted)

    monkeypatch.setattr(making, "source_of", reopened)
    bundle = stage.made(world)
    assert not bundle.parts.filter(name__contains="แผนปฏิบัติการ").exists()
    assert bundle.shown["plans"] == 0


def test_files_long_out_of_date_go_and_what_was_forwarded_stays(world: World) -> None:
    stage.half(world)
    sent = stage.made(world)
    actions.forward_bundle(bundle=sent, on=timezone.localdate(), how="LINE", by=world.buriram)
    bundles = [sent]
    for name in ("ก", "ข"):
        ActionPlan.objects.update(reporter_name=f"นาย{name} คนใหม่")
        bundles.append(stage.made(world))
    later = timezone.now() + actions.KEPT
    assert actions.drop_old_files(later - timedelta(hours=1)) == 0
    assert actions.drop_old_files(later + timedelta(hours=1)) == 1
    for one in bundles:
        one.refresh_from_db()
    assert [one.has_files for one in bundles] == [True, False, True]
    assert len(_stored_files(sent)) == 6 and bundles[1].parts.exists()
    assert StoredPart.objects.count() == 7, "papers of a bundle stay"


def test_bookmarks_share_their_headings() -> None:
    titles = [("ก", "1"), ("ก", "ข", "2"), ("ก", "ข", "3"), ("ค", "4")]
    first, second = tree(titles, [2, 1, 3, 1])
    assert (first.title, first.page, first.count) == ("ก", 0, 4)
    assert [(one.title, one.page) for one in first.inner] == [("1", 0), ("ข", 2)]
    assert [one.page for one in first.inner[1].inner] == [2, 3]
    assert (second.title, second.page) == ("ค", 6)


def test_pages_keep_what_they_had_from_their_parents() -> None:
    part = pikepdf.new()
    part.add_blank_page(page_size=(200, 300))
    page = part.pages[0].obj
    del page["/MediaBox"]
    part.Root.Pages["/MediaBox"] = pikepdf.Array([0, 0, 200, 300])
    page["/Contents"] = part.make_stream(b"0.5 w (\\051) Tj")
    page["/Annots"] = pikepdf.Array(
        [part.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, P=page, StructParent=1))]
    )
    held, whole = BytesIO(), BytesIO()
    part.save(held)
    merger = Merger(whole)
    assert [merger.add(held), merger.add(held)] == [1, 1]
    assert merger.close("สอง", tree([("ก",), ("ข",)], [1, 1])) == 2
    with pikepdf.open(whole) as opened:
        assert opened.check_pdf_syntax() == []
        for number in (0, 1):
            kept = opened.pages[number]
            assert [int(one) for one in kept.mediabox] == [0, 0, 200, 300]
            assert kept.Contents.read_bytes() == b"0.5 w (\\051) Tj"
            assert kept.Annots[0].P.objgen == kept.obj.objgen
            assert "/StructParent" not in kept.Annots[0]


def test_a_second_click_gets_the_first_job(world: World) -> None:
    stage.half(world)
    asked = {"programme": world.programme, "by": world.buriram}
    assert actions.start_bundle(**asked) == actions.start_bundle(**asked)
    finish_jobs()
    assert Bundle.objects.count() == 1
