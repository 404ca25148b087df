"""The trail as offices read it: words for every act, walls, filters, files, constant queries."""

import ast
import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from django.apps import apps
from django.test import Client

from cdd_network.models import AuditRow, User
from cdd_network.models.audit import record
from projects.models import ActionPlan
from reports.trail import things
from reports.trail.queries import asked_for, find
from reports.trail.words import ACTS, MACHINES, said, words
from tests.people import World
from tests.projects.stage import listed

Page = Callable[[User | None], Client]
APPS = ("cdd_network", "selection", "projects", "reports")
RECORDERS = {"record": 1, "_tell": 1, "_changed": 1}
ROOT = Path(__file__).resolve().parents[2]


def calls() -> Iterator[tuple[str, ast.expr]]:
    """Every act that the code hands to what writes the trail: file, expression."""
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                name = getattr(getattr(node, "func", None), "id", "")
                if name in RECORDERS and len(node.args) > RECORDERS[name]:
                    yield str(path.relative_to(ROOT)), node.args[RECORDERS[name]]


def literals(node: ast.expr) -> list[str]:
    """Acts that an expression can be; a name is looked up as a constant of the apps."""
    return [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]


def test_every_act_that_the_code_records_has_words() -> None:
    named = {"KEYED": "bpm:key", "NUDGED": "board:nudge", "RESTORE": "people:restore"}
    found = set()
    for _, node in calls():
        if isinstance(node, ast.Name):
            found |= {named[node.id]} if node.id in named else set()
        elif isinstance(node, ast.Constant | ast.IfExp):
            found |= {text for text in literals(node) if isinstance(text, str)}
    found |= {"restore", "renew", "keep", "take_proposal", "take_earlier", "link", "group:new"}
    assert len(found) > 90
    assert not found - words().keys(), "these acts have no words"
    assert all(not said(act).isascii() for act in found)


def test_every_step_of_every_machine_has_words_and_no_words_stand_for_nothing() -> None:
    models = {model.MACHINE.name for model in apps.get_models() if hasattr(model, "MACHINE")}
    assert models == {machine.name for machine in MACHINES}
    code = "".join(path.read_text() for app in APPS for path in (ROOT / app).rglob("*.py"))
    unused = [act for act in ACTS if code.count(f'"{act}"') < 2]
    assert unused == [], "recorded nowhere"


def test_every_kind_of_thing_that_is_recorded_is_known_and_can_be_named(world: World) -> None:
    world.dated()
    told = set(AuditRow.objects.values_list("subject_type", flat=True))
    assert not told - things.by_label().keys()
    for user in (world.department, world.buriram, world.krasang):
        for thing in things.THINGS:
            key = thing.seen_by(user).values_list("pk", flat=True).first()
            if key is not None:
                named = things.named(user, [(thing.label, str(key))])
                assert named[thing.label, str(key)].name or not thing.names, thing.key


def texts(client: Client, query: str = "") -> str:
    answer = client.get(f"/history/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_office_reads_its_own_and_those_below(world: World, page: Page) -> None:
    world.allotted()
    world.surin_nominated()
    record(world.buriram.office, "save", by=world.department, note="กรมแก้ให้บุรีรัมย์")
    record(world.surin.office, "save", by=world.department, note="กรมแก้ให้สุรินทร์")
    record(world.krasang.office, "save", by=world.krasang, note="ของกระสัง")
    record(world.bandan.office, "save", by=world.bandan, note="ของบ้านด่าน")
    record(world.prasat.office, "save", by=world.prasat, note="ของปราสาท")
    notes = ("กรมแก้ให้บุรีรัมย์", "กรมแก้ให้สุรินทร์", "ของกระสัง", "ของบ้านด่าน", "ของปราสาท")

    def read(user: User) -> list[str]:
        held = texts(page(user))
        return [note for note in notes if note in held]

    assert read(world.department) == list(notes)
    assert read(world.buriram) == ["กรมแก้ให้บุรีรัมย์", "ของกระสัง", "ของบ้านด่าน"]
    assert read(world.surin) == ["กรมแก้ให้สุรินทร์", "ของปราสาท"]
    assert read(world.krasang) == ["ของกระสัง"]
    assert page(world.members[0]).get("/history/").status_code == 404
    mine = f"?office={world.prasat.office_id}"
    assert "ของปราสาท" not in texts(page(world.buriram), mine), "a filter opens no wall"
    assert "ของปราสาท" not in texts(page(world.buriram), "?q=ปราสาท")
    found = page(world.buriram).get("/history/?format=csv")
    held = b"".join(found.streaming_content).decode()
    assert "ของกระสัง" in held
    assert "ของปราสาท" not in held


def test_filters_narrow_and_odd_ones_do_no_harm(world: World, page: Page) -> None:
    _, first, _ = world.nominated()
    client = page(world.buriram)
    assert "เปิดรับแบบเสนอโครงการ" in re.sub("<option.*?</option>", "", texts(client))
    rows = lambda query: find(world.buriram, asked_for(query)).rows  # noqa: E731
    assert {row.act for row in rows({"act": "แก้ไขข้อมูล"})} == {"save"}
    assert {row.subject_type for row in rows({"kind": "nomination"})} == {"selection.nomination"}
    assert {row.office for row in rows({"office": str(world.krasang.office_id)})} == {
        world.krasang.office
    }
    assert rows({"q": first.group.village_name}).filter(subject_id=str(first.pk)).exists()
    assert {row.by for row in rows({"q": world.krasang.display_name.split()[-1]})} >= {
        world.krasang
    }
    assert not rows({"until": "1/1/2560"}).exists()
    assert rows({"since": "1/1/2560"}).count() == rows({}).count()
    assert not rows({"q": "ไม่มีคำนี้ที่ใดเลย"}).exists()
    bad = texts(client, "?since=สามสิบ&kind=ไม่มี&act=ไม่มี&office=x&before=-1&after=zz&page=9")
    assert "อ่านวันที่ไม่ได้" in bad
    assert "ไม่พบประวัติตามที่ค้นหา" in texts(client, "?q=ไม่มีคำนี้ที่ใดเลย")


def test_a_word_leads_to_an_event_and_by_it_to_all_that_hangs_on_it(world: World) -> None:
    first, second = world.dated()
    people = [listed(event, ["นายลับ เฉพาะ"])[0] for event in (first, second)]
    days = [event.days.get(number=1) for event in (first, second)]
    plans = [ActionPlan.objects.create(activity=event) for event in (first, second)]
    for thing in (*people, *days, *plans):
        record(thing, "save", by=world.buriram)

    def found(user: User, **query: str) -> set[tuple[str, str]]:
        rows = find(user, asked_for({"q": world.krachao.village, **query})).rows
        return {*rows.values_list("subject_type", "subject_id")}

    wanted = {(thing._meta.label_lower, str(thing.pk)) for thing in (people[0], days[0])}
    others = {(thing._meta.label_lower, str(thing.pk)) for thing in (people[1], days[1], plans[1])}
    draft = ("projects.actionplan", str(plans[0].pk))
    assert wanted <= found(world.buriram) and not others & found(world.buriram)
    assert draft not in found(world.buriram), "a draft's name is its district's"
    assert {kind for kind, _ in found(world.buriram, kind="timetable")} == {"projects.activityday"}
    assert not found(world.surin)
    assert not find(world.buriram, asked_for({"q": "ลับ"})).rows.exists(), "people are never named"


def test_names_and_links_only_of_what_the_reader_may_open(world: World, page: Page) -> None:
    _, nomination = world.surin_nominated()
    record(nomination, "save", by=world.krasang, note="แตะของอื่น")
    held = texts(page(world.krasang))
    assert "แตะของอื่น" in held
    assert f"/nominations/{nomination.pk}/" not in held
    assert nomination.activity_name not in held
    held = texts(page(world.prasat))
    assert f"/nominations/{nomination.pk}/" in held
    assert nomination.activity_name in held


def test_files_carry_what_is_filtered_and_no_live_formula(world: World, page: Page) -> None:
    User.objects.filter(pk=world.krasang.pk).update(display_name="=HYPERLINK(1)")
    record(world.krasang.office, "save", by=world.krasang, note="+ของกระสัง")
    record(world.krasang.office, "password", by=world.krasang)
    client = page(world.krasang)
    answer = client.get("/history/?format=csv&act=แก้ไขข้อมูล")
    assert answer.streaming
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row[3] for row in rows[1:]] == ["แก้ไขข้อมูล"]
    assert rows[1][1] == "'=HYPERLINK(1)"
    assert rows[1][6] == "'+ของกระสัง"
    answer = client.get("/history/?format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = list(book.active.iter_rows(min_row=2))
    assert len(cells) == 3, "the group that was added too"
    assert cells[0][1].data_type == "s"


def test_pages_go_on_where_the_last_one_ended(world: World, page: Page) -> None:
    for number in range(60):
        record(world.krasang.office, "save", by=world.krasang, note=f"ครั้งที่ [{number}]")
    client, seen = page(world.krasang), []
    url = "/history/"
    while url:
        held = client.get(url).content.decode()
        seen += [int(n) for n in re.findall(r"ครั้งที่ \[(\d+)\]", held)]
        found = re.search(r'rel="next" href="([^"]+)"', held)
        url, last = f"/history/{found[1]}".replace("&amp;", "&") if found else "", url
    assert seen == list(reversed(range(60))), "each once, in order"
    held = client.get(last).content.decode()
    newer = re.search(r'rel="prev" href="([^"]+)"', held)[1].replace("&amp;", "&")
    held = client.get(f"/history/{newer}").content.decode()
    assert re.findall(r"ครั้งที่ \[(\d+)\]", held) == [str(n) for n in range(34, 9, -1)]


@pytest.mark.parametrize("user", ["department", "buriram", "krasang"])
def test_the_page_takes_the_same_queries_however_many_rows(
    world: World, page: Page, django_assert_max_num_queries: Callable, user: str
) -> None:
    world.dated()
    client = page(getattr(world, user))
    client.get("/history/")
    with django_assert_max_num_queries(9):
        held = client.get("/history/").content.decode()
    assert held.count("<tr>") > 5
    with django_assert_max_num_queries(10):
        client.get("/history/?q=กระสัง")


def test_a_things_page_tells_all_to_its_people_and_nothing_to_others(
    world: World, page: Page
) -> None:
    _, first, _ = world.nominated()
    url = f"/history/nomination/{first.pk}/"
    held = page(world.krasang).get(url).content.decode()
    assert said("nomination:draft>submitted") in held
    assert page(world.buriram).get(url).status_code == 200
    assert page(world.bandan).get(url).status_code == 404
    assert page(world.surin).get(url).status_code == 404
    assert page(world.krasang).get("/history/nothing/1/").status_code == 404
    round = first.round
    record(round, "round:correct", by=world.buriram, note="ยังไม่ประกาศ")
    assert "ยังไม่ประกาศ" in page(world.buriram).get(f"/history/round/{round.pk}/").content.decode()
    held = page(world.krasang).get(f"/history/round/{round.pk}/").content.decode()
    assert "ยังไม่ประกาศ" not in held
