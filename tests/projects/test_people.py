"""Participants of an event: the list, its rules, its walls, and that names do not stay behind."""

import datetime
import json
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from cdd_network.models import Programme
from cdd_network.models.audit import AuditRow
from cdd_network.refusal import Refused
from cdd_network.versions import Stale
from projects.actions import people as actions
from projects.actions.events import begin_province_day
from projects.models import CheckIn, Event, Participant
from projects.people_part import part_of
from projects.people_rules import check_people, kept_until
from projects.queries_people import attendance, known_people, purge_due
from reports.actions.summaries import begin_summary
from selection.models import GroupOfficer
from tests.people import World
from tests.projects.stage import listed, sent, there

SOMJAI = {"name": "นางสมใจ ดีงาม", "post": "สมาชิก", "village": "บ้านกระเจา", "moo": 7, "phone": ""}


def typed(**more: object) -> dict[str, object]:
    return {
        "name": "นางสมใจ ดีงาม",
        "post": "",
        "village": "กระเจา",
        "moo": "๗",
        "phone": "",
        **more,
    }


def names(event: Event) -> list[tuple[int, str]]:
    return list(Participant.objects.filter(event=event.pk).values_list("order", "name"))


def trail() -> str:
    return json.dumps([[r.act, r.detail] for r in AuditRow.objects.all()], ensure_ascii=False)


def test_the_quick_form_adds_and_is_ready_for_the_next(world: World, page: object) -> None:
    first, _ = world.dated()
    client, url = page(world.krasang), reverse("people", args=[first.pk])
    text = client.get(url).content.decode()
    assert "0 จาก 20 คน" in text and "ยังไม่มีรายชื่อผู้เข้าร่วม" in text
    assert 'value="บ้านกระเจา"' in text  # of the group, typed by nobody
    assert "autofocus" not in text
    answer = client.post(url, typed(phone="๐๘๑ ๒๓๔ ๕๖๗๘"), follow=True)
    (person,) = Participant.objects.filter(event=first.pk)
    assert (person.village, person.moo, person.phone) == ("บ้านกระเจา", 7, "081-234-5678")
    text = answer.content.decode()
    assert "1 จาก 20 คน" in text and "autofocus" in text
    assert "สมใจ" not in trail()


def test_a_name_that_is_listed_is_asked_about(world: World, page: object) -> None:
    first, _ = world.dated()
    client, url = page(world.krasang), reverse("people", args=[first.pk])
    client.post(url, typed())
    again = client.post(url, typed(name="สมใจ  ดีงาม"))
    assert again.status_code == 409
    assert "ลำดับที่ 1" in again.content.decode() and 'name="namesake"' in again.content.decode()
    assert Participant.objects.count() == 1
    client.post(url, typed(namesake="on"))
    assert names(first) == [(1, "นางสมใจ ดีงาม"), (2, "นางสมใจ ดีงาม")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "12345"},
        {"name": "=HYPERLINK(1)"},
        {"name": "ก" * 300},
        {"name": "นางใจ 😀 ดี"},
        {"moo": "100"},
        {"phone": "12"},
    ],
)
def test_what_is_no_person_is_told(world: World, page: object, wrong: dict) -> None:
    first, _ = world.dated()
    answer = page(world.krasang).post(reverse("people", args=[first.pk]), typed(**wrong))
    assert answer.status_code == 422 and "พบข้อผิดพลาด" in answer.content.decode()
    assert not Participant.objects.exists()


def test_removing_leaves_no_hole_and_is_undone(world: World, page: object) -> None:
    first, _ = world.dated()
    people = listed(first, ["นายหนึ่ง ก", "นายสอง ข", "นายสาม ค"])
    day = first.days.get(number=1)
    there(day, people)
    client = page(world.krasang)
    remove = reverse("person_remove", args=[first.pk, people[1].pk])
    answer = client.post(remove)
    assert names(first) == [(1, "นายหนึ่ง ก"), (2, "นายสาม ค")]
    assert day.checkins.count() == 4
    assert client.post(remove).status_code == 302  # the page sent again
    gone = answer.context["signed"]
    for _ in range(2):  # a double tap
        back = client.post(reverse("person_restore", args=[first.pk]), {"gone": gone})
        assert back.status_code == 302
    assert names(first) == [(1, "นายหนึ่ง ก"), (2, "นายสอง ข"), (3, "นายสาม ค")]
    assert day.checkins.count() == 6
    assert "สอง" not in trail()
    bad = client.post(reverse("person_restore", args=[first.pk]), {"gone": gone + "x"})
    assert bad.status_code == 409


def test_what_was_removed_from_one_event_is_not_restored_in_another(world: World) -> None:
    first, second = world.dated()
    (person,) = listed(first, 1)
    gone = actions.remove_person(person=person, by=world.krasang)
    with pytest.raises(Refused):
        actions.restore_person(event=second.event_ptr, gone=gone, by=world.krasang)
    assert not Participant.objects.exists()


def test_two_officers_edit_one_person(world: World, page: object) -> None:
    first, _ = world.dated()
    (person,) = listed(first, ["นายเดิม ใจดี"])
    client, url = page(world.krasang), reverse("person_edit", args=[first.pk, person.pk])
    form = client.get(url).context["form"]
    hidden = {"version": form["version"].value(), "base": form["base"].value()}
    values = {**SOMJAI, "name": person.name, "post": "ประธาน"}
    actions.save_person(person=person, values=values, version=1, by=world.krasang)
    answer = client.post(
        url, {**typed(name=person.name, post="สมาชิก", phone="0812345678"), **hidden}
    )
    assert answer.status_code == 302, answer.context["edit"].conflicts
    person.refresh_from_db()
    assert (person.post, person.phone) == ("ประธาน", "081-234-5678")  # joined
    with pytest.raises(Stale):
        actions.save_person(person=person, values=SOMJAI, version=1, by=world.krasang)


def test_only_the_own_office_writes_and_the_province_reads(world: World, page: object) -> None:
    first, _ = world.dated()
    (person,) = listed(first, ["นายเฉพาะ กระสัง"])
    url = reverse("people", args=[first.pk])
    assert "นายเฉพาะ กระสัง" in page(world.krasang).get(url).content.decode()
    seen = page(world.buriram).get(url).content.decode()
    assert "นายเฉพาะ กระสัง" in seen and "formaction" not in seen and ".xlsx" not in seen
    assert page(world.buriram).get(reverse("people_workbook", args=[first.pk])).status_code == 409
    for user in (world.bandan, world.surin, world.department, world.members[0]):
        for name in ("people", "people_workbook", "people_template", "people_paste"):
            assert page(user).get(reverse(name, args=[first.pk])).status_code == 404
    for act in (
        lambda: actions.add_person(event=first.event_ptr, values=SOMJAI, by=world.buriram),
        lambda: actions.remove_person(person=person, by=world.bandan),
        lambda: actions.save_person(person=person, values=SOMJAI, version=1, by=world.surin),
    ):
        with pytest.raises(Refused):
            act()
    assert names(first) == [(1, "นายเฉพาะ กระสัง")]


def test_the_list_rests_while_the_summary_is_with_the_province(world: World, page: object) -> None:
    first, _ = world.dated()
    (person,) = listed(first, 1)
    sent(begin_summary(activity=first, by=world.krasang))
    client = page(world.krasang)
    answer = client.post(reverse("people", args=[first.pk]), typed())
    assert answer.status_code == 409 and "ส่งแบบสรุปผลให้จังหวัดแล้ว" in answer.content.decode()
    for name in ("person_remove", "person_edit"):
        assert client.post(reverse(name, args=[first.pk, person.pk]), {}).status_code in (409, 422)
    assert Participant.objects.count() == 1


def test_officers_of_the_group_are_offered_and_typed_by_nobody(world: World, page: object) -> None:
    first, _ = world.dated()
    for order, name in enumerate(["นางบุญ ก", "นายชู ข"], start=1):
        GroupOfficer.objects.create(
            group=world.krachao, division="directing", order=order, name=name, post="ประธาน"
        )
    GroupOfficer.objects.create(
        group=world.krachao, division="loans", order=1, name="นายชู  ข", post=""
    )
    listed(first, ["บุญ ก"])
    (source,) = known_people(first.event_ptr)
    assert [one.values["name"] for one in source.people] == ["นายชู ข"]
    client, url = page(world.krasang), reverse("people_known", args=[first.pk])
    client.get(url)
    keys = [one.key for one in source.people]
    for _ in range(2):  # a double tap
        client.post(url, {"from_0": keys})
    assert names(first) == [(1, "บุญ ก"), (2, "นายชู ข")]
    assert "ไม่มีกรรมการของกลุ่มให้เพิ่ม" in client.get(url).content.decode()


def test_the_provinces_day_offers_the_committee_and_the_groups(world: World, page: object) -> None:
    opened, _, _ = world.scoring()
    event = begin_province_day(round=opened, by=world.buriram).event_ptr
    seat = opened.seats.first()
    seat.person = "นายประธาน จังหวัด"
    seat.save()
    for group in (world.krachao, world.prasat_group):
        GroupOfficer.objects.create(
            group=group, division="directing", order=1, name=f"นางของ {group.village}", post=""
        )
    told = {s.title: [one.values["name"] for one in s.people] for s in known_people(event)}
    assert told["คณะกรรมการคัดเลือก"][0] == "นายประธาน จังหวัด"
    assert told["กรรมการของกลุ่มที่จังหวัดรับแบบเสนอโครงการ"] == [f"นางของ {world.krachao.village}"]
    answer = page(world.buriram).get(reverse("people", args=[event.pk]))
    assert "0 จาก 50 คน" in answer.content.decode()
    assert page(world.krasang).get(reverse("people", args=[event.pk])).status_code == 404


def test_more_than_the_target_is_warned_of_and_500_are_the_end(world: World, page: object) -> None:
    first, _ = world.dated()
    listed(first, 22)
    text = page(world.krasang).get(reverse("people", args=[first.pk])).content.decode()
    assert "22 จาก 20 คน" in text and "เกินเป้าหมาย 2 คน" in text
    Participant.objects.all().delete()
    listed(first, 500)
    with pytest.raises(Refused, match="500"):
        actions.add_person(event=first.event_ptr, values=SOMJAI, by=world.krasang)


def test_search_sort_and_workbook(world: World, page: object) -> None:
    first, _ = world.dated()
    people = listed(first, ["นายแดง ก", "นางกบ ข", "นายเก่ง ค"])
    there(first.days.get(number=2), people[:1], "morning")
    client, url = page(world.krasang), reverse("people", args=[first.pk])
    found = client.get(url, {"q": "แดง"})
    assert "นายแดง" in found.content.decode() and "นางกบ" not in found.content.decode()
    by_name = client.get(url, {"sort": "name"}).context["page_obj"].object_list
    assert [p.name for p in by_name] == ["นางกบ ข", "นายเก่ง ค", "นายแดง ก"]
    book = openpyxl.load_workbook(
        BytesIO(client.get(reverse("people_workbook", args=[first.pk])).content)
    )
    rows = list(book.worksheets[0].values)
    assert rows[0][:3] == ("ลำดับที่", "ชื่อและนามสกุล", "ตำแหน่ง")
    assert rows[1][1] == "นายแดง ก" and rows[1][rows[0].index("วันที่ 2 เช้า")] == "มา"
    assert rows[2][rows[0].index("วันที่ 2 เช้า")] is None
    assert "ลบรายชื่อหลังวันที่" in book.worksheets[1]["B3"].value


def test_without_officers_the_way_leads_to_the_registry(world: World, page: object) -> None:
    first, _ = world.dated()
    group = first.allocation.chosen.nomination.group
    client = page(world.krasang)
    known, register = (
        reverse("people_known", args=[first.pk]),
        reverse("group_edit", args=[group.pk]),
    )
    pages = [reverse("people", args=[first.pk]), known]
    GroupOfficer.objects.filter(group=group).delete()
    for url in pages:
        text = client.get(url).content.decode()
        assert "ยังไม่มีรายชื่อกรรมการในทะเบียนกลุ่ม" in text and f'href="{register}"' in text
        assert f'href="{known}"' not in text
    GroupOfficer.objects.create(group=group, division="directing", order=1, name="นางมาลี")
    listing, choosing = (client.get(url).content.decode() for url in pages)
    assert f'href="{known}"' in listing and "ในทะเบียนกลุ่ม" not in listing
    assert "นางมาลี" in choosing and "ในทะเบียนกลุ่ม" not in choosing
    assert listing.index("บัญชีลงทะเบียนและการลงชื่อ") < listing.index("<h2>บัญชีรายชื่อ</h2>")


@pytest.mark.parametrize("count", [1, 20, 200])
def test_the_list_asks_the_same_number_of_queries(
    world: World, page: object, django_assert_num_queries: object, count: int
) -> None:
    first, _ = world.dated()
    listed(first, count)
    client = page(world.krasang)
    client.get("/")
    with django_assert_num_queries(8):
        client.get(reverse("people", args=[first.pk]))


def test_counts_by_day_and_half(world: World, django_assert_num_queries: object) -> None:
    first, _ = world.dated()
    people = listed(first, 4)
    one, two, _ = first.days.order_by("number")
    there(one, people[:3])
    there(two, people[2:], "morning")
    there(two, people[3:], "afternoon")
    with django_assert_num_queries(2):
        counted = attendance(first.event_ptr)
    assert (counted.listed, counted.came, counted.most) == (4, 4, 3)
    assert [(d.morning, d.afternoon, d.came) for d in counted.days] == [
        (3, 3, 3),
        (2, 1, 2),
        (0, 0, 0),
    ]


def test_the_hubs_row(world: World, django_assert_num_queries: object) -> None:
    first, _ = world.dated()
    event = Event.objects.with_place().get(pk=first.pk)
    assert part_of(event, world.krasang).tag == "ยังไม่มีรายชื่อ"
    there(first.days.first(), listed(first, 20)[:2])
    with django_assert_num_queries(1):
        part = part_of(event, world.krasang)
    assert (part.says, part.tag, part.tone) == ("20 จาก 20 คน · มาแล้ว 2 คน", "รายชื่อครบ", "fine")
    assert part_of(event, world.department).url == ""


def test_names_are_purged_when_their_time_is_over(world: World, page: object) -> None:
    first, second = world.dated()
    people = listed(first, ["นายลับลวง มาก"])
    Participant.objects.update(phone="081-234-5678")
    there(first.days.first(), people)
    CheckIn.objects.update(at=timezone.make_aware(datetime.datetime(2025, 6, 18, 9)))
    last = kept_until(first)
    assert last == world.programme.ends + datetime.timedelta(days=365)
    assert purge_due(last) == []
    due = {event.pk for event in purge_due(last + datetime.timedelta(days=1))}
    assert due == {first.pk, second.pk}
    Programme.objects.filter(pk=world.programme.pk).update(year=world.programme.year - 20)
    out = StringIO()
    call_command("purge", "--dry-run", stdout=out)
    assert f"participants of {world.programme.year - 20}: 1 would go" in out.getvalue()
    assert names(first) == [(1, "นายลับลวง มาก")]
    call_command("purge", stdout=out)
    call_command("purge", stdout=out)
    assert out.getvalue().endswith("\n0 gone\n")
    (row,) = Participant.objects.values("name", "post", "village", "moo", "phone")
    assert row == {"name": "", "post": "", "village": "", "moo": None, "phone": ""}
    assert CheckIn.objects.count() == 2
    first.refresh_from_db()
    assert attendance(first.event_ptr).came == 1
    with pytest.raises(Refused, match="ลบรายชื่อ"):
        check_people(world.krasang, Event.objects.get(pk=first.pk))
    text = page(world.krasang).get(reverse("people", args=[first.pk])).content.decode()
    assert "คงเหลือเฉพาะจำนวน" in text and "ลับลวง" not in text
    assert "ลับลวง" not in everything()


def test_names_of_an_event_after_its_year_are_kept_as_long(world: World) -> None:
    first, second = world.dated()
    people = listed(first, 1)
    kept, late = datetime.timedelta(days=365), world.programme.ends + datetime.timedelta(days=400)
    first.days.filter(number=3).update(date=late)
    assert kept_until(first) == late + kept
    assert [event.pk for event in purge_due(late + kept)] == [second.pk]
    assert {event.pk for event in purge_due(late + kept * 2)} == {first.pk, second.pk}
    first.days.update(date=None)  # ticked, though nobody knows for which day
    there(first.days.first(), people)
    assert kept_until(first) == timezone.localdate() + kept


def test_telephones_are_for_the_office_that_calls(world: World, page: object) -> None:
    first, _ = world.dated()
    (person,) = listed(first, 1)
    Participant.objects.update(phone="081-234-5678")
    url = reverse("people", args=[first.pk])
    assert "081-234-5678" in page(world.krasang).get(url).content.decode()
    assert "เห็นเฉพาะสำนักงานที่จัดและสำนักงานพัฒนาชุมชนจังหวัด" in (
        page(world.krasang).get(url).content.decode()
    )
    seen = page(world.buriram).get(url).content.decode()
    assert person.name in seen and "081-234-5678" not in seen and ">โทรศัพท์<" not in seen
    edit = reverse("person_edit", args=[first.pk, person.pk])
    for answer in (page(world.buriram).get(edit), page(world.buriram).post(edit, typed(version=0))):
        assert answer.status_code == 409 and "081-234-5678" not in answer.content.decode()


@pytest.mark.parametrize("name", ["people", "checkin_day"])
def test_an_identity_number_that_was_searched_for_goes_no_further(
    world: World, page: object, name: str
) -> None:
    first, _ = world.dated()
    url = reverse(name, args=[first.pk, 1] if name == "checkin_day" else [first.pk])
    answer = page(world.krasang).get(url, {"q": "สมใจ 1-3101-00123-45-6", "sort": "name"})
    assert answer.status_code == 302 and "3101" not in answer.url and "sort=name" in answer.url
    assert page(world.krasang).get(url, {"q": "สมใจ 081-234-5678"}).status_code == 200


def test_one_number_is_one_persons(world: World) -> None:
    first, _ = world.dated()
    listed(first, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(event=first.event_ptr, order=1, name="นายซ้ำ")


def everything() -> str:
    """Every text that the database holds, sessions and trail with it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_everything_sees_what_is_there(world: World) -> None:
    first, _ = world.dated()
    listed(first, ["นายพบได้ จริง"])
    assert "นายพบได้ จริง" in everything()
