"""The project's settings for servers and workers that are killed: no collected static files needed."""

from tests.jobbing.settings import *  # noqa: F403
from tests.jobbing.settings import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
