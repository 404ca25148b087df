"""A backup is made while officers write and remove, is killed, rotates, and says what is lost."""

import fcntl
import json
import stat
import time
import zipfile
from pathlib import Path
from threading import Event, Thread

import pytest

from cdd_network.backup import archive
from cdd_network.backup.archive import Manifest
from tests.backups.installation import Installation

pytestmark = pytest.mark.xdist_group("backups")


def manifest_of(path: Path) -> Manifest:
    """What a backup says of itself, its hashes compared."""
    with archive.opened(path) as backup:
        backup.check_all()
        return backup.manifest


def made(folder: Path) -> list[Path]:
    """Backups in a folder, oldest first."""
    return sorted(folder.glob("cdd-network-*.zip"))


class Officer(Thread):
    """Writes into two tables in one transaction, again and again; counts what failed."""

    def __init__(self, place: Installation) -> None:
        super().__init__()
        self.place, self.ended = place, Event()
        self.written, self.failed = 0, 0

    def run(self) -> None:
        """Until told to end, and 200 times at least."""
        with self.place.connection() as opened:
            while not self.ended.is_set() or self.written < 200:
                try:
                    self._write(opened)
                    self.written += 1
                except Exception:
                    self.failed += 1
                time.sleep(0.004)

    def _write(self, opened: object) -> None:
        key = f"busy{self.written}"
        opened.execute("BEGIN")
        for table in ("session", "content"):
            opened.execute(STATEMENTS[table].format(key=key))
        opened.execute("COMMIT")


STATEMENTS = {
    "session": "INSERT INTO django_session (session_key, session_data, expire_date)"
    " VALUES ('{key}', '', '2030-01-01 00:00:00+00:00')",
    "content": "INSERT INTO cdd_network_programmecontent (digest, data) VALUES ('{key}', '{{}}')",
}


def test_all_tables_are_of_one_moment_while_an_officer_writes(
    office: Installation, tmp_path: Path
) -> None:
    officer = Officer(office)
    officer.start()
    office.manage("backup", tmp_path / "one.zip")
    officer.ended.set()
    officer.join()
    assert officer.failed == 0 and officer.written >= 200

    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        sessions, contents = (
            [line for line in packed.read(f"rows/{table}.jsonl").splitlines() if b"busy" in line]
            for table in ("django_session", "cdd_network_programmecontent")
        )
    assert 0 < len(sessions) < officer.written, "the backup ran amid the writing"
    keys = [{json.loads(line)[0] for line in lines} for lines in (sessions, contents)]
    assert keys[0] == keys[1] == {f"busy{number}" for number in range(len(sessions))}


def test_a_killed_backup_leaves_none_and_the_next_clears_up(
    office: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    assert office.meddled("archive.Writer.copy", 3, "kill", "backup", str(folder)) == -9
    [draft] = folder.iterdir()
    assert draft.name.endswith(".part") and stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert (office.media / ".backup").is_dir()

    for day in ("20250101-010101", "20250102-010101"):
        (folder / f"cdd-network-{day}.zip").write_bytes(b"older")
    (folder / "letters.zip").write_bytes(b"another's")
    office.manage("backup", folder, "--keep", 2)
    kept = made(folder)
    assert [one.name for one in kept[:1]] == ["cdd-network-20250102-010101.zip"] and len(kept) == 2
    assert {one.name for one in folder.iterdir()} == {"letters.zip", *(one.name for one in kept)}
    assert stat.S_IMODE(kept[1].stat().st_mode) == 0o600
    assert not (office.media / ".backup").exists()
    manifest = manifest_of(kept[1])
    assert archive.KEY not in manifest.entries, "who has the backup cannot sign in with it"
    assert len([name for name, _ in manifest.under(archive.MEDIA)]) == 24


def test_what_an_officer_removes_meanwhile_is_all_in_or_all_out(
    office: Installation, tmp_path: Path
) -> None:
    [(photos,)] = office.ask("SELECT count(*) FROM reports_photo")
    for name, point in (("out.zip", "held.Held.take"), ("in.zip", "archive.Writer.copy")):
        assert office.meddled(point, 1, "remove", "backup", str(tmp_path / name)) == 0
    before, meanwhile = (manifest_of(tmp_path / name) for name in ("out.zip", "in.zip"))
    # Removed before its file was held: another moment. After that: the moment has row and files.
    for manifest in (before, meanwhile):
        rows = {table.name: table.rows for table in manifest.tables}
        assert rows["reports_photo"] == photos - 1
        assert len(list(manifest.under(archive.MEDIA))) == 2 * (photos - 1)
    assert office.ask("SELECT count(*) FROM reports_photo") == [(photos - 2,)]


def test_a_lost_file_fails_the_backup_unless_it_is_allowed(
    office: Installation, tmp_path: Path
) -> None:
    lost = next(office.media.rglob("*.jpg"))
    lost.unlink()
    name = str(lost.relative_to(office.media))
    assert name in office.refused("backup", tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir()) == []

    office.manage("backup", tmp_path / "kept", "--allow-missing", "--with-key")
    manifest = manifest_of(made(tmp_path / "kept")[0])
    assert manifest.missing == [name]
    assert archive.KEY in manifest.entries


def test_one_at_a_time_and_never_over_another(office: Installation, tmp_path: Path) -> None:
    with (office.folder / "backup.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "Another backup or restore" in office.refused("backup", tmp_path)
    (tmp_path / "mine.zip").write_bytes(b"mine")
    assert "is there already" in office.refused("backup", tmp_path / "mine.zip")
    assert (tmp_path / "mine.zip").read_bytes() == b"mine"
