"""The year's story, told by calling the same actions that officers' clicks call.

The demo loads it; tests use it to reach a stage. Texts are written for the demonstration; the two
groups and the signatory of Buriram are those of the published papers of 2568.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from cdd_network.models import District, Office, Programme, Signatory, Subdistrict, User
from projects.actions import activities, allocations, plans
from projects.models import Activity
from reports.actions import documents, summaries
from reports.models import Document, SummaryReport
from selection import tally
from selection.actions import (
    committee,
    decision,
    declarations,
    groups,
    meeting,
    nominations,
    rounds,
    scores,
)
from selection.models import ChosenGroup, Declaration, Nomination, Round, SavingsGroup
from selection.queries_meeting import presiding_seat
from selection.scoring import Verdict, verdict


@dataclass(frozen=True)
class Proposal:
    """A group and its 11 items, as a district would type them; ``facts`` are of the registry."""

    district: str
    subdistrict: str
    village: str
    moo: int
    activity_type: str
    answers: dict[str, object]
    facts: dict[str, object] = field(default_factory=dict)


def add_group(proposal: Proposal, *, by: User) -> SavingsGroup:
    """The proposal's group in the district's registry, made once."""
    subdistrict = Subdistrict.objects.get(
        district__code=proposal.district, name=proposal.subdistrict
    )
    found = SavingsGroup.objects.filter(
        subdistrict=subdistrict, moo=proposal.moo, village=proposal.village
    ).first()
    place = {"village": proposal.village, "moo": proposal.moo, "subdistrict": subdistrict}
    values = {**place, **proposal.facts}
    return found or groups.save_group(group=None, values=values, by=by)


def prepare(
    programme: Programme, *, by: User, members: list[User], meeting: tuple[date, time, str]
) -> Round:
    """A round with its criteria, committee and meeting; ``members`` get the first seats."""
    opened = rounds.prepare_round(programme=programme, by=by)
    seats = list(opened.seats.order_by("order"))
    for seat, user in zip(seats, members, strict=False):
        committee.save_seat(
            round=opened,
            seat=seat,
            values={"seat": seat.seat, "post": seat.post, "user": user},
            by=by,
        )
    values = dict(zip(("meeting_date", "meeting_time", "meeting_place"), meeting, strict=True))
    rounds.save_meeting(round=opened, values=values, by=by)
    return opened


def write_nomination(opened: Round, proposal: Proposal, *, by: User) -> Nomination:
    """A complete draft nomination of the proposal's group."""
    group = add_group(proposal, by=by)
    nomination = nominations.begin_nomination(round=opened, group=group, by=by)
    values = {
        **proposal.answers,
        "activity_type": proposal.activity_type,
        "place_moo": proposal.moo,
        "place_subdistrict": group.subdistrict,
        "eligibility": {str(one.order): "yes" for one in opened.eligibility.all()},
    }
    nominations.save_nomination(
        nomination=nomination, values=values, version=nomination.version, by=by
    )
    return nomination


def nominate(opened: Round, proposal: Proposal, *, by: User) -> Nomination:
    """A nomination written and sent to the province."""
    nomination = write_nomination(opened, proposal, by=by)
    nominations.submit_nomination(nomination=nomination, by=by)
    return nomination


def hold_meeting(opened: Round, *, by: User) -> None:
    """Every seat comes and the meeting begins, once."""
    opened.refresh_from_db()
    if opened.began_at:
        return
    for seat in opened.seats.select_related("round"):
        meeting.arrive(seat=seat, by=by)
    meeting.begin_meeting(round=opened, by=by)


def declare_all(opened: Round) -> None:
    """Every member with an account declares no interest wherever nothing was declared yet."""
    accepted = Nomination.objects.filter(round=opened, state="accepted")
    words = dict.fromkeys(accepted.values_list("pk", flat=True), declarations.Word(aside=False))
    said = set(Declaration.objects.filter(member__round=opened).values_list("member", "nomination"))
    for seat in opened.seats.filter(user__isnull=False).select_related("user", "round"):
        left = {key: word for key, word in words.items() if (seat.pk, key) not in said}
        if left:
            declarations.declare_many(member=seat, words=left, by=seat.user)


def score_all(opened: Round, shares: dict[int, list[str]]) -> None:
    """Every member scores every nomination named in ``shares`` and sends the sheet.

    ``shares`` maps a nomination's key to one share (0–1) a member: each criterion gets that share
    of its points, rounded to a whole point.
    """
    criteria = list(opened.criteria.all())
    declare_all(opened)
    seats = list(opened.seats.filter(user__isnull=False).select_related("user"))
    for pk, given in shares.items():
        nomination = Nomination.objects.get(pk=pk)
        for seat, share in zip(seats, given, strict=True):
            points = {c.pk: Decimal(round(c.points * Decimal(share))) for c in criteria}
            sheet = scores.save_sheet(
                member=seat, nomination=nomination, points=points, note="", by=seat.user
            )
            scores.submit_sheet(sheet=sheet, by=seat.user)


def decide(
    opened: Round,
    chosen: list[Nomination],
    *,
    by: User,
    reason: str = "",
    reserve: tuple[Nomination, ...] = (),
) -> None:
    """Decide for ``chosen`` in this order in a meeting that was held.

    Where places leave equals at the cut, ``reason`` is that of the casting vote.
    """
    hold_meeting(opened, by=by)
    words = {"reason": reason}
    if verdict(tally.standings_of(opened), [one.pk for one in chosen]) is Verdict.TIE:
        words = {"casting_seat": presiding_seat(opened), "casting_reason": reason}
    decision.decide(round=opened, nominations=chosen, reserve=reserve, **words, by=by)


def announce(opened: Round, chosen: list[Nomination], *, by: User, reason: str = "") -> None:
    """Decide for ``chosen`` (as ``decide`` does), then announce in one act."""
    decide(opened, chosen, by=by, reason=reason)
    decision.announce(round=opened, by=by)


def issue(
    opened: Round,
    kind: str,
    *,
    by: User,
    signatory: Signatory,
    day: date,
    activity: Activity | None = None,
    number: int | None = None,
    series: str = "",
    references: tuple[dict[str, object], ...] | None = None,
    **values: object,
) -> Document:
    """Draft, fill and issue a document of the round, or of one activity of it.

    ``values`` are columns of the document; without ``references`` those of the draft stay.
    """
    paper = documents.draft_document(round=opened, kind=kind, activity=activity, by=by)
    if paper.is_issued:
        return paper
    documents.save_document(
        document=paper,
        values={"signatory": signatory, **values},
        references=_cited(paper) if references is None else list(references),
        version=paper.version,
        by=by,
    )
    return documents.issue_document(document=paper, number=number, series=series, date=day, by=by)


def _cited(paper: Document) -> list[dict[str, object]]:
    columns = ("source", "urgency", "code", "number", "date")
    return list(paper.references.values(*columns))


def allot(chosen: ChosenGroup, *, by: User, number: str, day: date) -> Activity:
    """The province's notice for the whole ceiling of activity 2."""
    budget = Decimal(chosen.round.programme.content.activity(2).budget)
    return allocations.allot(chosen=chosen, amount=budget, number=number, date=day, by=by)


def plan_days(
    activity: Activity,
    *,
    by: User,
    dates: tuple[date, date, date],
    places: tuple[str, str, str],
    site: tuple[str, int, str, str],
) -> None:
    """Dates and places of the three days; ``site`` is name, หมู่ที่, district code, subdistrict.

    The site runs the activity that the group has planned.
    """
    name, moo, district, subdistrict = site
    pairs = zip(dates, places, strict=True)
    activities.save_days(
        activity=activity,
        days={n: {"date": d, "place": p} for n, (d, p) in enumerate(pairs, start=1)},
        site={
            "site_name": name,
            "site_moo": moo,
            "site_subdistrict": Subdistrict.objects.get(district_id=district, name=subdistrict),
            "site_type": activity.nomination.activity_type,
        },
        version=activity.version,
        by=by,
    )


def send_plan(activity: Activity, *, by: User, reporter: tuple[str, str, date]) -> None:
    """The action plan, filled from the proposal, signed and sent."""
    plan = plans.begin_plan(activity=activity, by=by)
    items = [
        {
            "activity_name": item.activity_name,
            "steps": item.steps,
            "place": item.place,
            "capital": item.capital,
            "results": item.results,
            "remark": item.remark,
        }
        for item in plan.items.all()
    ]
    plans.save_plan(plan=plan, values=_reporter(reporter), items=items, version=plan.version, by=by)
    plans.submit_plan(plan=plan, by=by)


def write_summary(
    activity: Activity, *, by: User, answers: dict[str, object], reporter: tuple[str, str, date]
) -> SummaryReport:
    """The summary filled in, still the district's draft."""
    report = summaries.begin_summary(activity=activity, by=by)
    summaries.save_summary(
        report=report, values={**answers, **_reporter(reporter)}, version=report.version, by=by
    )
    return report


def _reporter(reporter: tuple[str, str, date]) -> dict[str, object]:
    return dict(zip(("reporter_name", "reporter_post", "report_date"), reporter, strict=True))


def district_office(code: str) -> Office:
    """The office of a district by its DOPA code."""
    return District.objects.select_related("office").get(code=code).office
