"""The day and hour that the office's clock shows in a test."""

import datetime

import pytest
from django.utils import timezone


def set_clock(monkeypatch: pytest.MonkeyPatch, day: datetime.date, hour: str = "09:00") -> None:
    """«Now» is ``hour`` of ``day`` in Bangkok; moments that are given stay what they are."""
    told = datetime.datetime.combine(day, datetime.time.fromisoformat(hour))
    now = told.replace(tzinfo=timezone.get_default_timezone())
    true_date, true_time = timezone.localdate, timezone.localtime
    monkeypatch.setattr(timezone, "localdate", lambda *v: true_date(*v) if v else now.date())
    monkeypatch.setattr(timezone, "localtime", lambda *v: true_time(*v) if v else now)
