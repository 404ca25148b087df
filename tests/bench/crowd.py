"""A province's round at any size, made quickly: groups, nominations, committee, sheets.

What officers decide goes through their actions; rows in thousands are written in bulk.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from cdd_network.models import Office, Programme, Subdistrict, User
from cdd_network.roles import Role
from reports import story
from selection.actions import decision
from selection.models import (
    CommitteeMember,
    Criterion,
    Declaration,
    GroupActivity,
    GroupOfficer,
    Nomination,
    Round,
    SavingsGroup,
    Score,
    ScoreSheet,
)
from selection.states import NominationState, SheetState
from tests.people import KRACHAO

YEAR = 2568
MEETING = (date(2025, 6, 6), time(9, 0), "ห้องประชุมศาลากลางจังหวัด")
BATCH = 500


@dataclass(frozen=True)
class Size:
    """Districts that nominate, nominations of each, members by account and on paper, and groups in
    the registry."""

    districts: int
    each: int
    accounts: int
    papers: int
    groups: int


LARGE = Size(districts=23, each=3, accounts=12, papers=3, groups=2000)
SMALL = Size(districts=3, each=1, accounts=2, papers=1, groups=6)


@dataclass(frozen=True)
class Crowd:
    """The round with those who open its pages; ``nominations`` in the order of the list."""

    round: Round
    province: User
    second: User
    district: User
    members: tuple[User, ...]
    seats: tuple[CommitteeMember, ...]
    nominations: tuple[Nomination, ...]


def build(code: str, size: Size, *, password: str | None = None) -> Crowd:
    """The province ``code`` (DOPA) with everything accepted and the committee in its meeting.

    Everybody has declared no interest and nobody has scored. Without ``password`` nobody can
    sign in by the form.
    """
    office = Office.objects.get(kind=Office.Kind.PROVINCE, province_id=code)
    people = _people(office, size, make_password(password))
    by = people["province"]
    programme = Programme.objects.get(year=YEAR)
    opened = story.prepare(programme, by=by, members=[], meeting=MEETING)
    members = tuple(people[f"member{n}"] for n in range(1, size.accounts + 1))
    _sit(opened, size, members)
    story.rounds.open_round(round=opened, by=by)
    districts = _districts(code, size)
    nominations = _nominate(opened, districts, _groups(districts, size.groups), size.each)
    story.rounds.start_scoring(round=opened, by=by)
    seats = tuple(opened.seats.select_related("user"))
    _declare(seats, nominations, by)
    story.hold_meeting(opened, by=by)
    return Crowd(opened, by, people["second"], people["district"], members, seats, nominations)


def score(crowd: Crowd, *, every: int = 1) -> None:
    """Sheets with all their points: each ``every``-th is sent, those between are drafts.

    The first two nominations lead by far, so that the ranking settles the choice.
    """
    criteria = list(Criterion.objects.filter(round=crowd.round))
    pairs = [(s, n) for n in crowd.nominations for s in crowd.seats]
    sheets = ScoreSheet.objects.bulk_create(
        [_sheet(pair, crowd, sent=not at % every) for at, pair in enumerate(pairs)], BATCH
    )
    order = {nomination.pk: at for at, nomination in enumerate(crowd.nominations)}
    Score.objects.bulk_create(
        (
            Score(sheet=one, criterion=rule, points=_points(rule, one.member, order, one))
            for one in sheets
            for rule in criteria
        ),
        BATCH,
    )


def decide(crowd: Crowd, opened: Round) -> None:
    """The two that lead are chosen."""
    chosen = list(crowd.nominations[: opened.programme.quota])
    decision.decide(round=opened, nominations=chosen, reason="", by=crowd.province)


def _sheet(pair: tuple[CommitteeMember, Nomination], crowd: Crowd, *, sent: bool) -> ScoreSheet:
    seat, nomination = pair
    state = SheetState.SUBMITTED if sent else SheetState.DRAFT
    by = {"keyed_by": crowd.province, "confirmed_by": crowd.second} if seat.on_paper else {}
    return ScoreSheet(member=seat, nomination=nomination, state=state, **(by if sent else {}))


def _points(
    rule: Criterion, seat: CommitteeMember, order: dict[int, int], sheet: ScoreSheet
) -> Decimal:
    at = order[sheet.nomination_id]
    share = 0.95 - at * 0.05 if at < 2 else 0.4 + (at * 7 + seat.order * 3 + rule.order) % 40 / 100
    return Decimal(round(rule.points * share))


def _people(office: Office, size: Size, password: str) -> dict[str, User]:
    """Accounts by what they do; user names are «80-member1»."""
    code = office.province_id
    district = _districts(code, size)[0].office
    rows = [
        ("province", Role.PROVINCE, office),
        ("second", Role.PROVINCE, office),
        ("district", Role.DISTRICT, district),
        *((f"member{n}", Role.MEMBER, office) for n in range(1, size.accounts + 1)),
    ]
    made = User.objects.bulk_create(
        User(
            username=f"{code}-{name}",
            role=role,
            office=place,
            display_name=f"{name} {code}",
            password=password,
        )
        for name, role, place in rows
    )
    return {name: user for (name, _, _), user in zip(rows, made, strict=True)}


def _sit(opened: Round, size: Size, members: Iterable[User]) -> None:
    """The programme's committee, seats repeated or left out, until everybody who scores sits."""
    posts = list(opened.seats.order_by("order"))
    accounts, papers = list(members), size.papers
    total = len(accounts) + papers
    head = [one for one in posts if one.seat != CommitteeMember.Seat.MEMBER]
    rest = [one for one in posts if one.seat == CommitteeMember.Seat.MEMBER]
    chosen = (head + rest * total)[: max(total, len(head))]
    opened.seats.all().delete()
    CommitteeMember.objects.bulk_create(
        CommitteeMember(
            round=opened,
            order=order,
            seat=one.seat,
            post=f"{one.post} คนที่ {order}",
            user=accounts[order - 1] if order <= len(accounts) else None,
            on_paper=len(accounts) < order <= total,
            person=f"นายตัวอย่าง คนที่ {order}",
        )
        for order, one in enumerate(chosen, 1)
    )


def _districts(code: str, size: Size) -> list[object]:
    province = Office.objects.get(kind=Office.Kind.PROVINCE, province_id=code).province
    return list(province.districts.select_related("office")[: size.districts])


def _groups(districts: list, number: int) -> dict[str, list[SavingsGroup]]:
    """``number`` groups, dealt out to the districts in turn; by district code."""
    subdistricts: dict[str, list[Subdistrict]] = {one.code: [] for one in districts}
    for place in Subdistrict.objects.filter(district__in=districts):
        subdistricts[place.district_id].append(place)
    made = SavingsGroup.objects.bulk_create(_each_group(districts, subdistricts, number), BATCH)
    found: dict[str, list[SavingsGroup]] = {one.code: [] for one in districts}
    for group in made:
        found[group.subdistrict.district_id].append(group)
    return found


def _each_group(
    districts: list, subdistricts: dict[str, list[Subdistrict]], number: int
) -> Iterator[SavingsGroup]:
    for at in range(number):
        places = subdistricts[districts[at % len(districts)].code]
        yield SavingsGroup(
            village=f"บ้านตัวอย่าง {at + 1}",
            moo=at % 20 + 1,
            subdistrict=places[at // len(districts) % len(places)],
            founded_on=date(2000 + at % 20, 1 + at % 12, 1 + at % 28),
            founded_year=2543 + at % 20,
            members_men=40 + at % 60,
            members_women=60 + at % 90,
            savings=Decimal(100_000 + at * 10),
            savings_monthly=Decimal(5_000 + at),
            loans=Decimal(50_000),
            reserve=Decimal(20_000),
        )


def _nominate(
    opened: Round, districts: list, groups: dict[str, list[SavingsGroup]], each: int
) -> tuple[Nomination, ...]:
    """Accepted nominations of the first groups of each district, in the district's order."""
    chosen = [
        (one.office, order, groups[one.code][order - 1])
        for one in districts
        for order in range(1, each + 1)
    ]
    _fill_registry([group for _, _, group in chosen])
    Nomination.objects.bulk_create(
        (_nomination(opened, office, order, group) for office, order, group in chosen), BATCH
    )
    return tuple(Nomination.objects.with_place().filter(round=opened))


def _nomination(opened: Round, office: Office, order: int, group: SavingsGroup) -> Nomination:
    answers = {
        name: f"{text} " * 12
        if isinstance(text, str) and name not in ("activity_name", "place")
        else text
        for name, text in KRACHAO.answers.items()
    }
    return Nomination(
        **answers,
        round=opened,
        office=office,
        group=group,
        order=order,
        state=NominationState.ACCEPTED,
        submitted_at=timezone.now(),
        activity_type="market_centre",
        place_moo=group.moo,
        place_subdistrict=group.subdistrict,
        eligibility={str(n): "yes" for n in range(1, 5)},
    )


def _fill_registry(groups: list[SavingsGroup]) -> None:
    """Officers of every division and an activity for each of ``groups``."""
    GroupOfficer.objects.bulk_create(
        (
            GroupOfficer(
                group=group,
                division=division,
                order=1,
                name=f"นางตัวอย่าง {division} {group.pk}",
                post="ประธาน",
            )
            for group in groups
            for division in GroupOfficer.Division.values
        ),
        BATCH,
    )
    GroupActivity.objects.bulk_create(
        (GroupActivity(group=group, type="rice_bank", count=1) for group in groups), BATCH
    )


def _declare(
    seats: Iterable[CommitteeMember], nominations: tuple[Nomination, ...], by: User
) -> None:
    Declaration.objects.bulk_create(
        (
            Declaration(member=seat, nomination=nomination, by=seat.user or by)
            for nomination in nominations
            for seat in seats
            if seat.scores
        ),
        BATCH,
    )
