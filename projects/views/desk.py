"""The pages of a district's paper that plan and summary share: begun, shown, sent, returned,
accepted, opened again, its versions. Each paper brings how it is opened, shown, begun and sent; the
rest is one way for all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import doors
from cdd_network.editing import looked_at
from cdd_network.models import User
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from cdd_network.versions import Stale
from projects import cards, paper_versions, queries
from projects.actions import papers
from projects.forms.papers import ReturnForm
from projects.models import Activity, DistrictPaper
from projects.paper_answers import Section, closing, trail_of
from projects.paper_rules import held_by
from projects.rules import check_edit, check_reopen, check_review, check_sent
from projects.states import PaperState


@dataclass(frozen=True)
class Desk:
    """Views of one kind of paper. ``page`` shows it with what ``shared`` tells of any paper;
    ``sections`` are its answers.
    """

    model: type[DistrictPaper]
    kind: cards.PaperKind
    begins: Callable[[Activity, User], DistrictPaper]
    sends: Callable[[DistrictPaper, int, User], None]
    sections: Callable[[DistrictPaper], list[Section]]
    page: Callable[[HttpRequest, DistrictPaper, dict[str, object]], HttpResponse]

    def open(self, request: HttpRequest, act: Can, pk: int) -> DistrictPaper:
        """The paper that the user may see, with its activity loaded, or 404."""
        found = doors.open_door(self.model, request.user, act, pk=pk)
        return queries.with_activity(found, self.kind.then)

    def shared(self, user: User, paper: DistrictPaper) -> dict[str, object]:
        """What the pages of both papers show alike: card, answers with notes, who may do what."""
        may_edit = not refusal_of(check_edit, user, paper)
        held = held_by(paper) if may_edit else {}
        sections = closing(self.sections(paper), held)
        notes = paper.notes
        return {
            "kind": self.kind,
            "paper": paper,
            "activity": paper.activity,
            "card": cards.paper_card(user, self.kind, paper.activity, paper),
            "sections": [
                (one.title, one.rows(notes, linked=may_edit)) for one in sections if not one.silent
            ],
            "held": cards.held_words(held),
            "trail": trail_of(paper, sections),
            "urls": {name: self.kind.url(name, paper.pk) for name in ADDRESSES},
            "may_edit": may_edit,
            "may_review": not refusal_of(check_review, user, paper),
            "may_reopen": not refusal_of(check_reopen, user, paper),
        }

    @method_decorator(require_POST)
    def begin(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin the paper of activity ``pk``; a second click opens it."""
        activity = doors.open_door(Activity, request.user, Can.RUN_ACTIVITY, pk=pk)
        return redirect(self.kind.url("edit", self.begins(activity, request.user).pk))

    @method_decorator(require_safe)
    def show(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The paper as it stands: check before sending, or the province's desk."""
        found = self.open(request, Can.SEE_ACTIVITY, pk)
        return self.page(request, found, self.shared(request.user, found))

    @method_decorator(require_POST)
    def submit(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the paper; a second click leads to the same receipt."""
        found = self.open(request, Can.RUN_ACTIVITY, pk)
        if found.state != PaperState.SUBMITTED:
            self.sends(found, looked_at(request.POST), request.user)
        return redirect(self.kind.url("receipt", pk))

    @method_decorator(require_safe)
    def receipt(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was sent, when, and what happens next; refused before it is sent."""
        found = self.open(request, Can.RUN_ACTIVITY, pk)
        check_sent(found)
        last = paper_versions.last_two(found)
        context = cards.receipt(self.kind, found) | {"last": last}
        return render(request, "projects/receipt.html", context)

    @method_decorator(require_safe)
    def versions(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was sent each time, and what two of them differ in; the last two unless asked."""
        found = self.open(request, Can.SEE_ACTIVITY, pk)
        asked = (request.GET.get("one", ""), request.GET.get("other", ""))
        context = {
            "kind": self.kind,
            "paper": found,
            "activity": found.activity,
            "paper_url": self.kind.url("", pk),
            "page": paper_versions.versions_page(found, asked),
        }
        return render(request, "projects/versions.html", context)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def give_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the paper back with the province's notes."""
        done = f"ส่ง{self.kind.joined}กลับให้อำเภอแก้ไขแล้ว"
        return self._with_notes(request, pk, check_review, papers.give_back, done)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def reopen(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take the acceptance back, with the province's notes."""
        done = f"เปิด{self.kind.joined}ให้อำเภอแก้ไขอีกครั้งแล้ว"
        return self._with_notes(request, pk, check_reopen, papers.reopen, done)

    def _with_notes(
        self,
        request: HttpRequest,
        pk: int,
        check: Callable[..., None],
        act: Callable[..., None],
        done: str,
    ) -> HttpResponse:
        """The answers with a field of note beside each; posted, do ``act`` with the notes."""
        found = self.open(request, Can.REVIEW_REPORT, pk)
        form = self._return_form(request, found)
        if request.method != "POST":
            check(request.user, found)
            return self._return_page(request, found, form, 200)
        if not form.is_valid():
            return self._return_page(request, found, form, 422)
        given = {"note": form.cleaned_data["note"], "items": form.items()}
        try:
            act(paper=found, **given, version=looked_at(request.POST), by=request.user)
        except Stale as stale:
            found = self.open(request, Can.REVIEW_REPORT, pk)
            form = self._return_form(request, found)
            form.add_error(None, stale.reason)
            return self._return_page(request, found, form, 409)
        messages.success(request, done)
        return redirect(self.kind.url("", pk))

    def _return_form(self, request: HttpRequest, found: DistrictPaper) -> ReturnForm:
        held = held_by(found)
        sections = closing(self.sections(found), held)
        return ReturnForm(request.POST or None, sections=sections, held=cards.held_words(held))

    def _return_page(
        self, request: HttpRequest, found: DistrictPaper, form: ReturnForm, status: int
    ) -> HttpResponse:
        context = {
            "kind": self.kind,
            "paper": found,
            "activity": found.activity,
            "paper_url": self.kind.url("", found.pk),
            "form": form,
        }
        return render(request, "projects/paper_return.html", context, status=status)

    @method_decorator(require_POST)
    def accept(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept the paper."""
        found = self.open(request, Can.REVIEW_REPORT, pk)
        papers.accept(paper=found, version=looked_at(request.POST), by=request.user)
        messages.success(request, f"รับ{self.kind.joined}แล้ว")
        return redirect(self.kind.url("", pk))


ADDRESSES = ("edit", "submit", "return", "accept", "reopen", "versions")
"""Pages and acts of a paper that its own page leads to."""
