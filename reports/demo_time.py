"""The demonstration's clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest import mock

from django.utils import timezone


@contextmanager
def told_on(day: date, hour: time = time(10)) -> Iterator[None]:
    """What is done inside happened on ``day`` at ``hour``: a story of 2568 carries its own dates."""
    moment = timezone.make_aware(datetime.combine(day, hour))
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield
