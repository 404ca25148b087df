"""One letter to many: a copy for each recipient, all of them merged, resumed after a stop."""

import os
import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cdd_network.models import Job, Office
from cdd_network.refusal import Refused, refusal_of
from reports import copies, facts, jobs
from reports.actions.copies import check_copies, start_copies
from reports.kinds import kind_of
from reports.models import Copy, Document, PrintSet
from reports.year_papers import papers_of_year
from tests.jobbing.run import finish_jobs
from tests.people import World
from tests.reports import stages

Pages = Callable[[object], Client]


def _text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "".join(leaf.get_textpage().get_text_bounded() for leaf in document)
    document.close()
    return "".join(text.split())


def _body(answer: object) -> bytes:
    return b"".join(answer.streaming_content)


def test_each_recipient_gets_the_same_letter_by_name(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    client = page(world.buriram)
    shown = client.get(reverse("document", args=[paper.pk])).content.decode()
    assert "ฉบับถึงผู้รับแต่ละราย (2 ราย)" in shown
    answer = client.post(reverse("copies_start", args=[paper.pk]))
    again = client.post(reverse("copies_start", args=[paper.pk]))
    assert answer.url == again.url == reverse("job", args=[Job.objects.get().pk])
    assert finish_jobs() == 1
    first, second = paper.copies.all()
    assert (first.recipient, second.recipient) == ("นายอำเภอกระสัง", "นายอำเภอบ้านด่าน")
    assert "เรียนนายอำเภอกระสังอ้างถึง" in _text(bytes(first.data))
    assert "บ้านด่าน" not in _text(bytes(first.data)).split("อ้างถึง")[0]
    for one in (first, second):
        assert "บร๐๐๑๙/ว๒๒๓๐" in _text(bytes(one.data))
    job = client.get(answer.url).content.decode()
    assert "จัดทำหนังสือถึงผู้รับ 2 ฉบับแล้ว" in job
    assert reverse("copies_pdf", args=[paper.pk]) in job


def test_the_printer_gets_one_file_and_the_post_room_many(world: World, page: Pages) -> None:
    paper = stages.letter(world)
    start_copies(document=paper, by=world.buriram)
    finish_jobs()
    client = page(world.buriram)
    merged = _body(client.get(reverse("copies_pdf", args=[paper.pk])))
    read = pypdfium2.PdfDocument(merged)
    assert len(read) == sum(one.pages for one in paper.copies.all())
    read.close()
    answer = client.get(reverse("copies_zip", args=[paper.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(BytesIO(_body(answer))) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == ["001_นายอำเภอกระสัง.pdf", "002_นายอำเภอบ้านด่าน.pdf"]
        assert packed.read("001_นายอำเภอกระสัง.pdf") == bytes(paper.copies.first().data)
    one = client.get(reverse("copy_pdf", args=[paper.pk, 2]))
    assert one.content == bytes(paper.copies.last().data)
    assert client.get(reverse("copy_pdf", args=[paper.pk, 3])).status_code == 404
    digests = page(None).get(reverse("public_digests", args=[paper.token])).content.decode()
    assert all(held.sha256 in digests for held in paper.copies.all())


def test_a_stopped_job_goes_on_where_it_stopped(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = stages.letter(world)
    set_first = copies.addressed
    turns = []

    def stop_at_the_second(letter: object, recipient: str) -> object:
        turns.append(recipient)
        if len(turns) == 2:
            raise RuntimeError("the machine stopped")
        return set_first(letter, recipient)

    monkeypatch.setattr(jobs.copies, "addressed", stop_at_the_second)
    job = start_copies(document=paper, by=world.buriram)
    finish_jobs()
    kept = [bytes(one.data) for one in paper.copies.all()]
    assert (len(kept), PrintSet.objects.count()) == (1, 0)
    job.refresh_from_db()
    if job.finished_at:
        from cdd_network.jobs import retry

        retry(job=job, by=world.buriram)
    finish_jobs()
    assert turns == ["นายอำเภอกระสัง", "นายอำเภอบ้านด่าน", "นายอำเภอบ้านด่าน"]
    assert bytes(paper.copies.first().data) == kept[0]
    assert PrintSet.objects.get().pages == sum(one.pages for one in paper.copies.all())


def test_copies_are_set_from_what_was_frozen(world: World) -> None:
    paper = stages.letter(world)
    office = world.buriram.office
    office.address_lines, office.phone = "ย้ายที่ทำการแล้ว", "0 0000 0000"
    office.save()
    whole = copies.letter_of(Document.objects.select_related("file").get(pk=paper.pk))
    assert whole.pdf().data == bytes(paper.file.data)
    assert "ย้าย" not in str(whole)
    written = [one for one in papers_of_year(paper.round) if getattr(one, "frozen", None)]
    letter = next(one for one in written if one.kind == paper.kind)
    assert letter.paper.pdf().data == letter.frozen.data


def test_recipients_are_those_of_the_day_it_was_issued(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = stages.letter(world)
    monkeypatch.setattr(type(kind_of(paper)), "recipients", lambda *_: ("นายอำเภอคูเมือง",) * 3)
    start_copies(document=paper, by=world.buriram)
    finish_jobs()
    assert [one.recipient for one in paper.copies.all()] == ["นายอำเภอกระสัง", "นายอำเภอบ้านด่าน"]


def test_who_may_not_and_when_not(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    draft = stages.letter_draft(world, opened)
    assert "เมื่อออกหนังสือแล้ว" in refusal_of(check_copies, world.buriram, draft)
    result = opened.documents.get(kind=stages.Kind.ANNOUNCEMENT)
    assert "ผู้รับรายเดียว" in refusal_of(check_copies, world.buriram, result)
    paper = stages.issue(world, draft)
    with pytest.raises(Refused):
        start_copies(document=paper, by=world.surin)
    for user in (world.surin, world.krasang, world.department):
        client = page(user)
        assert client.post(reverse("copies_start", args=[paper.pk])).status_code == 404
        assert client.get(reverse("copies_pdf", args=[paper.pk])).status_code == 404
    assert page(world.buriram).get(reverse("copies_pdf", args=[paper.pk])).status_code == 404
    start_copies(document=paper, by=world.buriram)
    finish_jobs()
    assert "ครบแล้ว" in refusal_of(check_copies, world.buriram, paper)
    assert Copy.objects.count() == 2


def test_a_circular_goes_to_every_district_of_its_province(world: World) -> None:
    chiefs = facts.all_chiefs(world.round_prepared())
    assert len(chiefs) == Office.objects.filter(kind="district", province_id="31").count() == 23
    assert chiefs[0].startswith("นายอำเภอ")


def test_files_of_a_stopped_attempt_are_swept_and_no_others(world: World) -> None:
    paper = stages.letter(world)
    start_copies(document=paper, by=world.buriram)
    finish_jobs()
    held = PrintSet.objects.get()
    kept = Path(held.merged.path)
    stray = kept.with_name("0123.pdf")
    stray.write_bytes(b"%PDF")
    for one in (kept, stray):
        os.utime(one, (0, 0))
    said = StringIO()
    call_command("sweep", stdout=said)
    assert (stray.exists(), kept.exists()) == (False, True)
    assert said.getvalue().endswith("1 files removed\n")
