"""Home: the department's figures are of the newest open year alone, and count what the year names."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cdd_network.models import Programme
from reports.watch.country_home import watched
from tests.people import World


def shown(world: World) -> list[str]:
    return [figure.value for figure in watched(world.department).figures]


def test_the_country_at_a_glance(
    world: World, page: Callable[..., Client], django_assert_max_num_queries: Callable
) -> None:
    assert shown(world) == ["0/76", "0/152", "0/152", "76"]
    world.announced()
    client = page(world.department)
    with django_assert_max_num_queries(12):
        text = client.get(reverse("home")).content.decode()
    assert "1/76" in text and "2/152" in text
    assert "ยังไม่ประกาศผล 75 จังหวัด" in text
    for user in (world.buriram, world.krasang, world.members[0]):
        assert watched(user) is None
        assert "1/76" not in page(user).get(reverse("home")).content.decode()

    old = world.programme
    new = Programme.objects.create(year=2569, title=old.title, digest=old.digest)
    assert shown(world)[0] == "1/76", "not opened yet"
    assert "ตรวจและเปิดโครงการ ปี 2569" in client.get(reverse("home")).content.decode()
    new.opened_at = old.opened_at
    new.save()
    assert shown(world)[0] == "1/76", "opened, and no province has begun"
    assert "ตัวเลขของปีงบประมาณ 2568" in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-09-30", False),
        ("2025-10-01", True),  # the first day of fiscal year 2569
    ],
)
def test_a_year_without_a_programme_is_told_of(
    world: World, monkeypatch: pytest.MonkeyPatch, day: str, told: bool
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date.fromisoformat(day))
    titles = [task.title for task in watched(world.department).tasks]
    assert ("ทำโครงการ ปี 2569" in titles) is told
