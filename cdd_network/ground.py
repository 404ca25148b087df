"""Loads what every installation stands on: places, offices, and the shipped programme years.

Each function may be run again: it adds what is missing and leaves what an office has changed.
"""

import json
from pathlib import Path

import geothai
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from pythainlp.corpus.common import provinces as province_details

from cdd_network.models import District, Office, Programme, Province, Subdistrict

BANGKOK = "10"
"""The capital has no provincial office of the department and takes no part."""

DATA = Path(__file__).parent / "data"
RESPONSIBLE_CODE = "0019"
"""The running code of a province's community development office, as in «บร 0019»."""


@transaction.atomic
def load_places() -> None:
    """76 provinces, 878 districts and their subdistricts: DOPA's codes from geothai.

    Two-letter codes of provinces come from pythainlp; KeyError names a province without one.
    """
    letters = {row["name_th"]: row["abbr_th"] for row in province_details(details=True)}
    provinces = [p for p in geothai.provinces() if p.code != BANGKOK]
    Province.objects.bulk_create(
        [Province(code=p.code, name=p.name_th, abbr=letters[p.name_th]) for p in provinces],
        ignore_conflicts=True,
    )
    districts = [d for p in provinces for d in geothai.districts(p.code)]
    District.objects.bulk_create(
        [District(code=d.code, name=d.name_th, province_id=d.province_code) for d in districts],
        ignore_conflicts=True,
    )
    Subdistrict.objects.bulk_create(
        [
            Subdistrict(code=s.code, name=s.name_th, district_id=s.district_code)
            for d in districts
            for s in geothai.subdistricts(d.code)
        ],
        ignore_conflicts=True,
        batch_size=2000,
    )


def province_alone() -> str | None:
    """Code of the one province that stands in this installation; None for the country or nothing yet."""
    found = Office.objects.filter(kind=Office.Kind.PROVINCE).values_list("province_id", flat=True)
    codes = list(found.order_by("province_id")[:2])
    return codes[0] if len(codes) == 1 else None


@transaction.atomic
def load_offices(province: str | None = None) -> None:
    """The department, 76 provincial and 878 district offices, with plain letterheads to amend.

    With a ``province``'s code the department and that province alone.
    """
    Office.objects.get_or_create(kind=Office.Kind.DEPARTMENT, defaults={"name": "กรมการพัฒนาชุมชน"})
    here = {"code": province} if province else {}
    known = set(Office.objects.values_list("kind", "province_id", "district_id"))
    Office.objects.bulk_create(
        [
            _province_office(p)
            for p in Province.objects.filter(**here)
            if (Office.Kind.PROVINCE, p.code, None) not in known
        ]
    )
    Office.objects.bulk_create(
        [
            Office(
                kind=Office.Kind.DISTRICT,
                province_id=d.province_id,
                district=d,
                name=f"สำนักงานพัฒนาชุมชนอำเภอ{d.name}",
                address_lines=f"ที่ว่าการอำเภอ{d.name}\nจังหวัด{d.province.name}",
            )
            for d in _districts(province)
            if (Office.Kind.DISTRICT, d.province_id, d.code) not in known
        ]
    )


def _districts(province: str | None) -> QuerySet[District]:
    every = District.objects.select_related("province")
    return every.filter(province=province) if province else every


def _province_office(province: Province) -> Office:
    return Office(
        kind=Office.Kind.PROVINCE,
        province=province,
        name=f"สำนักงานพัฒนาชุมชนจังหวัด{province.name}",
        address_lines=f"ศาลากลางจังหวัด{province.name}",
        code=f"{province.abbr} {RESPONSIBLE_CODE}",
    )


def load_programme(year: int) -> Programme:
    """The shipped programme of a fiscal year (BE), made once; an edited one is left alone.

    Raises FileNotFoundError for a year that is not shipped, ValueError for a wrong document.
    """
    found = Programme.objects.filter(year=year).first()
    if found:
        return found
    document = json.loads((DATA / f"programme_{year}.json").read_text())
    try:
        with transaction.atomic():
            return Programme.objects.add_year(
                year=year,
                title=document["title"],
                quota=document["quota"],
                data=document["content"],
                opened_at=timezone.now(),
            )
    except IntegrityError:  # two who begin at once: the other made it in between
        return Programme.objects.get(year=year)


def load_ground() -> None:
    """Places, offices and every shipped programme year; a province that stands alone stays alone."""
    load_places()
    load_offices(province_alone())
    load_years()


def load_years() -> None:
    """Every shipped programme year."""
    for path in sorted(DATA.glob("programme_*.json")):
        load_programme(int(path.stem.removeprefix("programme_")))
