"""Forms by which a nomination is answered or ended: notes beside items, and reasons."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from cdd_network.forms import LineField, LongTextField, PageForm
from selection.forms.nominations import answers_of, conditions_of
from selection.models import Nomination
from selection.nomination_rules import LONGEST_ITEM_NOTE, LONGEST_REASON
from selection.proposal import ELIGIBILITY, ELIGIBILITY_TITLE, item_labels

PREFIX = "note_"


class ReturnForm(PageForm):
    """What the district is asked to mend: on the whole, and beside each item. One is wanted."""

    note = LongTextField(
        label="สิ่งที่ขอให้แก้ไขโดยรวม",
        max_length=2000,
        required=False,
        help_text="เว้นว่างได้ ถ้าเขียนข้อสังเกตไว้ที่ข้อใดข้อหนึ่งแล้ว อำเภอจะเห็นข้อสังเกตข้างข้อนั้นเมื่อแก้ไข",
    )

    marks_optional = False  # one of all is wanted, and the page says so

    def __init__(self, *args: object, nomination: Nomination, **kwargs: object) -> None:
        self.nomination = nomination
        self.base_fields = {**self.base_fields}
        for key, label in item_labels(nomination).items():
            where = ELIGIBILITY_TITLE if key == ELIGIBILITY else f"ข้อ {label.split('.')[0]}"
            self.base_fields[f"{PREFIX}{key}"] = LongTextField(
                label=f"ข้อสังเกต {where}",
                max_length=LONGEST_ITEM_NOTE,
                required=False,
                widget=forms.Textarea(attrs={"rows": "2"}),
            )
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, object]:
        """At least one note says what is to be mended."""
        given = super().clean()
        if not self.errors and not any(str(text or "").strip() for text in given.values()):
            raise ValidationError("โปรดระบุสิ่งที่ขอให้อำเภอแก้ไขอย่างน้อยหนึ่งข้อ")
        return given

    def items(self) -> dict[str, str]:
        """Key → note of each item that has one; call on a valid form."""
        notes = {n.removeprefix(PREFIX): t for n, t in self.cleaned_data.items() if n != "note"}
        return {key: text for key, text in notes.items() if text}

    def beside(self) -> list[tuple[str, list[dict[str, str]], BoundField]]:
        """(label, answers, field of the note) of each item, conditions first."""
        labels = item_labels(self.nomination)
        answers = {
            key: [row]
            for key, row in zip(
                [key for key in labels if key != ELIGIBILITY],
                answers_of(self.nomination),
                strict=True,
            )
        }
        answers[ELIGIBILITY] = conditions_of(self.nomination)
        return [(label, answers[key], self[f"{PREFIX}{key}"]) for key, label in labels.items()]


class ReasonForm(PageForm):
    """Why a nomination is withdrawn or not taken into consideration."""

    reason = LineField(label="เหตุผล", max_length=LONGEST_REASON)

    def __init__(self, *args: object, help_text: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = help_text
