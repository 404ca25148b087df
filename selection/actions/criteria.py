"""Acts on the criteria of a round and on the conditions that a nominated group must meet."""

from django.db import transaction

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.versions import save_version
from selection import rules
from selection.actions.hold import hold
from selection.models import Criterion, EligibilityQuestion, Round


@transaction.atomic
def save_criteria(
    *, round: Round, rows: list[dict[str, object]], version: int | None = None, by: User
) -> None:
    """Put ``rows`` (title, points, help, anchors, items, half_points, tie_order) in place of the
    round's criteria, in their order.

    Places among the tie-breakers close their gaps: 2 and 5 become 1 and 2. With ``version``,
    raises Stale when another save of the round came first.
    """
    hold(round)
    rules.check_criteria(by, round)
    rules.check_ties([row.get("tie_order") for row in rows])
    save_version(round, {}, version=round.version if version is None else version, by=by)
    places = sorted(row["tie_order"] for row in rows if row.get("tie_order"))
    Criterion.objects.filter(round=round).delete()
    Criterion.objects.bulk_create(
        Criterion(
            round=round,
            order=order,
            title=row["title"],
            points=row["points"],
            help=row.get("help", ""),
            anchors=row.get("anchors", ""),
            items=row.get("items") or [],
            half_points=bool(row.get("half_points")),
            tie_order=places.index(row["tie_order"]) + 1 if row.get("tie_order") else None,
        )
        for order, row in enumerate(rows, 1)
    )
    record(round, "round:criteria", by=by, points=[int(row["points"]) for row in rows])


@transaction.atomic
def save_eligibility(
    *, round: Round, texts: list[str], version: int | None = None, by: User
) -> None:
    """Put ``texts`` in place of the round's eligibility questions, in their order.

    With ``version``, raises Stale when another save of the round came first.
    """
    hold(round)
    rules.check_criteria(by, round)
    save_version(round, {}, version=round.version if version is None else version, by=by)
    EligibilityQuestion.objects.filter(round=round).delete()
    EligibilityQuestion.objects.bulk_create(
        EligibilityQuestion(round=round, order=order, text=text)
        for order, text in enumerate(texts, 1)
    )
    record(round, "round:eligibility", by=by, questions=len(texts))


@transaction.atomic
def reset_criteria(*, round: Round, version: int, by: User) -> None:
    """Put the programme's criteria and eligibility questions in place of the round's own.

    Raises Stale when the round was saved after the page was looked at.
    """
    hold(round)
    rules.check_criteria(by, round)
    save_version(round, {}, version=version, by=by)
    Criterion.objects.filter(round=round).delete()
    EligibilityQuestion.objects.filter(round=round).delete()
    copy_criteria(round)
    copy_eligibility(round)
    record(round, "round:reset_criteria", by=by)


def copy_criteria(round: Round) -> None:
    """Give a round without criteria those of its programme."""
    content = round.programme.content
    ties = {key: order for order, key in enumerate(content.tie_breakers, 1)}
    Criterion.objects.bulk_create(
        Criterion(
            round=round,
            order=order,
            title=rule.title,
            points=rule.points,
            help=rule.help,
            anchors="\n".join(rule.anchors),
            items=list(rule.items),
            tie_order=ties.get(rule.key),
        )
        for order, rule in enumerate(content.criteria, 1)
    )


def copy_eligibility(round: Round) -> None:
    """Give a round without eligibility questions those of its programme."""
    EligibilityQuestion.objects.bulk_create(
        EligibilityQuestion(round=round, order=order, text=text)
        for order, text in enumerate(round.programme.content.eligibility, 1)
    )
