"""What home shows the department: the few numbers that matter most, and what waits for its act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network.doors import visible
from cdd_network.models import Programme
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from reports.watch.country import LATE
from reports.watch.country_figures import Figure, address, headline
from reports.watch.country_queries import Country, country

if TYPE_CHECKING:
    from cdd_network.models import User


@dataclass(frozen=True)
class Watched:
    """The newest open year as it stands, None without one, and the years that are not open yet."""

    country: Country | None
    closed: tuple[Programme, ...]

    @property
    def figures(self) -> list[Figure]:
        """Numbers with the addresses of their rows."""
        return headline(self.country) if self.country else []

    @property
    def tasks(self) -> list[Task]:
        """Years to open, bundles to receive; provinces that have not announced or are late."""
        return [*map(_to_open, self.closed), *(_of(self.country) if self.country else ())]


def watched(user: User) -> Watched | None:
    """What the department watches; None for every other role."""
    if not may(user, Can.WATCH_COUNTRY):
        return None
    years = list(visible(Programme, user, Can.WATCH_COUNTRY))
    newest = next((one for one in years if one.is_open), None)
    closed = tuple(one for one in years if not one.is_open)
    return Watched(country(user, newest) if newest else None, closed)


def _to_open(year: Programme) -> Task:
    return Task(
        f"ตรวจและเปิดโครงการ ปี {year.year}",
        "todo",
        reverse("programme", args=[year.year]),
        "ยังไม่เปิด",
        "act",
        "จังหวัดจะเริ่มดำเนินการได้เมื่อกรมเปิดโครงการของปีแล้ว",
    )


def _of(held: Country) -> Iterator[Task]:
    year, waiting = held.programme, held.forwarded - held.received
    selecting = len(held.provinces) - held.announced
    if waiting:
        url = f"{reverse('bundles')}?year={year.year}"
        names = _names(one.name for one in held.provinces if one.waits_for_department)
        yield Task("รับชุดเอกสารที่จังหวัดส่ง", "todo", url, f"{waiting:,} จังหวัด", "act", names)
    if selecting:
        url = address("country_provinces", year, show="waiting")
        tag = f"ยังไม่ประกาศผล {selecting:,} จังหวัด"
        yield Task(f"ติดตามการคัดเลือกของจังหวัด ปี {year.year}", "waiting", url, tag)
    if held.late_provinces:
        names = _names(one.name for one in held.provinces if one.is_late)
        url = address("country_provinces", year, show=LATE)
        tag = f"{held.late_provinces:,} จังหวัด"
        yield Task("จังหวัดที่มีงานเกินกำหนด", "waiting", url, tag, "wrong", names)


def _names(names: Iterator[str], most: int = 5) -> str:
    """«บุรีรัมย์ สุรินทร์», of many the first ones and how many more."""
    held = list(names)
    more = f" และอีก {len(held) - most:,} จังหวัด" if len(held) > most else ""
    return f"{' '.join(held[:most])}{more}"
