"""The bundle of the nation: seconds and peak memory of 15 and of 152 groups with six photographs.

Run as a module with a number of groups it makes their bundle in the database that the environment
names, which holds the nation with photographs, and prints what it took.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace

from tests.bench.many import _peak, _told

FEW, MANY = 15, 152
PHOTOS = 6


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Seconds and peak of each in a process of its own, and the peaks' ratio; then once more, when
    nothing has changed."""
    with tempfile.TemporaryDirectory(prefix="cdd-bundles-") as folder:
        _fill(folder)
        few, many, again = (_told(_start(folder, *words)) for words in WORDS)
    for count, told in ((FEW, few), (MANY, many)):
        yield f"bundle.{count}_groups", told["seconds"], "s", ""
        yield f"bundle.{count}_groups_peak", told["peak_mib"], "MiB", ""
    yield "bundle.152_groups_size", many["size"] / 1_000_000, "MB", ""
    yield "bundle.peak_ratio", many["peak_mib"] / few["peak_mib"], "times", "<= 1.2"
    yield "bundle.152_groups_unchanged", again["seconds"], "s", ""


WORDS = ((str(FEW), "anew"), (str(MANY), "anew"), (str(MANY), "again"))


def _fill(folder: str) -> None:
    """The nation in a folder of its own: the year before the newest is complete in every province."""
    for words in (["migrate", "-v0"], ["nation", "--years=2", f"--photos={PHOTOS}", "--force"]):
        command = [sys.executable, "manage.py", *words]
        subprocess.run(command, env=_environment(folder), check=True, stdout=subprocess.DEVNULL)


def _environment(folder: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    given = {"DJANGO_SETTINGS_MODULE": "cdd_network.settings", "TLS": "off", "DEBUG": "off"}
    return {**given, **kept, "VAR_DIR": folder}


def _start(folder: str, *words: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.bench.bundles", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment(folder))


def _make(groups: int, *, anew: bool) -> None:
    import django

    django.setup()
    from cdd_network import job_runs
    from cdd_network.models import Job, Programme, User
    from reports.actions.bundles import start_bundle
    from reports.bundles import making
    from reports.models import Bundle, BundlePart, StoredPart

    user = User.objects.filter(role="department").first()
    if anew:
        own = Bundle.objects.filter(office=user.office_id)
        BundlePart.objects.filter(bundle__in=own).delete()
        own.delete()
        StoredPart.objects.exclude(pk__in=BundlePart.objects.values("stored")).delete()
    every = making.provinces_in
    making.provinces_in = lambda *asked: _first(every(*asked), groups)
    year = Programme.objects.opened().order_by("-year")[1]
    began = time.perf_counter()
    job = start_bundle(programme=year, by=user)
    job_runs.run_job.call(job.pk, job.attempt)
    took = time.perf_counter() - began
    job = Job.objects.get(pk=job.pk)
    made = Bundle.objects.filter(office=user.office_id).first()
    if job.error or made.shown["groups"] != groups or made.shown["photos"] != groups * PHOTOS:
        raise ValueError(f"no bundle of {groups} groups: {job.error or made.shown['groups']}")
    told = {"seconds": took, "peak_mib": _peak(), "size": made.size, "pages": made.pages}
    print(json.dumps(told))


def _first(provinces: list, groups: int) -> list:
    """The first provinces with so many groups in all."""
    found = []
    for one in provinces:
        found.append(replace(one, groups=one.groups[:groups]))
        groups -= len(found[-1].groups)
        if groups <= 0:
            break
    return found


if __name__ == "__main__":
    _make(int(sys.argv[1]), anew=sys.argv[2] == "anew")
