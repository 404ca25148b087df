"""The department's page of bundles: every province, by what it sent; read only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import doors
from cdd_network.models import Office
from cdd_network.roles import Can
from reports.models import Bundle
from reports.queries_bundles import Dues

if TYPE_CHECKING:
    from cdd_network.models import Programme, User
    from reports.bundles.contents import ProvinceIn

STATES = {
    "owed": "ประกาศผลแล้ว ยังไม่ได้ส่ง",
    "sent": "ส่งแล้ว รอกรมฯ รับ",
    "received": "กรมฯ รับแล้ว",
}
"""Of those that announced: the country's board counts all that have not sent, so the words differ."""
UNANNOUNCED = "ยังไม่ได้ประกาศผลการคัดเลือก"
HEADS = (
    "จังหวัด", "กลุ่ม", "แผนฯ ที่รับแล้ว", "แบบสรุปฯ ที่รับแล้ว", "ภาพถ่าย", "สิ่งที่ยังขาด (รายการ)", "กำหนดส่ง",
    "สถานะ", "ส่งเมื่อ", "ช่องทางที่ส่ง", "กรมฯ รับเมื่อ",
)  # fmt: skip


@dataclass(frozen=True)
class CountryRow:
    """A province as the department sees it; ``bundle`` is the newest that it forwarded, ``first``
    the day on which it forwarded its first."""

    office: int
    name: str
    province: ProvinceIn | None
    bundle: Bundle | None
    first: datetime.date | None = None

    @property
    def state(self) -> str:
        """A key of ``STATES``."""
        if self.bundle is None:
            return "owed"
        return "received" if self.bundle.received_at else "sent"

    @property
    def counts(self) -> bool:
        """Whether a bundle is asked of it, or came: one that was sent waits for the department even
        where the result was taken back since."""
        return self.province is not None or self.bundle is not None

    @property
    def label(self) -> str:
        """How it stands, in words."""
        return STATES[self.state] if self.counts else UNANNOUNCED

    @property
    def groups(self) -> int:
        """Announced groups."""
        return len(self.province.groups) if self.province else 0

    @property
    def plans(self) -> int:
        """Accepted plans."""
        return sum(one.has_plan for one in self.province.groups) if self.province else 0

    @property
    def summaries(self) -> int:
        """Accepted summaries."""
        return sum(one.has_summary for one in self.province.groups) if self.province else 0

    @property
    def photos(self) -> int:
        """Photographs of accepted summaries."""
        return sum(one.photos for one in self.province.groups) if self.province else 0

    @property
    def missing(self) -> int:
        """Things that are missing; 0 before the announcement, when nothing is asked yet."""
        return len(self.province.missing) if self.province else 0


def country_rows(user: User, programme: Programme, found: Iterable[ProvinceIn]) -> list[CountryRow]:
    """Every province, by DOPA's code; three queries."""
    held = {one.office: one for one in found}
    forwarded = doors.visible(Bundle, user, Can.BUNDLE).filter(programme=programme)
    forwarded = forwarded.filter(forwarded_at__isnull=False).order_by("number")
    shown = ("office", "forwarded_at", "forwarded_on", "forwarded_how", "received_at")
    sent = {one.office_id: one for one in forwarded.select_related(None).only(*shown)}
    first = forwarded.first_sent(programme)
    offices = doors.visible(Office, user, Can.BUNDLE).filter(kind=Office.Kind.PROVINCE)
    names = offices.order_by("province_id").values_list("pk", "province__name")
    return [CountryRow(pk, name, held.get(pk), sent.get(pk), first.get(pk)) for pk, name in names]


def filtered(rows: Iterable[CountryRow], query: Mapping[str, str]) -> list[CountryRow]:
    """Rows by ``q`` (words of the province's name) and ``state``."""
    words, wanted = query.get("q", "").split(), query.get("state", "")
    return [
        row
        for row in rows
        if all(word in row.name for word in words)
        and (wanted not in STATES or (row.counts and row.state == wanted))
    ]


def figures(rows: Iterable[CountryRow], year: int) -> list[dict[str, object]]:
    """How many announced, and how many owe a bundle, sent it, had it received."""
    rows = list(rows)
    announced = [row for row in rows if row.province]
    url = f"{reverse('bundles')}?year={year}"
    counted = [
        {
            "value": sum(row.counts and row.state == state for row in rows),
            "label": f"จังหวัด: {label}",
            "url": f"{url}&state={state}",
        }
        for state, label in STATES.items()
    ]
    return [{"value": len(announced), "label": "จังหวัดที่ประกาศผลแล้ว"}, *counted]


def inside(found: Iterable[ProvinceIn]) -> dict[str, int]:
    """How much of each kind goes into the nation's bundle; ``bare`` groups with a proposal alone."""
    groups = [one for province in found for one in province.groups]
    return {
        "groups": len(groups),
        "plans": sum(one.has_plan for one in groups),
        "summaries": sum(one.has_summary for one in groups),
        "photos": sum(one.photos for one in groups),
        "bare": sum(not (one.has_plan or one.has_summary) for one in groups),
    }


def country_cells(programme: Programme, rows: Iterable[CountryRow]) -> list[list[object]]:
    """The rows under ``HEADS``."""
    rows = list(rows)
    dues = Dues(programme, [row.office for row in rows])
    return [[row.name, *_counts(row), *_sent_cells(row, dues)] for row in rows]


def _counts(row: CountryRow) -> list[int]:
    return [row.groups, row.plans, row.summaries, row.photos, row.missing]


def _sent_cells(row: CountryRow, dues: Dues) -> list[object]:
    bundle = row.bundle
    sent = bundle.forwarded_on if bundle else None
    lines = dues.of(row.province, row.first)[0] if row.province else ()
    due = "\n".join(line.text for line in lines)
    how = bundle.forwarded_how if bundle else ""
    return [due, row.label, sent, how, bundle.received_at if bundle else None]
