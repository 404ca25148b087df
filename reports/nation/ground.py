"""What is laid before anything is told: letterheads, accounts, signatories, savings groups."""

from __future__ import annotations

import random
from collections.abc import Iterable
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from cdd_network.models import (
    District,
    Office,
    Province,
    Signatory,
    Subdistrict,
    User,
)
from cdd_network.roles import Role
from reports.demo import PASSWORD
from reports.nation import words
from reports.nation.cast import MEMBERS
from selection.models import GroupActivity, GroupOfficer, SavingsGroup

GROUPS = 3
"""Savings groups a district."""
EXAMPLE = "(ตัวอย่าง)"
HEADS = ("หนอง", "โนน", "โคก", "นา", "ดอน", "ห้วย", "บึง", "คลอง", "ป่า", "ท่า", "วัง", "ทุ่ง", "สวน")
TAILS = (
    "บัว", "แสง", "ยาง", "ไผ่", "สะแก", "หว้า", "ตะเคียน", "มะค่า", "จิก", "สูง", "ใหญ่", "กลาง", "แดง",
    "ขาม", "ม่วง", "เจริญ", "ทอง", "งาม", "สำราญ", "พัฒนา",
)  # fmt: skip
POSTS = {"directing": ("ประธาน", "เลขานุการ", "เหรัญญิก"), "promotion": ("ประธานฝ่าย",), "loans": ("ประธานฝ่าย",), "audit": ("ประธานฝ่าย",)}  # fmt: skip


def letterheads(provinces: list[Province]) -> None:
    """Codes of the districts and preprinted paper; nothing of it is a real office's."""
    changed = []
    for province in provinces:
        numbers = iter(range(1, 100))
        offices = Office.objects.filter(province=province).select_related("district")
        for office in offices.order_by("kind", "district_id"):
            if office.kind == Office.Kind.DISTRICT:
                office.code = f"{province.abbr} {next(numbers):02d}18"
            office.garuda_mode = Office.Garuda.PREPRINTED
            changed.append(office)
    Office.objects.bulk_update(changed, ["code", "garuda_mode"], batch_size=400)


def accounts(provinces: list[Province]) -> None:
    """«department», and for every province «p31», «p31b», «m31a» … «m31e», its districts «d3103»."""
    secret = make_password(PASSWORD, salt="nation")
    department = Office.objects.get(kind=Office.Kind.DEPARTMENT)
    rows = [("department", Role.DEPARTMENT, department)]
    offices = Office.objects.filter(province__in=provinces).order_by("kind", "province", "district")
    for office in offices:
        if office.kind == Office.Kind.DISTRICT:
            rows.append((f"d{office.district_id}", Role.DISTRICT, office))
        else:
            rows += [(f"p{office.province_id}{x}", Role.PROVINCE, office) for x in ("", "b")]
            members = "abcdefghij"[:MEMBERS]
            rows += [(f"m{office.province_id}{x}", Role.MEMBER, office) for x in members]
    User.objects.bulk_create(
        [
            User(
                username=name, role=role, office=office, password=secret,
                display_name=f"{Role(role).label} {office.short_name} {EXAMPLE}",
            )
            for name, role, office in rows
        ],
        batch_size=1000,
    )  # fmt: skip


def signatories(provinces: list[Province]) -> None:
    """A deputy governor and a head of office for a province, a chief for a district; no names."""
    rows = []
    offices = Office.objects.filter(province__in=provinces).select_related("province", "district")
    for office in offices.order_by("kind", "province", "district"):
        posts = (
            [f"นายอำเภอ{office.district.name}"]
            if office.kind == Office.Kind.DISTRICT
            else ["รองผู้ว่าราชการจังหวัด", f"พัฒนาการ{office.province}"]
        )
        rows += [Signatory(office=office, name="ตัวอย่าง", post=post) for post in posts]
    Signatory.objects.bulk_create(rows, batch_size=1000)


def groups(provinces: list[Province], chance: random.Random) -> dict[str, list[SavingsGroup]]:
    """``GROUPS`` groups a district with officers and activities; by the district's code."""
    districts = District.objects.filter(province__in=provinces).order_by("code")
    places: dict[str, list[Subdistrict]] = {}
    for one in Subdistrict.objects.filter(district__in=districts).order_by("code"):
        places.setdefault(one.district_id, []).append(one)
    made = {
        code: [_group(chance, chance.choice(places[code]), number) for number in range(GROUPS)]
        for code in (d.code for d in districts)
    }
    every = [one for some in made.values() for one in some]
    SavingsGroup.objects.bulk_create(every, batch_size=1000)
    GroupOfficer.objects.bulk_create(_officers(every), batch_size=2000)
    GroupActivity.objects.bulk_create(_activities(every, chance), batch_size=2000)
    return made


def _group(chance: random.Random, place: Subdistrict, number: int) -> SavingsGroup:
    men, women = chance.randint(25, 120), chance.randint(35, 160)
    savings = Decimal(chance.randint(200, 4_000) * 1_000)
    return SavingsGroup(
        village=f"บ้าน{chance.choice(HEADS)}{chance.choice(TAILS)} {EXAMPLE}",
        moo=1 + number * 5 + chance.randint(0, 4),
        subdistrict=place,
        founded_year=chance.randint(2520, 2560),
        members_men=men,
        members_women=women,
        savings=savings,
        savings_monthly=Decimal((men + women) * chance.choice((50, 100, 150))),
        loans=savings * 7 / 10,
        reserve=savings / 20,
    )


def _officers(every: Iterable[SavingsGroup]) -> Iterable[GroupOfficer]:
    for group in every:
        number = 0
        for division, posts in POSTS.items():
            for order, post in enumerate(posts, start=1):
                number += 1
                yield GroupOfficer(
                    group=group, division=division, order=order, post=post,
                    name=f"กรรมการคนที่ {number} {EXAMPLE}",
                )  # fmt: skip


def _activities(every: Iterable[SavingsGroup], chance: random.Random) -> Iterable[GroupActivity]:
    for group in every:
        if chance.random() < 0.4:
            kind = chance.choice([*words.KINDS])
            yield GroupActivity(group=group, type=kind, count=chance.randint(1, 2))
