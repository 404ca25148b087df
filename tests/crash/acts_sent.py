"""Acts that are done once: a result made public, a workbook of groups taken in, a paper sent."""

from collections.abc import Callable, Iterator

from cdd_network.models import District, Office, User
from cdd_network.roles import Role
from projects.actions import papers, plans
from projects.models import ActionPlan, Activity, DistrictPaper
from projects.states import PaperState
from reports import story
from reports.actions import summaries
from reports.models import Document
from selection import queries_groups
from selection.actions import decision
from selection.actions.intake import confirm_intake, keep_intake
from selection.forms.intake import read_workbook
from selection.intake import plan_of
from selection.models import GroupIntake, GroupOfficer, Round, SavingsGroup
from selection.queries import subdistricts_for
from tests import workbooks
from tests.crash.acts import DAY, Act
from tests.people import MEETING, World, proposal

GROUPS = 8
HEADS = (*workbooks.HEADS, "สมาชิกชาย (คน)", "กรรมการฝ่ายตรวจสอบ")
REPORTER = ("นางสาวสมใจ ดีงาม", "นักวิชาการพัฒนาชุมชนชำนาญการ", DAY)
ANSWERS = {
    "participants": 20, "day_1": "อบรม", "day_2": "ศึกษาดูงาน", "day_3": "จัดทำแผน",
    "problems": "ไม่มี", "suggestions": "ควรจัดต่อเนื่อง",
}  # fmt: skip


class Senders:
    """Each turn has a province, a file or a sending of its own. ``activity`` is Ban Dan's."""

    def __init__(self, world: World, activity: Activity) -> None:
        self.world = world
        offices = Office.objects.filter(kind=Office.Kind.PROVINCE).exclude(
            pk__in=(world.buriram.office_id, world.surin.office_id)
        )
        self.provinces: Iterator[Office] = iter(offices.order_by("pk"))
        story.send_plan(activity, by=world.bandan, reporter=REPORTER)
        self.plan = ActionPlan.objects.get(activity=activity)
        self.report = story.write_summary(
            activity, by=world.bandan, answers=ANSWERS, reporter=REPORTER
        )

    def announce(self, turn: int) -> Act:
        """A result is made public: its state, the frozen table, the draft of the announcement."""
        office = next(self.provinces)
        by = User.objects.create_user(f"p{turn}", None, role=Role.PROVINCE, office=office)
        decided = _decided(self.world, by)

        def do() -> None:
            decision.announce(round=Round.objects.get(pk=decided.pk), by=by)

        def is_done() -> bool:
            drafts = Document.objects.filter(round=decided, kind=Document.Kind.ANNOUNCEMENT)
            public = Round.objects.filter(pk=decided.pk, state="announced", announced_by=by)
            return (public.count(), decided.results.count(), drafts.count()) == (1, 1, 1)

        return Act("announce", do, is_done)

    def groups(self, turn: int) -> Act:
        """A workbook of groups, one of which stood before: read, planned, kept, confirmed."""
        by, old = self.world.prasat, self.world.prasat_group
        place = [old.subdistrict.name, "ปราสาท", turn, "นาย ก, ประธาน; นาง ข"]
        new = [f"บ้านครั้งที่{turn}แถวที่{n}" for n in range(GROUPS)]
        rows = [[name, 1, *place] for name in new] + [[old.village, old.moo, *place]]
        data = workbooks.made(rows, HEADS)

        def do() -> None:
            types, places = queries_groups.activity_types(), subdistricts_for(by)
            read = read_workbook(data, user=by, types=types, places=places)
            plan = plan_of(read.rows, by)
            assert not read.faults + plan.faults, read.faults + plan.faults
            kept = keep_intake(plan=plan, title=f"ครั้งที่ {turn}", notes={}, by=by)
            assert confirm_intake(intake=kept, by=by)

        def is_done() -> bool:
            made = SavingsGroup.objects.filter(village__in=new, members_men=turn)
            people = GroupOfficer.objects.filter(group__in=made).count()
            changed = SavingsGroup.objects.filter(pk=old.pk, members_men=turn).count()
            waits = GroupIntake.objects.filter(by=by, done_at=None).count()
            return (made.count(), people, changed, waits) == (GROUPS, 2 * GROUPS, 1, 0)

        return Act("groups", do, is_done)

    def sent_plan(self, turn: int) -> Act:
        """A plan goes to the province, which has given it back before."""
        by = self.world.bandan
        return self._sent("plan", self.plan, lambda one: plans.submit_plan(plan=one, by=by))

    def summary(self, turn: int) -> Act:
        """A summary goes to the province, with the figures that the country is summed from."""
        by, send = self.world.bandan, summaries.submit_summary
        return self._sent("summary", self.report, lambda one: send(report=one, by=by))

    def _sent(self, name: str, paper: DistrictPaper, send: Callable[..., None]) -> Act:
        kind = type(paper)
        paper = kind.objects.get(pk=paper.pk)
        if paper.state == PaperState.SUBMITTED:
            papers.give_back(paper=paper, note="โปรดตรวจอีกครั้ง", by=self.world.buriram)
        before = paper.versions.count()

        def is_done() -> bool:
            found = kind.objects.get(pk=paper.pk)
            return (found.state, found.versions.count()) == (PaperState.SUBMITTED, before + 1)

        return Act(name, lambda: send(kind.objects.get(pk=paper.pk)), is_done)


def _decided(world: World, by: User) -> Round:
    """A province's round in which two districts' groups are chosen and nothing is announced yet."""
    code, new = by.office.province_id, User.objects.create_user
    members = [new(f"m{code}-{n}", None, role=Role.MEMBER, office=by.office) for n in range(2)]
    opened = story.prepare(world.programme, by=by, members=members, meeting=MEETING)
    story.rounds.open_round(round=opened, by=by)
    chosen = []
    for district in District.objects.filter(province=code, office__isnull=False)[:2]:
        officer = new(f"d{district.code}", None, role=Role.DISTRICT, office=district.office)
        place = district.subdistricts.order_by("code")[0]
        told = proposal(district.code, place.name, "บ้านตัวอย่าง", 1, "เฉพาะที่นี่")
        chosen.append(story.nominate(opened, told, by=officer))
        story.nominations.accept_nomination(nomination=chosen[-1], by=by)
    story.rounds.start_scoring(round=opened, by=by)
    story.declare_all(opened)
    story.hold_meeting(opened, by=by)
    shares = ["0.9", "0.8"]
    story.score_all(
        opened, {one.pk: [share] * 2 for one, share in zip(chosen, shares, strict=True)}
    )
    story.decide(opened, chosen, by=by)
    return opened
