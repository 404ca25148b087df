"""Fiscal year 2569 as the department makes it in the editor: through its pages alone."""

import re

from django.test import Client
from django.urls import reverse

from tests.forms import opened

YEAR = 2569
NOTICE = "แจ้งผลประจำปี {ปี} ให้{จังหวัด}ดำเนินการ จังหวัดละ {จำนวนกลุ่ม} กลุ่ม ภายในวันที่ {วันส่ง}"
"""A paragraph of the letter that 2568 has not, as it is typed in the editor."""


def section(client: Client, key: str, typed: dict[str, str]) -> None:
    """Change a section's page: what it holds stays, but for what is typed."""
    url = reverse("programme_section", args=[YEAR, key])
    answer = client.post(url, opened(client, url) | typed)
    assert answer.status_code == 302, faults(answer.content.decode())


def faults(text: str) -> list[str]:
    """What the summary of errors says."""
    return re.findall(r'<li><a href="#[^"]+">(.+?)</a>', text)


def rows_of(held: dict[str, str], field: str) -> dict[str, str]:
    """Value of a row's field → the row's prefix, as a served page has them."""
    return {
        value: name.removesuffix(f"-{field}")
        for name, value in held.items()
        if name.endswith(f"-{field}")
    }


def row(client: Client, key: str, field: str, value: str) -> str:
    """Prefix of the row of a section whose ``field`` holds ``value`` («» finds the empty one)."""
    held = opened(client, reverse("programme_section", args=[YEAR, key]))
    return rows_of(held, field)[value]


def make(client: Client) -> None:
    """Copy 2568; change quota, criteria, a day of the curriculum, a deadline, a wording; open it."""
    assert client.post(reverse("programme_copy", args=[YEAR - 1])).status_code == 302
    page = reverse("programme", args=[YEAR])
    renamed = client.post(reverse("programme_rename", args=[YEAR]), opened(client, page))
    assert renamed.status_code == 302
    section(client, "basics", {"quota": "๓"})
    _criteria(client)
    _curriculum(client)
    _wording(client)
    _deadlines(client)
    gate = reverse("programme_open", args=[YEAR])
    assert client.post(gate, opened(client, gate)).status_code == 302


def _criteria(client: Client) -> None:
    """Capacity is worth 15 instead of 25; a criterion of 10 points is new."""
    capacity = row(client, "criteria", "points", "25")
    new = row(client, "criteria", "title", "")
    section(
        client,
        "criteria",
        {
            f"{capacity}-points": "15",
            f"{new}-title": "การรวมกลุ่มกับเครือข่ายอื่น",
            f"{new}-points": "10",
        },
    )


def _curriculum(client: Client) -> None:
    """Day 2 ends later by a session of its own; the visit takes other hours."""
    day = "curriculum-2-2"
    visit = row(client, day, "times", "10.00–12.00, 13.00–15.00")
    new = row(client, day, "times", "")
    section(
        client,
        day,
        {
            f"{visit}-times": "10.00-12.00 น. และ 13.00-14.30 น.",
            f"{new}-times": "๑๔.๓๐-๑๕.๐๐",
            f"{new}-topic": "ถอดบทเรียนจากการดูงาน",
            f"{new}-methods": "แบ่งกลุ่มสรุป",
        },
    )


def _wording(client: Client) -> None:
    """The letter to the chosen districts has another subject and one paragraph more."""
    held = opened(client, reverse("programme_section", args=[YEAR, "wordings"]))
    letter = rows_of(held, "key")["selection_letter"]
    body = held[f"{letter}-body"].splitlines()
    changed = {
        f"{letter}-subject": "เร่งรัดการดำเนินงาน{โครงการ} ปี {ปี}",
        f"{letter}-body": "\n".join([*body[:-1], NOTICE, body[-1]]),
    }
    section(client, "wordings", changed)


def _deadlines(client: Client) -> None:
    """BPM within 10 days of the activity, not 7; the days that moved a year were looked at."""
    url = reverse("programme_section", args=[YEAR, "deadlines"])
    held = opened(client, url)
    bpm = rows_of(held, "key")["bpm_letter"]
    seen = {f"{prefix}-checked": "on" for prefix in rows_of(held, "key").values()}
    assert client.post(url, held | seen | {f"{bpm}-days_after": "10"}).status_code == 302
