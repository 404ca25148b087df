"""Wording of the budget-allocation notice: the gate that lets a district begin."""

from dataclasses import dataclass
from decimal import Decimal

from cdd_network import thai
from reports.parts import Paragraph
from reports.wording import DISTRICT_ACTIVITY, SUMMARY, LetterFacts, ProgrammeFacts, numbered


@dataclass(frozen=True)
class Share:
    """What one group gets, in baht."""

    group: str
    amount: Decimal


@dataclass(frozen=True, kw_only=True)
class BudgetFacts(LetterFacts):
    """What the notice says besides: the groups' shares, days and people of activity 2."""

    shares: tuple[Share, ...]
    days: int
    people: int
    bpm_days: int = 7

    @property
    def total(self) -> Decimal:
        """Baht of all groups together."""
        return sum((one.amount for one in self.shares), Decimal(0))


def baht(amount: Decimal) -> str:
    """«38,600 บาท (สามหมื่นแปดพันหกร้อยบาทถ้วน)»."""
    return f"{thai.money_text(amount)} บาท ({thai.money_words(amount)})"


def budget_subject(facts: ProgrammeFacts) -> str:
    """Subject of the notice."""
    return f"แจ้งจัดสรรงบประมาณ{facts.project} {facts.year}"


def share_texts(facts: BudgetFacts) -> tuple[str, ...]:
    """«กลุ่ม… จำนวน 38,600 บาท (…)» of each group."""
    return tuple(f"{one.group} จำนวน {baht(one.amount)}" for one in facts.shares)


def budget_body(facts: BudgetFacts) -> tuple[Paragraph, ...]:
    """Body of the notice: amounts, what they are for, the gate, the reporting."""
    return (
        Paragraph(
            f"{facts.referring}{facts.office}แจ้งผลการคัดเลือกและขอให้อำเภอดำเนิน{facts.project} : "
            f"{DISTRICT_ACTIVITY} {facts.year} นั้น"
        ),
        Paragraph(
            f"{facts.office} ขอแจ้งจัดสรรงบประมาณเพื่อดำเนินกิจกรรมดังกล่าว "
            f"จำนวน {len(facts.shares)} กลุ่ม เป็นเงินทั้งสิ้น {baht(facts.total)} ดังนี้"
        ),
        *numbered(share_texts(facts)),
        *_conditions(facts),
        Paragraph("จึงเรียนมาเพื่อพิจารณาดำเนินการ"),
    )


def _conditions(facts: BudgetFacts) -> tuple[Paragraph, ...]:
    return (
        Paragraph(
            "งบประมาณดังกล่าวให้ใช้จ่ายเฉพาะการฝึกอบรม การศึกษาดูงาน และการประชุมเชิงปฏิบัติการ"
            f"ตามหลักสูตรที่กรมการพัฒนาชุมชนกำหนด จำนวน {facts.days} วัน "
            f"กลุ่มเป้าหมายกลุ่มละ {facts.people} คน "
            "โดยเบิกจ่ายตามระเบียบของทางราชการที่เกี่ยวข้อง และให้เกิดประโยชน์แก่ทางราชการเป็นสำคัญ"
        ),
        Paragraph(
            "ทั้งนี้ อำเภอเริ่มดำเนินการได้ตั้งแต่ได้รับแจ้งจัดสรรงบประมาณตามหนังสือฉบับนี้ โดยไม่ต้องรอหนังสืออื่นจากจังหวัด"
        ),
        Paragraph(
            "เมื่อดำเนินการแล้ว ขอให้บันทึกผลการดำเนินงานและการประเมินความพึงพอใจ "
            f"ในระบบ Budget and Project Management (BPM) ภายใน {facts.bpm_days} วันหลังดำเนินการเสร็จสิ้น "
            f"และส่งแผนปฏิบัติการขับเคลื่อนฯ กับ{SUMMARY}ให้{facts.office}ภายในกำหนด"
        ),
    )
