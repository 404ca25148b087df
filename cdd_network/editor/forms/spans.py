"""A control for the hours of a session: one or more spans of the day."""

from __future__ import annotations

import itertools
import re
from datetime import time

from django.core.exceptions import ValidationError

from cdd_network import thai
from cdd_network.forms import LineField

_CLOCK = r"(\d{1,2})\s*[.:]?\s*(\d{2})\s*(?:น\.?)?"
_SPAN = re.compile(rf"(?:เวลา\s*)?{_CLOCK}\s*(?:-|–|—|ถึง)\s*{_CLOCK}")
MINUTES = 60


class SpansField(LineField):
    """«09.00-12.00, 13.00-15.00» as people write it; gives «HH:MM-HH:MM» spans in their order."""

    def prepare_value(self, value: object) -> object:
        """«09.00–12.00, 13.00–15.00» of a list; what was typed stays as it was typed."""
        return spans_text(value) if isinstance(value, list) else value

    def clean(self, value: object) -> list[str]:
        """The spans; raises a Thai sentence on what is no span, ends before it begins or overlaps."""
        typed = thai.arabic_digits(super().clean(value) or "")
        found = [self._span(match) for match in _SPAN.finditer(typed)]
        if re.sub(r"และ|[\s,;]", "", _SPAN.sub("", typed)) or None in found:
            raise ValidationError(f"{self.label} ต้องเป็นช่วงเวลา เช่น 09.00-12.00, 13.00-15.00")
        if any(begin >= end for begin, end in map(_ends, found)):
            raise ValidationError(f"{self.label} มีช่วงที่สิ้นสุดก่อนเริ่ม เช่น 09.00-12.00 เริ่มก่อนสิ้นสุด")
        if overlapping(found):
            raise ValidationError(f"{self.label} มีช่วงที่ทับกันเอง")
        return found

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether other hours were typed than the stored ones."""
        if not data:
            return bool(initial)
        try:
            return list(initial or ()) != self.clean(data)
        except ValidationError:
            return True

    @staticmethod
    def _span(match: re.Match[str]) -> str | None:
        hours = [int(part) for part in match.groups()]
        if max(hours[0], hours[2]) > 23 or max(hours[1], hours[3]) > 59:
            return None
        return "{:02}:{:02}-{:02}:{:02}".format(*hours)


def _ends(span: str) -> list[time]:
    return [time.fromisoformat(clock) for clock in span.split("-")]


def overlapping(spans: list[str]) -> bool:
    """Whether two of the spans share a moment."""
    ordered = sorted(map(_ends, spans))
    return any(after[0] < before[1] for before, after in itertools.pairwise(ordered))


def minutes(spans: list[str]) -> int:
    """Minutes of all spans together."""
    ends = (_ends(span) for span in spans)
    return sum((b.hour - a.hour) * MINUTES + b.minute - a.minute for a, b in ends)


def hours_text(spans: list[str]) -> str:
    """«7 ชั่วโมง», «2 ชั่วโมง 30 นาที», «30 นาที»."""
    whole, rest = divmod(minutes(spans), MINUTES)
    parts = [f"{whole} ชั่วโมง" if whole or not rest else "", f"{rest} นาที" if rest else ""]
    return " ".join(filter(None, parts))


def spans_text(spans: list[str]) -> str:
    """«09.00–12.00, 13.00–15.00»."""
    return ", ".join(span.replace(":", ".").replace("-", "–") for span in spans)
