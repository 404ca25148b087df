"""Takes Surin's round, half-way in the demonstration, on to later steps."""

from datetime import date

from cdd_network.models import User
from reports import story
from reports.models import Document
from selection.models import ChosenGroup, Nomination, Round


def to_scoring() -> Round:
    """Both nominations accepted; the committee has declared, met and scored."""
    by = User.objects.get(username="surin")
    opened = Round.objects.get(office=by.office)
    back = User.objects.get(username="rattanaburi")
    returned = Nomination.objects.get(office=back.office)
    story.nominations.submit_nomination(nomination=returned, by=back)
    for nomination in Nomination.objects.filter(round=opened):
        story.nominations.accept_nomination(nomination=nomination, by=by)
    story.rounds.start_scoring(round=opened, by=by)
    story.declare_all(opened)
    story.hold_meeting(opened, by=by)
    nomination = Nomination.objects.filter(round=opened).first()
    seat = opened.seats.get(user__isnull=False)
    story.scores.save_sheet(member=seat, nomination=nomination, points={}, note="", by=seat.user)
    # The last sheets come in, so that the page of the decision is open.
    story.score_all(opened, {n.pk: ["0.8"] for n in Nomination.objects.filter(round=opened)})
    return opened


def to_writing(opened: Round) -> None:
    """Announced and allotted; Prasat writes its plan and summary, the province a draft order."""
    by = User.objects.get(username="surin")
    district = User.objects.get(username="prasat")
    chosen = list(Nomination.objects.filter(round=opened).order_by("pk"))
    story.announce(opened, chosen, by=by, reason="คะแนนเท่ากัน ประธานชี้ขาด")
    mine = ChosenGroup.objects.with_place().get(nomination__office=district.office)
    activity = story.allot(mine, by=by, number="สร 0019/ว 100", day=date(2025, 6, 16))
    story.plans.begin_plan(activity=activity, by=district)
    story.summaries.begin_summary(activity=activity, by=district)
    story.documents.draft_document(round=opened, kind=Document.Kind.COMMITTEE_ORDER, by=by)
