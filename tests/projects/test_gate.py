"""The gate: before the notice nothing is begun, and the page says what is awaited and from whom."""

import datetime
import re
from decimal import Decimal

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from projects.actions.allocations import allot
from projects.models import Activity, Event
from projects.queries_gate import share_words
from reports.models import Document

DAY = datetime.date(2025, 6, 16)
CITED = {
    "source": "หนังสือกรมการพัฒนาชุมชน",
    "urgency": "",
    "code": "มท 0402.3",
    "number": "ว 1234",
    "date": datetime.date(2025, 5, 2),
}


def event_routes(found=None, before: str = "") -> list[str]:
    """Every route of the site that takes the key of an event or an activity."""
    routes = []
    for one in (found or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            routes += event_routes(one, route)
        elif isinstance(one, URLPattern) and re.match(r"(events|activities)/<int:pk>/", route):
            routes.append(route)
    return routes


def test_before_the_notice_no_page_of_an_event_opens(world, page):
    _, one, _ = world.announced()
    assert not Event.objects.exists()
    routes = event_routes()
    assert len(routes) > 5 and "activities/<int:pk>/days/" in routes
    clients = [page(world.krasang), page(world.buriram)]
    for route in routes:
        url = "/" + re.sub(r"<[^>]*>", "1", route.replace("<int:pk>", str(one.pk)))
        for client in clients:
            assert client.get(url).status_code in (404, 405, 409), url
            assert client.post(url).status_code in (404, 405, 409), url
    assert not Activity.objects.exists()


def test_district_reads_what_is_awaited_from_whom_and_what_to_prepare(world, page):
    _, one, two = world.announced()
    office = world.buriram.office
    office.phone, office.group_name = "0 4461 1234", "กลุ่มงานส่งเสริมการพัฒนาชุมชน"
    office.save()
    url = reverse("chosen", args=[one.pk])
    text = page(world.krasang).get(url).content.decode()
    assert "รอจังหวัดแจ้งจัดสรรงบประมาณ" in text and "38,600" in text
    assert office.name in text and "0 4461 1234" in text and "ประกาศผลการคัดเลือกเมื่อ" in text
    for kind in ("curriculum", "procedure"):
        assert f"{reverse('form_pdf', args=[kind])}?year=2568" in text
    assert reverse("allocation_new", args=[one.pk]) not in text
    assert reverse("allocation_new", args=[one.pk]) in page(world.buriram).get(url).content.decode()
    for user in (world.bandan, world.surin, world.prasat, world.members[0]):
        assert page(user).get(url).status_code == 404
    assert page(world.krasang).get(reverse("chosen", args=[two.pk])).status_code == 404


def test_home_and_list_lead_to_it(world, page):
    _, one, _ = world.announced()
    url = reverse("chosen", args=[one.pk])
    for name in ("home", "activities"):
        assert url in page(world.krasang).get(reverse(name)).content.decode()


def test_page_of_the_gate_takes_few_queries(world, page, django_assert_num_queries):
    _, one, _ = world.announced()
    client = page(world.krasang)
    url = reverse("chosen", args=[one.pk])
    client.get(url)
    with django_assert_num_queries(4):
        client.get(url)


def test_after_the_notice_it_leads_to_the_activity(world, page):
    activity, _ = world.allotted()
    answer = page(world.krasang).get(reverse("chosen", args=[activity.chosen.pk]))
    assert answer.url == reverse("activity", args=[activity.pk])


def test_amount_against_the_ceiling_in_words(world, page):
    _, one, two = world.announced()
    notice = {"number": "บร 0019/ว 1", "date": DAY, "by": world.buriram}
    whole = allot(chosen=one, amount=Decimal(38600), **notice)
    part = allot(chosen=two, amount=Decimal(30000), **notice)
    assert share_words(whole) == "เต็มตามงบประมาณของโครงการต่อกลุ่ม 38,600 บาท"
    text = page(world.bandan).get(reverse("activity", args=[part.pk])).content.decode()
    assert "ร้อยละ 77.7 ของงบประมาณของโครงการต่อกลุ่ม 38,600 บาท ต่ำกว่า 8,600 บาท" in text


def test_a_notice_issued_here_is_linked_and_another_is_not(world, page, story):
    opened, one, two = world.announced()
    paper = story.issue(
        opened, Document.Kind.ALLOCATION_NOTICE, by=world.buriram, signatory=world.signatory,
        day=DAY, number=2300, references=(CITED,),
    )  # fmt: skip
    link = reverse("document", args=[paper.pk])
    named = f"ที่ {paper.printed_number.replace(' ', '')}"
    here = allot(chosen=one, amount=Decimal(38600), number=named, date=DAY, by=world.buriram)
    outside = allot(chosen=two, amount=Decimal(38600), number="บร 9", date=DAY, by=world.buriram)
    assert link in page(world.krasang).get(reverse("activity", args=[here.pk])).content.decode()
    other = page(world.bandan).get(reverse("activity", args=[outside.pk])).content.decode()
    assert link not in other and "บร 9" in other
