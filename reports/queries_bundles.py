"""What the pages of bundles show; read only, a constant number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cdd_network import doors, thai
from cdd_network.models import Job, Programme
from cdd_network.roles import Can
from projects import deadlines
from projects.deadlines import DueLine, Light
from projects.queries_deadlines import rows_over
from reports.bundles.contents import GroupIn, Lack, ProvinceIn, changes, provinces_in, seen_of
from reports.jobs import BUNDLE
from reports.models import Bundle
from selection.models import Round
from selection.states import RoundState

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.deadlines import Limit

TONES = {Light.RED: "wrong", Light.AMBER: "act", Light.GREEN: "fine", Light.NONE: ""}


def years(user: User) -> list[Programme]:
    """The opened years, newest first; at work are those with an announced result, which alone has
    papers to send."""
    rounds = doors.visible(Round, user, Can.BUNDLE).filter(state=RoundState.ANNOUNCED)
    return rounds.opened_years()


def history(user: User, programme: Programme) -> QuerySet[Bundle]:
    """The own office's bundles of the year, the newest first."""
    own = doors.visible(Bundle, user, Can.BUNDLE).filter(office=user.office_id)
    return own.filter(programme=programme).defer("manifest", "office__garuda_image")


def running(user: User, programme: Programme) -> Job | None:
    """The job that makes the office's bundle of the year right now."""
    jobs = doors.visible(Job, user, Can.SEE_JOBS).unfinished()
    return jobs.filter(kind=BUNDLE, key=str(programme.pk)).select_related(None).only("pk").first()


# What would go in now


@dataclass(frozen=True)
class LackLine:
    """What is missing, with the page on which it is seen to."""

    text: str
    url: str


def _line(lack: Lack) -> LackLine:
    keys = [] if lack.key is None else [lack.key]
    return LackLine(lack.text, reverse(lack.where, args=keys))


@dataclass(frozen=True)
class GroupCard:
    """A group of the own province: what goes in, what is missing."""

    group: GroupIn
    lacks: list[LackLine]


@dataclass(frozen=True)
class NowPage:
    """The province's share as it stands; ``changed`` since the newest bundle, None without one."""

    province: ProvinceIn
    cards: list[GroupCard]
    lacks: list[LackLine]
    dues: tuple[DueLine, ...]
    tag: str
    tone: str
    changed: list[str] | None

    @property
    def missing(self) -> int:
        """How many things are missing in all."""
        return len(self.province.missing)


def since(newest: Bundle | None, found: Iterable[ProvinceIn]) -> list[str] | None:
    """What would be different from the newest bundle, None without one."""
    return changes(newest.shown["seen"], seen_of(found)) if newest else None


def now_page(user: User, programme: Programme, newest: Bundle | None) -> NowPage | None:
    """The own province's; None before its announcement. Five queries, one of them for the dues."""
    found = provinces_in(programme, user.office)
    if not found:
        return None
    province = found[0]
    sent = _first_sent(programme, province.office)
    due = Dues(programme, [province.office]).of(province, sent)
    changed = since(newest, found)
    cards = [GroupCard(one, [_line(lack) for lack in one.lacks]) for one in province.groups]
    return NowPage(province, cards, [_line(one) for one in province.lacks], *due, changed)


def sent_dues(bundle: Bundle) -> tuple[DueLine, ...]:
    """When the bundles of a forwarded one's office and year were due, and how late the first went;
    nothing of one that was not forwarded."""
    found = provinces_in(bundle.programme, bundle.office) if bundle.forwarded_at else ()
    if not found:
        return ()
    sent = _first_sent(bundle.programme, bundle.office_id)
    return Dues(bundle.programme, [bundle.office_id]).of(found[0], sent)[0]


def _first_sent(programme: Programme, office: int) -> datetime.date | None:
    return Bundle.objects.filter(office=office).first_sent(programme).get(office)


class Dues:
    """When provinces are to send, by what holds for each; one query however many."""

    def __init__(self, programme: Programme, offices: Iterable[int]) -> None:
        offices = list(offices)
        rules = [one for one in programme.content.deadlines if one.task == "bundle"]
        rows = [one for one in rows_over(programme, offices) if one.task == "bundle"]
        places = [(office, None) for office in offices]
        self._limits = deadlines.in_force_over(rules, rows, places)
        self._today = timezone.localdate()

    def of(
        self, province: ProvinceIn, sent: datetime.date | None
    ) -> tuple[tuple[DueLine, ...], str, str]:
        """Lines with their sources, a tag and its tone; ``sent`` is when the first bundle went."""
        return due_lines(self._limits[province.office, None], province, sent, self._today)


def due_lines(
    limits: Iterable[Limit],
    province: ProvinceIn,
    sent: datetime.date | None,
    today: datetime.date,
) -> tuple[tuple[DueLine, ...], str, str]:
    """When the bundle is due, why, and how it stands on ``today``."""
    limits, days = tuple(limits), anchors(province)
    found = deadlines.dues(limits, "bundle", days, level="province", done=sent)
    first = found[0].date if found else None
    light = deadlines.light(first, today=today, done=sent)
    lines = deadlines.due_lines(found, today=today, sent=sent)
    if first is None or sent:
        return lines, "", TONES[light]
    return lines, deadlines.days_text(first, today), TONES[light]


def anchors(province: ProvinceIn) -> deadlines.Anchors:
    """The days from which a province's deadline may count: the last of its groups', once all are
    known; the first of all for the beginning."""
    facts = [one.facts for one in province.groups]

    def of_all(name: str, pick: object) -> datetime.date | None:
        days = [getattr(one, name) for one in facts]
        return pick(days) if days and all(days) else None

    return {
        "announced": of_all("announced", max),
        "allotted": of_all("allotted", max),
        "activity_start": of_all("first", min),
        "activity_end": of_all("last", max),
    }


# One bundle


@dataclass(frozen=True)
class BundleFile:
    """A file of a bundle to download; ``which`` stands in its address."""

    which: str
    title: str
    kind: str
    size: int
    sha256: str


def files_of(bundle: Bundle) -> list[BundleFile]:
    """The files of the whole, while they are kept; the manifest stays."""
    titles = {
        "archive": ("ทั้งชุดในไฟล์เดียว", "ZIP"),
        "merged": ("ทุกฉบับรวมกัน มีสารบัญด้านข้าง", "PDF"),
        "workbook": ("ข้อมูลทั้งหมด", "Excel"),
    }
    held = bundle.shown["files"] if bundle.has_files else {}
    return [BundleFile(which, *titles[which], **held[which]) for which in titles if which in held]


def line_text(bundle: Bundle, url: str) -> str:
    """What is pasted into LINE beside the files."""
    shown = bundle.shown
    counted = [
        f"แผนปฏิบัติการฯ {shown['plans']}/{shown['groups']} กลุ่ม",
        f"แบบสรุปผลฯ {shown['summaries']}/{shown['groups']} กลุ่ม",
        f"ภาพถ่าย {shown['photos']:,} ภาพ",
        f"รวม {bundle.pages:,} หน้า",
    ]
    cover = bundle.cover
    number = f"หนังสือนำส่ง {cover.number_text} ลงวันที่ {thai.date_text(cover.date)}" if cover else ""
    missing = shown["missing"]
    lacks = [f"ยังขาด {len(missing)} รายการ", *(f"- {one}" for one in missing[:20])]
    head = f"{bundle.office.short_name} ส่งชุดเอกสาร ปีงบประมาณ {bundle.programme.year}"
    lines = [f"{head} (ครั้งที่ {bundle.number})", *counted, number]
    lines += lacks if missing else ["ครบทุกรายการ"]
    return "\n".join(filter(None, [*lines, f"เปิดรับที่ {url}"]))
