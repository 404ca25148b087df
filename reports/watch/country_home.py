"""What home shows the department: the few numbers that matter most, and what waits for its act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cdd_network import thai
from cdd_network.doors import visible
from cdd_network.models import Programme
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from reports.watch.country import LATE
from reports.watch.country_figures import Figure, address, headline
from reports.watch.country_queries import Country, Sent, country, sent

if TYPE_CHECKING:
    from cdd_network.models import User


@dataclass(frozen=True)
class Watched:
    """Open years as they stand and the years that are not open yet.

    ``country`` is the newest year that has begun (the newest without any), None without an open one;
    ``earlier`` are years before it: their provinces with a round, and how many provinces there are.
    ``unbegun`` are years after it.
    """

    country: Country | None
    closed: tuple[Programme, ...]
    earlier: tuple[tuple[Programme, tuple[Sent, ...], int], ...] = ()
    unbegun: tuple[Programme, ...] = ()

    @property
    def figures(self) -> list[Figure]:
        """Numbers with the addresses of their rows."""
        return headline(self.country) if self.country else []

    @property
    def tasks(self) -> list[Task]:
        """Years to make and to open, bundles to receive; provinces not announced yet or late."""
        held = [*_of(self.country)] if self.country else []
        held += [task for one in self.earlier for task in _of_earlier(*one)]
        years = [one.year for one in (*self.closed, *self.unbegun)]
        years += [self.country.programme.year] if self.country else []
        made = _to_make(max(years)) if years else []
        return [*map(_to_open, self.closed), *map(_to_begin, self.unbegun), *held, *made]


def watched(user: User) -> Watched | None:
    """What the department watches; None for every other role."""
    if not may(user, Can.WATCH_COUNTRY):
        return None
    years = list(visible(Programme, user, Can.WATCH_COUNTRY))
    opened = [one for one in years if one.is_open]
    closed = tuple(one for one in years if not one.is_open)
    if not opened:
        return Watched(None, closed)
    begun = sent(user, opened) if len(opened) > 1 else {}
    shown = next((one for one in opened if one.pk in begun), opened[0])
    at, held = opened.index(shown), country(user, shown)
    every = len(held.provinces)
    earlier = tuple((one, tuple(begun.get(one.pk, ())), every) for one in opened[at + 1 :])
    return Watched(held, closed, earlier, tuple(opened[:at]))


def _to_make(newest: int) -> list[Task]:
    """The next year, where the fiscal year of today has none yet."""
    current = thai.fiscal_year(timezone.localdate())
    if newest >= current:
        return []
    why = f"ขณะนี้เป็นปีงบประมาณ {current} ทำจากปี {newest} แล้วแก้เฉพาะส่วนที่เปลี่ยน"
    title = f"ทำโครงการ ปี {newest + 1}"
    return [Task(title, "todo", reverse("programmes"), "ยังไม่มีปีนี้", "act", why)]


def _to_open(year: Programme) -> Task:
    return Task(
        f"ตรวจและเปิดโครงการ ปี {year.year}",
        "todo",
        reverse("programme", args=[year.year]),
        "ยังไม่เปิด",
        "act",
        "จังหวัดจะเริ่มดำเนินการได้เมื่อกรมเปิดโครงการของปีแล้ว",
    )


def _to_begin(year: Programme) -> Task:
    url = address("country_provinces", year, show="waiting")
    tag = "ยังไม่มีจังหวัดเริ่ม"
    return Task(f"ติดตามการคัดเลือกของจังหวัด ปี {year.year}", "waiting", url, tag)


def _to_receive(year: Programme, names: list[str]) -> Task:
    url, title = address("bundles", year, state="sent"), f"รับชุดเอกสารที่จังหวัดส่ง ปี {year.year}"
    return Task(title, "todo", url, f"{len(names):,} จังหวัด", "act", _names(names))


def _of_earlier(year: Programme, begun: Iterable[Sent], every: int) -> Iterator[Task]:
    """What still waits of a year that is over: read from its bundles alone, since home shows another."""
    begun = list(begun)
    waiting = [one.province for one in begun if one.waits]
    unsent = every - sum(one.forwarded for one in begun) if begun else 0
    if waiting:
        yield _to_receive(year, waiting)
    if unsent:
        url = address("country_provinces", year, show="unsent")
        tag = f"{unsent:,} จังหวัด"
        title, why = f"จังหวัดที่ยังไม่ส่งชุดเอกสาร ปี {year.year}", "นับทุกจังหวัด รวมที่ยังไม่ประกาศผล"
        yield Task(title, "waiting", url, tag, "act", why)


def _of(held: Country) -> Iterator[Task]:
    year, waiting = held.programme, held.forwarded - held.received
    selecting = len(held.provinces) - held.announced
    if waiting:
        yield _to_receive(year, [one.name for one in held.provinces if one.waits_for_department])
    if selecting:
        url = address("country_provinces", year, show="waiting")
        tag = f"ยังไม่ประกาศผล {selecting:,} จังหวัด"
        yield Task(f"ติดตามการคัดเลือกของจังหวัด ปี {year.year}", "waiting", url, tag)
    if held.late_provinces:
        names = _names(one.name for one in held.provinces if one.is_late)
        url = address("country_provinces", year, show=LATE)
        tag = f"{held.late_provinces:,} จังหวัด"
        title = f"จังหวัดที่มีงานเกินกำหนด ปี {year.year}"
        yield Task(title, "waiting", url, tag, "wrong", names)


def _names(names: Iterable[str], most: int = 5) -> str:
    """«บุรีรัมย์ สุรินทร์», of many the first ones and how many more."""
    held = list(names)
    more = f" และอีก {len(held) - most:,} จังหวัด" if len(held) > most else ""
    return f"{' '.join(held[:most])}{more}"
