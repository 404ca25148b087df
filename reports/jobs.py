"""Slow work of the papers, done by ``manage.py worker``."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from django.core.files import File
from django.urls import reverse

from cdd_network.jobs import Link, Outcome, worker
from cdd_network.models import Programme
from cdd_network.refusal import Refused
from reports import copies
from reports.bundles import making
from reports.models import Copy, Document, PrintSet, SheetPrint
from reports.papers_selection import score_sheets_of
from reports.source import Source
from selection.models import CommitteeMember, Round

if TYPE_CHECKING:
    from cdd_network.jobs import Progress

COPIES = "copies"
SHEETS = "score_sheets"
BUNDLE = "bundle"


@worker(COPIES)
def make_copies(progress: Progress, *, document: int, recipients: list[str]) -> Outcome:
    """A copy for each recipient, then all of them merged and as a ZIP.

    Done again after a stop it leaves out the copies that are stored; each is a row that the
    database admits once. Raises Refused for a letter that lost its force while the job waited.
    """
    letter = Document.objects.select_related("file", "office").get(pk=document)
    if not letter.in_force:
        raise Refused("หนังสือนี้ไม่มีผลใช้บังคับแล้ว จึงไม่ได้จัดทำฉบับถึงผู้รับ")
    paper = copies.letter_of(letter)
    done = set(letter.copies.values_list("order", flat=True))
    total = len(recipients) + 1
    progress.step(len(done), total)
    for order, recipient in enumerate(recipients, start=1):
        if order in done:
            continue
        made = copies.addressed(paper, recipient)
        with progress.storing():
            Copy.objects.create(
                document=letter,
                order=order,
                recipient=recipient,
                data=made.data,
                sha256=made.sha256,
                pages=made.pages,
            )
        done.add(order)
        progress.step(len(done), total)
    held = _print_set(progress, letter)
    progress.step(total, total)
    return _outcome(letter, held, len(recipients))


def _print_set(progress: Progress, letter: Document) -> PrintSet:
    """The merged file and the ZIP, made once; files of a stopped attempt are swept later."""
    found = PrintSet.objects.filter(document=letter).first()
    if found:
        return found
    with TemporaryFile() as merged, TemporaryFile() as archive:
        pages = copies.merge((bytes(one.data) for one in copies.stored(letter)), merged)
        copies.pack(copies.stored(letter), archive)
        made = PrintSet(document=letter, pages=pages)
        made.merged.save("all.pdf", File(merged), save=False)
        made.archive.save("all.zip", File(archive), save=False)
    with progress.storing():
        made.save()
    return made


def _outcome(letter: Document, held: PrintSet, number: int) -> Outcome:
    links = (
        Link("รวมทุกฉบับสำหรับพิมพ์", reverse("copies_pdf", args=[letter.pk]), size=held.merged.size),
        Link("แยกฉบับละไฟล์", reverse("copies_zip", args=[letter.pk]), "ZIP", size=held.archive.size),
        Link("กลับไปที่หนังสือ", reverse("document", args=[letter.pk]), ""),
    )
    return Outcome(f"จัดทำหนังสือถึงผู้รับ {number} ฉบับแล้ว รวม {held.pages} หน้า", links)


@worker(SHEETS)
def make_sheets(progress: Progress, *, round: int, seats: list[int]) -> Outcome:
    """The blank score sheets of each seat, a file a seat; what is stored and still true is left.

    A seat that was taken off the committee meanwhile is left out.
    """
    opened = Round.objects.with_place().get(pk=round)
    found = CommitteeMember.objects.scoring().filter(round=opened, pk__in=seats).order_by("order")
    links = []
    for done, seat in enumerate(found):
        progress.step(done, len(found))
        held = _sheets_of(progress, opened, seat)
        url = f"{reverse('score_sheets_pdf', args=[round])}?seat={seat.pk}"
        links.append(Link(f"{seat.post} {held.pages} หน้า", url, size=len(held.data)))
    progress.step(len(found), len(found))
    return Outcome(f"จัดทำแบบให้คะแนน {len(links)} คนแล้ว", tuple(links))


def _sheets_of(progress: Progress, opened: Round, seat: CommitteeMember) -> SheetPrint:
    source = Source(score_sheets_of(opened, [seat]))
    held = SheetPrint.objects.filter(seat=seat, digest=source.digest).first()
    if held:
        return held
    made = source.pdf()
    values = {"digest": source.digest, "data": made.data, "pages": made.pages}
    with progress.storing():
        return SheetPrint.objects.update_or_create(seat=seat, defaults=values)[0]


@worker(BUNDLE)
def make_bundle(progress: Progress, *, programme: int) -> Outcome:
    """The bundle of the job's office and year. Done again after a stop it takes over the parts that
    are stored, and the bundle itself where the stop came after its end."""
    bundle, new = making.make(progress, Programme.objects.get(pk=programme))
    page = reverse("bundle", args=[bundle.pk])
    pages = f"รวม {bundle.pages:,} หน้า"
    if new or bundle.at >= progress.job.created_at:
        text = f"จัดทำชุดเอกสารครั้งที่ {bundle.number} แล้ว {pages}"
    else:
        text = f"ไม่มีอะไรเปลี่ยนจากครั้งที่ {bundle.number} จึงใช้ชุดเดิม {pages}"
    archive = reverse("bundle_file", args=[bundle.pk, "archive"])
    return Outcome(
        text,
        (
            Link(f"เปิดหน้าชุดเอกสารครั้งที่ {bundle.number}", page, ""),
            Link("ดาวน์โหลดทั้งชุด", archive, "ZIP", size=bundle.size),
        ),
    )
