"""Reminders by e-mail: the right days, one mail an office a day, never twice."""

from datetime import date
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from cdd_network.models import DailyRun, Office
from projects.deadlines import Due, Light
from reports.actions import reminders as acts
from reports.actions.reminders import remind
from reports.duties import Duty
from reports.models import Reminder
from reports.watch.reminders import mails, mark_of
from tests.people import World


@pytest.mark.parametrize(
    ("left", "missed", "mark"),
    [
        (8, 0, None), (7, 0, 7), (6, 0, None), (3, 0, 3), (2, 0, None), (1, 0, 1), (0, 0, 0),
        (-1, 0, -1), (-2, 0, None), (-7, 0, -7), (-8, 0, None), (-60, 3, None),
        (6, 1, 7), (5, 1, None),  # nothing ran yesterday: what it was to say is said today
        (0, 3, 0),  # of several that were missed the newest
    ],
)  # fmt: skip
def test_on_which_days(left: int, missed: int, mark: int | None) -> None:
    assert mark_of(left, missed) == mark


@pytest.mark.parametrize(
    ("due", "day", "key"),
    [
        (date(2024, 3, 1), date(2024, 2, 29), "plan:1:2024-03-01:1"),  # over a leap day
        (date(2024, 3, 3), date(2024, 2, 25), "plan:1:2024-03-03:7"),
        (date(2025, 3, 3), date(2025, 2, 24), "plan:1:2025-03-03:7"),  # without one
        (date(2026, 1, 1), date(2025, 12, 31), "plan:1:2026-01-01:1"),  # over New Year's
        (date(2025, 12, 25), date(2026, 1, 1), "plan:1:2025-12-25:-7"),
    ],
)
def test_days_worked_by_hand(due: date, day: date, key: str) -> None:
    (made,) = mails([_duty(due)], [], day=day)
    assert made.keys == (key,)


def _duty(due: date, **more: object) -> Duty:
    given = {
        "key": "plan:1", "office": 5, "title": "ส่งแผนฯ", "about": "กลุ่มก", "url": "/x/",
        "dues": (Due(due, ("ขั้นตอน",)),), "light": Light.AMBER, "is_done": False, "open": True,
    }  # fmt: skip
    return Duty(**given | more)


def test_what_is_done_or_not_yet_open_is_no_news() -> None:
    day = date(2025, 6, 20)
    assert mails([_duty(day, is_done=True), _duty(day, open=False)], [], day=day) == []
    late, near = _duty(date(2025, 6, 19)), _duty(date(2025, 6, 25), key="bpm:1", title="BPM")
    (made,) = mails([near, late], [], day=day, site="https://a.th")
    assert len(made.keys) == 1, "one duty's day has come, both are told"
    assert (
        made.subject("อำเภอกระสัง") == "แจ้งเตือนกำหนดส่ง อำเภอกระสัง: เกินกำหนด 1 งาน ใกล้ครบกำหนด 1 งาน"
    )
    text = made.body("สำนักงาน", "https://a.th")
    assert text.index("ส่งแผนฯ") < text.index("BPM")
    assert "เกินกำหนดแล้ว 1 วัน" in text and "https://a.th/x/" in text


@pytest.fixture
def addressed(world: World) -> World:
    """Everybody dated (due on 27 June); Krasang and Buriram have an address, Ban Dan has none."""
    world.dated()
    for user, email in ((world.krasang, "krasang@cdd.test"), (world.buriram, "buriram@cdd.test")):
        Office.objects.filter(pk=user.office_id).update(email=email)
    return world


def test_one_mail_an_office_a_day_with_everything(addressed: World) -> None:
    told = remind(day=date(2025, 6, 26))
    assert (told.sent, told.unaddressed) == (1, 1)
    (sent,) = mail.outbox
    assert sent.to == ["krasang@cdd.test"]
    for text in ("ส่งแผนปฏิบัติการฯ", "ส่งแบบสรุปผลฯ", "บันทึกผลใน BPM", "บ้านกระเจา", "/activities/"):
        assert text in sent.body
    assert "บ้านอารัง" not in sent.body, "Ban Dan's"
    assert Reminder.objects.filter(sent_at=None).count() == 0
    assert remind(day=date(2025, 6, 26)).sent == 0, "a second run"
    assert remind(day=date(2025, 6, 27)).sent == 2, "another day; Buriram's bundle is 7 days late"
    remind(day=date(2025, 6, 13))
    assert mail.outbox[-1].to == ["buriram@cdd.test"], "a week before the bundle of 20 June"
    assert "รวบรวมเอกสารส่งกรมฯ" in mail.outbox[-1].body


class Away(EmailBackend):
    """A mail server that cannot be reached."""

    def open(self) -> bool:
        raise ConnectionRefusedError


class Dying(EmailBackend):
    """The process is killed after the rows are written, before anything is known of the mail."""

    def send_messages(self, messages: list) -> int:
        raise KeyboardInterrupt


class Refusing(EmailBackend):
    """A mail server that takes no mail for this address."""

    def send_messages(self, messages: list) -> int:
        raise SMTPException


def test_a_server_that_is_away_is_tried_again(
    addressed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "get_connection", Away)
    assert remind(day=date(2025, 6, 26)).stopped
    assert not Reminder.objects.exists()
    monkeypatch.undo()
    assert remind(day=date(2025, 6, 26)).sent == 1


class Line:
    """A line to a mail server that fails at a stage of the talk."""

    def __init__(self, stage: str, error: Exception) -> None:
        self.stage, self.error = stage, error

    def data(self, message: object) -> None:
        raise self.error

    def talk(self, message: object) -> None:
        if self.stage == "before":
            raise self.error
        self.data(message)


@pytest.mark.parametrize(
    ("stage", "error", "again"),
    [
        ("before", SMTPRecipientsRefused({"a@cdd.test": (451, b"greylisted")}), True),
        ("before", SMTPRecipientsRefused({"a@cdd.test": (550, b"unknown")}), False),
        ("before", SMTPSenderRefused(421, b"busy", "b@cdd.test"), True),
        ("before", SMTPServerDisconnected(), True),
        ("data", SMTPServerDisconnected(), False),  # it may have gone out
        ("data", TimeoutError(), False),
        ("data", SMTPDataError(452, b"full"), True),
        ("data", SMTPDataError(554, b"spam"), False),
    ],
)
def test_what_surely_did_not_go_is_tried_again(
    stage: str, error: Exception, again: bool, addressed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Server(EmailBackend):
        def open(self) -> None:
            self.connection = Line(stage, error)

        def send_messages(self, messages: list) -> int:
            self.connection.talk(messages)

    with monkeypatch.context() as patched:
        patched.setattr(acts, "get_connection", Server)
        told = remind(day=date(2025, 6, 26))
    assert (told.later, told.waiting, told.refused) == ((1, 1, 0) if again else (0, 0, 1))
    assert Reminder.objects.exists() != again
    assert remind(day=date(2025, 6, 26)).sent == (1 if again else 0)


@pytest.mark.parametrize(("backend", "ends"), [(Dying, KeyboardInterrupt), (Refusing, None)])
def test_never_twice(
    backend: type, ends: type | None, addressed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "get_connection", backend)
    if ends:
        with pytest.raises(ends):
            remind(day=date(2025, 6, 26))
    else:
        assert remind(day=date(2025, 6, 26)).refused == 1
    assert Reminder.objects.filter(sent_at=None).count() == 4  # the mail and its three duties
    monkeypatch.undo()
    assert remind(day=date(2025, 6, 26)).sent == 0
    assert not mail.outbox


def test_two_runs_at_once_send_one(addressed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second has looked before the first wrote its rows."""
    (due,) = (
        one for one in acts.mails_of(date(2025, 6, 26)) if one.office == addressed.krasang.office_id
    )
    assert remind(day=date(2025, 6, 26)).sent == 1
    monkeypatch.setattr(acts, "_unsent", lambda every, day: [due])
    assert (remind(day=date(2025, 6, 26)).before, len(mail.outbox)) == (1, 1)


def test_a_day_on_which_nothing_ran_is_made_up_for(addressed: World) -> None:
    DailyRun.objects.create(day=date(2025, 6, 22), finished_at="2025-06-22T01:00:00Z")
    assert remind(day=date(2025, 6, 25)).sent == 1, (
        "the 24th, three days before, is told on the 25th"
    )
    assert remind(day=date(2025, 6, 25), dry_run=True).waiting == 0


def test_without_a_mail_server_nothing_is_sent_or_written(
    addressed: World, settings: object
) -> None:
    settings.EMAIL_BACKEND = acts.SILENT
    assert remind(day=date(2025, 6, 26)).waiting == 1
    assert not Reminder.objects.exists()
