"""Forms of the committee: a seat, the person who holds it, and why a seat did not score."""

from django import forms
from django.db.models import QuerySet

from cdd_network.forms import LineField, PageForm
from cdd_network.models import District, User
from selection.committee_rules import digest_of
from selection.excuse_rules import LONGEST_REASON
from selection.forms.keys import ChoiceOfRow
from selection.models import CommitteeMember, SavingsGroup

ACCOUNT, PAPER, NONE = "account", "paper", "none"
WAYS = [
    (ACCOUNT, "ให้คะแนนเองด้วยบัญชีในระบบ"),
    (PAPER, "ให้คะแนนบนกระดาษ เจ้าหน้าที่บันทึกแทน"),
    (NONE, "ไม่ให้คะแนน"),
]


class GroupChoice(ChoiceOfRow):
    """A savings group, named with its place."""

    def label_from_instance(self, obj: SavingsGroup) -> str:
        """«บ้านกระเจา หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง»."""
        place = obj.subdistrict
        return f"{obj.village_name} หมู่ที่ {obj.moo} ตำบล{place.name} อำเภอ{place.district.name}"


class PersonForm(PageForm):
    """Who holds a seat's post, and where that person belongs.

    ``offered`` are the groups to choose from on the page; any of ``groups`` is taken.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    person = LineField(
        label="ชื่อ-สกุลผู้ดำรงตำแหน่ง",
        required=False,
        max_length=120,
        help_text="ใช้ตรวจส่วนได้เสียกับกรรมการของกลุ่ม และใช้ในรายงานการประชุม ไม่พิมพ์ในคำสั่งซึ่งแต่งตั้งโดยตำแหน่ง",
    )
    district = ChoiceOfRow(
        label="อำเภอที่สังกัด",
        queryset=District.objects.none(),
        required=False,
        empty_label="ไม่สังกัดอำเภอใด",
        help_text="หากสังกัดอำเภอที่เสนอกลุ่ม ระบบจะเตือนเรื่องส่วนได้เสีย",
    )
    group = GroupChoice(
        label="กลุ่มออมทรัพย์ที่เป็นสมาชิก",
        queryset=SavingsGroup.objects.none(),
        required=False,
        empty_label="ไม่เป็นสมาชิกกลุ่มใด",
    )

    def __init__(
        self,
        *args: object,
        seat: CommitteeMember | None = None,
        districts: QuerySet[District],
        groups: QuerySet[SavingsGroup],
        offered: list[SavingsGroup],
        **kwargs: object,
    ) -> None:
        kwargs["initial"] = self.initial_of(seat)
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts
        group = self.fields["group"]
        group.queryset = groups
        rows = [("", group.empty_label)]
        group.widget.choices = rows + [(g.pk, group.label_from_instance(g)) for g in offered]
        if not offered:
            group.help_text = "เลือกอำเภอที่สังกัดและบันทึกก่อน แล้วจึงเปิดหน้านี้อีกครั้งเพื่อเลือกกลุ่มในอำเภอนั้น"

    def initial_of(self, seat: CommitteeMember | None) -> dict[str, object]:
        """The values that the page shows first."""
        names = ("person", "district", "group")
        stored = {name: getattr(seat, name) for name in names} if seat else {}
        return {**stored, "seen": digest_of(seat)}

    def values(self) -> dict[str, object]:
        """What is written of the seat; call on a valid form."""
        return {name: self.cleaned_data[name] for name in ("person", "district", "group")}


class SeatForm(PersonForm):
    """A seat: the post that is appointed, its duty, how it scores, and the person."""

    post = LineField(
        label="ตำแหน่ง",
        max_length=200,
        help_text="คำสั่งแต่งตั้งโดยตำแหน่ง เช่น เกษตรจังหวัด ไม่ต้องใส่ชื่อบุคคล",
    )
    seat = forms.ChoiceField(label="หน้าที่ในคณะกรรมการ", choices=CommitteeMember.Seat)
    way = forms.ChoiceField(label="การให้คะแนน", choices=WAYS, widget=forms.RadioSelect)
    user = ChoiceOfRow(
        label="บัญชีสำหรับให้คะแนน",
        queryset=User.objects.none(),
        required=False,
        empty_label="ยังไม่เลือก",
        help_text="เลือกเมื่อให้คะแนนเองด้วยบัญชีในระบบเท่านั้น สร้างบัญชีของกรรมการได้ที่ «บัญชีผู้ใช้» "
        "ในเมนู «ดูแลระบบ»",
    )
    field_order = ("post", "seat", "way", "user", "person", "district", "group", "seen")

    def __init__(self, *args: object, accounts: QuerySet[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = accounts
        self.fields["user"].wanted = True  # wanted with an account, of no use without

    def initial_of(self, seat: CommitteeMember | None) -> dict[str, object]:
        """A new seat is a member's that scores by an account."""
        if seat is None:
            return {"seat": CommitteeMember.Seat.MEMBER, "way": ACCOUNT, **super().initial_of(None)}
        way = ACCOUNT if seat.user_id else PAPER if seat.on_paper else NONE
        stored = {"post": seat.post, "seat": seat.seat, "user": seat.user, "way": way}
        return {**stored, **super().initial_of(seat)}

    def clean(self) -> dict[str, object]:
        """An account goes with scoring by account, and only with that."""
        given = super().clean()
        if given.get("way") == ACCOUNT and "user" in given and not given["user"]:
            self.add_error("user", "เลือกบัญชีสำหรับให้คะแนน หรือเลือกวิธีให้คะแนนอื่น")
        if given.get("way") in {PAPER, NONE} and given.get("user"):
            given["user"] = None
        return given

    def values(self) -> dict[str, object]:
        """What is written of the seat; call on a valid form."""
        own = {name: self.cleaned_data[name] for name in ("post", "seat", "user")}
        return {**own, "on_paper": self.cleaned_data["way"] == PAPER, **super().values()}


class ExcuseForm(PageForm):
    """Why a member did not score."""

    reason = LineField(
        label="เหตุผล",
        max_length=LONGEST_REASON,
        help_text="เช่น ติดราชการต่างจังหวัด เหตุผลนี้จะอยู่ในผลคะแนนของรอบ และกรรมการท่านนี้จะเห็น",
    )
