"""Photographs: one taken in, and the summary's PDF with 6 and 20 of them made right after.

Seconds of the processor: what else the machine does at the time is no fault of a picture.
"""

import time
from collections.abc import Callable, Iterator
from statistics import median

from reports import papers, pictures
from reports.actions import photos
from reports.models import Photo, SummaryReport
from reports.source import Source
from tests.shots import shot

RUNS = 3


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Median seconds to take in 12 megapixels; then seconds and megabytes of the PDFs."""
    data = {"jpeg": shot(quality=90), "png": shot("PNG")}
    for kind, file in data.items():
        times = [_seconds(lambda file=file: pictures.checked(file)) for _ in range(RUNS)]
        yield f"photo.taken_in_{kind}", median(times), "s", ""
    report = SummaryReport.objects.select_related("activity").order_by("pk").first()
    Photo.objects.filter(report=report).delete()
    _set(report)  # a warm process has read its fonts
    for count, size in ((6, "<= 1.5"), (20, "")):
        _fill(report, count)
        made = []
        spent = _seconds(lambda made=made: made.append(_set(report)))
        yield f"photo.pdf_{count}", spent, "s", "<= 1.0" if count == 6 else ""
        yield f"photo.pdf_{count}_size", len(made[0]) / 1_000_000, "MB", size


def _fill(report: SummaryReport, count: int) -> None:
    """Photographs until there are ``count``, past the rules on who may and when."""
    for order in range(report.photos.count() + 1, count + 1):
        upright = order % 3 == 0
        taken = pictures.checked(shot(size=(1200, 1600) if upright else (1600, 1200), seed=order))
        photo = Photo(
            report=report,
            order=order,
            width=taken.width,
            height=taken.height,
            sha256=taken.sha256,
            caption=f"ผู้เข้าร่วมระดมความคิดเห็น ภาพที่ {order}",
        )
        photos.write_files(photo, taken)
        photo.save()


def _set(report: SummaryReport) -> bytes:
    return Source(papers.summary_of(report)).pdf().data


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began
