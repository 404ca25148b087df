"""The demonstration loads once, tells both provinces' stories, and is refused where it must be."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from projects.models import ActionPlan
from reports.demo import PASSWORD
from reports.models import Document, Photo, SummaryReport
from selection.models import ChosenGroup, Nomination, Round

OFFICERS = ("department", "buriram", "krasang", "bandan", "surin")
ACCOUNTS = (*OFFICERS, *(f"committee{n}" for n in range(1, 6)))


def _rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


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
    for paper in (ActionPlan, SummaryReport):
        assert list(paper.objects.values_list("state", flat=True)) == ["accepted", "accepted"]
    assert Photo.objects.count() == 12
    states = Nomination.objects.filter(round=surin).values_list("state", flat=True)
    assert sorted(states) == ["returned", "submitted"]

    before = _rows()
    call_command("demo", "--force", stdout=StringIO())
    assert _rows() == before
