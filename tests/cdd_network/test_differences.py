"""What differs between two texts: paragraphs first, then words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_network.differences import GONE, NEW, SAME, Hunk, hunks, pieces

MADE = (
    "ตามหนังสือที่อ้างถึง นั้น\nประชุมวันที่ 6 มิถุนายน\n1. ศึกษาขั้นตอน\n2. จัดทำแผน ส่งภายในวันที่ 10 กรกฎาคม\nจึงเรียนมา"
)
PARAGRAPHS = st.lists(
    st.sampled_from(["กข คง", "กข คฉ", "จันทร์", "1. ศึกษา", "2. ส่งแผน", "ก"]), max_size=7
)


def swapped(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_changed_an_added_and_a_removed_paragraph_are_told_apart() -> None:
    one = MADE.splitlines()
    other = swapped(MADE, ("6 มิถุนายน", "9 มิถุนายน"), ("จึงเรียน", "ขอขอบคุณ\nจึงเรียน")).splitlines()
    assert hunks(one, other) == [
        Hunk(1, 1, (one[1],), (other[1],)),
        Hunk(4, 4, (), ("ขอขอบคุณ",)),
    ]
    assert hunks(other, one)[-1] == Hunk(4, 4, ("ขอขอบคุณ",), ())
    assert hunks(one, one) == []


@given(PARAGRAPHS, PARAGRAPHS)
def test_the_hunks_lead_from_one_text_to_the_other(one: list[str], other: list[str]) -> None:
    made = list(one)
    for hunk in reversed(hunks(one, other)):
        assert tuple(one[hunk.at : hunk.at + len(hunk.before)]) == hunk.before
        assert tuple(other[hunk.to : hunk.to + len(hunk.after)]) == hunk.after
        assert len(hunk.before) <= 1 and len(hunk.after) <= 1
        made[hunk.at : hunk.at + len(hunk.before)] = hunk.after
    assert made == other


def test_words_are_marked_whole() -> None:
    found = pieces("ส่งภายในวันที่ 10 กรกฎาคม 2568", "ส่งภายในวันที่ 15 สิงหาคม 2568")
    assert [(one.kind, one.text) for one in found if one.kind != SAME] == [
        (GONE, "10"),
        (NEW, "15"),
        (GONE, "กรกฎาคม"),
        (NEW, "สิงหาคม"),
    ]
    long = pieces("ก่อน " + "คำ " * 200 + "หลัง", "ก่อน " + "คำ " * 200 + "ท้าย")
    assert "…" in long[0].text
    assert len(long[0].text) < 60


@given(st.text(alphabet="กขำิ่ 1\n", max_size=40), st.text(alphabet="กขำิ่ 1\n", max_size=40))
def test_pieces_lose_no_word(before: str, after: str) -> None:
    found = pieces(before, after)
    if not any("…" in one.text for one in found):
        assert "".join(one.text for one in found if one.kind != NEW) == before
        assert "".join(one.text for one in found if one.kind != GONE) == after


@pytest.mark.parametrize("piece", ["ก", "กข ", "ตาก ลม ", "1\n", "คำ\nนี้\n"])
def test_long_texts_are_compared_at_once(piece: str) -> None:
    one, other = (piece * 12_000)[:12_000], ("ใหม่ " + piece * 12_000)[:12_000]
    pieces("อุ่น", "เครื่อง")
    begin = time.process_time()
    hunks(one.splitlines()[:200], other.splitlines()[:200])
    pieces(one, other)
    assert time.process_time() - begin < 4
