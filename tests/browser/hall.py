"""A province's own day, held today: its people listed, its QR on the wall. The officer is «hall»."""

from datetime import time

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from cdd_network.models import Office, Programme, User
from cdd_network.roles import Role
from projects.actions.events import begin_province_day
from projects.actions.people import add_people
from reports import story
from reports.demo import PASSWORD

PROVINCE = "34"
PEOPLE = ("นางสาวมะลิ งามตา", "นายบุญมี ดีพร้อม", "นายบุญมี สุขใจ", "นายสมชาย ใจดี")


def prepare_hall(programme: Programme) -> None:
    """Everything that stands ready when the first villager comes in."""
    office = Office.objects.get(kind=Office.Kind.PROVINCE, province_id=PROVINCE)
    password = make_password(PASSWORD)
    officer, member = User.objects.bulk_create(
        User(username=name, role=role, office=office, display_name=name, password=password)
        for name, role in (("hall", Role.PROVINCE), ("hall-member", Role.MEMBER))
    )
    place = "หอประชุมศาลากลางจังหวัดอุบลราชธานี"
    meeting = (timezone.localdate(), time(9), place)
    opened = story.prepare(programme, by=officer, members=[member], meeting=meeting)
    event = begin_province_day(round=opened, by=officer)
    # All day long, whatever the hour at which the test is run.
    today = {"opens_on": timezone.localdate(), "closes_on": timezone.localdate()}
    event.questionnaires.filter(moment="after").update(**today)
    blank = {"post": "", "village": "", "moo": None, "phone": ""}
    add_people(event=event, rows=[{"name": name, **blank} for name in PEOPLE], by=officer)
