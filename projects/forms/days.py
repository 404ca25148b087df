"""Form of the days and the study site. May be saved half filled."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms

from cdd_network.editing import EditForm
from cdd_network.forms import LineField, LongTextField, ThaiDateField, ThaiIntegerField
from projects import days as days_of
from projects import site_rules
from projects.people_rules import moved_faults
from projects.rules import STUDY_DAY

if TYPE_CHECKING:
    from cdd_network.models import Province
    from projects.models import Activity
    from projects.queries import DayRow, Places

SITE = (
    "site_name", "site_type", "site_province", "site_district", "site_subdistrict", "site_moo",
    "site_reason",
)  # fmt: skip
PLAIN = ("site_name", "site_type", "site_moo", "site_reason")
"""Fields of the site that are stored as they are typed."""


class DaysForm(EditForm):
    """``date_1``, ``place_1`` … of each day, then the study site unless it is frozen."""

    kept_as = "days"
    together = (("site_province", "site_district", "site_subdistrict", "site_moo"),)
    site_name = LineField(label="ชื่อสถานที่ศึกษาดูงาน", max_length=200)
    site_type = forms.ChoiceField(label="กิจกรรมเครือข่ายของสถานที่ศึกษาดูงาน")
    site_province = forms.ChoiceField(label="จังหวัดของสถานที่ศึกษาดูงาน")
    site_district = forms.ChoiceField(label="อำเภอของสถานที่ศึกษาดูงาน")
    site_subdistrict = forms.ChoiceField(label="ตำบลของสถานที่ศึกษาดูงาน")
    site_moo = ThaiIntegerField(
        label="หมู่ที่ของสถานที่ศึกษาดูงาน", min_value=1, max_value=99, required=False
    )
    site_reason = LongTextField(
        label="เหตุผลที่เลือกสถานที่ศึกษาดูงานนี้",
        help_text="กรอกเมื่ออยู่นอกจังหวัดใกล้เคียง หรือเป็นคนละกิจกรรมกับที่กลุ่มจะดำเนินการ"
        " เช่น ดำเนินการครบวงจร และไม่มีที่ลักษณะเดียวกันในจังหวัดใกล้เคียง",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self,
        *args: object,
        activity: Activity,
        days: Iterable[DayRow],
        places: Places,
        site_open: bool = True,
        **kwargs: object,
    ) -> None:
        self.activity, self.days, self.places = activity, list(days), places
        # Before the base class, which gives every field its Thai errors.
        self.base_fields = {**self._day_fields(), **self.base_fields}
        super().__init__(*args, draft=True, **kwargs)
        self._choose()
        self.asked = self._asked()
        if not site_open:
            for name in SITE:
                del self.fields[name]

    def _day_fields(self) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {}
        for row in self.days:
            made[f"date_{row.number}"] = ThaiDateField(label=f"วันจัดกิจกรรมวันที่ {row.number}")
            study = row.number == STUDY_DAY
            made[f"place_{row.number}"] = LineField(
                label=f"{'จุดนัดหมายของ' if study else 'สถานที่จัด'}กิจกรรมวันที่ {row.number}",
                max_length=200,
                required=not study,
                help_text="สถานที่ศึกษาดูงานระบุไว้ด้านล่าง" if study else "",
            )
        return made

    def _choose(self) -> None:
        for name, rows, ask in (
            ("site_province", self.places.provinces, "เลือกจังหวัด"),
            ("site_district", self.places.districts, "เลือกอำเภอ"),
            ("site_subdistrict", self.places.subdistricts, "เลือกตำบล"),
        ):
            self.fields[name].choices = [("", ask), *((row.code, row.name) for row in rows)]
        kinds = site_rules.type_names(self.activity)
        self.fields["site_type"].choices = [("", "เลือกกิจกรรม"), *kinds.items()]
        if planned := site_rules.planned_type(self.activity):
            self.fields["site_type"].help_text = f"กลุ่มเสนอว่าจะดำเนินการ: {planned}"

    def _asked(self) -> list[str]:
        """For what the site as it stands in the form wants a reason; Thai clauses."""
        return site_rules.deviations_of(
            self.activity, self._province(self["site_province"].value()), self["site_type"].value()
        )

    def _province(self, code: str) -> Province | None:
        return next((one for one in self.places.provinces if one.code == code), None)

    @property
    def asks(self) -> str:
        """That a reason is wanted, and for what; '' of a usual site."""
        return site_rules.asks(self.asked)

    @property
    def near(self) -> str:
        """«บุรีรัมย์ หรือจังหวัดที่ติดกัน ได้แก่ ขอนแก่น …»: where a site needs no reason."""
        codes = site_rules.neighbours_of(self.activity)
        names = " ".join(one.name for one in self.places.provinces if one.code in codes)
        return f"จังหวัด{site_rules.own_province(self.activity).name} หรือจังหวัดที่ติดกัน ได้แก่ {names}"

    def clean(self) -> dict[str, object]:
        """Refuse dates before the notice, out of order and ahead of ticks, each at its own field."""
        dates = self._dates()
        found = days_of.faults(dates, notice=self.activity.allocation.date)
        read = {n: day for n, day in dates.items() if f"date_{n}" in self.cleaned_data}
        for number, text in (moved_faults(self.days, read) | found).items():
            self.add_error(f"date_{number}", text)
        return self.cleaned_data

    def _dates(self) -> dict[int, datetime.date | None]:
        return {row.number: self.cleaned_data.get(f"date_{row.number}") for row in self.days}

    def day_values(self) -> dict[int, dict[str, object]]:
        """Date and place of each day, as the action wants them; the sound ones alone."""
        sound = self.values()
        return {
            row.number: {
                name: sound[f"{name}_{row.number}"]
                for name in ("date", "place")
                if f"{name}_{row.number}" in sound
            }
            for row in self.days
        }

    def site_values(self) -> dict[str, object]:
        """The study site, as the action wants it; the sound answers alone, none of a frozen site."""
        sound = self.values()
        made = {name: sound[name] for name in PLAIN if name in sound}
        if "site_subdistrict" in sound:
            codes = {row.code: row for row in self.places.subdistricts}
            made["site_subdistrict"] = codes.get(sound["site_subdistrict"])
        return made

    @property
    def day_groups(self) -> list[tuple[DayRow, list[forms.BoundField], str]]:
        """Each day with its two fields and why offices are closed then, for the page."""
        dates = self._dates() if self.is_bound else {row.number: row.date for row in self.days}
        closed = days_of.closed(dates)
        return [
            (
                row,
                [self[f"{name}_{row.number}"] for name in ("date", "place")],
                closed.get(row.number, ""),
            )
            for row in self.days
        ]

    @property
    def site_open(self) -> bool:
        """Whether the study site may be changed."""
        return "site_name" in self.fields
