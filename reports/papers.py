"""Which paper a row becomes: documents of a round, blank forms, a district's filled forms."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from cdd_network import thai
from cdd_network.models import Programme
from projects.models import ActionPlan, Activity, PlanItem
from projects.states import PaperState
from reports import facts, letters, letters_programme, parts, pdf, qr, wording
from reports.models import Document, SummaryReport

QR_ASSET = "qr.svg"
UNSENT = {PaperState.DRAFT, PaperState.RETURNED}


@dataclass(frozen=True)
class Stamp:
    """What the office's central register gives a document: number (if its kind has one) and date."""

    number: int | None
    circular: bool
    day: date


def stamp_of(document: Document) -> Stamp | None:
    """The stamp of an issued document, None for a draft."""
    if not document.is_issued:
        return None
    return Stamp(document.number, document.circular, document.date)


def public_address(document: Document) -> str:
    """The whole address behind the letter's QR."""
    return f"{settings.SITE_URL}{reverse('public_document', args=[document.token])}"


def paper_of(document: Document, stamp: Stamp | None) -> letters.Paper:
    """The document as paper; without a stamp it is a draft with number and date blank."""
    makers = {
        Document.Kind.COMMITTEE_ORDER: _order,
        Document.Kind.ANNOUNCEMENT: _announcement,
        Document.Kind.SELECTION_LETTER: _letter,
    }
    return makers[Document.Kind(document.kind)](document, stamp)


def _common(document: Document, stamp: Stamp | None) -> dict[str, object]:
    return {
        "author": document.office.name,
        "draft": stamp is None,
        "head": facts.letterhead(document.office),
        "signature": facts.signature(document.signatory),
        "day": stamp.day if stamp else None,
    }


def _number(stamp: Stamp | None) -> str:
    return str(stamp.number) if stamp and stamp.number else ""


def _order(document: Document, stamp: Stamp | None) -> letters.CommitteeOrder:
    common = facts.programme_facts(document.round)
    seats = document.round.seats.all()
    return letters.CommitteeOrder(
        **_common(document, stamp),
        files=facts.files_of(document.office),
        subject=wording.order_subject(common),
        body=wording.order_body(common),
        year=thai.be_year(stamp.day) if stamp else document.round.programme.year,
        number=_number(stamp),
        seats=tuple(parts.Seat(s.post, s.get_seat_display()) for s in seats),
        duties=document.round.programme.content.committee_duties,
    )


def _announcement(document: Document, stamp: Stamp | None) -> letters.Announcement:
    common = facts.programme_facts(document.round)
    chosen = facts.chosen_of(document.round)
    return letters.Announcement(
        **_common(document, stamp),
        files=facts.files_of(document.office),
        subject=wording.announcement_subject(common),
        body=wording.announcement_body(common),
        groups=tuple(facts.group_address(c.nomination.group) for c in chosen),
    )


def _letter(document: Document, stamp: Stamp | None) -> letters.Letter:
    cited = facts.references(document.references.all())
    enclosed = facts.enclosures(document.office.short_name, facts.announced_on(document.round))
    said = facts.selection_facts(document, enclosed, len(cited))
    address = public_address(document)
    return letters.Letter(
        **_common(document, stamp),
        files={**facts.files_of(document.office), QR_ASSET: qr.svg(address)},
        subject=wording.selection_subject(said),
        body=wording.selection_letter_body(said),
        to=facts.addressees(facts.chosen_of(document.round)),
        number=_number(stamp),
        circular=stamp.circular if stamp else document.circular,
        references=cited,
        enclosures=enclosed,
        qr=parts.Qr(QR_ASSET, address),
    )


def subject_of(document: Document) -> str:
    """What the document is about, one line, for pages that name it."""
    common = facts.programme_facts(document.round)
    makers = {
        Document.Kind.COMMITTEE_ORDER: wording.order_subject,
        Document.Kind.ANNOUNCEMENT: wording.announcement_subject,
        Document.Kind.SELECTION_LETTER: wording.selection_subject,
    }
    return " ".join(makers[Document.Kind(document.kind)](common).split())


FORMS = ("procedure", "curriculum", "plan", "summary")
"""Papers of a programme alone, by the keys of the letter's enclosures 2–5."""


def form_of(programme: Programme, key: str) -> letters.Paper:
    """A paper made of the year's programme alone; KeyError for an unknown key."""
    content, year = programme.content, programme.year
    reporter = parts.Reporter(year)
    author = facts.DEPARTMENT
    made = {
        "procedure": lambda: letters_programme.Procedure(
            author=author, content=content, fiscal_year=year
        ),
        "curriculum": lambda: letters_programme.Curriculum(
            author=author, content=content, fiscal_year=year
        ),
        "plan": lambda: letters.ActionPlan(
            author=author, form=content.plan_form, reporter=reporter
        ),
        "summary": lambda: letters.Summary(
            author=author, form=content.summary_form, reporter=reporter
        ),
    }
    return made[key]()


class Source:
    """A paper ready to be set: its HTML and pictures, known by ``digest`` before any page is set."""

    def __init__(self, paper: letters.Paper) -> None:
        self.html, self.files = str(paper), paper.files
        told = hashlib.sha256(self.html.encode())
        for name in sorted(self.files):
            told.update(name.encode() + hashlib.sha256(self.files[name]).digest())
        self.digest = told.hexdigest()

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and self.digest == other.digest

    def pdf(self) -> pdf.Pdf:
        """The PDF; the same source is set once in a process, as long as it is remembered."""
        return _set(self)


@lru_cache(maxsize=16)
def _set(source: Source) -> pdf.Pdf:
    return pdf.render(source.html, files=source.files)


def form_pdf(programme: Programme, key: str) -> pdf.Pdf:
    """The paper of ``form_of`` set as PDF."""
    return Source(form_of(programme, key)).pdf()


def plan_of(plan: ActionPlan) -> letters.ActionPlan:
    """A district's action plan in the department's form; «ร่าง» until it is sent."""
    activity = Activity.objects.with_place().get(pk=plan.activity_id)
    form = activity.programme.content.plan_form
    return letters.ActionPlan(
        author=activity.nomination.office.name,
        draft=plan.state in UNSENT,
        form=form,
        reporter=_reporter(plan, activity),
        group=facts.group_address(activity.group),
        study_site=facts.study_site(activity),
        rows=tuple(_plan_row(item) for item in plan.items.all()),
    )


def _plan_row(item: PlanItem) -> parts.PlanRow:
    return parts.PlanRow(
        item.activity_name,
        facts.lines(item.steps),
        item.place,
        "" if item.capital is None else thai.money_text(item.capital),
        facts.lines(item.results),
        item.remark,
    )


def summary_of(report: SummaryReport) -> letters.Summary:
    """A district's summary with its photographs; «ร่าง» until it is sent."""
    activity = Activity.objects.with_place().get(pk=report.activity_id)
    shown, files = facts.photos(report)
    return letters.Summary(
        author=activity.nomination.office.name,
        draft=report.state in UNSENT,
        files=files,
        form=activity.programme.content.summary_form,
        reporter=_reporter(report, activity),
        district=activity.nomination.office.district.name,
        province=activity.chosen.round.office.province.name,
        answers=facts.summary_answers(report, activity),
        narratives=(report.day_1, report.day_2, report.day_3),
        photos=shown,
    )


def _reporter(paper: ActionPlan | SummaryReport, activity: Activity) -> parts.Reporter:
    return parts.Reporter(
        activity.programme.year, paper.reporter_name, paper.reporter_post, paper.report_date
    )
