"""Rules on amounts: digits against words, and totals against what they are the total of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from cdd_network import thai
from reports.proofreading.facts import Facts, Line
from reports.proofreading.faults import Fault

_N = r"[0-9][0-9,]{0,17}(?:\.[0-9]{1,2})?"
_WORDED = re.compile(rf"({_N})\s*บาท(?:ถ้วน)?\s*\(([^()]{{4,200}})\)")
_AMOUNT = re.compile(rf"(?<![0-9.,])({_N})\s*บาท")
_TOTAL = re.compile(r"รวม[^0-9]{0,40}$")
_LEAD = re.compile(r"(?:รวม|ทั้งสิ้น).*(?:ดังนี้|ดังต่อไปนี้)$", re.DOTALL)
_EACH = re.compile(r"ละ[^0-9]{0,20}$")
_WHOLE = re.compile(rf"(?<![0-9.,])({_N})")
_UNIT = "คน|แห่ง|กลุ่ม|รุ่น|ราย|จังหวัด|อำเภอ|ตำบล|หมู่บ้าน|ครั้ง|วัน|กิจกรรม|ชุด|ฉบับ|บาท"
_FACTOR = rf"(?:\s*ๆ\s*ละ\s*|\s+(?:{_UNIT})ละ\s*){_N}\s*(?:{_UNIT})"
_PRODUCT = re.compile(
    rf"(?<![0-9.,])({_N})\s*(?:{_UNIT})((?:{_FACTOR})+)\s*(?:รวม|คิดเป็น)(?:ทั้งสิ้น|เป็นเงิน|ทั้งหมด)*\s*"
    rf"(?=({_N})\s*({_UNIT}))"
)
"""The total is not taken up: it may be the first factor of the next («รวม 152 แห่ง ๆ ละ 20 คน»)."""
_PARTS = re.compile(rf"(?<![0-9.,])({_N})\s*({_UNIT})\s*(?:ประกอบด้วย|ได้แก่|แบ่งเป็น)(.*)", re.DOTALL)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]{1,2})?|[0-9]+(?:\.[0-9]{1,2})?")
MOST = Decimal(10) ** 12
"""Baht that are put into words; what is more is a slip of another kind."""


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def in_words(facts: Facts) -> Iterator[Fault]:
    """«41,300 บาท (…)» with other words than the amount has."""
    for line in facts.lines:
        for digits, words in _WORDED.findall(line.plain):
            amount = _value(digits)
            if "บาท" not in words or amount >= MOST:
                continue
            right = thai.money_words(amount)
            if "".join(words.split()) not in {right, right.removesuffix("ถ้วน")}:
                text = f"{digits} บาท แต่ตัวอักษรเขียนว่า «{words}»"
                yield Fault(line.place, text, f"ตรวจจำนวนเงิน ตัวอักษรที่ตรงคือ «{right}»", line.mend)


def grouping(facts: Facts) -> Iterator[Fault]:
    """Commas that do not part thousands: «41,30 บาท»."""
    for line in facts.lines:
        for digits in _AMOUNT.findall(line.plain):
            if not _GROUPED.fullmatch(digits):
                text = f"«{digits} บาท» วางเครื่องหมายจุลภาคผิดหลัก"
                right = f"เขียนเป็น «{thai.money_text(_value(digits))}» หรือแก้ตัวเลข"
                yield Fault(line.place, text, right, line.mend)


def totals(facts: Facts) -> Iterator[Fault]:
    """«… รวม 79,900 บาท» that is not the sum of the amounts before it."""
    amounts: list[Decimal] = []
    each = False
    for line in facts.body:
        for found in _AMOUNT.finditer(line.plain):
            before = line.plain[max(0, found.start() - 60) : found.start()]
            value = _value(found[1])
            if not _TOTAL.search(before):
                amounts.append(value)
                each = each or bool(_EACH.search(before))
                continue
            wrong = None if each else _not_the_sum(amounts, value)
            if wrong is not None:
                yield _not_total(line, value, wrong, "บาท")
            amounts, each = [], False


def totals_before(facts: Facts) -> Iterator[Fault]:
    """«รวมเป็นเงิน 77,200 บาท ดังนี้» that is not the sum of the numbered lines behind it."""
    for at, line in enumerate(facts.body):
        told = _AMOUNT.findall(line.plain)
        if len(told) != 1 or line.number or not _LEAD.search(line.plain):
            continue
        items = list(takewhile(lambda one: one.number, facts.body[at + 1 :]))
        amounts = [_AMOUNT.search(one.plain) for one in items]
        if len(items) < 2 or not all(amounts):
            continue
        made = sum((_value(found[1]) for found in amounts), Decimal(0))
        if made != _value(told[0]):
            yield _not_total(line, _value(told[0]), made, "บาท")


def _not_the_sum(amounts: list[Decimal], total: Decimal) -> Decimal | None:
    """The sum of the amounts where it is not ``total``; one amount alone is no sum."""
    made = sum(amounts, Decimal(0))
    return made if len(amounts) > 1 and made != total else None


def products(facts: Facts) -> Iterator[Fault]:
    """«76 จังหวัด ๆ ละ 50 คน รวม 3,800 คน» whose product is another."""
    for line in facts.lines:
        for first, factors, total, unit in _PRODUCT.findall(line.plain):
            made = _value(first)
            for factor in _WHOLE.findall(factors):
                made *= _value(factor)
            if made != _value(total):
                yield _not_total(line, _value(total), made, unit)


def parts(facts: Facts) -> Iterator[Fault]:
    """«794 แห่ง ประกอบด้วย … 563 แห่ง … 54 แห่ง» whose parts make another number."""
    for line in facts.lines:
        for total, unit, rest in _PARTS.findall(line.plain):
            given = re.findall(rf"(?<![0-9.,])({_N})\s*{unit}", rest)
            made = sum(map(_value, given), Decimal(0))
            if len(given) > 1 and made != _value(total):
                yield _not_total(line, _value(total), made, unit)


def _not_total(line: Line, total: Decimal, made: Decimal, unit: str) -> Fault:
    text = f"ยอดรวม {thai.money_text(total)} {unit} แต่รวมจากรายการได้ {thai.money_text(made)} {unit}"
    return Fault(line.place, text, "ตรวจตัวเลขแต่ละรายการและยอดรวม", line.mend)
