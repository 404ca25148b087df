"""What a line of the log tells, and what it does not.

A line carries the request or job it belongs to; persons and offices by their keys alone. As text
for one's own screen, or as JSON lines for a collector (LOG_FORMAT).
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pythonjsonlogger.json import JsonFormatter

_TOKEN = re.compile(
    r"(?<![^\s\"'])((?:https?://[^/\s]+)?/(?:c|d|enter|ics|q|r)/[^/\s?]{4})[^/\s?]+"
)
_DETAIL = re.compile(r"^(DETAIL|CONTEXT):.*\n?", re.MULTILINE)
_ABOUT: ContextVar[dict[str, object]] = ContextVar("about", default={})  # noqa: B039  (never changed)
OF_A_LINE = ("level", "logger", "message", "exc_info")
OF_A_REQUEST = ("method", "path", "status", "ms", "user", "office")
OF_THE_WORK = ("request_id", "job", "attempt")
FIELDS = {"at", *OF_A_LINE, *OF_A_REQUEST, *OF_THE_WORK}
"""All that a JSON line may have: what a library adds by itself (a request with its query) has none."""


@contextmanager
def about(**told: object) -> Iterator[None]:
    """Every line within belongs to this request or job."""
    before = _ABOUT.set({**_ABOUT.get(), **told})
    try:
        yield
    finally:
        _ABOUT.reset(before)


def request_id() -> str:
    """The request that is being answered, as the log names it; '' where there is none."""
    return str(_ABOUT.get().get("request_id", ""))


def discreet(text: str) -> str:
    """``text`` without what opens a page or names a person: public addresses end after four
    letters, and PostgreSQL's details, which repeat the row that it refused, are left out.
    """
    return _TOKEN.sub(r"\1…", _DETAIL.sub("", text))


class ShortTokens(logging.Filter):
    """Lays what a line belongs to beside it, and makes its message discreet."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        told = record.getMessage()
        short = discreet(told)
        if short != told:
            record.msg, record.args = short, ()
        vars(record).update(_ABOUT.get())
        return True


class Plain(logging.Formatter):
    """A line as text, the request or job at its end."""

    def format(self, record: logging.LogRecord) -> str:
        """What ``logging`` makes of it, discreet."""
        text = discreet(super().format(record))
        found = [f"{key}={vars(record)[key]}" for key in OF_THE_WORK if vars(record).get(key)]
        first, rest = text.partition("\n")[::2]
        told = f"{first} [{' '.join(found)}]" if found else first
        return f"{told}\n{rest}" if rest else told


class JsonLines(JsonFormatter):
    """A line as one JSON object."""

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="at",
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data: dict[str, object]) -> dict[str, object]:
        """What is one of our fields and has a value."""
        return {
            key: one for key, one in log_data.items() if key in FIELDS and one not in (None, "")
        }

    def formatException(self, ei: object) -> str:  # noqa: N802  (logging's own name)
        """The traceback, discreet."""
        return discreet(str(super().formatException(ei)))


def configured(form: str) -> dict[str, object]:
    """Django's LOGGING for LOG_FORMAT ``text`` or ``json``; with JSON each request has a line."""
    line = {"text": {"()": Plain}, "json": {"()": JsonLines}}[form]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"discreet": {"()": ShortTokens}},
        "formatters": {"line": line},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["discreet"],
                "formatter": "line",
            }
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Django's own handlers would tell each line once more, and mail it to nobody.
            "django": {"handlers": [], "propagate": True},
            # With JSON each request has its own line, which tells of 404 and the like too.
            "cdd_network.requests": {"level": "INFO" if form == "json" else "WARNING"},
            "django.request": {"level": "ERROR" if form == "json" else "WARNING"},
            # Subsetting every font of every letter is chatter, not news.
            "fontTools": {"level": "ERROR"},
            "pikepdf": {"level": "WARNING"},
            "weasyprint": {"level": "WARNING"},
            # The queue is not the job: cdd_network.job_runs says what became of that.
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            **{name: {"level": "WARNING"} for name in ("boto3", "botocore", "s3transfer")},
        },
    }
