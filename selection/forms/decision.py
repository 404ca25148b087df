"""Forms of the committee's decision and of its correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from cdd_network.forms import LongTextField, PageForm
from selection.forms.keys import ChoiceOfRow, ChoiceOfRows
from selection.models import CommitteeMember, Nomination

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.db.models import QuerySet

    from selection.result import Row

LONGEST_REASON = 2000
RESERVES = 4
"""So many reserves at most."""
RESERVES_BY_ITSELF = 2
"""So many are filled in beforehand: the next by place."""


class NominationChoices(ChoiceOfRows):
    """Nominations, each to tick."""

    widget = forms.CheckboxSelectMultiple


class NominationChoice(ChoiceOfRow):
    """One nomination of those offered, best place first: (key, label) by ``named_by_place``."""

    def __init__(self, *, offered: Sequence[tuple[int, str]], **kwargs: object):
        super().__init__(queryset=Nomination.objects.none(), **kwargs)
        self.queryset = Nomination.objects.filter(pk__in=[key for key, _ in offered])
        self.choices = [("", self.empty_label), *offered] if self.empty_label else offered


def named_by_place(rows: Sequence[Row], names: Mapping[int, str]) -> list[tuple[int, str]]:
    """(key, «ลำดับที่ 1 (85.40) กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา หมู่ที่ 7 …») of each row: a phone
    cuts the end. ``names`` are group and address by key of the nomination."""
    return [
        (key, f"ลำดับที่ {row['place']} ({row['mean']}) {names[key]}")
        for row in rows
        for key in [row["nomination"]]
    ]


class SeatChoice(ChoiceOfRow):
    """A seat by its post."""

    def label_from_instance(self, obj: CommitteeMember) -> str:
        """«รองผู้ว่าราชการจังหวัด (ประธานกรรมการ)»."""
        return f"{obj.post} ({obj.get_seat_display()})"


class DecisionForm(PageForm):
    """The groups that the committee chose, its reserves, and its reasons.

    ``rows`` are the result's, best place first; ``tied`` says whether places leave equals at the
    cut: then a casting vote may be recorded, by one of ``seats``.
    """

    nominations = NominationChoices(
        label="กลุ่มที่คณะกรรมการคัดเลือก", queryset=Nomination.objects.none()
    )
    casting_seat = SeatChoice(
        label="ผู้ออกเสียงชี้ขาด",
        queryset=CommitteeMember.objects.none(),
        required=False,
        empty_label="ไม่มีการออกเสียงชี้ขาด",
        help_text="ประธานในที่ประชุม หรือผู้ทำหน้าที่แทน เลือกได้เฉพาะผู้ที่อยู่ในที่ประชุม",
    )
    casting_reason = LongTextField(
        label="เหตุผลที่ออกเสียงชี้ขาด",
        required=False,
        max_length=LONGEST_REASON,
        help_text="เว้นว่างได้เฉพาะเมื่อมติไม่ตรงกับลำดับคะแนน ซึ่งใช้เหตุผลของคณะกรรมการด้านล่างแทน",
    )
    reason = LongTextField(
        label="เหตุผลของคณะกรรมการ",
        required=False,
        max_length=LONGEST_REASON,
        help_text="ต้องกรอกเมื่อผลหรือกลุ่มสำรองไม่ตรงกับลำดับคะแนน",
    )

    def __init__(
        self,
        *args: object,
        nominations: QuerySet[Nomination],
        rows: Sequence[Row],
        quota: int,
        tied: bool,
        seats: QuerySet[CommitteeMember],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.quota = rows, quota
        self._offer(nominations)
        self._offer_reserves(tied=tied)
        if tied:
            self.fields["casting_seat"].queryset = seats
            for name in ("casting_seat", "casting_reason"):
                self.fields[name].wanted = True
        else:
            del self.fields["casting_seat"], self.fields["casting_reason"]

    def _offer(self, nominations: QuerySet[Nomination]) -> None:
        field = self.fields["nominations"]
        field.queryset = nominations
        field.choices = [(row["nomination"], row["group"]) for row in self.rows]

    def _offer_reserves(self, *, tied: bool) -> None:
        names = {row["nomination"]: f"{row['group']} {row['address']}" for row in self.rows}
        offered = named_by_place(self.rows, names)
        filled = 0 if tied else RESERVES_BY_ITSELF  # who is left, the casting vote says
        left = self.rows[self.quota :]
        for order, row in enumerate(left[:RESERVES], 1):
            self.fields[f"reserve_{order}"] = NominationChoice(
                label=f"กลุ่มสำรองลำดับที่ {order}",
                offered=offered,
                required=False,
                empty_label="ไม่มี",
                initial=row["nomination"] if order <= filled else None,
            )
            self.fields[f"reserve_{order}"].wanted = True

    def boxes(self) -> Iterator[dict[str, object]]:
        """The rows with their boxes to tick, and after which of them the quota cuts."""
        for number, (row, box) in enumerate(zip(self.rows, self["nominations"], strict=True), 1):
            yield {"row": row, "box": box, "cut": number == self.quota}

    def reserves(self) -> list[forms.BoundField]:
        """The fields of the reserves, in order."""
        return [self[name] for name in self.fields if name.startswith("reserve_")]

    def choice(self) -> dict[str, object]:
        """What was typed, as the act takes it: the ticked nominations best place first."""
        typed = self.cleaned_data
        order = [row["nomination"] for row in self.rows]
        reserves = [typed[one.name] for one in self.reserves()]
        why_cast = typed.get("casting_reason", "")
        return {
            "nominations": sorted(typed["nominations"], key=lambda one: order.index(one.pk)),
            "reserve": [one for one in reserves if one],
            "reason": typed["reason"],
            "casting_seat": typed.get("casting_seat") if why_cast else None,  # filled in beforehand
            "casting_reason": why_cast,
        }


class CorrectionForm(PageForm):
    """The corrected list, place by place, and why it is corrected."""

    reason = LongTextField(
        label="เหตุผลที่แก้ไขประกาศ",
        max_length=LONGEST_REASON,
        help_text="เช่น กลุ่มลำดับที่ 2 ขอสละสิทธิ์ เหตุผลนี้จะอยู่ในทะเบียนหนังสือส่งและในที่มาของผล ไม่พิมพ์ในประกาศ",
    )

    def __init__(
        self,
        *args: object,
        nominations: QuerySet[Nomination],
        rows: Sequence[Row],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        names = {one.pk: f"{one.group.name} {one.group.address}" for one in nominations}
        offered = named_by_place(rows, names)
        now = sorted((row for row in rows if row["chosen"]), key=lambda row: row["chosen"])
        for order, row in enumerate(now, 1):
            field = NominationChoice(
                label=f"ได้รับการคัดเลือกลำดับที่ {order}",
                offered=offered,
                empty_label=None,
                initial=row["nomination"],
            )
            field.wanted = True
            self.fields[f"place_{order}"] = field
        self.order_fields([*self.places(), "reason"])

    def places(self) -> list[str]:
        """Names of the fields of the places, in order."""
        return [name for name in self.fields if name.startswith("place_")]

    def nominations(self) -> list[Nomination]:
        """The corrected list."""
        return [self.cleaned_data[name] for name in self.places()]

    def said(self) -> dict[str, str]:
        """The reason, as the act takes it."""
        return {"reason": self.cleaned_data["reason"]}
