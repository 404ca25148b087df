"""Forms of one's own account: passwords and codes."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cdd_network.forms import LineField, PageForm
from cdd_network.models import User
from cdd_network.password_rules import LONGEST, SHORTEST


def password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    """A password as it is typed: nothing is trimmed."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": "medium"})
    return forms.CharField(
        label=label, strip=False, max_length=LONGEST, widget=widget, help_text=help_text
    )


def code_field(label: str) -> LineField:
    """A code of the app; a telephone offers its figures."""
    attrs = {"autocomplete": "one-time-code", "class": "short", "inputmode": "numeric"}
    return LineField(label=label, max_length=40, widget=forms.TextInput(attrs=attrs))


class PasswordForm(PageForm):
    """The password that holds, and the new one twice."""

    old = password_field("รหัสผ่านปัจจุบัน", "current-password")
    new = password_field("รหัสผ่านใหม่", "new-password", f"อย่างน้อย {SHORTEST} ตัวอักษร")
    again = password_field("รหัสผ่านใหม่อีกครั้ง", "new-password")

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_new(self) -> str:
        """By the rules, and another one."""
        new = self.cleaned_data["new"]
        validate_password(new, self.user)
        if new == self.cleaned_data.get("old"):
            raise ValidationError("รหัสผ่านใหม่ตรงกับรหัสผ่านปัจจุบัน กรุณาตั้งรหัสผ่านอื่น")
        return new

    def clean_again(self) -> str:
        """The same, letter by letter."""
        again, new = self.cleaned_data["again"], self.cleaned_data.get("new")
        if new is not None and again != new:
            raise ValidationError("รหัสผ่านใหม่ทั้งสองช่องไม่ตรงกัน")
        return again


class FirstCodeForm(PageForm):
    """The first code of an app that has just taken the secret."""

    code = code_field("รหัส 6 หลักที่แอปแสดง")
    password = password_field("รหัสผ่านปัจจุบัน", "current-password")


class RenewCodesForm(PageForm):
    """Another set of recovery codes."""

    password = password_field("รหัสผ่านปัจจุบัน", "current-password")


class SwitchOffForm(PageForm):
    """No second factor any more."""

    password = password_field("รหัสผ่านปัจจุบัน", "current-password")
    code = code_field("รหัส 6 หลักจากแอป หรือรหัสสำรอง")
