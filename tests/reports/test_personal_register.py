"""Every column of text stands in the register of personal data, or is declared free of it."""

from io import BytesIO

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from openpyxl import load_workbook

from projects.actions.purge import purge_people, purge_speakers
from projects.models import Participant, Speaker
from reports.personal.counts import counts, years
from reports.personal.held import TEXTS
from reports.personal.register import FREE, RECORDS, searched
from tests.people import World
from tests.projects.stage import listed

TEXT = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.BinaryField,
    models.GenericIPAddressField,
)
MODELS = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}


def texts(model: type[models.Model]) -> set[str]:
    """Columns into which somebody or something may write a name; a choice holds none."""
    own = model._meta.local_concrete_fields
    return {field.name for field in own if isinstance(field, TEXT) and not field.choices}


def registered(model: type[models.Model]) -> list[str]:
    """Columns of the model that the register names, as often as it does."""
    held = [one for record in RECORDS for one in record.holds if one.model is model]
    return [name for one in held for name in one.fields]


def free(label: str) -> set[str]:
    return {name for names in FREE.get(label, {}) for name in names.split()}


@pytest.mark.parametrize("label", sorted(MODELS))
def test_each_column_is_registered_or_free(label: str) -> None:
    named = registered(MODELS[label])
    assert len(named) == len({*named}), f"{label}: named twice"
    assert not free(label) & {*named}, f"{label}: registered and free"
    assert texts(MODELS[label]) - {*named} == free(label), (
        f"{label}: say in reports/personal/register*.py what is kept of whom, or why it is free"
    )


def test_the_register_is_whole() -> None:
    assert {*FREE} <= {*MODELS}
    for record in RECORDS:
        for word in (record.title, record.whose, record.data, record.purpose, record.seen):
            assert word, record.key
        assert record.kept and record.end
    for record, held in searched():
        assert held.place and held.office, f"{record.key}: whose is it"
        assert record.refused or held.erase is not None, f"{record.key}: why is it kept"
        if held.search == TEXTS:
            assert {*held.searched} == {*held.fields}


def test_the_notice_is_for_everybody_and_links_lead_to_it(world: World, page: object) -> None:
    first, _ = world.dated()
    answer = page(None).get(reverse("privacy"))
    text = answer.content.decode()
    assert answer.status_code == 200 and not answer.cookies
    for record in RECORDS:
        assert (f'id="{record.key}"' in text) is record.public
    assert "มาตรา 24 (4)" in text and "มาตรา 30" in text
    walls = [first.days.first().token]
    for url in (reverse("sign_in"), reverse("check_in", args=walls)):
        assert f'href="{reverse("privacy")}"' in page(None).get(url).content.decode()


def test_the_workbook_counts_what_the_office_answers_for(world: World, page: object) -> None:
    first, _ = world.dated()
    listed(first, 3)
    Participant.objects.filter(order=3).update(name="(ลบตามคำขอ)")
    assert counts(world.buriram)["participants"] == counts(world.department)["participants"] == 2
    assert counts(world.surin)["participants"] == 0
    answer = page(world.buriram).get(reverse("personal_register"))
    book = load_workbook(BytesIO(answer.content))
    rows = list(book["บันทึกรายการ"].iter_rows(values_only=True))
    assert len(rows) == len(RECORDS) + 1
    assert rows[1][1] == "บัญชีรายชื่อผู้เข้าร่วมกิจกรรม" and rows[1][-1] == 2
    (year,) = list(book["กำหนดลบตามปี"].iter_rows(min_row=2, values_only=True))
    assert year[:2] == ("2568", 2) and f"{year[3]:%Y-%m-%d}" == "2026-09-30"
    assert page(world.krasang).get(reverse("personal_register")).status_code == 404


def test_names_of_a_year_are_those_that_still_stand(world: World) -> None:
    """Two events: one of three names is erased at request; then the other's time is over."""
    first, second = world.dated()
    listed(first, 3)
    listed(second, 4)
    for event in (first, second):
        Speaker.objects.create(event=event.event_ptr, order=1, name="นายวิทยากร ตัวอย่าง")

    def told(user: object) -> list[tuple[int, int, int]]:
        return [(one.year, one.participants, one.speakers) for one in years(user)]

    assert told(world.department) == told(world.buriram) == [(2568, 7, 2)]
    Participant.objects.filter(event=first, order=3).update(name="(ลบตามคำขอ)")
    assert told(world.buriram) == [(2568, 6, 2)]
    purge_people(event=second)
    assert told(world.buriram) == [(2568, 2, 2)], "an empty list has nobody; speakers go apart"
    purge_speakers(event=second)
    assert told(world.department) == [(2568, 2, 1)]
    assert told(world.surin) == [(2568, 0, 0)]
