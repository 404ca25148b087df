"""The search line above a list."""

from django import forms

from cdd_network.forms import LineField, PageForm


class SearchForm(PageForm):
    """Words, and up to two filters; a value that is no choice filters nothing."""

    q = LineField(label="ค้นหา", required=False, on_paper=False)

    def __init__(
        self,
        query: object,
        *,
        hint: str,
        states: list[tuple[str, str]] | None = None,
        places: tuple[str, list[tuple[str, str]]] | None = None,
    ) -> None:
        super().__init__(query, auto_id="search_%s")
        self.marks_optional = False
        self.fields["q"].label = f"ค้นหา{hint}"
        if states:
            self._filter("state", "สถานะ", states)
        if places:
            self._filter("place", *places)

    def _filter(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, required=False, choices=[("", "ทั้งหมด"), *choices]
        )

    def values(self) -> dict[str, str]:
        """What was asked for, wrong values left out."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
