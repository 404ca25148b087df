"""The reporter of plan and summary is typed once, whichever of the two is written first."""

import pytest
from django.urls import reverse

from projects.actions.plans import begin_plan
from projects.models import Activity
from reports.actions.summaries import begin_summary
from tests.forms import opened

WHO = {"reporter_name": "นางสาวสมใจ ดีงาม", "reporter_post": "นักวิชาการพัฒนาชุมชน"}
OFFER = "ใช้ชื่อและตำแหน่งนี้"
EDIT = {begin_plan: "plan_edit", begin_summary: "summary_edit"}


@pytest.fixture(params=[(begin_plan, begin_summary), (begin_summary, begin_plan)])
def both(world, request):
    """Both papers begun before anybody is named: addresses of the first and of the other."""
    activity, _ = world.dated()
    begun = [(EDIT[begin], begin(activity=activity, by=world.krasang)) for begin in request.param]
    return [reverse(name, args=[paper.pk]) for name, paper in begun], [one for _, one in begun]


def test_begun_together_the_second_gets_it_by_one_tap(world, both, page):
    (first, second), (_, other) = both
    client = page(world.krasang)
    assert OFFER not in client.get(second).content.decode(), "nobody is named yet"
    client.post(first, {**opened(client, first), **WHO})
    text = client.get(second).content.decode()
    assert OFFER in text and " ".join(WHO.values()) in text
    answer = client.post(second, {**opened(client, second), "act": "reporter"})
    assert answer.url == f"{second}#id_reporter_name"
    other.refresh_from_db()
    assert {name: getattr(other, name) for name in WHO} == WHO
    assert OFFER not in client.get(second).content.decode()


def test_what_is_typed_is_not_replaced(world, both, page):
    (first, second), (_, other) = both
    client = page(world.krasang)
    client.post(first, {**opened(client, first), **WHO})
    typed = {**opened(client, second), "reporter_name": "นายบุญมี", "act": "reporter"}
    client.post(second, typed)
    other.refresh_from_db()
    assert (other.reporter_name, other.reporter_post) == ("นายบุญมี", "")


@pytest.mark.parametrize("order", [(begin_plan, begin_summary), (begin_summary, begin_plan)])
def test_begun_later_it_has_the_reporter_from_the_start(world, order, page):
    activity, _ = world.dated()
    first, second = order
    paper, client = first(activity=activity, by=world.krasang), page(world.krasang)
    url = reverse(EDIT[first], args=[paper.pk])
    client.post(url, {**opened(client, url), **WHO})
    other = second(activity=Activity.objects.get(pk=activity.pk), by=world.krasang)
    assert {name: getattr(other, name) for name in WHO} == WHO
