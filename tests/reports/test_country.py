"""The department's numbers by hand: sums, statuses, filters, two years; pure."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from cdd_network.thai import percent
from reports.watch import country_groups as groups
from reports.watch import country_provinces as provinces
from reports.watch.country import Forwarded, ProvinceStanding, Sums, Told, sums
from reports.watch.country_tiles import drawing, status_rows
from reports.watch.country_years import Line, compare

TODAY = date(2025, 7, 1)


def told(**values: object) -> Told:
    given = {
        "chosen": 1, "programme": 1, "office": 31, "type": "rice_bank", "amount": None, "plan": "",
        "came": None, "tested": None, "understood": None, "spent": None, "seen": "",
    }  # fmt: skip
    return Told(**given | values)


REPORTED = {"amount": Decimal(38600), "plan": "accepted", "came": 20, "spent": Decimal("38000.50")}
ROWS = [
    told(**REPORTED, tested=20, understood=16, seen="running"),  # 80 per cent: just reached
    told(**REPORTED, tested=19, understood=15, seen="ended"),  # 78.9: not
    told(**REPORTED | {"plan": "submitted"}, tested=0, understood=0, seen="beginning"),
    told(amount=Decimal(38600)),  # allotted, nothing reported
    told(),
]


def test_sums_count_what_is_known_alone() -> None:
    held = sums(ROWS, 80)
    assert held == Sums(
        groups=5, allotted=4, amount=Decimal(154400), reported=3, came=60,
        spent=Decimal("114001.50"), given=Decimal(115800), tests=2, tested=39, understood=31, reached=1,
        new=2, seen=3, existing=1,
    )  # fmt: skip
    assert held.share == Decimal("79.5")  # 31/39 = 79.487…


def test_no_data_is_not_zero() -> None:
    assert sums([told()], 80).share is None
    assert told().reaches(80) is None
    assert told(tested=0, understood=0).reaches(80) is None
    assert told(tested=5, understood=0).reaches(80) is False
    assert percent(0, 5) == 0


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 3, "33.3"), (2, 3, "66.7"), (1, 800, "0.1"), (4, 5, "80")]
)
def test_per_cent_is_rounded_once(part: int, whole: int, said: str) -> None:
    assert str(percent(part, whole)) == said


def group(done: int, late: int = 0, gate: object = None) -> SimpleNamespace:
    """A standing of eight steps."""
    return SimpleNamespace(
        gate=gate, late=[None] * late, done_count=done, steps=range(8), is_complete=done == 8
    )


def province(**values: object) -> ProvinceStanding:
    given = {
        "office": 31, "code": "31", "abbr": "บร", "name": "บุรีรัมย์", "round": 1, "state": "announced",
        "groups": (group(8), group(8)), "sums": Sums(groups=2), "forwarded": None, "due": None,
        "today": TODAY,
    }  # fmt: skip
    return ProvinceStanding(**given | values)


SENT = Forwarded(bundle=7, on=date(2025, 6, 30), received=False)


@pytest.mark.parametrize(
    ("values", "status", "word", "late"),
    [
        ({"round": None, "state": "", "groups": ()}, "none", "–", ""),
        ({"state": "scoring", "groups": ()}, "selecting", "คัดเลือก", ""),
        ({"groups": (group(5), group(4))}, "running", "9/16", ""),
        ({"groups": (group(5, late=2), group(4))}, "running", "9/16", "1 กลุ่ม"),
        ({"groups": (group(0, gate="late"), group(4))}, "running", "4/16", "รอจัดสรร 1 กลุ่ม"),
        ({}, "ready", "ครบ", ""),
        ({"due": date(2025, 7, 1)}, "ready", "ครบ", ""),  # the last day is in time
        ({"due": date(2025, 6, 30)}, "ready", "ครบ", "ชุดเอกสาร"),
        ({"due": date(2025, 6, 1), "forwarded": SENT}, "forwarded", "ส่งแล้ว", ""),  # done late
        ({"forwarded": SENT._replace(received=True)}, "received", "รับแล้ว", ""),
        ({"groups": (), "state": "announced"}, "running", "0/0", ""),
    ],
)
def test_how_far_a_province_is(values: dict, status: str, word: str, late: str) -> None:
    held = province(**values)
    assert (held.status.key, held.word, held.late_text) == (status, word, late)
    assert held.is_late is bool(late)


def test_tiles_and_table_say_the_same() -> None:
    held = [
        province(),
        province(office=32, code="32", name="สุรินทร์", abbr="สร", groups=(group(1, late=1),)),
    ]
    drawn = drawing(held, lambda office: f"/country/{office}/")
    assert drawn.count("<a ") == 2
    assert (
        '<a href="/country/32/" class="going"><title>สุรินทร์ กำลังดำเนินกิจกรรม เกินกำหนด 1 กลุ่ม' in drawn
    )
    rows = {row.status.key: row for row in status_rows(held, lambda office: f"/country/{office}/")}
    assert [(rows[key].count, rows[key].late) for key in ("ready", "running", "none")] == [
        (1, 0), (1, 1), (0, 0)
    ]  # fmt: skip
    assert "/country/32/" in rows["running"].names
    assert sum(row.count for row in rows.values()) == 2


def test_provinces_are_filtered_and_ordered() -> None:
    first = province(sums=Sums(groups=2, new=2, tests=1, tested=10, understood=8))
    second = province(code="84", name="สุราษฎร์ธานี", state="open", groups=())
    both = [second, first]

    def names(asked: dict, sort: str = "") -> list[str]:
        return [one.name for one in provinces.found(both, asked, 2, sort=sort)]

    assert names({}) == ["บุรีรัมย์", "สุราษฎร์ธานี"]
    assert names({"show": "enough"}) == names({"show": "announced"}) == ["บุรีรัมย์"]
    assert names({"region": "south"}) == names({"show": "waiting"}) == ["สุราษฎร์ธานี"]
    assert names({}, "region") == ["บุรีรัมย์", "สุราษฎร์ธานี"]
    assert [provinces._by_name(one) for one in ("เชียงราย", "ไทย", "ก")] == ["ชเียงราย", "ทไย", "ก"]
    late = {"groups": (group(1, late=1),), "due": date(2025, 6, 1)}
    both = [province(name="หนึ่ง", **late), province(name="สอง", due=date(2025, 6, 1)), first]
    assert (names({"late": "work"}), names({"late": "bundle"})) == (["หนึ่ง"], ["สอง"])
    both = [second, first]
    assert names({"show": "no such"}) == ["บุรีรัมย์", "สุราษฎร์ธานี"]
    assert names({}, "share") == names({}, "-code")[::-1] == ["บุรีรัมย์", "สุราษฎร์ธานี"]
    assert names({}, "-share")[0] == "สุราษฎร์ธานี", "no data stands below 0"
    assert len(provinces.cells(first)) == len(provinces.HEADS)


@pytest.mark.parametrize(
    ("result", "places"),
    [
        ("reported", [0, 1, 2]), ("tested", [0, 1]), ("reached", [0]), ("below", [1]),
        ("untested", [2, 3, 4]), ("seen", [0, 1, 2]), ("existing", [0]), ("gone", [1, 2]),
        ("unseen", [3, 4]), ("", [0, 1, 2, 3, 4]), ("no such", [0, 1, 2, 3, 4]),
    ],
)  # fmt: skip
def test_groups_behind_each_result(result: str, places: list[int]) -> None:
    rows = [groups.GroupRow(None, None, one, "", 80) for one in ROWS]
    assert groups.found(rows, {"result": result}) == [rows[at] for at in places]


def year(pk: int) -> SimpleNamespace:
    kind = SimpleNamespace(key="rice_bank", name="ธนาคารข้าว", today=36)
    content = SimpleNamespace(indicator_share=80, activity_types=(kind,))
    return SimpleNamespace(pk=pk, year=2570 - pk, content=content)


def test_two_years_side_by_side() -> None:
    old = [told(programme=2, **REPORTED, tested=20, understood=20), told(programme=2, office=32)]
    held = compare(
        year(1), year(2), told=[*ROWS, *old], announced={1: 1, 2: 2},
        provinces=[(31, "31", "บร", "บุรีรัมย์"), (32, "32", "สร", "สุรินทร์")], metric="share",
    )  # fmt: skip
    lines = {one.key: (one.first_text, one.second_text, one.change_text) for one in held.lines}
    assert lines["announced"] == ("1", "2", "−1")
    assert lines["new"] == ("2", "1", "+1")
    assert lines["share"] == ("79.5", "100", "−20.5")
    assert lines["spent"] == ("114,001.50", "38,000.50", "+76,001")
    assert lines["existing"] == ("1", "ยังไม่มีข้อมูล", "–")
    urls = tuple(
        f"/country/groups/?year={year}&type=rice_bank&step=accept_plan&state=done"
        for year in (2569, 2568)
    )
    assert held.types == [Line("ธนาคารข้าว", 2, 1, "rice_bank", urls)]
    assert [one.change_text for one in held.provinces] == ["−20.5", "–"]


def test_a_year_without_data_is_never_zero() -> None:
    held = compare(
        year(1), year(2), told=[told(programme=2)], announced={2: 1},
        provinces=[(31, "31", "บร", "บุรีรัมย์")], metric="new",
    )  # fmt: skip
    assert {one.first_text for one in [*held.lines, *held.types, *held.provinces]} == {"ยังไม่มีข้อมูล"}
    assert {one.change_text for one in held.lines} == {"–"}
    assert [one.second for one in held.lines[:3]] == [1, 1, 0], (
        "of a year that has begun 0 is a number"
    )


def test_a_bundle_alone_is_marked_apart() -> None:
    past = date(2025, 6, 1)
    held = [
        province(due=past),
        province(code="32", groups=(group(1, late=1),), due=past),
        province(code="33", groups=(group(0, gate="late"),)),
        province(code="34"),
    ]
    drawn = drawing(held, lambda office: "/")
    assert (drawn.count('class="mark" cx'), drawn.count('class="quiet"')) == (2, 1)
    rows = {row.status.key: row for row in status_rows(held, lambda office: "/")}
    assert (rows["ready"].late, rows["ready"].bundle) == (0, 1)
    assert (rows["running"].late, rows["running"].bundle) == (2, 0)
