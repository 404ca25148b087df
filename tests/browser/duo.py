"""A district whose plan two officers write: «plan-one» and «plan-two», the budget allotted."""

from datetime import time
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from cdd_network.models import Office, Programme, Subdistrict, User
from cdd_network.roles import Role
from projects.actions.plans import begin_plan
from reports import story
from reports.demo import PASSWORD
from selection.models import ChosenGroup, Nomination, Round, SavingsGroup

PROVINCE, DISTRICT = "35", "3501"


def prepare_duo(programme: Programme) -> None:
    """Chosen and announced without the committee's hour, which other tests play; the plan begun."""
    province = Office.objects.get(kind=Office.Kind.PROVINCE, province_id=PROVINCE)
    district = Office.objects.get(district_id=DISTRICT)
    password = make_password(PASSWORD)
    head, one, _ = User.objects.bulk_create(
        User(username=name, role=role, office=office, display_name=name, password=password)
        for name, role, office in (
            ("plan-province", Role.PROVINCE, province),
            ("plan-one", Role.DISTRICT, district),
            ("plan-two", Role.DISTRICT, district),
        )
    )
    today = timezone.localdate()
    opened = story.prepare(programme, by=head, members=[], meeting=(today, time(9), "ห้องประชุม"))
    now = timezone.now()
    done = {"state": "announced", "decided_at": now, "announced_at": now, "announced_by": head}
    Round.objects.filter(pk=opened.pk).update(**done)
    opened.refresh_from_db()
    place = Subdistrict.objects.filter(district_id=DISTRICT)[0]
    nomination = Nomination.objects.create(
        round=opened,
        office=district,
        group=SavingsGroup.objects.create(village="บ้านสองคน", moo=1, subdistrict=place),
        order=1,
        state="accepted",
        submitted_at=now,
        activity_name="ศูนย์สาธิตการตลาด",
        steps="ศึกษาความต้องการ\nเสนอที่ประชุม",
        place="ศาลาประชาคม",
        capital=Decimal(200000),
    )
    chosen = ChosenGroup.objects.create(round=opened, nomination=nomination, order=1, total=90)
    activity = story.allot(chosen, by=head, number="ยส 0019/1", day=today)
    begin_plan(activity=activity, by=one)
