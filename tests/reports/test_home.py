"""Home: the department's figures are of the newest year alone, and count what the year names."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from cdd_network.models import Programme
from reports import home_tasks
from tests.people import World


def test_the_country_at_a_glance(
    world: World, page: Callable[..., Client], django_assert_max_num_queries: Callable
) -> None:
    assert [f.value for f in home_tasks.figures(world.department)] == ["0/76", "0/152", "0", "0"]
    world.announced()
    client = page(world.department)
    with django_assert_max_num_queries(12):
        text = client.get(reverse("home")).content.decode()
    assert "1/76" in text and "2/152" in text
    for user in (world.buriram, world.krasang, world.members[0]):
        assert home_tasks.figures(user) == []
        assert "1/76" not in page(user).get(reverse("home")).content.decode()

    old = world.programme
    new = Programme.objects.create(year=2569, title=old.title, digest=old.digest)
    assert home_tasks.figures(world.department)[0].value == "1/76", "not opened yet"
    new.opened_at = old.opened_at
    new.save()
    assert [f.value for f in home_tasks.figures(world.department)] == ["0/76", "0/152", "0", "0"]
