"""What comes after the papers: bundles that were forwarded, visits after months, photographs."""

from __future__ import annotations

import hashlib
import random
from datetime import datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Count, Max
from django.utils import timezone
from PIL import Image

from cdd_network.workbook import workbook_of
from projects.models import Activity, FollowUp
from reports import pictures
from reports.demo_pictures import draw_picture
from reports.demo_texts import CAPTIONS
from reports.models import Bundle, BundlePart, Document, Photo, StoredPart, SummaryReport
from reports.nation.cast import example_page
from reports.nation.past import NEWEST

KIND = Document.Kind.DEPARTMENT_COVER
AGAIN = {3: 0.85, 6: 0.7, 12: 0.5}
"""How many districts went back after so many months, in years that are over."""
SEEN = {
    FollowUp.Standing.RUNNING: 76, FollowUp.Standing.BEGINNING: 10, FollowUp.Standing.PAUSED: 6,
    FollowUp.Standing.ENDED: 4, FollowUp.Standing.NEVER: 4,
}  # fmt: skip


def visits(chance: random.Random) -> None:
    """Visits 3, 6 and 12 months after the activity; of the newest year a few after 3."""
    rows = []
    held = Activity.objects.filter(summaryreport__state="accepted").order_by("pk")
    for one in held.annotate(last=Max("days__date")).select_related("programme", "office"):
        by = one.office.users.order_by("pk").first()
        for months, share in AGAIN.items():
            share = share if one.programme.year < NEWEST else share - 0.2 * months / 3
            if chance.random() < share:
                rows.append(_visit(one, months, by, chance))
    FollowUp.objects.bulk_create(rows, batch_size=1000)


def _visit(activity: Activity, months: int, by: object, chance: random.Random) -> FollowUp:
    standing = chance.choices([*SEEN], weights=SEEN.values())[0]
    works = standing == FollowUp.Standing.RUNNING
    return FollowUp(
        activity=activity, months=months, standing=standing, by=by,
        seen_on=activity.last + timedelta(days=30 * months + chance.randint(-10, 20)),
        members=chance.randint(20, 180) if works else None,
        capital=Decimal(chance.randint(20, 400) * 1_000) if works else None,
        note="" if works else "ขาดเงินทุนหมุนเวียน (ตัวอย่าง)",
    )  # fmt: skip


def bundles() -> None:
    """One bundle of each province that has its covering letter to the department, forwarded.

    All share small example files, stored once: it is the rows that are many.
    """
    covers = Document.objects.filter(kind=KIND).exclude(state="draft").order_by("pk")
    covers = covers.select_related("round__programme", "office", "issued_by")
    groups = Activity.objects.filter(summaryreport__state="accepted").values_list(
        "programme", "province"
    )
    counts = {(p, o): n for p, o, n in groups.annotate(n=Count("pk")).order_by()}
    page = example_page(KIND)
    part = StoredPart.objects.create(
        digest=page.sha256, sha256=page.sha256, size=len(page.data), pages=page.pages,
        file=_stored("parts/nation.pdf", page.data),
    )  # fmt: skip
    files = _files(page.data)
    rows = [
        _bundle(one, counts.get((one.round.programme_id, one.office_id), 0), files, page.pages)
        for one in covers
    ]
    Bundle.objects.bulk_create(rows, batch_size=500)
    BundlePart.objects.bulk_create(
        BundlePart(bundle=one, order=1, title=KIND.label, name=f"01 {KIND.label}.pdf", stored=part)
        for one in rows
    )


def _files(page: bytes) -> dict[str, tuple[str, bytes]]:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        archive.writestr(ZipInfo(f"01 {KIND.label}.pdf", (2025, 7, 4, 9, 0, 0)), page)
    made = {
        "merged": ("bundles/nation.pdf", page),
        "archive": ("bundles/nation.zip", packed.getvalue()),
        "workbook": ("bundles/nation.xlsx", workbook_of("(ตัวอย่าง)", [])),
    }
    return {key: (_stored(name, data), data) for key, (name, data) in made.items()}


def _stored(name: str, data: bytes) -> str:
    """The file under this very name, in the place of an earlier nation's."""
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(data))


def _bundle(cover: Document, groups: int, files: dict, pages: int) -> Bundle:
    digest = hashlib.sha256(f"{cover.round_id}".encode()).hexdigest()
    sizes = {
        key: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for key, (_, data) in files.items()
    }
    shown = {
        "provinces": 1, "groups": groups, "plans": groups, "summaries": groups, "photos": 0,
        "missing": [], "seen": {}, "files": sizes,
    }  # fmt: skip
    at = timezone.make_aware(datetime.combine(cover.date, time(11)))
    return Bundle(
        programme=cover.round.programme, office=cover.office, number=1, digest=digest,
        **{key: name for key, (name, _) in files.items()},
        manifest=f"{sizes['merged']['sha256']}  01 {KIND.label}.pdf\n", pages=pages,
        size=sizes["archive"]["size"], shown=shown, cover=cover, at=at, by=cover.issued_by,
        forwarded_at=at, forwarded_on=cover.date, forwarded_by=cover.issued_by,
        forwarded_how=f"หนังสือที่ {cover.printed_number}",
    )  # fmt: skip


def photographs(count: int, chance: random.Random) -> None:
    """``count`` photographs of each accepted summary of the year before the newest.

    The pictures are drawn with noise, so that they weigh what photographs weigh; each is stored
    once and all reports show it.
    """
    shots = [_drawn(number, chance) for number in range(1, count + 1)]
    reports = SummaryReport.objects.filter(
        state="accepted", activity__programme__year=NEWEST - 1
    ).order_by("pk")
    Photo.objects.bulk_create(
        (
            Photo(report_id=report, order=order, caption=CAPTIONS[order - 1], **shot)
            for report in reports.values_list("pk", flat=True)
            for order, shot in enumerate(shots, start=1)
        ),
        batch_size=1000,
    )


def _drawn(number: int, chance: random.Random) -> dict[str, object]:
    plain = Image.open(BytesIO(draw_picture(number, CAPTIONS[number - 1], warm=number % 2 == 0)))
    grain = Image.frombytes("L", (640, 427), chance.randbytes(640 * 427)).resize(plain.size)
    noisy = Image.blend(plain, Image.merge("RGB", (grain,) * 3), 0.12)
    buffer = BytesIO()
    noisy.save(buffer, "JPEG", quality=80)
    made = pictures.checked(buffer.getvalue())
    return {
        "file": _stored(f"photos/nation/{number}.jpg", made.data),
        "small": _stored(f"photos/nation/{number}-small.jpg", made.small),
        "width": made.width, "height": made.height, "sha256": made.sha256,
    }  # fmt: skip
