"""Districts whose budget is allotted: one whose plan two officers write («plan-one», «plan-two»), one
whose officer («days») has yet to do the whole of activity 2, which ended today.
"""

from datetime import time, timedelta
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from cdd_network.models import Office, Programme, Subdistrict, User
from cdd_network.roles import Role
from projects.actions.plans import begin_plan
from projects.models import Activity
from reports import story
from reports.demo import PASSWORD
from selection.models import ChosenGroup, Nomination, Round, SavingsGroup


def prepare_duo(programme: Programme) -> None:
    """The plan is begun; nothing else is."""
    activity = allotted(programme, "3501", ("plan-one", "plan-two"), "บ้านสองคน")
    begin_plan(activity=activity, by=User.objects.get(username="plan-one"))


def prepare_days(programme: Programme) -> None:
    """The notice came four days ago; nothing is begun."""
    allotted(programme, "3601", ("days",), "บ้านสามวัน", days_ago=4)


def allotted(
    programme: Programme, code: str, names: tuple[str, ...], village: str, days_ago: int = 0
) -> Activity:
    """The activity of a group of district ``code`` with these officers; the province's officer is
    «<first name>-province». Chosen without the committee's hour, which other tests play.
    """
    province = Office.objects.get(kind=Office.Kind.PROVINCE, province_id=code[:2])
    district = Office.objects.get(district_id=code)
    password = make_password(PASSWORD)
    head, *_ = User.objects.bulk_create(
        User(username=name, role=role, office=office, display_name=name, password=password)
        for name, role, office in (
            (f"{names[0]}-province", Role.PROVINCE, province),
            *((name, Role.DISTRICT, district) for name in names),
        )
    )
    today = timezone.localdate() - timedelta(days_ago)
    opened = story.prepare(programme, by=head, members=[], meeting=(today, time(9), "ห้องประชุม"))
    now = timezone.now()
    done = {"state": "announced", "decided_at": now, "announced_at": now, "announced_by": head}
    Round.objects.filter(pk=opened.pk).update(**done)
    opened.refresh_from_db()
    place = Subdistrict.objects.filter(district_id=code)[0]
    nomination = Nomination.objects.create(
        round=opened,
        office=district,
        group=SavingsGroup.objects.create(village=village, moo=1, subdistrict=place),
        order=1,
        state="accepted",
        submitted_at=now,
        activity_name="ศูนย์สาธิตการตลาด",
        activity_type="market_centre",
        steps="ศึกษาความต้องการ\nเสนอที่ประชุม",
        place="ศาลาประชาคม",
        capital=Decimal(200000),
        expected_results="รายจ่ายของสมาชิกลดลง",
    )
    chosen = ChosenGroup.objects.create(round=opened, nomination=nomination, order=1, total=90)
    return story.allot(chosen, by=head, number="0019/1", day=today)
