"""The filters over the department's lists of groups and provinces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from cdd_network.forms import LineField, PageForm
from cdd_network.models import Programme

Choices = Iterable[tuple[str, str]]


class CountryFilter(PageForm):
    """Words, the year and lists to choose from; a value that is no choice filters nothing.

    ``lists``: name in the address → (label, what stands for no choice, choices).
    """

    q = LineField(label="ค้นหา", required=False, on_paper=False)

    def __init__(
        self,
        query: object,
        *,
        years: Iterable[Programme],
        year: Programme,
        lists: Mapping[str, tuple[str, str, Choices]],
        more: Iterable[str] = (),
    ) -> None:
        super().__init__({**query, "year": str(year.year)}, auto_id="filter_%s")
        self.marks_optional = False
        self._more = tuple(more)
        choices = [(str(one.year), str(one.year)) for one in years]
        self.fields["year"] = forms.ChoiceField(label="ปีงบประมาณ", choices=choices)
        for name, (label, nothing, given) in lists.items():
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=[("", nothing), *given]
            )
        self.full_clean()

    def values(self) -> dict[str, str]:
        """What was asked for, wrong values left out."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def unknown(self) -> list[str]:
        """«ไม่พบตัวเลือก «zz» ของขั้นตอน …»: values that are no choice and filter nothing."""
        return [
            f"ไม่พบตัวเลือก «{self.data[name]}» ของ{self.fields[name].label} จึงไม่ได้กรองตามนี้"
            for name in self.errors
            if name in self.fields and self.data.get(name)
        ]

    @property
    def narrows(self) -> bool:
        """Whether it asks for more than a year."""
        return set(self.values()) > {"year"}

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that stand open."""
        return [self[name] for name in self.fields if name not in self._more]

    @property
    def folded(self) -> list[forms.BoundField]:
        """Those that fold away."""
        return [self[name] for name in self._more]

    @property
    def is_unfolded(self) -> bool:
        """Whether one of them is in use."""
        return any(name in self.values() for name in self._more)
