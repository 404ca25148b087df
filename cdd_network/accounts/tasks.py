"""What an office does on its first days, on the task list at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network.accounts.queries import offices_without
from cdd_network.tasks import Task

if TYPE_CHECKING:
    from cdd_network.models import User


def tasks_for(user: User) -> list[Task]:
    """Accounts that the offices below still lack; a province's signatory. Two queries at most.

    Asked of offices that keep accounts, until their first work of the year has begun.
    """
    tasks = []
    if user.is_province and not user.office.signatories.exists():
        why = "ที่อยู่ โทรศัพท์ ตราครุฑ และผู้ลงนามพิมพ์ในหนังสือทุกฉบับ"
        title = "ตรวจหัวหนังสือและเพิ่มผู้ลงนาม"
        tasks.append(Task(title, "todo", reverse("office"), "ยังไม่มีผู้ลงนาม", "act", why))
    if lacking := offices_without(user).count():
        kind = "จังหวัด" if user.is_department else "อำเภอ"
        why = f"สร้างครบทุกแห่งได้ในครั้งเดียว แล้วส่งลิงก์ให้{kind}ตั้งรหัสผ่านเอง"
        tag = f"ยังไม่มีบัญชี {lacking} {kind}"
        tasks.append(Task(f"สร้างบัญชีให้{kind}", "todo", reverse("accounts_missing"), tag, "act", why))
    return tasks
