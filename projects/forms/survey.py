"""Forms of the office's side of the survey: counted paper sheets, days of opening."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms

from cdd_network import thai
from cdd_network.editing import EditForm
from cdd_network.forms import LineField, PageForm, ThaiDateField, ThaiIntegerField
from cdd_network.refusal import Refused
from projects.forms.answers import WordsField
from projects.statistics import LEVELS
from projects.tally_rules import MOST_SHEETS, check_counts

if TYPE_CHECKING:
    from cdd_network.content_event import FormItem, Survey
    from projects.models import Tally
    from projects.survey_rules import Asked

WORTH = range(LEVELS, 0, -1)


@dataclass(frozen=True)
class Group:
    """Numbers of one item, or of the test, side by side: its title, its key and the controls."""

    key: str
    title: str
    what: str
    names: tuple[str, ...]
    fields: tuple[forms.BoundField, ...]

    @property
    def told(self) -> str:
        """How many people the cells count together, as far as they can be read."""
        read = (thai.small_int(str(field.value() or "")) for field in self.fields)
        return f"นับได้ {sum(number or 0 for number in read):,} คน"

    @property
    def errors(self) -> list[tuple[forms.BoundField, str]]:
        """Each error with the control that it belongs to."""
        return [(field, str(error)) for field in self.fields for error in field.errors]


class TallyForm(EditForm):
    """How many sheets came, how many ticked what, how many had how much of the test right.

    An item of which nothing is filled in was not counted; beside a number an empty cell is nought.
    """

    kept_as = "tally"
    sheets = ThaiIntegerField(
        label="จำนวนแบบที่ได้รับ (ฉบับ)",
        min_value=0,
        max_value=MOST_SHEETS,
        help_text="นับเฉพาะแบบกระดาษ ไม่รวมผู้ที่ตอบทางโทรศัพท์แล้ว",
    )
    texts = WordsField(
        label="สิ่งที่เขียนไว้ในแบบกระดาษ",
        max_length=4000,
        required=False,
        help_text="บรรทัดละหนึ่งความเห็น โปรดอย่าใส่ชื่อหรือเบอร์โทรศัพท์ ตัวเลขยาวตั้งแต่ 7 หลักจะปิดเป็น •••",
    )

    def __init__(self, *args: object, survey: Survey, asked: Asked, **kwargs: object) -> None:
        self.asked, self.survey = asked, survey
        own = dict(self.base_fields)
        texts = own.pop("texts")
        cells = {
            name: _cell(what, label)
            for _, _, what, labels in self._plans()
            for name, label in labels
        }
        last = {"texts": texts} if asked.questions else {}
        self.base_fields = {**own, **cells, **last}
        self.together = tuple(
            tuple(name for name, _ in labels) for _, _, _, labels in self._plans()
        )
        super().__init__(*args, **kwargs)

    def _plans(self) -> Iterable[tuple[str, str, str, list[tuple[str, str]]]]:
        """(key, title, how an error names it, (name, label) of each cell) of every group."""
        for item in self.items():
            cells = [(f"{item.key}_{worth}", self._level(worth)) for worth in WORTH]
            yield item.key, f"{item.number}. {item.title}", f"ข้อ {item.number}", cells
        if self.asked.knowledge:
            numbers = range(len(self.asked.knowledge) + 1)
            cells = [(f"right_{number}", f"{number} ข้อ") for number in numbers]
            yield "right", "จำนวนคนที่ตอบถูก", "แบบทดสอบความรู้", cells

    def _level(self, worth: int) -> str:
        return f"{self.survey.levels[LEVELS - worth]} ({worth})"

    def items(self) -> list[FormItem]:
        """Items that are answered by level, in order."""
        return [item for part in self.asked.parts for item in part.items]

    @property
    def groups(self) -> dict[str, Group]:
        """Each group with its controls, by key."""
        return {
            key: Group(
                key,
                title,
                what,
                tuple(name for name, _ in labels),
                tuple(self[name] for name, _ in labels),
            )
            for key, title, what, labels in self._plans()
        }

    @property
    def parts(self) -> list[tuple[str, list[Group]]]:
        """Parts of the survey with their groups, for the page."""
        groups = self.groups
        return [(part.title, [groups[i.key] for i in part.items]) for part in self.asked.parts]

    @property
    def test(self) -> Group | None:
        """The test's group, for the page."""
        return self.groups.get("right")

    def told(self) -> dict[str, str]:
        """What each group counts, by the place on the page where it stands."""
        return {f"sum-{key}": group.told for key, group in self.groups.items()}

    def clean(self) -> dict[str, object]:
        """Noughts beside numbers; then no item counts more answers than there are sheets."""
        if self.cleaned_data.get("sheets") is None and "sheets" not in self.errors:
            self.cleaned_data["sheets"] = 0
        for _, _, what, labels in self._plans():
            names = [name for name, _ in labels]
            if self.errors.keys() & {*names}:
                continue
            counts = self._counts(names)
            if counts is None:
                continue
            self.cleaned_data |= dict(zip(names, counts, strict=True))
            if "sheets" in self.errors:
                continue
            try:
                check_counts(counts, self.cleaned_data["sheets"], what)
            except Refused as refused:
                self.add_error(names[0], refused.reason)
        return self.cleaned_data

    def _counts(self, names: list[str]) -> list[int] | None:
        typed = [self.cleaned_data.get(name) for name in names]
        return None if all(one is None for one in typed) else [one or 0 for one in typed]

    def tally_values(self, tally: Tally) -> dict[str, object]:
        """What the action writes; of a unit with an error what ``tally`` holds."""
        wrong = self.faulty()
        levels, right = dict(tally.levels), tally.right
        for key, _, _, labels in self._plans():
            names = [name for name, _ in labels]
            if names[0] in wrong:
                continue
            counts = self._counts(names)
            if key == "right":
                right = counts or []
            elif counts is None:
                levels.pop(key, None)
            else:
                levels[key] = counts
        sound = self.values()
        own = {name: sound[name] for name in ("sheets", "texts") if name in sound}
        return {"levels": levels, "right": right, **own}


def _cell(what: str, shown: str) -> ThaiIntegerField:
    """A number of people; ``shown`` stands over it, an error names ``what`` too."""
    made = ThaiIntegerField(
        label=f"{what} {shown}", min_value=0, max_value=MOST_SHEETS, required=False
    )
    made.shown = shown
    return made


def tally_initial(tally: Tally) -> dict[str, object]:
    """What is stored, under the names of the form."""
    levels = {
        f"{key}_{worth}": count
        for key, counts in tally.levels.items()
        for worth, count in zip(WORTH, counts, strict=True)
    }
    right = {f"right_{number}": count for number, count in enumerate(tally.right)}
    own: Mapping[str, object] = {
        "version": tally.version,
        "sheets": tally.sheets,
        "texts": tally.texts,
    }
    return {**own, **levels, **right}


class TimesForm(PageForm):
    """First and last day of a questionnaire; empty is the usual day."""

    opens_on = ThaiDateField(label="เปิดตั้งแต่วันที่", required=False)
    closes_on = ThaiDateField(label="ถึงวันที่", required=False)
    reason = LineField(
        label="เหตุผลที่เปิดนอกช่วงจัดกิจกรรม",
        max_length=300,
        required=False,
        help_text="กรอกเมื่อวันใดวันหนึ่งอยู่นอกช่วงจัดกิจกรรม เช่น ผู้เข้าร่วมบางส่วนยังไม่ได้ตอบ",
    )
