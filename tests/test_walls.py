"""Walls between offices where an address alone does not tell: keys that are typed, sent or nested.

The permission matrix asks every address for every person. Here a person asks at an own address for
what is another's: by a child's key, a key in a query, in a hidden field, in an export; and goes on
asking after the right has ended.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cdd_network.accounts.actions import close_account
from cdd_network.models import Job, Signatory, User
from cdd_network.roles import Role
from projects.models import Activity, Participant, Speaker
from reports.actions.calendars import make_feed, renew_feed
from reports.models import CalendarFeed, Photo
from selection.models import CommitteeMember, Nomination, Round, SavingsGroup
from tests.people import World
from tests.projects.stage import listed
from tests.test_permission_matrix import ROWS

Pages = Callable[[User | None], Client]

MEMBER = 6
"""Column of the matrix: a member of Buriram's committee."""


@dataclass(frozen=True)
class Yard:
    """Krasang's and Ban Dan's activity of Buriram, and what Surin has."""

    world: World
    own: Activity
    other: Activity
    round: Round
    foreign: Round
    foreign_nomination: Nomination
    person: Participant
    photo: Photo
    speaker: Speaker
    seat: CommitteeMember
    foreign_seat: CommitteeMember
    foreign_member: User
    foreign_signatory: Signatory

    def strangers(self) -> list[list[dict[str, object]]]:
        """Rows of others, as they stand."""
        rows = (
            self.person, self.photo, self.speaker, self.foreign_seat, self.foreign_signatory,
            self.foreign_nomination, self.other, self.world.bandan, self.world.prasat_group,
        )  # fmt: skip
        return [list(type(row)._default_manager.filter(pk=row.pk).values()) for row in rows]


@pytest.fixture
def yard(world: World, story: object) -> Yard:
    """Both districts have people, a speaker, a summary with a photograph."""
    own, other = world.dated()
    foreign, foreign_nomination = world.surin_nominated()
    listed(own, ["นายคนกระสัง เฉพาะกระสัง"])
    Speaker.objects.create(event_id=own.pk, order=1, name="นายวิทยากร เฉพาะกระสัง")
    reports = [
        story.summaries.begin_summary(activity=activity, by=user)
        for activity, user in ((own, world.krasang), (other, world.bandan))
    ]
    photos = [
        Photo.objects.create(
            report=report, order=1, file=f"{report.pk}.jpg", small=f"{report.pk}.jpg", width=9,
            height=9, sha256=f"{report.pk}", caption="ภาพ",
        )
        for report in reports
    ]  # fmt: skip
    opened = own.chosen.round
    return Yard(
        world, own, other, opened, foreign, foreign_nomination,
        person=listed(other, 1)[0],
        photo=photos[1],
        speaker=Speaker.objects.create(event_id=other.pk, order=1, name="นางวิทยากร บ้านด่าน"),
        seat=CommitteeMember.objects.filter(round=opened).last(),
        foreign_seat=CommitteeMember.objects.filter(round=foreign).last(),
        foreign_member=User.objects.get(username="surin-member"),
        foreign_signatory=Signatory.objects.create(office=world.surin.office, name="ก", post="ข"),
    )  # fmt: skip


def nested(yard: Yard) -> Iterator[tuple[User, str, dict[str, object]]]:
    """An own parent in the address with a stranger's child."""
    own, opened = yard.own.pk, yard.round.pk
    krasang, buriram = yard.world.krasang, yard.world.buriram
    foreign = yard.foreign_nomination.pk
    yield krasang, "person_edit", {"pk": own, "number": yard.person.pk}
    yield krasang, "photo_image", {"pk": yard.photo.pk}
    yield krasang, "photo_small", {"pk": yard.photo.pk}
    yield buriram, "paper_sheet", {"seat": yard.seat.pk, "nomination": foreign}
    yield buriram, "paper_sheet", {"seat": yard.foreign_seat.pk, "nomination": foreign}
    yield buriram, "paper_confirm", {"seat": yard.seat.pk, "nomination": foreign}
    yield buriram, "round_result_of", {"pk": opened, "nomination": foreign}
    yield buriram, "round_explain_of", {"pk": opened, "nomination": foreign}
    yield buriram, "late_new", {"pk": opened, "district": yard.world.prasat.office_id}
    yield buriram, "signatory_edit", {"pk": yard.foreign_signatory.pk}


def test_an_own_address_with_anothers_child_is_404(yard: Yard, page: Pages) -> None:
    before = yard.strangers()
    for user, name, where in nested(yard):
        url = reverse(name, kwargs=where)
        for answer in (page(user).get(url), page(user).post(url, {"reason": "ก"})):
            assert answer.status_code in {404, 405}, f"{name} {answer.status_code}"
    assert yard.strangers() == before


def typed(yard: Yard) -> Iterator[tuple[User, str, dict[str, object], dict[str, object], set[int]]]:
    """Own page, another's key in what is posted, and what may come of it."""
    world, own, pk = yard.world, {"pk": yard.own.pk}, {"pk": yard.round.pk}
    report = {"pk": yard.own.summaryreport.pk}
    krasang, buriram = world.krasang, world.buriram
    prasat = world.prasat.office_id
    tap = f"{yard.person.pk}:morning:on"
    yield krasang, "checkin_tap", {**own, "number": 1}, {"tap": tap}, {409}
    for act in ("up", "down", "remove"):
        yield krasang, "photo_save", report, {"act": f"{act}:{yard.photo.pk}"}, {404}
    caption = {f"caption_{yard.photo.pk}": "ของผู้อื่น", "act": "save"}
    yield krasang, "photo_save", report, caption, {302}
    yield krasang, "timetable_day", {**own, "number": 1}, _row(yard.speaker.pk), {422}
    yield krasang, "nomination_new", {}, {"group": world.prasat_group.pk}, {422, 409}
    yield krasang, "nomination_new", {}, {"group": world.arang.pk}, {422, 409}
    yield buriram, "document_new", {}, {"round": yard.foreign.pk, "kind": "announcement"}, {404}
    yield buriram, "document_new", {}, {"activity": "999999", "kind": "memo"}, {404}
    yield buriram, "seat_new", pk, {"user": yard.foreign_member.pk, "way": "account"}, {422}
    yield buriram, "seat_new", pk, {"district": "3205", "way": "paper", "post": "ก"}, {422}
    yield buriram, "account_new", {}, {"place": f"{prasat}:district", "username": "thief"}, {422}
    nudge = {"row": [str(prasat), world.prasat_group.pk], "year": "2568"}
    yield buriram, "board_nudge", {}, nudge, {409}
    yield krasang, "person_remove", {**own, "number": yard.person.pk}, {}, {302}
    yield krasang, "device_end", {}, {"device": _login(world.bandan)}, {302}
    yield krasang, "calendar_renew", {}, {"token": make_feed(by=world.bandan).token}, {302}


def _row(speaker: int) -> dict[str, object]:
    frame = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "version": "1"}
    return frame | {
        "rows-0-begins": "09.00", "rows-0-ends": "10.00", "rows-0-topic": "ก", "rows-0-speaker": speaker,
    }  # fmt: skip


def _login(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.session.session_key


def test_anothers_key_in_a_hidden_field_does_nothing(yard: Yard, page: Pages) -> None:
    feeds, wrong = set(), []
    cases = list(typed(yard))
    before = yard.strangers()
    feeds = {*CalendarFeed.objects.values_list("token", flat=True)}
    for user, name, where, sent, wanted in cases:
        with transaction.atomic():
            answer = page(user).post(reverse(name, kwargs=where), sent)
            if answer.status_code not in wanted:
                wrong.append(f"{name} {sent}: {answer.status_code}")
            if yard.strangers() != before:
                wrong.append(f"{name} {sent}: changed what is another's")
            if not {*CalendarFeed.objects.values_list("token", flat=True)} >= feeds:
                wrong.append(f"{name} {sent}: changed another's calendar")
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def test_another_provinces_member_reads_nothing_of_this_committee(yard: Yard, page: Pages) -> None:
    """What the matrix opens to a member of Buriram's committee, asked by one of Surin's."""
    everybodys = {"", "kind"}
    rows = [row for row in ROWS if row.gets[0] == "L" and row.gets[MEMBER] != "4"]
    rows = [row for row in rows if row.thing not in everybodys]
    assert {row.thing for row in rows} == {"nomination"} and len(rows) > 4, "tell its address here"
    client, key = page(yard.foreign_member), yard.own.chosen.nomination_id
    for row in rows:
        ask = client.get if row.method == "GET" else client.post
        answer = ask(reverse(row.name, args=[key]))
        assert answer.status_code == 404, f"{row.method} {row.name}: {answer.status_code}"


def _words(answer: HttpResponse) -> str:
    """What can be read in a page or in a workbook."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheet" not in answer.headers.get("Content-Type", ""):
        return body.decode(errors="replace")
    sheets = load_workbook(io.BytesIO(body), read_only=True).worksheets
    return " ".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell)


def keys(yard: Yard) -> str:
    """A query that asks for all that is Krasang's at once; names as the pages read them."""
    office = yard.world.krasang.office_id
    asked = {
        "group": yard.world.krachao.pk, "round": yard.round.pk, "seat": yard.seat.pk,
        "office": office, "district": "3103", "province": "31", "place": f"{office}:district",
        "user": yard.world.krasang.pk, "by": yard.world.krasang.pk, "who": yard.world.krasang.pk,
        "row": office, "one": yard.own.chosen.nomination_id, "activity": yard.own.pk, "all": "1",
        "year": "2568",
    }  # fmt: skip
    return "&".join(f"{name}={value}" for name, value in asked.items())


def test_no_query_and_no_export_tells_of_another_office(yard: Yard, page: Pages) -> None:
    """Every page without an object in its address, for all who stand outside."""
    names = sorted({row.name for row in ROWS if (row.method, row.thing) == ("GET", "")})
    world, leaks, seen = yard.world, [], 0
    strange = ("อารัง", "เฉพาะกระสัง", "เฉพาะบ้านด่าน")  # «กระเจา» is an example of the forms
    for name in ("groups", "nominations", "activities"):
        assert "อารัง" in _words(page(world.buriram).get(f"{reverse(name)}?format=xlsx")), name
    outside = [(who, strange) for who in (world.surin, world.prasat, yard.foreign_member)]
    for user, words in [*outside, (world.bandan, ("เฉพาะกระสัง",))]:
        client = page(user)
        for name in names:
            for query in (keys(yard), "format=xlsx", "format=csv", f"{keys(yard)}&format=xlsx"):
                answer = client.get(f"{reverse(name)}?{query}")
                if answer.status_code not in {200, 422}:
                    break
                seen += answer.status_code == 200
                text = _words(answer)
                leaks += [f"{user} {name} {query}: {word}" for word in words if word in text]
    assert not leaks, "\n".join(leaks)
    assert seen > 100, "the pages were asked"


def revoked(yard: Yard) -> Iterator[tuple[str, User | None, str, Callable[[], object]]]:
    """What is held, who holds it, its page, and how it ends."""
    world = yard.world
    krasang, member = world.krasang, world.members[0]
    nomination = yard.own.chosen.nomination
    own = reverse("nomination", args=[nomination.pk])
    sheet = reverse("score_sheet", args=[nomination.pk])
    plan = reverse("activity", args=[yard.own.pk])
    people, groups = User.objects.filter(pk=krasang.pk), SavingsGroup.objects
    job = Job.objects.create(kind="x", title="ก", office=world.buriram.office, by=world.buriram)
    done = reverse("job", args=[job.pk])
    feed = reverse("calendar_feed", args=[make_feed(by=krasang).token])
    closed = {"account": krasang, "reason": "ย้าย", "by": world.buriram}
    bandan, surin = world.bandan.office, world.surin.office
    seats = CommitteeMember.objects.filter(user=member)
    yield "account closed", krasang, own, lambda: close_account(**closed)
    yield "calendar of a closed account", None, feed, lambda: close_account(**closed)
    yield "role changed", krasang, own, lambda: people.update(role=Role.MEMBER)
    yield "calendar of a changed role", None, feed, lambda: people.update(role=Role.MEMBER)
    yield "office moved", krasang, plan, lambda: people.update(office=bandan)
    officer = User.objects.filter(pk=world.buriram.pk)
    yield "job of an office left", world.buriram, done, lambda: officer.update(office=surin)
    yield "seat removed", member, sheet, lambda: seats.update(user=None, on_paper=True)
    yield (
        "no member any more",
        member,
        sheet,
        lambda: User.objects.filter(pk=member.pk).update(role=Role.DISTRICT),
    )
    again = Nomination.objects.filter(pk=nomination.pk)
    yield "nomination sent back", member, sheet, lambda: again.update(state="returned")
    token = CalendarFeed.objects.get(user=krasang).token
    yield "address renewed", None, feed, lambda: renew_feed(token=token, by=krasang)
    result = reverse("public_result", args=[yard.round.token])
    rounds = Round.objects.filter(pk=yard.round.pk)
    yield (
        "round no longer announced",
        None,
        result,
        lambda: rounds.update(state="decided", announced_at=None, announced_by=None),
    )
    group = reverse("group", args=[world.krachao.pk])
    elsewhere = world.prasat_group.subdistrict
    moved = groups.filter(pk=world.krachao.pk)
    yield "group moved", krasang, group, lambda: moved.update(subdistrict=elsewhere)


def test_a_right_that_ends_has_ended_with_the_next_request(yard: Yard, page: Pages) -> None:
    wrong = []
    for what, user, url, end in revoked(yard):
        with transaction.atomic():
            client = page(user)
            before = client.get(url).status_code
            end()
            after = client.get(url).status_code
            transaction.set_rollback(True)
        if before != 200 or after not in {302, 404}:
            wrong.append(f"{what}: {before}, then {after}")
    assert not wrong, "\n".join(wrong)
