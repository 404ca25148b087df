"""No line splits a fact or a listed word, at any width; and nothing overruns its margin for that."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from cdd_network import thai
from reports import measure, parts, pdf, phrases, whole
from tests.reports import paper_facts as f

WIDTHS = range(60, 171, 10)
LETTER = 2.4  # millimetres that a base letter takes at most, on the average
FILLER = (
    "จังหวัดจึงขอให้อำเภอ",
    "ได้พิจารณาคัดเลือกกลุ่มออมทรัพย์เพื่อการผลิต",
    "เพื่อประโยชน์ของสมาชิกและชุมชน",
    "ตามแนวทางที่กรมการพัฒนาชุมชนกำหนด",
    "โดยให้คณะกรรมการดำเนินการ",
    "ซึ่ง",
    "และ",
    "ในการนี้",
    "ศึกษาดูงานของผู้เข้าร่วม",
)
NAMES = ("สมชาย", "จำเริญ", "กนกวรรณ", "ณัฐธยาน์", "ปัญญา")
SURNAMES = ("ใจดี", "แหวนเพชร", "ศรีสุข", "วงศ์ไพบูลย์", "ญาณกิตติ์")
PLACES = ("กระสัง", "บ้านด่าน", "คูเมือง", "ลำดวน", "ห้วยราช", "นางรอง")


def facts(dice: random.Random) -> tuple[str, ...]:
    """One fact of each kind, as officers write it."""

    def number(last: int) -> int:
        return dice.randint(1, last)

    day, month, year = number(28), dice.choice(thai.MONTHS), 2560 + number(20)
    clock = f"{number(23):02}.{dice.choice((0, 15, 30)):02}"
    amount = dice.choice((500, 38600, 41300, 200000))
    person = f"{dice.choice(NAMES)} {dice.choice(SURNAMES)}"
    return (
        f"{dice.choice(('นาย', 'นางสาว', 'ว่าที่ร้อยตรี', 'ดร.'))}{person}",
        f"(นาง{person})",
        f"ที่ บร {number(99):04}/ว {number(9999)}",
        f"ที่ มท {number(99):04}.2/{number(999)}",
        f"{number(900)} {dice.choice(('คน', 'แห่ง', 'ครัวเรือน', 'กลุ่ม', 'ชุด', 'คะแนน'))}",
        f"{thai.money_text(amount)} บาท",
        f"({thai.money_words(amount)})",
        f"{clock} น.",
        f"{clock} - 16.30 น.",
        f"พ.ศ. {year}",
        f"{day} {month}",
        f"{day} {month} {year}",
        f"วัน{dice.choice(thai.WEEKDAYS)}ที่ {day} {month}",
        f"ข้อ {number(20)}",
        f"{number(5)} - {number(90)}",
        f"สิ่งที่ส่งมาด้วย {number(3)} - {number(9)}",
        f"หมู่ที่ {number(20)}",
        f"ตำบล{dice.choice(PLACES)}",
        f"อำเภอ{dice.choice(PLACES)}",
        f"จังหวัด{dice.choice(('บุรีรัมย์', 'สุรินทร์', 'นครราชสีมา'))}",
        f"{dice.choice(('ต่าง', 'อื่น', 'ก่อน', 'แห่ง'))} ๆ",
        "โครงการ ฯ",
        "โครงการฯ",
        "ฯลฯ",
        f"0 4466 {number(9999):04}",
        "081-234-5678",
        "saraban_br@cdd.mail.go.th",
    )


def paragraphs(dice: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Sentences with every kind of fact, each with the facts in it."""
    kinds = list(facts(dice)) + list(facts(dice))
    dice.shuffle(kinds)
    for at in range(0, len(kinds), 6):
        told = kinds[at : at + 6]
        words = [word for fact in told for word in (dice.choice(FILLER), fact)]
        yield " ".join([*words, dice.choice(FILLER)]), told


def set_at(width: float, texts: list[str]) -> list[measure.Box]:
    body = "".join(f'<p id="p{n}">{phrases.keep(text)}</p>' for n, text in enumerate(texts))
    html = (
        f'<!doctype html><html lang="th"><title>t</title><body data-line="{int(width / LETTER)}">'
        f'<div id="column" style="width:{width}mm">{body}</div></body></html>'
    )
    laid = measure.measure_html(html)
    return [laid[f"p{n}"] for n in range(len(texts))]


def cuts(text: str, box: measure.Box) -> list[int]:
    """Where the lines of a text begin, the first one aside."""
    starts, at = [], 0
    for line in (line for part in (box, *box.rest) for line in part.lines):
        starts.append(text.index(line.text, at))
        at = starts[-1] + len(line.text)
    return starts[1:]


def split(text: str, starts: list[int], whole_: str) -> list[str]:
    """«๒๐๐|บาท» for each line that begins within ``whole_``."""
    return [
        f"{text[found.start() : at]}|{text[at : found.end()]}"
        for found in re.finditer(re.escape(whole_), text)
        for at in starts
        if found.start() < at < found.end()
    ]


@pytest.mark.parametrize("seed", range(3))
def test_no_width_splits_a_fact_or_a_word(seed):
    dice = random.Random(seed)  # noqa: S311
    told = [(phrases.digits(text), facts_) for text, facts_ in paragraphs(dice)]
    for width in WIDTHS:
        width += dice.random() * 10
        line = int(width / LETTER)
        for (text, facts_), box in zip(told, set_at(width, [t for t, _ in told]), strict=True):
            starts = cuts(text, box)
            kept = [*map(phrases.digits, facts_), *whole.WORDS]
            found = [
                s for one in kept if phrases.letters(one) <= line for s in split(text, starts, one)
            ]
            assert found == [], f"at {width} mm"
            for part in (box, *box.rest):
                assert max(one.right for one in part.lines) <= 30 + width + 0.05


def test_the_engine_itself_would_split_them():
    """Else this table were dead: each word is one that the engine cuts."""
    uncut = [word for word in whole.WORDS if not any(pdf._breaks(word)[1:])]
    assert len(uncut) < len(whole.WORDS) / 10


def test_a_phrase_longer_than_its_line_breaks_at_its_spaces():
    text = "(ว่าที่ร้อยตรีหญิงประกายเพชร วงศ์สวัสดิ์ไพบูลย์)"
    box = set_at(60, [text])[0]
    assert [line.text for line in box.lines] == text.split(" ")
    money = phrases.digits("41,300 บาท (สี่หมื่นหนึ่งพันสามร้อยบาทถ้วน)")
    box = set_at(70, [money])[0]
    assert [line.text for line in box.lines] == ["๔๑,๓๐๐ บาท", "(สี่หมื่นหนึ่งพันสามร้อยบาทถ้วน)"]
    assert len(set_at(110, [money])[0].lines) == 1


def test_a_word_longer_than_its_line_breaks_all_the_same():
    for width in (12, 25):
        box = set_at(width, ["องค์การบริหารส่วนตำบล" * 3])[0]
        assert len(box.lines) > 2
        assert max(line.right for line in box.lines) <= 30 + width + 0.05


@pytest.mark.parametrize(
    "text",
    ["ของ จังหวัด ๆ ละ", "โครงการ ฯ ต่อ", "ปุ๋ย ยา ฯลฯ", "ความสามัคคี", "ผู้แทน", "การคัดเลือก"],
)
def test_no_mark_begins_a_line_and_no_prefix_ends_one(text):
    for width in range(24, 44, 2):
        lines = [line.text for line in set_at(width, [f"ก {text} ข"])[0].lines]
        for before, after in pairwise(lines):
            assert not after.startswith(("ๆ", "ฯ"))
            assert not before.endswith(("การ", "ความ", "ผู้"))


def test_held_text_reads_back_as_it_was_written():
    text = phrases.digits("งบประมาณ 41,300 บาท กลุ่มออมทรัพย์เพื่อการผลิต 1 - 2 คณะกรรมการ ฯลฯ")
    held = whole.joined([(text, True)], 99, pdf._breaks)
    assert held != text
    assert whole.plain(held) == text
    document = pypdfium2.PdfDocument(
        pdf.render(f"<html lang=th><title>t</title>{phrases.keep(text)}").data
    )
    found = document[0].get_textpage().get_text_range()
    document.close()
    assert found.strip() == text


def test_the_letters_own_names_are_kept(monkeypatch):
    monkeypatch.setattr(type(f.announcement()), "known", ("พร้อมดำเนินงาน",))
    assert '<span class="k">พร้อมดำเนินงาน</span>' in str(f.announcement())


def test_a_signatory_without_a_title_is_kept_in_the_text_too():
    signature = replace(f.SIGNATURE, name="สมศรี ใจดี")
    body = (parts.Paragraph("มอบหมายให้สมศรี ใจดีเป็นผู้รับผิดชอบ"),)
    assert '<span class="k">สมศรี ใจดี</span>' in str(f.announcement(signature=signature, body=body))
    assert '<span class="k">สมศรี ใจดี</span>' not in str(f.announcement(body=body))
