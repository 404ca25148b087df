"""A restore makes an equal installation or says why not; killed anywhere, it goes on to the same end."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.backups import installation
from tests.backups.conftest import MARK
from tests.backups.installation import ON_POSTGRES, RELEASE, Installation
from tests.backups.test_backup import manifest_of

pytestmark = pytest.mark.xdist_group("backups")


def all_of(path: Path) -> dict[str, object]:
    """Everything that two equal installations have alike."""
    manifest = manifest_of(path)
    files = {file.name: file.sha256 for file in manifest.files}
    return {t.name: (t.rows, t.digest, t.next, t.columns) for t in manifest.tables} | files


def test_what_is_restored_is_equal_to_its_numbers_and_fonts(
    office: Installation, empty: Installation, tmp_path: Path, figure: Callable[[str, float], None]
) -> None:
    (office.folder / "fonts").mkdir()
    (office.folder / "fonts/THSarabun.ttf").write_bytes(b"the office's own")
    office.ask("DELETE FROM projects_checkin WHERE id = (SELECT max(id) FROM projects_checkin)")
    office.manage("backup", tmp_path / "first.zip", "--with-key")
    first = all_of(tmp_path / "first.zip")
    [(highest,)] = office.ask("SELECT max(id) FROM projects_checkin")
    assert first["projects_checkin"][2] == highest + 2, "the number of a deleted row stays used"

    said = empty.manage("restore", tmp_path / "first.zip")
    assert "all equal" in said
    assert (empty.folder / "secret_key").read_text() == (office.folder / "secret_key").read_text()
    assert "cdd_network_restoring" not in json.dumps(empty.ask(TABLES))
    empty.manage("backup", tmp_path / "second.zip", "--with-key")
    assert all_of(tmp_path / "second.zip") == first
    tables = [told for told in first.values() if isinstance(told, tuple)]
    figure("tables backed up and restored, digests equal", len(tables))
    figure("rows of them", sum(rows for rows, *_ in tables))
    figure("files of them, SHA-256 equal", len(first) - len(tables))

    assert "database is not empty" in empty.refused("restore", tmp_path / "first.zip")


TABLES = "SELECT tablename FROM pg_tables" if ON_POSTGRES else "SELECT name FROM sqlite_master"


def test_no_login_is_in_a_backup_without_the_key(office: Installation, tmp_path: Path) -> None:
    """The key of a login's row is the cookie itself: who finds such a file would be signed in."""
    office.ask(
        "INSERT INTO cdd_network_session (session_key, session_data, expire_date, browser, address,"
        " since, seen_at) VALUES ('thecookie', '', '2099-01-01', '', '', '2025-01-01', '2025-01-01')"
    )
    held = {}
    for name, words in (("plain", []), ("whole", ["--with-key"])):
        office.manage("backup", tmp_path / f"{name}.zip", *words)
        with zipfile.ZipFile(tmp_path / f"{name}.zip") as packed:
            held[name] = b"thecookie" in packed.read("rows/cdd_network_session.jsonl")
    assert held == {"plain": False, "whole": True}


def test_killed_anywhere_it_says_so_and_goes_on(empty: Installation, tmp_path: Path) -> None:
    def killed_at(point: str, call: int) -> str:
        assert empty.meddled(point, call, "kill", "restore", str(RELEASE)) == -9
        [(stage,)] = empty.ask("SELECT stage FROM cdd_network_restoring")
        return stage

    assert killed_at("schema._leaves", 1) == "begun"  # no table yet
    assert killed_at("restoring._lay", 5) == "begun"  # among the files
    assert killed_at("rows.Loader.put", 30) == "begun"  # in the transaction of the rows
    assert empty.ask("SELECT count(*) FROM cdd_network_office") == [(0,)]
    assert "has not come to its end" in empty.refused("backup")
    assert killed_at("schema.to_head", 1) == "loaded"  # rows in, newer migrations not
    assert "has not come to its end" in empty.refused("check", "--database", "default")

    # From here on officers' work may be in it, which no second beginning overwrites.
    empty.ask("UPDATE cdd_network_office SET phone = 'mine' WHERE id = 1")
    other = changed(tmp_path, lambda told: told.update(made_at="2025-01-01T00:00:00+00:00"))
    assert "another backup" in empty.refused("restore", other)
    assert "all equal" in empty.manage("restore", RELEASE)
    empty.manage("check", "--database", "default")
    assert empty.ask("SELECT phone FROM cdd_network_office WHERE id = 1") == [("mine",)]
    assert len([one for one in empty.media.rglob("*") if one.is_file()]) == 24


def test_a_place_with_files_or_one_of_newer_software_is_refused(
    empty: Installation, tmp_path: Path
) -> None:
    (empty.media / "photos").mkdir(parents=True)
    (empty.media / "photos/mine.jpg").write_bytes(b"mine")
    assert "photos/mine.jpg" in empty.refused("restore", RELEASE)
    assert empty.ask(TABLES) == [] or ON_POSTGRES, "refused before a table was made"

    def newer(told: dict) -> None:
        told["migrations"]["reports"].append("0999_next_year")

    newer_file = changed(tmp_path, newer)
    assert "newer software than this (reports.0999_next_year)" in empty.refused(
        "restore", newer_file
    )
    assert "newer software" in empty.refused("verify", newer_file)


def test_rows_that_do_not_come_out_equal_leave_no_row(empty: Installation, tmp_path: Path) -> None:
    def other_digest(told: dict) -> None:
        for table in told["tables"]:
            if table["name"] == "selection_score":
                table["digest"] = "0" * 64

    wrong = changed(tmp_path, other_digest)
    assert "selection_score did not come out equal" in empty.refused("restore", wrong)
    assert empty.ask("SELECT count(*) FROM cdd_network_office") == [(0,)]


def changed(folder: Path, change: object) -> Path:
    """The release's backup with another manifest."""
    path = folder / "changed.zip"
    with zipfile.ZipFile(RELEASE) as source, zipfile.ZipFile(path, "w") as out:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "manifest.json":
                told = json.loads(data)
                change(told)
                data = json.dumps(told).encode()
            out.writestr(info.filename, data)
    return path


def test_a_database_moves_to_sqlite_and_back(office: Installation, tmp_path: Path) -> None:
    """On PostgreSQL that is from engine to engine, both ways."""
    name = f"cdd_backup_{MARK}_back"
    installation.create(name)
    middle = Installation(tmp_path / "middle", "", postgres=False)
    last = Installation(tmp_path / "last", name)
    for place in (middle, last):
        shutil.copytree(office.media, place.media)
    for source, target in ((office, middle), (middle, last)):
        said = source.manage("move", "--to", target.url)
        assert "each table's digest equal in both databases" in said
    assert source.python("manage.py", "move", "--to", target.url).returncode == 1, "not empty"
    for number, place in enumerate((office, last)):
        place.manage("backup", tmp_path / f"{number}.zip")
    assert all_of(tmp_path / "0.zip") == all_of(tmp_path / "1.zip")
    installation.drop(name)
