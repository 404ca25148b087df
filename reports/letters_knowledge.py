"""The knowledge test on paper: a sheet for before, a sheet for after."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from reports.letters_forms import YearForm
from reports.parts import GroupAddress

MARKS = "กขคงจฉ"
"""What choices are counted by."""


@dataclass(frozen=True)
class Question:
    """A question with its choices. Which one is right is not on the paper, nor in its facts."""

    title: str
    choices: tuple[str, ...]

    @property
    def marked(self) -> tuple[tuple[str, str], ...]:
        """(«ก», choice) …"""
        return tuple(zip(MARKS, self.choices, strict=False))


@dataclass(frozen=True, kw_only=True)
class KnowledgeTest(YearForm):
    """The same questions for each of ``moments``; no name. ``above``: lines under the form's own."""

    kind = "knowledge"
    template = "letters/knowledge.html"
    name = "แบบทดสอบความรู้"
    heading = name
    moments: tuple[str, ...]
    questions: tuple[Question, ...]
    above: tuple[str, ...] = ()
    note: str = ""
    group: GroupAddress | None = None
    host: str = ""
    days: str = ""

    @property
    def title(self) -> str:
        """With the group's name, or the host's, when there is one."""
        named = self.group.title if self.group else self.host
        return f"{self.name} {named}" if named else super().title

    @property
    def heads(self) -> tuple[tuple[str, ...], ...]:
        """The centred lines of each sheet: form and moment, then what the survey has."""
        return tuple(
            (f"{self.name} {one}", *(self.above or self.titles[1:])) for one in self.moments
        )

    @property
    def numbered(self) -> Iterator[tuple[int, Question]]:
        """Questions with their numbers."""
        return zip(count(1), self.questions)
