"""Rules on places: a subdistrict in its district, a district in its province, a group's village."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cdd_network import thai
from reports.parts import GroupAddress
from reports.proofreading.facts import Facts, Line
from reports.proofreading.faults import Fault

_NAME = "[ก-ฮะ-ฺเ-์]{1,60}"
_ADDRESS = re.compile(
    rf"ตำบล\s?(?P<subdistrict>{_NAME})\s+อำเภอ\s?(?P<district>{_NAME})(?:\s+จังหวัด\s?(?P<province>{_NAME}))?"
)
_NOT_NAMES = ("อำเภอ", "จังหวัด", "หมู่บ้าน", "ละ", "และ", "หรือ", "ที่", "ของ")


def provinces_named(lines: Iterable[Line]) -> set[str] | None:
    """Names behind «จังหวัด» in the addresses of ``lines``; None when there is no address."""
    found = [match for line in lines for match in _addresses(line.plain)]
    return {match["province"] or "" for match in found} if found else None


def _addresses(text: str) -> Iterator[re.Match[str]]:
    for found in _ADDRESS.finditer(text):
        if not found["subdistrict"].startswith(_NOT_NAMES):
            yield found


def not_in_its_district(facts: Facts) -> Iterator[Fault]:
    """«ตำบล… อำเภอ…» that no list of the province has."""
    if not facts.places:
        return
    for line in facts.lines:
        for found in _addresses(line.plain):
            text = _misplaced(found, facts)
            if text:
                yield Fault(line.place, text, "ตรวจชื่อตำบล อำเภอ และจังหวัด", line.mend)


def _misplaced(found: re.Match[str], facts: Facts) -> str:
    """What is wrong with an address, '' when nothing."""
    named = found["province"] or facts.province
    province = _longest(facts.places, named)
    if province is None:
        return f"ไม่พบจังหวัด{named}" if found["province"] else ""
    districts = facts.places[province]
    district = _district(districts, found["district"], province)
    if district is None:
        return f"ไม่พบอำเภอ{found['district']}ในจังหวัด{province}"
    if _longest(districts[district], found["subdistrict"]) is not None:
        return ""
    homes = [name for name, inner in districts.items() if found["subdistrict"] in inner]
    there = f" (ตำบลชื่อนี้อยู่ใน{' และ'.join(f'อำเภอ{one}' for one in homes)})" if homes else ""
    return f"ไม่พบตำบล{found['subdistrict']}ในอำเภอ{district} จังหวัด{province}{there}"


def _district(districts: Iterable[str], typed: str, province: str) -> str | None:
    """The district meant; «อำเภอเมือง» is the province's own."""
    own = f"เมือง{province}"
    if typed == "เมือง" and own in districts:
        return own
    return _longest(districts, typed)


def _longest(names: Iterable[str], typed: str) -> str | None:
    """The longest name that ``typed`` begins with: words may follow without a space."""
    found = [name for name in names if typed.startswith(name)]
    return max(found, key=len, default=None)


def chosen_groups(facts: Facts) -> Iterator[Fault]:
    """A chosen group's village with another หมู่ที่ or subdistrict than it has."""
    for line in facts.lines:
        for group in facts.groups:
            text = _strange_address(line.plain, group)
            if text:
                yield Fault(line.place, text, "แก้ให้ตรงกับทะเบียนกลุ่ม", line.mend)


def _strange_address(text: str, group: GroupAddress) -> str:
    village = thai.village_text(group.name)
    said = re.compile(
        rf"{re.escape(village)}\s*(?:หมู่(?:ที่)?\s*(?P<moo>[0-9]{{1,3}}))?\s*(?:ตำบล(?P<place>{_NAME}))?"
    )
    for found in said.finditer(text) if village else ():
        moo, place = found["moo"], found["place"]
        other_moo = moo and group.moo and int(moo) != group.moo
        other_place = place and group.subdistrict and not place.startswith(group.subdistrict)
        if other_moo or other_place:
            address = thai.address_text(
                moo=group.moo, subdistrict=group.subdistrict, district="", province=""
            )
            return f"เขียนว่า «{found[0].strip()}» แต่กลุ่มที่ได้รับการคัดเลือกอยู่ {village} {address}"
    return ""
