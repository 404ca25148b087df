"""The form of a score sheet: one number a criterion."""

from decimal import Decimal

from cdd_network.forms import LongTextField, PageForm, ThaiDecimalField
from selection.models import Criterion
from selection.score_rules import fault_of_points


class ScoreForm(PageForm):
    """Points for each criterion, and a note. Saved half filled, sent complete."""

    note = LongTextField(
        label="ความเห็น",
        required=False,
        max_length=2000,
        help_text="ความเห็นประกอบการให้คะแนน เห็นเฉพาะท่าน",
    )

    def __init__(
        self,
        *args: object,
        criteria: list[Criterion],
        points: dict[int, Decimal],
        note: str,
        **kwargs: object,
    ) -> None:
        self.criteria = {f"points_{one.pk}": one for one in criteria}
        own = {name: _points_field(one) for name, one in self.criteria.items()}
        self.base_fields = {**own, **self.base_fields}
        kwargs["initial"] = {
            "note": note,
            **{f"points_{pk}": f"{given.normalize():f}" for pk, given in points.items()},
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, object]:
        """Points keep to the criterion's step."""
        for name, criterion in self.criteria.items():
            given = self.cleaned_data.get(name)
            fault = "" if given is None else fault_of_points(criterion, given)
            if fault:
                self.add_error(name, fault)
        return self.cleaned_data

    def points(self) -> dict[int, Decimal]:
        """Points given so far, by criterion key."""
        given = {one.pk: self.cleaned_data[name] for name, one in self.criteria.items()}
        return {pk: value for pk, value in given.items() if value is not None}


def _points_field(criterion: Criterion) -> ThaiDecimalField:
    field = ThaiDecimalField(
        label=f"{criterion.order}. {criterion.title}",
        min_value=Decimal(0),
        max_value=Decimal(criterion.points),
        help_text=f"0 ถึง {criterion.points} คะแนน"
        + (" ให้ครึ่งคะแนนได้" if criterion.half_points else "")
        + (f" · {criterion.help}" if criterion.help else ""),
    )
    field.example = "4.5" if criterion.half_points else "4"
    field.widget.attrs["class"] = "short"
    return field
