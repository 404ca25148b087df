"""Who calls, and what the log tells of the address that was called."""

import logging

import pytest
from django.test import Client, RequestFactory

from cdd_network.address import address_of
from cdd_network.logs import ShortTokens

PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("trusted", "forwarded", "address"),
    [
        (True, "203.0.113.7", "203.0.113.7"),
        (
            True,
            "198.51.100.1, 203.0.113.7",
            "203.0.113.7",
        ),  # the first one is the caller's own word
        (True, "", PROXY),
        (True, None, PROXY),
        (False, "203.0.113.7", PROXY),
    ],
)
def test_the_proxys_own_word_is_taken_and_nobody_elses(
    settings: object, trusted: bool, forwarded: str | None, address: str
) -> None:
    settings.TRUSTED_PROXY = trusted
    extra = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=PROXY, **extra)) == address


@pytest.mark.parametrize("page", ["c", "q"])
def test_the_log_tells_no_address_of_the_wall(
    db: None, caplog: pytest.LogCaptureFixture, page: str
) -> None:
    token = "abcdEFGH-1234_5678zyxw"
    assert Client().post(f"/{page}/{token}/", {"name": "มะลิ"}).status_code == 404
    assert Client().get(f"/{page}/{token}9/").status_code == 404
    assert len(caplog.messages) == 2 and "efgh" not in caplog.text.lower()
    assert all(f"/{page}/abcd…/" in message for message in caplog.messages)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Not Found: /d/abcdefghijkl/1.pdf", "Not Found: /d/abcd…/1.pdf"),
        ('"GET /r/abcdefghijkl?x=1 HTTP/1.1"', '"GET /r/abcd…?x=1 HTTP/1.1"'),
        ("Not Found: /groups/c/abcdefghijkl/", "Not Found: /groups/c/abcdefghijkl/"),
        ("Not Found: /rounds/12345/", "Not Found: /rounds/12345/"),
    ],
)
def test_public_addresses_alone_are_cut(message: str, told: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (message,), None)
    assert ShortTokens().filter(record)
    assert record.getMessage() == told
