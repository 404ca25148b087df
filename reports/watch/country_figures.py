"""The department's numbers, each with what it is counted from and the address of its rows.

Home and board show the same ones from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from cdd_network import thai
from cdd_network.thai import percent
from reports.watch.country import LATE

if TYPE_CHECKING:
    from cdd_network.models import Programme
    from reports.watch.country_queries import Country

NO_DATA = "ยังไม่มีข้อมูล"


@dataclass(frozen=True)
class Figure:
    """A number and what it counts; ``url`` opens the rows behind it, ``says`` from what it comes."""

    value: str
    label: str
    url: str = ""
    says: str = ""


def address(name: str, programme: Programme, **query: str) -> str:
    """A page of the board in its year."""
    return f"{reverse(name)}?{urlencode({'year': programme.year, **query})}"


def province_pages(year: Programme) -> Callable[[int], str]:
    """Office → the page of its province; many are written, so they are not looked up one by one."""
    pattern = reverse("country_province", args=[0])
    return lambda office: f"{pattern.replace('0', str(office))}?year={year.year}"


def figures(held: Country) -> list[Figure]:
    """The whole row of numbers; those of home stand first in ``headline``."""
    return [*headline(held), *_people(held), *_money(held), *_kept(held)]


def headline(held: Country) -> list[Figure]:
    """The few that matter most: announced, chosen, new activities, what is late."""
    year, found = held.programme, held.sums
    provinces, groups = (year.content.activity(number).places for number in (1, 2))
    late = held.late_provinces
    return [
        Figure(
            f"{held.announced:,}/{provinces:,}",
            "จังหวัดที่ประกาศผลแล้ว",
            address("country_provinces", year, show="announced"),
            "นับจากรอบการคัดเลือกที่ประกาศผลแล้ว เทียบกับจำนวนจังหวัดตามโครงการ",
        ),
        Figure(
            f"{found.groups:,}/{groups:,}",
            "กลุ่มที่ได้รับคัดเลือก",
            address("country_groups", year),
            "นับจากกลุ่มในประกาศผลของจังหวัด เทียบกับจำนวนแห่งตามโครงการ",
        ),
        Figure(
            f"{found.new:,}/{year.content.new_activities:,}",
            "กิจกรรมเครือข่ายที่เพิ่มขึ้น",
            address("country_groups", year, step="accept_plan", state="done"),
            "นับจากแผนปฏิบัติการฯ ที่จังหวัดรับแล้ว แผนละ 1 กิจกรรม เทียบกับตัวชี้วัด",
        ),
        Figure(
            f"{late:,}",
            "จังหวัดที่มีงานเกินกำหนด",
            address("country_provinces", year, show=LATE),
            f"มีกลุ่มที่เกินกำหนดหรือรอจังหวัดจัดสรร {held.late_work:,} จังหวัด "
            f"เกินกำหนดชุดเอกสารอย่างเดียว {late - held.late_work:,} จังหวัด",
        ),
    ]


def _people(held: Country) -> list[Figure]:
    year, found = held.programme, held.sums
    rule = year.content.activity(2)
    target = rule.people * rule.places
    wanted = year.content.indicator_share
    share = f"{found.share}%" if found.share is not None else NO_DATA
    return [
        Figure(
            f"{found.came:,}/{target:,}" if found.reported else NO_DATA,
            "ผู้เข้าร่วมกิจกรรมที่ 2 (คน)",
            address("country_groups", year, result="reported"),
            f"นับจากแบบสรุปผลฯ หรือรายงาน BPM ของ {found.reported:,} กลุ่ม เทียบกับเป้าหมายทั้งโครงการ",
        ),
        Figure(
            share,
            f"ผู้มีความรู้ความเข้าใจ (ตัวชี้วัดร้อยละ {wanted})",
            address("country_groups", year, result="tested"),
            f"นับจากผู้ผ่านแบบทดสอบหลังกิจกรรม {found.understood:,} จาก {found.tested:,} คน",
        ),
        Figure(
            f"{found.reached:,}/{found.tests:,}" if found.tests else NO_DATA,
            f"กลุ่มที่ถึงร้อยละ {wanted}",
            address("country_groups", year, result="reached"),
            "นับจากกลุ่มที่มีผลทดสอบหลังกิจกรรมแล้วเท่านั้น",
        ),
    ]


def _money(held: Country) -> list[Figure]:
    year, found = held.programme, held.sums
    spent = percent(found.spent, found.given)
    return [
        Figure(
            thai.money_text(found.amount),
            "บาท แจ้งจัดสรรให้อำเภอแล้ว",
            address("country_groups", year, step="allot", state="done"),
            f"นับจากหนังสือแจ้งจัดสรรงบประมาณของ {found.allotted:,} กลุ่ม",
        ),
        Figure(
            thai.money_text(found.spent) if found.reported else NO_DATA,
            "บาท ใช้จ่ายจริง",
            address("country_groups", year, result="reported"),
            f"นับจากที่ {found.reported:,} กลุ่มรายงาน"
            + (f" คิดเป็นร้อยละ {spent} ของที่แจ้งจัดสรรให้กลุ่มเหล่านี้" if spent is not None else ""),
        ),
    ]


def _kept(held: Country) -> list[Figure]:
    year, found = held.programme, held.sums
    places = year.content.activity(1).places
    return [
        Figure(
            f"{held.forwarded:,}/{places:,}",
            "จังหวัดที่ส่งชุดเอกสารแล้ว",
            address("country_provinces", year, show="sent"),
            f"นับจากชุดเอกสารที่จังหวัดบันทึกว่าส่งกรม กรมรับแล้ว {held.received:,} จังหวัด",
        ),
        Figure(
            f"{held.late_groups:,}",
            "กลุ่มที่มีงานเกินกำหนด",
            address("country_groups", year, state="late"),
            "นับจากกลุ่มที่มีขั้นตอนของอำเภอพ้นวันกำหนดแล้วยังไม่เสร็จ"
            f" ไม่นับที่รอจังหวัดจัดสรร {held.gate_groups:,} กลุ่ม",
        ),
        Figure(
            f"{found.existing:,}/{found.seen:,}" if found.seen else NO_DATA,
            "กิจกรรมที่ยังดำเนินการอยู่",
            address("country_groups", year, result="existing"),
            "นับจากผลการติดตามครั้งล่าสุดของกลุ่มที่ติดตามแล้ว",
        ),
    ]


@dataclass(frozen=True)
class Indicator:
    """An indicator of the programme: what is wanted, what there is, and whether that is enough.

    ``reached`` is None while there is no data; ``url`` '' where no list has just the rows counted."""

    title: str
    wanted: str
    value: str
    reached: bool | None
    url: str
    says: str

    @property
    def words(self) -> str:
        """«ถึงเป้าหมาย», «ยังไม่ถึงเป้าหมาย», «ยังไม่มีข้อมูล»."""
        if self.reached is None:
            return NO_DATA
        return "ถึงเป้าหมาย" if self.reached else "ยังไม่ถึงเป้าหมาย"


def indicators(held: Country, own_days: Iterable[tuple]) -> list[Indicator]:
    """The programme's indicators; ``own_days`` as ``country_queries.days_of_provinces`` gives them."""
    year, found = held.programme, held.sums
    wanted, content = year.content.indicator_share, year.content
    tests = [(tested, good) for _, _, tested, good, _ in own_days if tested]
    tested, good = sum(one for one, _ in tests), sum(one for _, one in tests)
    enough = sum(one.sums.new >= year.quota for one in held.provinces)
    groups, provinces = "country_groups", "country_provinces"
    return [
        _understanding("กิจกรรมที่ 2 ระดับอำเภอ", wanted, found.tested, found.understood,
                       f"{found.tests:,} กลุ่ม", address(groups, year, result="tested")),
        _understanding("กิจกรรมที่ 1 ระดับจังหวัด", wanted, tested, good,
                       f"{len(tests):,} จังหวัด", ""),
        Indicator(
            "กิจกรรมเครือข่ายเพิ่มขึ้นทั้งประเทศ",
            f"{content.new_activities:,} กิจกรรม",
            f"{found.new:,} กิจกรรม",
            found.new >= content.new_activities,
            address(groups, year, step="accept_plan", state="done"),
            "แผนปฏิบัติการฯ ที่จังหวัดรับแล้ว",
        ),
        Indicator(
            f"จังหวัดที่กิจกรรมเพิ่มขึ้นครบ {year.quota}",
            f"{content.activity(1).places:,} จังหวัด",
            f"{enough:,} จังหวัด",
            enough >= content.activity(1).places,
            address(provinces, year, show="enough"),
            f"จังหวัดที่รับแผนปฏิบัติการฯ แล้วตั้งแต่ {year.quota} กลุ่มขึ้นไป",
        ),
    ]  # fmt: skip


def _understanding(whose: str, wanted: int, tested: int, good: int, of: str, url: str) -> Indicator:
    share = percent(good, tested)
    return Indicator(
        f"ความรู้ความเข้าใจ {whose}",
        f"ร้อยละ {wanted}",
        NO_DATA if share is None else f"ร้อยละ {share}",
        None if share is None else good * 100 >= wanted * tested,
        url,
        f"ผู้ผ่านแบบทดสอบหลังกิจกรรม {good:,} จาก {tested:,} คน ใน {of}",
    )
