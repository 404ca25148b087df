"""Two officers who write captions of one summary: neither overwrites the other unseen."""

import pytest
from django.urls import reverse

from cdd_network.models import User
from reports.actions import photos
from tests.forms import filled
from tests.reports.test_summary_photos import picture, report, send, shown

__all__ = ["report"]
AUTO = {"X-Autosave": "1"}


@pytest.fixture
def desk(world, report, page):
    """Two officers of the district, each with the page of two photographs open; and their keys."""
    for colour in ("red", "green"):
        photos.add_photo(report=report, data=picture(colour), caption="", by=world.krasang)
    other = User.objects.create_user(
        "colleague", role="district", office=world.krasang.office, display_name="นายวิชัย ขยัน"
    )
    url = reverse("summary_photos", args=[report.pk])
    clients = [page(world.krasang), page(other)]
    pages = [form_of(client.get(url)) for client in clients]
    return clients, pages, [f"caption_{pk}" for pk in report.photos.values_list("pk", flat=True)]


def saved(client, report, typed, **headers):
    """The answer to the page's form."""
    return client.post(reverse("photo_save", args=[report.pk]), typed, headers=headers)


@pytest.mark.parametrize("headers", [{}, AUTO], ids=["button", "autosave"])
def test_a_page_opened_before_leaves_the_other_one_s_caption(report, desk, headers):
    (me, other), (mine, theirs), (one, two) = desk
    saved(other, report, {**theirs, one: "ของวิชัย"}, **AUTO)
    answer = saved(me, report, {**mine, two: "ของฉัน"}, **headers)
    assert answer.status_code == (200 if headers else 302)
    assert shown(report) == ["ของวิชัย", "ของฉัน"]


def test_a_page_that_goes_on_saving_itself_still_knows_what_it_never_showed(report, desk):
    (me, other), (mine, theirs), (one, two) = desk
    first = saved(me, report, {**mine, two: "ก"}, **AUTO).json()
    saved(other, report, {**theirs, one: "ของวิชัย"}, **AUTO)
    second = saved(me, report, {**mine, two: "กข", "base": first["base"]}, **AUTO).json()
    saved(me, report, {**mine, two: "กขค", "base": second["base"]}, **AUTO)
    assert shown(report) == ["ของวิชัย", "กขค"]


def test_what_both_wrote_is_told_and_neither_is_lost(report, desk):
    (me, other), (mine, theirs), (one, two) = desk
    saved(other, report, {**theirs, one: "ของวิชัย"}, **AUTO)
    typed = {**mine, one: "ของฉัน", two: "ภาพที่สอง"}
    told = saved(me, report, typed, **AUTO).json()
    ((control, text),) = [(row["control"], row["text"]) for row in told["unsaved"]]
    assert control == f"id_{one}" and "นายวิชัย ขยัน" in text and "«ของวิชัย»" in text
    assert shown(report) == ["ของวิชัย", "ภาพที่สอง"]
    typed["base"] = told["base"]
    answer = saved(me, report, {**typed, "act": "done"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "แก้ไขไม่ตรงกัน 1 ข้อ" in page
    assert "ของวิชัย" in page and "ของฉัน" in page
    assert "data-autosave" not in page, "both texts are looked at before either is saved"
    again = form_of(answer)
    assert again[one] == "ของฉัน"
    assert saved(me, report, {**again, "act": "done"}).status_code == 302
    assert shown(report) == ["ของฉัน", "ภาพที่สอง"]


def form_of(answer):
    """Fields of the photographs' form as it was served."""
    return filled(answer.content.decode(), "base")


def test_a_caption_of_a_photograph_that_was_sent_from_the_open_page(report, desk):
    (me, _), (mine, _), _ = desk
    _, told = send(me, report, picture("blue"))
    saved(me, report, {**mine, f"caption_{told['kept']}": "ภาพใหม่"}, **AUTO)
    assert shown(report) == ["", "", "ภาพใหม่"]


@pytest.mark.parametrize(
    "base",
    ["", "{", "[]", '{"x":1}', '{"1":[]}', f'{{"{"9" * 5000}":"x"}}', "9" * 5000, '{"²":"x"}'],
)
def test_a_base_that_is_none_overwrites_nothing(report, desk, base):
    (me, other), (mine, theirs), (one, _) = desk
    saved(other, report, {**theirs, one: "ของวิชัย"}, **AUTO)
    assert saved(me, report, {**mine, one: "ของฉัน", "base": base}).status_code == 409
    assert shown(report)[0] == "ของวิชัย"
