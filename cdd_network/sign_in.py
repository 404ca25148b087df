"""The sign-in form: name and password, and the code of the second factor."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from cdd_network import brake, thai
from cdd_network.actions_factor import pass_code
from cdd_network.actions_sign_in import note_pause
from cdd_network.address import address_of
from cdd_network.forms import LineField, PageForm, ThaiErrors
from cdd_network.models import SignInTry, User
from cdd_network.refusal import Refused

WRONG = "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง กรุณาตรวจตัวพิมพ์เล็กใหญ่และภาษาของแป้นพิมพ์"
TOO_OFTEN = f"ใส่ชื่อผู้ใช้หรือรหัสผ่านผิดครบ {brake.MOST} ครั้ง"
TOLD_FROM = 2
"""With so many tries left the page says so."""


class SignInForm(ThaiErrors, AuthenticationForm):
    """User name and password; the refusal does not say which of the two was wrong.

    ``paused`` is set when the try was not looked at, or was the last one before a pause.
    """

    error_messages = {
        "invalid_login": WRONG,
        "inactive": "บัญชีนี้ถูกปิดการใช้งาน กรุณาติดต่อผู้ดูแลของสำนักงาน",
    }
    paused: brake.Paused | None = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("username", "ชื่อผู้ใช้"), ("password", "รหัสผ่าน")):
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = f"กรอก{label}"
        self.tried: SignInTry | None = None
        if self.initial.get("username"):  # told by the link: only the password is left to type
            self.fields["username"].widget.attrs.pop("autofocus", None)
            self.fields["password"].widget.attrs["autofocus"] = True

    def clean_username(self) -> str:
        """As names are made: a telephone begins with a capital, a Thai keyboard types Thai digits."""
        return thai.arabic_digits(self.cleaned_data["username"]).lower()

    def clean(self) -> dict[str, object]:
        """Count the try, look at the password, and forget the count when it is right."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (name and password):
            return self.cleaned_data
        address = address_of(self.request)
        try:
            self.tried = brake.count(name, address, what=TOO_OFTEN)
        except brake.Paused as paused:
            self.paused = paused
            raise ValidationError(paused.reason) from paused
        cleaned = super().clean()  # raises get_invalid_login_error()
        brake.forget(name, address)
        return cleaned

    def get_invalid_login_error(self) -> ValidationError:
        """What was wrong, how many tries are left when few are, and from when on after the last."""
        left = brake.left(self.tried)
        if left == 0:
            note_pause(self.cleaned_data["username"], address_of(self.request))
            self.paused = brake.Paused(TOO_OFTEN, self.tried.paused_until)
            return ValidationError(self.paused.reason)
        more = f" ลองได้อีก {left} ครั้ง" if left <= TOLD_FROM else ""
        return ValidationError(f"{WRONG}{more}")


class CodeForm(PageForm):
    """The second question: a code of the app, or one of the recovery codes."""

    code = LineField(
        label="รหัส 6 หลักจากแอป หรือรหัสสำรอง",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "class": "medium", "autofocus": True}
        ),
    )
    paused: brake.Paused | None = None

    def __init__(self, request: HttpRequest, *args: object, user: User, **kwargs: object) -> None:
        self.request, self.user = request, user
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """A code that holds now; it holds no second time."""
        code = self.cleaned_data["code"]
        try:
            pass_code(user=self.user, code=code)
        except Refused as refused:
            self.paused = refused if isinstance(refused, brake.Paused) else None
            raise ValidationError(refused.reason) from refused
        return code

    def get_user(self) -> User:
        """Who signs in."""
        return self.user
