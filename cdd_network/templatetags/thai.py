"""Filters that show dates, money and sizes in Thai; built in, no ``load`` needed.

None and '' give ''. ``thai_date``, ``thai_date_short`` and ``thai_moment`` give a ``<time>``
element; in a title, an attribute or a paper use ``thai_date_text`` or ``thai_date_paper``.
"""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from cdd_network import thai

register = template.Library()


def _local(value: date | datetime) -> date | datetime:
    """An aware datetime in the country's own time; anything else as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _element(value: date | datetime, text: str) -> SafeString:
    return mark_safe(f'<time datetime="{value.isoformat()}">{text}</time>')  # of our own making


@register.filter
def thai_date(value: date | None) -> str:
    """«13 มิถุนายน 2568» in a time element."""
    if not value:
        return ""
    day = _local(value)
    return _element(date(day.year, day.month, day.day), thai.date_text(day))


@register.filter
def thai_date_short(value: date | None) -> str:
    """«13 มิ.ย. 2568» in a time element."""
    if not value:
        return ""
    day = _local(value)
    return _element(date(day.year, day.month, day.day), thai.date_short(day))


@register.filter
def thai_date_text(value: date | None) -> str:
    """«13 มิถุนายน 2568» as bare text."""
    return thai.date_text(_local(value)) if value else ""


@register.filter
def thai_date_paper(value: date | None) -> str:
    """«๑๓ มิถุนายน ๒๕๖๘» as bare text."""
    return thai.date_paper(_local(value)) if value else ""


@register.filter
def thai_moment(value: datetime | None) -> str:
    """«13 มิถุนายน 2568 เวลา 10.42 น.», local time, in a time element."""
    if not value:
        return ""
    moment = _local(value).replace(microsecond=0)
    return _element(moment, thai.moment_text(moment))


@register.filter
def be(value: date | int | None) -> str:
    """Buddhist year of a date or of a Christian year; a year already Buddhist stays."""
    if value in (None, ""):
        return ""
    if isinstance(value, int) and value >= 2400:
        return str(value)
    return str(thai.be_year(_local(value) if isinstance(value, date) else value))


@register.filter
def money(value: Decimal | int | None) -> str:
    """«38,600» or «38,600.50», without unit."""
    return "" if value in (None, "") else thai.money_text(value)


@register.filter
def money_words(value: Decimal | int | None) -> str:
    """«สามหมื่นแปดพันหกร้อยบาทถ้วน»."""
    return "" if value in (None, "") else thai.money_words(value)


@register.filter
def thai_digits(value: object) -> str:
    """The value's text with Thai digits; for papers, on bare text only."""
    return "" if value is None else thai.thai_digits(value)


@register.filter
def file_size(value: int | None) -> str:
    """«840 KB» or «1.2 MB» of a number of bytes."""
    if value in (None, ""):
        return ""
    kilobytes = max(1, round(value / 1000))
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{value / 1_000_000:.1f} MB"
