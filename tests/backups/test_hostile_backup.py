"""A backup that somebody made or mangled is refused with a sentence, before anything is written."""

import hashlib
import json
import stat
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps

from cdd_network.backup import BackupError, archive, restoring, rows
from tests.backups.installation import RELEASE

Parts = list[tuple[zipfile.ZipInfo, bytes]]


def parts() -> Parts:
    """The release's backup, entry by entry."""
    with zipfile.ZipFile(RELEASE) as packed:
        return [(info, packed.read(info)) for info in packed.infolist()]


def written(folder: Path, entries: Parts) -> Path:
    """A backup of these entries."""
    path = folder / "hostile.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as out:
        warnings.simplefilter("ignore")  # of two entries with one name
        for info, data in entries:
            out.writestr(info, data)
    return path


def read_all(path: Path) -> None:
    """What verify and restore do before anything else."""
    with archive.opened(path) as backup:
        restoring.check_fits(backup.manifest)
        backup.check_all()


def added(name: str, data: bytes = b"x", mode: int = 0o600 | stat.S_IFREG) -> Callable:
    """One more entry, which the manifest names as well."""

    def change(entries: Parts) -> None:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        entries.insert(0, (info, data))
        _told(entries, lambda told: told["files"].append(_named(name, data)))

    return change


def _named(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def told(change: Callable[[dict], object]) -> Callable:
    """Another manifest over the same entries."""
    return lambda entries: _told(entries, change)


def _told(entries: Parts, change: Callable[[dict], object]) -> None:
    info, data = entries[-1]
    assert info.filename == archive.MANIFEST
    read = json.loads(data)
    change(read)
    entries[-1] = (info, json.dumps(read).encode())


def other_byte(entries: Parts) -> None:
    """One picture with one byte changed, its CRC right."""
    at = next(n for n, (info, _) in enumerate(entries) if info.filename.startswith("media/"))
    entries[at] = (entries[at][0], entries[at][1][:-1] + b"\0")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (added("media/../../escaped"), "none of ours has"),
        (added("/etc/cron.d/x"), "none of ours has"),
        (added("media/a\\..\\b"), "none of ours has"),
        (added("media//x"), "none of ours has"),
        (added("program.py"), "none of ours has"),
        (added("media/link", b"/etc/passwd", 0o777 | stat.S_IFLNK), "none of ours has"),
        (added("media/bomb", bytes(150_000_000)), "far more"),
        (lambda entries: entries.insert(0, entries[0]), "none of ours has"),
        (lambda entries: entries.pop(3), "not what its manifest says"),
        (lambda entries: entries.pop(), "no manifest.json"),
        (other_byte, "SHA-256 differs"),
        (told(lambda t: t.update(version=2)), "newer software"),
        (told(lambda t: t.update(format="something else")), "no backup"),
        (told(lambda t: t["migrations"]["reports"].append("0999_x")), "newer software"),
        (told(lambda t: t["tables"][5]["columns"].append("is_root")), "tables are not those"),
        (told(lambda t: t["tables"][5].update(rows=7_000)), "the manifest says 7,000"),
        (told(lambda t: t["tables"][5].update(next="1; DROP")), "cannot be read"),
        (told(lambda t: t["files"].append(t["files"][0])), "twice"),
        (told(lambda t: t.pop("tables")), "cannot be read"),
    ],
)
def test_what_is_not_ours_is_refused(tmp_path: Path, change: Callable, reason: str) -> None:
    entries = parts()
    change(entries)
    with pytest.raises(BackupError, match=reason):
        read_all(written(tmp_path, entries))
    assert [one.name for one in tmp_path.iterdir()] == ["hostile.zip"]


@pytest.mark.parametrize("part", [0.0, 0.3, 0.999])
def test_what_is_cut_short_is_refused(tmp_path: Path, part: float) -> None:
    data = RELEASE.read_bytes()
    (tmp_path / "cut.zip").write_bytes(data[: int(len(data) * part)])
    with pytest.raises(BackupError, match="damaged, cut short"):
        read_all(tmp_path / "cut.zip")


def test_a_folder_is_told_as_no_file(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="cannot be read as a file"):
        read_all(tmp_path)


def test_damage_within_is_refused(tmp_path: Path) -> None:
    data = bytearray(RELEASE.read_bytes())
    data[60_000] ^= 0xFF
    (tmp_path / "damaged.zip").write_bytes(data)
    with pytest.raises(BackupError, match=r"damaged|differs"):
        read_all(tmp_path / "damaged.zip")
    read_all(RELEASE)


def test_every_column_of_today_can_be_written() -> None:
    for model in apps.get_models(include_auto_created=True):
        for field in rows.columns(model):
            assert rows.kind(field) in rows.PLAIN | rows.DECODERS.keys(), field


def test_a_digest_sees_a_row_changed_and_not_their_order() -> None:
    def of(*lines: str) -> str:
        digest = rows.Digest()
        for line in lines:
            digest.add(line)
        return digest.hexdigest()

    assert of("[1]", "[2]") == of("[2]", "[1]")
    assert len({of("[1]", "[2]"), of("[1]"), of("[1]", "[2]", "[2]"), of("[1]", "[3]")}) == 4
