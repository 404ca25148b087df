"""A visitor over plain HTTP: one connection, cookies, forms read from the page as a browser does."""

import http.client
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

FOLLOWED = {301, 302, 303}
TIMEOUT = 60
IDLE = 1.0
"""Seconds after which a connection is not used again: the server may be closing it."""


@dataclass
class Answer:
    """Status, address after redirects, and text."""

    status: int
    path: str
    text: str


@dataclass
class Form:
    """A form of a page: where it posts, whether it saves itself, and its named controls."""

    action: str
    autosave: bool
    values: dict[str, str] = field(default_factory=dict)


class Visitor:
    """Somebody at ``address`` («127.0.0.1:8000») with cookies and a connection of their own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies: dict[str, str] = {}
        self._wire = http.client.HTTPConnection(address, timeout=TIMEOUT)
        self._last = 0.0

    def get(self, path: str) -> Answer:
        """The page, redirects followed."""
        return self._ask("GET", path)

    def post(self, path: str, values: dict[str, str], **headers: str) -> Answer:
        """What the server says to a form, redirects followed by GET."""
        head = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._ask("POST", path, urlencode(values), head)

    def send(self, path: str, values: dict[str, str], name: str, data: bytes) -> Answer:
        """A form with one file in the field ``name``, as the page's own script sends it."""
        cut = f"cut-{len(data)}-here"
        parts = [
            f'--{cut}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in values.items() if key != name
        ]  # fmt: skip
        file = f'--{cut}\r\nContent-Disposition: form-data; name="{name}"; filename="a.jpg"\r\n'
        head = "".join([*parts, file, "Content-Type: image/jpeg\r\n\r\n"]).encode()
        body = head + data + f"\r\n--{cut}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={cut}", "X-Photo": "1"}
        return self._ask("POST", path, body, kind)

    def sign_in(self, username: str, password: str) -> None:
        """By the form; RuntimeError when it does not open the door."""
        form = forms_of(self.get("/sign-in/"))[-1]
        answer = self.post(form.action, {**form.values, "username": username, "password": password})
        if answer.status != 200 or "sessionid" not in self.cookies:
            raise RuntimeError(f"{username} does not come in: {answer.status}")

    def close(self) -> None:
        """End the connection."""
        self._wire.close()

    def _ask(
        self,
        method: str,
        path: str,
        body: str | bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        answer = self._once(method, path, body, headers or {})
        while isinstance(answer, str):
            path = answer
            answer = self._once("GET", path, None, {})
        return answer

    def _once(
        self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]
    ) -> Answer | str:
        """The answer, or the path that it sends to."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        referer = f"http://{self.address}{path}"
        if time.monotonic() - self._last > IDLE:
            self._wire.close()  # request() opens another one
        self._wire.request(method, path, body, {"Cookie": cookies, "Referer": referer, **headers})
        answer = self._wire.getresponse()
        text = answer.read().decode(errors="replace")  # a PDF is no text
        self._last = time.monotonic()
        for head in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(head).items():
                self.cookies[name] = morsel.value
        if answer.status in FOLLOWED:
            return urlsplit(urljoin(referer, answer.headers["Location"])).path
        return Answer(answer.status, path, text)


class _Reader(HTMLParser):
    """Collects the forms that post, with the values that they were served with."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.forms, self._open, self._area = path, [], None, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form begins, or one of its controls."""
        given = dict(attrs)
        if tag == "form":
            self._open = Form(given.get("action") or self.path, "data-autosave" in given)
            if given.get("method") == "post":
                self.forms.append(self._open)
        elif self._open is not None and given.get("name"):
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str | None]) -> None:
        name, unchecked = given["name"], "checked" not in given
        if tag == "textarea":
            self._area = name
            self._open.values[name] = ""
        elif tag == "input" and not (given.get("type") in {"checkbox", "radio"} and unchecked):
            self._open.values[name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        """The text of an open textarea."""
        if self._area:
            self._open.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        """The end of a form, or of a textarea."""
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._area = ""


def forms_of(answer: Answer) -> list[Form]:
    """The forms of a page that post, in their order."""
    reader = _Reader(answer.path)
    reader.feed(answer.text)
    return reader.forms
