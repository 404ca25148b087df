"""Officers and workers killed at a step drawn by lot, on a database of their own.

Run as ``python -m tests.crash.play SEED KILLS`` with VAR_DIR naming an empty folder; DATABASE_URL as
for the application. Each act is done in a process of its own that SIGKILL ends: at the n-th write,
commit, file or page (a hook of this module, in the child alone), or from outside after a time drawn by lot.
Then everything is looked at, the same act is done again, and everything is looked at once more. Prints
what became of it as JSON.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.crash.settings"
WELL, REFUSED, FAULT = 0, 3, 4


def main(seed: int, kills: int) -> dict[str, object]:
    """Make the database, play, tell, and take the database away."""
    import django
    from django.conf import settings
    from django.db import connection

    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    file = str(Path(settings.VAR_DIR) / "crash.sqlite3")
    settings.DATABASES["default"]["TEST"] = {"NAME": file if sqlite else f"crash_{os.getpid()}"}
    django.setup()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return play(random.Random(seed), kills)  # noqa: S311  (a lot that can be drawn again)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def play(lot: random.Random, kills: int) -> dict[str, object]:
    """Kill after kill; figures of all."""
    from cdd_network.ground import load_ground
    from tests.crash import invariants
    from tests.people import make_world

    load_ground()
    kinds = _kinds(make_world())
    took = {kind: _measured(kind(turn)) for turn, kind in enumerate(kinds)}
    told = {"kills": 0, "too_late": 0, "faults": [], "acts": Counter(), "ended": Counter()}
    reaped: list[int] = []
    began, turn = time.monotonic(), len(kinds)
    while told["kills"] + told["too_late"] < kills:
        kind = kinds[turn % len(kinds)]
        act = kind(turn)
        steps, seconds = took[kind]
        # The counts of a worker's steps are what the reaping below is drawn by.
        code = _killed(act.do, lot, steps, 0 if act.name == "job" else seconds)
        told["kills" if code == -signal.SIGKILL else "too_late"] += 1
        told["acts"][act.name] += code == -signal.SIGKILL
        told["faults"] += [f"{act.name} {turn} killed: {fault}" for fault in invariants.faults()]
        if act.name == "job" and code == -signal.SIGKILL:
            reaped.append(_reaped_by_two())
        again = _child(act.do)
        told["ended"][{WELL: "done", REFUSED: "was done"}.get(again, "fault")] += 1
        told["faults"] += [f"{act.name} {turn} again: {fault}" for fault in invariants.faults()]
        if not act.is_done():
            told["faults"].append(f"{act.name} {turn} is not done once, ended with {again}")
        turn += 1
    left, after = invariants.orphans()
    spent = round(time.monotonic() - began, 1)
    return {**told, "orphans": left, "after_sweep": after, "reaped": reaped, "seconds": spent}


def _kinds(world: object) -> list[Callable]:
    """Every kind of act; each is asked with its turn for an act of its own."""
    from tests.crash import acts, acts_sent

    one, other = world.dated()
    officers, senders = acts.Officers(world, one), acts_sent.Senders(world, other)
    often = [officers.photograph, officers.number, officers.people, officers.job]
    return [*often, senders.announce, senders.groups, senders.sent_plan, senders.summary]


def _measured(act: object) -> tuple[int, float]:
    """Steps and seconds of an act that nobody kills."""
    reader, writer = os.pipe()
    began = time.monotonic()
    code = _child(lambda: _counted(act.do, writer))
    spent = time.monotonic() - began
    steps = int(os.read(reader, 20))
    os.close(reader), os.close(writer)
    if code != WELL or not act.is_done():
        raise RuntimeError(f"{act.name} ended with {code}")
    return steps, spent


def _counted(do: Callable[[], object], writer: int) -> None:
    steps = Steps(None)
    do()
    os.write(writer, str(steps.count).encode())


def _killed(do: Callable[[], object], lot: random.Random, steps: int, seconds: float) -> int:
    """Do it in a process that is killed, by its step or (of ``seconds``) from outside; its code."""
    if seconds and lot.random() < 0.3:
        return _child(do, after=lot.uniform(0, seconds))
    last = lot.randint(1, steps)

    def dying() -> None:
        Steps(last)
        do()

    return _child(dying)


class Steps:
    """From now on counts writes, commits, files and pages of this process; dies in the ``last``."""

    def __init__(self, last: int | None) -> None:
        from django.core.files.storage import FileSystemStorage
        from django.db import connection
        from django.db.backends.base.base import BaseDatabaseWrapper

        from reports import pdf

        self.count, self.last = 0, last
        around = [(BaseDatabaseWrapper, "_commit"), (FileSystemStorage, "_save")]
        for owner, name in [*around, (pdf, "_lay_out"), (pdf, "_write")]:
            setattr(owner, name, self._stepping(getattr(owner, name)))
        connection.execute_wrappers.append(self._statement)

    def _step(self) -> None:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def _stepping(self, inner: Callable) -> Callable:
        """A step before and a step after."""

        def stepping(*args: object, **kwargs: object) -> object:
            self._step()
            found = inner(*args, **kwargs)
            self._step()
            return found

        return stepping

    def _statement(self, execute: Callable, sql: str, *given: object) -> object:
        if not sql.startswith("SELECT"):  # between two looks nothing changes
            self._step()
        return execute(sql, *given)


def _child(do: Callable[[], object], after: float | None = None) -> int:
    """Do it in a process of its own: 0 well, 3 refused, 4 a fault, -9 killed."""
    child = _begun(do)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _begun(do: Callable[[], object]) -> int:
    from django.db import connections

    connections.close_all()  # none is shared with a child
    child = os.fork()
    if child:
        return child
    os._exit(_done(do))


def _done(do: Callable[[], object]) -> int:
    from django.db import connections

    from cdd_network.refusal import Refused

    try:
        do()
    except Refused:
        return REFUSED
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        return FAULT
    finally:
        connections.close_all()
    return WELL


def _reaped_by_two() -> int:
    """Two workers look for the dead at the same moment: how many of them took the job."""
    from cdd_network import job_runs

    begin = time.time() + 0.1

    def reap() -> None:
        time.sleep(max(0, begin - time.time()))
        os._exit(10 + job_runs.reap(stale=0.0))

    both = [_begun(reap) for _ in range(2)]
    return sum(os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) - 10 for one in both)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]), int(sys.argv[2])), ensure_ascii=False))
