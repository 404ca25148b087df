"""One person's data: found within the own walls, handed out, erased; never told of in the trail."""

from io import BytesIO

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from cdd_network.folding import folded
from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from projects.models import ActionPlan, Answers, Participant, PlanItem, Questionnaire, Speaker
from reports.actions.personal import erase_person
from reports.models import SearchRow
from reports.personal.erasing import cut_out
from reports.personal.finding import MOST, Asked, find
from reports.personal.keeping import ERASED
from reports.search.index import reindex
from reports.search.packing import packed
from selection.models import GroupIntake, GroupOfficer, Nomination
from tests.people import World
from tests.projects.stage import listed, sent

WHO = "นางบุษบง หอมหวล"
URL = "personal"


def everything() -> str:
    """Every text that the database holds, as both ways of writing JSON have it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found += [str(row) for row in cursor.fetchall()]
    text = "\n".join(found)
    return text + text.encode().decode("unicode_escape", errors="ignore") if "\\u" in text else text


@pytest.fixture
def there(world: World) -> World:
    """Who is asked for stands in ten places of Krasang, and once in Surin."""
    first, second = world.dated()
    people = listed(first, [WHO, "นายคนที่ 2 ใจดี"])
    Participant.objects.filter(pk=people[0].pk).update(phone="081-234-5678")
    listed(second, ["บุษบง  หอมหวน"])
    Speaker.objects.create(event=first.event_ptr, order=1, name=WHO, post="เกษตรอำเภอ")
    GroupOfficer.objects.create(group=world.krachao, division="loans", order=9, name=WHO)
    plan = ActionPlan.objects.create(
        activity=first, reporter_name=WHO, set_aside=[{"key": 1, "text": f"ให้{WHO}ช่วย"}]
    )
    PlanItem.objects.create(plan=plan, key=0, order=1, steps="ประชุมกับ บุษบง หอมหวล ที่ศาลา\nอบรม")
    asked, _ = Questionnaire.objects.get_or_create(event=first.event_ptr, moment="after")
    Answers.objects.create(
        questionnaire=asked, device="d", on="2025-06-20", texts={"q": f"ชม{WHO} มาก"}
    )
    Nomination.objects.filter(group=world.krachao).update(urgency=f"ตามที่{WHO}เสนอ")
    GroupIntake.objects.create(
        office=world.krasang.office, by=world.krasang, title="ก.xlsx", rows=[[WHO]]
    )
    GroupOfficer.objects.create(group=world.prasat_group, division="loans", order=9, name=WHO)
    reindex()
    return world


def keys(user: User, name: str = WHO, **only: bool) -> list[str]:
    return [
        hit.key
        for hit in find(user, Asked(name))
        if hit.can_erase is only.get("erase", hit.can_erase)
    ]


@pytest.mark.parametrize(
    ("said", "words", "key"),
    [
        ("นางบุษบง หอมหวล", ["บุษบง", "หอมหวล"], "บุสบงหอมหวล"),
        ("นาง บุษบง  หอมหวล", ["บุษบง", "หอมหวล"], "บุสบงหอมหวล"),
        ("บุษบง", ["บุษบง"], "บุสบง"),
        ("นายมานะ", ["มานะ"], "มานะ"),
    ],
)
def test_a_name_is_read_without_its_title(said: str, words: list[str], key: str) -> None:
    assert (Asked(said).words, Asked(said).key) == (words, key)


def test_of_words_the_name_alone_goes() -> None:
    told = ["ประชุมกับ นาง บุษบง\nหอมหวล ที่ศาลา", {"k": "ไม่มี"}]
    assert cut_out(told, Asked(WHO)) == [f"ประชุมกับ นาง {ERASED} ที่ศาลา", {"k": "ไม่มี"}]


def test_every_place_is_found_and_no_other_province_is(there: World) -> None:
    names = [hit.name for hit in find(there.buriram, Asked(WHO))]
    assert names == [
        "participants.participant", "speakers.speaker", "group_officers.groupofficer",
        "intake.groupintake", "survey.answers", "reporters.actionplan", "proposals.nomination",
        "proposals.actionplan", "proposals.planitem",
    ]  # fmt: skip
    tolerant = find(there.buriram, Asked("บุศบง"))
    assert [hit.said for hit in tolerant if hit.name.startswith("participants")] == [
        WHO, "บุษบง  หอมหวน",
    ]  # fmt: skip
    assert [hit.office for hit in find(there.surin, Asked(WHO))] == [there.prasat.office.name]
    assert len(find(there.department, Asked(WHO))) == len(names) + 1
    kept = [hit.name for hit in find(there.buriram, Asked(WHO)) if not hit.can_erase]
    assert kept == ["proposals.nomination"], "it was sent"


def test_links_are_those_that_the_reader_may_open(there: World, page: object) -> None:
    by_name = {hit.name: hit.url for hit in find(there.buriram, Asked(WHO))}
    assert by_name["participants.participant"] and by_name["group_officers.groupofficer"]
    assert by_name["reporters.actionplan"] == "", "a draft lies with its district"
    for url in filter(None, by_name.values()):
        assert page(there.buriram).get(url).status_code == 200
    of_department = {hit.name: hit.url for hit in find(there.department, Asked(WHO))}
    assert of_department["participants.participant"] == ""


def test_erased_it_stands_nowhere_and_counts_stay(
    there: World, page: object, django_capture_on_commit_callbacks: object
) -> None:
    nomination = Nomination.objects.get(group=there.krachao)
    Nomination.objects.filter(pk=nomination.pk).update(urgency="ด่วน")
    GroupOfficer.objects.filter(group=there.prasat_group, name=WHO).delete()
    before = Participant.objects.count()
    plan = ActionPlan.objects.get()
    version = plan.version
    client, form = page(there.buriram), {"name": WHO, "place": keys(there.buriram)}
    sure = client.post(reverse("personal_erase"), form)
    assert sure.status_code == 200 and "จะลบ 8 แห่ง" in sure.content.decode()
    typed = {**form, "sure": "1", "cause": "asked", "ref": "รับ 1/2569 บุษบง"}
    wrong = client.post(reverse("personal_erase"), typed)
    assert wrong.status_code == 422 and "อย่าใส่ชื่อ" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(reverse("personal_erase"), {**typed, "ref": "รับ 1/2569"})
    assert done.status_code == 302 and "ลบชื่อแล้ว 8 แห่ง" in client.get(done.url).content.decode()
    again = client.post(reverse("personal_erase"), {**typed, "ref": ""}, follow=True)
    assert "ไม่มีรายการที่ต้องลบแล้ว" in again.content.decode()
    assert reindex(dry_run=True) == 0, "the index has followed"
    text = everything()
    assert "บุษบง หอมหวล" not in text and "081-234-5678" not in text
    assert packed(folded("บุษบงหอมหวล")) not in "".join(
        SearchRow.objects.values_list("folded", flat=True)
    )
    gone = Participant.objects.get(name=ERASED)
    assert (gone.post, gone.village, gone.moo, gone.phone) == ("", "", None, "")
    assert Participant.objects.count() == before and Speaker.objects.get().name == ERASED
    plan.refresh_from_db()
    assert plan.version > version and plan.reporter_name == ERASED
    assert PlanItem.objects.get(plan=plan).steps == f"ประชุมกับ {ERASED} ที่ศาลา\nอบรม"
    (row,) = AuditRow.objects.filter(act="personal:erase")
    assert row.by == there.buriram and row.detail["ref"] == "รับ 1/2569"
    assert sum(row.detail["places"].values()) == 8


def test_a_record_and_a_stranger_stay(there: World) -> None:
    everywhere = keys(there.department)
    record = next(key for key in everywhere if key.startswith("proposals.nomination"))
    in_surin = keys(there.surin)
    done = erase_person(
        asked=Asked(WHO), chosen=[record, *in_surin], cause="asked", by=there.buriram
    )
    assert done == 0 and WHO in Nomination.objects.get(group=there.krachao).urgency
    assert GroupOfficer.objects.filter(group=there.prasat_group, name=WHO).exists()
    assert not AuditRow.objects.filter(act="personal:erase").exists()
    other = Participant.objects.get(name__contains="ใจดี")
    wrong = [f"participants.participant.{other.pk}", "users.user.1", "x"]
    assert erase_person(asked=Asked(WHO), chosen=wrong, cause="asked", by=there.buriram) == 0
    sent(ActionPlan.objects.get())  # between the page and the button
    reporter = [key for key in everywhere if key.startswith("reporters")]
    assert erase_person(asked=Asked(WHO), chosen=reporter, cause="asked", by=there.buriram) == 0
    with pytest.raises(Refused):
        erase_person(asked=Asked(WHO), chosen=everywhere, cause="asked", by=there.krasang)


def test_the_copy_holds_what_was_chosen_and_the_trail_no_name(there: World, page: object) -> None:
    client, url = page(there.buriram), reverse("personal_copy")
    nothing = client.post(url, {"name": WHO})
    assert nothing.status_code == 409 and "โปรดเลือกรายการ" in nothing.content.decode()
    chosen = [key for key in keys(there.buriram) if key.startswith(("participants", "survey"))]
    answer = client.post(url, {"name": WHO, "place": [*chosen, *keys(there.surin)], "ref": "รับ 2"})
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [row[2:4] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert ("โทรศัพท์", "081-234-5678") in rows and ("ชื่อและนามสกุล", WHO) in rows
    assert rows[-1][0] == "ชื่อในข้อความ" and len(rows) == 6
    (row,) = AuditRow.objects.filter(act="personal:copy")
    assert "บุษบง" not in str(row.detail) and row.detail["ref"] == "รับ 2"


@pytest.mark.parametrize(
    ("ref", "reason"),
    [
        ("1234567890121", "เลขประจำตัวประชาชน"),
        ("1-2345-67890-12-1", "เลขประจำตัวประชาชน"),
        ("ขอโดยบุษบง", "อย่าใส่ชื่อ"),
        ("ก" * 61, "60"),
    ],
)
def test_what_asked_for_a_copy_names_nobody(
    there: World, page: object, ref: str, reason: str
) -> None:
    """It goes into the trail, from which nothing can be taken; what was typed and chosen stays."""
    (chosen, *_) = keys(there.buriram)
    sent = {"name": WHO, "place": [chosen], "ref": ref}
    answer = page(there.buriram).post(reverse("personal_copy"), sent)
    text = answer.content.decode()
    assert answer.status_code == 422 and reason in text
    assert f'value="{ref}"' in text and f'value="{chosen}" checked' in text
    assert not AuditRow.objects.filter(act="personal:copy").exists()


def test_a_byte_that_no_database_takes_is_left_out(there: World, page: object) -> None:
    (chosen, *_) = keys(there.buriram)
    sent = {"name": WHO, "place": [chosen], "ref": "รับ\0 7"}
    assert page(there.buriram).post(reverse("personal_copy"), sent).status_code == 200
    (row,) = AuditRow.objects.filter(act="personal:copy")
    assert row.detail["ref"] == "รับ 7"


def test_single_letters_are_no_surname() -> None:
    """They stand in every text of the country: such a name is looked for in columns of names alone."""
    assert Asked("บุษบง หอมหวล").is_whole and Asked("นายดี ใจ").is_whole
    assert not Asked("กก ก").is_whole and not Asked("1 1 1 1").is_whole


def test_few_queries_however_much_is_found(
    there: World, page: object, django_assert_max_num_queries: object
) -> None:
    client = page(there.buriram)
    client.get(reverse(URL))
    first = Participant.objects.first()
    for count in (1, 3):
        listed_more = Participant.objects.bulk_create(
            Participant(event_id=first.event_id, order=50 + count * 10 + n, name=WHO)
            for n in range(count)
        )
        assert len(listed_more) == count
        with django_assert_max_num_queries(6):
            assert client.post(reverse(URL), {"name": WHO}).status_code == 200
    with django_assert_max_num_queries(9):
        client.get(reverse(URL))
    assert client.post(reverse(URL), {"name": "นาย ก"}).status_code == 422
    assert len(find(there.buriram, Asked(WHO))) <= MOST
