"""What the department sees of one province: its standing, its rows step by step, its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.watch.country_figures import address
from reports.watch.country_groups import rows_of
from reports.watch.country_queries import country
from reports.watch.group_rows import group_row
from reports.watch.queries_board import board_rows

if TYPE_CHECKING:
    from cdd_network.models import Office, Programme, User


def province_page(user: User, office: Office, year: Programme) -> dict[str, object]:
    """Context of its page: the groups with their steps, before the announcement the districts.

    ``office`` is a provincial one with its province loaded.
    """
    place = office.province
    held = country(user, year, offices=[(office.pk, place.code, place.abbr, place.name)])
    (province,) = held.provinces
    rows = rows_of(year, held.groups, held.told)
    calls = board_rows(office, year, {}) if province.round and not province.announced else ()
    return {
        "province": province,
        "rows": [(row, group_row(row.standing, year.year).marks) for row in rows],
        "calls": calls,
        "groups_url": address("country_groups", year, province=place.code),
    }
