"""The settings of a real installation, in a process of their own: they are read once, at the start."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOST = "network.example.go.th"
ASK = """
import json
import django
django.setup()
from django.core.management import call_command
from django.test import Client
from tests.headers import check_headers

call_command("check", deploy=True, fail_level="WARNING")
client = Client(headers={"host": "network.example.go.th"})
page, lost = (client.get(path, secure=True) for path in ("/sign-in/", "/nowhere/"))
for answer, path in ((page, "/sign-in/"), (lost, "/nowhere/")):
    check_headers(answer, path, "https")
plain = client.get("/sign-in/")
wrong = Client(raise_request_exception=False, headers={"host": "other.example"}).get("/sign-in/")
print(json.dumps({
    "hsts": [page["Strict-Transport-Security"], lost["Strict-Transport-Security"]],
    "cookies": {name: cookie["secure"] for name, cookie in page.cookies.items()},
    "plain": [plain.status_code, plain["Location"], "default-src 'none'" in plain["Content-Security-Policy"]],
    "wrong": [wrong.status_code, "default-src 'none'" in wrong["Content-Security-Policy"], "ไม่ได้" in wrong.text],
}))
"""


def test_with_tls_cookies_are_secure_and_browsers_remember_it(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    env = {
        **os.environ, "VAR_DIR": str(tmp_path), "TLS": "on", "DEBUG": "off", "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}", "DJANGO_SETTINGS_MODULE": "cdd_network.settings",
    }  # fmt: skip
    sheet = "'django.contrib.staticfiles.storage.StaticFilesStorage'"
    words = (
        f"from cdd_network import settings\nsettings.STORAGES['staticfiles']['BACKEND'] = {sheet}\n"
    )
    asked = subprocess.run(
        [sys.executable, "-c", words + ASK], env=env, cwd=ROOT, capture_output=True, text=True
    )
    assert asked.returncode == 0, asked.stderr
    told = json.loads(asked.stdout.splitlines()[-1])
    assert told["hsts"] == ["max-age=31536000; includeSubDomains; preload"] * 2
    assert told["cookies"] == {"csrftoken": True}
    assert told["plain"] == [301, f"https://{HOST}/sign-in/", True]
    assert told["wrong"] == [400, True, True]
