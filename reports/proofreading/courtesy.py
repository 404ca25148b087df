"""Rules on the parts that every paper has: subject, addressee, salutation, closing, signatory."""

from __future__ import annotations

from collections.abc import Iterator

from reports import parts
from reports.letters import CLOSINGS
from reports.proofreading.facts import Facts
from reports.proofreading.faults import Fault

PURPOSES = {"เรียน": "จึงเรียนมา", "กราบเรียน": "จึงกราบเรียนมา", "นมัสการ": "จึงนมัสการมา"}
"""How a letter's last sentence begins after each salutation."""


def empty_parts(facts: Facts) -> Iterator[Fault]:
    """A paper without subject, addressee or text, or an enclosure without a title."""
    if not facts.worded:
        return
    for line, name in ((facts.subject, "เรื่อง"), (facts.to, "เรียน")):
        if line is not None and not line.text.strip():
            yield Fault(line.place, f"ยังไม่มีข้อความ «{name}»", f"กรอก{name}", line.mend)
    if not any(line.text.strip() for line in facts.body):
        yield Fault("ข้อความ", "ยังไม่มีข้อความ", "กรอกข้อความของเอกสาร", "body")
    for line in facts.enclosures:
        if not line.text.strip():
            yield Fault(line.place, "ยังไม่มีชื่อเอกสาร", "กรอกชื่อสิ่งที่ส่งมาด้วย", line.mend)


def signatory_post(facts: Facts) -> Iterator[Fault]:
    """Who signs has a name and a post; who signs for another says for whom."""
    signature = facts.signature
    if signature is None:
        return
    if not signature.post.strip():
        text = f"{signature.name or 'ผู้ลงนาม'} ยังไม่มีตำแหน่ง"
        yield Fault("ผู้ลงนาม", text, "เพิ่มตำแหน่งของผู้ลงนามที่หน้าสำนักงาน", "signatory")
    elif signature.acting_phrase and not signature.acted_for.strip():
        text = f"«{signature.acting_phrase}» โดยไม่มีตำแหน่งที่ลงนามแทน"
        yield Fault("ผู้ลงนาม", text, "เพิ่มตำแหน่งที่ลงนามแทนที่หน้าสำนักงาน", "signatory")
    elif signature.post.rstrip().endswith((parts.ACTING, parts.AWAY)):
        text = f"ตำแหน่ง «{signature.post}» ลงท้ายด้วยคำลงนามแทน แต่ไม่มีตำแหน่งที่ลงนามแทน"
        yield Fault("ผู้ลงนาม", text, "เลือกการลงนามแทนและตำแหน่งที่หน้าสำนักงาน", "signatory")


def signs_to_oneself(facts: Facts) -> Iterator[Fault]:
    """Nobody writes to the post that he signs in: a memo to the governor is not the governor's."""
    if not (facts.signature and facts.to):
        return
    post = (facts.signature.acted_for or facts.signature.post).strip()
    if post and facts.to.text.strip() == post:
        text = f"ลงนามในตำแหน่ง «{post}» ซึ่งเป็นผู้รับเอกสารนี้เอง"
        yield Fault("ผู้ลงนาม", text, "เลือกผู้ลงนามอื่น หรือแก้ผู้รับ", "signatory")


def closing_in_text(facts: Facts) -> Iterator[Fault]:
    """The closing follows from the salutation and is printed by itself."""
    right = CLOSINGS.get(facts.salutation, "")
    for line in facts.body if facts.letter else ():
        typed = next((one for one in CLOSINGS.values() if line.text.strip().startswith(one)), "")
        if typed:
            text = f"พิมพ์คำลงท้าย «{line.text.strip()}» ไว้ในข้อความ จะพิมพ์ซ้ำกับ «{right}» ท้ายหนังสือ"
            yield Fault(line.place, text, "ตัดย่อหน้านี้ออก และเลือกคำขึ้นต้นให้ถูก", line.mend)


def salutation_in_addressee(facts: Facts) -> Iterator[Fault]:
    """«เรียน» is printed before the addressee and not typed with it."""
    if not (facts.letter and facts.to):
        return
    typed = next((one for one in CLOSINGS if facts.to.text.startswith(f"{one} ")), "")
    if typed:
        text = f"มีคำว่า «{typed}» ซ้ำกับคำขึ้นต้นที่ระบบพิมพ์ให้"
        yield Fault(facts.to.place, text, f"ตัดคำว่า «{typed}» ออก", facts.to.mend)


def purpose(facts: Facts) -> Iterator[Fault]:
    """A letter says at its end what it is written for, in the words of its salutation."""
    right = PURPOSES.get(facts.salutation)
    if not (facts.letter and facts.body and right):
        return
    said = [(line, one) for line in facts.body for one in PURPOSES.values() if one in line.text]
    if not said:
        text = f"ไม่มีย่อหน้าสรุปความประสงค์ «{right}เพื่อ…»"
        yield Fault("ย่อหน้าสุดท้าย", text, f"เพิ่มย่อหน้า เช่น «{right}เพื่อพิจารณา»", "body")
    for line, one in said:
        if one != right:
            text = f"«{one}…» ไม่ตรงกับคำขึ้นต้น «{facts.salutation}»"
            yield Fault(line.place, text, f"เขียนว่า «{right}…» หรือแก้คำขึ้นต้น", line.mend)
