"""Who plays in the pattern: an imaginary province with its districts, and the page of an example."""

from __future__ import annotations

import html
from decimal import Decimal
from functools import lru_cache

from cdd_network.models import District, Office, Programme, Province, Signatory, Subdistrict, User
from cdd_network.roles import Role
from reports import demo_texts as texts
from reports import pdf, story
from reports.models import Document
from reports.nation import words
from reports.nation.words import sign

DISTRICTS = 32
"""As many as the largest province has (Nakhon Ratchasima)."""
MEMBERS = 5
PEOPLE = 20
"""Who take part in a district's activity."""


@lru_cache
def example_page(kind: str) -> pdf.Pdf:
    """One small real page that names the kind of document and says that it is an example."""
    title = html.escape(f"{Document.Kind(kind).label} (ตัวอย่าง)")
    return pdf.render(
        f"<html lang=th><title>{title}</title><body><h1>{title}</h1>"
        "<p>เอกสารนี้ทำขึ้นเพื่อทดสอบระบบ ไม่ใช่เอกสารราชการ</p></body></html>"
    )


class Cast:
    """The imaginary province, its districts, offices, accounts and signatories."""

    def __init__(self) -> None:
        self.programme = Programme.objects.get(year=2568)
        self.province = Province.objects.create(code="00", name=sign(words.PROVINCE, 0), abbr="ฆ็")
        self.office = Office.objects.create(
            kind=Office.Kind.PROVINCE, province=self.province, code=words.CODE,
            garuda_mode=Office.Garuda.PREPRINTED,
            name=f"สำนักงานพัฒนาชุมชนจังหวัด{self.province.name}",
            address_lines=f"ศาลากลาง{self.province}",
        )  # fmt: skip
        self.officer = _user("00", Role.PROVINCE, self.office)
        self.second = _user("00b", Role.PROVINCE, self.office)
        self.members = [_user(f"00m{n}", Role.MEMBER, self.office) for n in range(1, MEMBERS + 1)]
        self.governor = _signatory(self.office, "รองผู้ว่าราชการจังหวัด")
        self.head = _signatory(self.office, f"พัฒนาการจังหวัด{self.province.name}")
        self.districts = [self._district(n) for n in range(1, DISTRICTS + 1)]

    def _district(self, number: int) -> Player:
        place = District.objects.create(
            code=f"00{number:02d}", name=sign(words.DISTRICT, number), province=self.province
        )
        office = Office.objects.create(
            kind=Office.Kind.DISTRICT, province=self.province, district=place,
            name=f"สำนักงานพัฒนาชุมชนอำเภอ{place.name}", code=words.district_code(number),
            address_lines=f"ที่ว่าการ{place}\n{self.province}",
            garuda_mode=Office.Garuda.PREPRINTED,
        )  # fmt: skip
        return Player(number, office)

    def player(self, number: int) -> Player:
        """The ``number``-th district, from 1."""
        return self.districts[number - 1]


class Player:
    """A district with its account, its chief, its subdistrict and the group that it proposes."""

    def __init__(self, number: int, office: Office) -> None:
        self.number, self.office = number, office
        self.group: int | None = None  # the key of its group, once it has proposed one
        self.user = _user(office.district_id, Role.DISTRICT, office)
        self.chief = _signatory(office, f"นายอำเภอ{office.district.name}")
        self.subdistrict = Subdistrict.objects.create(
            code=f"{office.district_id}01", name=sign(words.SUBDISTRICT, number),
            district=office.district,
        )  # fmt: skip

    @property
    def village(self) -> str:
        """«บ้าน…» of its group."""
        return f"บ้าน{sign(words.VILLAGE, self.number)}"

    @property
    def moo(self) -> int:
        """The group's หมู่ที่."""
        return self.number

    def proposal(self) -> story.Proposal:
        """A complete proposal; its activity's name is a sign too."""
        said = dict(texts.KHU_MUEANG.answers)
        said["activity_name"] = sign(words.ACTIVITY, self.number)
        said["target_count"] = 60 + 7 * self.number
        said["capital"] = Decimal(80_000 + 5_000 * (self.number % 20))
        kind = [*words.KINDS][(self.number - 1) % len(words.KINDS)]
        return story.Proposal(
            self.office.district_id, self.subdistrict.name, self.village, self.moo, kind, said,
            texts.KHU_MUEANG.facts,
        )  # fmt: skip

    def summary(self) -> dict[str, object]:
        """The summary of its three days."""
        return {
            "participants": PEOPLE,
            "day_1": (
                f"สำนักงานพัฒนาชุมชน{self.office.district}จัดอบรมคณะกรรมการและสมาชิกกลุ่ม{self.village} "
                "เรื่องการจัดตั้งกิจกรรมเครือข่ายตามระเบียบ ช่วงบ่ายแบ่งกลุ่มวิเคราะห์บริบทของหมู่บ้าน"
            ),
            "day_2": (
                "ผู้เข้าร่วมเดินทางไปศึกษาดูงานกิจกรรมเครือข่ายที่ดำเนินงานต่อเนื่อง ได้ตัวอย่างบัญชีและระเบียบมาปรับใช้"
            ),
            "day_3": "ประชุมเชิงปฏิบัติการจัดทำแผนปฏิบัติการขับเคลื่อนกิจกรรมเครือข่าย และเห็นชอบร่วมกัน",
            "problems": "สมาชิกบางส่วนยังไม่คุ้นเคยกับการทำบัญชี",
            "suggestions": "ควรมีเจ้าหน้าที่ติดตามให้คำแนะนำในช่วงสามเดือนแรก",
        }


def _user(name: str, role: Role, office: Office) -> User:
    more = {"display_name": f"{Role(role).label} {office.short_name}"}
    return User.objects.create(username=f"ฆ{name}", role=role, office=office, **more)


def _signatory(office: Office, post: str) -> Signatory:
    return Signatory.objects.create(office=office, name="ตัวอย่าง", post=post)
