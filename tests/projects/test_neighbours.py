"""Own and neighbouring provinces: complete, the same both ways, some looked at on the map."""

import geothai
import pytest

from projects.neighbours import NEIGHBOURS, is_near

CODES = {one.name_th: one.code for one in geothai.provinces()}


def test_every_province_of_the_country_is_there():
    assert set(NEIGHBOURS) == set(CODES.values()) and len(NEIGHBOURS) == 77
    named = {code for found in NEIGHBOURS.values() for code in found}
    assert named == set(NEIGHBOURS), "each is somebody's neighbour"


def test_neighbours_are_the_same_both_ways_and_nobody_is_its_own():
    for own, found in NEIGHBOURS.items():
        assert list(found) == sorted(set(found)) and own not in found
        for other in found:
            assert own in NEIGHBOURS[other], (own, other)


@pytest.mark.parametrize(
    ("own", "names"),
    [
        ("บุรีรัมย์", "นครราชสีมา ขอนแก่น มหาสารคาม สุรินทร์ สระแก้ว"),
        ("สุรินทร์", "บุรีรัมย์ มหาสารคาม ร้อยเอ็ด ศรีสะเกษ"),
        ("ตราด", "จันทบุรี"),
        ("ภูเก็ต", "พังงา"),
        ("แม่ฮ่องสอน", "เชียงใหม่ ตาก"),
        ("อุบลราชธานี", "ศรีสะเกษ ยโสธร อำนาจเจริญ"),
        ("สิงห์บุรี", "ชัยนาท นครสวรรค์ ลพบุรี อ่างทอง สุพรรณบุรี"),
        ("เพชรบุรี", "ราชบุรี สมุทรสงคราม ประจวบคีรีขันธ์"),
        ("กรุงเทพมหานคร", "นนทบุรี ปทุมธานี ฉะเชิงเทรา สมุทรปราการ สมุทรสาคร นครปฐม"),
    ],
)
def test_as_on_the_map(own, names):
    assert set(NEIGHBOURS[CODES[own]]) == {CODES[name] for name in names.split()}


def test_the_whole_country_hangs_together():
    seen, edge = set(), {"31"}
    while edge:
        seen |= edge
        edge = {other for one in edge for other in NEIGHBOURS[one]} - seen
    assert seen == set(NEIGHBOURS)


def test_near_is_own_or_touching():
    assert is_near("31", "31") and is_near("31", "32") and is_near("32", "31")
    assert not is_near("31", "50")
