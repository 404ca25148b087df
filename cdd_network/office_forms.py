"""Forms of the office's page."""

from cdd_network import thai
from cdd_network.editing import OWN, EditForm
from cdd_network.forms import PageModelForm
from cdd_network.models import Office, Signatory
from cdd_network.uploads import EMBLEM, UploadField


class OfficeForm(EditForm, PageModelForm):
    """The letterhead. ``emblem`` is the Garuda's drawing as a file, read by the act; no version holds it."""

    kept_as = "office"
    not_kept = ("emblem",)
    emblem = UploadField(
        EMBLEM,
        label="ไฟล์ภาพตราครุฑ",
        required=False,
        help_text=f"SVG, PNG หรือ JPEG ไม่เกิน {EMBLEM.most_mb} MB ใช้ภาพตราครุฑทางการของสำนักงาน ระบบตัดขอบว่างให้",
    )

    class Meta:
        model = Office
        fields = [
            "address_lines",
            "code",
            "group_name",
            "phone",
            "phone_mt",
            "email",
            "garuda_mode",
        ]
        help_texts = {
            "address_lines": "บรรทัดละส่วน 2 - 3 บรรทัด พิมพ์ที่มุมขวาบนของหนังสือ",
            "code": "เช่น บร 0019",
            "group_name": "เช่น กลุ่มงานสารสนเทศการพัฒนาชุมชน พิมพ์ที่ท้ายหนังสือ",
            "phone": "เช่น 0 4466 6512",
            "email": "พิมพ์ที่ท้ายหนังสือ และระบบส่งการแจ้งเตือนกำหนดเวลามาที่นี่ วันละไม่เกินหนึ่งฉบับ",
            "phone_mt": "หมายเลขในเครือข่ายกระทรวงมหาดไทย เช่น 37156",
        }

    def __init__(self, *args: object, instance: Office, **kwargs: object) -> None:
        initial = {"version": instance.version}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.fields["address_lines"].widget.attrs["rows"] = 3
        for name in ("address_lines", "code"):  # a letter cannot go out without them
            self.fields[name].wanted = True

    def clean(self) -> dict[str, object]:
        """Numbers in Arabic digits, as the screen has them; paper writes them in Thai."""
        data = super().clean()
        for name in ("code", "phone", "phone_mt"):
            data[name] = thai.arabic_digits(data.get(name, ""))
        return data

    def values(self) -> dict[str, object]:
        """Values for ``save_office``; call on a valid form."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """The act writes the office; the form leaves the instance as it was."""


class SignatoryForm(EditForm, PageModelForm):
    """Who signs, and for whom. A new one has no version to carry."""

    kept_as = "signatory"
    together = (("acting_phrase", "acted_for"),)

    class Meta:
        model = Signatory
        fields = ["name", "post", "acting_phrase", "acted_for", "active"]
        help_texts = {
            "name": "เช่น นายจำเริญ แหวนเพชร",
            "post": "เช่น รองผู้ว่าราชการจังหวัด",
            "acted_for": "กรอกเมื่อลงนามแทน เช่น ผู้ว่าราชการจังหวัดบุรีรัมย์",
            "active": "นำเครื่องหมายออกเมื่อพ้นหน้าที่ เอกสารที่ออกแล้วไม่เปลี่ยน",
        }

    def __init__(self, *args: object, instance: Signatory | None = None, **kwargs: object) -> None:
        initial = {"version": instance.version} if instance else {}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        for name in OWN if instance is None else ():
            del self.fields[name]

    def clean(self) -> dict[str, object]:
        """The phrase and the post acted for come together or not at all."""
        data = super().clean()
        phrase, post = data.get("acting_phrase"), data.get("acted_for")
        if phrase and not post and "acted_for" not in self.errors:
            self.add_error("acted_for", "กรอกตำแหน่งที่ลงนามแทน")
        if post and not phrase:
            self.add_error("acting_phrase", "เลือกถ้อยคำลงนามแทน หรือลบตำแหน่งที่ลงนามแทน")
        return data

    def values(self) -> dict[str, object]:
        """Values for ``save_signatory``; call on a valid form."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """The act writes the signatory; the form leaves the instance as it was."""
