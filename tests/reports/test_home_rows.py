"""Home at every stage of the year: opened by each role, within twelve queries, and no row of it is
asked for a column that it was read without (the tests' client refuses that)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cdd_network.models import Subdistrict
from projects.actions.plans import begin_plan
from projects.models import Activity, FollowUp
from projects.states import PaperState
from reports.actions.bpm import key_bpm
from reports.actions.summaries import begin_summary
from reports.models import Document
from selection.models import ResultVersion
from tests.people import World
from tests.reports.stages import letter, sent_papers

STAGES = (
    "round_prepared", "round_open", "nominated", "scoring", "scored", "announced", "allotted",
    "dated", "province_day",
)  # fmt: skip


@pytest.fixture
def homes(
    world: World, page: Callable[..., Client], django_assert_max_num_queries: Callable
) -> Callable[[], dict[str, str]]:
    """``homes()``: the text of each role's home."""

    def opened() -> dict[str, str]:
        found = {}
        people = {"district": world.krasang, "other": world.bandan, "province": world.buriram}
        for role, user in (people | {"member": world.members[0]}).items():
            client = page(user)
            with django_assert_max_num_queries(12):
                found[role] = client.get(reverse("home")).content.decode()
        return found

    return opened


@pytest.mark.parametrize("stage", STAGES)
def test_at_each_stage(world: World, homes: Callable, stage: str) -> None:
    getattr(world, stage)()
    homes()


@pytest.mark.parametrize("state", PaperState)
def test_with_papers_of_each_state(world: World, homes: Callable, state: PaperState) -> None:
    first, _ = world.dated()
    papers = [begin(activity=first, by=world.krasang) for begin in (begin_plan, begin_summary)]
    sent = "2025-06-21T09:00:00+07:00"
    for paper in papers:
        rows = type(paper).objects.filter(pk=paper.pk)
        note = "ขอให้เพิ่มสถานที่" if state == PaperState.RETURNED else ""
        rows.update(state=state, submitted_at=sent, first_sent_at=sent, returned_note=note)
    found = homes()
    assert found["district"].count("ขอให้เพิ่มสถานที่") == (2 if state == PaperState.RETURNED else 0)
    assert "กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา" in found["province"]
    if state == PaperState.ACCEPTED:
        assert "ติดตามกลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา" in found["district"]
        for months in (3, 6, 12):
            seen = {"seen_on": date(2026, 9, 1), "standing": "running", "by": world.krasang}
            FollowUp.objects.create(activity=first, months=months, **seen)
        assert "ติดตามกลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา" not in homes()["district"]
    key_bpm(event=first, keyed_on=date(2025, 6, 21), by=world.krasang)
    assert "บันทึกใน BPM" in homes()["district"]


def test_with_a_study_site_far_away_and_no_reason(world: World, homes: Callable) -> None:
    first, second = world.dated()
    far = Subdistrict.objects.filter(district__province="50")[0]
    Activity.objects.filter(pk=first.pk).update(site_subdistrict=far, site_reason="")
    found = homes()
    assert "กำหนดแล้วบางส่วน" in found["district"], "a reason is wanted"
    Activity.objects.filter(pk=second.pk).update(site_subdistrict=None, site_name="")
    homes()


def test_with_letters_a_correction_and_papers_to_cover(world: World, homes: Callable) -> None:
    paper = letter(world)
    assert "แจ้งผลและการดำเนินงาน" in homes()["district"]
    activity = Activity.objects.filter(office=world.krasang.office).first()
    if activity:
        sent_papers(world, activity)
        homes()
    ResultVersion.objects.create(
        round=paper.round, number=2, rows=[], reason="แก้ชื่อหมู่บ้าน", at=timezone.now(),
        by=world.buriram,
    )  # fmt: skip
    assert Document.objects.filter(pk=paper.pk, state="issued").exists()
    assert "ไม่ตรงกับผลที่แก้ไข" in homes()["province"]
