"""What the log tells: keys and numbers; what it does not: names, queries, addresses that open."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cdd_network import jobs
from cdd_network.logs import FIELDS, JsonLines, Plain, ShortTokens, about, discreet
from cdd_network.models import Job, User
from cdd_network.request_log import HEADER
from tests.jobbing import jobs as kinds
from tests.jobbing.run import finish_jobs
from tests.people import World

Pages = Callable[[User | None], Client]
SECRET = "นางสมศรี"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict]]]:
    """``lines()``: what a collector would have read until now."""
    text, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(text)
    handler.addFilter(ShortTokens())
    handler.setFormatter(JsonLines())
    told = logging.getLogger("cdd_network.requests")
    level = told.level
    told.setLevel(logging.INFO)
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in text.getvalue().splitlines()]
    root.removeHandler(handler)
    told.setLevel(level)


def test_a_request_has_one_line_by_keys_alone(world: World, page: Pages, lines: Callable) -> None:
    answer = page(world.krasang).get(
        f"/groups/?q={SECRET}", headers={"x-request-id": "from-outside"}
    )
    (line,) = [one for one in lines() if one["logger"] == "cdd_network.requests"]
    assert line.pop("at") and line.pop("ms") > 0
    assert line == {
        "level": "INFO",
        "logger": "cdd_network.requests",
        "message": "GET /groups/ 200",
        "method": "GET",
        "path": "/groups/",
        "status": 200,
        "user": world.krasang.pk,
        "office": world.krasang.office_id,
        "request_id": answer[HEADER],
    }
    assert re.fullmatch("[0-9a-f]{12}", answer[HEADER]), "who is not our proxy names no request"


@pytest.mark.parametrize(
    ("given", "kept"),
    [("4c1f0a77-ab", True), ("a" * 64, True), ("short", False), ("a" * 65, False),
     ("x\u200bxxxxxxxxx", False), ('a","status":200', False), ("", False)],
)  # fmt: skip
def test_a_trusted_proxy_names_it_when_well_formed(
    db: None, client: Client, settings: object, given: str, kept: bool
) -> None:
    settings.TRUSTED_PROXY = True
    answer = client.get(reverse("healthy"), headers={"x-request-id": given})
    assert (answer[HEADER] == given) is kept and len(answer[HEADER]) >= 10


def test_a_query_that_was_refused_and_a_wrong_host_are_told_without_it(
    client: Client, lines: Callable
) -> None:
    client.get(f"/nothing/?q={SECRET}")
    client.get(f"/?q={SECRET}", headers={"host": "evil.example"})
    assert lines() and SECRET not in json.dumps(lines(), ensure_ascii=False)
    assert all(line.keys() <= FIELDS for line in lines())


def test_static_files_and_signs_of_life_are_not_told(client: Client, lines: Callable) -> None:
    client.get("/static/css/tokens.css")
    client.get(reverse("healthy"))
    assert [one.get("path") for one in lines() if one.get("status") == 200] == []


def test_a_fault_shows_the_number_under_which_it_is_told(
    world: World, page: Pages, lines: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise IntegrityError(f"duplicate key\nDETAIL:  Key (name)=({SECRET}) already exists.")

    monkeypatch.setattr("django.template.context.RequestContext.bind_template", fail)
    client = page(world.krasang)
    client.raise_request_exception = False
    answer = client.get(reverse("guide"))
    assert answer.status_code == 500
    code = answer[HEADER]
    assert "รหัสแจ้งเหตุ" in answer.content.decode() and code in answer.content.decode()
    (fault,) = [one for one in lines() if one["level"] == "ERROR"]
    assert fault["request_id"] == code and "IntegrityError: duplicate key" in fault["exc_info"]
    assert SECRET not in json.dumps(lines(), ensure_ascii=False)


def test_a_job_carries_the_number_of_who_asked(world: World, lines: Callable) -> None:
    assert kinds.broken
    words = {"title": "งาน", "arguments": {"secret": "7"}, "key": "one"}
    with about(request_id="4c1f0a77ab12"):
        job = jobs.start("test_broken", office=world.buriram.office, by=world.buriram, **words)
    finish_jobs()
    told = [one for one in lines() if one.get("job") == job.pk]
    assert {(one["request_id"], one["attempt"]) for one in told} == {("4c1f0a77ab12", 1)}
    assert [one["level"] for one in told].count("ERROR") == 1
    with about(request_id="another0number"):
        jobs.retry(job=Job.objects.get(), by=world.buriram)
    assert Job.objects.get().asked_in == "another0number"


def test_a_line_of_text_ends_with_its_number() -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, "Not Found: %s", ("/d/abcdefgh/",), None)
    with about(request_id="4c1f0a77ab12", job=0):
        ShortTokens().filter(record)
    assert Plain().format(record) == "Not Found: /d/abcd…/ [request_id=4c1f0a77ab12]"


def test_every_address_that_opens_by_itself_is_cut() -> None:
    tokens = [one for one in routes(get_resolver()) if "token" in one]
    assert len(tokens) >= 7
    for route in tokens:
        address = "/" + re.sub(r"<[^>]*token[^>]*>", "abcdefghijklmnop", route).replace(
            "<int:number>", "1"
        )
        assert "efgh" not in discreet(f"Not Found: {address}"), route
        assert "efgh" not in discreet(f"Referer https://network.example{address} is none"), route


def routes(found: URLResolver, before: str = "") -> Iterator[str]:
    """Every route of the resolver, as it was written."""
    for one in found.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one, route)
