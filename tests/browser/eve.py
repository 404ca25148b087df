"""A province on the eve of its call, for the committee's hour: people, groups, a committee of five
who score, a meeting. Names of users are «hour-…»."""

from datetime import time

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from cdd_network.models import Office, Programme, Subdistrict, User
from cdd_network.roles import Role
from reports import story
from reports.demo import PASSWORD
from selection.actions import committee, groups

PROVINCE, DISTRICTS = "33", ("3301", "3302")
VILLAGES = (("3301", "บ้านหนึ่ง"), ("3301", "บ้านสอง"), ("3302", "บ้านสาม"))
MEMBERS = tuple(f"hour-member{n}" for n in range(1, 6))


def prepare_eve(programme: Programme) -> None:
    """Everything that is ready before the province opens its call."""
    people = _people()
    place = "ห้องประชุมศาลากลางจังหวัดศรีสะเกษ"
    opened = story.prepare(
        programme,
        by=people["hour-province"],
        members=[people[name] for name in MEMBERS],
        meeting=(timezone.localdate(), time(9), place),
    )
    _belongs(opened.seats.get(user=people[MEMBERS[-1]]), people)
    for number, (code, village) in enumerate(VILLAGES, 1):
        values = {
            "village": village,
            "moo": number,
            "subdistrict": Subdistrict.objects.filter(district_id=code)[0],
        }
        groups.save_group(group=None, values=values, by=people[f"hour-{code}"])


def _people() -> dict[str, User]:
    province = Office.objects.get(kind=Office.Kind.PROVINCE, province_id=PROVINCE)
    password = make_password(PASSWORD)
    rows = [
        ("hour-province", Role.PROVINCE, province),
        ("hour-second", Role.PROVINCE, province),
        *(
            (f"hour-{code}", Role.DISTRICT, Office.objects.get(district_id=code))
            for code in DISTRICTS
        ),
        *((name, Role.MEMBER, province) for name in MEMBERS),
    ]
    made = User.objects.bulk_create(
        User(username=name, role=role, office=office, display_name=name, password=password)
        for name, role, office in rows
    )
    return {user.username: user for user in made}


def _belongs(seat: object, people: dict[str, User]) -> None:
    """The last member is of the second district: the system will raise it."""
    district = people[f"hour-{DISTRICTS[1]}"].office.district
    committee.save_person(
        seat=seat,
        values={"person": "นายตัวอย่าง ใจดี", "district": district, "group": None},
        by=people["hour-province"],
    )
