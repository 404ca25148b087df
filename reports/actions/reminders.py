"""Reminders are sent: each mail's rows are written before it goes, so that none goes twice.

Killed between the rows and the mail server's word, a mail is not sent again: rather one reminder
lost than an office that is told twice. While the server cannot be reached nothing is written; where
it says «later», or is gone before the mail itself was begun, the rows are taken back.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from smtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.utils import timezone

from cdd_network.models import DailyRun, Office, Programme
from reports import queries_duties
from reports.models import Reminder
from reports.watch.reminders import MOST_MISSED, Mail, mails

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend
    from django.db.models import QuerySet

logger = logging.getLogger(__name__)

SILENT = "django.core.mail.backends.dummy.EmailBackend"
YEARS = 2
"""So many opened years are watched: what is looked at again falls into the next."""
REMEMBERED = datetime.timedelta(days=30)
HEADERS = {"Auto-Submitted": "auto-generated"}  # no absence notice answers it


@dataclass(frozen=True)
class Sent:
    """What a run came to, in offices.

    ``stopped``: the mail server could not be reached. ``later``: it did not take so many of those
    that wait, but may in a while.
    """

    sent: int = 0
    unaddressed: int = 0
    refused: int = 0
    before: int = 0
    waiting: int = 0
    later: int = 0
    stopped: bool = False

    def __str__(self) -> str:
        told = f"{self.sent} sent, {self.unaddressed} without address, {self.refused} refused"
        return f"reminders: {told}, {self.before} sent before, {self.waiting} waiting"


def remind(*, day: datetime.date, dry_run: bool = False) -> Sent:
    """Send the reminders of ``day``. Offices that were reminded that day are passed over.

    Without a mail server (``EMAIL_URL``), and with ``dry_run``, it counts what would be sent.
    """
    due = _unsent(mails_of(day), day)
    offices = _offices(mail.office for mail in due)
    addressed = [mail for mail in due if offices[mail.office][1]]
    told = Sent(unaddressed=len(due) - len(addressed), waiting=len(addressed))
    if dry_run or settings.EMAIL_BACKEND == SILENT:
        return told
    for mail in addressed:
        told = _one(mail, *offices[mail.office], told)
        if told.stopped:
            break
    return told


def mails_of(day: datetime.date) -> list[Mail]:
    """Every office's mail of ``day``, as its duties stand on it."""
    found: dict[int, Mail] = {}
    for programme in Programme.objects.opened()[:YEARS]:
        year = queries_duties.of_year(programme, today=day)
        duties = [*year.districts, *year.provinces]
        made = mails(duties, year.standings, day=day, missed=_missed(day), site=settings.SITE_URL)
        for mail in made:
            found[mail.office] = _joined(found.get(mail.office), mail)
    return list(found.values())


def _joined(first: Mail | None, mail: Mail) -> Mail:
    """Two years of one office in one mail."""
    if first is None:
        return mail
    return replace(
        first,
        keys=first.keys + mail.keys,
        duties=first.duties + mail.duties,
        reviews=first.reviews + mail.reviews,
    )


def _missed(day: datetime.date) -> int:
    """On how many days just before nothing was finished; 0 where nothing ever was."""
    last = DailyRun.objects.filter(day__lt=day, finished_at__isnull=False).first()
    return min((day - last.day).days - 1, MOST_MISSED) if last else 0


def _unsent(every: Iterable[Mail], day: datetime.date) -> list[Mail]:
    """Mails less what was reminded of before; an office that has its mail of the day is left out."""
    known = Reminder.objects.filter(day__gte=day - REMEMBERED)
    held = set(known.values_list("office", "key"))
    fresh = [
        replace(mail, keys=tuple(key for key in mail.keys if (mail.office, key) not in held))
        for mail in every
        if (mail.office, mail.day_key) not in held
    ]
    return [mail for mail in fresh if mail.keys]


def _offices(pks: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Name and address by office."""
    rows = Office.objects.filter(pk__in=[*pks]).values_list("pk", "name", "email")
    return {pk: (name, email) for pk, name, email in rows}


def _one(mail: Mail, name: str, address: str, told: Sent) -> Sent:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException):
        logger.exception("the mail server cannot be reached")
        return replace(told, stopped=True)
    less = replace(told, waiting=told.waiting - 1)
    try:
        if not _claim(mail):
            return replace(less, before=told.before + 1)
        went = _send(mail, name, address, connection)
    except _Later:
        _rows(mail).delete()
        return replace(told, later=told.later + 1)
    finally:
        connection.close()
    return replace(less, sent=told.sent + went, refused=told.refused + (not went))


def _claim(mail: Mail) -> bool:
    """Write the mail's rows, all or none; False when another run has them."""
    try:
        with transaction.atomic():
            Reminder.objects.bulk_create(
                Reminder(office_id=mail.office, key=key, day=mail.day)
                for key in (mail.day_key, *mail.keys)
            )
    except IntegrityError:
        return False
    return True


def _rows(mail: Mail) -> QuerySet[Reminder]:
    """What ``_claim`` wrote."""
    keys = [mail.day_key, *mail.keys]
    return Reminder.objects.filter(office=mail.office, day=mail.day, key__in=keys)


class _Later(Exception):
    """The mail did surely not go out, and may another time."""


def _send(mail: Mail, name: str, address: str, connection: BaseEmailBackend) -> bool:
    """Whether the mail server took it. What it refused for good is not tried again.

    Raises _Later.
    """
    short = name.removeprefix("สำนักงานพัฒนาชุมชน")
    message = EmailMessage(
        mail.subject(short),
        mail.body(name, settings.SITE_URL),
        to=[address],
        connection=connection,
        headers=HEADERS,
    )
    begun = _watched(connection)
    try:
        message.send()
    except (OSError, SMTPException) as error:
        logger.exception("the reminder to office %s was not taken", mail.office)
        if _is_for_now(error, begun=bool(begun)):
            raise _Later from None
        return False
    _rows(mail).update(sent_at=timezone.now())
    return True


def _watched(connection: BaseEmailBackend) -> list[bool]:
    """Holds something from the moment on at which the mail itself begins to go over the line.

    From the start, where that cannot be watched.
    """
    smtp = getattr(connection, "connection", None)
    if smtp is None:
        return [True]
    begun, data = [], smtp.data

    def noted(message: bytes) -> tuple[int, bytes]:
        begun.append(True)
        return data(message)

    smtp.data = noted
    return begun


def _is_for_now(error: Exception, *, begun: bool) -> bool:
    """Whether the server said «not now» (RFC 5321: 4xx), or was gone before the mail was ``begun``."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(400 <= code < 500 for code, _ in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return 400 <= error.smtp_code < 500
    gone = isinstance(error, SMTPServerDisconnected) or not isinstance(error, SMTPException)
    return gone and not begun
