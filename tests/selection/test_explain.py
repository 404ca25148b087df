"""The board and the explanation: who reads them, what they tell, at what cost."""

from collections.abc import Callable

import pytest
from django.test import Client

from cdd_network.models import User
from cdd_network.refusal import Refused
from selection import decision_rules
from selection.actions import decision
from selection.models import CommitteeMember, Nomination
from selection.queries_result import arithmetic, outcome_text, tie_text
from selection.result import result_rows
from selection.scoring import Standing, Verdict, verdict
from tests.people import World
from tests.selection.test_decision import announced, third_nomination

Page = Callable[[User | None], Client]


@pytest.mark.parametrize(
    ("points", "exact", "text"),
    [
        (["22", "20", "21"], "21", "(22 + 20 + 21) ÷ 3 = 21.00"),
        (["4.5"], "9/2", "(4.5) ÷ 1 = 4.50"),
        (["1", "0", "0"], "1/3", "(1 + 0 + 0) ÷ 3 ≈ 0.33"),
        (["1", "1", "0"], "2/3", "(1 + 1 + 0) ÷ 3 ≈ 0.67"),
        (
            ["0", "0", "0", "0", "0", "0", "0", "1"],
            "1/8",
            "(0 + 0 + 0 + 0 + 0 + 0 + 0 + 1) ÷ 8 ≈ 0.13",
        ),
    ],
)
def test_arithmetic_is_written_out(points: list[str], exact: str, text: str) -> None:
    assert arithmetic(points, exact) == text


def row(group: str, rank: int, place: int, parted_by: int | None = None) -> dict[str, object]:
    """A row of the result, as far as ties ask."""
    criteria = [{"order": 2, "title": "ความจำเป็น", "mean": f"1{place}.00"}]
    return {
        "group": f"กลุ่มออมทรัพย์เพื่อการผลิต{group}",
        "rank": rank,
        "place": place,
        "parted_by": parted_by,
        "criteria": criteria,
    }


def test_ties_are_told_in_words() -> None:
    first = row("บ้านหนึ่ง", 1, 1)
    parted = [row("บ้านสอง", 2, 2, 2), row("บ้านสาม", 2, 3, 2)]
    equal = [row(f"บ้าน{n}", 4, 4) for n in range(5)]
    rows = [first, *parted, *equal]
    assert tie_text(first, rows) == ""
    assert tie_text(parted[0], rows) == (
        "คะแนนเฉลี่ยเท่ากับ บ้านสาม ลำดับนี้ตัดสินด้วยเกณฑ์ข้อ 2 ความจำเป็น (12.00 คะแนน)"
    )
    assert "(13.00 คะแนน)" in tie_text(parted[1], rows)
    assert tie_text(equal[0], rows) == (
        "เท่ากับ บ้าน1, บ้าน2, บ้าน3 และอีก 1 กลุ่ม ทั้งคะแนนเฉลี่ยและเกณฑ์ที่ใช้ตัดสิน จึงได้ลำดับเดียวกัน"
    )


def test_outcomes_in_words() -> None:
    assert outcome_text({"chosen": 1, "reserve": None}) == "ได้รับการคัดเลือกลำดับที่ 1"
    assert outcome_text({"chosen": None, "reserve": 2}) == "กลุ่มสำรองลำดับที่ 2"
    assert outcome_text({"chosen": None, "reserve": None}) == ""


def test_who_reads_the_explanation(world: World, page: Page, story: object) -> None:
    """The province from the last sheet on, the department once announced, nobody else."""
    opened, first, second = world.scoring()
    urls = [f"/rounds/{opened.pk}/explain/", f"/rounds/{opened.pk}/explain/{first.pk}/"]
    shut = (world.krasang, world.bandan, world.prasat, world.surin, world.members[0])

    def answers(user: User) -> list[int]:
        return [page(user).get(url).status_code for url in urls]

    assert answers(world.buriram) == answers(world.department) == [409, 409]
    story.score_all(opened, {n.pk: ["0.9"] * 5 for n in (first, second)})
    assert answers(world.buriram) == [200, 200]
    assert answers(world.department) == [409, 409]
    decision.decide(round=opened, nominations=[first, second], by=world.buriram)
    assert answers(world.department) == [409, 409]
    assert [answers(user) for user in shut] == [[404, 404]] * 5
    decision.announce(round=opened, by=world.buriram)
    assert answers(world.department) == answers(world.buriram) == [200, 200]
    assert [answers(user) for user in shut] == [[404, 404]] * 5
    for user in (world.krasang, world.members[0]):
        with pytest.raises(Refused, match="ไม่มีหน้าที่"):
            decision_rules.check_explain(user, opened)
    with pytest.raises(Refused, match="จังหวัดอื่น"):
        decision_rules.check_explain(world.surin, opened)


def test_a_nomination_of_another_round_is_no_page(world: World, page: Page) -> None:
    opened, _, _ = world.announced()
    _, foreign = world.surin_nominated()
    for path in ("scores", "explain"):
        url = f"/rounds/{opened.pk}/{path}/{foreign.pk}/"
        assert page(world.buriram).get(url).status_code == 404


def test_the_explanation_goes_from_the_answers_to_the_place(
    world: World, page: Page, story: object
) -> None:
    opened, (first, _, third) = announced(world, story)
    CommitteeMember.objects.filter(round=opened).update(person="นายลับเฉพาะ ไม่เปิดเผย")
    Nomination.objects.filter(pk=first.pk).update(reasons="แก้ภายหลัง")
    for user in (world.buriram, world.department):
        client = page(user)
        whole = client.get(f"/rounds/{opened.pk}/explain/").content.decode()
        one = client.get(f"/rounds/{opened.pk}/explain/{first.pk}/").content.decode()
        assert "ไม่เปิดเผย" not in whole + one, "members are named by their posts"
        for criterion in opened.criteria.all():
            assert criterion.title in whole
            assert f"เกณฑ์ข้อ {criterion.order} {criterion.title}" in one
        assert "สำรองลำดับที่ 1" in whole
        assert "สมาชิกซื้อของแพง เฉพาะกระสัง" in one, "as it was sent"
        assert "แก้ภายหลัง" not in one
        # 0.9 of 25 20 15 15 10 10 5, halves to even: 22 18 14 14 9 9 4.
        assert "(22 + 22 + 22 + 22 + 22) ÷ 5 = 22.00" in one
        assert "(90 + 90 + 90 + 90 + 90) ÷ 5 = 90.00" in one
        assert "ได้รับการคัดเลือกลำดับที่ 1" in one
    last = page(world.buriram).get(f"/rounds/{opened.pk}/explain/{third.pk}/").content.decode()
    assert "กลุ่มสำรองลำดับที่ 1" in last


def test_a_corrected_result_is_read_in_both_versions(
    world: World, page: Page, story: object
) -> None:
    opened, (first, second, third) = announced(world, story)
    decision.correct_result(
        round=opened, nominations=[first, third], reason="กลุ่มที่สองสละสิทธิ์", by=world.buriram
    )
    client, url = page(world.department), f"/rounds/{opened.pk}/explain/{second.pk}/"
    assert "ได้รับการคัดเลือกลำดับที่ 2" in client.get(f"{url}?version=1").content.decode()
    assert "ได้รับการคัดเลือกลำดับที่ 2" not in client.get(url).content.decode()
    for wrong in ("0", "3", "x", "9" * 30):
        assert client.get(f"{url}?version={wrong}").status_code == 404


PAGES = {
    "scores/": 10,
    "scores/?format=xlsx": 9,
    "scores/{pk}/": 8,
    "decide/": 9,
    "explain/": 10,
    "explain/{pk}/": 10,
}
"""Queries of each; one more where somebody stands aside, for the reasons."""


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("many", [False, True])
def test_queries_do_not_grow_with_the_nominations(
    world: World,
    page: Page,
    story: object,
    django_assert_num_queries: Callable[..., object],
    path: str,
    many: bool,
) -> None:
    if many:
        opened, (first, *_) = third_nomination(world, story, ["0.9", "0.8", "0.6"])
    else:
        opened, first, _ = world.scored()
    client = page(world.buriram)
    with django_assert_num_queries(PAGES[path]):
        answer = client.get(f"/rounds/{opened.pk}/{path.format(pk=first.pk)}")
    assert answer.status_code == 200


def test_the_frozen_board_asks_little(
    world: World, page: Page, django_assert_num_queries: Callable[..., object]
) -> None:
    opened, _, _ = world.announced()
    client = page(world.buriram)
    with django_assert_num_queries(4):
        client.get(f"/rounds/{opened.pk}/scores/")


def test_rows_name_nobody_and_keep_the_papers_keys(world: World, story: object) -> None:
    opened, _ = third_nomination(world, story, ["0.9", "0.8", "0.6"])
    CommitteeMember.objects.filter(round=opened).update(person="นายลับเฉพาะ")
    rows = result_rows(opened)
    assert "ลับเฉพาะ" not in str(rows)
    wanted = {"rank", "group", "address", "activity", "totals", "mean", "spread", "chosen"}
    assert wanted | {"excused", "criteria", "place", "sd", "asides"} <= rows[0].keys()
    assert all(len(one["points"]) == 7 for one in rows[0]["totals"])


def test_a_place_decides_not_a_rank() -> None:
    def standing(key: int, rank: int, place: int) -> Standing:
        return Standing(key, {}, 0, 0, 0, {}, frozenset(), rank, place, None)

    table = [standing(1, 1, 1), standing(2, 1, 2)]
    assert verdict(table, {1}) is Verdict.CLEAR
    assert verdict(table, {2}) is Verdict.AGAINST
