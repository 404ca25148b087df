"""Steps that the tests of the kinds of document begin with."""

from datetime import date

from cdd_network.models import Office, Signatory
from reports import rules
from reports.actions import documents as acts
from reports.actions import summaries as summary_acts
from reports.kinds import words_of
from reports.models import Document
from selection.models import Round
from tests.people import World
from tests.reports.stages import Kind

REPORTER = ("นางสาวตัวอย่าง ใจดี", "นักวิชาการพัฒนาชุมชน", date(2025, 6, 23))
ANSWERS = {
    "participants": 20,
    "day_1": "อบรม",
    "day_2": "ศึกษาดูงาน",
    "day_3": "จัดทำแผน",
    "problems": "ไม่มี",
    "suggestions": "ไม่มี",
}


def draft(world: World, opened: Round, kind: str) -> Document:
    """The province's draft of a kind, its places loaded."""
    made = acts.draft_document(round=opened, kind=kind, by=world.buriram)
    return Document.objects.with_place().get(pk=made.pk)


def issue(world: World, opened: Round, kind: str, number: int | None, day: date) -> Document:
    """The kind issued as the facts have it."""
    paper = draft(world, opened, kind)
    return acts.issue_document(document=paper, number=number, date=day, by=world.buriram)


def order(world: World, opened: Round) -> Document:
    """The committee's order of 20 May 2568, issued."""
    return issue(world, opened, Kind.COMMITTEE_ORDER, 2150, date(2025, 5, 20))


def gap_texts(paper: Document) -> str:
    """What the document still wants, in one line."""
    return " ".join(gap.text for gap in rules.gaps(paper))


def due(world: World, paper: Document, day: date) -> Document:
    """The draft with signatory and deadline."""
    values = {"signatory": world.signatory, "deadline": day}
    acts.save_document(
        document=paper, values=values, references=[], version=paper.version, by=world.buriram
    )
    return paper


def texts_of(paper: Document) -> list[str]:
    """The body as it will be printed, each number before its paragraph."""
    return [f"{one.number} {one.text}".strip() for one in words_of(paper).body]


def both_sent(world: World, story: object) -> tuple[object, object]:
    """Both districts' plans and summaries are with the province."""
    found = world.dated()
    for activity, user in zip(found, (world.krasang, world.bandan), strict=True):
        story.send_plan(activity, by=user, reporter=REPORTER)
        report = story.write_summary(activity, by=user, answers=ANSWERS, reporter=REPORTER)
        summary_acts.submit_summary(report=report, by=user)
    return found


def letterhead(office: Office) -> None:
    """A district's letterhead, ready for its letters."""
    office.code = "บร 0218"
    office.garuda_mode = Office.Garuda.PREPRINTED
    office.save()
    Signatory.objects.create(office=office, name="ตัวอย่าง", post="นายอำเภอกระสัง")
