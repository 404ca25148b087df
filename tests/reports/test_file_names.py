"""Names that Windows, LINE and a ZIP keep."""

import pytest

from reports.file_names import Names, first_whole, safe


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("กระสัง บ้านกระเจา", "กระสัง_บ้านกระเจา.pdf"),
        ('ก\\ข/ค:ง*จ?ฉ"ช<ซ>ฌ|ญ', "ก_ข_ค_ง_จ_ฉ_ช_ซ_ฌ_ญ.pdf"),
        ("หมู่\x00ที่\n๗\u200b", "หมู่_ที่_๗.pdf"),
        ("e\u0301té", "été.pdf"),  # composed
        ("แผน... ", "แผน.pdf"),
        ("CON", "_CON.pdf"),
        ("com1.ไทย", "_com1.ไทย.pdf"),
        ("concert", "concert.pdf"),
        ("../..", "_.pdf"),
        ("", "_.pdf"),
    ],
)
def test_what_cannot_stand_in_a_name_is_left_out(stem: str, name: str) -> None:
    assert safe(stem, ".pdf") == name


@pytest.mark.parametrize(
    ("stem", "most", "name"),
    [
        ("กำนัน", 10, "กำ.x"),  # eight bytes are left beside the ending: two letters
        ("กี่กี่", 14, "กี่.x"),  # the second cluster is not cut in two
        ("บ้านเก", 17, "บ้าน.x"),  # no vowel waits for its letter
        ("ab", 4, "ab.x"),
    ],
)
def test_a_long_one_ends_with_a_whole_cluster(stem: str, most: int, name: str) -> None:
    assert safe(stem, ".x", most) == name
    assert len(name.encode()) <= most


def test_brackets_go_first_and_a_village_stays_whole() -> None:
    long = "2_แผนปฏิบัติการ_ประโคนชัย_บ้านหนองยาง (ตัวอย่าง)"
    assert safe(long, ".pdf") == "2_แผนปฏิบัติการ_ประโคนชัย_บ้านหนองยาง.pdf"
    assert safe("บ้านหนองยาง (ตัวอย่าง)") == "บ้านหนองยาง_ตัวอย่าง"
    longer = "2_แผนปฏิบัติการ_เฉลิมพระเกียรติ_บ้านหนองยางสามัคคี"
    alone = "2_แผนปฏิบัติการ_บ้านหนองยางสามัคคี"
    assert first_whole(longer, alone, ending=".pdf") == alone
    assert first_whole(long, alone, ending=".pdf") == long


def test_every_path_is_given_once_whatever_its_case() -> None:
    names = Names()
    given = [names.path("Ban/Na", stem=stem, ending=".pdf") for stem in ("Plan", "PLAN", "plan")]
    assert given == ["Ban_Na/Plan.pdf", "Ban_Na/PLAN_2.pdf", "Ban_Na/plan_3.pdf"]
    long = [names.path(stem="ก" * 60, ending=".pdf") for _ in range(2)]
    assert long[0] != long[1] and all(len(one.encode()) <= 120 for one in long)
