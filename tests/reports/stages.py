"""Stages of the papers' story that several test modules start from."""

from datetime import date

from django.utils import timezone

from projects.actions import plans
from projects.models import Activity
from reports.actions import documents as acts
from reports.actions import summaries
from reports.models import Document
from selection.models import Round
from tests.people import World
from tests.projects.stage import sent
from tests.told import told_once

Kind = Document.Kind
DEADLINE = date(2025, 7, 10)
FIRST = {
    "source": "จังหวัดบุรีรัมย์",
    "urgency": "",
    "code": "บร 0019",
    "number": "ว 2230",
    "date": date(2025, 5, 27),
}
SECOND = {**FIRST, "urgency": "ด่วนที่สุด", "number": "ว 22303", "date": date(2025, 5, 29)}


def announcement(world: World, opened: Round) -> Document:
    """Buriram's issued announcement of 7 June 2568."""
    paper = acts.draft_document(round=opened, kind=Kind.ANNOUNCEMENT, by=world.buriram)
    return acts.issue_document(document=paper, number=None, date=date(2025, 6, 7), by=world.buriram)


def letter_draft(world: World, opened: Round) -> Document:
    """Buriram's letter, complete but not issued; the announcement is out."""
    announcement(world, opened)
    paper = acts.draft_document(round=opened, kind=Kind.SELECTION_LETTER, by=world.buriram)
    acts.save_document(
        document=paper,
        values={"signatory": world.signatory, "deadline": DEADLINE},
        references=[FIRST, SECOND],
        version=paper.version,
        by=world.buriram,
    )
    return paper


def issue(world: World, paper: Document, number: int = 2230) -> Document:
    """The letter with its number of 13 June 2568."""
    return acts.issue_document(
        document=paper, number=number, date=date(2025, 6, 13), by=world.buriram
    )


@told_once
def letter(world: World) -> Document:
    """Buriram's issued letter, from an empty database on."""
    opened, _, _ = world.announced()
    return issue(world, letter_draft(world, opened))


def sent_papers(world: World, activity: Activity) -> None:
    """Krasang's plan and summary as if both were sent."""
    sent(plans.begin_plan(activity=activity, by=world.krasang))
    sent(summaries.begin_summary(activity=activity, by=world.krasang))


def issued_row(
    world: World, opened: Round, kind: str, *, number: int | None = None, **more: object
) -> Document:
    """A row as issuing leaves it, without its file: for lists."""
    values = {
        "office": opened.office,
        "signatory": world.signatory,
        "state": "issued",
        "date": date(2025, 6, 7),
        "year": 2568,
        "series": "" if number is None else "ordinary",
        "subject_text": "เรื่องตัวอย่าง",
        "issued_at": timezone.now(),
        "issued_by": world.buriram,
        **more,
    }
    return Document.objects.create(round=opened, kind=kind, number=number, **values)
