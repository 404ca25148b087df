"""Each page over the demonstration: milliseconds, CPU and queries, as its own role sees it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median, quantiles

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cdd_network.models import User
from tests.addresses import (
    MOST_QUERIES,
    PAPERS,
    bench_addresses,
    scoring_addresses,
    writing_addresses,
)
from tests.bench import surin

RUNS = 24


def figures() -> Iterator[tuple[str, float, str, str]]:
    """p50 and p95 in ms, CPU ms (median) and queries of each page; a paper's PDF has no CPU aim.

    The demonstration first; then Surin goes on, so that pages of later steps are open too.
    """
    for address in bench_addresses():
        yield from _page(*address)
    opened = surin.to_scoring()
    for address in scoring_addresses():
        yield from _page(*address)
    surin.to_writing(opened)
    for address in writing_addresses():
        yield from _page(*address)


def _page(username: str, name: str, path: str) -> Iterator[tuple[str, float, str, str]]:
    page, who = measured(username, path), username or "public"
    yield f"page.{name}.{who}.p50", page.p50, "ms", ""
    yield f"page.{name}.{who}.p95", page.p95, "ms", ""
    yield f"page.{name}.{who}.cpu", page.cpu, "ms", "" if name in PAPERS else "<= 20"
    yield f"page.{name}.{who}.queries", page.queries, "queries", f"<= {MOST_QUERIES}"


@dataclass(frozen=True)
class Measured:
    """What a page took: milliseconds, and queries to the database."""

    p50: float
    p95: float
    cpu: float
    queries: int


def measured(username: str, path: str) -> Measured:
    """The page, opened by ``username`` ('': by nobody who signed in) again and again."""
    client = _client(username)
    queries = queries_of(username, path)  # apart: the log of queries costs CPU itself
    walls, cpus = [], []
    for run in range(RUNS + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        _get(client, path)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        if run:  # the first ones warm templates and connections
            walls.append(wall * 1000)
            cpus.append(cpu * 1000)
    return Measured(median(walls), quantiles(walls, n=20)[-1], median(cpus), queries)


def queries_of(username: str, path: str) -> int:
    """Queries of the page once it has been opened."""
    client = _client(username)
    _get(client, path)
    reset_queries()  # the log holds 9,000, then it counts nothing any more
    with CaptureQueriesContext(connection) as captured:
        _get(client, path)
    return len(captured)


def _client(username: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    if username:
        client.force_login(User.objects.get(username=username))
    return client


def _get(client: Client, path: str) -> None:
    """Fetch a page to its last byte; RuntimeError when it is not a page."""
    response = client.get(path)
    b"".join(response) if response.streaming else response.content
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
