"""Document → facts for the rules of proofreading → faults with the pages where they are mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cdd_network.models import Province, Subdistrict
from reports import body, facts
from reports.kinds import LetterKind, edited, kind_of
from reports.models import Document
from reports.proofreading import Cited, Facts, Fault, Line, Met, proofread
from reports.proofreading.places import provinces_named
from selection.queries_meeting import meeting_facts

if TYPE_CHECKING:
    from reports.kinds import Words
    from reports.parts import Enclosure
    from reports.proofreading.facts import Places
    from reports.stamps import Stamp

_KIND = Document.Kind
AHEAD = {_KIND.COMMITTEE_ORDER, _KIND.CRITERIA_CIRCULAR, _KIND.INVITATION}
"""Papers that come before the committee meets."""
AFTER = {
    _KIND.SELECTION_LETTER,
    _KIND.ALLOCATION_NOTICE,
    _KIND.DISTRICT_COVER,
    _KIND.DEPARTMENT_COVER,
}
"""Papers that come after the announcement."""
TELLS = AFTER | {_KIND.ANNOUNCEMENT, _KIND.MEETING_REPORT}
"""Papers that tell of the meeting."""


def faults(document: Document, stamp: Stamp | None) -> list[Fault]:
    """What a person should look at before issuing; ``stamp`` as far as it is known."""
    found = proofread(facts_of(document, stamp))
    return [replace(fault, url=address(document, fault.mend)) for fault in found]


def blocking(document: Document) -> list[Fault]:
    """What must be mended before the document may be issued."""
    return [fault for fault in faults(document, None) if fault.blocks]


def address(document: Document, mend: str) -> str:
    """The control where a part is mended; number and date stand on the page that issues."""
    at = {"number": "#id_number", "date": "#id_date_0"}.get(mend)
    if at:
        return at
    if page := _PAGES.get(mend):
        return reverse(page, args=[document.round_id])
    anchor = _ANCHORS.get(mend, f"id_{mend}")
    return f"{reverse('document_edit', args=[document.pk])}#{anchor}"


_PAGES = {"meeting": "round_meeting", "attendance": "round_attendance"}
"""Pages of the round where a fact of it is mended."""
_ANCHORS = {
    "subject": "id_subject_text",
    "to": "id_to_text",
    "body": "id_body_text",
    "references": "references",
    "deadline": "id_deadline_0",
}


def facts_of(document: Document, stamp: Stamp | None) -> Facts:
    """What the rules look at; without the facts that its sentences want, no words."""
    kind, opened = kind_of(document), document.round
    known = Facts(
        letter=isinstance(kind, LetterKind),
        cited=_cited(document) if kind.cites else (),
        salutation=document.salutation,
        signature=facts.signature(document.signatory) if document.signatory else None,
        office=document.office.short_name,
        province=opened.office.province.name,
        number=stamp.printed(document.office.code) if stamp else "",
        day=stamp.day if stamp else None,
        ahead=document.kind in AHEAD,
        invites=document.kind == _KIND.INVITATION,
        reports=document.kind in TELLS,
        meeting_day=opened.meeting_date,
        met=_met(document),
        cancels=_cancels(document),
        announcement_day=facts.announced_on(opened) if document.kind in AFTER else None,
        deadline=document.deadline if kind.deadline else None,
        deadline_label=kind.deadline,
        rules=opened.programme.content.deadlines if _sets_the_years(document) else (),
        fiscal_year=opened.programme.year,
    )
    return known if kind.setting_gaps(document) else _worded(document, known)


def _met(document: Document) -> Met | None:
    """How the committee met, for the report of it."""
    if document.kind != _KIND.MEETING_REPORT:
        return None
    met = meeting_facts(document.round)
    return Met(
        began=_day(met.began_at),
        ended=_day(met.ended_at),
        present=met.now.present,
        needed=met.now.needed,
        unexplained=tuple(one.post for one in met.unrecorded),
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _cancels(document: Document) -> date | None:
    """Date of the announcement that this one replaces."""
    if document.kind != _KIND.ANNOUNCEMENT or not document.supersedes_id:
        return None
    return document.supersedes.date


def _sets_the_years(document: Document) -> bool:
    """Whether its deadline is the year's for plan and summary; a circular's is for proposals."""
    return document.kind == _KIND.SELECTION_LETTER


def _cited(document: Document) -> tuple[Cited, ...]:
    rows = facts.cited_rows(document)
    return tuple(Cited(f"{row.code}/{row.number}", row.date) for row in rows)


def _worded(document: Document, known: Facts) -> Facts:
    """``known`` with the words as they will be printed, and what stands behind their names."""
    kind = kind_of(document)
    made = kind.words(document)
    words = edited(document, made)
    facts_made = {one.text for one in made.body} | {one.title for one in made.enclosures}
    lines = replace(
        known,
        worded=True,
        subject=Line("เรื่อง", " ".join(words.subject.split()), mend="subject"),
        to=Line("เรียน", words.to, "", "to", words.to == made.to) if kind.has_to else None,
        body=paragraphs(words, facts_made),
        enclosures=tuple(_enclosure(one, facts_made) for one in words.enclosures),
    )
    return replace(lines, places=_places(lines), groups=_groups(document, lines))


def paragraphs(words: Words, made: set[str]) -> tuple[Line, ...]:
    """The body's paragraphs by the numbers that an officer counts: lines of the text box."""
    return tuple(
        Line(_place(order, one.number), one.text, one.number, "body", one.text in made)
        for order, one in enumerate(words.body, start=1)
    )


def _place(order: int, number: str) -> str:
    item = number.rstrip(".") if body.level(number) < 3 else number
    return f"ย่อหน้าที่ {order} (ข้อ {item})" if number.strip("-–") else f"ย่อหน้าที่ {order}"


def _enclosure(one: Enclosure, made: set[str]) -> Line:
    place, control = f"สิ่งที่ส่งมาด้วย {one.number}", f"enclosure_{one.key}"
    return Line(place, one.title, str(one.number), control, one.title in made)


def _groups(document: Document, known: Facts) -> tuple:
    """The chosen groups, where the text speaks of villages."""
    if document.kind not in TELLS or not any("บ้าน" in line.text for line in known.lines):
        return ()
    return tuple(
        facts.group_address(one.nomination.group) for one in facts.chosen_of(document.round)
    )


def _places(known: Facts) -> Places:
    """The lists of the office's province and of those that addresses of the text name.

    Nothing is asked of the database while the text has no address.
    """
    named = provinces_named(known.lines)
    if named is None:
        return {}
    own = known.province
    wanted = [
        code
        for code, name in Province.objects.values_list("code", "name")
        if name == own or any(one.startswith(name) for one in named)
    ]
    rows = Subdistrict.objects.filter(district__province__in=wanted)
    lists: dict[str, dict[str, set[str]]] = {}
    for province, district, name in rows.values_list(
        "district__province__name", "district__name", "name"
    ):
        lists.setdefault(province, {}).setdefault(district, set()).add(name)
    return {
        province: {name: frozenset(inner) for name, inner in districts.items()}
        for province, districts in lists.items()
    }
