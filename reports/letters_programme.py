"""Papers made of the year's programme alone: the procedure and the curriculum (enclosures 2 and 3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cdd_network import thai
from cdd_network.content import ActivityRule, Content, CurriculumDay, Session
from reports.letters import Paper

YEAR_PHRASE = "ประจำปีงบประมาณ"


@dataclass(frozen=True, kw_only=True)
class ProgrammePaper(Paper):
    """A paper whose facts are the content of one fiscal year (BE)."""

    content: Content
    fiscal_year: int


@dataclass(frozen=True, kw_only=True)
class Procedure(ProgrammePaper):
    """The department's procedure: preamble, numbered steps, then its titled sections."""

    kind: ClassVar[str] = "procedure"
    template: ClassVar[str] = "letters/procedure.html"
    name: ClassVar[str] = "ขั้นตอนการดำเนินงานโครงการฯ"

    @property
    def title(self) -> str:
        """The title as the content has it, on one line."""
        return self.content.procedure.title

    @property
    def title_lines(self) -> list[str]:
        """The title as it is centred: «ประจำปีงบประมาณ …» begins a line of its own."""
        name, phrase, year = self.title.partition(YEAR_PHRASE)
        return [line for line in (name.strip(), phrase + year) if line]


@dataclass(frozen=True)
class Row:
    """A session with its time as papers write it."""

    time: str
    session: Session


@dataclass(frozen=True)
class DayTable:
    """One table of the curriculum; ``head`` is empty where its activity has a single day."""

    head: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Curriculum(ProgrammePaper):
    """The curriculum: its head table, then each activity with a table of sessions a day."""

    kind: ClassVar[str] = "curriculum"
    template: ClassVar[str] = "letters/curriculum.html"
    name: ClassVar[str] = "รายละเอียดหลักสูตร"

    @property
    def title(self) -> str:
        """Name and fiscal year, one line."""
        return f"{self.name} {YEAR_PHRASE} พ.ศ. {self.fiscal_year}"

    def parts(self) -> Iterator[tuple[ActivityRule, list[DayTable]]]:
        """Each activity with its tables, in order."""
        for activity in self.content.activities:
            days = self.content.days(activity.number)
            yield activity, [_table(day, single=len(days) == 1) for day in days]


def _table(day: CurriculumDay, *, single: bool) -> DayTable:
    head = "" if single else f"วันที่ {day.number} {day.title}"
    return DayTable(head, tuple(Row(time_span_text(one), one) for one in day.sessions))


def time_span_text(session: Session) -> str:
    """«08.00 น. ถึง 09.00 น.», spans joined by «และ»; Arabic digits."""
    return " และ ".join(
        f"{thai.time_text(begin)} ถึง {thai.time_text(end)}" for begin, end in session.spans
    )
