"""Acts that officers do again and again, and how to see that one was done once."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from PIL import Image

from cdd_network import job_runs, jobs
from cdd_network.models import AuditRow, Job
from projects.actions.people import add_people
from projects.forms.people import LinesForm
from projects.forms.people_plan import plan_of, text_of_workbook
from projects.models import Activity, Participant
from projects.queries_people import people_of
from reports.actions import documents, photos, summaries
from reports.models import Document, Photo
from reports.numbering import next_number
from tests import workbooks
from tests.jobbing import jobs as _kinds  # noqa: F401  (registers the kinds of the tests)
from tests.people import World

DAY, YEAR = date(2025, 6, 13), 2568
PEOPLE, PARTS = 20, 6
HEADS = ("ชื่อ - นามสกุล", "ตำแหน่ง", "ชื่อหมู่บ้าน", "หมู่ที่")


@dataclass(frozen=True)
class Act:
    """``do`` it (again and again, if need be), and whether it ``is_done``, whole and once."""

    name: str
    do: Callable[[], object]
    is_done: Callable[[], bool]


class Officers:
    """Who acts; the same stage under all of it."""

    def __init__(self, world: World, activity: Activity) -> None:
        self.world, self.event = world, activity
        self.report = summaries.begin_summary(activity=activity, by=world.krasang)
        self.round = activity.allocation.chosen.round

    def photograph(self, turn: int) -> Act:
        """A picture is stored: two files, then a row with its trail."""
        buffer = io.BytesIO()
        Image.new("RGB", (640, 480), (turn * 7 % 256, turn * 29 % 256, 90)).save(buffer, "JPEG")
        data, caption = buffer.getvalue(), f"ภาพที่ {turn}"

        def do() -> None:
            photos.add_photo(report=self.report, data=data, caption=caption, by=self.world.krasang)

        return Act("photo", do, lambda: Photo.objects.filter(caption=caption).count() == 1)

    def number(self, turn: int) -> Act:
        """A memo gets the next number: pages are set, then number, words and bytes are written."""
        by = self.world.buriram
        draft = documents.draft_document(round=self.round, kind=Document.Kind.MEMO, by=by)
        number = next_number(by.office_id, "ordinary", YEAR)

        def do() -> None:
            paper = Document.objects.get(pk=draft.pk)
            documents.issue_document(
                document=paper, number=number, series="ordinary", date=DAY, by=by
            )

        held = Document.objects.filter(pk=draft.pk, state="issued", number=number)
        return Act("number", do, lambda: held.count() == 1)

    def people(self, turn: int) -> Act:
        """A workbook of twenty people, added in one act."""
        names = [f"นางสาวคนที่{n} ครั้งที่{turn}" for n in range(PEOPLE)]
        data = workbooks.made([[name, "สมาชิก", "บ้านกระเจา", 7] for name in names], HEADS)

        def do() -> None:
            form = LinesForm({"text": text_of_workbook(data)})
            assert form.is_valid(), form.errors
            plan = plan_of(form.cleaned_data["text"], people_of(self.event), form.cut)
            add_people(event=self.event, rows=plan.added, by=self.world.krasang)

        held = Participant.objects.filter(event=self.event.pk, name__in=names)
        return Act("people", do, lambda: held.count() == PEOPLE)

    def job(self, turn: int) -> Act:
        """Slow work of six parts, done by whoever finds it waiting."""
        folder = Path(settings.VAR_DIR) / f"parts{turn}"
        folder.mkdir()
        job = jobs.start(
            "test_parts",
            office=self.world.buriram.office,
            by=self.world.buriram,
            title=f"งานที่ {turn}",
            arguments={"folder": str(folder), "total": PARTS, "pause": 0.03},
            key=f"crash{turn}",
        )

        def do() -> None:
            held = Job.objects.get(pk=job.pk)
            job_runs.run_job.call(held.pk, held.attempt)

        def is_done() -> bool:
            begun = (folder / "begun").read_text().split()
            once = sorted(path.name for path in folder.glob("*.part")) == sorted(set(begun))
            ended = AuditRow.objects.filter(act="job:done", subject_id=str(job.pk)).count()
            return once and len(set(begun)) == PARTS and len(begun) <= PARTS + 1 and ended == 1

        return Act("job", do, is_done)
