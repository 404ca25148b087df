"""The demonstration loads once, tells both provinces' stories, and is refused where it must be."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from cdd_network.models import Job, User
from projects import queries_follow_up, queries_survey
from projects.models import ActionPlan, Allocation, Event, FollowUp, Participant
from reports.demo import PASSWORD
from reports.models import Bundle, Document, Photo, SummaryReport
from selection.models import ChosenGroup, Nomination, Round, SavingsGroup

OFFICERS = ("department", "buriram", "krasang", "bandan", "surin")
ACCOUNTS = (*OFFICERS, *(f"committee{n}" for n in range(1, 6)))


def _rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def _check_numbers() -> None:
    """The published letter cites the circular; the gate carries the notice's number."""
    papers = Document.objects.filter(round__programme__year=2568).select_related("office")
    numbers = {d.kind: d.number_text for d in papers}
    assert numbers["committee_order"] == "ที่ 2150/2568"
    assert numbers["criteria_circular"] == "ที่ บร 0019/ว 22303"
    letter = Document.objects.get(kind="selection_letter")
    assert [str(row) for row in letter.references.all()] == [
        "จังหวัดบุรีรัมย์ ที่ บร 0019/ว 2230",
        "จังหวัดบุรีรัมย์ ที่ บร 0019/ว 22303",
    ]
    given = Allocation.objects.filter(chosen__round__programme__year=2568)
    assert {f"ที่ {one.number}" for one in given} == {numbers["allocation_notice"]}
    covers = papers.filter(kind="district_cover")
    assert {d.office.short_name for d in covers} == {"อำเภอกระสัง", "อำเภอบ้านด่าน"}


def _chosen(round: Round) -> list[str]:
    rows = ChosenGroup.objects.with_place().filter(round=round).order_by("order")
    return [str(one.nomination.group).partition("บ้าน")[2] for one in rows]


def _check_the_year_before(past: Round) -> None:
    """It came to its end: received by the department, seen again; one district owes a look."""
    (bundle,) = Bundle.objects.all()
    assert bundle.programme_id == past.programme_id and bundle.received_at
    assert not Job.objects.unfinished().exists()
    seen = FollowUp.objects.order_by("activity__office__district_id", "months")
    assert list(seen.values_list("activity__office__district_id", "months")) == [
        ("3102", 3), ("3104", 3), ("3104", 6), ("3104", 12),
    ]  # fmt: skip
    owed = queries_follow_up.next_owed(User.objects.get(username="khumueang"))
    assert owed.owed.months == 12
    assert queries_follow_up.next_owed(User.objects.get(username="nangrong")) is None
    people = Participant.objects.filter(event__programme=past.programme_id)
    groups = SavingsGroup.objects.filter(nominations__round=past)
    assert people and groups and all("(ตัวอย่าง)" in str(one) for one in [*people, *groups])


def test_refused_where_debug_is_off(db: None) -> None:
    with pytest.raises(CommandError, match="--force"):
        call_command("demo", stdout=StringIO())
    assert not Round.objects.exists()


def test_told_once_to_its_end(db: None) -> None:
    said = StringIO()
    call_command("demo", "--force", stdout=said)
    assert all(name in said.getvalue() for name in (*ACCOUNTS, PASSWORD))
    assert all(authenticate(username=name, password=PASSWORD) for name in ACCOUNTS)
    past, buriram, surin = Round.objects.order_by("programme__year", "office__province_id")
    assert (past.state, buriram.state, surin.state) == ("announced", "announced", "open")
    assert _chosen(buriram) == ["กระเจา", "อารัง"]
    assert _chosen(past) == ["ดอนแสง (ตัวอย่าง)", "หนองขาม (ตัวอย่าง)"]
    _check_the_year_before(past)
    assert {d.kind for d in Document.objects.filter(state="issued")} == set(Document.Kind.values)
    assert not Document.objects.filter(state="draft").exists()
    _check_numbers()
    for paper in (ActionPlan, SummaryReport):
        assert list(paper.objects.values_list("state", flat=True)) == ["accepted"] * 4
    assert Photo.objects.count() == 24
    for event in Event.objects.all():
        knew, knows = queries_survey.results(event).rated
        assert knew.measure.mean < knows.measure.mean, "something was learned"
    states = Nomination.objects.filter(round=surin).values_list("state", flat=True)
    assert sorted(states) == ["returned", "submitted"]

    before = _rows()
    call_command("demo", "--force", stdout=StringIO())
    assert _rows() == before
