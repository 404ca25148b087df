"""Forms of a round: meeting, seat, criteria, decision, and the note of a return."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory

from cdd_network.editing import EditForm
from cdd_network.forms import (
    LineField,
    LongTextField,
    PageForm,
    ThaiDateField,
    ThaiIntegerField,
    TimeField,
)
from cdd_network.models import User
from selection.excuse_rules import LONGEST_REASON
from selection.forms.keys import ChoiceOfRow, ChoiceOfRows
from selection.models import CommitteeMember, Nomination, Round

NOT_WHOLE = "แบบนี้ส่งมาไม่ครบ โปรดเปิดหน้านี้ใหม่แล้วกรอกอีกครั้ง"


class MeetingForm(EditForm):
    """When and where the committee meets."""

    meeting_date = ThaiDateField(label="วันประชุมคัดเลือก", required=False)
    meeting_time = TimeField(label="เวลาประชุม", required=False, help_text="เช่น 09.00")
    meeting_place = LineField(label="สถานที่ประชุม", required=False, max_length=200)

    def __init__(self, *args: object, round: Round, **kwargs: object) -> None:
        kwargs["initial"] = {name: getattr(round, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class SeatForm(PageForm):
    """A seat: the post that is appointed, its duty, and the account that scores for it."""

    post = LineField(
        label="ตำแหน่ง",
        max_length=200,
        help_text="คำสั่งแต่งตั้งโดยตำแหน่ง เช่น เกษตรจังหวัด ไม่ต้องใส่ชื่อบุคคล",
    )
    seat = forms.ChoiceField(label="หน้าที่ในคณะกรรมการ", choices=CommitteeMember.Seat)
    user = ChoiceOfRow(
        label="บัญชีสำหรับให้คะแนน",
        queryset=User.objects.none(),
        required=False,
        empty_label="ไม่มี (ไม่ให้คะแนน)",
        help_text="กรรมการที่มีบัญชีเท่านั้นที่ให้คะแนน",
    )

    def __init__(
        self,
        *args: object,
        seat: CommitteeMember | None = None,
        accounts: QuerySet[User],
        **kwargs: object,
    ) -> None:
        if seat is not None:
            kwargs["initial"] = {name: getattr(seat, name) for name in self.base_fields}
        else:
            kwargs["initial"] = {"seat": CommitteeMember.Seat.MEMBER}
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = accounts


class CriterionForm(PageForm):
    """One criterion, its weight and what it looks at."""

    title = LineField(label="เกณฑ์", max_length=300)
    points = ThaiIntegerField(label="คะแนนเต็ม", min_value=1, max_value=100)
    help = LongTextField(label="คำอธิบาย", required=False, max_length=1000)
    half_points = forms.BooleanField(label="ให้ครึ่งคะแนนได้", required=False)


class CriteriaFormSet(BaseFormSet):
    """The round's criteria in their order, with room for two more."""

    default_error_messages = {
        **BaseFormSet.default_error_messages,
        "missing_management_form": NOT_WHOLE,
    }

    def clean(self) -> None:
        """No row that was served is missing: a row goes by its tick alone."""
        if not self.came_whole():
            raise ValidationError(NOT_WHOLE)

    def came_whole(self) -> bool:
        """Whether the posted frame holds at least the rows that were served."""
        served = len(self.initial or [])
        return self.management_form.is_valid() and self.total_form_count() >= served

    def rows(self) -> list[dict[str, object]]:
        """Filled rows that are not marked to be taken out."""
        names = ("title", "points", "help", "half_points")
        kept = [f.cleaned_data for f in self.forms if f.cleaned_data.get("title")]
        return [{n: row[n] for n in names} for row in kept if not row.get("DELETE")]

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The tick that takes a row out speaks Thai."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "นำเกณฑ์ข้อนี้ออก"
        form.fields["DELETE"].wanted = True  # no «(ไม่บังคับ)» beside a tick


CriteriaForms = formset_factory(
    CriterionForm, formset=CriteriaFormSet, extra=2, can_delete=True, max_num=30, validate_max=True
)


class ReturnForm(PageForm):
    """What the district is asked to mend."""

    note = LongTextField(
        label="สิ่งที่ขอให้แก้ไข",
        max_length=2000,
        help_text="ระบุข้อและสิ่งที่ขอให้แก้ไข อำเภอจะเห็นข้อความนี้บนแบบเสนอโครงการ",
    )


class ExcuseForm(PageForm):
    """Why a member did not score."""

    reason = LineField(
        label="เหตุผล",
        max_length=LONGEST_REASON,
        help_text="เช่น ติดราชการต่างจังหวัด เหตุผลนี้จะอยู่ในผลคะแนนของรอบ และกรรมการท่านนี้จะเห็น",
    )


class NominationChoices(ChoiceOfRows):
    """Nominations by group and place, each to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Nomination) -> str:
        """«กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา หมู่ที่ 7 … – ลำดับที่ 1 (85.40 คะแนน)»."""
        row = self.standings.get(obj.pk)
        tail = f" – ลำดับที่ {row['rank']} ({row['mean']} คะแนน)" if row else ""
        return f"{obj.group.name} {obj.group.address}{tail}"


class DecisionForm(PageForm):
    """The groups that the committee chose, and why when the points do not settle it."""

    nominations = NominationChoices(
        label="กลุ่มที่คณะกรรมการคัดเลือก", queryset=Nomination.objects.none()
    )
    reason = LongTextField(
        label="เหตุผลของคณะกรรมการ",
        required=False,
        max_length=2000,
        help_text="กรอกเมื่อผลไม่ตรงกับลำดับคะแนน หรือคะแนนเท่ากันแล้วประธานออกเสียงชี้ขาด",
    )

    def __init__(
        self,
        *args: object,
        nominations: QuerySet[Nomination],
        rows: list[dict[str, object]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["nominations"]
        field.standings = {row["nomination"]: row for row in rows}
        field.queryset = nominations

    def in_order(self) -> list[Nomination]:
        """The ticked nominations, best first."""
        order = list(self.fields["nominations"].standings)
        return sorted(self.cleaned_data["nominations"], key=lambda n: order.index(n.pk))
