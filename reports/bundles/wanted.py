"""Which papers and photographs go into a bundle, in which order and under which names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist

from projects.models import ActionPlan, Event
from projects.states import PaperState
from reports.bundles.contents import ANNOUNCEMENT, COVER
from reports.file_names import Names, first_whole
from reports.models import FrozenFile, Photo, SummaryReport
from reports.papers import plan_of, summary_of
from reports.papers_selection import proposal_of
from reports.papers_timetable import timetable_of
from reports.source import Source
from selection.models import Nomination

if TYPE_CHECKING:
    from reports.bundles.contents import GroupIn, ProvinceIn

FROZEN, TIMETABLE, PROPOSAL, PLAN, SUMMARY = "frozen", "timetable", "proposal", "plan", "summary"
OWN = "0_จังหวัด"
PHOTOS = "ภาพถ่าย"


class Moved(Exception):
    """What was to go in is not there any more: somebody worked on it meanwhile."""


@dataclass(frozen=True)
class Wanted:
    """A paper: of which row it is made (``kind``, ``key``), ``name`` within the ZIP, and its bookmark
    (``titles``: province, group, paper)."""

    kind: str
    key: int
    titles: tuple[str, ...]
    name: str

    @property
    def title(self) -> str:
        """«อำเภอกระสัง บ้านกระเจา · แผนปฏิบัติการขับเคลื่อนฯ»."""
        return " · ".join(self.titles)


@dataclass(frozen=True)
class Shot:
    """A photograph: the file as it is stored, and its name within the ZIP."""

    stored: str
    sha256: str
    name: str


class Plan:
    """Papers in reading order, then photographs; names are given once each."""

    def __init__(self, provinces: Iterable[ProvinceIn], *, national: bool) -> None:
        self._names, self._national = Names(), national
        self.papers: list[Wanted] = []
        self.shots: list[Shot] = []
        for province in provinces:
            self._add(province)

    def _add(self, province: ProvinceIn) -> None:
        above = (f"{province.code}_{province.name}",) if self._national else ()
        head = (province.title,)
        for number, (kind, key, title) in enumerate(_own(province), start=1):
            name = self._names.path(*above, OWN, stem=f"{number}_{title}", ending=".pdf")
            self.papers.append(Wanted(kind, key, (*head, title), name))
        for group in province.groups:
            facts = group.facts
            place = f"{facts.district}_{facts.village}"
            folder = f"{facts.order}_{place}"
            for number, kind, key, title, short in _of_group(group):
                begin = f"{number}_{short}"
                stems = (f"{begin}_{place}", f"{begin}_{facts.village}")  # the folder has the rest
                stem = first_whole(*stems, ending=".pdf")
                name = self._names.path(*above, folder, stem=stem, ending=".pdf")
                self.papers.append(Wanted(kind, key, (*head, group.name, title), name))
            if group.photos:
                self.shots += self._shots((*above, folder, PHOTOS), facts.summary_pk)

    def _shots(self, folders: tuple[str, ...], report: int) -> Iterator[Shot]:
        rows = Photo.objects.filter(report=report).order_by("order").values_list("file", "sha256")
        for number, (stored, sha256) in enumerate(rows, start=1):
            name = self._names.path(*folders, stem=f"ภาพที่_{number:02}", ending=".jpg")
            yield Shot(stored, sha256, name)


def _own(province: ProvinceIn) -> Iterator[tuple[str, int, str]]:
    """The province's own papers: its covering letter in front."""
    held = province.documents
    if COVER in held:
        yield FROZEN, held[COVER], "หนังสือนำส่ง"
    if ANNOUNCEMENT in held:
        yield FROZEN, held[ANNOUNCEMENT], "ประกาศผลการคัดเลือก"
    if province.day:
        yield TIMETABLE, province.day, "กำหนดการกิจกรรมที่ 1"


def _of_group(group: GroupIn) -> Iterator[tuple[int, str, int, str, str]]:
    """Number, kind, key, title and short name of each of the group's papers."""
    yield 1, PROPOSAL, group.extras.nomination, "แบบเสนอโครงการ", "แบบเสนอโครงการ"
    if group.has_plan:
        yield 2, PLAN, group.facts.plan_pk, "แผนปฏิบัติการขับเคลื่อนฯ", "แผนปฏิบัติการ"
    if group.has_summary:
        yield 3, SUMMARY, group.facts.summary_pk, "แบบสรุปผลการดำเนินงาน", "แบบสรุปผล"


def source_of(wanted: Wanted) -> Source | FrozenFile:
    """What the paper is set from, or its signed bytes.

    Raises Moved when it is not accepted or not there any more.
    """
    try:
        if wanted.kind == FROZEN:
            return FrozenFile.objects.get(document=wanted.key)
        return Source(_PAPERS[wanted.kind](wanted.key))
    except ObjectDoesNotExist:
        raise Moved from None


_PAPERS = {
    TIMETABLE: lambda key: timetable_of(Event.objects.with_place().get(pk=key)),
    PROPOSAL: lambda key: proposal_of(Nomination.objects.with_place().get(pk=key)),
    PLAN: lambda key: plan_of(ActionPlan.objects.get(pk=key, state=PaperState.ACCEPTED)),
    SUMMARY: lambda key: summary_of(SummaryReport.objects.get(pk=key, state=PaperState.ACCEPTED)),
}
