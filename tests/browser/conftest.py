"""A real server (gunicorn) and a real browser (Debian's chromium)."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from reports.demo import PASSWORD

ROOT = Path(__file__).parent.parent.parent
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 15_000
"""Milliseconds that a page is waited for: other tests share the machine."""
expect.set_options(timeout=PATIENCE)
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running server over its own seeded database."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    env = {
        **os.environ,
        "VAR_DIR": str(tmp_path_factory.mktemp("var")),
        "SITE_URL": url,
        "TLS": "off",
        "DEBUG": "off",
        "DJANGO_SETTINGS_MODULE": "cdd_network.settings",
    }
    subprocess.run([sys.executable, "-m", "tests.browser.seed"], env=env, cwd=ROOT, check=True)
    command = [sys.executable, "-m", "gunicorn", "cdd_network.wsgi", "--bind", f"127.0.0.1:{port}"]
    # Threads: without a proxy in front, a browser's idle spare connection would hold a sync worker.
    command += ["--threads", "4", "--log-level", "warning"]
    process = subprocess.Popen(command, env=env, cwd=ROOT)
    try:
        _wait_for(f"{url}/healthz", process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(url: str, process: subprocess.Popen) -> None:
    for _ in range(150):
        if process.poll() is not None:
            raise RuntimeError("the server has ended")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError("the server does not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, headless, with an empty profile."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is missing; type: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def sign_in(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """``sign_in("krasang", phone=True)``: a page of one's own context, signed in."""
    contexts = []

    def enter(username: str | None, *, phone: bool = False) -> Page:
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP, base_url=server, locale="th-TH"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        if username:
            page.goto("/sign-in/")
            page.get_by_label("ชื่อผู้ใช้").fill(username)
            page.get_by_label("รหัสผ่าน").fill(PASSWORD)
            page.get_by_role("button", name="เข้าสู่ระบบ").click()
            page.wait_for_url("**/")
        return page

    yield enter
    for context in contexts:
        context.close()
