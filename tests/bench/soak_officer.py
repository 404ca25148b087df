"""One officer of the soak: lists, forms that save themselves, PDFs, workbooks and photographs."""

import json
import random
import threading
import time
import uuid
from collections.abc import Callable
from io import BytesIO
from urllib.parse import quote

from PIL import Image

from tests.bench.visitor import Answer, Form, Visitor, forms_of

PASSWORD = "demo-2568"
LISTS = (
    "/", "/activities/", "/documents/", "/nominations/", "/follow-ups/", "/deadlines/", "/groups/",
    f"/search/?q={quote('ออมทรัพย์')}",
)  # fmt: skip
MOST_PHOTOS = 12


class Officer:
    """Works until ``until``; keeps the milliseconds of every answer and what it was told is saved."""

    def __init__(self, address: str, told: dict, chance: random.Random) -> None:
        self.visitor, self.told, self.chance = Visitor(address), told, chance
        self.times: list[tuple[str, float]] = []
        self.faults: list[str] = []
        self.saved: dict[tuple[str, str], str] = {}
        self.photos = 0
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self, until: float, sleep: tuple[float, float], arriving: float) -> None:
        """Sign in at some moment of ``arriving`` seconds and work, in a thread of its own."""
        self.until, self.sleep, self.arriving = until, sleep, arriving
        self._thread.start()

    def join(self, seconds: float) -> None:
        """Wait for the end of the play."""
        self._thread.join(seconds)
        if self._thread.is_alive():
            self.faults.append(f"{self.told['user']} never came to an end")
        self.visitor.close()

    def lost(self) -> list[str]:
        """Texts that the server acknowledged and a page opened afterwards does not show."""
        return self._lost

    _lost: list[str] = []

    def _run(self) -> None:
        acts = (
            [self._look] * 8 + [self._write] * 8 + [self._print] * 2 + [self._table] + [self._photo]
        )
        try:
            time.sleep(self.chance.uniform(0, self.arriving))
            began = time.perf_counter()
            self.visitor.sign_in(self.told["user"], PASSWORD)
            self.times.append(("sign-in", (time.perf_counter() - began) * 1000))
            while time.monotonic() < self.until:
                self.chance.choice(acts)()
                time.sleep(self.chance.uniform(*self.sleep))
            self._lost = self._look_again()
        except Exception as fault:
            self.faults.append(f"{self.told['user']}: {fault!r}")

    def _timed(self, kind: str, ask: Callable[[], Answer], path: str) -> Answer:
        began = time.perf_counter()
        answer = ask()
        self.times.append((kind, (time.perf_counter() - began) * 1000))
        if answer.status != 200:
            self.faults.append(f"{kind} {path}: {answer.status} {answer.text[:200]}")
        return answer

    def _get(self, kind: str, path: str) -> Answer:
        return self._timed(kind, lambda: self.visitor.get(path), path)

    def _look(self) -> None:
        own = (f"/activities/{self.told['activity']}/", f"/summaries/{self.told['summary']}/")
        self._get("list", self.chance.choice((*LISTS, *own)))

    def _write(self) -> None:
        """Open a long form and let it save itself a few times while one types."""
        name, field = self.chance.choice((("plan", "remark"), ("summary", "problems")))
        path = f"/{'plans' if name == 'plan' else 'summaries'}/{self.told[name]}/edit/"
        form = self._form(self._get("form", path), field)
        if form is None:
            self.faults.append(f"{path} has no field {field}")
            return
        control = next(one for one in form.values if one.endswith(field))
        for _ in range(self.chance.randint(1, 3)):
            text = f"บันทึกระหว่างพิมพ์ {uuid.uuid4()}"
            values = {**form.values, control: text}
            answer = self._timed(
                "autosave", lambda v=values: self.visitor.post(path, v, **{"X-Autosave": "1"}), path
            )
            if answer.status != 200:
                return
            told = json.loads(answer.text)
            if not told.get("saved"):
                self.faults.append(f"autosave {path}: {answer.text[:200]}")
                return
            self.saved[path, control] = text
            form.values |= {key: told[key] for key in ("version", "base") if key in told}
            time.sleep(self.chance.uniform(0.5, 2))

    def _form(self, answer: Answer, field: str) -> Form | None:
        found = (one for one in forms_of(answer) if any(k.endswith(field) for k in one.values))
        return next(found, None)

    def _print(self) -> None:
        activity, plan, summary = (self.told[key] for key in ("activity", "plan", "summary"))
        paths = (f"/plans/{plan}/plan.pdf", f"/summaries/{summary}/summary.pdf",
                 f"/events/{activity}/registration.pdf", f"/events/{activity}/timetable.pdf")  # fmt: skip
        path = self.chance.choice(paths)
        if not self._get("pdf", path).text.startswith("%PDF"):
            self.faults.append(f"{path} is no PDF")

    def _table(self) -> None:
        path = self.chance.choice(("/activities/?format=xlsx", "/groups/?format=xlsx"))
        self._get("workbook", path)

    def _photo(self) -> None:
        """A photograph of two megapixels, as the page sends it."""
        if self.photos >= MOST_PHOTOS:
            return
        page = f"/summaries/{self.told['summary']}/photos/"
        form = forms_of(self._get("form", page))[-1]
        path = f"{page}add/"
        answer = self._timed(
            "photo", lambda: self.visitor.send(path, form.values, "photos", self._picture()), path
        )
        self.photos += answer.status == 200

    def _picture(self) -> bytes:
        buffer = BytesIO()
        tint = self.chance.randbytes(3)
        Image.effect_noise((1600, 1200), 40).convert("RGB").point(
            lambda value, by=tint[0]: (value + by) % 256
        ).save(buffer, "JPEG", quality=80)
        return buffer.getvalue()

    def _look_again(self) -> list[str]:
        """What was acknowledged last for each field against the form as it is served now."""
        lost = []
        for (path, control), text in self.saved.items():
            form = self._form(self.visitor.get(path), control)
            if form is None or text not in form.values[control]:
                lost.append(f"{path} {control}")
        return lost
