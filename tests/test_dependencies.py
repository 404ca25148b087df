"""What runs in an office: licences that may be used, none AGPL; each requirement imported by us."""

import ast
import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from tests.licences import EXTRAS, licence_of, locked, may_be_used, rows, with_theirs

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NOT_IMPORTED = {
    "gunicorn": "cdd_network.serving is read by it",
    "fontpkg-sarabun": "reports/typeface.py reads its files",
    "psycopg": "named by DATABASE_URL",
    "whitenoise": "named in the settings",
}


def test_every_licence_may_be_used() -> None:
    told = rows()
    assert len(told) > 40
    wrong = [(name, licence) for name, licence, _ in told if not may_be_used(licence)]
    assert wrong == []
    assert not [row for row in told if "AGPL" in row[1].upper()]


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("MIT AND CC-BY-4.0", True),
        ("GPL-3.0-only OR MIT", True),
        ("AGPL-3.0-or-later", False),
        ("MIT AND AGPL-3.0-only", False),
        ("GPL-2.0-or-later", False),
        ("none told", False),
    ],
)
def test_what_may_be_used(expression: str, may: bool) -> None:
    assert may_be_used(expression) is may


def test_metadata_are_read_in_each_of_their_ways() -> None:
    assert licence_of("django") == "BSD-3-Clause"
    assert licence_of("defusedxml") == "PSF-2.0"
    assert licence_of("fonttools") == "MIT"


def test_the_table_of_the_documents_names_each_package() -> None:
    listed = (ROOT / "docs" / "dependencies.md").read_text()
    missing = [name for name, licence, _ in rows() if f"| {name} | {licence} |" not in listed]
    assert missing == [], "python -m tests.licences"
    assert {"boto3", "psycopg"} <= set().union(*(with_theirs(one) for one in EXTRAS))


def test_no_requirement_is_there_for_nothing() -> None:
    extras = PROJECT["optional-dependencies"].values()
    wanted = [*PROJECT["dependencies"], *(one for extra in extras for one in extra)]
    names = {re.match(r"[\w-]+", one).group().lower() for one in wanted}
    modules = metadata.packages_distributions()
    used = {
        distribution.lower().replace("_", "-")
        for module in _imported()
        for distribution in modules.get(module, ())
    }
    assert names - used - NOT_IMPORTED.keys() == set()


def _imported() -> set[str]:
    files = (
        p
        for app in ("cdd_network", "selection", "projects", "reports")
        for p in (ROOT / app).rglob("*.py")
    )
    found = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {one.name.split(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found


def test_the_lock_is_read_for_this_system() -> None:
    found = list(locked())
    assert "django" in found and "colorama" not in found
