"""A member declares on nominations before reading them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from selection import conflict_rules as rules
from selection import queries_scoring as queries
from selection.actions.hold import hold
from selection.models import CommitteeMember, Declaration, Nomination, ScoreSheet

WRITTEN = ["aside", "raised", "reason", "at", "by"]


@dataclass(frozen=True)
class Word:
    """What a member says of one nomination: nothing to declare, or standing ``aside``, and why."""

    aside: bool
    reason: str = ""


def declare(
    *, member: CommitteeMember, nomination: Nomination, aside: bool, reason: str = "", by: User
) -> None:
    """Write the member's declaration on one nomination; see ``declare_many``."""
    declare_many(member=member, words={nomination.pk: Word(aside, reason)}, by=by)


@transaction.atomic
def declare_many(*, member: CommitteeMember, words: Mapping[int, Word], by: User) -> int:
    """Write the member's words by key of nomination; gives the number of those that are new.

    One who stands aside leaves no sheet on that nomination. What is said again unchanged is left
    as it stands. Raises Refused, and writes nothing, when one of the words lacks its reason or
    names a nomination that is not scored. The number of queries does not grow with the words.
    """
    hold(member.round)
    member.refresh_from_db(fields=["user", "on_paper", "person", "delegate", "district", "group"])
    rules.check_may_declare(by, member)
    rows = {row.nomination.pk: row for row in queries.declaration_rows(member)}
    if not words.keys() <= rows.keys():
        raise Refused("แบบเสนอโครงการนี้ไม่อยู่ในรายการที่ต้องให้คะแนน")
    made = [made for key, word in words.items() if (made := _word_on(rows[key], word, member, by))]
    aside = [one.nomination_id for one in made if one.aside]
    rules.check_drops(by, member, aside)
    Declaration.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["member", "nomination"],
        update_fields=WRITTEN,
    )
    ScoreSheet.objects.filter(member=member, nomination__in=aside).delete()
    if made:
        clear = [one.nomination_id for one in made if not one.aside]
        record(member, "declare", by=by, post=member.post, clear=clear, aside=aside)
    return len(made)


def _word_on(
    row: queries.DeclarationRow, word: Word, member: CommitteeMember, by: User
) -> Declaration | None:
    """The row to write, or None when the same was said before."""
    rules.check_own_word(by, member, row.said, aside=word.aside)
    reason = word.reason.strip()
    rules.check_words(word.aside, reason, row.raised)
    raised = "\n".join(row.raised)
    said = row.said
    if said and (said.aside, said.raised, said.reason) == (word.aside, raised, reason):
        return None
    return Declaration(
        member=member,
        nomination=row.nomination,
        aside=word.aside,
        raised=raised,
        reason=reason,
        at=timezone.now(),
        by=by,
    )
