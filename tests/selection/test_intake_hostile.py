"""Files that mean harm or are simply wrong: each gets its sentence, within seconds and bounds."""

import time
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cdd_network.models import User
from selection.models import GroupIntake, SavingsGroup
from tests import workbooks
from tests.people import World

Page = Callable[[User | None], Client]
SECONDS = 5


@pytest.fixture(scope="module")
def files() -> dict[str, tuple[bytes, str]]:
    """All of them, made once."""
    return workbooks.hostile()


def test_each_file_is_refused_with_its_reason(
    world: World, page: Page, files: dict[str, tuple[bytes, str]]
) -> None:
    client, wrong = page(world.krasang), []
    for name, (data, words) in files.items():
        began = time.process_time()
        answer = client.post("/groups/import/", {"file": SimpleUploadedFile("กลุ่ม.xlsx", data)})
        took = time.process_time() - began
        text = answer.content.decode()
        if answer.status_code != 422 or words not in text or took > SECONDS:
            wrong.append(f"{name}: {answer.status_code} in {took:.1f} s, wanted «{words}»")
    assert not wrong, "\n".join(wrong)
    assert not GroupIntake.objects.exists()
    assert SavingsGroup.objects.count() == 3


def test_a_sound_file_passes_the_same_gate(world: World, page: Page) -> None:
    client = page(world.krasang)
    tall = workbooks.sheet_of(
        b"".join(
            b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>v%d</t></is></c><c r="B%d"><v>1</v></c>'
            b'<c r="C%d" t="inlineStr"><is><t>%s</t></is></c></row>'
            % (n, n, n, n, n, "ลำดวน".encode())
            for n in range(2, 300)
        )
        + b'<row r="900"><c r="A900" s="0"/></row>'
    )
    for data in (workbooks.PLAIN, tall):
        answer = client.post("/groups/import/", {"file": SimpleUploadedFile("กลุ่ม.xlsx", data)})
        assert answer.status_code == 302, answer.content.decode()


def test_a_declared_dimension_is_not_believed(world: World, page: Page) -> None:
    client = page(world.krasang)
    for said in (b"A1:XFD1048576", b"A1:A1"):
        row = workbooks.row(2).replace(
            b"</row>", b'<c r="C2" t="inlineStr"><is><t>%s</t></is></c></row>' % "ลำดวน".encode()
        )
        data = workbooks.sheet_of(row, before=b'<dimension ref="%s"/>' % said)
        answer = client.post("/groups/import/", {"file": SimpleUploadedFile("กลุ่ม.xlsx", data)})
        assert answer.status_code == 302, answer.content.decode()
        assert GroupIntake.objects.first().counts["new"] == 1
