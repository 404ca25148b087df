"""What a score sheet says on its pages: points as they are read, the sum, what is left."""

from collections.abc import Mapping
from decimal import Decimal

from selection.models import Criterion


def plain(points: Decimal | int) -> str:
    """«22» or «4.5»: no zeros after the point."""
    return f"{Decimal(points).normalize():f}"


def total_of(criteria: list[Criterion], points: Mapping[int, Decimal]) -> str:
    """«คะแนนรวม 40 จาก 100 คะแนน», and how many criteria have none yet."""
    whole = sum(one.points for one in criteria)
    text = f"คะแนนรวม {plain(sum(points.values()))} จาก {whole} คะแนน"
    left = len(criteria) - len(points)
    return f"{text} (ยังไม่ได้ให้คะแนนอีก {left} ข้อ)" if left else text


def given_rows(
    criteria: list[Criterion], points: Mapping[int, Decimal], note: str, edit: str = ""
) -> list[dict[str, str]]:
    """Each criterion with its points, and the note; «แก้ไข» leads to the page ``edit``, if any."""
    rows = [
        {
            "label": f"{one.order}. {one.title}",
            "value": f"{plain(points[one.pk])} จาก {one.points} คะแนน" if one.pk in points else "",
            "url": f"{edit}#id_points_{one.pk}" if edit else "",
        }
        for one in criteria
    ]
    if note:
        rows.append({"label": "ความเห็น", "value": note})
    return rows
