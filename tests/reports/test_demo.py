"""The demonstration loads once, tells both provinces' stories, and is refused where it must be."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from projects import queries_survey
from projects.models import ActionPlan, Allocation, Event
from reports.demo import PASSWORD
from reports.models import Document, Photo, SummaryReport
from selection.models import ChosenGroup, Nomination, Round

OFFICERS = ("department", "buriram", "krasang", "bandan", "surin")
ACCOUNTS = (*OFFICERS, *(f"committee{n}" for n in range(1, 6)))


def _rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def _check_numbers() -> None:
    """The published letter cites the circular; the gate carries the notice's number."""
    numbers = {d.kind: d.number_text for d in Document.objects.select_related("office")}
    assert numbers["committee_order"] == "ที่ 2150/2568"
    assert numbers["criteria_circular"] == "ที่ บร 0019/ว 22303"
    letter = Document.objects.get(kind="selection_letter")
    assert [str(row) for row in letter.references.all()] == [
        "จังหวัดบุรีรัมย์ ที่ บร 0019/ว 2230",
        "จังหวัดบุรีรัมย์ ที่ บร 0019/ว 22303",
    ]
    given = {f"ที่ {number}" for number in Allocation.objects.values_list("number", flat=True)}
    assert given == {numbers["allocation_notice"]}
    covers = Document.objects.filter(kind="district_cover")
    assert {d.office.short_name for d in covers} == {"อำเภอกระสัง", "อำเภอบ้านด่าน"}


def test_refused_where_debug_is_off(db: None) -> None:
    with pytest.raises(CommandError, match="--force"):
        call_command("demo", stdout=StringIO())
    assert not Round.objects.exists()


def test_told_once_to_its_end(db: None) -> None:
    said = StringIO()
    call_command("demo", "--force", stdout=said)
    assert all(name in said.getvalue() for name in (*ACCOUNTS, PASSWORD))
    assert all(authenticate(username=name, password=PASSWORD) for name in ACCOUNTS)
    buriram, surin = Round.objects.order_by("office__province_id")
    assert (buriram.state, surin.state) == ("announced", "open")
    names = [str(c.nomination.group) for c in ChosenGroup.objects.with_place().order_by("order")]
    assert [name.partition("บ้าน")[2] for name in names] == ["กระเจา", "อารัง"]
    assert {d.kind for d in Document.objects.filter(state="issued")} == set(Document.Kind.values)
    assert not Document.objects.filter(state="draft").exists()
    _check_numbers()
    for paper in (ActionPlan, SummaryReport):
        assert list(paper.objects.values_list("state", flat=True)) == ["accepted", "accepted"]
    assert Photo.objects.count() == 12
    for event in Event.objects.all():
        knew, knows = queries_survey.results(event).rated
        assert knew.measure.mean < knows.measure.mean, "something was learned"
    states = Nomination.objects.filter(round=surin).values_list("state", flat=True)
    assert sorted(states) == ["returned", "submitted"]

    before = _rows()
    call_command("demo", "--force", stdout=StringIO())
    assert _rows() == before
