"""The date field: day, month by Thai name and year พ.ศ. in three controls."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError

from cdd_network import thai
from cdd_network.fields import clean_text, spoken_label

_MONTH_NUMBERS = {str(n): name for n, name in enumerate(thai.MONTHS, 1)}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


class ThaiDateWidget(forms.MultiWidget):
    """Day, month by its Thai name, year พ.ศ., in three controls of one group."""

    template_name = "forms/widgets/thai_date.html"
    use_fieldset = True

    def __init__(self, attrs: dict | None = None) -> None:
        months = [("", "เลือกเดือน"), *_MONTH_NUMBERS.items()]
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        parts = {
            "day": forms.TextInput(digits),
            "month": forms.Select(choices=months),
            "year": forms.TextInput(digits),
        }
        super().__init__(parts, attrs)

    def decompress(self, value: object) -> list[str]:
        """Day, month and BE year of a date (or of its ISO text) as texts."""
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return ["", "", ""]
        if not value:
            return ["", "", ""]
        return [str(value.day), str(value.month), str(thai.be_year(value))]

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        """Names each part for its label."""
        context = super().get_context(name, value, attrs)
        titles = ("วัน", "เดือน", "ปี พ.ศ.")
        for part, title in zip(context["widget"]["subwidgets"], titles, strict=True):
            part["title"] = title
        return context


class ThaiDateField(forms.Field):
    """A date in three parts, or pasted whole into the day («๑๓/๖/๒๕๖๘»); gives a ``date``.

    A year 1900-2100 is read as Christian era; ``converted`` then holds that year.
    """

    widget = ThaiDateWidget
    converted: int | None = None

    def to_python(self, value: object) -> date | None:
        """The date, or None when empty; raises a Thai sentence."""
        self.converted = None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        parts = date_parts(value)
        if not any(parts):
            return None
        self._refuse_missing(parts)
        try:
            day, was_ce = thai.parse_date(*parts)
        except ValueError:
            raise ValidationError(self._fault(parts), code="invalid") from None
        self.converted = day.year if was_ce else None
        return day

    def bound_data(self, data: object, initial: object) -> list[str]:
        """What was typed, a whole date put into its three controls."""
        return date_parts(data)

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another day was typed than the stored one."""
        try:
            return (initial or None) != self.to_python(data)
        except ValidationError:
            return True

    def _refuse_missing(self, parts: list[str]) -> None:
        names = ("วัน", "เดือน", "ปี พ.ศ.")
        missing = [name for name, part in zip(names, parts, strict=True) if not part]
        if missing:
            sentence = f"{spoken_label(self.label)} ยังขาด{' และ '.join(missing)}"
            raise ValidationError(sentence, code="incomplete")

    def _fault(self, parts: list[str]) -> str:
        label = spoken_label(self.label)
        day, month, year = (thai.arabic_digits(part) for part in parts)
        if not re.fullmatch(r"[0-9]{1,2}", day):
            return f"{label} ต้องเป็นวันที่ เช่น 13 มิถุนายน 2568"
        if month not in _MONTH_NUMBERS:
            return f"{label} กรุณาเลือกเดือนจากรายการ"
        if not re.fullmatch(r"2[4-7][0-9]{2}|19[0-9]{2}|20[0-9]{2}|2100", year) or int(year) > 2700:
            return f"{label} ปี พ.ศ. ต้องเป็นตัวเลขสี่หลัก เช่น 2568"
        named = f"{int(day)} {thai.MONTHS[int(month) - 1]}"
        # 29 กุมภาพันธ์ exists in some years, so its refusal names the year.
        return (
            f"{label}: {named} {year} ไม่มีในปฏิทิน"
            if named.startswith("29")
            else f"{label}: {named}ไม่มีในปฏิทิน"
        )


def date_parts(value: object) -> list[str]:
    """Day, month number and year as typed; a whole date in the day's place is split."""
    if not isinstance(value, list | tuple):
        value = [value]
    parts = [clean_text(str(part)).strip() if part is not None else "" for part in value]
    day, month, year = [*parts, "", "", ""][:3]
    typed = thai.arabic_digits(re.sub(r"วันที่|พ\.ศ\.", " ", day)).strip()
    if iso := _ISO.fullmatch(typed):
        year, month, day = iso.groups()
    elif whole := thai.split_date(typed):
        day, month, year = whole
    return [day, _month_choice(month), year]


def _month_choice(month: str) -> str:
    """The select's own value of a month typed as «๐๖», «มิ.ย.» or «มิถุนายน»."""
    plain = thai.arabic_digits(month).strip(" .")
    for number, name in _MONTH_NUMBERS.items():
        if plain.lstrip("0") == number or plain in {
            name,
            thai.MONTHS_SHORT[int(number) - 1].strip("."),
        }:
            return number
    return month
