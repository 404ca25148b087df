"""Form fields that read what Thai officers type: both kinds of digits, BE dates, «บาท», «น.».

Errors are Thai sentences that name the field. What was typed stays in the control.
"""

import re
from datetime import time
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from cdd_network import id_numbers, printable, thai

MOST_MONEY = Decimal("999999999.99")  # baht; nine digits as the offices' forms allow
_NAMED = 10
"""So many unprintable characters an error names."""
_DECOMPOSED_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")


def spoken_label(label: object) -> str:
    """Label as an error speaks it: «เงินทุนของกลุ่มฯ (บาท)» is spoken without its unit."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", str(label or "")).strip() or "ช่องนี้"


def clean_text(text: str) -> str:
    """Text with newlines as \\n, as our papers print it (``printable.fold``), ำ as one letter."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DECOMPOSED_AM.sub("\\1\u0e33", printable.fold(text))


class LongTextField(forms.CharField):
    """Several lines of text. Too long a text is kept and the error counts what is over.

    ``on_paper=False`` is for what no paper carries, as a search: it may hold any character.
    """

    widget = forms.Textarea

    most_by_default = 4000

    def __init__(
        self,
        *,
        max_length: int | None = None,
        most_lines: int = 100,
        on_paper: bool = True,
        **kwargs: object,
    ) -> None:
        super().__init__(**kwargs)
        self.on_paper = on_paper
        self.most_lines = most_lines
        # Not given to Django: its maxlength attribute cuts a pasted text off in silence.
        self.most = max_length or self.most_by_default

    def to_python(self, value: object) -> str:
        """Cleaned text of what was posted."""
        return super().to_python(clean_text(str(value)) if value is not None else None)

    def validate(self, value: str) -> None:
        """Raises a Thai sentence on characters that no paper shows, and on too long a text."""
        super().validate(value)
        if self.on_paper:
            self._refuse_unprintable(value)
        self._refuse_identity(value)
        lines = len(value.splitlines())
        if lines > self.most_lines:
            raise ValidationError(
                f"{spoken_label(self.label)} ยาวเกินไป มี {lines:,} บรรทัด (ได้ไม่เกิน {self.most_lines:,})",
                code="max_lines",
            )
        over = len(value) - self.most
        if over > 0:
            raise ValidationError(
                f"{spoken_label(self.label)} ยาวเกินไป {over:,} ตัวอักษร (ได้ไม่เกิน {self.most:,})",
                code="max_length",
            )

    def _refuse_identity(self, value: str) -> None:
        if id_numbers.held_by(value):
            raise ValidationError(
                f"{spoken_label(self.label)} มีเลขประจำตัวประชาชน 13 หลัก ระบบไม่เก็บเลขนี้ โปรดลบออกแล้วบันทึกอีกครั้ง",
                code="identity",
            )

    def _refuse_unprintable(self, value: str) -> None:
        strange = [printable.shown(c) for c in printable.unprintable(value)]
        if strange:
            more = f" และอีก {len(strange) - _NAMED}" if len(strange) > _NAMED else ""
            raise ValidationError(
                f"{spoken_label(self.label)} มีอักขระที่พิมพ์บนเอกสารไม่ได้: "
                f"{' '.join(strange[:_NAMED])}{more} (ลบออกแล้วบันทึกอีกครั้ง)",
                code="unprintable",
            )

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """Five rows where the page asks for no other number than Django's ten."""
        attrs = super().widget_attrs(widget)
        return {**attrs, "rows": "5"} if widget.attrs.get("rows") == "10" else attrs

    def bound_data(self, data: object, initial: object) -> object:
        """What was typed, less the characters that no page may carry."""
        return clean_text(data) if isinstance(data, str) else data


class LineField(LongTextField):
    """One line of text; newlines pasted into it become spaces."""

    widget = forms.TextInput
    most_by_default = 200

    def to_python(self, value: object) -> str:
        """Cleaned text on one line."""
        text = super().to_python(value)
        return re.sub(r"\s*[\n\t]\s*", " ", text) if text else text


class ThaiIntegerField(forms.IntegerField):
    """A whole number in either digits, as people type it: «1,200», «85 คน», «หมู่ที่ ๗».

    ``example`` is what its error shows as one.
    """

    widget = forms.TextInput

    def __init__(self, *, example: str = "20", **kwargs: object) -> None:
        self.example = example
        super().__init__(**kwargs)

    def to_python(self, value: object) -> int | None:
        """The number, or None when empty; raises a Thai sentence."""
        if value in self.empty_values:
            return None
        number = thai.parse_count(str(value))
        if number is None or number != number.to_integral_value():
            raise ValidationError(
                f"{spoken_label(self.label)} ต้องเป็นจำนวนเต็ม เช่น {self.example}", code="invalid"
            )
        return int(number)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """A phone offers its digits."""
        return {**super().widget_attrs(widget), "inputmode": "numeric", "class": "short"}


class ThaiYearField(ThaiIntegerField):
    """A year พ.ศ.; a year 1900–2100 is read as Christian era, ``converted`` then holds it."""

    converted: int | None = None

    def to_python(self, value: object) -> int | None:
        """The Buddhist year, or None when empty; raises a Thai sentence."""
        self.converted = None
        if value in self.empty_values:
            return None
        found = thai.parse_year(str(value))
        if found is None:
            raise ValidationError(
                f"{spoken_label(self.label)} ต้องเป็นปี พ.ศ. สี่หลัก เช่น 2545", code="invalid"
            )
        year, self.converted = found
        return year


class MoneyInput(forms.TextInput):
    """A text control with the amount in words beside it; the label says «(บาท)»."""

    template_name = "forms/widgets/money.html"

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        """Adds ``words``: the amount in words, '' when there is none to read."""
        context = super().get_context(name, value, attrs)
        amount = read_money(str(value)) if value not in (None, "") else None
        sayable = amount is not None and 0 <= amount <= MOST_MONEY
        context["widget"]["words"] = thai.money_words(amount) if sayable else ""
        return context


def read_money(text: str) -> Decimal | None:
    """Amount in baht of «๒๐๐,๐๐๐», «200,000 บาท» or «200000.50», or None."""
    return thai.parse_number(re.sub(r"\s*(บาท(ถ้วน)?|\.-|฿)\s*", "", text))


class ThaiDecimalField(forms.DecimalField):
    """A number that may have decimals, in either digits: «1,200.50», «4.5 คะแนน»."""

    widget = forms.TextInput
    example = "4.50"

    def read(self, text: str) -> Decimal | None:
        """The number that ``text`` says, or None."""
        return thai.parse_count(text)

    def to_python(self, value: object) -> Decimal | None:
        """The number, or None when empty; raises a Thai sentence."""
        if value in self.empty_values:
            return None
        number = value if isinstance(value, Decimal) else self.read(str(value))
        if number is None:
            raise ValidationError(
                f"{spoken_label(self.label)} ต้องเป็นตัวเลข เช่น {self.example}", code="invalid"
            )
        return number

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """A phone offers digits and the full stop."""
        return {**super().widget_attrs(widget), "inputmode": "decimal"}


class MoneyField(ThaiDecimalField):
    """Baht and satang as Decimal, from 0 to 999,999,999.99."""

    widget = MoneyInput
    example = "200,000"

    def __init__(self, **kwargs: object) -> None:
        bounds = {"min_value": Decimal(0), "max_value": MOST_MONEY}
        super().__init__(**{**bounds, "max_digits": None, "decimal_places": 2, **kwargs})

    def read(self, text: str) -> Decimal | None:
        """The amount in baht that ``text`` says, or None."""
        return read_money(text)

    def prepare_value(self, value: object) -> object:
        """Stored amounts with thousands commas; what was typed as it was typed."""
        return thai.money_text(value) if isinstance(value, Decimal | int) else value


class TimeField(forms.Field):
    """A time of day: «09.00», «9:00», «0900», «๐๙.๐๐ น.»."""

    widget = forms.TextInput

    def to_python(self, value: object) -> time | None:
        """The time, or None when empty; raises a Thai sentence."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        plain = thai.arabic_digits(value).strip()
        found = re.fullmatch(r"(\d{1,2})(?:(?:\s*[.:]\s*)?(\d{2}))?\s*(?:น\.?)?", plain)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 99)
        if hour > 23 or minute > 59:
            raise ValidationError(
                f"{spoken_label(self.label)} ต้องเป็นเวลา เช่น 09.00", code="invalid"
            )
        return time(hour, minute)

    def prepare_value(self, value: object) -> object:
        """Stored times as «09.00»."""
        return f"{value:%H.%M}" if isinstance(value, time) else value

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """A short control; a phone offers digits and the full stop."""
        return {"inputmode": "decimal", "class": "short"}
