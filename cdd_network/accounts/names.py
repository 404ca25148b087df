"""User names and shown names that the system suggests: of the place, in Latin letters."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import geothai

from cdd_network.roles import Role

if TYPE_CHECKING:
    from collections.abc import Container

    from cdd_network.models import Office

USERNAME = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")
"""What a user name is made of: it is read out on the telephone and typed on any keyboard."""


def stem_of(office: Office, role: str) -> str:
    """«krasang», «buriram», «buriram-committee» or «department», before any number."""
    if office.province_id is None:
        return "department"
    province = _latin(geothai.province(office.province_id).name_en)
    if role == Role.MEMBER:
        return f"{province}-committee"
    if office.district_id is None:
        return province
    district = _latin(geothai.district(office.district_id).name_en)
    return f"{district}-{province}" if district in _twice() else district


def free_name(office: Office, role: str, taken: Container[str]) -> str:
    """The first name that nobody has: «krasang», else «krasang2» and so on.

    Seven names of districts occur in two provinces: there the province follows, «thachang-singburi».
    Members of a committee count from 1.
    """
    stem = stem_of(office, role)
    first = [] if role == Role.MEMBER else [stem]
    numbers = range(1 if role == Role.MEMBER else 2, 100_000)
    return next(
        name
        for name in chain(first, (f"{stem}{number}" for number in numbers))
        if name not in taken
    )


def shown_name(office: Office, role: str, number: int = 1) -> str:
    """«เจ้าหน้าที่อำเภอกระสัง», «กรรมการคัดเลือกจังหวัดบุรีรัมย์ คนที่ 3»: no person's name.

    ``number`` counts the accounts of that office and role; a first officer is told without it.
    """
    what = Role(role).label if role == Role.MEMBER else "เจ้าหน้าที่"
    numbered = f" คนที่ {number}" if number > 1 or role == Role.MEMBER else ""
    return f"{what}{office.short_name}{numbered}"


def _latin(name: str) -> str:
    """«Buri Ram» → «buriram»."""
    return re.sub(r"[^a-z]", "", name.lower())


@cache
def _twice() -> frozenset[str]:
    """Names that districts of two provinces have."""
    every = (d for p in geothai.provinces() for d in geothai.districts(p.code))
    counted = Counter(_latin(district.name_en) for district in every)
    return frozenset(name for name, times in counted.items() if times > 1)
