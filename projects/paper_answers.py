"""A district's paper as it reads, answer by answer: shown, noted upon, kept as a version, compared.

The plan gives its answers in ``projects/plan_answers.py``, the summary in ``reports``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from django.urls import reverse

from cdd_network import thai
from projects.queries import DayRow, day_rows
from projects.site_rules import site_text

if TYPE_CHECKING:
    from projects.models import Activity, DistrictPaper, PaperVersion
    from projects.paper_rules import Shared

Rows = list[dict[str, str]]
"""Answers as ``PaperVersion.answers`` keeps them."""


@dataclass(frozen=True)
class Answer:
    """An answer: ``key`` names it for notes and versions, ``text`` is what is compared.

    ``shown`` is the text as the page has it where it differs (steps with their numbers); ``url``
    leads to the control; ``stamp`` stands for what the text does not tell (the pictures);
    ``shared`` is what other papers of the activity tell, too.
    """

    key: str
    label: str
    text: str
    url: str = ""
    shown: str = ""
    stamp: str = ""
    shared: Shared | Literal[""] = ""
    closed: bool = False

    def kept(self, where: str = "") -> dict[str, str]:
        """The answer as a version keeps it, ``where`` before its label."""
        label = f"{where}: {self.label}" if where else self.label
        row = {"key": self.key, "label": label, "text": self.text}
        return {**row, "stamp": self.stamp} if self.stamp else row


@dataclass(frozen=True)
class Section:
    """Answers under one heading. ``short`` stands before each label where it is told alone.

    A ``silent`` section is kept and compared, not shown: what the others show already.
    """

    title: str
    answers: list[Answer] = field(default_factory=list)
    short: str = ""
    silent: bool = False

    def rows(self, notes: dict[str, str], *, linked: bool) -> list[dict[str, str]]:
        """For components/answers.html: with the province's notes, and ways to the controls."""
        return [
            {
                "label": one.label,
                "value": one.shown or one.text,
                "url": one.url if linked else "",
                "note": notes.get(one.key, ""),
            }
            for one in self.answers
        ]


def closing(sections: Iterable[Section], held: Container[str]) -> list[Section]:
    """The sections with the answers that are ``held`` closed: no way leads to their controls."""
    return [
        replace(
            section,
            answers=[
                replace(one, url="", closed=True) if one.shared in held else one
                for one in section.answers
            ],
        )
        for section in sections
    ]


def kept(sections: Iterable[Section]) -> Rows:
    """All answers as a version keeps them."""
    return [one.kept(section.short) for section in sections for one in section.answers]


def days_section(title: str, activity: Activity, days: Iterable[DayRow]) -> Section:
    """Dates, places and the study site, which the page of the days holds."""
    page = reverse("activity_days", args=[activity.pk])
    found = [
        Answer(
            f"day-{day.number}",
            day.label,
            "\n".join(filter(None, [thai.date_text(day.date) if day.date else "", day.place])),
            f"{page}#id_date_{day.number}_0",
            shared="days",
        )
        for day in days
    ]
    url = f"{page}#id_site_name"
    site = Answer("site", "สถานที่ศึกษาดูงาน", site_text(activity), url, shared="site")
    return Section(title, [*found, site])


def noted_on_days(paper: DistrictPaper) -> list[tuple[str, str, str]]:
    """(label, note, address) of the province's notes on days and site, which no form of a paper holds."""
    notes, activity = paper.notes, paper.activity
    if not notes:
        return []
    answers = days_section("", activity, day_rows(activity, activity.days.all())).answers
    return [(one.label, notes[one.key], one.url) for one in answers if one.key in notes]


def reporter_section(paper: DistrictPaper, edit_page: str) -> Section:
    """Who reports, and when: the end of every paper."""
    day = thai.date_text(paper.report_date) if paper.report_date else ""
    rows = (
        ("reporter_name", "ชื่อและนามสกุล", paper.reporter_name, ""),
        ("reporter_post", "ตำแหน่ง", paper.reporter_post, ""),
        ("report_date", "วันที่รายงาน", day, "_0"),
    )
    return Section(
        "ผู้รายงาน",
        [Answer(name, label, text, f"{edit_page}#id_{name}{at}") for name, label, text, at in rows],
    )


# What was sent before


@dataclass(frozen=True)
class Noted:
    """A note of the province, and whether the answer was changed since it was given."""

    label: str
    note: str
    changed: bool
    url: str = ""


@dataclass(frozen=True)
class Trail:
    """What the pages tell of earlier sendings. ``same``: nothing changed since (or between) them.

    ``noted`` are the notes that the last return gave, ``note`` what it said on the whole.
    """

    sendings: int = 0
    same: bool = False
    note: str = ""
    noted: list[Noted] = field(default_factory=list)


def trail_of(paper: DistrictPaper, sections: list[Section]) -> Trail:
    """Notes of the last return against what stands now; one query, none before the first sending.

    While the paper is being mended «now» is the draft, once it is sent again the last version.
    """
    if not paper.submitted_at:
        return Trail()
    versions = list(paper.versions.order_by("-number")[:2])
    now = {one["key"]: one for one in kept(sections)}
    urls = {one.key: one.url for section in sections for one in section.answers}
    returned = next((one for one in versions if one.note or one.notes), None)
    count = versions[0].number if versions else 0
    if returned is None or not paper.returned_note:
        return Trail(sendings=count)
    if returned is not versions[0]:
        now = {one["key"]: one for one in versions[0].answers}
    before = {one["key"]: one for one in returned.answers}
    noted = [
        Noted(
            (now.get(key) or before.get(key) or {"label": key})["label"],
            note,
            _said(now.get(key)) != _said(before.get(key)),
            urls.get(key, ""),
        )
        for key, note in returned.notes.items()
    ]
    same = list(map(_said, now.values())) == list(map(_said, returned.answers))
    return Trail(count, same, returned.note, noted)


def _said(row: dict[str, str] | None) -> tuple[str, ...]:
    """What counts as the answer; the label, which carries a row's number, is left out."""
    return (row["key"], row["text"], row.get("stamp", "")) if row else ()


def is_same(one: PaperVersion, other: PaperVersion) -> bool:
    """Whether two sendings say the same."""
    return list(map(_said, one.answers)) == list(map(_said, other.answers))
