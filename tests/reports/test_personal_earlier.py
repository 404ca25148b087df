"""An erased name does not come back: not from a draft's earlier versions, not from an open page."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.form_versions import versions_of
from cdd_network.models import AuditRow, FormVersion, User
from projects.models import ActionPlan, Participant, PlanItem
from reports.actions.personal import erase_person
from reports.personal.finding import Asked, find
from reports.personal.keeping import ERASED
from tests.people import World
from tests.projects.stage import listed
from tests.reports.test_form_versions import restore, save

Page = Callable[[User | None], Client]
WHO, OTHER = "นางบุษบง หอมหวล", "นายมานะ อดทน"


def erase(user: User, name: str = WHO) -> int:
    """All places of the name that may be erased."""
    chosen = [hit.key for hit in find(user, Asked(name)) if hit.can_erase]
    return erase_person(asked=Asked(name), chosen=chosen, cause="asked", by=user)


def held(version: FormVersion) -> str:
    version.refresh_from_db()
    return f"{version.posted} {version.said}"


def plan_office(plan: ActionPlan) -> str:
    return plan.activity.office.name


@pytest.fixture
def plan(world: World, page: Page) -> ActionPlan:
    """Krasang's draft, saved twice: the name stands in both versions, in other words."""
    plan = ActionPlan.objects.create(activity=world.dated()[0])
    PlanItem.objects.create(plan=plan, key=0, order=1)
    url = reverse("plan_edit", args=[plan.pk])
    for words in (f"ประชุมกับ{WHO}ที่ศาลา", f"อบรมกับ {WHO} และ{OTHER}"):
        save(page(world.krasang), url, reporter_name=WHO, **{"items-0-steps": words})
    return plan


def test_earlier_versions_of_a_draft_lose_the_name(
    plan: ActionPlan, world: World, page: Page
) -> None:
    second, first, _ = versions_of(plan)
    assert all(held(one).count("หอมหวล") >= 2 for one in (second, first))
    assert erase(world.surin) == 0 and "หอมหวล" in held(first), "another province's officer"
    assert erase(world.buriram) == 3, "reporter, item, and the form's versions"
    assert "หอมหวล" not in held(first) + held(second)
    assert f"ประชุมกับนาง{ERASED}ที่ศาลา" in held(first) and OTHER in held(second)
    client = page(world.krasang)
    shown = client.get(f"/history/versions/{first.pk}/").content.decode()
    assert ERASED in shown and "หอมหวล" not in shown
    assert restore(client, first) == 302, "taken back it says what stands there now"
    plan.refresh_from_db()
    assert plan.items.get().steps == f"ประชุมกับนาง{ERASED}ที่ศาลา"
    assert plan.reporter_name == f"นาง{ERASED}"


def test_a_name_that_stands_in_earlier_versions_alone_is_found_and_erased(
    plan: ActionPlan, world: World, page: Page, django_assert_max_num_queries: Callable
) -> None:
    url = reverse("plan_edit", args=[plan.pk])
    save(page(world.krasang), url, reporter_name=OTHER, **{"items-0-steps": "ประชุมที่ศาลา"})
    with django_assert_max_num_queries(5):
        (hit,) = find(world.buriram, Asked(WHO))
    assert (hit.said, hit.more, hit.office) == ("บุษบง หอมหวล", "แผนปฏิบัติการฯ", plan_office(plan))
    client = page(world.buriram)
    shown = client.post(reverse("personal"), {"name": WHO}).content.decode()
    assert "ประวัติการแก้ไข" in shown and "ไม่พบชื่อนี้" not in shown
    for user in (world.surin, world.department):
        assert find(user, Asked(WHO)) == []
        chosen = {"asked": Asked(WHO), "chosen": [hit.key], "cause": "asked"}
        assert erase_person(**chosen, by=user) == 0
    assert any("หอมหวล" in held(one) for one in versions_of(plan))
    form = {"name": WHO, "place": [hit.key], "sure": "1", "cause": "asked"}
    assert client.post(reverse("personal_erase"), form).status_code == 302
    assert not any("หอมหวล" in held(one) for one in versions_of(plan))
    assert find(world.buriram, Asked(WHO)) == [] and erase(world.buriram) == 0
    plan.refresh_from_db()
    assert plan.reporter_name == OTHER
    assert AuditRow.objects.get(act="personal:erase").detail["places"] == {
        "versions.formversion": 1
    }


def test_who_was_taken_off_a_list_comes_back_until_somebody_was_erased(
    world: World, page: Page
) -> None:
    first, second = world.dated()
    client, url = page(world.krasang), reverse("person_restore", args=[first.pk])

    def removed(person: Participant) -> dict[str, str]:
        answer = client.post(reverse("person_remove", args=[first.pk, person.pk]))
        return {"gone": answer.context["signed"]}

    person, other = listed(first, [WHO, OTHER])
    Participant.objects.create(event_id=second.pk, order=1, name=WHO)
    in_surin = AuditRow(by=world.surin, office=world.surin.office, act="personal:erase")
    gone = removed(person)
    in_surin.save()
    assert client.post(url, gone).status_code == 302, "another province's request is not ours"
    gone = removed(person)
    assert erase(world.buriram) == 1, "he stands on the other list alone"
    back = client.post(url, gone)
    assert back.status_code == 409
    assert "ระบบจึงไม่นำชื่อเดิมกลับมา" in back.content.decode()
    assert not Participant.objects.filter(name=WHO).exists()
    assert client.post(url, removed(other)).status_code == 302, "who goes later may come back"
    gone = removed(other)
    AuditRow(by=world.department, office=world.department.office, act="personal:erase").save()
    assert client.post(url, gone).status_code == 409, "the department answers for all"
