"""Pages of the demonstration, each with the role that opens it: for the bench and the pictures."""

from collections.abc import Iterator

from django.urls import reverse

from reports.models import Document, Enclosure, Photo, SummaryReport
from selection.models import CommitteeMember, Nomination, Round

PAPERS = {"plan_pdf", "summary_pdf", "form_pdf"}
"""Addresses that set a PDF while one waits; a page's CPU aim does not speak of them."""

MOST_QUERIES = 12
"""How many queries a page may take, however many rows it shows."""


def bench_addresses() -> Iterator[tuple[str, str, str]]:
    """(user name or '', URL name, path) of every page that a person opens in the demonstration."""
    for username, name, arguments in _rows():
        yield username, name, reverse(name, kwargs=arguments)


def scoring_addresses() -> Iterator[tuple[str, str, str]]:
    """Pages that are open while Surin scores."""
    opened = {"pk": Round.objects.get(office__province_id="32").pk}
    nomination = {"pk": Nomination.objects.get(office__district_id="3205").pk}
    for name in ("round_board", "round_declarations", "round_scores", "round_decide"):
        yield "surin", name, reverse(name, kwargs=opened)
    yield "surin-committee1", "declare", reverse("declare")
    yield "surin-committee1", "scoring", reverse("scoring")
    yield "surin-committee1", "score_sheet", reverse("score_sheet", kwargs=nomination)


def writing_addresses() -> Iterator[tuple[str, str, str]]:
    """Pages that are open while a district of Surin writes its plan and summary."""
    report = SummaryReport.objects.get(
        activity__allocation__chosen__round__office__province_id="32"
    )
    activity = {"pk": report.activity_id}
    plan = {"pk": report.activity.actionplan.pk}
    draft = Document.objects.get(office__province_id="32", kind="committee_order")
    yield "prasat", "home", reverse("home")
    yield "prasat", "activity", reverse("activity", kwargs=activity)
    yield "prasat", "activity_days", reverse("activity_days", kwargs=activity)
    yield "prasat", "plan_edit", reverse("plan_edit", kwargs=plan)
    yield "prasat", "summary_edit", reverse("summary_edit", kwargs={"pk": report.pk})
    yield "prasat", "summary_photos", reverse("summary_photos", kwargs={"pk": report.pk})
    yield "surin", "document", reverse("document", kwargs={"pk": draft.pk})
    yield "surin", "document_edit", reverse("document_edit", kwargs={"pk": draft.pk})


def _newest(province: str) -> Round:
    return Round.objects.filter(office__province_id=province).latest("programme__year")


def _rows() -> Iterator[tuple[str, str, dict[str, object]]]:
    yield "", "sign_in", {}
    for user in ("department", "buriram", "krasang", "committee1"):
        yield user, "home", {}
    for name in ("country", "country_groups", "country_provinces", "country_years"):
        yield "department", name, {}
    yield (
        "department",
        "country_province",
        {"pk": _newest("31").office_id},
    )
    yield "krasang", "guide", {}
    for name in ("own_account", "own_password", "factor"):
        yield "krasang", name, {}
    yield from _selection()
    yield from _documents()
    yield from _district()


def _selection() -> Iterator[tuple[str, str, dict[str, object]]]:
    buriram, surin = ({"pk": _newest(province).pk} for province in ("31", "32"))
    nomination = {"pk": Nomination.objects.get(office__district_id="3103").pk}
    returned = {"pk": Nomination.objects.get(office__district_id="3207").pk}
    for name in ("rounds", "nominations", "groups", "documents", "register", "activities"):
        yield "department", name, {}
        yield "buriram", name, {}
    for name in ("nominations", "groups", "documents", "activities", "nomination_new", "group_new"):
        yield "krasang", name, {}
    yield "committee1", "scoring", {}
    for name in ("round", "round_committee", "round_criteria", "round_eligibility", "round_scores"):
        yield "buriram", name, buriram
    for name in ("round_attendance", "round_decision", "round_explain", "round_correct"):
        yield "buriram", name, buriram
    yield "", "public_result", {"token": Round.objects.get(**buriram).token}
    yield "surin", "round", surin
    yield "surin", "round_window", surin
    yield "surin", "round_districts", surin
    yield "surin", "round_meeting", surin
    yield "buriram", "seat_edit", {"pk": CommitteeMember.objects.filter(round=buriram["pk"])[0].pk}
    yield "buriram", "nomination", nomination
    yield "krasang", "group", {"pk": Nomination.objects.get(**nomination).group_id}
    yield "rattanaburi", "nomination_edit", returned
    yield "committee1", "score_sheet", nomination


def _documents() -> Iterator[tuple[str, str, dict[str, object]]]:
    letter = Document.objects.get(kind="selection_letter", office__province_id="31")
    enclosure = Enclosure.objects.filter(document=letter).first()
    yield "buriram", "document", {"pk": letter.pk}
    yield "krasang", "document", {"pk": letter.pk}
    yield "buriram", "document_pdf", {"pk": letter.pk}
    yield "", "public_document", {"token": letter.token}
    yield "", "public_enclosure", {"token": letter.token, "number": enclosure.number}
    yield "krasang", "form_pdf", {"kind": "plan"}
    yield "buriram", "office", {}


def _district() -> Iterator[tuple[str, str, dict[str, object]]]:
    photo = Photo.objects.filter(report__activity__office__district_id="3103").earliest("pk")
    report = photo.report
    plan = report.activity.actionplan
    yield "krasang", "activity", {"pk": report.activity_id}
    yield "buriram", "activity", {"pk": report.activity_id}
    yield "krasang", "plan", {"pk": plan.pk}
    yield "buriram", "summary", {"pk": report.pk}
    yield "krasang", "photo_image", {"pk": photo.pk}
    yield "buriram", "plan_pdf", {"pk": plan.pk}
    yield "buriram", "summary_pdf", {"pk": report.pk}
