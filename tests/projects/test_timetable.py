"""Pages of the timetable and the speakers: written by the own office, read by those above it."""

from datetime import time
from decimal import Decimal

import pytest
from django.urls import reverse

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from cdd_network.versions import Stale
from projects import queries_timetable as queries
from projects.actions import timetable as acts
from projects.models import ActivityDay, Event, Speaker, TimetableRow
from projects.timetable import Slot, curriculum_slots
from projects.timetable_part import part_of
from reports.models import SummaryReport
from tests.forms import opened
from tests.projects.stage import sent

SOMCHAI = {"pk": None, "name": "นายสมชาย เฉพาะกระสัง", "post": "พัฒนากร", "source": "state"}
MALEE = {"pk": None, "name": "นางมาลี ใจดี", "post": "", "source": "other"}


def event_of(activity):
    return Event.objects.with_place().get(pk=activity.pk)


def day_of(event, number=1):
    return queries.day_of(event, number)


def with_speakers(event, by, *speakers):
    speakers = speakers or (SOMCHAI, MALEE)
    acts.save_speakers(event=event, speakers=speakers, version=event.version, by=by)
    return list(event.speakers.all())


def address(name, event, *more):
    return reverse(name, args=[event.pk, *more])


def clocks(day):
    return [(f"{row.begins:%H.%M}-{row.ends:%H.%M}", row.topic) for row in day.timetable.all()]


def test_rows_are_stored_by_the_clock_and_only_by_the_own_office(world):
    event = event_of(world.allotted()[0])
    day = day_of(event)
    rows = [
        Slot(time(13), time(15), "บ่าย", session=2),
        Slot(time(9), time(12), "เช้า", "บรรยาย", 1),
    ]
    acts.save_timetable(day=day, slots=rows, version=1, by=world.krasang)
    assert clocks(day) == [("09.00-12.00", "เช้า"), ("13.00-15.00", "บ่าย")]
    assert [row.order for row in day.timetable.all()] == [1, 2]
    assert day.version == 2 and AuditRow.objects.filter(act="save", by=world.krasang).exists()
    for other in (world.bandan, world.buriram, world.department, world.prasat):
        with pytest.raises(Refused):
            acts.save_timetable(day=day, slots=[], version=2, by=other)
    with pytest.raises(Stale):
        acts.save_timetable(day=day, slots=[], version=1, by=world.krasang)
    assert day.timetable.count() == 2


def test_bad_rows_are_refused_whoever_sends_them(world):
    first, second = world.allotted()
    event = event_of(first)
    (stranger, _) = with_speakers(event_of(second), world.bandan)
    day = day_of(event)
    nine, ten = time(9), time(10)
    for slots, says in (
        ([Slot(ten, nine, "กลับหลัง")], "เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม"),
        ([Slot(nine, ten, "ก"), Slot(nine, ten, "ข")], "เวลาทับกับ «ก»"),
        ([Slot(nine, ten, "ก")] * 31, "ไม่เกิน 30"),
        ([Slot(nine, ten, "ก", speaker=stranger.pk)], "ไม่อยู่ในรายชื่อวิทยากร"),
    ):
        with pytest.raises(Refused, match=says):
            acts.save_timetable(day=day, slots=slots, version=1, by=world.krasang)
    assert clocks(day)[0] == ("08.00-09.00", "ลงทะเบียน"), "what stood still stands"


def test_the_curriculum_again_keeps_speakers_and_the_trail_keeps_what_stood_nameless(world):
    event = event_of(world.allotted()[0])
    somchai, _ = with_speakers(event, world.krasang)
    day = day_of(event)
    rows = [Slot(time(9), time(10), "ที่พิมพ์เอง", "อภิปราย", 1, somchai.pk)]
    acts.save_timetable(day=day, slots=rows, version=1, by=world.krasang)
    with pytest.raises(Stale):
        acts.restore_curriculum(day=day, version=1, by=world.krasang)
    with pytest.raises(Refused):
        acts.restore_curriculum(day=day, version=2, by=world.bandan)
    day.refresh_from_db()
    acts.restore_curriculum(day=day, version=2, by=world.krasang)
    curriculum = curriculum_slots(queries.curriculum_day(event, 1))
    assert [row.topic for row in day.timetable.all()] == [slot.topic for slot in curriculum]
    assert [row.speaker for row in day.timetable.all()] == [None, somchai, None, None]
    told = AuditRow.objects.get(act="restore_curriculum")
    assert told.detail["stood"] == [{"time": "09:00-10:00", "topic": "ที่พิมพ์เอง", "method": "อภิปราย"}]


def test_speakers_are_added_changed_and_removed(world):
    first, second = world.allotted()
    event = event_of(first)
    (other,) = with_speakers(event_of(second), world.bandan, MALEE)
    somchai, malee = with_speakers(event, world.krasang)
    row = day_of(event).timetable.get(session=1)
    TimetableRow.objects.filter(pk=row.pk).update(speaker=somchai)
    changed = {**MALEE, "pk": malee.pk, "name": "นางมาลี รักดี"}
    foreign = {**SOMCHAI, "pk": other.pk, "name": "นายใหม่ มาแทน"}
    with pytest.raises(Refused):
        acts.save_speakers(event=event, speakers=[], version=event.version, by=world.buriram)
    acts.save_speakers(
        event=event, speakers=[changed, foreign], version=event.version, by=world.krasang
    )
    assert [one.name for one in event.speakers.all()] == ["นางมาลี รักดี", "นายใหม่ มาแทน"]
    assert event.speakers.first() == malee
    other.refresh_from_db()
    assert other.name == MALEE["name"], "another event's speaker is not touched"
    row.refresh_from_db()
    assert row.speaker is None
    for speakers, says in (
        ([{**MALEE, "name": " "}], "ให้ครบ"),
        ([MALEE, MALEE], "ซ้ำกัน"),
        ([changed, {**SOMCHAI, "pk": malee.pk}], "คนเดียวกันสองรายการ"),
        ([{**MALEE, "name": f"คนที่ {n}"} for n in range(21)], "ไม่เกิน 20"),
    ):
        with pytest.raises(Refused, match=says):
            acts.save_speakers(
                event=event, speakers=speakers, version=event.version, by=world.krasang
            )


def test_hours_of_each_speaker_over_the_days(world, django_assert_num_queries):
    event = event_of(world.allotted()[0])
    somchai, malee = with_speakers(event, world.krasang)
    for number, rows in (
        (1, [Slot(time(9), time(12), "ก", speaker=somchai.pk)]),
        (3, [Slot(time(9), time(9, 30), "ก", speaker=somchai.pk)]),
    ):
        acts.save_timetable(day=day_of(event, number), slots=rows, version=1, by=world.krasang)
    with django_assert_num_queries(2):
        assert queries.speaker_hours(event) == {somchai: Decimal("3.5"), malee: Decimal(0)}


def test_a_sent_summary_closes_the_timetable(world, page, story):
    activity, _ = world.dated()
    event = event_of(activity)
    sent(story.summaries.begin_summary(activity=activity, by=world.krasang))
    assert SummaryReport.objects.get().state == "submitted"
    client = page(world.krasang)
    text = client.get(address("timetable", event)).content.decode()
    assert address("timetable_day", event, 1) not in text
    for name, more in (
        ("timetable_day", [1]),
        ("timetable_curriculum", [1]),
        ("timetable_speakers", []),
    ):
        assert client.get(address(name, event, *more)).status_code == 409


def test_the_overview_is_read_from_above_and_by_no_other_office(world, page):
    event = event_of(world.dated()[0])
    with_speakers(event, world.krasang)
    url, edit = address("timetable", event), address("timetable_day", event, 1)
    for reader in (world.buriram, world.department):
        text = page(reader).get(url).content.decode()
        assert SOMCHAI["name"] in text and "18 มิถุนายน 2568" in text
        assert "รวมเวลาอบรม 6 ชั่วโมง" in text and "พักรับประทานอาหารกลางวัน" in text
        assert edit not in text, "reads only"
    assert edit in page(world.krasang).get(url).content.decode()
    for other in (world.bandan, world.surin, world.prasat):
        assert page(other).get(url).status_code == 404
    assert page(world.krasang).get(address("timetable_day", event, 4)).status_code == 404


def test_a_day_is_typed_added_to_and_struck_out_of(world, page):
    event = event_of(world.allotted()[0])
    somchai, _ = with_speakers(event, world.krasang)
    client, url = page(world.krasang), address("timetable_day", event, 1)
    typed = opened(client, url)
    assert typed["rows-TOTAL_FORMS"] == "4" and typed["rows-0-begins"] == "08.00"
    wider = client.post(url, typed | {"rows-0-topic": "ยังไม่บันทึก", "act": "add"})
    text = wider.content.decode()
    assert wider.status_code == 200 and "ยังไม่บันทึก" in text and 'name="rows-4-topic"' in text
    typed |= {
        "rows-TOTAL_FORMS": "6",
        "rows-0-DELETE": "on",
        "rows-1-begins": "๐๙.๐๐",
        "rows-1-ends": "1030",
        "rows-1-speaker": str(somchai.pk),
        "rows-4-begins": "10:30",
        "rows-4-ends": "๑๒",
        "rows-4-topic": "ตอนที่ 2",
        "rows-4-session": "1",
        "rows-5-topic": "",
    }
    said = client.post(url, typed, follow=True).content.decode()
    day = day_of(event)
    assert [clock for clock, _ in clocks(day)] == [
        "09.00-10.30", "10.30-12.00", "13.00-15.00", "15.00-16.00",
    ]  # fmt: skip
    assert [row.session for row in day.timetable.all()] == [1, 1, 2, 3]
    assert day.timetable.first().speaker == somchai
    assert "บันทึกกำหนดการวันที่ 1 แล้ว" in said
    assert "ไม่มีหัวข้อ «ลงทะเบียน» ตามหลักสูตร (1 ชั่วโมง)" in said
    assert "1.5 ชั่วโมง" in said


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"rows-2-begins": "11.30"}, '<a href="#id_rows-2-begins">ช่วงที่ 3: เวลาทับกับ'),
        ({"rows-2-ends": "12.59"}, "เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม (13.00 น.)"),
        ({"rows-2-begins": "เช้า"}, "ต้องเป็นเวลา เช่น 09.00"),
        ({"rows-2-topic": ""}, "กรอกหัวข้อ"),
        ({"rows-2-speaker": "999999"}, "เลือกวิทยากรจากรายการ"),
        ({"rows-TOTAL_FORMS": "1"}, "ส่งมาไม่ครบ"),
        ({"rows-TOTAL_FORMS": "หนึ่ง"}, ""),
        ({"rows-TOTAL_FORMS": "5000"}, ""),
    ],
)
def test_what_is_wrong_is_said_at_the_row_and_kept(world, page, wrong, says):
    event = event_of(world.allotted()[0])
    client, url = page(world.krasang), address("timetable_day", event, 1)
    typed = opened(client, url) | {"rows-0-topic": "ที่พิมพ์ไว้"} | wrong
    answer = client.post(url, typed)
    text = answer.content.decode()
    assert answer.status_code == 422 and says in text and "ข้อผิดพลาด:" in text
    assert clocks(day_of(event))[0][1] == "ลงทะเบียน"


def test_the_page_saves_itself_and_says_when_it_cannot(world, page):
    event = event_of(world.allotted()[0])
    client, url = page(world.krasang), address("timetable_day", event, 1)
    typed = opened(client, url) | {"rows-3-ends": "๑๖.๓๐"}
    told = client.post(url, typed, headers={"X-Autosave": "1"}).json()
    assert told["version"] == "2" and not told["unsaved"]
    assert "รวมเวลาอบรม 6 ชั่วโมง 30 นาที" in told["texts"]["hours"]
    typed |= {"version": told["version"], "base": told["base"]}
    again = client.post(url, typed, headers={"X-Autosave": "1"}).json()
    assert again["version"] == "2", "nothing new, nothing written"
    half = typed | {"rows-TOTAL_FORMS": "5", "rows-4-begins": "16.30"}
    answer = client.post(url, half, headers={"X-Autosave": "1"})
    assert answer.status_code == 409 and answer.json()["refused"] == "ช่วงที่ 5: กรอกเวลาสิ้นสุด"
    other = client.post(url, typed | {"version": "1"}, headers={"X-Autosave": "1"})
    assert "saved" in other.json(), "an answer that was lost is no stranger's save"
    assert AuditRow.objects.filter(act="save", detail__auto=True).count() == 1


def test_two_editors_of_a_day(world, page):
    event = event_of(world.allotted()[0])
    client, url = page(world.krasang), address("timetable_day", event, 1)
    mine = opened(client, url)
    theirs = mine | {"rows-1-topic": "ที่คนแรกพิมพ์"}
    assert client.post(url, theirs).status_code == 302
    untouched = client.post(url, mine, follow=True)
    assert "รวมกับข้อความที่" in untouched.content.decode()
    assert "ที่คนแรกพิมพ์" in dict(clocks(day_of(event))).values()
    answer = client.post(url, mine | {"rows-1-topic": "ที่คนที่สองพิมพ์"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "ที่คนแรกพิมพ์" in text and "ที่คนที่สองพิมพ์" in text
    assert "ที่คนที่สองพิมพ์" not in dict(clocks(day_of(event))).values()


def test_two_editors_of_the_speakers(world, page):
    event = event_of(world.allotted()[0])
    with_speakers(event, world.krasang)
    client, url = page(world.krasang), address("timetable_speakers", event)
    mine = opened(client, url)
    assert client.post(url, mine | {"rows-0-name": "นายสมชาย หนึ่ง"}).status_code == 302
    answer = client.post(url, mine | {"rows-1-name": "นางมาลี สอง"})
    text = answer.content.decode()
    assert answer.status_code == 409 and "นายสมชาย หนึ่ง" in text and "นางมาลี สอง" in text
    assert "นางมาลี สอง" not in Speaker.objects.values_list("name", flat=True)


def test_speakers_are_typed_on_a_page(world, page):
    event = event_of(world.allotted()[0])
    client, url = page(world.krasang), address("timetable_speakers", event)
    empty = opened(client, url)
    assert 'name="rows-0-name"' in client.post(url, empty | {"act": "add"}).content.decode()
    typed = empty | {
        "rows-TOTAL_FORMS": "2",
        "rows-0-name": "นายสมชาย ใจดี",
        "rows-0-source": "other",
        "rows-1-source": "state",  # the row that was added and left empty
    }
    said = client.post(url, typed, follow=True).content.decode()
    assert "บันทึกรายชื่อวิทยากรแล้ว" in said and "มิใช่บุคลากรของรัฐ" in said
    (somchai,) = event.speakers.all()
    again = opened(client, url)
    twice = again | {
        "rows-TOTAL_FORMS": "2", "rows-1-name": somchai.name, "rows-1-source": "state",
    }  # fmt: skip
    assert client.post(url, twice).status_code == 422
    assert client.post(url, again | {"rows-0-DELETE": "on"}).status_code == 302
    assert not event.speakers.exists()


def test_the_curriculum_is_asked_first(world, page):
    event = event_of(world.allotted()[0])
    day = day_of(event)
    acts.save_timetable(
        day=day, slots=[Slot(time(9), time(10), "ที่พิมพ์เอง")], version=1, by=world.krasang
    )
    client, url = page(world.krasang), address("timetable_curriculum", event, 1)
    text = client.get(url).content.decode()
    assert "ที่พิมพ์เอง" in text and "ลงทะเบียน" in text and day.timetable.count() == 1
    stale = client.post(url, {"version": "1"})
    assert stale.status_code == 409 and day.timetable.count() == 1
    assert client.post(url, {"version": "2"}).url == address("timetable_day", event, 1)
    assert day.timetable.count() == 4


def test_the_province_day_is_warned_of_its_meeting(world, page):
    event = event_of(world.province_day())
    client = page(world.buriram)
    text = client.get(address("timetable", event)).content.decode()
    assert "คณะกรรมการนัดประชุมคัดเลือกเวลา 09.00 น." in text and "เวลา 15.00 น." in text
    ActivityDay.objects.filter(event=event).update(date="2025-06-05")
    assert "นัดประชุม" not in client.get(address("timetable", event)).content.decode()
    assert page(world.surin).get(address("timetable", event)).status_code == 404


def test_part_of_the_hub(world, django_assert_num_queries):
    event = event_of(world.allotted()[0])
    with django_assert_num_queries(1):
        part = part_of(event, world.krasang)
    assert (part.tag, part.tone) == ("ยังไม่ระบุวิทยากร", "act")
    assert part.url == address("timetable", event) and "11 หัวข้อ ยังไม่ระบุวิทยากร 6 หัวข้อ" in part.says
    (somchai,) = with_speakers(event, world.krasang, SOMCHAI)
    TimetableRow.objects.filter(day__event=event).update(speaker=somchai)
    assert part_of(event, world.krasang).tone == "fine"
    TimetableRow.objects.filter(day__event=event, session=3).delete()
    assert part_of(event, world.krasang).tag == "ชั่วโมงไม่ครบหลักสูตร"


def test_a_study_site_where_people_meet_is_said_once(world):
    event = event_of(world.dated()[0])
    site = "ศูนย์สาธิตการตลาดบ้านหนองบัว (ตัวอย่าง)"
    _, apart, _ = queries.timetable_page(event).days
    assert len(apart.places) == 2 and apart.places[1] == "จุดนัดหมาย ศูนย์ศึกษาดูงาน"
    ActivityDay.objects.filter(event=event, number=2).update(place=site)
    _, same, _ = queries.timetable_page(event).days
    assert len(same.places) == 1 and same.places[0].startswith(f"{site} หมู่ที่ 3")


@pytest.mark.parametrize("more", [1, 20])
def test_queries_do_not_grow_with_rows_and_speakers(world, page, django_assert_num_queries, more):
    event = event_of(world.dated()[0])
    named = [{**MALEE, "name": f"นางคนที่ {n} ใจดี"} for n in range(more)]
    speakers = with_speakers(event, world.krasang, *named)
    rows = [
        Slot(time(9, n), time(9, n + 1), f"หัวข้อ {n}", "", 1, speakers[n].pk) for n in range(more)
    ]
    for number in (1, 2, 3):
        acts.save_timetable(day=day_of(event, number), slots=rows, version=1, by=world.krasang)
    client = page(world.krasang)
    with django_assert_num_queries(8):
        client.get(address("timetable", event))
    with django_assert_num_queries(8):
        client.get(address("timetable_day", event, 1))
    with django_assert_num_queries(5):
        client.get(address("timetable_speakers", event))
    with django_assert_num_queries(7):
        client.get(address("timetable_pdf", event))
