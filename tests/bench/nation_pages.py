"""Open every page of the resolver as four people, over the demonstration or the nation, and tell.

The addresses are those of the permission matrix: whatever has a GET row there is measured here, with
an object of the filled country in the place of the matrix's own.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from statistics import median, quantiles
from typing import NamedTuple

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdd_network.settings")
ROUNDS, RUNS = 3, 16
"""Looks at a page: some at a time, in rounds over all pages, so that no page has all of its looks in
one slow minute. The figures are told of all looks, each by the speed that the machine had around it."""
WHO = {
    "demo": {"department": "department", "province": "buriram", "district": "krasang", "member": "committee1"},
    "nation": {"department": "department", "province": "p30", "district": "", "member": "m30a"},
}  # fmt: skip
LARGE = {"demo": "31", "nation": "30"}


class Looks(NamedTuple):
    """A round's looks at a page: milliseconds by the clock and of the processor, each beside what the
    yardstick took around it."""

    walls: list[float]
    cpus: list[float]
    yards: list[float]
    queries: int


def main(which: str) -> None:
    """One JSON line a page."""
    import logging

    import cdd_network.wsgi  # noqa: F401  (the process is set up as a server's is)

    logging.disable()  # a page that this person has not is asked for too
    rounds = [dict(_pages(which)) for _ in range(ROUNDS)]
    for page in rounds[0]:
        sys.stdout.write(json.dumps({"page": page, **_told([one[page] for one in rounds])}) + "\n")


def _told(rounds: list[Looks]) -> dict[str, float]:
    """The figures of a page's looks, told at their middle speed (``yard``); ``quick`` is the best."""
    yards = [ms for one in rounds for ms in one.yards]
    yard = median(yards)
    walls, cpus = (
        [
            ms * yard / beside
            for ms, beside in zip((ms for one in rounds for ms in one[at]), yards, strict=True)
        ]
        for at in (0, 1)
    )
    return {
        "p50": median(walls), "p95": _p95(walls), "cpu": median(cpus), "cpu95": _p95(cpus),
        "queries": max(one.queries for one in rounds), "yard": yard, "quick": min(yards),
    }  # fmt: skip


def _yard() -> float:
    """CPU ms of a fixed piece of work of the pages' own kind, which touches no row."""
    from django.template.loader import render_to_string

    from selection.models import Nomination

    began = time.process_time()
    for _ in range(3):
        str(Nomination.objects.with_place().query)
        render_to_string("cdd_network/guide.html")
    return (time.process_time() - began) * 1000


def _pages(which: str) -> Iterator[tuple[str, Looks]]:
    from django.test import Client
    from django.urls import reverse

    from cdd_network.models import User
    from tests.test_permission_matrix import ROWS

    samples, district = _samples(which)
    asked = {(row.name, row.thing) for row in ROWS if row.method == "GET"}
    for role, username in WHO[which].items():
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(User.objects.get(username=username or district))
        for name, thing in sorted(asked):
            for stage, arguments in samples(thing):
                where = f"{name}.{role}" + (f".{stage}" if stage else "")
                row = _measured(client, reverse(name, kwargs=arguments))
                if row:
                    yield where, row


def _measured(client: object, path: str) -> Looks | None:
    """Looks at the page; None when this person does not get a page there."""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    first = client.get(path)
    if first.status_code != 200 or not first["Content-Type"].startswith("text/html"):
        return None
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    queries = len(captured)  # now: the next request empties the log
    walls, cpus, yards = [], [], [_yard()]
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        client.get(path)
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
        yards.append(_yard())
    around = [(before + after) / 2 for before, after in pairwise(yards)]
    return Looks(walls, cpus, around, queries)


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1]


def _samples(which: str) -> tuple[object, str]:
    """``samples(thing)``: (stage, arguments) of each object of the large province; its district."""
    from cdd_network.models import Job, Signatory
    from projects.models import Activity, Deadline
    from reports.models import Document, Enclosure, Photo
    from selection.models import CommitteeMember, Nomination, Round

    rounds = Round.objects.filter(office__province_id=LARGE[which]).order_by("-programme__year")
    finished = rounds.filter(state="announced", chosen__allocation__isnull=False)
    done = finished.first()
    live = rounds.filter(state="scoring").first()
    activity = Activity.objects.filter(allocation__chosen__round=done).order_by("pk").first()
    letter = Document.objects.filter(round=done, kind="selection_letter").first()
    letter = letter and Document.objects.get(pk=letter.pk)
    nomination = activity.nomination
    seat = CommitteeMember.objects.filter(round=done, on_paper=True).first()
    live_seat = CommitteeMember.objects.filter(round=live, on_paper=True).first() if live else None
    live_nomination = Nomination.objects.filter(round=live, state="accepted").first()
    day = activity.days.get(number=1)
    person = activity.people.order_by("order").first()
    by_pk = {
        "round": done, "seat": seat, "nomination": nomination, "group": nomination.group,
        "signatory": Signatory.objects.filter(office=done.office).first(),
        "activity": activity, "event": activity, "chosen": activity.chosen,
        "own_day": getattr(done, "province_day", None),
        "plan": activity.actionplan, "summary": activity.summaryreport,
        "photo": Photo.objects.filter(report__activity=activity).first(),
        "draft": Document.objects.filter(office=done.office, state="draft").first(),
        "letter": letter, "job": Job.objects.first(),
        "deadline": Deadline.objects.filter(office=done.office).first(),
    }  # fmt: skip
    year = done.programme.year
    found = {name: [("", {"pk": one.pk})] for name, one in by_pk.items() if one is not None}
    found |= {
        "": [("", {})],
        "year": [("", {"year": year})],
        "year_part": [("", {"year": year, "key": "basics"})],
        "year_rule": [("", {"year": year, "key": "summary_procedure"})],
        "survey_after": [("", {"pk": activity.pk, "moment": "after"})],
        "follow": [("", {"pk": activity.pk, "months": 3})],
        "participant": [("", {"pk": activity.pk, "number": person.pk})],
        "paper": [("", {"seat": seat.pk, "nomination": nomination.pk})],
        "weighed": [("", {"pk": done.pk, "nomination": nomination.pk})],
        "event_day": [("", {"pk": activity.pk, "number": 1})],
        "day_token": [("", {"token": day.token})],
        "survey_token": [("", {"token": activity.questionnaires.first().token})],
        "token": [("", {"token": letter.token})],
        "result_token": [("", {"token": done.token})],
    }
    if Enclosure.objects.filter(document=letter).exists():
        found["enclosure"] = [("", {"token": letter.token, "number": 1})]
    if live:
        found["round"].append(("live", {"pk": live.pk}))
        found["seat"].append(("live", {"pk": live_seat.pk}))
        found["nomination"].append(("live", {"pk": live_nomination.pk}))
        found["paper"].append(("live", {"seat": live_seat.pk, "nomination": live_nomination.pk}))
        found["weighed"].append(("live", {"pk": live.pk, "nomination": live_nomination.pk}))
    district = activity.office.users.order_by("pk").first().username
    return lambda thing: found.get(thing, []), district


if __name__ == "__main__":
    main(sys.argv[1])
