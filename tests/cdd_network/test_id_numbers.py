"""The 13-digit number of a person is found however it is written; other numbers are not."""

import pytest
from django import forms

from cdd_network.forms import LineField, LongTextField, PageForm
from cdd_network.id_numbers import cut, held_by

ID = "1100700123455"
"""Made up; its check digit is right."""
WRITTEN = (
    ID,
    "1-1007-00123-45-5",
    "1 1007 00123 45 5",
    "1–1007–00123–45–5",
    "๑๑๐๐๗๐๐๑๒๓๔๕๕",
    "¹¹⁰⁰⁷⁰⁰¹²³⁴⁵⁵",
    "1,100,700,123,455",
    "1 1 0 0 7 0 0 1 2 3 4 5 5",
)
ODD = (
    "1100700  123457",
    "1'1007'00123'45'7",
    "①①⓪⓪⑦⓪⓪①②③④⑤⑦",
    "1100700/123457",
)


@pytest.mark.parametrize("written", [*WRITTEN, *ODD])
def test_a_list_keeps_nothing_of_it(written: str) -> None:
    left, found = cut(f"นางสมใจ ดีงาม {written} สมาชิก")
    assert found and left.split() == ["นางสมใจ", "ดีงาม", "สมาชิก"]


def test_a_telephone_stays_and_hides_nothing() -> None:
    for line in ("นายก ขาว 7 0812345678 45", "1. นายก 081-234-5678", "หมู่ที่ 7 บ้านเลขที่ 12/3"):
        assert cut(line) == (line, False)
    left, found = cut("นายก 0812345678 110 070 012 345 7")
    assert found and left.split() == ["นายก", "0812345678"]


@pytest.mark.parametrize("written", WRITTEN)
def test_every_text_field_asks_to_take_it_out(written: str) -> None:
    assert held_by(f"ผู้รายงาน {written}")
    form = type(
        "F", (PageForm,), {"a": LineField(label="ผู้รายงาน"), "b": LongTextField(label="หมายเหตุ")}
    )
    made = form({"a": f"นายก {written}", "b": f"บรรทัดแรก\n{written}"})
    assert isinstance(made, forms.Form) and not made.is_valid()
    assert "ผู้รายงาน มีเลขประจำตัวประชาชน" in str(made.errors["a"])
    assert "ลบออก" in str(made.errors["b"])


@pytest.mark.parametrize(
    "text",
    [
        "1100700123457",  # the check digit is wrong
        "งบประมาณ 38,600 บาท 20 คน 3 วัน 12,345,678.90",
        "โทร 0 4466 6512 และ 081-234-5678",
        "ที่ บร 0019/ว 2230 ลงวันที่ 27/05/2568",
        "10,000 20,000 30,000 4",
    ],
)
def test_other_numbers_are_let_in(text: str) -> None:
    assert not held_by(text)
