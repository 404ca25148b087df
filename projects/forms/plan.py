"""Form of the action plan: a control a column of each row, then the reporter.

Each control is a unit of its own (cdd_network/editing.py): two officers who write different columns
of one network activity are joined, and an autosave stores what is sound of a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cdd_network.editing import NOT_WHOLE, EditForm, digest, digests_in, plain
from cdd_network.forms import LineField, LongTextField, MoneyField, PageForm, ThaiDateField
from cdd_network.refusal import Refused
from projects.actions.plans import ITEM_VALUES
from projects.models import ActionPlan, PlanItem
from projects.plan_answers import field_of
from projects.rules import MOST_ITEMS, check_size

MOST_STEPS = 60
"""Lines of the steps, and of the results, of one network activity."""
_CONTROL = re.compile(rf"^items-(\d{{1,3}})-({'|'.join(ITEM_VALUES)})$")


class ReporterForm(EditForm):
    """Who reports. Both papers end with it. ``notes``: control → the province's note beside it."""

    reporter_name = LineField(
        label="ผู้รายงาน (ชื่อและนามสกุล)", max_length=120, help_text="พร้อมคำนำหน้า เช่น นางสาวสมใจ ดีงาม"
    )
    reporter_post = LineField(
        label="ตำแหน่ง", max_length=120, help_text="เช่น นักวิชาการพัฒนาชุมชนชำนาญการ"
    )
    report_date = ThaiDateField(label="วันที่รายงาน", help_text="เช่น 25 มิถุนายน 2568")

    def __init__(
        self, *args: object, notes: Mapping[str, str] | None = None, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, note in (notes or {}).items():
            if name in self.fields:
                self.fields[name].note = note


class PlanItemForm(PageForm):
    """The columns of a row, from which the plan's form takes its controls."""

    activity_name = LineField(
        label="ชื่อกิจกรรมเครือข่ายที่จะดำเนินการ",
        max_length=200,
        help_text="เช่น ศูนย์สาธิตการตลาด ธนาคารข้าว โรงน้ำดื่ม",
    )
    steps = LongTextField(
        label="ขั้นตอนการดำเนินการ",
        max_length=4000,
        most_lines=MOST_STEPS,
        help_text="บรรทัดละหนึ่งขั้นตอน ตามลำดับ ไม่ต้องใส่เลข ระบบใส่เลขให้ในเอกสาร",
    )
    place = LineField(
        label="สถานที่ดำเนินการ", max_length=300, help_text="เช่น เลขที่ 12 หมู่ที่ 7 ตำบลลำดวน"
    )
    capital = MoneyField(label="เงินทุนของกลุ่มฯ (บาท)")
    results = LongTextField(
        label="ผลที่คาดว่าจะได้รับ",
        max_length=4000,
        most_lines=MOST_STEPS,
        help_text="บรรทัดละหนึ่งข้อ ไม่ต้องใส่เลข ระบบใส่เลขให้ในเอกสาร",
    )
    remark = LongTextField(
        label="หมายเหตุ", max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )


class PlanForm(ReporterForm):
    """The rows as the plan has them now, and those that were typed into meanwhile or anew."""

    kept_as = "plan"

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        plan: ActionPlan,
        initial: Mapping[str, object],
        notes: Mapping[str, str] | None = None,
    ) -> None:
        self.stored_rows: dict[int, PlanItem] = {one.key: one for one in plan.items.all()}
        self.keys = self._keys(data)
        if data is not None:
            data = self._without_idle(data)
        initial = dict(initial)
        for key in self.keys:
            row = self.stored_rows.get(key) or PlanItem()
            initial |= {field_of(key, name): getattr(row, name) for name in ITEM_VALUES}
        self.base_fields = {**self._columns(), **self.base_fields}
        super().__init__(data, initial=initial, draft=True, notes=notes)

    def _columns(self) -> dict[str, forms.Field]:
        """A control a column of each row; of several rows the label tells which one it is of."""
        made = {}
        for number, key in enumerate(self.keys, 1):
            for name, field in PlanItemForm.base_fields.items():
                one = made[field_of(key, name)] = copy(field)
                if len(self.keys) > 1:
                    one.label = f"{field.label} กิจกรรมที่ {number}"
        return made

    def _keys(self, data: QueryDict | None) -> list[int]:
        """Keys of the rows to show, in order.

        Of a posted form the stored rows that came with it (others are joined by ``merging``), then
        rows that are no longer stored, or not yet, if somebody has written into them here.
        """
        if data is None:
            return list(self.stored_rows)
        came = {int(found[1]) for name in data if (found := _CONTROL.match(name))}
        base = digests_in(data.get("base"))
        written = sorted(k for k in came - {*self.stored_rows} if _touched(data, k, base))
        return [k for k in self.stored_rows if k in came] + written[: MOST_ITEMS + 1]

    def _without_idle(self, data: QueryDict) -> QueryDict:
        """What was posted, less rows that are gone and were not written into: joined with what is
        stored now, nobody could tell any more that they were idle.
        """
        kept = data.copy()
        for name in data:
            if (found := _CONTROL.match(name)) and int(found[1]) not in self.keys:
                del kept[name]
        return kept

    def taken_back(self, posted: Mapping[str, str]) -> dict[str, str]:
        """As of any form, and the rows that were taken out since."""
        gone = {name: text for name, text in posted.items() if _CONTROL.match(name)}
        return {**gone, **super().taken_back(posted)}

    def clean(self) -> dict[str, object]:
        """Rows that were served came back, and the rows are not too long together."""
        given = super().clean()
        if given.get("version") == self.initial["version"] and not self._is_whole():
            raise ValidationError(NOT_WHOLE)
        try:
            check_size(self.items())
        except Refused as refused:
            raise ValidationError(refused.reason) from None
        return given

    def _is_whole(self) -> bool:
        """Whether every control of every stored row came: a cut form empties nothing."""
        wanted = (field_of(key, name) for key in self.stored_rows for name in ITEM_VALUES)
        return all(name in self.data for name in wanted)

    def values(self) -> dict[str, object]:
        """What is stored of the plan's own row: the reporter."""
        return {n: v for n, v in super().values().items() if n in ReporterForm.base_fields}

    def items(self) -> list[dict[str, object]]:
        """Rows for the action, in order; of an answer that is not sound what is stored stays."""
        made = []
        for key in self.keys:
            row = self.stored_rows.get(key) or PlanItem(key=key)
            typed = {
                n: self.cleaned_data.get(field_of(key, n), getattr(row, n)) for n in ITEM_VALUES
            }
            made.append({"key": key, **typed})
        return made


def _touched(data: QueryDict, key: int, base: Mapping[str, str]) -> bool:
    """Whether a row that is not stored holds words that were not served with the page."""
    for name, field in PlanItemForm.base_fields.items():
        unit = field_of(key, name)
        try:
            text = plain(field, field.to_python(data.get(unit)))
        except ValidationError:
            return True
        if digest([text]) != base.get(unit, digest([""])):
            return True
    return False
