"""Named people of the tests: two provinces, their districts, a committee, the department.

Texts hold words that would betray a leak: «เฉพาะกระสัง», «เฉพาะบ้านด่าน», «เฉพาะสุรินทร์».
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from cdd_network.models import Office, Programme, Signatory, User
from cdd_network.roles import Role
from projects.actions.events import begin_province_day
from projects.models import ProvinceDay
from reports import story
from selection.models import ChosenGroup, Nomination, Round, SavingsGroup
from tests.told import told_once

MEETING = (date(2025, 6, 6), time(9, 0), "ห้องประชุมนารายณ์บรรทมสินธุ์ ชั้น 4 ศาลากลางจังหวัดบุรีรัมย์")
PASSWORD = "test-2568-only"


def proposal(district: str, subdistrict: str, village: str, moo: int, word: str) -> story.Proposal:
    """A complete proposal whose texts carry ``word``."""
    return story.Proposal(
        district=district,
        subdistrict=subdistrict,
        village=village,
        moo=moo,
        activity_type="market_centre",
        answers={
            "activity_name": f"ศูนย์สาธิตการตลาด{village}",
            "reasons": f"สมาชิกซื้อของแพง {word}",
            "problem": f"ลดรายจ่ายของสมาชิก {word}",
            "urgency": f"ราคาสินค้าสูงขึ้น {word}",
            "group_plan": f"แผนของกลุ่ม {word}",
            "objectives": f"ให้สมาชิกซื้อสินค้าราคายุติธรรม {word}",
            "target_people": f"สมาชิกกลุ่ม {word}",
            "target_count": 120,
            "place": f"ศาลาประชาคม {word}",
            "capital": Decimal("200000"),
            "expected_results": f"รายจ่ายลดลง {word}",
            "steps": f"สำรวจความต้องการ {word}\nประชุมคณะกรรมการ\nเปิดศูนย์",
        },
    )


KRACHAO = proposal("3103", "ลำดวน", "บ้านกระเจา", 7, "เฉพาะกระสัง")
ARANG = proposal("3121", "วังเหนือ", "บ้านอารัง", 2, "เฉพาะบ้านด่าน")
PRASAT = proposal("3205", "ทมอ", "บ้านทมอ (ตัวอย่าง)", 1, "เฉพาะสุรินทร์")


@dataclass(frozen=True)
class World:
    """Everybody by name, and the year."""

    programme: Programme
    department: User
    buriram: User
    krasang: User
    bandan: User
    surin: User
    prasat: User
    members: tuple[User, ...]
    signatory: Signatory
    krachao: SavingsGroup
    arang: SavingsGroup
    prasat_group: SavingsGroup
    buriram2: User

    @told_once
    def round_prepared(self) -> Round:
        """Buriram's round with committee, criteria and meeting, not yet open."""
        return story.prepare(
            self.programme, by=self.buriram, members=list(self.members), meeting=MEETING
        )

    @told_once
    def round_open(self) -> Round:
        """Buriram's round taking nominations."""
        opened = self.round_prepared()
        story.rounds.open_round(round=opened, by=self.buriram)
        return opened

    @told_once
    def nominated(self) -> tuple[Round, Nomination, Nomination]:
        """Krasang and Ban Dan have each sent a nomination."""
        opened = self.round_open()
        first = story.nominate(opened, KRACHAO, by=self.krasang)
        return opened, first, story.nominate(opened, ARANG, by=self.bandan)

    @told_once
    def scoring(self) -> tuple[Round, Nomination, Nomination]:
        """Both accepted; the committee may score."""
        opened, first, second = self.nominated()
        for nomination in (first, second):
            story.nominations.accept_nomination(nomination=nomination, by=self.buriram)
        story.rounds.start_scoring(round=opened, by=self.buriram)
        story.declare_all(opened)
        story.hold_meeting(opened, by=self.buriram)
        return opened, first, second

    @told_once
    def scored(self) -> tuple[Round, Nomination, Nomination]:
        """All sheets are in; Krachao leads."""
        opened, first, second = self.scoring()
        shares = {first.pk: ["0.9"] * 5, second.pk: ["0.8"] * 5}
        story.score_all(opened, shares)
        return opened, first, second

    @told_once
    def announced(self) -> tuple[Round, ChosenGroup, ChosenGroup]:
        """Both are chosen and announced."""
        opened, first, second = self.scored()
        story.announce(opened, [first, second], by=self.buriram)
        one, two = ChosenGroup.objects.with_place().filter(round=opened).order_by("order")
        return opened, one, two

    @told_once
    def allotted(self) -> tuple[story.Activity, story.Activity]:
        """The gate is open for both districts."""
        _, one, two = self.announced()
        day = date(2025, 6, 16)
        first = story.allot(one, by=self.buriram, number="บร 0019/ว 2300", day=day)
        return first, story.allot(two, by=self.buriram, number="บร 0019/ว 2300", day=day)

    @told_once
    def dated(self) -> tuple[story.Activity, story.Activity]:
        """Both have their three days and study site."""
        first, second = self.allotted()
        for activity, user in ((first, self.krasang), (second, self.bandan)):
            story.plan_days(
                activity,
                by=user,
                dates=(date(2025, 6, 18), date(2025, 6, 19), date(2025, 6, 20)),
                places=("ศาลาประชาคม", "ศูนย์ศึกษาดูงาน", "ศาลาประชาคม"),
                site=("ศูนย์สาธิตการตลาดบ้านหนองบัว (ตัวอย่าง)", 3, "3103", "กระสัง"),
            )
        return first, second

    @told_once
    def province_day(self) -> ProvinceDay:
        """Activity 1 of Buriram, on the day of the committee's meeting."""
        return begin_province_day(round=self.round_prepared(), by=self.buriram)

    @told_once
    def surin_nominated(self) -> tuple[Round, Nomination]:
        """Another province with a nomination of its own, for walls."""
        member = User.objects.create_user(
            "surin-member", None, role=Role.MEMBER, office=self.surin.office
        )
        opened = story.prepare(self.programme, by=self.surin, members=[member], meeting=MEETING)
        story.rounds.open_round(round=opened, by=self.surin)
        return opened, story.nominate(opened, PRASAT, by=self.prasat)


@told_once
def make_world() -> World:
    """Everybody, in a database that holds the ground."""
    province = {
        o.province_id: o for o in Office.objects.filter(kind="province", province__in=["31", "32"])
    }
    new = User.objects.create_user
    buriram_office = province["31"]
    buriram_office.address_lines = "ศาลากลางจังหวัดบุรีรัมย์\n1159 เขากระโดง\nจังหวัดบุรีรัมย์ 31000"
    buriram_office.garuda_mode = Office.Garuda.PREPRINTED
    buriram_office.save()
    krasang = new("krasang", None, role=Role.DISTRICT, office=story.district_office("3103"))
    bandan = new("bandan", None, role=Role.DISTRICT, office=story.district_office("3121"))
    prasat = new("prasat", None, role=Role.DISTRICT, office=story.district_office("3205"))
    return World(
        programme=Programme.objects.get(year=2568),
        department=new(
            "department", None, role=Role.DEPARTMENT, office=Office.objects.get(kind="department")
        ),
        buriram=new("buriram", None, role=Role.PROVINCE, office=buriram_office),
        krasang=krasang,
        bandan=bandan,
        surin=new("surin", None, role=Role.PROVINCE, office=province["32"]),
        prasat=prasat,
        members=tuple(
            new(f"committee{n}", None, role=Role.MEMBER, office=buriram_office) for n in range(1, 6)
        ),
        signatory=Signatory.objects.create(
            office=buriram_office,
            name="นายจำเริญ แหวนเพชร",
            post="รองผู้ว่าราชการจังหวัด",
            acting_phrase="ปฏิบัติราชการแทน",
            acted_for="ผู้ว่าราชการจังหวัดบุรีรัมย์",
        ),
        krachao=story.add_group(KRACHAO, by=krasang),
        arang=story.add_group(ARANG, by=bandan),
        prasat_group=story.add_group(PRASAT, by=prasat),
        buriram2=new("buriram2", None, role=Role.PROVINCE, office=buriram_office),
    )
