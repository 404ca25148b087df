"""The project's settings with the kinds of work of the tests."""

from cdd_network.settings import *  # noqa: F403
from cdd_network.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.jobbing"]
