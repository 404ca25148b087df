"""What the pages of the result read: the board, one nomination's points, the way from the answers
to the places. Constant in number of queries; the rows are those of ``result.result_rows``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from selection.models import (
    Criterion,
    Decision,
    Dissent,
    EligibilityQuestion,
    Nomination,
    ReserveGroup,
    ResultVersion,
    Submission,
)
from selection.result import criteria_of
from selection.scoring import shown
from selection.states import RoundState
from selection.submissions import answers_as_sent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selection.models import Round
    from selection.result import Row


# Words of the result


KIND = "กลุ่มออมทรัพย์เพื่อการผลิต"
NAMED = 3
"""So many equals are named, the others counted."""


def tie_text(row: Row, rows: Sequence[Row]) -> str:
    """What parted equal means, or that nothing did; '' where nobody has the same mean."""
    equals = [one for one in rows if one["rank"] == row["rank"] and one is not row]
    same = [one for one in equals if one["place"] == row["place"]]
    parted = [one for one in equals if one["place"] != row["place"]]
    told = []
    if parted:
        title = next(c["title"] for c in row["criteria"] if c["order"] == row["parted_by"])
        told.append(
            f"คะแนนเฉลี่ยเท่ากับ {_names(parted)} ลำดับนี้ตัดสินด้วยเกณฑ์ข้อ {row['parted_by']} {title} "
            f"({_mean_of(row, row['parted_by'])} คะแนน)"
        )
    if same:
        told.append(f"เท่ากับ {_names(same)} ทั้งคะแนนเฉลี่ยและเกณฑ์ที่ใช้ตัดสิน จึงได้ลำดับเดียวกัน")
    return " · ".join(told)


def _names(rows: Sequence[Row]) -> str:
    """«บ้านกระเจา, บ้านอารัง และอีก 2 กลุ่ม»: the kind of group goes without saying."""
    names = ", ".join(one["group"].removeprefix(KIND) for one in rows[:NAMED])
    return f"{names} และอีก {len(rows) - NAMED} กลุ่ม" if len(rows) > NAMED else names


def _mean_of(row: Row, order: int) -> str:
    return next(one["mean"] for one in row["criteria"] if one["order"] == order)


def outcome_text(row: Row) -> str:
    """«ได้รับการคัดเลือกลำดับที่ 1», «กลุ่มสำรองลำดับที่ 1», or ''."""
    if row["chosen"]:
        return f"ได้รับการคัดเลือกลำดับที่ {row['chosen']}"
    return f"กลุ่มสำรองลำดับที่ {row['reserve']}" if row["reserve"] else ""


def arithmetic(points: Sequence[str], exact: str) -> str:
    """«(22 + 20 + 21) ÷ 3 = 21.00»; «≈» where the two decimals are rounded."""
    mean = Fraction(exact)
    two = shown(mean)
    sign = "=" if Fraction(two) == mean else "≈"
    return f"({' + '.join(points)}) ÷ {len(points)} {sign} {two}"


# The board


@dataclass(frozen=True)
class BoardRow:
    """A nomination on the board: its row, what parted it from its equals, its posts that stand out;
    ``spread`` is «12» or «12.50»."""

    row: Row
    tie: str
    outliers: list[str]
    spread: str


def board(rows: Sequence[Row]) -> list[BoardRow]:
    """The rows as the board tells them, best place first."""
    return [
        BoardRow(
            row,
            tie_text(row, rows),
            [f"{one['post']} ({_plain(one['total'])})" for one in row["totals"] if one["outlier"]],
            _short(Decimal(row["spread"])),
        )
        for row in rows
    ]


def _short(points: Decimal) -> str:
    return f"{points:.0f}" if points == points.to_integral_value() else f"{points:.2f}"


def _plain(number: str) -> str:
    return f"{Decimal(number).normalize():f}"


BOARD_HEADS = ("ลำดับ", "ลำดับตามคะแนนเฉลี่ย", "กลุ่ม", "ที่อยู่", "กิจกรรม", "คะแนนเฉลี่ย", "ส่วนเบี่ยงเบนมาตรฐาน",
               "ต่างสูงสุด–ต่ำสุด", "คะแนนที่ต่างจากผู้อื่นมาก", "ตัดสินคะแนนเท่ากัน", "ผล")  # fmt: skip


def board_table(rows: Sequence[Row]) -> tuple[tuple[str, ...], list[list[object]]]:
    """Heads and rows of the workbook: figures, means by criterion, totals by member.

    A member who stood aside is named so in the row.
    """
    first = rows[0]
    criteria = tuple(
        f"{one['order']}. {one['title']} ({one['points']})" for one in first["criteria"]
    )
    seats = scorers_of(rows)
    heads = (*BOARD_HEADS, *criteria, *(post for _, post in seats))
    return heads, [_board_cells(one, seats) for one in board(rows)]


def scorers_of(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """(order, post) of every seat that scores, though it stood aside from some nominations."""
    given = {one["order"]: one["post"] for row in rows for one in [*row["totals"], *row["asides"]]}
    return sorted(given.items())


def _board_cells(one: BoardRow, seats: Sequence[tuple[int, str]]) -> list[object]:
    row = one.row
    totals = {total["order"]: Decimal(total["total"]) for total in row["totals"]}
    return [
        row["place"], row["rank"], row["group"], row["address"], row["activity"],
        Decimal(row["mean"]), Decimal(row["sd"]), Decimal(row["spread"]),
        " · ".join(one.outliers), one.tie, outcome_text(row),
        *(Decimal(criterion["mean"]) for criterion in row["criteria"]),
        *(totals.get(order, "ขอไม่ให้คะแนน") for order, _ in seats),
    ]  # fmt: skip


# The decision


def decision_of(round: Round) -> Decision | None:
    """How the committee came to its choice, with who gave the casting vote."""
    if round.state not in (RoundState.DECIDED, RoundState.ANNOUNCED):
        return None
    found = Decision.objects.filter(round=round)
    return found.select_related("casting_seat", "by").first()


def reserve_of(round: Round) -> list[ReserveGroup]:
    """The reserves in their order, with their addresses."""
    place = "nomination__group__subdistrict__district__province"
    return list(ReserveGroup.objects.filter(round=round).select_related(place).order_by("order"))


def versions_of(round: Round) -> list[ResultVersion]:
    """The results that were made public, the first one first; without their tables."""
    if not round.is_announced:
        return []
    found = ResultVersion.objects.filter(round=round).select_related("by")
    return list(found.defer("rows").order_by("number"))


def rows_of_version(round: Round, number: int) -> list[Row]:
    """The table of one public result, [] when there is none of this number."""
    found = ResultVersion.objects.filter(round=round, number=number)
    return found.values_list("rows", flat=True).first() or []


# The way from the answers to the places


def questions_of(round: Round) -> list[EligibilityQuestion]:
    """The conditions that every nominated group had to meet."""
    return list(EligibilityQuestion.objects.filter(round=round).order_by("order"))


def dissents_of(round: Round) -> list[Dissent]:
    """Who disagreed with the decision, as the minutes carry it."""
    found = Dissent.objects.filter(seat__round=round).select_related("seat")
    return list(found.order_by("seat__order"))


@dataclass(frozen=True)
class Weighed:
    """One criterion on one nomination: what it looked at, and how its mean came about."""

    criterion: Criterion
    answers: list[dict[str, str]]
    mean: str
    sum: str


def weighed_of(round: Round, nomination: Nomination, row: Row) -> list[Weighed]:
    """Criterion by criterion, with the answers as the district sent them."""
    items = {item.number: item.key for item in round.programme.content.proposal}
    answers = {one["key"]: one for one in answers_sent(nomination)}
    found = []
    for place, criterion in enumerate(criteria_of(round)):
        means = row["criteria"][place]
        keys = [items[number] for number in criterion.items if number in items]
        found.append(
            Weighed(
                criterion,
                [answers[key] for key in keys if key in answers],
                means["mean"],
                arithmetic([one["points"][place] for one in row["totals"]], means["exact"]),
            )
        )
    return found


def answers_sent(nomination: Nomination) -> list[dict[str, str]]:
    """The answers of the last sending; where none was kept, those of the nomination itself."""
    sent = Submission.objects.filter(nomination=nomination).order_by("-number").first()
    return sent.answers if sent else answers_as_sent(nomination)


def total_of(row: Row) -> str:
    """How the mean of the totals came about."""
    return arithmetic([_plain(one["total"]) for one in row["totals"]], row["exact"])
