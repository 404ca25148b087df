"""Folding of Thai text: pairs worked by hand, and what holds of any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_network import thai
from cdd_network.folding import _with_places, folded, marked, words_of

THAI = st.text(alphabet="กขคงจตทธนบปพมยรลวศสหอฯๆะาำิีุูเแโใไ่้์ัํ็ 0123456789๑๒๗.,/-()Aa%_·", max_size=40)
SAME = [
    ("๒๒๓๐", "2230"),
    ("ว ๒๒๓๐", "ว2230"),
    ("บร 0019/ว 2230", "บร๐๐๑๙/ว๒๒๓๐"),
    ("หมู่ที่ 7", "ม.7"),
    ("หมู่ 7", "ม. ๗"),
    ("หมู่ที่ 7", "ม7"),
    ("ต.ลำดวน", "ตำบลลำดวน"),
    ("อ. กระสัง", "อำเภอกระสัง"),
    ("จ.บุรีรัมย์", "จังหวัดบุรีรัมย์"),
    ("จว.บุรีรัมย์", "จังหวัดบุรีรัมย์"),
    ("บ.กระเจา", "บ้านกระเจา"),
    ("ม.7 ต.ลำดวน อ.กระสัง", "หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง"),
    ("กระเจา", "กะเจา"),
    ("ประปา", "ปะปา"),
    ("ปั๊มน้ำมัน", "ปั้มน้ำมัน"),
    ("ปั๊มน้ำมัน", "ปัมนํ้ามัน"),
    ("ศูนย์สาธิต", "สูนสาทิต"),
    ("ออมทรัพย์", "ออมทรัพ"),
    ("บุรีรัมย์", "บุรีรำย์"),
    ("กาฬสินธุ์", "กาลสิน"),
    ("จันทร์", "จัน"),
    ("ใหม่", "ไหม่"),
    ("แคน", "เเคน"),
    ("น้ำ", "น้ํา"),
    ("ที่", "ที่่"),
    ("พัฒนา", "พัทนา"),
    ("กลุ่มออมทรัพย์ฯ", "กลุ่มออมทรัพย์เพื่อการผลิต"),
    ("โครงการ ฯ", "โครงการ"),
    ("เย็น", "เยน"),
    ("200,000 บาท", "200000บาท"),
    ("BPM", "bpm"),
    ("โรง​สี", "โรงสี"),
]
APART = [
    ("หมู่ที่ 7", "หมู่ที่ 72"),
    ("7/2568", "72568"),
    ("บ้านรุง", "บ้านลุง"),
    ("บ้านดี", "บ้านดิ"),
    ("ต.ค.", "ตำบลค."),
    ("พ.ต.ท.สมชาย", "พ.ตำบลท.สมชาย"),
    ("กระสัง", "กระสาย"),
    ("ลำดวน", "ลำดวล"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize(("one", "other"), APART)
def test_these_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("ว 2230", ["ว·2230·"]),
        ("๒๒๓๐", ["·2230·"]),
        ("ม. 7 ต. ลำดวน", ["หมู·7·", "ตำบลลำดวน"]),
        ("ม7ลำดวน", ["หมู·7·", "ลำดวน"]),
        ("หมู่ที่ 7ต.ลำดวน", ["หมู·7·", "ตำบลลำดวน"]),
        ("ลำดวนหมู่๗", ["ลำดวน", "หมู·7·"]),
        ("กลุ่มออมทรัพย์ฯกะเจา", ["กลุมออมทรัพ", "กะเจา"]),
        ("กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา", ["กลุมออมทรัพ", "บานกะเจา"]),
        (" % _ ", []),
    ],
)
def test_words(asked: str, words: list[str]) -> None:
    assert words_of(asked) == words


def test_a_number_is_found_whole() -> None:
    assert folded("ม.7") in folded("หมู่ที่ 7 ตำบลลำดวน")
    assert folded("ม.7") not in folded("หมู่ที่ 72 ตำบลลำดวน")
    assert folded("2230") not in folded("ที่ บร 0019/ว 22303")


@given(st.text(max_size=40) | THAI)
def test_what_is_folded_stays(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(THAI, st.data())
def test_spaces_and_kinds_of_digits_never_matter(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    spaced = f"{text[:at]} \u200b{text[at:]}"
    assert folded(spaced) == folded(text)
    assert folded(thai.thai_digits(text)) == folded(thai.arabic_digits(text)) == folded(text)


@given(st.text(max_size=40) | THAI)
def test_no_sign_of_like_is_left(text: str) -> None:
    assert not {*folded(text)} & {*"%_\\'\" "}


@given(THAI)
def test_places_are_carried_along(text: str) -> None:
    plain, begins, ends = _with_places(text)
    assert plain == folded(text)
    assert len(plain) == len(begins) == len(ends)
    assert all(0 <= first < last <= len(text) for first, last in zip(begins, ends, strict=True))
    assert "".join(one.text for one in marked(text, words_of("กระ 7"))) == text


@pytest.mark.parametrize(
    ("text", "asked", "hits"),
    [
        ("ศูนย์สาธิตการตลาดบ้านกระเจา", "กะเจา", ["กระเจา"]),
        ("ปั๊มน้ำมันชุมชน", "ปั้ม", ["ปั๊ม"]),
        ("กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา", "ออมทรัพ", ["ออมทรัพย์เพื่อการผลิต"]),
        ("หมู่ที่ ๗ ตำบลลำดวน", "ม.7 ต.ลำดวน", ["หมู่ที่ ๗", "ตำบลลำดวน"]),
        ("ที่ บร 0019/ว 2230", "ว2230", ["ว 2230"]),
        ("ไม่มีคำนี้", "กระเจา", []),
    ],
)
def test_marks(text: str, asked: str, hits: list[str]) -> None:
    assert [one.text for one in marked(text, words_of(asked)) if one.hit] == hits
