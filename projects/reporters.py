"""Who reports: asked once, whichever of an activity's papers was written first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projects.models import DistrictPaper
from projects.queries import paper_of

if TYPE_CHECKING:
    from projects.models import Activity

NAMES = ("reporter_name", "reporter_post")


def other_reporter(activity: Activity, kind: type[DistrictPaper]) -> dict[str, str]:
    """Name and post as a paper of another kind has them, nothing while none names anybody; a query
    unless that paper was loaded with the activity."""
    for one in DistrictPaper.__subclasses__():
        paper = None if one is kind else paper_of(activity, one)
        if paper and paper.reporter_name:
            return {name: getattr(paper, name) for name in NAMES}
    return {}


def offered_reporter(paper: DistrictPaper) -> str:
    """«name post» to be put in by one tap while the paper names nobody; '' when there is none."""
    if any(getattr(paper, name) for name in NAMES):
        return ""
    found = other_reporter(paper.activity, type(paper))
    return " ".join(found[name] for name in NAMES if found).strip()
