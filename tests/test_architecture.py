"""The arrow of the apps and of the layers, read from the imports themselves."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("cdd_network", "selection", "projects", "reports")
"""Left to right: an app imports only itself and what stands to its left."""
LAYERS = ("models", "rules", "actions", "forms", "views")
FILES = [
    p for app in APPS for p in sorted((ROOT / app).rglob("*.py")) if "migrations" not in p.parts
]


def imports(path: Path) -> set[str]:
    """Dotted names that a file imports, wherever in the file the import stands."""
    tree = ast.parse(path.read_text())
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_left(path: Path) -> None:
    here = APPS.index(path.relative_to(ROOT).parts[0])
    for name in imports(path):
        app = name.split(".")[0]
        assert app not in APPS or APPS.index(app) <= here, f"{path.name} imports {name}"
        assert app != "tests", f"{path.name} imports {name}"


def layer_of(dotted: str) -> int | None:
    """Place of a module in the row of layers, or None when it is ground for all of them."""
    parts = dotted.split(".")
    found = [LAYERS.index(part) for part in parts[1:3] if part in LAYERS]
    return found[0] if found else None


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_layers_go_down(path: Path) -> None:
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    here = layer_of(dotted)
    if here is None:
        return
    for name in imports(path):
        if name.split(".")[0] in APPS and (there := layer_of(name)) is not None:
            assert there <= here, f"{dotted} imports {name}"


def test_one_module_imports_weasyprint() -> None:
    users = {
        str(p.relative_to(ROOT))
        for p in FILES
        if any(n.startswith("weasyprint") for n in imports(p))
    }
    assert users == {"reports/pdf.py"}


VIEWS = [p for p in FILES if "views" in p.parts or p.name.endswith("views.py")]


@pytest.mark.parametrize("path", VIEWS, ids=lambda p: str(p.relative_to(ROOT)))
def test_views_go_through_doors(path: Path) -> None:
    text = path.read_text()
    for wrong in (
        r"\.objects\b",
        r"_default_manager",
        r"\.save\(\)",
        r"\.delete\(\)",
        r"\.create\(",
    ):
        assert not re.search(wrong, text), f"{path.name}: {wrong}"


def test_only_move_writes_a_state() -> None:
    writers = []
    for path in FILES:
        if path.name == "transitions.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            targets = getattr(node, "targets", [getattr(node, "target", None)])
            if isinstance(node, ast.Assign | ast.AugAssign):
                writers += [
                    path.name for t in targets if isinstance(t, ast.Attribute) and t.attr == "state"
                ]
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update":
                writers += [path.name for k in node.keywords if k.arg == "state"]
    assert writers == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_readable(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 300


def test_public_functions_say_what_they_mean() -> None:
    bare = []
    for path in FILES:
        for node in ast.parse(path.read_text()).body:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef)
            if named and not node.name.startswith("_") and not ast.get_docstring(node):
                bare.append(f"{path.relative_to(ROOT)}:{node.name}")
    allowed = {"Meta"}
    assert [b for b in bare if b.split(":")[1] not in allowed] == []
