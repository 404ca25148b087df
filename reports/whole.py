"""Nothing is split that must stay whole on a line: phrases, and words that a typist would not cut.

``phrases`` marks the phrases (``span`` of class ``k``); the words stand here. Pango breaks Thai
wherever libthai's dictionary ends a word («ออม|ทรัพย์»), and no joiner of Unicode holds it back.
But it analyses each run of one script by itself: a Mongolian vowel separator (U+180E, no width, no
glyph, nothing in the PDF's text) between two Thai letters ends the run, and between runs it may
not break. Held so, a text costs nothing that could be measured; as a nowrap span 0.3 ms each.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from reports import phrases

JOINER = "\u180e"
# Behind a space or a dash the separator alone would not hold, behind a Thai letter the word joiner
# would not. A no-break space would, but would stand in the PDF's text, where search misses it.
_WORD_JOINER = "\u2060"
_DASHES = "-–—"
_SPACE = f"{JOINER} {_WORD_JOINER}{JOINER}"
LINE = 68
"""Base letters (each about 2.06 mm) that a line of 16 cm surely holds; ``data-line`` says otherwise."""
CELL = 10
"""The same for a cell of a table whose template says nothing: columns are narrow."""

# Words that libthai cuts, found by laying the department's papers out (tests/reports/test_whole.py).
_TABLE = """
    กลุ่มออมทรัพย์ ออมทรัพย์ เพื่อการผลิต เพื่อผลิต คณะกรรมการ ประธานกรรมการ รองประธานกรรมการ
    กรมการพัฒนาชุมชน พัฒนาชุมชน พัฒนาการอำเภอ พัฒนาการจังหวัด ผู้ว่าราชการจังหวัด
    รองผู้ว่าราชการจังหวัด ผู้อำนวยการ ผู้รายงาน ผู้รับผิดชอบ ผู้เข้าร่วม ผู้ช่วย ปลัดอำเภอ
    ปลัดจังหวัด เกษตรจังหวัด กระทรวงมหาดไทย รัฐมนตรีว่าการ องค์การบริหารส่วนตำบล ศาลากลางจังหวัด
    ที่ว่าการอำเภอ สถานที่ราชการ กรุงเทพมหานคร คูเมือง นางรอง ราชการแทน ปฏิบัติราชการแทน
    รักษาราชการแทน ดำเนินการ ดำเนินงาน ผลการดำเนินงาน ดำเนินต่อไป ขับเคลื่อน หมุดหมาย กลุ่มเป้าหมาย
    เป้าหมายหลัก ดูงาน ศึกษาดูงาน ฝึกอบรม เชิงปฏิบัติการ ปฏิบัติงาน แผนปฏิบัติการ ซักถาม จัดทำ จัดหา
    จัดจำหน่าย จัดตั้งขึ้น จัดประชุม แบ่งกลุ่ม ค้นหา เยี่ยมชม แสดงความคิดเห็น ความคิดเห็น ข้อเสนอแนะ
    คำแนะนำ ลงทะเบียน ลงชื่อ ลงวันที่ รับมอบหมาย รับประโยชน์ รับฝาก รับคืน ได้รับ ได้มา นำมา นำไปสู่
    เข้าร่วม ร่วมกัน มีส่วนร่วม ประกอบด้วย ประกอบการ เกี่ยวกับ เหมาะกับ เพื่อให้ ขอให้ กำหนดให้
    เป็นไป เป็นไปตาม เป็นการ เป็นเจ้าของ พร้อมทั้ง รวมทั้ง รวมถึง ตามที่ ขณะที่ ก็ต่อเมื่อ ดังกล่าว
    ต่อเนื่อง ต่อไป ต่อไปนี้ เหล่านี้ ระดับจังหวัด ระดับอำเภอ บริหารจัดการ ระยะเวลา ประจำปี
    ปีงบประมาณ วันที่ เลขที่ ที่ตั้ง ที่ประชุม ห้องประชุม องค์ประชุม กึ่งหนึ่ง น้อยกว่า เสียงข้างมาก
    คะแนนเสียง ออกเสียง ให้คะแนน เห็นชอบ แบบฟอร์ม งานสารบรรณ ภาคผนวก คำสั่ง ขอแสดงความนับถือ
    อย่างยิ่ง กราบเรียน เรียนมา ที่ผ่านมา โดยตำแหน่ง โดยอัตโนมัติ จำเป็นต้อง ไม่สามารถ ยังไม่
    เงินทุน แหล่งเงินทุน ค่าใช้จ่าย ใช้จ่าย ผลผลิต ผลกำไร ผลได้ ผลสำเร็จ ประสบผลสำเร็จ
    ประสบความสำเร็จ ผลกระทบ ปัจจัยการผลิต ศูนย์สาธิตการตลาด การตลาด ลอยฟ้า ยุ้งฉาง น้ำดื่ม ทอผ้า
    ไถนา ทำนา ให้เช่า เมล็ดพันธุ์ ร้านค้า ค้าขาย ช่องทาง เครื่องฉาย เครื่องชั่ง โปรเจคเตอร์
    ศาลาประชาคม ครัวเรือน คุณภาพชีวิต แก้ปัญหา แก้ไขปัญหา เพิ่มขึ้น ลดลง ดีขึ้น ดีเด่น ยกระดับ
    พึ่งตนเอง แรงบันดาลใจ สนองตอบ เป็นธรรม ใกล้เคียง คงเหลือ เนื่องใน เท่ากัน ต่างกัน ติดต่อกัน
    ส่วนใหญ่ บางส่วน จำนวนมาก มีประสิทธิภาพ กระบวนการเรียนรู้ แห่งชาติ ทางสังคม ทางเศรษฐกิจ
    ประจำปีงบประมาณ การประชุม การเกษตร การออม ระเบียบวาระ เป็นสำคัญ ลงนาม ลำดับที่ วาระการประชุม ชำนาญการ
"""
WORDS = tuple(_TABLE.split())
_WORD = re.compile("|".join(map(re.escape, sorted(WORDS, key=len, reverse=True))))
# A prefix that makes a noun never ends a line; «การ» that ends one word («โครงการ») may.
_PREFIX = re.compile(
    "(?:โครง|ดำเนิน|ราช|กรรม|กรม|บริ|วิชา|พัฒนา|ต้อง|ประกอบ|จัด|สวัสดิ|หลัก|กระบวน|ตรวจ|ราย|อำนวย|ปฏิบัติ|มาตร|ว่า|สั่ง"
    "|เลขานุ|บูรณา|พิธี|ทาง)การ|(การ|ความ|ผู้|นัก)(?=[ก-ฮเ-ไ])"
)
_NEVER_FIRST = re.compile("(?<=[ก-๎])[ฯๆ]")
_BEFORE_MARK = re.compile(" (?=ๆ|ฯ)")
_THAI = re.compile("[ก-๎]")
_SKIPPED = {"style", "script", "title"}

Breaks = Callable[[str], list[bool]]


def opening(text: str) -> str:
    """The word of ``WORDS`` that a text begins with, or ''."""
    found = _WORD.match(text)
    return found[0] if found else ""


def plain(text: str) -> str:
    """``text`` of a layout as it was before ``hold``."""
    return text.replace(JOINER, "").replace(_WORD_JOINER, "")


def hold(root: object, breaks: Breaks) -> None:
    """Join, in every text of the element tree ``root``, what must stay whole; in place.

    ``breaks(text)[n]`` says whether the layout engine may break before ``text[n]``. A phrase
    longer than the line of its element may break at its inner spaces, but not within the smaller
    facts of which it is made.
    """
    _walk(root, LINE, breaks)


def _walk(element, line: int, breaks: Breaks) -> None:
    line = _line_of(element, line)
    run, put = [(element.text or "", False)], partial(setattr, element, "text")
    for child in list(element):
        tail = (child.tail or "", False)
        if child.tag == "span" and child.get("class") == "k" and len(child) == 0:
            run += [(child.text or "", True), tail]
            element.remove(child)
            continue
        put(joined(run, line, breaks))
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            _walk(child, line, breaks)
        run, put = [tail], partial(setattr, child, "tail")
    put(joined(run, line, breaks))


def _line_of(element, line: int) -> int:
    own = element.get("data-line")
    if own:
        return int(own)
    return (
        min(line, CELL) if element.tag == "table" and "grid" in element.get("class", "") else line
    )


def joined(run: Iterable[tuple[str, bool]], line: int, breaks: Breaks) -> str:
    """Texts of a run, each with whether it is a phrase, as one text that breaks only where it may."""
    text, held = "", []
    for part, whole in run:
        if whole:
            held += [(len(text) + a, len(text) + b) for a, b in _pieces(part, line)]
        text += part
    if not _THAI.search(text) and not held:
        return text
    held += [m.span() for m in _WORD.finditer(text) if phrases.letters(m[0]) <= line]
    spaces = {at for a, b in held for at in range(a, b) if text[at] == " "}
    spaces |= {m.start() for m in _BEFORE_MARK.finditer(text)}
    return _join(text, set(_joints(text, held)), spaces, breaks)


def _pieces(text: str, line: int) -> Iterator[tuple[int, int]]:
    """Parts of a phrase that are held: all of it, or when it is too long its facts and words."""
    if phrases.letters(text) <= line:
        yield 0, len(text)
        return
    words = (found.span() for found in re.finditer(r"\S+", text))
    for start, end in (*phrases.inner(text), *words):
        if phrases.letters(text[start:end]) <= line:
            yield start, end


def _joints(text: str, held: list[tuple[int, int]]) -> Iterator[int]:
    """Places before which no line may begin."""
    for start, end in held:
        yield from range(start + 1, end)
    yield from (m.end() for m in _PREFIX.finditer(text) if m[1])
    yield from (m.start() for m in _NEVER_FIRST.finditer(text))


def _join(text: str, joints: set[int], spaces: set[int], breaks: Breaks) -> str:
    """Put a joiner where the engine would break; a joined text breaks elsewhere, so look again."""
    marks: set[int] = set()
    joints |= {at + 1 for at in spaces} | spaces
    for _ in range(4):
        shown, index = _marked(text, marks, spaces)
        found = breaks(shown)
        bad = {at for at in joints - marks if at < len(text) and found[index[at]]}
        if not bad:
            break
        marks |= bad
    return shown


def _marked(text: str, marks: set[int], spaces: set[int]) -> tuple[str, list[int]]:
    """Text with joiners, and where each of its letters now stands."""
    out, index, length = [], [], 0
    for at, letter in enumerate(text):
        if at in marks:
            out.append(_WORD_JOINER + JOINER if text[at - 1] in _DASHES else JOINER)
            length += len(out[-1])
        index.append(length)
        out.append(_SPACE if at in spaces else letter)
        length += len(out[-1])
    return "".join(out), index
