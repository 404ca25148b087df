"""The selection's pages at 23 districts × 3 nominations × 15 members and 2,000 groups.

Each page is opened in a small province too, in the same state: its queries must be the same, so
that no page's work grows by a query with the rows that it shows.
"""

from collections.abc import Callable, Iterator

from django.urls import reverse

from reports.models import Document
from selection.actions import decision
from selection.models import Declaration, Nomination, ScoreSheet
from tests.addresses import MOST_QUERIES
from tests.bench import crowd
from tests.bench.pages import measured, queries_of

Page = tuple[str, str, dict[str, object]]
Figure = tuple[str, float, str, str]
PLACES = {"half": ("45", "40"), "full": ("33", "80")}
"""DOPA codes of the provinces, the small one and the large one."""
MOST_P50 = 300


def figures() -> Iterator[Figure]:
    """Pages while half of the sheets are in, with all of them, decided, and announced."""
    small, large = _provinces("half")
    for one in (small, large):
        crowd.score(one, every=2)
        _silence(one)
    yield from _pages(small, large, _in_scoring)
    small, large = _provinces("full")
    for one in (small, large):
        crowd.score(one)
    yield from _pages(small, large, _all_in)
    for one in (small, large):
        crowd.decide(one, one.round)
    yield from _pages(small, large, _decided)
    for one in (small, large):
        decision.announce(round=one.round, by=one.province)
    yield from _pages(small, large, _announced)


def _provinces(state: str) -> tuple[crowd.Crowd, crowd.Crowd]:
    little, much = PLACES[state]
    return crowd.build(little, crowd.SMALL), crowd.build(much, crowd.LARGE)


def _silence(one: crowd.Crowd) -> None:
    """The last member has declared nothing yet, and so has no sheet."""
    ScoreSheet.objects.filter(member__user=one.members[-1]).delete()
    Declaration.objects.filter(member__user=one.members[-1]).delete()


def _pages(
    small: crowd.Crowd, large: crowd.Crowd, pages: Callable[[crowd.Crowd], Iterator[Page]]
) -> Iterator[Figure]:
    for (who, name, arguments), (_, _, little) in zip(pages(large), pages(small), strict=True):
        few = queries_of(_user(small, who), reverse(name, kwargs=little))
        page = measured(_user(large, who), reverse(name, kwargs=arguments))
        title = f"crowd.{pages.__name__.strip('_')}.{name}.{who}"
        yield f"{title}.p50", page.p50, "ms", f"<= {MOST_P50}"
        yield f"{title}.p95", page.p95, "ms", ""
        yield f"{title}.cpu", page.cpu, "ms", ""
        yield f"{title}.queries", page.queries, "queries", f"<= {MOST_QUERIES}"
        yield f"{title}.queries_more_than_small", abs(page.queries - few), "queries", "<= 0"


def _user(one: crowd.Crowd, who: str) -> str:
    people = {
        "province": one.province,
        "second": one.second,
        "district": one.district,
        "member": one.members[0],
        "silent": one.members[-1],
    }
    return people[who].username if who in people else ""


def _in_scoring(one: crowd.Crowd) -> Iterator[Page]:
    """Half of the sheets are in."""
    here = {"pk": one.round.pk}
    mine = {"pk": _drafted(one).pk}
    paper = next(seat for seat in one.seats if seat.on_paper)
    for who in ("province", "district", "member"):
        yield who, "home", {}
    for name in (
        "round",
        "round_meeting",
        "round_window",
        "round_districts",
        "round_criteria",
        "round_eligibility",
        "round_committee",
        "round_attendance",
        "round_declarations",
        "round_board",
        "round_paper",
        "round_scores",
    ):
        yield "province", name, here
    for who in ("province", "district"):
        yield who, "groups", {}
        yield who, "nominations", {}
        yield who, "nomination", mine if who == "province" else {"pk": one.nominations[0].pk}
    yield "province", "group", {"pk": one.nominations[0].group_id}
    yield "province", "seat_edit", {"pk": one.seats[0].pk}
    yield "silent", "declare", {}
    yield "member", "declare", {}
    yield "member", "scoring", {}
    yield "member", "score_sheet", mine
    yield "member", "score_submit", mine
    yield "member", "score_submit_all", {}
    yield "province", "seat_declare", {"pk": paper.pk}
    sheet = paper.sheets.filter(state="draft").first()
    yield "province", "paper_sheet", {"seat": paper.pk, "nomination": sheet.nomination_id}


def _drafted(one: crowd.Crowd) -> Nomination:
    """One of which the first member has a draft."""
    sheet = ScoreSheet.objects.filter(member__user=one.members[0], state="draft").first()
    return sheet.nomination


def _all_in(one: crowd.Crowd) -> Iterator[Page]:
    """Points may be seen."""
    here = {"pk": one.round.pk}
    for name in ("round", "round_board", "round_scores", "round_decide"):
        yield "province", name, here
    yield "province", "round_result_of", {**here, "nomination": one.nominations[0].pk}
    yield "member", "scoring", {}


def _decided(one: crowd.Crowd) -> Iterator[Page]:
    """Pending until announced."""
    here = {"pk": one.round.pk}
    for name in ("round", "round_decision", "round_scores", "round_announce"):
        yield "province", name, here


def _announced(one: crowd.Crowd) -> Iterator[Page]:
    """The result is public; the draft of the announcement is made."""
    here = {"pk": one.round.pk}
    for name in ("round", "round_scores", "round_correct", "round_explain"):
        yield "province", name, here
    yield "province", "round_explain_of", {**here, "nomination": one.nominations[-1].pk}
    yield "province", "document", {"pk": Document.objects.get(round=one.round).pk}
    for who in ("province", "district"):
        yield who, "nominations", {}
    yield "district", "nomination", {"pk": one.nominations[0].pk}
    yield "public", "public_result", {"token": one.round.token}
