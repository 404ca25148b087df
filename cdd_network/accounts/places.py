"""Where a new account may belong: (office and role) as one choice, and what it would be called."""

from __future__ import annotations

from cdd_network.accounts import names, rules
from cdd_network.accounts.queries import next_number, offices_of
from cdd_network.models import Office, User
from cdd_network.roles import Role


def places_for(user: User) -> list[tuple[str, str]]:
    """(«12:district», «อำเภอกระสัง – เจ้าหน้าที่อำเภอ») of every account that ``user`` may make."""
    return [
        (f"{pk}:{role}", f"{name} – {Role(role).label}")
        for pk, name, kind in offices_of(user)
        for role in rules.roles_made(user, kind)
    ]


def office_and_role(place: str) -> tuple[Office, str]:
    """What a choice of ``places_for`` stands for."""
    pk, _, role = place.partition(":")
    return Office.objects.get(pk=pk), role


def suggested(place: str) -> dict[str, str]:
    """User name and shown name that an account of this place would get."""
    office, role = office_and_role(place)
    taken = {name.lower() for name in User.objects.values_list("username", flat=True)}
    return {
        "username": names.free_name(office, role, taken),
        "name": names.shown_name(office, role, next_number(office, role)),
    }
