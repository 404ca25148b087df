"""The form of a score sheet: one number a criterion."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from cdd_network.forms import LongTextField, PageForm, ThaiDecimalField
from selection.models import Criterion
from selection.score_rules import fault_of_points, range_of_points, wanted_points


class PointsField(ThaiDecimalField):
    """Points of one criterion; whatever is missing or wrong, one sentence asks for the same."""

    def __init__(self, criterion: Criterion, **kwargs: object) -> None:
        self.criterion = criterion
        super().__init__(**kwargs)

    def clean(self, value: object) -> Decimal | None:
        """The points, in the criterion's range and step."""
        try:
            given = super().clean(value)
        except ValidationError:
            raise ValidationError(wanted_points(self.criterion)) from None
        fault = "" if given is None else fault_of_points(self.criterion, given)
        if fault:
            raise ValidationError(fault)
        return given


class ScoreForm(PageForm):
    """Points for each criterion, and a note. Saved half filled, sent complete.

    ``brief`` leaves out what helps to weigh: a paper sheet is keyed in as it is.
    """

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
        brief: bool = False,
        **kwargs: object,
    ) -> None:
        self.criteria = {f"points_{one.pk}": one for one in criteria}
        own = {name: _points_field(one, brief) for name, one in self.criteria.items()}
        self.base_fields = {**own, **self.base_fields}
        kwargs["initial"] = {
            "note": note,
            **{f"points_{pk}": f"{given.normalize():f}" for pk, given in points.items()},
        }
        super().__init__(*args, **kwargs)
        if brief:
            self.fields["note"].help_text = "ตามที่กรรมการเขียนไว้บนกระดาษ"

    def points(self) -> dict[int, Decimal]:
        """Points given so far, by criterion key; of a form with errors, the sound ones."""
        given = {one.pk: self.cleaned_data.get(name) for name, one in self.criteria.items()}
        return {pk: value for pk, value in given.items() if value is not None}

    def faulty(self) -> set[int]:
        """Keys of the criteria whose points are wrong as typed; of a form that was validated."""
        return {one.pk for name, one in self.criteria.items() if name in self.errors}

    def parts(self) -> list[tuple[Criterion, forms.BoundField]]:
        """Each criterion with its control, in order."""
        return [(one, self[name]) for name, one in self.criteria.items()]


def _points_field(criterion: Criterion, brief: bool) -> PointsField:
    field = PointsField(
        criterion,
        label=f"{criterion.order}. {criterion.title}",
        help_text=range_of_points(criterion) if brief else _told_of(criterion),
    )
    field.widget.attrs |= {
        "class": "points",
        "autocomplete": "off",
        "data-points": criterion.points,
        "data-step": criterion.step,
    }
    return field


def _told_of(criterion: Criterion) -> str:
    """The range, what is looked at, then each level of points on a line of its own."""
    first = range_of_points(criterion) + (f" · {criterion.help}" if criterion.help else "")
    lines = [first, *(line.strip() for line in criterion.anchors.splitlines() if line.strip())]
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))
