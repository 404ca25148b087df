"""«ประวัติ» on the page of a thing: its last acts, and the way to all of them and to its versions."""

from django import template
from django.db.models import Model

from cdd_network.models import User
from cdd_network.roles import Can, may
from reports.trail.queries import last_acts
from reports.trail.things import by_label

register = template.Library()


@register.inclusion_tag("reports/_last_acts.html")
def last_acts_of(thing: Model, user: User) -> dict[str, object]:
    """The newest acts on ``thing``, which its reader has before him; nothing for who reads no trail."""
    told = way_to_acts_of(thing, user)
    return told | {"acts": last_acts(user, told["kind"], thing)} if told else {}


@register.inclusion_tag("reports/_last_acts.html")
def way_to_acts_of(thing: Model, user: User) -> dict[str, object]:
    """The way to the acts alone, without a query: for pages that tell the steps of a thing themselves."""
    kind = by_label().get(thing._meta.label_lower)
    if kind is None or thing.pk is None or not may(user, Can.READ_TRAIL):
        return {}
    return {"kind": kind, "pk": thing.pk}
