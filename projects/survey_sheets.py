"""The sheet that an opened questionnaire carries: signed, so that only who opened the page answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.signing import BadSignature, TimestampSigner

if TYPE_CHECKING:
    from projects.models import Questionnaire

OPEN_SECONDS = 24 * 60 * 60
"""So long a page that was opened can be sent."""
THANKS_SECONDS = 10 * 60
"""So long the address after sending thanks a telephone that keeps no cookies."""


def sheet_of(questionnaire: Questionnaire, device: str) -> str:
    """The device's digest as this questionnaire's page carries it; nothing of it is stored."""
    return _signer(questionnaire).sign(device)


def device_on(questionnaire: Questionnaire, sheet: str, seconds: int = OPEN_SECONDS) -> str:
    """The device of a sheet; '' when it is forged, another questionnaire's or older than ``seconds``."""
    try:
        return _signer(questionnaire).unsign(sheet, max_age=seconds)
    except BadSignature:
        return ""


def _signer(questionnaire: Questionnaire) -> TimestampSigner:
    return TimestampSigner(salt=f"survey {questionnaire.token}")
