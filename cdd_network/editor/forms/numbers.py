"""A control for several numbers at once."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from cdd_network import thai
from cdd_network.forms import LineField


class NumbersField(LineField):
    """Numbers from 1 to ``last`` as people write them: «2, 3 และ 4», «2-4»; gives a list."""

    last = 99

    def prepare_value(self, value: object) -> object:
        """«2, 3, 4» of a list; what was typed stays as it was typed."""
        return ", ".join(str(number) for number in value) if isinstance(value, list) else value

    def clean(self, value: object) -> list[int]:
        """The numbers in order, each once; raises a Thai sentence."""
        typed = thai.arabic_digits(super().clean(value) or "")
        typed = re.sub(r"(\d+)\s*(?:-|–|ถึง)\s*(\d+)", self._spread, typed)
        found = sorted({int(number[:4]) for number in re.findall(r"\d+", typed)})
        left = re.sub(r"\d+|และ|ข้อ|[\s,]", "", typed)
        if left or any(not 1 <= number <= self.last for number in found):
            raise ValidationError(
                f"{self.label} ต้องเป็นเลขข้อ 1 ถึง {self.last} คั่นด้วยจุลภาค เช่น 2, 3, 4"
            )
        return found

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether other numbers were typed than the stored ones."""
        try:
            return list(initial or ()) != self.clean(data)
        except ValidationError:
            return True

    def _spread(self, match: re.Match[str]) -> str:
        first, last = (min(int(part[:4]), self.last + 1) for part in match.groups())
        return ",".join(str(number) for number in range(first, last + 1))
