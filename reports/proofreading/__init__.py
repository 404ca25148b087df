"""Faults to be seen before a document is issued: one table of small pure rules.

Each rule looks at the facts of one paper and says what is odd, where, and what to do. A fault that
blocks must be mended first; the rest are for a person to judge. The traps are those of the real
papers of 2568. To add a rule: a function of ``Facts`` in the module it belongs to, a row below.
"""

from __future__ import annotations

from dataclasses import replace

from reports.proofreading import (
    amounts,
    citations,
    courtesy,
    dates,
    deadlines,
    numbering,
    places,
    selection,
    spelling,
)
from reports.proofreading.facts import Cited, Facts, Line, Met
from reports.proofreading.faults import Fault, Rule

__all__ = ["RULES", "Cited", "Facts", "Fault", "Line", "Met", "Rule", "proofread"]

RULES: tuple[Rule, ...] = (
    Rule("empty", True, courtesy.empty_parts),
    Rule("signatory_post", True, courtesy.signatory_post),
    Rule("enclosure_not_listed", True, citations.enclosure_not_listed),
    Rule("unfilled", True, spelling.unfilled),
    Rule("not_printable", True, spelling.not_printable),
    Rule("no_such_day", True, dates.no_such_day),
    Rule("not_begun", True, selection.not_begun),
    Rule("no_quorum", True, selection.no_quorum),
    Rule("not_ended", False, selection.not_ended),
    Rule("held_on_another_day", False, selection.held_on_another_day),
    Rule("absent_unexplained", False, selection.absent_unexplained),
    Rule("cancels_unnamed", False, selection.cancels_unnamed),
    Rule("own_number_cited", False, citations.own_number_cited),
    Rule("closed_day", False, dates.closed_day),
    Rule("before_its_cause", False, dates.before_its_cause),
    Rule("after_the_meeting", False, dates.after_the_meeting),
    Rule("short_notice", False, dates.short_notice),
    Rule("cites_the_future", False, dates.cites_the_future),
    Rule("another_year", False, dates.another_year),
    Rule("announcement_date", False, dates.announcement_date),
    Rule("deadline_too_early", False, deadlines.too_early),
    Rule("deadline_after_the_province", False, deadlines.after_the_province),
    Rule("deadline_sources_differ", False, deadlines.sources_differ),
    Rule("deadline_in_text_differs", False, deadlines.text_differs),
    Rule("deadline_in_text_past", False, deadlines.text_is_past),
    Rule("enclosure_miscited", False, citations.enclosure_miscited),
    Rule("enclosure_not_cited", False, citations.enclosure_not_cited),
    Rule("reference_not_listed", False, citations.reference_not_listed),
    Rule("reference_not_used", False, citations.reference_not_used),
    Rule("cited_twice", False, citations.cited_twice),
    Rule("numbering", False, numbering.numbering),
    Rule("leading_zero", False, dates.leading_zero),
    Rule("weekday", False, dates.weekday),
    Rule("odd_year", False, dates.odd_year),
    Rule("amount_in_words", False, amounts.in_words),
    Rule("amount_grouping", False, amounts.grouping),
    Rule("total", False, amounts.totals),
    Rule("total_before", False, amounts.totals_before),
    Rule("product", False, amounts.products),
    Rule("parts_of_total", False, amounts.parts),
    Rule("not_in_its_district", False, places.not_in_its_district),
    Rule("chosen_groups", False, places.chosen_groups),
    Rule("signs_to_oneself", False, courtesy.signs_to_oneself),
    Rule("closing_in_text", False, courtesy.closing_in_text),
    Rule("salutation_in_addressee", False, courtesy.salutation_in_addressee),
    Rule("purpose", False, courtesy.purpose),
    Rule("short_mark", False, spelling.short_mark),
    Rule("repeat_mark", False, spelling.repeat_mark),
    Rule("spaces", False, spelling.spaces),
    Rule("clusters", False, spelling.clusters),
    Rule("misspelt", False, spelling.misspelt),
    Rule("brackets", False, spelling.brackets),
    Rule("twice", False, spelling.twice),
)


def proofread(facts: Facts) -> list[Fault]:
    """All faults found, in the order of the rules."""
    return [
        replace(fault, key=rule.key, blocks=rule.blocks)
        for rule in RULES
        for fault in rule.check(facts)
    ]
