"""Rules of a new password, each with its sentence before typing and its sentence when broken.

Length and lists of known passwords rather than kinds of letters: NIST SP 800-63B, section 3.1.1.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    password_validators_help_texts,
)
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from cdd_network.models import User

SHORTEST = 10
LONGEST = 256
"""Letters; no form takes more."""
FEWEST_KINDS = 4
"""Different letters."""
COMMON_WORDS = ("password", "passw0rd", "รหัสผ่าน", "พัฒนาชุมชน", "ออมทรัพย์", "admin", "cdd")
_NAME_PARTS = re.compile(r"[\s\-_.@]+")
_KINDS_OF_PLACE = ("สำนักงาน", "พัฒนาชุมชน", "จังหวัด", "อำเภอ", "กรม")


def rules_told() -> list[str]:
    """The rules as sentences, to be read before a password is typed."""
    return password_validators_help_texts()


class LongEnough(MinimumLengthValidator):
    """At least ten letters of any kind."""

    def __init__(self) -> None:
        super().__init__(SHORTEST)

    def get_error_message(self) -> str:
        """What to do."""
        return f"รหัสผ่านสั้นเกินไป กรุณาตั้งอย่างน้อย {SHORTEST} ตัวอักษร"

    def get_help_text(self) -> str:
        """Said before typing."""
        return f"อย่างน้อย {SHORTEST} ตัวอักษร เช่น คำสามคำต่อกันที่ท่านจำได้ จะเป็นไทย อังกฤษ หรือตัวเลขปนกันก็ได้"


class NotOnlyDigits(NumericPasswordValidator):
    """Not a telephone number, nor a date."""

    def get_error_message(self) -> str:
        """What to do."""
        return "รหัสผ่านเป็นตัวเลขล้วนเดาได้ง่าย กรุณาเพิ่มตัวอักษร"

    def get_help_text(self) -> str:
        """Said before typing."""
        return "ไม่เป็นตัวเลขล้วน เช่น เบอร์โทรศัพท์หรือวันเกิด"


class NotCommon(CommonPasswordValidator):
    """Not among the 20,000 that are tried first, nor the same letters over and over."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for «qwertyuiop» and for «aaaaaaaaaa»."""
        if len(set(_folded(password))) < FEWEST_KINDS:
            raise ValidationError(self.get_error_message(), code="password_too_common")
        super().validate(password, user)

    def get_error_message(self) -> str:
        """What to do."""
        return "รหัสผ่านนี้มีผู้ใช้กันทั่วไปและเดาได้ง่าย กรุณาตั้งรหัสผ่านอื่น"

    def get_help_text(self) -> str:
        """Said before typing."""
        return "ไม่เป็นรหัสผ่านที่ใช้กันทั่วไปหรือตัวเดิมซ้ำกัน เช่น qwertyuiop หรือ aaaaaaaaaa"


class NotTheName:
    """Not the own name, the office's or a word of the trade with nothing but figures and signs to it."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for «krasang2568», «กระสัง@2568», «password2568»."""
        rest = _folded(password)
        for word in sorted(_words_of(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != _folded(password) and not any(letter.isalpha() for letter in rest):
            raise ValidationError(self.get_error_message(), code="password_is_name")

    def get_error_message(self) -> str:
        """What to do."""
        return "รหัสผ่านเป็นชื่อผู้ใช้ ชื่อสำนักงาน หรือคำที่เดาได้ ต่อด้วยตัวเลขเท่านั้น กรุณาเพิ่มคำอื่น"

    def get_help_text(self) -> str:
        """Said before typing."""
        return "ไม่เป็นชื่อผู้ใช้หรือชื่อสำนักงานต่อด้วยตัวเลข เช่น krasang2568"


def _words_of(user: User | None) -> set[str]:
    words = {_folded(word) for word in COMMON_WORDS}
    if user is None:
        return words
    for name in (user.username, user.display_name, user.office.short_name):
        for part in (name, *_NAME_PARTS.split(name)):
            words |= {_folded(part), _folded(_plain(part))}
    return {word for word in words if len(word) > 2}


def _plain(name: str) -> str:
    """«กระสัง» of «อำเภอกระสัง»."""
    for kind in _KINDS_OF_PLACE:
        name = name.removeprefix(kind)
    return name


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
