"""The editor's sections in the order of its page: the one registry."""

from __future__ import annotations

from cdd_network.editor.forms.activities import ACTIVITIES, TYPES
from cdd_network.editor.forms.basics import BASICS, KEEPING
from cdd_network.editor.forms.bpm import BPM
from cdd_network.editor.forms.committee import COMMITTEE
from cdd_network.editor.forms.criteria import CRITERIA
from cdd_network.editor.forms.curriculum import CURRICULUM, day_sections
from cdd_network.editor.forms.deadlines import DEADLINES
from cdd_network.editor.forms.money import BUDGET, RATES
from cdd_network.editor.forms.papers import PLAN_FORM, PROPOSAL, SUMMARY_FORM
from cdd_network.editor.forms.procedure import PROCEDURE
from cdd_network.editor.forms.survey import KNOWLEDGE, QUESTIONS, SURVEY
from cdd_network.editor.section import Document, Section

SECTIONS: tuple[Section, ...] = (
    BASICS,
    ACTIVITIES,
    CRITERIA,
    COMMITTEE,
    TYPES,
    DEADLINES,
    BUDGET,
    RATES,
    CURRICULUM,
)
"""Sections that every year has, up to the days of its curriculum."""

AFTER_DAYS: tuple[Section, ...] = (
    PROCEDURE,
    PROPOSAL,
    PLAN_FORM,
    SUMMARY_FORM,
    SURVEY,
    QUESTIONS,
    KNOWLEDGE,
    BPM,
)
"""Sections that every year has, after the days."""

_registered: dict[str, Section] = {}


def register(section: Section) -> None:
    """A section of an app that the editor may not import; it tells of itself at start-up."""
    _registered[section.key] = section


def sections_of(document: Document) -> tuple[Section, ...]:
    """All sections of this year's document, in the order in which the editor lists them."""
    return (*SECTIONS, *day_sections(document), *AFTER_DAYS, *_registered.values(), KEEPING)


def section_of(document: Document, key: str) -> Section | None:
    """The section of that key, or None."""
    return next((one for one in sections_of(document) if one.key == key), None)
