"""A real server that is sent half a photograph, slow ones and too large ones, and is killed.

Run as ``python -m tests.crash.served`` with VAR_DIR naming an empty folder; DATABASE_URL as for the
application. Prints what became of it as JSON.
"""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.crash.settings"
TOKEN = "a" * 32
MB = 1024 * 1024


def main() -> dict[str, object]:
    """Make the database, play, tell, and take the database away."""
    import django
    from django.conf import settings
    from django.db import connection

    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    file = str(Path(settings.VAR_DIR) / "served.sqlite3")
    settings.DATABASES["default"]["TEST"] = {"NAME": file if sqlite else f"served_{os.getpid()}"}
    django.setup()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return play()
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def play() -> dict[str, object]:
    """Half a picture and a kill, then the same again whole; slow and large ones meanwhile."""
    from django.test import Client

    from cdd_network.ground import load_ground
    from reports.actions import summaries
    from reports.models import Photo
    from tests.people import make_world

    load_ground()
    world = make_world()
    report = summaries.begin_summary(activity=world.dated()[0], by=world.krasang)
    client = Client()
    client.force_login(world.krasang)
    session = client.cookies["sessionid"].value
    ask = Asker(f"/summaries/{report.pk}/photos/add/", session)

    first = Server()
    half = ask.begin(first, picture(), share=0.5)
    first.kill()
    half.close()
    told = {"rows_after_kill": Photo.objects.count(), "left": first.files()}

    second = Server()
    before = second.memory()
    slow = [ask.begin(second, picture(), share=0.3) for _ in range(3)]
    told["slow_others_s"] = second.answers()
    for one in slow:
        one.close()
    time.sleep(0.5)
    told["left_by_slow"] = (Photo.objects.count(), second.files())
    told["too_large"] = ask.whole(second, b"\xff\xd8\xff" + b"\0" * (60 * MB))
    told["far_too_large"] = ask.announced(second, 900 * MB)
    told["again"] = ask.whole(second, picture())
    told["peak_mib"] = round(second.memory() - before, 1)
    told["rows"], told["files"] = Photo.objects.count(), len(second.files())
    second.kill()
    return told


def picture() -> bytes:
    """A JPEG of some hundred kilobytes, always the same."""
    import random

    from PIL import Image

    noise = random.Random(1).randbytes(900 * 700 * 3)  # noqa: S311
    buffer = io.BytesIO()
    Image.frombytes("RGB", (900, 700), noise).save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


class Server:
    """Gunicorn on the database and the folder of this process."""

    def __init__(self) -> None:
        from django.conf import settings

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = Path(settings.VAR_DIR)
        (self.folder / "tmp").mkdir(exist_ok=True)
        own = ("-m", "gunicorn", "cdd_network.wsgi", "--bind", f"127.0.0.1:{self.port}")
        more = ("--workers", "1", "--threads", "4", "--log-level", "error")
        env = {
            **os.environ, "TLS": "off", "DEBUG": "off", "DATABASE_URL": _database(),
            "TMPDIR": str(self.folder / "tmp"),
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, *own, *more], env=env, start_new_session=True
        )
        self.answers()

    def answers(self) -> float:
        """Seconds until a small page answers."""
        began = time.monotonic()
        while time.monotonic() - began < 120:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 30) as line:
                    line.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    if b" 200 " in line.recv(100):
                        return round(time.monotonic() - began, 2)
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server does not answer")

    def kill(self) -> None:
        """All of its processes at once, without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def memory(self) -> float:
        """The largest MiB that its worker ever had."""
        [worker] = (
            Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        )
        status = Path(f"/proc/{worker}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def files(self) -> list[str]:
        """What lies in the storage, and files on their way that have a name."""
        places = [path for name in ("media", "tmp") for path in (self.folder / name).rglob("*")]
        return [path.name for path in places if path.is_file() and "wgunicorn" not in path.name]


def _database() -> str:
    from django.db import connection

    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    return (
        f"postgres://{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT']}/{held['NAME']}"
    )


class Asker:
    """Sends photographs as static/js/photos.js does, by hand."""

    def __init__(self, path: str, session: str) -> None:
        self.path, self.session = path, session

    def begin(self, server: Server, data: bytes, share: float) -> socket.socket:
        """The line on which only this share of the body went out."""
        body = self._body(data)
        line = self._line(server, len(body))
        line.sendall(body[: int(len(body) * share)])
        time.sleep(0.5)  # it is being read
        return line

    def whole(self, server: Server, data: bytes) -> str:
        """Status and answer."""
        body = self._body(data)
        with self._line(server, len(body)) as line:
            line.sendall(body)
            return self._answer(line)

    def announced(self, server: Server, size: int) -> str:
        """The answer to a body that is announced and not sent."""
        with self._line(server, size) as line:
            return self._answer(line)

    def _line(self, server: Server, size: int) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", server.port), 60)
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Photo: 1\r\nConnection: close\r\n"
            f"Cookie: sessionid={self.session}; csrftoken={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\n"
            f"Content-Type: multipart/form-data; boundary=B\r\nContent-Length: {size}\r\n\r\n"
        )
        line.sendall(head.encode())
        return line

    def _body(self, data: bytes) -> bytes:
        head = b'--B\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n'
        return head + data + b"\r\n--B--\r\n"

    def _answer(self, line: socket.socket) -> str:
        held = b""
        while part := line.recv(65536):
            held += part
        head, _, body = held.partition(b"\r\n\r\n")
        status = head.split()[1].decode() if head else "?"
        try:
            return f"{status} {json.loads(body).get('refused', '')}".strip()
        except ValueError:
            return status


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(), ensure_ascii=False))
