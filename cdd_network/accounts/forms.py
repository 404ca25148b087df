"""Forms of accounts: a new one, its name, why it is closed, and the password behind a link."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cdd_network import thai
from cdd_network.accounts.names import USERNAME
from cdd_network.accounts.queries import STATES
from cdd_network.accounts.rules import LONGEST_REASON
from cdd_network.forms import LineField, PageForm, ThaiIntegerField
from cdd_network.models import User
from cdd_network.models.link import BATCH_LENGTH
from cdd_network.password_rules import LONGEST

LONGEST_NAME = 120
MOST_MEMBERS = 30
"""Accounts of members that one page makes."""


def new_batch() -> str:
    """Names one showing of a page that makes accounts or links."""
    return secrets.token_urlsafe(12)


def batch_of(posted: Mapping[str, str]) -> str:
    """The name of the showing that a post comes from; '' for one that is none of ours."""
    batch = posted.get("batch", "")
    return batch if len(batch) <= BATCH_LENGTH else ""


class SearchForm(PageForm):
    """The line above the list; a value that is no choice filters nothing."""

    marks_optional = False
    q = LineField(label="ค้นหาชื่อผู้ใช้ ชื่อที่แสดง หรือสำนักงาน", required=False, on_paper=False)
    office = forms.ChoiceField(label="สำนักงาน", required=False)
    state = forms.ChoiceField(label="สถานะ", required=False, choices=[("", "ทั้งหมด"), *STATES])

    def __init__(self, query: object, *, offices: list[tuple[int, str, str]]) -> None:
        super().__init__(query, auto_id="search_%s")
        self.fields["office"].choices = [
            ("", "ทั้งหมด"),
            *((pk, name) for pk, name, _kind in offices),
        ]

    def values(self) -> dict[str, str]:
        """What was asked for, wrong values left out."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class BatchForm(PageForm):
    """Carries the name of this showing of the page: sent twice, it acts once."""

    # Without autocomplete: Firefox else keeps the value of a page that was left.
    batch = forms.CharField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
        required=False,
        max_length=BATCH_LENGTH,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["batch"].initial = new_batch


class AccountForm(BatchForm):
    """A new account: whose, and what it is called; both names have a suggestion."""

    place = forms.ChoiceField(label="สำนักงานและหน้าที่")
    username = LineField(
        label="ชื่อผู้ใช้",
        required=False,
        max_length=40,
        help_text="ใช้ a–z 0–9 จุด หรือขีด 2–40 ตัว ตั้งแล้วเปลี่ยนไม่ได้ เว้นว่างไว้ระบบตั้งให้จากชื่อสำนักงาน เช่น krasang",
        widget=forms.TextInput(
            attrs={"class": "medium", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    name = LineField(
        label="ชื่อที่แสดง",
        required=False,
        max_length=LONGEST_NAME,
        help_text="หน้าที่และสำนักงาน ไม่ต้องใส่ชื่อบุคคล เว้นว่างไว้ระบบใช้เช่น «เจ้าหน้าที่อำเภอกระสัง»",
    )

    def __init__(self, *args: object, places: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places

    def clean_username(self) -> str:
        """Small Latin letters, as it is read out on the telephone; '' for the suggested one."""
        typed = thai.arabic_digits(self.cleaned_data["username"]).lower()
        if typed and not USERNAME.fullmatch(typed):
            raise ValidationError("ชื่อผู้ใช้ใช้ได้เฉพาะ a–z 0–9 จุด และขีด 2–40 ตัว เช่น krasang2")
        return typed


class CommitteeForm(BatchForm):
    """How many members get an account."""

    count = ThaiIntegerField(
        label="จำนวนบัญชี", min_value=1, max_value=MOST_MEMBERS, example="15", initial=5
    )


class RenameForm(PageForm):
    """The shown name; ``seen`` is what it was when the page was made."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name = LineField(
        label="ชื่อที่แสดง",
        max_length=LONGEST_NAME,
        help_text="หน้าที่และสำนักงาน ไม่ต้องใส่ชื่อบุคคล แสดงในประวัติการทำงานด้วย",
    )


class ReasonForm(BatchForm):
    """Why an account is closed or opened."""

    reason = LineField(label="เหตุผล", max_length=LONGEST_REASON)


class PasswordForm(PageForm):
    """A new password, twice. Spaces and Thai letters are letters like others."""

    new = forms.CharField(
        label="รหัสผ่านใหม่",
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "medium"}),
    )
    again = forms.CharField(
        label="รหัสผ่านใหม่อีกครั้ง",
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "medium"}),
    )

    def __init__(self, *args: object, account: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_new(self) -> str:
        """By the rules of the installation; each broken one says what to do."""
        validate_password(self.cleaned_data["new"], self.account)
        return self.cleaned_data["new"]

    def clean(self) -> dict[str, object]:
        """Both alike: what is typed unseen is easily typed wrong."""
        given = super().clean()
        both = "new" in given and "again" in given
        if both and given["new"] != given["again"]:
            self.add_error("again", "รหัสผ่านสองช่องไม่ตรงกัน โปรดพิมพ์ใหม่")
        return given
