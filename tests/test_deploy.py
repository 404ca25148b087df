"""The files of docs/deploy against the code that they start: names, paths, bounds, tokens."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import get_resolver, resolve

from cdd_network import logs
from reports import pictures
from tests.cdd_network.test_logs import routes

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "docs" / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text()
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
ENVIRONMENT = (DEPLOY / "cdd-network.env").read_text()


def variables(*, commented: bool = False) -> dict[str, str]:
    """What the example of the environment sets; with what stands in it as a comment too."""
    found = re.findall(r"^(#?)([A-Z_]+)=(.*)$", ENVIRONMENT, re.MULTILINE)
    return {name: value for mark, name, value in found if commented or not mark}


def test_every_variable_is_one_that_is_read() -> None:
    read = (ROOT / "cdd_network/settings.py").read_text()
    read += (ROOT / "cdd_network/serving.py").read_text()
    named = {*variables(commented=True)}
    assert {"DATABASE_URL", "STORAGE_URL", "TRUSTED_PROXY", "LOG_FORMAT", "BIND"} <= named
    assert [name for name in named if f'"{name}"' not in read] == []


@pytest.mark.parametrize("commented", [False, True], ids=["province", "country"])
def test_the_environment_starts_the_application(tmp_path: Path, commented: bool) -> None:
    given = {**variables(commented=commented), "VAR_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    code = (
        "from cdd_network import serving, settings as s;"
        "print(serving.bind, s.STORAGES['default']['BACKEND'], s.DATABASES['default']['ENGINE'])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=given,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    bind, storage, engine = done.stdout.split()
    assert bind == ("10.0.0.11:8000" if commented else "127.0.0.1:8000")
    assert (storage.endswith("PrivateBucket"), engine.endswith("postgresql")) == (commented,) * 2


def test_units_start_commands_that_exist() -> None:
    commands, seen = get_commands(), set()
    for unit in UNITS:
        for line in re.findall(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE):
            if found := re.search(r"manage\.py (\w+)", line):
                seen.add(found[1])
            else:
                assert "gunicorn --config python:cdd_network.serving cdd_network.wsgi" in line
    assert seen == {"worker", "daily", "backup"} and seen <= commands.keys()
    for timer in DEPLOY.glob("*.timer"):
        assert timer.with_suffix(".service").exists()


def test_pages_come_before_work_that_may_wait() -> None:
    later = {unit.name for unit in UNITS if "\nNice=10\nCPUWeight=20\n" in unit.read_text()}
    services = {unit.name for unit in UNITS if unit.suffix == ".service"}
    assert later == services - {"cdd-web.service"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_units_are_well_formed(tmp_path: Path) -> None:
    for unit in UNITS:
        text = re.sub(r"/opt/cdd-network/\.venv/bin/\w+", "/bin/true", unit.read_text())
        text = text.replace("/opt/cdd-network", str(ROOT))
        (tmp_path / unit.name.replace("@", "@1")).write_text(text)
    names = [f"./{path.name}" for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_proxy_cuts_the_tokens_that_the_log_cuts() -> None:
    ours = re.search(r"\(\?:([a-z|]+)\)", logs._TOKEN.pattern)[1]
    theirs = re.search(r"/\(\?:([a-z|]+)\)/", NGINX)[1]
    assert theirs == ours
    bounded = set(
        re.search(r"location ~ \^/\(([a-z|]+)\)/ \{\s+limit_req zone=cdd_public", NGINX)[1].split(
            "|"
        )
    )
    assert bounded | {"enter"} == set(ours.split("|"))
    for prefix in ours.split("|"):
        assert any(one.startswith(f"{prefix}/<") for one in routes(get_resolver())), prefix


def test_the_proxy_lets_six_photographs_pass_to_their_page() -> None:
    bound = re.search(r"location ~ (\S+) \{\s+client_max_body_size (\d+)m", NGINX)
    assert resolve("/summaries/1/photos/add/").url_name == "photo_add"
    assert re.match(bound[1], "/summaries/1/photos/add/")
    assert int(bound[2]) * 1024**2 > pictures.MOST_BYTES * pictures.MOST_AT_ONCE
    assert "Strict-Transport-Security" not in NGINX, "the application's own: never twice"
    assert "X-Forwarded-For $remote_addr;" in NGINX, "what a visitor wrote is not handed on"
