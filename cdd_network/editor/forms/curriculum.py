"""The curriculum: its head table and number of days, then each day with its sessions."""

from __future__ import annotations

from functools import cache
from itertools import combinations

from django import forms

from cdd_network.content import FactRow, Session
from cdd_network.editor.checks import MOST_TOLD_DAYS
from cdd_network.editor.forms.base import LinesField, SectionForm, SectionRow, SectionRows, rows_of
from cdd_network.editor.forms.spans import SpansField, hours_text, overlapping, spans_text
from cdd_network.editor.section import Document, Row, Section, lines, packed, text
from cdd_network.forms import LineField, ThaiIntegerField

OF_DISTRICT = 2
"""The activity of the districts."""
LISTS = ("content", "details", "methods", "media")


class CurriculumForm(SectionForm):
    """How many days activity 2 has; activity 1 is the province's one day."""

    days = ThaiIntegerField(
        label="จำนวนวันของกิจกรรมที่ 2",
        min_value=1,
        max_value=MOST_TOLD_DAYS,
        help_text=f"1 ถึง {MOST_TOLD_DAYS} วัน แบบสรุปผลมีช่องเล่าเหตุการณ์ให้วันละช่อง",
    )
    shorten = forms.BooleanField(
        label="นำวันท้ายพร้อมหัวข้อออก",
        required=False,
        help_text="ทำเครื่องหมายเมื่อลดจำนวนวัน วันที่เพิ่มใหม่เริ่มด้วยช่วงลงทะเบียน แล้วแก้ในหน้าของวันนั้น",
    )

    def clean(self) -> dict[str, object]:
        """Fewer days want the tick: sessions go with them."""
        given = super().clean()
        wanted, held = given.get("days"), len(_days(self.document, OF_DISTRICT))
        if wanted and wanted < held and not given.get("shorten"):
            text = f"หลักสูตรมีหัวข้ออยู่แล้ว {held} วัน หากลดเหลือ {wanted} วัน ให้ทำเครื่องหมายยืนยันด้วย"
            self.add_error("shorten", text)
        return given


class FactsRow(SectionRow):
    """A row of the table at the head of the curriculum."""

    head = "label"
    layout = (("label", "order"),)

    label = LineField(label="หัวข้อ", max_length=120)
    lines = LinesField(label="ข้อความ", rows=3, help_text="บรรทัดละหนึ่งย่อหน้า")


class FactsRows(SectionRows):
    """The head table's rows."""

    title = "ตารางหัวหลักสูตร"
    keyed = False
    gone = "นำแถวนี้ออก"
    folds = True


def facts_of(stored: list[Row]) -> list[Row]:
    """Rows with lines, as the form shows them; also sections of the procedure."""
    return [
        {"key": str(n), "label": one["label"], "lines": text(one["lines"])}
        for n, one in enumerate(stored)
    ]


def facts_from(rows: list[Row]) -> list[Row]:
    """The stored shape of ``facts_of``."""
    return [
        packed(FactRow, {"label": row["label"], "lines": lines(row["lines"])}, None) for row in rows
    ]


def _days(document: Document, activity: int) -> list[Row]:
    return [day for day in document["curriculum"] if day["activity"] == activity]


def _read(document: Document) -> Row:
    return {"days": len(_days(document, OF_DISTRICT)), "shorten": False}


def _write(document: Document, given: Row, rows: list[Row]) -> Document:
    wanted = given["days"]
    held = _days(document, OF_DISTRICT)[:wanted]
    other = [day for day in document["curriculum"] if day["activity"] != OF_DISTRICT]
    return {
        "curriculum": other + held + [_new_day(n) for n in range(len(held) + 1, wanted + 1)],
        "curriculum_facts": facts_from(rows),
        "activities": [
            {**one, "days": wanted} if one["number"] == OF_DISTRICT else one
            for one in document["activities"]
        ],
    }


def _new_day(number: int) -> Row:
    """A day begins with the registration; its sessions are typed on its own page."""
    first = {"times": ["08:00-09:00"], "content": ["ลงทะเบียน"]}
    return {
        "activity": OF_DISTRICT,
        "number": number,
        "title": f"วันที่ {number}",
        "sessions": [first],
    }


CURRICULUM = Section(
    key="curriculum",
    title="หลักสูตร: จำนวนวันและหัวตาราง",
    says="จำนวนวันของกิจกรรมที่ 2 และตารางข้อมูลโครงการที่หัวหลักสูตร",
    keys=("curriculum", "curriculum_facts", "activities"),
    form=CurriculumForm,
    read=_read,
    write=_write,
    rows=rows_of(FactsRow, FactsRows, most=20),
    read_rows=lambda document: facts_of(document["curriculum_facts"]),
)


class DayForm(SectionForm):
    """What a day is called."""

    title = LineField(label="ชื่อวันนี้", max_length=200, help_text="เช่น ศึกษาดูงาน")


class SessionRow(SectionRow):
    """One session."""

    head = "topic"
    layout = (("times", "order"), ("topic",), ("content", "details"), ("methods", "media"))

    times = SpansField(label="เวลา", help_text="เช่น 09.00-12.00 หากมีสองช่วง คั่นด้วยจุลภาค")
    topic = LineField(label="วิชา/หัวข้อ", required=False, max_length=400)
    content = LinesField(label="เนื้อหา", required=False, rows=3)
    details = LinesField(
        label="ข้อย่อยของเนื้อหาบรรทัดสุดท้าย",
        required=False,
        rows=3,
        help_text="บรรทัดละหนึ่งข้อ ระบบใส่เลขให้",
    )
    methods = LinesField(label="วิธีการ", required=False, rows=3)
    media = LinesField(label="สื่อ/อุปกรณ์", required=False, rows=3)

    def heading(self) -> str:
        """«09.00–12.00 · 3 ชั่วโมง · หัวข้อ»."""
        spans = self.initial.get("times") or []
        name = super().heading() or str(self.initial.get("content") or "").partition("\n")[0]
        return " · ".join(filter(None, (spans_text(spans), hours_text(spans), name)))

    def clean(self) -> dict[str, object]:
        """It says what is done then."""
        given = super().clean()
        if not given.get("topic") and not given.get("content"):
            self.add_error("topic", "กรอกหัวข้อหรือเนื้อหาอย่างน้อยหนึ่งช่อง")
        return given


class SessionRows(SectionRows):
    """The day's sessions."""

    title = "กำหนดการ"
    keyed = False
    row_word = "ช่วงที่"
    gone = "นำช่วงนี้ออก"
    new = "เพิ่มช่วง"
    folds = True

    def clean(self) -> None:
        """No two sessions at once."""
        super().clean()
        if any(self.errors):
            return
        numbered = [(self.forms.index(form) + 1, form) for form in self.standing()]
        pairs = [
            (one, self.called(number))
            for (number, first), (_, one) in combinations(numbered, 2)
            if overlapping([*first.cleaned_data["times"], *one.cleaned_data["times"]])
        ]
        for form, other in pairs:
            form.add_error(None if "times" in form.errors else "times", f"เวลาทับกับ{other}")

    def rows(self) -> list[Row]:
        """Sessions in the order of the day, whatever their numbers."""
        return sorted(super().rows(), key=lambda row: row["times"])


def day_sections(document: Document) -> tuple[Section, ...]:
    """A section for each day of the year's curriculum."""
    return tuple(
        _day_section(
            day["activity"],
            day["number"],
            f"{day['title']} · รวม {hours_text([t for s in day['sessions'] for t in s['times']])}",
        )
        for day in document["curriculum"]
    )


@cache
def _day_rows() -> type[SectionRows]:
    return rows_of(SessionRow, SessionRows, most=20)


def _day_section(activity: int, number: int, says: str) -> Section:
    def day(document: Document) -> Row:
        return _days(document, activity)[number - 1]

    def write(document: Document, given: Row, rows: list[Row]) -> Document:
        stored = day(document)
        held = {str(n): one for n, one in enumerate(stored["sessions"])}
        sessions = [_session(row, held.get(row["key"])) for row in rows]
        made = {**stored, "title": given["title"], "sessions": sessions}
        return {"curriculum": [made if one is stored else one for one in document["curriculum"]]}

    return Section(
        key=f"curriculum-{activity}-{number}",
        title=f"หลักสูตร: กิจกรรมที่ {activity} วันที่ {number}",
        says=says,
        keys=("curriculum",),
        form=DayForm,
        read=lambda document: {"title": day(document)["title"]},
        write=write,
        rows=_day_rows(),
        read_rows=lambda document: [
            _session_row(n, one) for n, one in enumerate(day(document)["sessions"])
        ],
    )


def _session_row(number: int, session: Row) -> Row:
    made = {"key": str(number), "times": session["times"], "topic": session.get("topic", "")}
    return made | {name: text(session.get(name, ())) for name in LISTS}


def _session(row: Row, stored: Row | None) -> Row:
    values = {"times": row["times"], "topic": row["topic"]}
    return packed(Session, values | {name: lines(row[name]) for name in LISTS}, stored)
