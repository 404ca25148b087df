"""The questionnaire on a telephone: once a device, anonymous, open on its days, nothing typed lost."""

import html
import re
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.http import HttpResponse
from django.urls import reverse

from cdd_network.models import AuditRow
from projects import survey_rules, survey_sheets
from projects.models import ActionPlan, Activity, Answers, Misses, Questionnaire
from projects.views.public import COOKIE, NOT_OPENED
from reports.actions.summaries import begin_summary
from tests.contract import PageClient
from tests.people import World
from tests.projects.clock import set_clock
from tests.projects.stage import listed, sent

FIRST, LAST = date(2025, 6, 18), date(2025, 6, 20)
THANKS = "ขอบคุณ ได้รับคำตอบแล้ว"
TEST = {"k_k1": "1", "k_k2": "2", "k_k3": "1", "k_k4": "1", "k_k5": "3"}


@pytest.fixture
def event(world: World, monkeypatch: pytest.MonkeyPatch) -> Activity:
    """Krasang's three days; it is nine o'clock of the first."""
    first, _ = world.dated()
    set_clock(monkeypatch, FIRST)
    return first


def survey(event: Activity, moment: str) -> Questionnaire:
    return event.questionnaires.get(moment=moment)


def url_of(event: Activity, moment: str = "before") -> str:
    return reverse("survey", args=[survey(event, moment).token])


def filled(event: Activity) -> dict[str, str]:
    """Every question of the second questionnaire answered."""
    parts = event.programme.content.survey.parts
    levels = {f"s_{item.key}": "4" for part in parts for item in part.items}
    return {**TEST, **levels, "t_applied": "ทำบัญชี", "t_suggestions": "  ขอดูงานอีก 😀  "}


def phone() -> PageClient:
    """A telephone that keeps cookies, as all do."""
    return PageClient()


def sheet_on(answer: HttpResponse) -> dict[str, str]:
    """The sheet that an opened page carries; none when it is closed or answered."""
    found = re.search(r'name="sheet" value="([^"]+)"', answer.content.decode())
    return {"sheet": found[1]} if found else {}


def send(client: PageClient, url: str, typed: dict[str, str], **extra: str) -> tuple[int, str]:
    """The page opened, answered and followed: the last status and text."""
    answer = client.post(url, typed | sheet_on(client.get(url)), follow=True, **extra)
    return answer.status_code, answer.content.decode()


def test_the_test_before_is_answered_and_nobody_known(event: Activity) -> None:
    client = phone()
    page = client.get(url_of(event)).content.decode()
    assert "<script" not in page and page.count("<fieldset") == page.count("<legend>") == 5
    assert "ความพึงพอใจ" not in page and "<textarea" not in page
    status, text = send(client, url_of(event), TEST)
    assert status == 200 and THANKS in text and "<form" not in text
    row = Answers.objects.get()
    assert row.choices == {"k1": 1, "k2": 2, "k3": 1, "k4": 1, "k5": 3}
    assert (row.levels, row.texts, row.on) == ({}, {}, FIRST)
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/q/"
    assert cookie.value not in row.device and len(row.device) == 64
    assert [f.name for f in Answers._meta.fields] == [
        "id", "questionnaire", "device", "on", "levels", "choices", "texts",
    ]  # fmt: skip
    assert set(client.cookies) == {COOKIE} and not Session.objects.exists()


def test_after_it_satisfaction_and_open_questions(
    event: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, LAST)
    client = phone()
    assert client.get(url_of(event, "after")).content.decode().count("<fieldset") == 16
    assert send(client, url_of(event, "after"), filled(event))[0] == 200
    row = Answers.objects.get()
    assert set(row.levels.values()) == {4} and len(row.levels) == 11 and len(row.choices) == 5
    assert row.texts == {"applied": "ทำบัญชี", "suggestions": "ขอดูงานอีก 😀"}


def test_a_device_answers_once_and_the_first_answers_stand(event: Activity) -> None:
    client = phone()
    sheet = sheet_on(client.get(url_of(event)))
    for first in ("1", "3"):  # a double tap, or a try
        typed = {**TEST, **sheet, "k_k1": first}
        answer = client.post(url_of(event), typed, follow=True)
        assert answer.status_code == 200 and THANKS in answer.content.decode()
    assert Answers.objects.count() == 1
    assert Answers.objects.get().choices["k1"] == 1
    assert send(phone(), url_of(event), TEST)[0] == 200  # the next one, behind the same address
    assert Answers.objects.count() == 2


def test_both_questionnaires_of_a_device_are_not_joined(
    event: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = phone()
    send(client, url_of(event), TEST)
    set_clock(monkeypatch, LAST)
    send(client, url_of(event, "after"), filled(event))
    first, second = Answers.objects.order_by("pk")
    assert first.device != second.device


def test_without_cookies_once_a_page_opened(event: Activity) -> None:
    typed = TEST | sheet_on(phone().get(url_of(event)))
    for _ in range(2):  # twice, and no cookie comes along
        answer = phone().post(url_of(event), typed)
        assert answer.status_code == 302
        assert THANKS in phone().get(answer.url).content.decode()
    assert Answers.objects.count() == 1


def test_an_address_lends_no_device(event: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link that somebody hands round gives at most the thanks, for minutes, and never a cookie."""
    made_up = phone().get(url_of(event), {"sheet": "A" * 22})
    assert "<form" in made_up.content.decode() and made_up.cookies[COOKIE].value != "A" * 22
    sent_without = phone().post(url_of(event), TEST | sheet_on(phone().get(url_of(event))))
    link = sent_without.url
    assert "?sheet=" in link and not sent_without.cookies
    thanks = phone().get(link)
    assert THANKS in thanks.content.decode() and not thanks.cookies
    other = phone()
    other.get(link)
    assert send(other, url_of(event), TEST)[0] == 200 and Answers.objects.count() == 2
    later = time.time() + survey_sheets.THANKS_SECONDS + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert "<form" in phone().get(link).content.decode()


def test_a_page_that_was_not_opened_is_not_taken(
    event: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No sheet, a made-up one, another questionnaire's, yesterday's: what was chosen stays to be sent."""
    set_clock(monkeypatch, LAST)
    theirs = sheet_on(phone().get(url_of(event, "after")))
    set_clock(monkeypatch, FIRST)
    opened = sheet_on(phone().get(url_of(event)))
    url, known = url_of(event), phone()
    known.get(url)  # a cookie alone is no opened page either
    for client, sheet in (
        (phone(), {}), (known, {}), (phone(), {"sheet": "A" * 22}), (phone(), theirs),
        (phone(), {"sheet": opened["sheet"][:-1]}), (phone(), {"sheet": "\x00ก:ข:ค"}),
    ):  # fmt: skip
        answer = client.post(url, TEST | sheet)
        text = answer.content.decode()
        assert answer.status_code == 409 and NOT_OPENED in html.unescape(text)
        assert text.count(" checked>") == 5 and not Answers.objects.exists()
    assert client.post(url, TEST | sheet_on(answer)).status_code == 302, (
        "sent once more it is taken"
    )
    tomorrow = time.time() + survey_sheets.OPEN_SECONDS + 60
    monkeypatch.setattr(signing.time, "time", lambda: tomorrow)
    assert phone().post(url, TEST | opened).status_code == 409


def test_a_page_opened_twice_before_the_cookie_came_is_thanked(event: Activity) -> None:
    client = phone()
    first = sheet_on(client.get(url_of(event)))
    client.cookies.clear()
    client.get(url_of(event))
    answer = client.post(url_of(event), TEST | first, follow=True)
    assert THANKS in answer.content.decode()


def test_words_are_kept_without_telephone_numbers(
    event: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, LAST)
    url = url_of(event, "after")
    assert phone().get(url).content.decode().count("โปรดอย่าใส่ชื่อหรือเบอร์โทรศัพท์") == 2
    typed = {"t_applied": "โทร ๐๘๑-๒๓๔ ๕๖๗๘", "t_suggestions": "บัตร 1101700230673"}
    assert send(phone(), url, filled(event) | typed)[0] == 200
    assert Answers.objects.get().texts == {"applied": "โทร •••", "suggestions": "บัตร •••"}


def test_the_cookie_of_a_device_stands_in_no_page(event: Activity) -> None:
    client = phone()
    client.get(url_of(event))
    secret = client.cookies[COOKIE].value
    again = client.get(url_of(event))
    faulty = client.post(url_of(event), {"k_k1": "1"})
    for answer in (again, faulty):
        assert secret not in answer.content.decode() and COOKIE not in answer.cookies
        assert answer["Cache-Control"] == "private, no-cache" and "Cookie" in answer["Vary"]


def test_what_was_chosen_stays_when_something_is_missing(
    event: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, LAST)
    typed = filled(event) | {"t_applied": "จะทำ\nบัญชี <b>"}
    del typed["s_overall"], typed["k_k2"]
    status, text = send(phone(), url_of(event, "after"), typed)
    assert status == 422 and not Answers.objects.exists()
    assert text.count(" checked>") == 14 and "จะทำ\nบัญชี &lt;b&gt;" in text
    for number, control in (("แบบทดสอบข้อ 2", "id_k_k2_0"), ("ข้อ 11", "id_s_overall_0")):
        said = f"{number} ยังไม่ได้เลือกคำตอบ"
        assert f'<a href="#{control}">{said}</a>' in text and text.count(said) == 2
        assert f'id="{control}"' in text
    assert "ข้อ 1 ยังไม่ได้" not in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"k_k1": "4"}, "ข้อ 1 เลือกได้เฉพาะคำตอบที่มีให้"),
        ({"k_k1": "0"}, "ข้อ 1 เลือกได้เฉพาะคำตอบที่มีให้"),
        ({"k_k1": "1\x00"}, "ข้อ 1 เลือกได้เฉพาะคำตอบที่มีให้"),
        ({"s_overall": "9"}, "ข้อ 11 เลือกได้เฉพาะคำตอบที่มีให้"),
        ({"s_overall": "-1"}, "ข้อ 11 เลือกได้เฉพาะคำตอบที่มีให้"),
        ({"t_applied": "ก" * 10_000}, "ยาวเกินไป 9,000 ตัวอักษร"),
        ({"t_applied": "ก\n" * 100}, "มี 100 บรรทัด"),
    ],
)
def test_hostile_answers_get_a_clear_one(
    event: Activity, monkeypatch: pytest.MonkeyPatch, typed: dict[str, str], said: str
) -> None:
    set_clock(monkeypatch, LAST)
    status, text = send(phone(), url_of(event, "after"), filled(event) | typed)
    assert status == 422 and said in text and not Answers.objects.exists()


def test_unknown_keys_and_odd_letters_are_not_kept(
    event: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, LAST)
    odd = {"s_evil": "5", "k_k9": "1", "name": "มะลิ", "t_applied": "ก\x00ข\u200bค"}
    assert send(phone(), url_of(event, "after"), filled(event) | odd)[0] == 200
    row = Answers.objects.get()
    assert "evil" not in row.levels and "k9" not in row.choices and "มะลิ" not in str(row.texts)
    assert row.texts["applied"] == "กขค"


@pytest.mark.parametrize(
    ("moment", "day", "said"),
    [
        ("before", FIRST - timedelta(1), "ยังไม่เปิดให้ตอบ เปิดให้ตอบวันที่ 18 มิถุนายน 2568"),
        ("before", FIRST + timedelta(1), "ปิดรับคำตอบแล้ว"),
        ("after", LAST - timedelta(1), "ยังไม่เปิดให้ตอบ เปิดให้ตอบตั้งแต่วันที่ 20 มิถุนายน 2568 ถึง"),
        ("after", LAST + timedelta(2), "ปิดรับคำตอบแล้ว"),
    ],
)
def test_outside_its_days_it_says_when(
    event: Activity, monkeypatch: pytest.MonkeyPatch, moment: str, day: date, said: str
) -> None:
    set_clock(monkeypatch, day)
    page = phone().get(url_of(event, moment)).content.decode()
    assert said in page and "<form" not in page
    status, text = send(phone(), url_of(event, moment), filled(event))
    assert status == 409 and said in text and not Answers.objects.exists()
    assert 'value="2" checked' in text, "what was chosen stays"


def test_who_answered_in_time_is_thanked_later_too(
    event: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = phone()
    send(client, url_of(event), TEST)
    set_clock(monkeypatch, LAST)
    assert THANKS in client.get(url_of(event)).content.decode()


def test_it_rests_while_the_summary_is_with_the_province(world: World, event: Activity) -> None:
    report = begin_summary(activity=event, by=world.krasang)
    plan = ActionPlan.objects.create(activity=event)
    sent(plan)
    assert send(phone(), url_of(event), TEST)[0] == 200
    before = type(report).objects.get().version
    send(phone(), url_of(event), TEST)
    assert type(report).objects.get().version == before + 1, "the summary tells of the answers"
    sent(report)
    page = phone().get(url_of(event)).content.decode()
    assert "เจ้าหน้าที่สรุปผลการดำเนินงานแล้ว" in page and "<form" not in page
    assert send(phone(), url_of(event), TEST)[0] == 409 and Answers.objects.count() == 2


def test_nobody_floods_it(event: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey_rules, "LEAST_ANSWERS", 1)
    listed(event, 1)
    got = [send(phone(), url_of(event), TEST, REMOTE_ADDR=f"203.0.113.{n}")[0] for n in range(4)]
    assert got == [200, 200, 200, 409] and Answers.objects.count() == 3


def test_one_address_leaves_room_for_others(
    event: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey_rules, "LEAST_ANSWERS", 1)
    listed(event, 2)  # six in all, four of one address
    for _ in range(9):
        phone().get(url_of(event))  # pages opened are not counted
    assert not Misses.objects.exists()
    got = [send(phone(), url_of(event), TEST)[0] for _ in range(5)]
    assert got == [200] * 4 + [409]
    status, text = send(phone(), url_of(event), TEST)
    assert status == 409 and "จากเครือข่ายนี้ครบจำนวนแล้ว" in text and text.count(" checked>") == 5
    assert send(phone(), url_of(event), TEST, REMOTE_ADDR="203.0.113.9")[0] == 200
    row = Misses.objects.get(count=4)
    assert row.on == FIRST and "127.0.0.1" not in row.key, "a refused answer is not counted"


def test_the_trail_tells_nothing_of_who_answered(event: Activity) -> None:
    before = AuditRow.objects.count()
    send(phone(), url_of(event), TEST)
    assert AuditRow.objects.count() == before


@pytest.mark.parametrize("count", [1, 20, 200])
def test_as_many_queries_however_many_answered(
    event: Activity, count: int, django_assert_num_queries: Callable
) -> None:
    listed(event, count)
    row = survey(event, "before")
    Answers.objects.bulk_create(
        Answers(questionnaire=row, device=str(n), on=FIRST) for n in range(count)
    )
    url, client = url_of(event), phone()
    typed = TEST | sheet_on(client.get(url))
    with django_assert_num_queries(4):
        client.get(url)
    with django_assert_num_queries(17):
        assert client.post(url, typed).status_code == 302


def test_the_provinces_day_asks_its_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    event = world.province_day()
    set_clock(monkeypatch, event.days.get().date)
    set_clock(monkeypatch, event.days.get().date, "14:59")
    text = phone().get(url_of(event, "after")).content.decode()
    assert "เวลา 15.00 น." in text and "<form" not in text, "not beside the other one"
    set_clock(monkeypatch, event.days.get().date, "15:00")
    for moment, questions in (("before", 4), ("after", 14)):
        text = phone().get(url_of(event, moment)).content.decode()
        assert text.count("<fieldset") == questions
        assert "สถานที่ศึกษาดูงาน" not in text
    numbers = re.findall(r"(?:<legend>|<label for=\"id_t_\w+\">)(\d+)\.", text)
    assert numbers == [str(n) for n in (*range(1, 5), *range(1, 13))], "the test, then the paper's"
