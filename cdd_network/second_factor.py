"""Codes of the second factor: those of an authenticator app (TOTP, RFC 6238) and recovery codes.

Pure functions. Source: RFC 6238 with SHA-1, six digits and 30 seconds, as every app has it; one step
of drift to either side, as its section 5.2 recommends.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

import pyotp

from cdd_network import thai

STEP = 30
"""Seconds for which a code of the app stands."""
DRIFT = 1
"""So many steps a clock may be ahead or behind."""
ISSUER = "CDD Network"
"""As the app lists it; Thai letters would make the QR thrice as dense."""
RECOVERY_CODES = 8
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz234567", "abcdefghjkmnpqrstuvwxyz123456789")
"""Base 32 in letters and figures that nobody mistakes for each other on paper."""


def new_secret() -> str:
    """160 random bits in base 32."""
    return pyotp.random_base32(32)


def typed(text: str) -> str:
    """A code as it was typed: without spaces and hyphens, in Arabic digits and small letters."""
    kept = (letter for letter in thai.arabic_digits(text) if letter.isascii() and letter.isalnum())
    return "".join(kept).lower()


def step_of(secret: str, code: str, *, at: float, after: int) -> int | None:
    """The time step whose code this is, near the moment ``at`` (Unix seconds); None of no such step.

    Steps up to ``after`` are used up: a code that somebody read over a shoulder holds no second time.
    """
    now, app = int(at) // STEP, pyotp.TOTP(secret, interval=STEP)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > after and hmac.compare_digest(app.generate_otp(step), code):
            return step
    return None


def app_address(secret: str, username: str) -> str:
    """What the QR tells the app: otpauth://… with the account's name."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=username, issuer_name=ISSUER)


def recovery_codes(secret: str, batch: int) -> list[str]:
    """The recovery codes that belong to a secret: «xxxxx-xxxxx», 50 bits each, another set each batch."""
    return [_recovery_code(secret, batch, number) for number in range(RECOVERY_CODES)]


def recovery_number(secret: str, batch: int, code: str) -> int | None:
    """Which of the recovery codes this is; None of none."""
    for number, whole in enumerate(recovery_codes(secret, batch)):
        if hmac.compare_digest(typed(whole), code):
            return number
    return None


def is_recovery(code: str) -> bool:
    """Whether a code that held was one of paper: those of the app have six figures."""
    return len(typed(code)) > 6


def _recovery_code(secret: str, batch: int, number: int) -> str:
    told = hmac.new(secret.encode(), f"recovery {batch} {number}".encode(), hashlib.sha256).digest()
    letters = base64.b32encode(told).decode().lower().translate(_LETTERS)[:10]
    return f"{letters[:5]}-{letters[5:]}"
