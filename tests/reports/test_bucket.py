"""Stored files in a bucket: the year's work against an S3 server, a process of its own here."""

import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cdd_network import readiness
from cdd_network.models import User
from cdd_network.storage_url import storage_of
from reports.models import Photo
from tests.people import World
from tests.reports import bundle_stage

Pages = Callable[[User | None], Client]
pytestmark = pytest.mark.xdist_group("bucket")  # one server for all of them
KEY, SECRET = "a-key", "its/secret+7"
QUOTED = "its%2Fsecret%2B7"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Host and port of an S3 server, ended with the tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(words, **quiet)
    try:
        _wait_for(port, process)
        yield f"127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen) -> None:
    for _ in range(300):
        assert process.poll() is None, "the S3 server did not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the S3 server does not answer")


@pytest.fixture
def bucket(server: str, settings: object, tmp_path: object) -> Iterator[object]:
    """An empty bucket, which the settings name by STORAGE_URL."""
    access = {"aws_access_key_id": KEY, "aws_secret_access_key": SECRET, "region_name": "th-1"}
    made = boto3.resource("s3", endpoint_url=f"http://{server}", **access).Bucket("cdd")
    made.create(CreateBucketConfiguration={"LocationConstraint": "th-1"})
    url = f"s3+http://{KEY}:{QUOTED}@{server}/cdd?region=th-1"
    settings.STORAGES = {**settings.STORAGES, "default": storage_of(url)}
    settings.MEDIA_ROOT = tmp_path / "nothing-here"
    yield made
    made.objects.delete()
    made.delete()


def names(bucket: object, prefix: str = "") -> set[str]:
    """What the bucket holds."""
    return {one.key for one in bucket.objects.filter(Prefix=prefix)}


def test_photographs_papers_and_a_bundle_live_in_the_bucket(
    world: World,
    page: Pages,
    bucket: object,
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    bundle_stage.half(world)
    shots = list(Photo.objects.all())
    assert names(bucket) == {one for p in shots for one in (p.file.name, p.small.name)}
    district = page(world.krasang)
    seen = district.get(reverse("photo_image", args=[shots[0].pk]))
    assert seen.content[:2] == b"\xff\xd8" and seen["Cache-Control"] == "private, no-cache"
    assert page(world.bandan).get(reverse("photo_image", args=[shots[0].pk])).status_code == 404
    paper = district.get(reverse("summary_pdf", args=[shots[0].report_id]))
    assert paper.content[:5] == b"%PDF-"

    made = bundle_stage.made(world)
    files = {made.archive.name, made.merged.name, made.workbook.name}
    assert names(bucket, "bundles/") == files
    assert len(names(bucket, "parts/")) == len({one.stored_id for one in made.parts.all()}) > 0
    answer = page(world.buriram).get(reverse("bundle_file", args=[made.pk, "archive"]))
    data = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(data) == made.size
    packed = zipfile.ZipFile(BytesIO(data))
    assert packed.testzip() is None and len(packed.namelist()) > 5
    again = bundle_stage.made(world)
    assert again == made and names(bucket, "bundles/") == files, "found whole in the bucket"
    assert not settings.MEDIA_ROOT.exists(), "nothing was written on this machine"
    _swept(bucket, monkeypatch, capsys)


def _swept(bucket: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    """What no row names goes once it is old enough, and nothing else."""
    kept = names(bucket)
    for name in ("photos/7/stray.jpg", "bundles/stray.zip", "ready/killed"):
        default_storage.save(name, ContentFile(b"x"))
    call_command("sweep")
    assert "0 files removed" in capsys.readouterr().out, "too young"
    monkeypatch.setattr("reports.management.commands.sweep.DAY", timedelta(minutes=-1))
    call_command("sweep", "--dry-run")
    assert "bundles/stray.zip\n" in capsys.readouterr().out and len(names(bucket)) == len(kept) + 3
    call_command("sweep")
    assert "3 files removed" in capsys.readouterr().out and names(bucket) == kept


def test_a_file_has_no_address_and_a_stranger_reads_none(bucket: object, server: str) -> None:
    name = default_storage.save("parts/one.pdf", ContentFile(b"%PDF"))
    assert default_storage.save("parts/one.pdf", ContentFile(b"other")) != name, (
        "never written over"
    )
    with default_storage.open(name) as file:
        assert file.read() == b"%PDF"
    with pytest.raises(ValueError, match="no address"):
        default_storage.url(name)
    with pytest.raises(FileNotFoundError):
        default_storage.open("parts/nowhere.pdf")
    with pytest.raises(FileNotFoundError):
        default_storage.get_modified_time("parts/nowhere.pdf")
    everybody = "http://acs.amazonaws.com/groups/global/AllUsers"
    grants = bucket.Object(name).Acl().grants
    assert not [one for one in grants if one["Grantee"].get("URI") == everybody]


def test_a_bucket_that_is_away_is_told_by_readiness(
    world: World, client: Client, bucket: object, settings: object
) -> None:
    readiness._probed.clear()
    assert client.get(reverse("ready")).json()["storage"] is True
    assert not names(bucket), "the probe is gone"
    url = settings.STORAGES["default"]["OPTIONS"]["endpoint_url"].removeprefix("http://")
    other = storage_of(f"s3+http://{KEY}:{QUOTED}@{url}/nowhere?region=th-1")
    settings.STORAGES = {**settings.STORAGES, "default": other}
    readiness._probed.clear()
    answer = client.get(reverse("ready"))
    assert (answer.status_code, answer.json()["storage"]) == (503, False)
    with pytest.raises(ClientError):
        default_storage.save("parts/x.pdf", ContentFile(b"x"))
    readiness._probed.clear()


def test_the_address_of_a_bucket() -> None:
    url = f"s3://{KEY}:{QUOTED}@s3.example.go.th:9000/cdd?region=th-1&prefix=media"
    assert storage_of(url) == {
        "BACKEND": "cdd_network.bucket.PrivateBucket",
        "OPTIONS": {
            "access_key": KEY,
            "secret_key": SECRET,
            "bucket_name": "cdd",
            "endpoint_url": "https://s3.example.go.th:9000",
            "region_name": "th-1",
            "location": "media",
        },
    }
    assert storage_of("")["BACKEND"].endswith("FileSystemStorage")
    assert "access_key" not in storage_of("s3://s3.example.go.th/cdd")["OPTIONS"]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://k:hidden@host/b", "begins with 'https'"),
        ("s3://k:hidden@host", "names no bucket"),
        ("s3://k:hidden@host/a/b", "or more than one"),
        ("s3:///bucket", "names no server"),
        ("s3://k@host/b", "a key without its secret"),
        ("s3://k:hidden@host/b?acl=public", "knows region and prefix, not acl"),
        ("s3://k:hidden@host:port/b", "cannot be read"),
    ],
)
def test_a_wrong_address_stops_the_start_and_tells_no_secret(url: str, why: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=why) as told:
        storage_of(url)
    assert "hidden" not in str(told.value)
