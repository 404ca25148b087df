"""The licences of what runs in an office: ``python -m tests.licences`` prints them as a table.

Read from each package's own metadata, for the locked requirements and for the extras. What its
metadata tell in words is told here by SPDX's name.
"""

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

LOCK = Path(__file__).parent.parent / "requirements.txt"
EXTRAS = ("psycopg[binary]", "django-storages[s3]")
BY_WORDS = {
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
BY_HAND = {
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "qrcode": "BSD-3-Clause",
}
"""Packages that name several: «OR» is ours to choose. qrcode's second is that of the word mark."""
MAY = frozenset(
    (
        "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "LGPL-3.0-only", "MIT", "MIT-0",
        "MIT-CMU", "MPL-1.1", "MPL-2.0", "OFL-1.1", "PSF-2.0",
    )
)  # fmt: skip
"""What may be used. LGPL and MPL: as libraries, unchanged. Never AGPL, and GPL not alone."""


def locked(lock: Path = LOCK) -> Iterator[str]:
    """Names of the locked requirements that this Python and system want."""
    for line in lock.read_text().splitlines():
        if line[:1].isalnum():
            wanted = Requirement(line.removesuffix("\\").strip())
            if wanted.marker is None or wanted.marker.evaluate():
                yield wanted.name.lower()


def with_theirs(wanted: str, seen: set[str] | None = None) -> set[str]:
    """Names of a requirement and of all that it requires, here."""
    seen = set() if seen is None else seen
    asked = Requirement(wanted)
    seen.add(asked.name.lower())
    for text in metadata.requires(asked.name) or ():
        one = Requirement(text)
        extras = asked.extras or {""}
        needed = one.marker is None or any(one.marker.evaluate({"extra": e}) for e in extras)
        if needed and one.name.lower() not in seen:
            with_theirs(str(one).partition(";")[0].strip(), seen)
    return seen


def licence_of(name: str) -> str:
    """SPDX expression of an installed package; its own words where nobody has named it."""
    if name in BY_HAND:
        return BY_HAND[name]
    told = metadata.metadata(name)
    if expression := told.get("License-Expression"):
        return str(expression)
    heads = [one for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    words = {one.rpartition(" :: ")[2] for one in heads} - {"OSI Approved"}
    found = " AND ".join(sorted(BY_WORDS.get(one, one) for one in words))
    plain = str(told.get("License") or "").strip()
    return found or BY_WORDS.get(plain, plain) or "none told"


def may_be_used(expression: str) -> bool:
    """Whether one of the licences that may be chosen has all its parts in ``MAY``."""
    choices = re.split(r"\s+OR\s+", expression.replace("(", " ").replace(")", " "))
    return any(all(p.strip() in MAY for p in re.split(r"\s+AND\s+", one)) for one in choices)


def rows() -> list[tuple[str, str, str]]:
    """Name, licence and version of each package that may run in an office."""
    names = {*locked()}.union(*(with_theirs(one) for one in EXTRAS))
    return [(one, licence_of(one), metadata.version(one)) for one in sorted(names)]


if __name__ == "__main__":
    print("| package | licence | version |\n| --- | --- | --- |")
    for row in rows():
        print(f"| {' | '.join(row)} |")
