"""Fixtures that every test may use: the ground, the named people, a page-checking client, figures."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from cdd_network.ground import load_ground
from cdd_network.models import Programme, User
from tests.contract import PageClient
from tests.people import World, make_world


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """The ground (places, offices, programmes) once for all tests of a process."""
    with django_db_blocker.unblock():
        load_ground()


@pytest.fixture(autouse=True)
def _plain_files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def world(db: None) -> World:
    """Everybody by name. A transactional test that emptied the tables gets the ground again."""
    if not Programme.objects.exists():
        load_ground()
    return make_world()


@pytest.fixture
def story() -> object:
    """The module that plays the year's stages by the officers' own actions."""
    from reports import story

    return story


@pytest.fixture
def page() -> Callable[[User | None], Client]:
    """``page(user)``: a client signed in as ``user`` (None: a stranger) that checks every page."""

    def client_of(user: User | None) -> Client:
        client = PageClient()
        if user is not None:
            client.force_login(user)
        return client

    return client_of


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str, float], None]:
    """Tell a figure of this test; the run prints all at its end, those of one name summed."""
    return lambda name, value: record_property(FIGURE, [name, value])


FIGURE = "figure"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the tests of this run have measured or counted, a line each."""
    told: dict[str, float] = defaultdict(float)
    for report in terminalreporter.getreports("passed"):
        for kind, figure in report.user_properties:
            if kind == FIGURE:
                told[figure[0]] += figure[1]
    if told:
        terminalreporter.section("figures")
    for name, value in sorted(told.items()):
        terminalreporter.write_line(f"{name}: {value:,.10g}")
