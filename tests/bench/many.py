"""Many letters at once: time of 152 in two processes, and memory that does not grow with them.

Run as a module with first and last number it sets those letters and prints what it took.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

LETTERS, FEW = 152, 15
PAGES = 3


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Seconds for all letters, start of both processes included; peaks and their ratio."""
    began = time.perf_counter()
    half = LETTERS // 2
    for done in [_start(0, half), _start(half, LETTERS)]:
        _told(done)
    yield "letters.152_in_two_processes", time.perf_counter() - began, "s", ""
    few, many = (_told(_start(0, count))["peak_mib"] for count in (FEW, LETTERS))
    yield "letters.peak_at_15", few, "MiB", ""
    yield "letters.peak_at_152", many, "MiB", ""
    yield "letters.peak_ratio", many / few, "times", "<= 1.1"


def _start(first: int, last: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.bench.many", str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def _told(process: subprocess.Popen) -> dict[str, float]:
    out, _ = process.communicate(timeout=900)
    if process.returncode:
        raise RuntimeError(f"nothing was made: exit {process.returncode}")
    return json.loads(out)


def _set(first: int, last: int) -> None:
    """Each letter: facts, three pages and a QR of its own, set and dropped."""
    import django

    django.setup()
    from cdd_network import qr
    from reports import parts
    from tests.reports import paper_facts

    body = paper_facts.selection_letter().body * 2
    for number in range(first, last):
        address = f"https://network.example.go.th/d/{number:06}"
        letter = paper_facts.selection_letter(
            number=str(number + 1),
            to=f"ประธานกลุ่มออมทรัพย์เพื่อการผลิต กลุ่มที่ {number + 1}",
            body=body,
            qr=parts.Qr("qr.svg", address),
            files={"qr.svg": qr.svg(address)},
        )
        pages = letter.pdf().pages
        if pages != PAGES:
            raise ValueError(f"a letter of {pages} pages, not {PAGES}")
    print(json.dumps({"peak_mib": _peak()}))


def _peak() -> float:
    """Largest resident memory of this process alone (getrusage would count the parent's)."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    _set(int(sys.argv[1]), int(sys.argv[2]))
