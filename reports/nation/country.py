"""The country: which province stands where in which year, and everything laid and printed for it."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.management.color import no_style
from django.db import connection, transaction

from cdd_network import thai
from cdd_network.ground import load_ground
from cdd_network.models import District, Office, Province, Signatory, Subdistrict, User
from reports.demo_time import told_on
from reports.models import Enclosure, FrozenFile, SearchRow
from reports.nation import afterwards, ground, past, stages, words
from reports.nation.cast import MEMBERS, Cast, example_page
from reports.nation.past import NEWEST
from reports.nation.press import Copy, Press, Table
from reports.nation.seal import columns, pressed_models
from reports.nation.words import sign
from reports.search.index import reindex
from selection.models import SavingsGroup
from selection.submissions import MONEY, members_text

if TYPE_CHECKING:
    from cdd_network.models import Programme
    from reports.nation.seal import Seal

LAID_ON = date(2022, 10, 3)
"""The day on which offices, accounts and groups were laid."""
WATCHED_ON = date(2025, 10, 1)
"""When the districts had gone back, after the newest year's end."""
OLDER = ("forwarded",) * 9 + ("accepted",)
"""Where provinces stand in years that are over: nearly all have forwarded."""
NEWEST_STAGES = (
    "preparing", "open", "sent", "checked", "scoring", "scored", "decided", "announced", "told",
    "allotted", "dated", "held", "written", "returned", "reported", "accepted",
) + ("forwarded",) * 4  # fmt: skip
LARGEST = "30"
"""Nakhon Ratchasima, 32 districts: in the newest year all its sheets are in, for the heaviest pages."""
WEEKS = (-2, -1, -1, 0, 0, 0, 1, 1, 2, 4)
"""How many weeks a province is before or after the pattern."""
USUAL = {
    "market_centre": 60, "rice_bank": 8, "rice_mill": 8, "fuel_station": 7, "drinking_water": 7,
    "drying_yard": 5, "barn": 5,
}  # fmt: skip
"""How often each kind of activity is what a group wants."""


def fill(*, years: int, seed: int, provinces: int, photos: int = 0) -> dict[str, int]:
    """Fill the first ``provinces`` provinces with so many ``years``; rows by model label.

    The same ``seed`` gives the same rows on an empty database. One transaction: all or nothing.
    """
    load_ground()
    seals, cast = stages.seals()
    _set_pages(seals)
    with transaction.atomic():
        chosen = list(Province.objects.order_by("code")[:provinces])
        chance = random.Random(seed)  # noqa: S311  (no secret hangs on it)
        with told_on(LAID_ON):
            programmes = past.years(years)
            ground.letterheads(chosen)
            ground.accounts(chosen)
            ground.signatories(chosen)
            groups = ground.groups(chosen, chance)
        tables = {model: Table(model) for model in pressed_models()}
        press = Press(seals, tables)
        laid = Laid(cast, chosen, groups)
        for year, programme in sorted(programmes.items()):
            for province, stage in _stages(chosen, year, chance):
                press.print(stage, laid.copy(province, programme, chance))
        press.finish()
        _reset_keys(tables)
        with told_on(WATCHED_ON):
            afterwards.visits(chance)
            afterwards.bundles()
            afterwards.photographs(photos, chance)
    reindex()
    return {m._meta.label: m._base_manager.count() for m in (*tables, SavingsGroup, SearchRow)}


def _stages(chosen: list[Province], year: int, chance: random.Random) -> list[tuple[Province, str]]:
    order = chosen[:]
    chance.shuffle(order)
    usual = NEWEST_STAGES if year == NEWEST else OLDER
    found = {one.pk: usual[n % len(usual)] for n, one in enumerate(order)}
    if year == NEWEST:
        found[LARGEST] = "scored"
    return [(one, found[one.pk]) for one in chosen]


def _set_pages(seals: dict[str, Seal]) -> None:
    """Put each kind's own example page in the place of papers that were not set."""
    for seal in seals.values():
        documents = {row[0]: row for row in _dicts(seal, "Document")}
        for model in (FrozenFile, Enclosure):
            names = [f.attname for f in columns(model)]
            of, data, digest = (names.index(n) for n in ("document_id", "data", "sha256"))
            for row in seal.rows[model]:
                page = example_page(documents[row[of]][1])
                row[data], row[digest] = page.data, page.sha256


def _dicts(seal: Seal, model: str) -> list[tuple[object, str]]:
    found = next(m for m in seal.rows if m.__name__ == model)
    names = [f.attname for f in columns(found)]
    return [(row[names.index("id")], row[names.index("kind")]) for row in seal.rows[found]]


def _reset_keys(tables: dict) -> None:
    """The database counts on from the keys that were given here."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(sql)


class Laid:
    """What was laid, by province: made once, asked for each print."""

    def __init__(
        self, cast: Cast, chosen: list[Province], groups: dict[str, list[SavingsGroup]]
    ) -> None:
        self.cast, self.groups = cast, groups
        self.users = {u.username: u for u in User.objects.select_related("office")}
        self.offices = {(o.province_id, o.district_id): o for o in Office.objects.all()}
        self.signers: dict[int, list[Signatory]] = {}
        for one in Signatory.objects.order_by("pk"):
            self.signers.setdefault(one.office_id, []).append(one)
        self.districts: dict[str, list[District]] = {p.pk: [] for p in chosen}
        for one in District.objects.filter(province__in=chosen).order_by("code"):
            self.districts[one.province_id].append(one)
        self.places = {s.pk: s for s in Subdistrict.objects.filter(district__province__in=chosen)}

    def copy(self, province: Province, programme: Programme, chance: random.Random) -> Copy:
        """A print for one province and year: who proposes, where, when, what."""
        districts = self.districts[province.pk][:]
        chance.shuffle(districts)
        share = 1 if len(districts) > 24 else chance.uniform(0.45, 1)
        units = min(max(3, round(len(districts) * share)), len(self.cast.districts))
        year = programme.year
        groups = [self.groups[d.pk][(year + n) % ground.GROUPS] for n, d in enumerate(districts)]
        kinds = _kinds(chance)
        labels = {words.KINDS[a]: words.KINDS[b] for a, b in kinds.items()}
        names = {sign(words.PROVINCE, 0): province.name, words.CODE: f"{province.abbr} 0019"}
        for n, (district, group) in enumerate(zip(districts, groups, strict=False), start=1):
            names[sign(words.DISTRICT, n)] = district.name
            if n <= units:
                names |= self._names(n, province, district, group, kinds)
        return Copy(
            units=units,
            laid=self._keys(province, programme, districts, groups),
            names=names | labels,
            kinds=kinds,
            days=past.back(year) + timedelta(weeks=chance.choice(WEEKS)),
            numbers=chance.randint(100, 9_000) * 10,
            year=year,
            moo={n: group.moo for n, group in enumerate(groups, start=1)},
            facts={n: _facts(self._address(g, province), g) for n, g in enumerate(groups, 1)},
            chance=chance,
        )

    def _names(
        self, n: int, province: Province, district: District, group: SavingsGroup, kinds: dict
    ) -> dict[str, str]:
        place = self.places[group.subdistrict_id]
        village = group.village.removeprefix("บ้าน")
        kind = words.KINDS[kinds[[*words.KINDS][(n - 1) % len(words.KINDS)]]]
        return {
            sign(words.SUBDISTRICT, n): place.name,
            f"หมู่ ตำบล{sign(words.SUBDISTRICT, n)}": f"หมู่ที่ {group.moo} ตำบล{place.name}",
            sign(words.VILLAGE, n): village,
            sign(words.ACTIVITY, n): f"{kind}บ้าน{village}",
            words.district_code(n): self.offices[province.pk, district.pk].code,
        }

    def _address(self, group: SavingsGroup, province: Province) -> str:
        place = self.places[group.subdistrict_id]
        district = next(d for d in self.districts[province.pk] if d.pk == place.district_id)
        return thai.address_text(
            moo=group.moo, subdistrict=place.name, district=district.name, province=province.name
        )

    def _keys(
        self, province: Province, programme: Programme, districts: list, groups: list
    ) -> dict[tuple[str, object], object]:
        cast, office = self.cast, self.offices[province.pk, None]
        code = province.pk
        signers = self.signers[office.pk]
        found = {
            ("cdd_network.programme", cast.programme.pk): programme.pk,
            ("cdd_network.province", cast.province.pk): code,
            ("cdd_network.office", cast.office.pk): office.pk,
            ("cdd_network.user", cast.officer.pk): self.users[f"p{code}"].pk,
            ("cdd_network.user", cast.second.pk): self.users[f"p{code}b"].pk,
            ("cdd_network.signatory", cast.governor.pk): signers[0].pk,
            ("cdd_network.signatory", cast.head.pk): signers[1].pk,
        }
        for letter, member in zip("abcdefghij"[:MEMBERS], cast.members, strict=False):
            found["cdd_network.user", member.pk] = self.users[f"m{code}{letter}"].pk
        for player, district, group in zip(cast.districts, districts, groups, strict=False):
            home = self.offices[code, district.pk]
            found |= {
                ("cdd_network.district", player.office.district_id): district.pk,
                ("cdd_network.subdistrict", player.subdistrict.pk): group.subdistrict_id,
                ("cdd_network.office", player.office.pk): home.pk,
                ("cdd_network.user", player.user.pk): self.users[f"d{district.pk}"].pk,
                ("cdd_network.signatory", player.chief.pk): self.signers[home.pk][0].pk,
                ("selection.savingsgroup", player.group): group.pk,
            }
        return found


def _kinds(chance: random.Random) -> dict[str, str]:
    """Kinds change places; the first two are what groups usually want."""
    left, order = dict(USUAL), []
    while left:
        kind = chance.choices([*left], weights=left.values())[0]
        order.append(kind)
        del left[kind]
    return dict(zip(words.KINDS, order, strict=False))


def _facts(address: str, group: SavingsGroup) -> str:
    """The registry's facts of a group as a sent nomination keeps them (``submissions``)."""
    rows = [
        ("name", "ชื่อกลุ่ม", group.name),
        ("address", "ที่อยู่", address),
        ("founded", "จัดตั้งเมื่อ", f"พ.ศ. {group.founded_year}"),
        ("members", "สมาชิก", members_text(group)),
    ]
    rows += [
        (key, label, f"{thai.money_text(Decimal(getattr(group, key)))} บาท") for key, label in MONEY
    ]
    return json.dumps(
        [{"key": k, "label": label, "text": text} for k, label, text in rows], ensure_ascii=False
    )
