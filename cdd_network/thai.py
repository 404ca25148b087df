"""Thai dates, digits, money and addresses: pure functions, no Django.

The State's papers use the Buddhist era (BE = CE + 543) and Thai digits; screens use Arabic
digits. Source: ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖.
"""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from pythainlp.util import bahttext

BE_OFFSET = 543
MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_NO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")
_GROUP_WORDS = re.compile(r"^กลุ่มออมทรัพย์\s*(เพื่อการผลิต)?\s*ฯ?\s*")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def thai_digits(value: object) -> str:
    """Text of ``value`` with every Arabic digit as its Thai digit."""
    return str(value).translate(_TO_THAI)


def arabic_digits(value: object) -> str:
    """Text of ``value`` with every Thai digit as its Arabic digit."""
    return str(value).translate(_TO_ARABIC)


def be_year(day: date | int) -> int:
    """Buddhist year of a date, or of a Christian year given as a number."""
    return (day if isinstance(day, int) else day.year) + BE_OFFSET


def fiscal_year(day: date) -> int:
    """Fiscal year (BE) that holds ``day``: it runs from 1 October to 30 September."""
    return be_year(day) + (1 if day.month >= 10 else 0)


def date_text(day: date) -> str:
    """«13 มิถุนายน 2568»: day without leading zero, BE year, Arabic digits (for the screen)."""
    return f"{day.day} {MONTHS[day.month - 1]} {be_year(day)}"


def date_short(day: date) -> str:
    """«13 มิ.ย. 2568», for narrow columns on the screen."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {be_year(day)}"


def date_paper(day: date) -> str:
    """«๑๓ มิถุนายน ๒๕๖๘», as a letter carries it."""
    return thai_digits(date_text(day))


def date_range_text(days: list[date]) -> str:
    """Dates joined the customary way: «18–20 มิถุนายน 2568», «18, 19 และ 23 มิถุนายน 2568».

    Consecutive days of one month become a range; other lists are written out in full when they
    cross months. An empty list gives an empty text.
    """
    days = sorted(set(days))
    if not days:
        return ""
    if len(days) == 1:
        return date_text(days[0])
    same_month = len({(d.year, d.month) for d in days}) == 1
    if not same_month:
        return " และ ".join([", ".join(date_text(d) for d in days[:-1]), date_text(days[-1])])
    tail = f"{MONTHS[days[0].month - 1]} {be_year(days[0])}"
    if (days[-1] - days[0]).days == len(days) - 1:
        return f"{days[0].day}–{days[-1].day} {tail}"
    return ", ".join(str(d.day) for d in days[:-1]) + f" และ {days[-1].day} {tail}"


def time_text(moment: time) -> str:
    """«09.00 น.»: hours and minutes with a full stop, as Thai papers write time."""
    return f"{moment:%H.%M} น."


def moment_text(moment: datetime) -> str:
    """«13 มิถุนายน 2568 เวลา 10.42 น.» of a datetime already in local time."""
    return f"{date_text(moment)} เวลา {time_text(moment.time())}"


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """``part`` of ``whole`` in per cent, half up to one decimal where it has one; None of nothing."""
    if not whole:
        return None
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return share.to_integral_value() if share == share.to_integral_value() else share


def money_text(amount: Decimal | int) -> str:
    """«38,600» or «38,600.50»: satang only when there are some; no unit."""
    amount = Decimal(amount)
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def money_words(amount: Decimal | int) -> str:
    """«สามหมื่นแปดพันหกร้อยบาทถ้วน»; less than a baht is said in satang alone: «ห้าสิบสตางค์»."""
    words = bahttext(float(amount))
    return words if words.endswith("ถ้วน") else words.removeprefix("ศูนย์บาท")


_GROUPED = re.compile(r"-?[0-9]{1,3}([, ][0-9]{3})+(\.[0-9]+)?")
_BEFORE_NUMBER = re.compile(r"^(จำนวน|ประมาณ|หมู่ที่|หมู่|ม\.|เลขที่|อันดับ|ลำดับที่|ข้อ)\s*(?=[-0-9])")
_BEHIND_NUMBER = re.compile(
    r"(?<=[0-9])\s*(คน|ราย|แห่ง|คะแนน|กลุ่ม|หมู่บ้าน|ตำบล|ครั้ง|วัน|ข้อ|ฉบับ|แผ่น|หน้า|ครัวเรือน)$"
)


def parse_number(text: str) -> Decimal | None:
    """Number typed in Thai or Arabic digits, or None.

    A comma or a space stands only before exactly three digits: «1,234» is a number, «1,2» is none.
    """
    plain = arabic_digits(text).strip()
    if _GROUPED.fullmatch(plain):
        plain = re.sub("[, ]", "", plain)
    return Decimal(plain) if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,4})?", plain) else None


def parse_count(text: str) -> Decimal | None:
    """Number that may stand among the words people type with it, or None.

    «85 คน», «20 แห่ง», «100 คะแนน», «หมู่ที่ ๗», «หมู่ 7», «ม.7».
    """
    plain = _BEFORE_NUMBER.sub("", arabic_digits(text).strip())
    return parse_number(_BEHIND_NUMBER.sub("", plain))


def parse_year(text: str) -> tuple[int, int | None] | None:
    """Buddhist year of «๒๕๔๕», «พ.ศ. 2545», «ปี 2545» or «ค.ศ. 2002», or None.

    A year of 1900–2100 is read as Christian era; it is then given beside the Buddhist one.
    """
    plain = arabic_digits(text).strip()
    found = re.fullmatch(r"(?:ปี)?\s*(?:พ\.?ศ\.?|ค\.?ศ\.?)?\s*([0-9]{4})", plain)
    if found is None:
        return None
    year = int(found[1])
    return (year + BE_OFFSET, year) if 1900 <= year <= 2100 else (year, None)


def small_int(text: str) -> int | None:
    """A whole number of at most nine digits, typed in Thai or Arabic digits, or None.

    For keys and years that come in addresses and forms: what is longer names nothing of ours and
    would only overflow a database column.
    """
    plain = arabic_digits(text).strip()
    return int(plain) if re.fullmatch(r"[0-9]{1,9}", plain) else None


def parse_date(day: str, month: str, year: str) -> tuple[date, bool]:
    """Date from three typed parts, and whether its year was converted from CE.

    The month is a number 1-12 or a Thai name. A year of 1900-2100 is read as Christian era.
    Raises ValueError when the parts name no day of the calendar.
    """
    month_number = _month_number(arabic_digits(month).strip())
    day_number, year_number = small_int(day), small_int(year)
    if day_number is None or year_number is None:
        raise ValueError("day and year are numbers")
    if 1900 <= year_number <= 2100:
        return date(year_number, month_number, day_number), True
    if not 2400 <= year_number <= 2700:
        raise ValueError("year out of range")
    return date(year_number - BE_OFFSET, month_number, day_number), False


def split_date(text: str) -> tuple[str, str, str] | None:
    """Parts of «๑๓/๖/๒๕๖๘», «13-6-2568» or «13 มิถุนายน 2568», or None."""
    plain = arabic_digits(text).strip()
    if plain.isdigit():
        return None
    found = re.fullmatch(
        r"(\d{1,2})\s*[/.\-\s]?\s*(\d{1,2}|[^\d\s/\-]+)\s*[/\-\s.]?\s*(\d{4})", plain
    )
    return (found[1], found[2].strip(), found[3]) if found else None


def _month_number(text: str) -> int:
    number = small_int(text)
    if number is not None:
        if not 1 <= number <= 12:
            raise ValueError("month out of range")
        return number
    bare = text.replace(".", "").replace(" ", "")
    for names in (MONTHS, MONTHS_SHORT):
        for number, name in enumerate(names, start=1):
            if bare == name.replace(".", ""):
                return number
    raise ValueError("unknown month")


def village_text(name: str) -> str:
    """Village name with one leading «บ้าน», however it was typed; '' when no name is left.

    «กระเจา», «บ้าน กระเจา» and «กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา» all give «บ้านกระเจา»;
    digits come out Arabic, spaces single, characters without width dropped.
    """
    plain = " ".join(_NO_WIDTH.sub("", arabic_digits(name)).split())
    bare = _GROUP_WORDS.sub("", plain).removeprefix("บ้าน").strip()
    return f"บ้าน{bare}" if bare else ""


def group_text(village: str) -> str:
    """«กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา»: a savings group by its village, however it was typed."""
    return f"กลุ่มออมทรัพย์เพื่อการผลิต{village_text(village)}"


def address_text(*, moo: int | None, subdistrict: str, district: str, province: str) -> str:
    """«หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์», built from its parts; empty parts left out."""
    parts = []
    if moo:
        parts.append(f"หมู่ที่ {moo}")
    if subdistrict:
        parts.append(f"ตำบล{subdistrict}")
    if district:
        parts.append(f"อำเภอ{district}")
    if province:
        parts.append(f"จังหวัด{province}")
    return " ".join(parts)


_OWN_BULLET = r"(?:[-–—*](?:\s+|$|(?=[^\s0-9๐-๙]))|[•·●○▪■◦‣]\s*)"
_OWN_NUMBER = r"(?:(?:ข้อ\s*)?[0-9๐-๙]{1,2}\s*[.)]+|\([0-9๐-๙]{1,2}\))\s*(?=\D|$)"
_OWN_NUMBERING = re.compile(rf"^\s*{_OWN_BULLET}?(?:{_OWN_NUMBER})?")
"""What people type before a step: «- », «• », «1. », «๑) », «(2) », «ข้อ 3. »; not «1.5» or «-5»."""


def points(text: str) -> tuple[str, ...]:
    """Typed lines without bullets and numbers of their own: screen and paper number them anew."""
    bare = (_OWN_NUMBERING.sub("", line).strip() for line in text.splitlines())
    return tuple(line for line in bare if line)
