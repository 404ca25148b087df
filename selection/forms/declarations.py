"""The form of declaring: one choice a nomination, and one tap for those where nothing was found."""

from dataclasses import dataclass

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from cdd_network import thai
from cdd_network.forms import LineField, PageForm
from selection.actions.declarations import Word
from selection.queries_scoring import DeclarationRow

CLEAR, ASIDE = "clear", "aside"
CHOICES = ((CLEAR, "ไม่มีส่วนได้เสีย"), (ASIDE, "มีส่วนได้เสีย ขอไม่ให้คะแนน"))
LONGEST = 300


@dataclass(frozen=True)
class Asked:
    """A nomination in the form: its row, its choice and its reason."""

    row: DeclarationRow
    choice: forms.BoundField
    reason: forms.BoundField


class DeclarationForm(PageForm):
    """Nothing is chosen beforehand; what was declared earlier stands as it was said.

    ``rest`` says «nothing to declare» on every nomination on which the system found nothing and
    for which nothing else is chosen.
    """

    rest = forms.BooleanField(required=False)

    def __init__(self, *args: object, rows: list[DeclarationRow], **kwargs: object) -> None:
        self.rows = rows
        self.left = [row for row in rows if row.said is None]
        super().__init__(*args, **kwargs)
        self.put_first({name: field for row in rows for name, field in _fields_of(row).items()})
        self.marks_optional = False
        self.fields["rest"].label = (
            f"ไม่มีส่วนได้เสียกับทุกโครงการที่ระบบไม่พบข้อสังเกต ({len(self.unflagged())} โครงการ) "
            "เว้นแต่ที่เลือกไว้เป็นอย่างอื่นด้านล่าง"
        )

    def unflagged(self) -> list[DeclarationRow]:
        """Nominations still to declare on, on which the system found nothing."""
        return [row for row in self.left if not row.raised]

    def flagged_parts(self) -> list[Asked]:
        """Nominations still to declare on that need the member's own word."""
        return [self._asked(row) for row in self.left if row.raised]

    def plain_parts(self) -> list[Asked]:
        """Nominations still to declare on, on which the system found nothing."""
        return [self._asked(row) for row in self.unflagged()]

    def said_parts(self) -> list[Asked]:
        """Nominations declared on already, to be changed."""
        return [self._asked(row) for row in self.rows if row.said is not None]

    def _asked(self, row: DeclarationRow) -> Asked:
        return Asked(row, self[f"choice_{row.nomination.pk}"], self[f"reason_{row.nomination.pk}"])

    def clean(self) -> dict[str, object]:
        """A reason where one is wanted, and at least one choice."""
        cleaned = super().clean()
        rows = {row.nomination.pk: row for row in self.rows}
        for key, word in self.words().items():
            row = rows[key]
            if not word.reason and (word.aside or row.raised):
                self.add_error(f"reason_{key}", f"กรอกเหตุผล ({row.nomination.group.name})")
        if not self.words() and not self.errors:
            self.add_error(None, "เลือกอย่างน้อย 1 โครงการ แล้วจึงบันทึก")
        return cleaned

    def words(self) -> dict[int, Word]:
        """What is declared, by key of the nomination."""
        chosen = {}
        rest = {row.nomination.pk for row in self.unflagged()} if self._says_rest() else set()
        for row in self.rows:
            key = row.nomination.pk
            choice = self.cleaned_data.get(f"choice_{key}")
            if not choice and key in rest:
                choice = CLEAR
            if choice:
                reason = self.cleaned_data.get(f"reason_{key}", "")
                told = reason if choice == ASIDE or row.raised else ""
                chosen[key] = Word(choice == ASIDE, told)
        return chosen

    def _says_rest(self) -> bool:
        return bool(self.cleaned_data.get("rest"))

    def drops(self) -> list[DeclarationRow]:
        """Nominations declared clear before, from which the member now stands aside."""
        now = self.words()
        said = [row for row in self.rows if row.said is not None and not row.said.aside]
        return [row for row in said if now.get(row.nomination.pk, Word(False)).aside]


def _told_of(row: DeclarationRow) -> str:
    """Where the group is, and what the system found, a line each."""
    group = row.nomination.group
    place = thai.address_text(
        moo=group.moo,
        subdistrict=group.subdistrict.name,
        district=group.subdistrict.district.name,
        province="",
    )
    lines = [("", place), *(("ระบบพบข้อสังเกต: ", one) for one in row.raised)]
    return format_html_join(mark_safe("<br>"), "{}{}", lines)


def _fields_of(row: DeclarationRow) -> dict[str, forms.Field]:
    key, said = row.nomination.pk, row.said
    return {
        f"choice_{key}": forms.ChoiceField(
            label=row.nomination.group.name,
            help_text=_told_of(row),
            choices=CHOICES,
            widget=forms.RadioSelect,
            required=False,
            initial="" if said is None else ASIDE if said.aside else CLEAR,
        ),
        f"reason_{key}": LineField(
            label=f"เหตุผล ({row.nomination.group.village_name})",
            required=False,
            max_length=LONGEST,
            initial=said.reason if said else "",
        ),
    }
