"""Wording of the memo (บันทึกข้อความ) that puts the round's drafts before who signs them."""

from dataclasses import dataclass

from reports.parts import Paragraph
from reports.wording import SELECTION, ProgrammeFacts, numbered


@dataclass(frozen=True, kw_only=True)
class MemoFacts(ProgrammeFacts):
    """``writer`` is the office that proposes, ``to`` who is asked; ``drafts`` names the documents
    to be signed, ``issued`` counts those that are out already and ``latest`` names the last of them.
    """

    writer: str
    to: str
    drafts: tuple[str, ...]
    issued: int = 0
    latest: str = ""


def memo_subject(facts: ProgrammeFacts) -> str:
    """Subject of the memo."""
    return f"ขอเสนอลงนามในเอกสารการ{facts.selection}"


def memo_body(facts: MemoFacts) -> tuple[Paragraph, ...]:
    """How it began, how things stand, what is proposed."""
    count = len(facts.drafts)
    return (
        Paragraph(
            f"เรื่องเดิม กรมการพัฒนาชุมชน ได้กำหนดให้ดำเนิน{facts.project} {facts.year} "
            f"โดยให้จังหวัด{SELECTION} ระดับจังหวัด จังหวัดละ {facts.quota} กลุ่ม "
            "ตามเกณฑ์การคัดเลือกที่กรมการพัฒนาชุมชนกำหนด และแจ้งให้อำเภอดำเนินการ",
            "1.",
        ),
        Paragraph(
            f"ข้อเท็จจริง {issued_text(facts)}{facts.writer} ได้จัดทำร่างเอกสารเพื่อเสนอลงนาม "
            f"จำนวน {count} ฉบับ ดังนี้",
            "2.",
        ),
        *numbered(facts.drafts, "2.{}"),
        Paragraph(
            "ข้อพิจารณาและข้อเสนอ เพื่อให้การดำเนินงานเป็นไปด้วยความเรียบร้อยและทันตามกำหนด "
            f"เห็นควรเสนอ{facts.to} พิจารณาลงนามในเอกสาร จำนวน {count} ฉบับ ที่เสนอมาพร้อมบันทึกนี้",
            "3.",
        ),
        Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ โปรดลงนามในเอกสารที่เสนอมาพร้อมนี้"),
    )


def issued_text(facts: MemoFacts) -> str:
    """How far the office has come: how many papers are out, and the latest of them."""
    if not facts.latest:
        return ""
    return f"{facts.office} ได้ออกเอกสารแล้ว จำนวน {facts.issued} ฉบับ ฉบับล่าสุด คือ {facts.latest} "
