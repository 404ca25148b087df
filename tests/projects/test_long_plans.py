"""How long a plan may be, and rows that did not come back whole."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cdd_network.refusal import Refused
from projects.actions import plan_rows, plans
from projects.forms.plan import PlanItemForm
from projects.rules import MOST_ITEMS
from reports.forms.summary import SummaryForm
from selection.forms.nominations import ProposalForm
from tests.projects.test_plan import begun, rows, typed

LINES = "\n".join(["ก"] * 61)


def test_too_many_lines_are_told_and_kept(world, page):
    plan = begun(world)
    before = rows(plan)
    client, edit = page(world.krasang), reverse("plan_edit", args=[plan.pk])
    for name, label in (("steps", "ขั้นตอนการดำเนินการ"), ("results", "ผลที่คาดว่าจะได้รับ")):
        answer = client.post(edit, typed(**{f"items-0-{name}": LINES}))
        text = answer.content.decode()
        assert answer.status_code == 422 and LINES in text
        assert f"{label} ยาวเกินไป มี 61 บรรทัด (ได้ไม่เกิน 60)" in text
    # The separators that Python splits by count as the papers split.
    answer = client.post(edit, typed(**{"items-0-steps": LINES.replace("\n", "\u2028")}))
    assert answer.status_code == 422
    assert rows(plan) == before
    assert client.post(edit, typed(**{"items-0-steps": LINES[2:]})).status_code == 302


def test_a_whole_plan_has_its_length_too(world, page):
    plan = begun(world)
    (row,) = rows(plan)
    plans.save_plan(plan=plan, values={}, items=[row] * 7, version=1, by=world.krasang)
    client, edit = page(world.krasang), reverse("plan_edit", args=[plan.pk])
    long = {f"items-{n}-steps": LINES[2:] for n in range(7)}
    answer = client.post(edit, typed(2, count=7, **long))
    text = answer.content.decode()
    assert answer.status_code == 422 and LINES[2:] in text
    assert "แผนยาวเกินไป มี 427 บรรทัด (ทุกกิจกรรมรวมกันได้ไม่เกิน 400)" in text
    del long["items-6-steps"]
    assert client.post(edit, typed(2, count=7, **long)).status_code == 302
    plan.refresh_from_db()
    for items in ([{**row, "results": LINES}] * 7, [row] * (MOST_ITEMS + 1)):
        with pytest.raises(Refused, match="ไม่เกิน"):
            plans.save_plan(
                plan=plan, values={}, items=items, version=plan.version, by=world.krasang
            )
    answer = client.post(edit, typed(version=plan.version, count=MOST_ITEMS + 1))
    assert answer.status_code == 422
    assert "แผนมีกิจกรรมเครือข่ายได้ไม่เกิน 20 กิจกรรม" in answer.content.decode()
    plans.save_plan(
        plan=plan, values={}, items=[row] * MOST_ITEMS, version=plan.version, by=world.krasang
    )
    with pytest.raises(Refused, match="ไม่เกิน 20 กิจกรรม"):
        plan_rows.add_row(plan=plan, by=world.krasang)


@pytest.mark.parametrize("lost", ["items-0-", "items-0-results", "items-0-remark"])
def test_a_form_that_did_not_come_back_whole_empties_nothing(world, page, lost):
    plan = begun(world)
    before = rows(plan)
    data = {name: text for name, text in typed().items() if not name.startswith(lost)}
    answer = page(world.krasang).post(reverse("plan_edit", args=[plan.pk]), data)
    assert answer.status_code == 422 and "ส่งมาไม่ครบ" in answer.content.decode()
    assert rows(plan) == before


@pytest.mark.parametrize(
    "name", ["items-x-place", "items--1-place", "items-9999-place", "items-0-pk"]
)
def test_a_control_that_no_row_has_is_nothing(world, page, name):
    plan = begun(world)
    page(world.krasang).post(reverse("plan_edit", args=[plan.pk]), typed(**{name: "แทรก"}))
    assert len(rows(plan)) == 1 and "แทรก" not in str(rows(plan))


def test_other_texts_have_their_lines():
    proposal = ProposalForm.base_fields
    assert {n for n, f in proposal.items() if getattr(f, "most_lines", 0) == 60} == {
        "steps",
        "expected_results",
    }
    assert proposal["reasons"].most_lines == PlanItemForm.base_fields["remark"].most_lines == 100
    narrative = SummaryForm.base_fields["day_2"]
    narrative.clean("\n".join(["ก"] * 200))
    with pytest.raises(ValidationError, match=r"ยาวเกินไป มี 250 บรรทัด \(ได้ไม่เกิน 200\)"):
        narrative.clean("\n".join(["ก"] * 250))
