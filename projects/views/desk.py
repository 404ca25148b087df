"""The pages of a district's paper that plan and summary share: begun, shown, sent, returned,
accepted. Each paper brings how it is opened, shown, begun and sent; the rest is one way for all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from cdd_network import doors
from cdd_network.models import User
from cdd_network.roles import Can
from projects import cards, queries
from projects.actions import papers
from projects.forms.plan import ReturnForm
from projects.models import Activity, DistrictPaper
from projects.rules import check_sent
from projects.states import PaperState


@dataclass(frozen=True)
class Desk:
    """Views of one kind of paper. ``page`` shows it with the province's form of return."""

    model: type[DistrictPaper]
    kind: cards.PaperKind
    begins: Callable[[Activity, User], DistrictPaper]
    sends: Callable[[DistrictPaper, User], None]
    page: Callable[[HttpRequest, DistrictPaper, ReturnForm, int], HttpResponse]

    def open(self, request: HttpRequest, act: Can, pk: int) -> DistrictPaper:
        """The paper that the user may see, with its activity loaded, or 404."""
        return queries.with_activity(doors.open_door(self.model, request.user, act, pk=pk))

    @method_decorator(require_POST)
    def begin(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin the paper of activity ``pk``; a second click opens it."""
        activity = doors.open_door(Activity, request.user, Can.RUN_ACTIVITY, pk=pk)
        return redirect(self.kind.url("edit", self.begins(activity, request.user).pk))

    @method_decorator(require_safe)
    def show(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The paper as it stands: check before sending, or the province's desk."""
        return self.page(request, self.open(request, Can.SEE_ACTIVITY, pk), ReturnForm(), 200)

    @method_decorator(require_POST)
    def submit(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the paper; a second click leads to the same receipt."""
        found = self.open(request, Can.RUN_ACTIVITY, pk)
        if found.state != PaperState.SUBMITTED:
            self.sends(found, request.user)
        return redirect(self.kind.url("receipt", pk))

    @method_decorator(require_safe)
    def receipt(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was sent, when, and what happens next; refused before it is sent."""
        found = self.open(request, Can.RUN_ACTIVITY, pk)
        check_sent(found)
        return render(request, "projects/receipt.html", cards.receipt(self.kind, found))

    @method_decorator(require_POST)
    def give_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the paper back with the province's note."""
        found = self.open(request, Can.REVIEW_REPORT, pk)
        form = ReturnForm(request.POST)
        if not form.is_valid():
            return self.page(request, found, form, 422)
        papers.give_back(paper=found, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, f"ส่ง{self.kind.title}กลับให้อำเภอแก้ไขแล้ว")
        return redirect(self.kind.url("", pk))

    @method_decorator(require_POST)
    def accept(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept the paper."""
        found = self.open(request, Can.REVIEW_REPORT, pk)
        papers.accept(paper=found, by=request.user)
        messages.success(request, f"รับ{self.kind.title}แล้ว")
        return redirect(self.kind.url("", pk))
