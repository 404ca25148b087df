"""The sign-in form."""

from django.contrib.auth.forms import AuthenticationForm

from cdd_network.forms import ThaiErrors


class SignInForm(ThaiErrors, AuthenticationForm):
    """User name and password; the refusal does not say which of the two was wrong."""

    error_messages = {
        "invalid_login": "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง กรุณาตรวจตัวพิมพ์เล็กใหญ่และภาษาของแป้นพิมพ์",
        "inactive": "บัญชีนี้ถูกปิดการใช้งาน กรุณาติดต่อผู้ดูแลของสำนักงาน",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("username", "ชื่อผู้ใช้"), ("password", "รหัสผ่าน")):
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = f"กรอก{label}"
