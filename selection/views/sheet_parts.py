"""What is read beside a score sheet: the answers each criterion looks at, the whole, the registry."""

from dataclasses import dataclass

from django.forms import BoundField

from selection.forms.scores import ScoreForm
from selection.models import Criterion, Nomination
from selection.proposal import stored_text
from selection.queries_scoring import sent_version_of

Answers = list[tuple[str, str]]


@dataclass(frozen=True)
class Part:
    """A criterion, its control, and the answers of the proposal that it looks at."""

    criterion: Criterion
    field: BoundField
    answers: Answers
    items: str


@dataclass(frozen=True)
class Reading:
    """The form criterion by criterion, all 11 answers, and the group as the registry had it."""

    parts: list[Part]
    answers: Answers
    group: Answers


def reading_of(nomination: Nomination, form: ScoreForm) -> Reading:
    """Everything that a member weighs; call it only once the member may read (``check_reads``)."""
    items = nomination.round.programme.content.proposal
    texts = {
        one.number: (f"{one.number}. {one.title}", stored_text(nomination, one)) for one in items
    }
    parts = [
        Part(
            criterion,
            field,
            [texts[number] for number in criterion.items if number in texts],
            ", ".join(str(number) for number in criterion.items),
        )
        for criterion, field in form.parts()
    ]
    sent = sent_version_of(nomination)
    if sent is None:
        return Reading(parts, list(texts.values()), [])
    return Reading(parts, _texts(sent.answers), _texts(sent.group))


def _texts(rows: list[dict[str, str]]) -> Answers:
    return [(row["label"], row["text"]) for row in rows if row["text"]]
