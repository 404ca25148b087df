"""Kinds of slow work that tests order."""

import os
import time
from pathlib import Path

from cdd_network.jobs import Link, Outcome, Progress, worker
from cdd_network.refusal import Refused


@worker("test_parts")
def parts(progress: Progress, *, folder: str, total: int, pause: float = 0.0) -> Outcome:
    """Write ``total`` files into ``folder``, each once; ``begun`` tells every beginning."""
    place = Path(folder)
    wanted = [place / f"{n:03}.part" for n in range(total)]
    left = [path for path in wanted if not path.exists()]
    progress.step(total - len(left), total)
    for done, path in enumerate(left, total - len(left) + 1):
        with (place / "begun").open("a") as book:
            book.write(f"{path.name}\n")
        time.sleep(pause)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(path.name)
        os.link(draft, path)  # refuses to write a part a second time
        draft.unlink()
        progress.step(done, total)
    return Outcome(f"ครบ {total} ฉบับ", (Link("ฉบับรวม", "/guide/", size=1_200_000),))


@worker("test_refused")
def refused(progress: Progress) -> None:
    """Refused half-way by a rule."""
    progress.step(1, 3)
    raise Refused("จังหวัดยังไม่ได้ประกาศผล")


@worker("test_broken")
def broken(progress: Progress, *, secret: str) -> None:
    """A fault of ours."""
    raise ZeroDivisionError(secret)
