"""The timetable (กำหนดการ) of an event: for the wall, and for who speaks."""

from dataclasses import dataclass
from datetime import date, time

from cdd_network import thai
from reports.letters_forms import YearForm, in_lines
from reports.parts import GroupAddress

NOTE = "กำหนดการอาจเปลี่ยนแปลงได้ตามความเหมาะสม"


@dataclass(frozen=True)
class TimetableLine:
    """A row: when, what, and by whom; a break has a topic alone."""

    begins: time
    ends: time
    topic: str
    speaker: str = ""
    post: str = ""
    is_break: bool = False

    @property
    def clock(self) -> str:
        """«09.00 - 12.00 น.»."""
        return f"{self.begins:%H.%M} - {self.ends:%H.%M} น."


@dataclass(frozen=True)
class TimetableDay:
    """A day with its rows by the clock; ``label`` is empty where the event has a single day."""

    label: str
    places: tuple[str, ...]
    lines: tuple[TimetableLine, ...]
    day: date | None = None

    @property
    def when(self) -> str:
        """«วันพุธที่ 18 มิถุนายน 2568», '' while it is not known."""
        if self.day is None:
            return ""
        return f"วัน{thai.WEEKDAYS[self.day.weekday()]}ที่ {thai.date_text(self.day)}"


@dataclass(frozen=True, kw_only=True)
class Timetable(YearForm):
    """Head (activity, project, whose it is), then a table a day: time, topic, speaker.

    ``owner`` is the province whose day it is; a group's event has ``group``.
    """

    kind = "timetable"
    template = "letters/timetable.html"
    name = "กำหนดการ"
    heading = name
    activity: str
    days: tuple[TimetableDay, ...]
    group: GroupAddress | None = None
    owner: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """Form, activity, project with the year."""
        project = f"{self.project} ประจำปีงบประมาณ พ.ศ. {self.year}"
        return (self.heading, *in_lines(self.activity), project)

    @property
    def whose(self) -> str:
        """The group with its address, or the province."""
        return self.group.text if self.group else self.owner

    @property
    def title(self) -> str:
        """«กำหนดการ กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา», one line."""
        return f"{self.name} {self.group.title if self.group else self.owner}".strip()

    @property
    def known(self) -> tuple[str, ...]:
        """Who speaks: a name without its title looks like any other word."""
        return tuple(line.speaker for day in self.days for line in day.lines if line.speaker)

    @property
    def note(self) -> str:
        """The customary line at the end."""
        return NOTE
