"""Who reports: asked once, whichever of an activity's papers was written first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from projects.models import DistrictPaper

if TYPE_CHECKING:
    from projects.models import Event

NAMES = ("reporter_name", "reporter_post")


def other_reporter(event: Event, kind: type[DistrictPaper]) -> dict[str, str]:
    """Name and post as a paper of another kind has them; nothing while none names anybody."""
    for one in DistrictPaper.__subclasses__():
        named = one.objects.filter(activity=event.pk).exclude(reporter_name="")
        found = None if one is kind else named.values(*NAMES).first()
        if found:
            return found
    return {}


def offered_reporter(paper: DistrictPaper) -> str:
    """«name post» to be put in by one tap while the paper names nobody; '' when there is none."""
    if any(getattr(paper, name) for name in NAMES):
        return ""
    found = other_reporter(paper.activity, type(paper))
    return " ".join(found[name] for name in NAMES if found).strip()
