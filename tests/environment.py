"""Loaded before Django reads its settings: tests keep no file beside the project."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

_folder = tempfile.mkdtemp(prefix="cdd-test-")
(Path(_folder) / "static").mkdir()  # nothing collected; whitenoise only wants the place
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.update(
    {"VAR_DIR": _folder, "TLS": "off", "DEBUG": "off", "SITE_URL": "http://127.0.0.1:8000"}
)

# The same examples each time and no limit to one's time: a run says what the code does, not what the
# machine did. ``pytest --hypothesis-profile=default`` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")
