"""Wording of letters: facts in, paragraphs of plain text out (Arabic digits).

The customary phrases are those of the Buriram papers of 2568. Officers may change the paragraphs
before a letter is issued, so that nothing here depends on how a paper is laid out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from cdd_network import thai
from reports.parts import Enclosure, Paragraph
from reports.phrases import number_list, number_range

SELECTION = "คัดเลือกกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต"
DISTRICT_ACTIVITY = (
    "กิจกรรมเสริมสร้างศักยภาพกลุ่มออมทรัพย์เพื่อการผลิตระดับอำเภอในการส่งเสริมกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต"
)
SUMMARY = "แบบสรุปผลการดำเนินงาน"


@dataclass(frozen=True, kw_only=True)
class ProgrammeFacts:
    """What every paper of a province and year says: names without «จังหวัด», BE fiscal year."""

    province: str
    fiscal_year: int
    project: str = "โครงการส่งเสริมกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต"
    province_activity: str = "กิจกรรมประชุมเชิงปฏิบัติการส่งเสริมกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิตระดับจังหวัด"
    quota: int = 2

    @property
    def office(self) -> str:
        """«จังหวัดบุรีรัมย์»; Bangkok has no «จังหวัด» before its name."""
        return self.province if self.province == "กรุงเทพมหานคร" else f"จังหวัด{self.province}"

    @property
    def year(self) -> str:
        """«ประจำปีงบประมาณ พ.ศ. 2568»."""
        return f"ประจำปีงบประมาณ พ.ศ. {self.fiscal_year}"

    @property
    def selection(self) -> str:
        """«คัดเลือกกิจกรรมเครือข่าย… ระดับจังหวัดบุรีรัมย์ ประจำปีงบประมาณ พ.ศ. 2568»."""
        return f"{SELECTION} ระดับ{self.office} {self.year}"

    @property
    def committee(self) -> str:
        """The committee's whole name."""
        return f"คณะกรรมการ{self.selection}"


@dataclass(frozen=True, kw_only=True)
class LetterFacts(ProgrammeFacts):
    """What a letter says besides: its enclosures, and how many letters it refers to."""

    enclosures: tuple[Enclosure, ...] = ()
    references: int = 0

    def cited(self, *keys: str) -> str:
        """«รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 2 - 3», numbers looked up by the enclosures' keys."""
        numbers = [e.number for e in self.enclosures if e.key in keys]
        if len(numbers) != len(keys):
            raise ValueError(f"no enclosure for {', '.join(keys)}")
        return f"รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย {number_range(numbers)}"

    @property
    def referring(self) -> str:
        """«ตามหนังสือที่อ้างถึง 1 และ 2 »; «ตามที่ » when no letter is referred to."""
        if not self.references:
            return "ตามที่ "
        if self.references == 1:
            return "ตามหนังสือที่อ้างถึง "
        return f"ตามหนังสือที่อ้างถึง {number_list(range(1, self.references + 1))} "

    def download(self, who: str) -> tuple[Paragraph, ...]:
        """The paragraph that sends ``who`` to the QR; none when nothing stands behind it."""
        online = [e.number for e in self.enclosures if e.online]
        if not online:
            return ()
        where = f"สิ่งที่ส่งมาด้วย {number_range(online)} ได้ทาง QR Code ที่ปรากฏท้ายหนังสือฉบับนี้"
        return (Paragraph(f"ทั้งนี้ {who}สามารถดาวน์โหลด{where}"),)


@dataclass(frozen=True, kw_only=True)
class MeetingFacts(LetterFacts):
    """What a paper says that names the committee's meeting and the order that appointed it.

    ``order`` is the order as it is cited: «คำสั่งจังหวัดบุรีรัมย์ ที่ 2150/2568 ลงวันที่ …».
    """

    meeting_day: date
    meeting_time: time
    meeting_place: str
    order: str = ""

    @property
    def meeting_number(self) -> str:
        """«ครั้งที่ 1/2568»: the committee meets once a round; the year is the meeting's."""
        return f"ครั้งที่ 1/{thai.be_year(self.meeting_day)}"


@dataclass(frozen=True, kw_only=True)
class SelectionFacts(MeetingFacts):
    """What the letter to the chosen districts says besides: the deadlines and the gate."""

    plan_due: date
    summary_due: date
    bpm_days: int = 7
    district_activity: str = DISTRICT_ACTIVITY


def numbered(texts: Iterable[str], form: str = "{}.") -> tuple[Paragraph, ...]:
    """Texts as paragraphs numbered from 1 in the ``form`` «{}.», «{})» or «3.{}»."""
    pairs = enumerate(texts, start=1)
    return tuple(Paragraph(text, form.format(number)) for number, text in pairs)


def order_subject(facts: ProgrammeFacts) -> str:
    """Subject of the committee's order, in two lines."""
    return f"แต่งตั้งคณะกรรมการ{SELECTION}\nระดับ{facts.office} {facts.year}"


def order_body(facts: ProgrammeFacts) -> tuple[Paragraph, ...]:
    """Preamble of the committee's order; the seats follow it."""
    return (
        Paragraph(
            f"ด้วย กรมการพัฒนาชุมชน ได้กำหนดให้ดำเนิน{facts.project} {facts.year} "
            f"โดยให้จังหวัดแต่งตั้งคณะกรรมการ{SELECTION} ระดับจังหวัด "
            f"เพื่อพิจารณา{SELECTION} ตามเกณฑ์การคัดเลือกที่กรมการพัฒนาชุมชนกำหนด "
            f"จังหวัดละ {facts.quota} กลุ่ม"
        ),
        Paragraph(
            f"เพื่อให้การ{SELECTION} ระดับ{facts.office} เป็นไปด้วยความเรียบร้อย โปร่งใส "
            f"และบรรลุวัตถุประสงค์ {facts.office} จึงแต่งตั้งคณะกรรมการ{SELECTION} "
            f"ระดับ{facts.office} {facts.year} ประกอบด้วย"
        ),
    )


def announcement_subject(facts: ProgrammeFacts) -> str:
    """Subject of the announcement, in two lines."""
    return f"ผลการ{SELECTION} ระดับ{facts.office}\n{facts.year}"


def announcement_body(facts: ProgrammeFacts) -> tuple[Paragraph, ...]:
    """Body of the announcement; the numbered groups follow it."""
    return (
        Paragraph(
            f"ตามที่ {facts.office} โดยสำนักงานพัฒนาชุมชน{facts.office} ได้ดำเนิน{facts.project} "
            f"{facts.province_activity} โดยมีวัตถุประสงค์ "
            "เพื่อคัดเลือกกลุ่มออมทรัพย์เพื่อการผลิตระดับจังหวัด ที่มีศักยภาพพร้อมดำเนินงาน"
            "กิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต รวมถึงพัฒนาและบริหารจัดการกิจกรรมเครือข่าย"
            "ให้ประสบความสำเร็จและเกิดประโยชน์แก่สมาชิกและชุมชน นั้น"
        ),
        Paragraph(
            f"บัดนี้ {facts.office} ได้พิจารณา{SELECTION}ระดับ{facts.office} {facts.year} "
            "เสร็จเรียบร้อยแล้ว ปรากฏผล ดังนี้"
        ),
    )


def cancelling(facts: ProgrammeFacts, subject: str, replaces: date) -> Paragraph:
    """The last paragraph of an announcement that takes the place of one about ``subject``, of the
    day ``replaces``. Why is not for the public.
    """
    return Paragraph(
        f"บัดนี้ {facts.office} เห็นสมควรแก้ไขประกาศผลการคัดเลือกดังกล่าว จึงให้ยกเลิกประกาศ{facts.office} "
        f"เรื่อง {' '.join(subject.split())} ลงวันที่ {thai.date_text(replaces)} และให้ใช้ประกาศฉบับนี้แทน ดังนี้"
    )


def selection_subject(facts: ProgrammeFacts) -> str:
    """Subject of the letter to the chosen districts."""
    return f"การดำเนินงาน{facts.project}"


def selection_letter_body(facts: SelectionFacts) -> tuple[Paragraph, ...]:
    """Body of the letter to the chosen districts, «จึงเรียนมาเพื่อ…» included as the last paragraph."""
    purpose = Paragraph("จึงเรียนมาเพื่อพิจารณาดำเนินการ")
    tasks = _selection_tasks(facts)
    return (*_selection_opening(facts), *tasks, *facts.download("อำเภอ"), purpose)


def _selection_opening(facts: SelectionFacts) -> tuple[Paragraph, ...]:
    return (
        Paragraph(
            f"{facts.referring}{facts.office}แจ้งให้อำเภอพิจารณาคัดเลือกกลุ่มออมทรัพย์เพื่อการผลิต"
            "ที่มีกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิตดีเด่นและมีคุณสมบัติตามเกณฑ์การคัดเลือก"
            f"ที่กรมการพัฒนาชุมชนกำหนดเข้ารับการพิจารณา{SELECTION} ระดับ{facts.office} {facts.year} นั้น"
        ),
        Paragraph(
            f"{facts.office} โดยคณะกรรมการ{SELECTION}ระดับ{facts.office} {facts.year} "
            f"ได้พิจารณา{SELECTION} ระดับ{facts.office} {facts.year} "
            f"เมื่อวันที่ {thai.date_text(facts.meeting_day)} เวลา {thai.time_text(facts.meeting_time)} "
            f"ณ {facts.meeting_place} เรียบร้อยแล้ว {facts.cited('announcement')}"
        ),
        Paragraph(
            f"เพื่อให้การดำเนินงาน{facts.project}เป็นไปด้วยความเรียบร้อยและบรรลุวัตถุประสงค์ "
            f"{facts.office} ขอให้อำเภอมอบหมายพัฒนาการอำเภอดำเนินการ ดังนี้"
        ),
    )


def _selection_tasks(facts: SelectionFacts) -> tuple[Paragraph, ...]:
    work = f"{facts.project} : {facts.district_activity}"
    form = f"ตามแบบฟอร์มที่กรมการพัฒนาชุมชนกำหนด ส่งให้{facts.office} ภายในวันที่"
    tasks = (
        "ศึกษาขั้นตอนการดำเนินงานโครงการฯ และรายละเอียดหลักสูตร"
        f"{work} {facts.cited('procedure', 'curriculum')}",
        f"ดำเนินการ{work} ให้เป็นไปตามแนวทางที่กรมการพัฒนาชุมชนกำหนด "
        "พร้อมทั้งบันทึกผลการดำเนินงานและการประเมินความพึงพอใจ "
        f"ในระบบ Budget and Project Management (BPM) ภายใน {facts.bpm_days} วันหลังดำเนินการเสร็จสิ้น "
        "ทั้งนี้ อำเภอจะสามารถดำเนินการได้ก็ต่อเมื่อได้รับแจ้งจัดสรรงบประมาณโครงการฯ จากจังหวัด",
        "จัดทำแผนปฏิบัติการขับเคลื่อนกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต "
        f"{form} {thai.date_text(facts.plan_due)} {facts.cited('plan')}",
        f"จัดทำแบบสรุปผลการดำเนินงาน{work} "
        f"{form} {thai.date_text(facts.summary_due)} {facts.cited('summary')}",
    )
    return numbered(tasks)
