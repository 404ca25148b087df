"""The form ground: what officers type is read, what is wrong is said in Thai and stays typed."""

from datetime import date, time
from decimal import Decimal
from importlib.resources import as_file, files

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from cdd_network.fields import clean_text
from cdd_network.forms import (
    LineField,
    LongTextField,
    MoneyField,
    PageForm,
    ThaiDateField,
    ThaiDecimalField,
    ThaiIntegerField,
    ThaiYearField,
    TimeField,
    error_links,
)
from cdd_network.printable import letters, unprintable


class PlanForm(PageForm):
    title = LineField(label="ชื่อกิจกรรม", help_text="เช่น ธนาคารข้าว")
    steps = LongTextField(label="ขั้นตอนการดำเนินงาน", max_length=20, required=False)
    capital = MoneyField(label="เงินทุนของกลุ่มฯ (บาท)", required=False)
    members = ThaiIntegerField(label="จำนวนสมาชิก", min_value=1, max_value=5000, required=False)
    score = ThaiDecimalField(label="คะแนน (ร้อยละ)", decimal_places=1, max_value=100, required=False)
    start = ThaiDateField(label="วันที่เริ่ม", required=False)
    at = TimeField(label="เวลาเริ่ม", required=False)
    founded = ThaiYearField(label="ปีที่จัดตั้ง (พ.ศ.)", min_value=2510, max_value=2700, required=False)
    kind = forms.ChoiceField(
        label="ประเภท", choices=[("rice", "ธนาคารข้าว")], widget=forms.RadioSelect, required=False
    )


def typed(**data):
    """A plan form bound to a title and ``data``."""
    return PlanForm({"title": "ธนาคารข้าว", **data})


def cleaned(name, **data):
    """The cleaned value of one field; fails with the errors when there are any."""
    form = typed(**data)
    assert form.is_valid(), form.errors
    return form.cleaned_data[name]


def message(name, **data):
    """The one error of field ``name``."""
    form = typed(**data)
    (found,) = form.errors[name]
    assert list(form.errors) == [name]
    return found


@pytest.mark.parametrize(
    "text", ["๒๐๐,๐๐๐", "200,000 บาท", " 200000 ", "๒๐๐๐๐๐.๐๐", "200,000.-", "฿200,000"]
)
def test_money_is_read_as_officers_type_it(text):
    assert cleaned("capital", capital=text) == Decimal(200000)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("สองแสน", "เงินทุนของกลุ่มฯ ต้องเป็นตัวเลข เช่น 200,000"),
        ("-5", "เงินทุนของกลุ่มฯ ต้องไม่ติดลบ"),
        ("1,000,000,000", "เงินทุนของกลุ่มฯ ต้องไม่เกิน 999,999,999.99 บาท"),
        ("1.005", "เงินทุนของกลุ่มฯ มีทศนิยมได้ไม่เกิน 2 ตำแหน่ง"),
        ("NaN", "เงินทุนของกลุ่มฯ ต้องเป็นตัวเลข เช่น 200,000"),
    ],
)
def test_money_that_is_wrong_is_said_and_stays(text, sentence):
    assert message("capital", capital=text) == sentence
    assert f'value="{text}"' in str(typed(capital=text)["capital"])


def test_money_stands_in_words_beside():
    assert "สองแสนบาทถ้วน" in str(typed(capital="๒๐๐,๐๐๐")["capital"])
    stored = PlanForm(initial={"capital": Decimal("200000.00")})
    assert 'value="200,000"' in str(stored["capital"])
    assert not PlanForm(
        {"title": "ก", "capital": "200,000"},
        initial={"title": "ก", "capital": Decimal("200000.00")},
    ).has_changed()


@given(st.decimals(min_value=0, max_value=Decimal("999999999.99"), places=2))
def test_money_shown_and_sent_back_is_the_same(amount):
    field = MoneyField()
    assert field.clean(field.prepare_value(amount)) == amount


def test_whole_numbers():
    assert cleaned("members", members="๑,๒๐๐") == 1200
    assert cleaned("members", members="") is None
    assert message("members", members="2.5") == "จำนวนสมาชิก ต้องเป็นจำนวนเต็ม เช่น 20"
    assert message("members", members="0") == "จำนวนสมาชิก ต้องไม่น้อยกว่า 1"
    assert message("members", members="5001") == "จำนวนสมาชิก ต้องไม่เกิน 5,000"


@pytest.mark.parametrize(
    ("typed_text", "number"), [("85 คน", 85), ("หมู่ที่ ๗", 7), ("1,234", 1234), ("20 แห่ง", 20)]
)
def test_whole_numbers_with_their_words(typed_text, number):
    assert cleaned("members", members=typed_text) == number


@pytest.mark.parametrize("typed_text", ["1,2", "85 ช้าง", "2.5 คน", "หมู่"])
def test_whole_numbers_that_are_none_are_said_and_stay(typed_text):
    assert message("members", members=typed_text) == "จำนวนสมาชิก ต้องเป็นจำนวนเต็ม เช่น 20"
    assert f'value="{typed_text}"' in str(typed(members=typed_text)["members"])


def test_a_christian_year_is_converted_and_said():
    form = typed(founded="2002", start_day="1", start_month="1", start_year="2568")
    assert form.is_valid()
    assert form.cleaned_data["founded"] == 2545
    assert form.conversions() == ["แปลงปี ค.ศ. 2002 เป็น พ.ศ. 2545 ให้แล้ว"]
    plain = typed(founded="พ.ศ. ๒๕๔๕")
    assert plain.is_valid()
    assert (plain.cleaned_data["founded"], plain.conversions()) == (2545, [])


def test_years_carry_no_comma():
    assert message("founded", founded="2500") == "ปีที่จัดตั้ง ต้องไม่น้อยกว่า 2510"
    assert message("founded", founded="2701") == "ปีที่จัดตั้ง ต้องไม่เกิน 2700"
    for text in ("45", "2,545", "ปีก่อน"):
        assert message("founded", founded=text) == "ปีที่จัดตั้ง ต้องเป็นปี พ.ศ. สี่หลัก เช่น 2545"


def test_decimal_numbers():
    assert cleaned("score", score="๘๕.๕") == Decimal("85.5")
    assert message("score", score="๑๐๑") == "คะแนน ต้องไม่เกิน 100"
    assert message("score", score="85.55") == "คะแนน มีทศนิยมได้ไม่เกิน 1 ตำแหน่ง"


@pytest.mark.parametrize("text", ["09.00", "9:00", "0900", "๙๐๐", "๐๙.๐๐ น.", "9.00น.", "9 น."])
def test_times_are_read_as_officers_type_them(text):
    assert cleaned("at", at=text) == time(9, 0)


@pytest.mark.parametrize("text", ["25.00", "9.60", "เช้า", "900000"])
def test_times_that_are_wrong_are_said(text):
    assert message("at", at=text) == "เวลาเริ่ม ต้องเป็นเวลา เช่น 09.00"


def test_a_stored_time_is_shown_with_a_full_stop():
    assert 'value="09.00"' in str(PlanForm(initial={"at": time(9, 0)})["at"])


@pytest.mark.parametrize(
    "parts",
    [
        ("13", "6", "2568"),
        ("๑๓", "6", "๒๕๖๘"),
        ("๑๓/๖/๒๕๖๘", "", ""),
        ("13 มิ.ย. 2568", "", ""),
        ("วันที่ ๑๓ มิถุนายน พ.ศ. ๒๕๖๘", "", ""),
        ("2025-06-13", "", ""),
    ],
)
def test_dates_are_read_in_parts_or_whole(parts):
    assert cleaned("start", **date_data(*parts)) == date(2025, 6, 13)


def date_data(day, month, year):
    """What the three controls of ``start`` send."""
    return {"start_day": day, "start_month": month, "start_year": year}


def test_a_pasted_date_moves_into_its_three_controls():
    html = str(typed(**date_data("๓๐/๒/๒๕๖๘", "", ""))["start"])
    assert 'value="30"' in html
    assert '<option value="2" selected>กุมภาพันธ์' in html
    assert 'value="2568"' in html


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("13", "", "2568"), "วันที่เริ่ม ยังขาดเดือน"),
        (("", "6", ""), "วันที่เริ่ม ยังขาดวัน และ ปี พ.ศ."),
        (("30", "2", "2568"), "วันที่เริ่ม: 30 กุมภาพันธ์ไม่มีในปฏิทิน"),
        (("29", "2", "2568"), "วันที่เริ่ม: 29 กุมภาพันธ์ 2568 ไม่มีในปฏิทิน"),
        (("13", "6", "68"), "วันที่เริ่ม ปี พ.ศ. ต้องเป็นตัวเลขสี่หลัก เช่น 2568"),
        (("13", "6", "9" * 5000), "วันที่เริ่ม ปี พ.ศ. ต้องเป็นตัวเลขสี่หลัก เช่น 2568"),
        (("สิบสาม", "6", "2568"), "วันที่เริ่ม ต้องเป็นวันที่ เช่น 13 มิถุนายน 2568"),
        (("13", "14", "2568"), "วันที่เริ่ม กรุณาเลือกเดือนจากรายการ"),
    ],
)
def test_dates_that_are_wrong_are_said(parts, sentence):
    assert message("start", **date_data(*parts)) == sentence


def test_a_christian_year_is_converted_and_the_form_says_so():
    form = typed(**date_data("13", "6", "2025"))
    assert form.is_valid()
    assert form.cleaned_data["start"] == date(2025, 6, 13)
    assert form.conversions() == ["แปลงปี ค.ศ. 2025 เป็น พ.ศ. 2568 ให้แล้ว"]
    other = typed(**date_data("13", "6", "2568"))
    assert other.is_valid()
    assert other.conversions() == []


@given(st.dates(min_value=date(1901, 1, 1), max_value=date(2100, 12, 31)))
def test_a_stored_date_shown_and_sent_back_is_the_same(day):
    field = ThaiDateField()
    assert field.clean(field.widget.decompress(day)) == day
    assert not field.has_changed(day, field.widget.decompress(day))
    assert field.widget.decompress(day.isoformat()) == field.widget.decompress(day)


def test_a_text_too_long_is_kept_and_counted():
    text = "ก" * 220
    sentence = "ขั้นตอนการดำเนินงาน ยาวเกินไป 200 ตัวอักษร (ได้ไม่เกิน 20)"
    assert message("steps", steps=text) == sentence
    html = str(typed(steps=text)["steps"])
    assert text in html
    assert "maxlength" not in html


def test_text_is_cleaned_of_what_no_page_or_paper_may_carry():
    assert clean_text("a\r\nb\rc\x00\x07\ufeff\ud800") == "a\nb\nc"
    assert clean_text("น\u0e4d\u0e49\u0e32 ท\u0e4d\u0e32") == "น้ำ ทำ"
    assert cleaned("steps", steps=" 1\r\n\x002 ") == "1\n2"
    assert "\x00" not in str(typed(steps="\x00" + "ก" * 30)["steps"])
    assert PlanForm({"title": "ก\r\n ข"})["title"].field.clean("ก\r\n ข") == "ก ข"


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = clean_text(text)
    assert "\r" not in once
    assert clean_text(once) == once


@pytest.mark.parametrize(
    ("pasted", "printed"),
    [
        ("ก\u00a0ข\u2003ค\u3000ง", "ก ข ค ง"),
        ("กลุ่ม\u200bออม\u200c\u200d\u2060ทรัพย์\u00ad\ufeff", "กลุ่มออมทรัพย์"),
        ("\u202eกลับ\u202c\u2066ทิศ\u2069", "กลับทิศ"),
        ("044\u2011666", "044-666"),
        ("１２３　บาท（Ａ）", "123 บาท(A)"),
        ("o\ufb03ce \ufb01le", "office file"),
        ("\uf0b7 ข้อ", "• ข้อ"),
        ("①②", "(1)(2)"),
        ("25 ℃ №", "25 °C No"),
        ("cafe\u0301", "café"),
        ("กุ\u0e48 ก\u0e48ุ", "กุ่ กุ่"),
        ("“คำ” – ‘คำ’ … ½ × ° ฿ ๏ ๛", "“คำ” – ‘คำ’ … ½ × ° ฿ ๏ ๛"),
    ],
)
def test_what_word_and_line_paste_becomes_what_papers_print(pasted, printed):
    assert clean_text(pasted) == printed
    assert cleaned("title", title=pasted) == printed


def test_line_breaks_of_other_programs_are_line_breaks():
    assert cleaned("steps", steps="1\v2\u20283\x0c4\x855") == "1\n2\n3\n4\n5"


def test_what_no_paper_can_print_is_named_and_stays():
    said = "ชื่อกิจกรรม มีอักขระที่พิมพ์บนเอกสารไม่ได้: 😀 中 (ลบออกแล้วบันทึกอีกครั้ง)"
    form = typed(title="ปั๊มน้ำมัน😀中😀")
    assert form.errors["title"] == [said]
    assert "ปั๊มน้ำมัน😀中😀" in str(form["title"])
    assert message("steps", steps="👩\u200d🌾\ufe0f").count("U+") == 0
    assert "U+E000" in message("steps", steps="\ue000")
    many = message("steps", steps="".join(map(chr, range(0x4E00, 0x4E0E))))
    assert "万 丈" in many
    assert many.endswith(" และอีก 4 (ลบออกแล้วบันทึกอีกครั้ง)")


def test_a_search_may_hold_any_character():
    class Search(PageForm):
        q = LineField(label="ค้นหา", on_paper=False)

    assert Search({"q": "😀"}).is_valid()


@given(st.text())
def test_what_passes_a_field_can_be_printed(text):
    form = typed(steps=text[:20])
    if form.is_valid():
        assert unprintable(form.cleaned_data["steps"]) == []


@pytest.mark.parametrize("face", ["Regular", "Italic", "Bold", "BoldItalic"])
def test_all_faces_have_the_letters(face):
    with (
        as_file(files("fontpkg_sarabun") / "files" / f"Sarabun-{face}.ttf") as path,
        TTFont(path, lazy=True) as font,
    ):
        drawn = font.getBestCmap()
    assert letters() <= {chr(code) for code in drawn}


def test_an_empty_form_names_what_to_fill():
    form = PlanForm({})
    assert form.summary() == [("id_title", "กรอกชื่อกิจกรรม")]
    assert PlanForm({}, draft=True).is_valid()


def test_optional_fields_say_so_and_no_label_has_an_asterisk():
    html = str(PlanForm())
    assert html.count("(ไม่บังคับ)") == 8
    assert "*" not in html
    assert " required" not in html
    # A draft accepts an empty title, but its label does not call it optional.
    assert str(PlanForm(draft=True)).count("(ไม่บังคับ)") == 8


def test_a_field_keeps_the_contract_of_markup():
    html = str(PlanForm({})["title"].as_field_group())
    order = [html.index(part) for part in ("<label", "_helptext", "_error", "<input")]
    assert order == sorted(order)
    assert '<div class="field wrong">' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html


def test_groups_have_a_fieldset_and_each_control_a_label():
    html = str(typed(**date_data("31", "6", "2568"))["start"].as_field_group())
    assert '<fieldset aria-describedby="id_start_error">' in html
    assert "<legend>วันที่เริ่ม" in html
    for number in range(3):
        assert f'<label for="id_start_{number}">' in html
    radios = str(PlanForm()["kind"].as_field_group())
    assert "<fieldset" in radios
    assert '<label for="id_kind_0">' in radios


def test_the_summary_links_to_the_control_with_the_same_words():
    form = typed(kind="gold", **date_data("30", "2", "2568"))
    form.add_error(None, "แผนนี้ส่งแล้ว")
    html = render_to_string("components/error_summary.html", {"form": form})
    assert '<a href="#id_start_0">วันที่เริ่ม: 30 กุมภาพันธ์ไม่มีในปฏิทิน</a>' in html
    assert '<a href="#id_kind_0">เลือกประเภทจากรายการที่ให้ไว้</a>' in html
    assert "<li>แผนนี้ส่งแล้ว</li>" in html
    assert 'role="alert"' in html
    assert 'tabindex="-1"' in html


def test_without_errors_there_is_no_summary():
    for form in (None, PlanForm(), typed()):
        html = render_to_string("components/error_summary.html", {"form": form})
        assert "summary" not in html


def test_the_summary_takes_formsets_and_lists():
    many = forms.formset_factory(PlanForm, extra=2, min_num=1, validate_min=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-members": "x"}
    data |= {"form-1-title": "ก", "form-1-capital": "ข"}
    links = error_links([typed(members="x"), many(data)])
    assert links[0] == ("id_members", "จำนวนสมาชิก ต้องเป็นจำนวนเต็ม เช่น 20")
    assert ("id_form-0-title", "กรอกชื่อกิจกรรม") in links
    rows = many(data)
    rows.called = lambda number: f"รายการที่ {number}"
    assert ("id_form-0-title", "รายการที่ 1: กรอกชื่อกิจกรรม") in error_links(rows)
    assert ("id_form-1-capital", "เงินทุนของกลุ่มฯ ต้องเป็นตัวเลข เช่น 200,000") in links


def test_a_file_has_one_label_and_a_thai_error():
    class PhotoForm(PageForm):
        photo = forms.FileField(label="ภาพกิจกรรม", widget=forms.ClearableFileInput)

    form = PhotoForm({}, MultiValueDict())
    assert form.summary() == [("id_photo", "แนบภาพกิจกรรม")]
    assert '<label for="id_photo">' in str(form)


def test_a_label_with_a_percent_sign_breaks_no_message():
    class ShareForm(PageForm):
        share = ThaiIntegerField(label="ร้อยละ % ที่ผ่าน", max_value=100)

    assert ShareForm({"share": "101"}).errors["share"] == ["ร้อยละ % ที่ผ่าน ต้องไม่เกิน 100"]
    assert ShareForm({}).errors["share"] == ["กรอกร้อยละ % ที่ผ่าน"]
