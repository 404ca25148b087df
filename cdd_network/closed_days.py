"""Days on which government offices are closed: weekends, holidays, substitutes, special days.

The days come from the library ``holidays``: fixed ones, those that follow the moon, substitutes and
what the Cabinet has added. Not known are the holidays of single provinces and, of a year to come,
what is announced only then: the ploughing day and the Cabinet's special days (``is_announced``).
"""

from __future__ import annotations

import datetime
from functools import cache

from cdd_network import thai

SATURDAY = 5
PLOUGHING = "วันพืชมงคล"
"""Its date is announced anew each year: a year's list that has it is whole."""
OPEN = ("วันแรงงานแห่งชาติ", "วันเด็กแห่งชาติ")
"""Among the public holidays, yet government offices keep no Labour Day and no Children's Day."""
INSTEAD = "ชดเชย"
SHORT = {
    "วันพระบาทสมเด็จพระพุทธยอดฟ้า": "วันจักรี",
    "วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าสุทิดา": "วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าฯ พระบรมราชินี",
    "วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระปรเมนทร": "วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระเจ้าอยู่หัว",
}
"""Customary names of days whose full name fills two lines: how it begins → what one says."""


def why_closed(day: datetime.date) -> str:
    """Why offices are closed on ``day``: «วันเสาร์», «วันวิสาขบูชา»; '' when they are open.

    Weekends alone in a year that the tables do not reach (from 2101).
    """
    if day.weekday() >= SATURDAY:
        return f"วัน{thai.WEEKDAYS[day.weekday()]}"
    return _holidays(day.year).get(day, "")


def is_announced(year: int) -> bool:
    """Whether all holidays of the Christian year are known, the yearly announced ones too."""
    return PLOUGHING in _holidays(year).values()


@cache
def _holidays(year: int) -> dict[datetime.date, str]:
    """Holidays of a government office in a Christian year, by date."""
    from holidays import Thailand  # 0.1 s to import: only a page that asks of a weekday pays

    categories = ("public", "government")
    found = Thailand(years=year, categories=categories, language="th")
    named = {day: _name(found.get_list(day)) for day in found}
    return {day: name for day, name in named.items() if name}


def _name(names: list[str]) -> str:
    """One name of a day's several, the customary one, which stands last; '' of a day of work."""
    closed = [name for name in names if name.removeprefix(INSTEAD) not in OPEN]
    if not closed:
        return ""
    name = closed[-1].removeprefix(INSTEAD)
    name = name.removesuffix(" (เพิ่มเติม)")
    short = next((said for begins, said in SHORT.items() if name.startswith(begins)), name)
    return f"วันหยุดชดเชย{short}" if closed[-1].startswith(INSTEAD) else short
