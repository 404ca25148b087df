"""One year beside another: the same numbers of both, and the difference. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from cdd_network import thai
from reports.watch.country import Sums, sums
from reports.watch.country_figures import address, province_pages

if TYPE_CHECKING:
    from cdd_network.models import Programme
    from reports.watch.country import Told

Number = Decimal | int | None


@dataclass(frozen=True)
class YearSums:
    """A year's sums and in how many provinces its result is public."""

    announced: int
    sums: Sums


METRICS: dict[str, tuple[str, Callable[[YearSums], Number]]] = {
    "announced": ("จังหวัดที่ประกาศผล", lambda one: one.announced or None),
    "groups": ("กลุ่มที่ได้รับคัดเลือก", lambda one: one.sums.groups or None),
    "new": ("กิจกรรมเครือข่ายที่เพิ่มขึ้น", lambda one: one.sums.new if one.sums.groups else None),
    "came": ("ผู้เข้าร่วม (คน)", lambda one: one.sums.came if one.sums.reported else None),
    "share": ("ผู้มีความรู้ความเข้าใจ (ร้อยละ)", lambda one: one.sums.share),
    "reached": ("กลุ่มที่ถึงเกณฑ์", lambda one: one.sums.reached if one.sums.tests else None),
    "amount": ("แจ้งจัดสรร (บาท)", lambda one: one.sums.amount if one.sums.allotted else None),
    "spent": ("ใช้จ่ายจริง (บาท)", lambda one: one.sums.spent if one.sums.reported else None),
    "existing": ("กิจกรรมที่ยังดำเนินการอยู่", lambda one: one.sums.existing if one.sums.seen else None),
}
"""What is compared: words, and how it is read; None before there is anything to count."""
_ACCEPTED = {"step": "accept_plan", "state": "done"}
_ASKS: dict[str, str] = {
    key: f"&{urlencode(asked)}" if asked else ""
    for key, asked in {
        "announced": {"show": "announced"},
        "groups": {},
        "new": _ACCEPTED,
        "came": {"result": "reported"},
        "share": {"result": "tested"},
        "reached": {"result": "reached"},
        "amount": {"step": "allot", "state": "done"},
        "spent": {"result": "reported"},
        "existing": {"result": "existing"},
    }.items()
}
"""What the list behind a metric is asked for."""
OF_PROVINCE = tuple(key for key in METRICS if key != "announced")


class Line(NamedTuple):
    """A number of two years; None is «ยังไม่มีข้อมูล». ``key`` is a metric, a type or an office; ``urls``
    are the lists behind both, '' where there is nothing to list; ``page`` is that of its province."""

    title: str
    first: Number
    second: Number
    key: str = ""
    urls: tuple[str, str] = ("", "")
    page: str = ""

    @property
    def change(self) -> Number:
        """The first less the second; None where either is not known."""
        if self.first is None or self.second is None:
            return None
        return self.first - self.second

    @property
    def first_text(self) -> str:
        """With commas; satang or a decimal only where there are some."""
        return _text(self.first)

    @property
    def second_text(self) -> str:
        """As ``first_text``."""
        return _text(self.second)

    @property
    def change_text(self) -> str:
        """With its sign: «+12», «−3», «0»."""
        if self.change is None:
            return "–"
        sign = "+" if self.change > 0 else "−" if self.change < 0 else ""
        return f"{sign}{_text(abs(self.change))}"


def _text(number: Number) -> str:
    if number is None:
        return "ยังไม่มีข้อมูล"
    if isinstance(number, int):
        return f"{number:,}"
    if number == number.to_integral_value() or number.as_tuple().exponent == -2:
        return thai.money_text(number)
    return f"{number:,}"


@dataclass(frozen=True)
class Comparison:
    """Two years side by side: the country, by type, and one number by province."""

    first: Programme
    second: Programme
    lines: list[Line]
    types: list[Line]
    provinces: list[Line]
    metric: str

    @property
    def metric_title(self) -> str:
        """What is told by province."""
        return METRICS[self.metric][0]


def compare(
    first: Programme,
    second: Programme,
    told: Iterable[Told],
    announced: Mapping[int, int],
    provinces: Iterable[tuple[int, str, str, str]],
    metric: str,
) -> Comparison:
    """``told`` are the groups of both years, ``announced`` in how many provinces each (by its key) is
    public; ``metric`` is one of ``OF_PROVINCE``."""
    told = list(told)
    metric = metric if metric in OF_PROVINCE else "new"
    both = [_year(one, told, announced) for one in (first, second)]
    rounds, groups = (
        _lists(page, first, second) for page in ("country_provinces", "country_groups")
    )
    lines = [
        _line(
            words, key, rounds if key == "announced" else groups, [read(one) for one in both], key
        )
        for key, (words, read) in METRICS.items()
    ]
    return Comparison(
        first, second, lines, _types(first, second, told, groups),
        _provinces(first, second, told, groups, provinces, metric), metric,
    )  # fmt: skip


def _line(
    title: str,
    key: str,
    lists: tuple[str, str],
    numbers: list[Number],
    metric: str,
    more: str = "",
    page: str = "",
) -> Line:
    """With the list behind each number that is not 0; ``more`` narrows it, «&province=31»."""
    asks = f"{more}{_ASKS[metric]}"
    urls = [f"{url}{asks}" if number else "" for url, number in zip(lists, numbers, strict=True)]
    return Line(title, *numbers, key, tuple(urls), page)


def _lists(page: str, first: Programme, second: Programme) -> tuple[str, str]:
    """The lists from which a metric of both years is counted."""
    return address(page, first), address(page, second)


def _year(year: Programme, told: list[Told], announced: Mapping[int, int]) -> YearSums:
    own = [one for one in told if one.programme == year.pk]
    return YearSums(announced.get(year.pk, 0), sums(own, year.content.indicator_share))


def _types(
    first: Programme, second: Programme, told: list[Told], lists: tuple[str, str]
) -> list[Line]:
    """New activities by the types of either year, in the order of the first."""
    names = {one.key: one.name for year in (second, first) for one in year.content.activity_types}
    order = [one.key for one in first.content.activity_types]
    order += [key for key in names if key not in order]

    known = {one.programme for one in told}
    new = Counter((one.programme, one.type) for one in told if one.is_new)
    keys = (first.pk, second.pk)
    return [
        _line(
            names[key],
            key,
            lists,
            [new[year, key] if year in known else None for year in keys],
            "new",
            f"&{urlencode({'type': key})}",
        )
        for key in order
    ]


def _provinces(
    first: Programme,
    second: Programme,
    told: list[Told],
    lists: tuple[str, str],
    provinces: Iterable[tuple[int, str, str, str]],
    metric: str,
) -> list[Line]:
    held: dict[tuple[int, int], list[Told]] = {}
    for one in told:
        held.setdefault((one.programme, one.office), []).append(one)
    read = METRICS[metric][1]

    def number(year: int, wanted: int, office: int) -> Number:
        return read(YearSums(0, sums(held.get((year, office), ()), wanted)))

    years = [(one.pk, one.content.indicator_share) for one in (first, second)]
    page = province_pages(first)
    return [
        _line(
            name,
            str(office),
            lists,
            [number(*year, office) for year in years],
            metric,
            f"&province={code}",
            page(office),
        )
        for office, code, _, name in provinces
    ]
