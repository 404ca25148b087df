"""Form of the days and the study site. May be saved half filled."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django import forms

from cdd_network.editing import EditForm
from cdd_network.forms import LineField, ThaiDateField, ThaiIntegerField
from projects import days as days_of
from projects.queries import DayRow, Places
from projects.rules import STUDY_DAY

SITE = ("site_name", "site_province", "site_district", "site_subdistrict", "site_moo")


class DaysForm(EditForm):
    """``date_1``, ``place_1`` … of each day, then the study site unless it is frozen."""

    together = (("site_province", "site_district", "site_subdistrict", "site_moo"),)
    site_name = LineField(
        label="ชื่อสถานที่ศึกษาดูงาน",
        max_length=200,
        help_text="ต้องสอดคล้องกับกิจกรรมเครือข่ายฯ ที่กลุ่มจะดำเนินการ อยู่ในจังหวัดหรือจังหวัดใกล้เคียง",
    )
    site_province = forms.ChoiceField(label="จังหวัดของสถานที่ศึกษาดูงาน")
    site_district = forms.ChoiceField(label="อำเภอของสถานที่ศึกษาดูงาน")
    site_subdistrict = forms.ChoiceField(label="ตำบลของสถานที่ศึกษาดูงาน")
    site_moo = ThaiIntegerField(
        label="หมู่ที่ของสถานที่ศึกษาดูงาน", min_value=1, max_value=99, required=False
    )

    def __init__(
        self,
        *args: object,
        days: Iterable[DayRow],
        places: Places,
        notice: datetime.date,
        site_open: bool = True,
        **kwargs: object,
    ) -> None:
        self.days, self.places, self.notice = list(days), places, notice
        # Before the base class, which gives every field its Thai errors.
        self.base_fields = {**self._day_fields(), **self.base_fields}
        super().__init__(*args, draft=True, **kwargs)
        self._choose_places()
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

    def _choose_places(self) -> None:
        for name, rows, ask in (
            ("site_province", self.places.provinces, "เลือกจังหวัด"),
            ("site_district", self.places.districts, "เลือกอำเภอ"),
            ("site_subdistrict", self.places.subdistricts, "เลือกตำบล"),
        ):
            self.fields[name].choices = [("", ask), *((row.code, row.name) for row in rows)]

    def clean(self) -> dict[str, object]:
        """Refuse dates before the notice and out of order, each at its own field."""
        found = days_of.faults(self.dates(), notice=self.notice)
        for number, text in found.items():
            self.add_error(f"date_{number}", text)
        return self.cleaned_data

    def dates(self) -> dict[int, datetime.date | None]:
        """Dates as typed, None where none is."""
        return {row.number: self.cleaned_data.get(f"date_{row.number}") for row in self.days}

    def day_values(self) -> dict[int, dict[str, object]]:
        """Date and place of each day, as the action wants them."""
        return {
            number: {"date": date, "place": self.cleaned_data[f"place_{number}"]}
            for number, date in self.dates().items()
        }

    def site_values(self) -> dict[str, object]:
        """The study site, as the action wants it; only when the site is open."""
        codes = {row.code: row for row in self.places.subdistricts}
        return {
            "site_name": self.cleaned_data["site_name"],
            "site_moo": self.cleaned_data["site_moo"],
            "site_subdistrict": codes.get(self.cleaned_data["site_subdistrict"]),
        }

    @property
    def day_groups(self) -> list[tuple[DayRow, list[forms.BoundField]]]:
        """Each day with its two fields, for the page."""
        names = ("date", "place")
        return [(row, [self[f"{name}_{row.number}"] for name in names]) for row in self.days]

    @property
    def site_fields(self) -> list[forms.BoundField]:
        """Fields of the study site, in order; none when it is frozen."""
        return [self[name] for name in SITE if name in self.fields]
