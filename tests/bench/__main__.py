"""`make bench`: the demonstration in a fresh folder, then every figure, one JSON line each."""

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator

FOLDER = tempfile.mkdtemp(prefix="cdd-bench-")
os.environ.update(
    {
        "DJANGO_SETTINGS_MODULE": "cdd_network.settings",
        "VAR_DIR": FOLDER,
        "TLS": "off",
        "DEBUG": "off",
    }
)


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Every figure: name, value, unit, aim ('' where there is none)."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from reports.demo import load_demo

    began = time.perf_counter()
    load_demo()
    yield "demo.load", time.perf_counter() - began, "s", ""
    from tests.bench import (
        backup,
        bundles,
        crash,
        event,
        hour,
        intake,
        letter,
        many,
        nation,
        pages,
        photographs,
        soak,
    )

    yield from letter.figures()
    yield from photographs.figures()
    yield from many.figures()
    yield from pages.figures()
    yield from event.figures()
    yield from intake.figures()
    yield from hour.figures()
    yield from nation.figures()
    yield from bundles.figures()
    yield from backup.figures()
    yield from crash.figures()
    yield from soak.figures()


def main() -> None:
    """Print each figure as soon as it is measured; exit 1 when one misses its aim."""
    missed = []
    try:
        for name, value, unit, aim in figures():
            row = {"name": name, "value": round(value, 3), "unit": unit, "aim": aim}
            print(json.dumps(row, ensure_ascii=False), flush=True)
            if aim and value > float(aim.removeprefix("<= ")):
                missed.append(name)
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
