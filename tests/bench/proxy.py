"""The nginx of docs/deploy in front of two web processes on two ports: ``python -m tests.bench.proxy``.

Wants nginx and openssl (Debian's own). Certificate, database and logs stand in a temporary folder;
ports are free ones of the loopback address. Prints JSON lines and exits 1 when one misses its aim.
"""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
HOST = "network.example.go.th"
NGINX = """
daemon off; worker_processes 1; pid {place}/nginx.pid; error_log {place}/start.log warn;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {place}/body; proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/f; uwsgi_temp_path {place}/u; scgi_temp_path {place}/s;
    include {place}/site.conf;
}}
"""
Figure = tuple[str, float, str, str]


class Place:
    """The temporary folder, its ports, and how one asks there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tls, self.plain, self.first, self.second = (_free_port() for _ in range(4))

    def line(self) -> http.client.HTTPSConnection:
        """A connection by TLS; the certificate is ours and not looked at."""
        return http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=30, context=unchecked())

    def ask(
        self, path: str, method: str = "GET", body: object = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """An answer by TLS, with its body."""
        line = self.line()
        given = {"Host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            line.request(method, path, body, given)
            answer = line.getresponse()
            return answer, answer.read()
        finally:
            line.close()

    def ask_plainly(self, port: int, path: str) -> http.client.HTTPResponse:
        """An answer without TLS, of nginx or of a web process itself."""
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            line.request("GET", path, headers={"Host": HOST})
            answer = line.getresponse()
            answer.read()
            return answer
        finally:
            line.close()


def unchecked() -> ssl.SSLContext:
    """TLS without a look at who it is."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def site(place: Place) -> str:
    """The site of docs/deploy with this place's ports, names and folders."""
    text = (DEPLOY / "nginx.conf").read_text()
    for old, new in (
        ("[::]:443", f"[::1]:{place.tls}"),
        ("[::]:80", f"[::1]:{place.plain}"),
        ("listen 443", f"listen 127.0.0.1:{place.tls}"),
        ("listen 80", f"listen 127.0.0.1:{place.plain}"),
        ("server 127.0.0.1:8000", f"server 127.0.0.1:{place.first}"),
        ("# server 10.0.0.12:8000", f"server 127.0.0.1:{place.second}"),
        ("/etc/ssl/cdd-network", str(place.folder)),
        ("/var/log/nginx", str(place.folder)),
        ("/opt/cdd-network/docs/deploy", str(DEPLOY)),
    ):
        text = text.replace(old, new)
    return text if socket.has_ipv6 else re.sub(r".*\[::1\].*\n", "", text)


@contextmanager
def proxy(place: Place) -> Iterator[subprocess.Popen]:
    """nginx with a certificate of a day."""
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    words += ["-subj", f"/CN={HOST}", "-keyout", "key.pem", "-out", "fullchain.pem"]
    subprocess.run(words, cwd=place.folder, check=True, capture_output=True)
    (place.folder / "site.conf").write_text(site(place))
    (place.folder / "nginx.conf").write_text(NGINX.format(place=place.folder))
    command = ["nginx", "-p", str(place.folder), "-c", str(place.folder / "nginx.conf")]
    subprocess.run([*command, "-t"], check=True)
    with _ended(subprocess.Popen(command)) as process:
        yield process


@contextmanager
def web(place: Place, port: int) -> Iterator[subprocess.Popen]:
    """One web process, as the unit starts it."""
    env = {**os.environ, **environment(place), "BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1"}
    words = [sys.executable, "-m", "gunicorn", "-c", "python:cdd_network.serving"]
    with (place.folder / f"web-{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [*words, "cdd_network.wsgi"], env=env, stdout=log, stderr=log, start_new_session=True
        )
        with _ended(process):
            yield process


def environment(place: Place) -> dict[str, str]:
    """That of docs/deploy, over a folder of this place, without mail."""
    lines = (DEPLOY / "cdd-network.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    ours = {"VAR_DIR": str(place.folder / "var"), "EMAIL_URL": "dummymail://"}
    return {**given, **ours, "DJANGO_SETTINGS_MODULE": "cdd_network.settings"}


@contextmanager
def _ended(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def figures(place: Place) -> Iterator[Figure]:
    """The whole try."""
    for words in (["migrate", "-v0"], ["ground"], ["collectstatic", "--no-input", "-v0"]):
        env = {**os.environ, **environment(place)}
        subprocess.run(
            [sys.executable, "manage.py", *words], env=env, check=True, stdout=sys.stderr
        )
    with ExitStack() as running:
        running.enter_context(proxy(place))
        hosts = [running.enter_context(web(place, port)) for port in (place.first, place.second)]
        _wait_for(place)
        yield from _headers(place)
        yield from _sizes(place)
        yield from _slow_senders(place)
        yield from _bounds(place)
        yield from _hosts_that_end(place, hosts)
    yield from _logs(place)


def _wait_for(place: Place) -> None:
    for _ in range(150):
        try:
            for port in (place.first, place.second):
                place.ask_plainly(port, "/healthz")
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the web processes do not answer")


def faults(name: str, *well: bool) -> Figure:
    """How many of several things are not as they should be."""
    return f"proxy.{name}", well.count(False), "faults", "<= 0"


def _headers(place: Place) -> Iterator[Figure]:
    spoofed = {"X_Forwarded_Proto": "http", "X_Request_Id": "a" * 12, "X_Forwarded_For": "10.9.9.9"}
    page, text = place.ask("/sign-in/", Accept_Encoding="gzip", **spoofed)
    told = page.getheader("X-Request-Id", "")
    hsts = page.headers.get_all("Strict-Transport-Security") or []
    cookies = page.headers.get_all("Set-Cookie") or []
    yield faults("tls", page.status == 200, len(hsts) == 1 and "max-age=31536000" in hsts[0])
    yield faults("cookies_secure", bool(cookies), all("Secure" in one for one in cookies))
    yield faults("request_id_ours", bool(re.fullmatch("[0-9a-f]{12}", told)), told != "a" * 12)
    yield faults("csp", "default-src 'none'" in page.getheader("Content-Security-Policy", ""))
    yield faults("gzip", page.getheader("Content-Encoding") == "gzip", text[:2] == b"\x1f\x8b")
    plain = place.ask_plainly(place.plain, "/groups/")
    where = plain.getheader("Location", "")
    yield faults("http_to_https", (plain.status, where) == (301, f"https://{HOST}/groups/"))
    outside, _ = place.ask("/readyz")
    inside = place.ask_plainly(place.first, "/readyz")
    yield faults("readyz_hidden", outside.status == 404, inside.status == 200)
    names = json.loads((place.folder / "var/static/staticfiles.json").read_text())["paths"]
    css, _ = place.ask(f"/static/{names['css/tokens.css']}", Accept_Encoding="br, gzip")
    kept = "immutable" in css.getheader("Cache-Control", "")
    yield faults("static", kept, css.getheader("Content-Encoding") in {"br", "gzip"})


def _sizes(place: Place) -> Iterator[Figure]:
    large = b"x" * (9 * 1024 * 1024)
    form = {"Content_Type": "application/octet-stream"}
    refused, text = place.ask("/groups/new/", "POST", large, **form)
    said = "ไฟล์ที่ส่งมาใหญ่เกินไป".encode() in text
    taken, _ = place.ask("/summaries/1/photos/add/", "POST", large, **form)
    yield faults("body_size", refused.status == 413, said, taken.status in {302, 403})


def _slow_senders(place: Place) -> Iterator[Figure]:
    """Forty that send a body and never end it, before two processes that take one at a time."""
    context = unchecked()
    head = f"POST /sign-in/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 100000\r\n\r\nx".encode()
    with ExitStack() as held:
        for _ in range(40):
            bare = socket.create_connection(("127.0.0.1", place.tls), 10)
            line = held.enter_context(context.wrap_socket(bare, server_hostname=HOST))
            line.sendall(head)
        began = time.perf_counter()
        page, _ = place.ask("/sign-in/")
        took = (time.perf_counter() - began) * 1000
    yield faults("beside_slow_senders", page.status == 200)
    yield "proxy.beside_slow_senders", took, "ms", "<= 1000"


def _bounds(place: Place) -> Iterator[Figure]:
    """Four hundred from one address at once: a hall's burst passes, the rest is told to wait."""
    line, told, began = place.line(), [], time.perf_counter()
    for _ in range(400):
        line.request("GET", "/d/abcdefghijklmnop/?name=secret", headers={"Host": HOST})
        answer = line.getresponse()
        answer.read()
        told.append(answer.status)
    line.close()
    seconds = time.perf_counter() - began
    yield "proxy.public_asked_a_second", 400 / seconds, "1/s", ""
    yield "proxy.public_let_pass", told.count(404), "answers", ""
    yield "proxy.public_told_to_wait", told.count(429), "answers", ""
    most = 200 + 20 * seconds + 5
    yield faults("public_bound", told.count(404) >= 200, told.count(404) <= most)


def _hosts_that_end(place: Place, hosts: list[subprocess.Popen]) -> Iterator[Figure]:
    os.killpg(hosts[0].pid, signal.SIGKILL)  # with its process: the machine is gone
    hosts[0].wait()
    left = [place.ask("/guide/")[0].status for _ in range(40)]
    yield "proxy.one_host_killed", len(left) - left.count(302), "faults of 40", "<= 0"
    hosts[1].terminate()
    hosts[1].wait()
    sorry, text = place.ask("/guide/")
    said = "ระบบกำลังปรับปรุง".encode() in text
    yield faults("no_host_left", sorry.status in {502, 503}, said)


def _logs(place: Place) -> Iterator[Figure]:
    """Neither nginx nor gunicorn tells a query or a whole public address; both tell the number."""
    proxied = (place.folder / "cdd-access.log").read_text() + (
        place.folder / "cdd-error.log"
    ).read_text()
    own = [(place.folder / f"web-{port}.log").read_text() for port in (place.first, place.second)]
    everything = proxied + "".join(own)
    lines = [json.loads(line) for text in own for line in text.splitlines()]
    ids = {one["request_id"] for one in lines if "request_id" in one}
    both = [one for one in ids if one in proxied]
    yield "proxy.lines_of_web", len(lines), "JSON lines", ""
    yield faults("log_discreet", "secret" not in everything, "efgh" not in everything)
    yield faults("log_joined", len(both) > 50, all("at" in one for one in lines))


def main() -> None:
    """Print each figure; exit 1 when one misses its aim."""
    folder, missed = Path(tempfile.mkdtemp(prefix="cdd-proxy-")), []
    folder.chmod(0o755)  # nginx lays a large upload down there, as whoever it works for
    try:
        for name, value, unit, aim in figures(Place(folder)):
            print(
                json.dumps({"name": name, "value": round(value, 1), "unit": unit, "aim": aim}),
                flush=True,
            )
            if aim and value > float(aim.removeprefix("<= ")):
                missed.append(name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
