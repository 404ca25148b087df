"""The first day of an installation: its ground, its first account, and the link that opens it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cdd_network import ground, thai
from cdd_network.accounts import names
from cdd_network.accounts.links import Handed, issue
from cdd_network.models import AuditRow, Office, Province, User
from cdd_network.models.audit import record
from cdd_network.roles import Role


class CannotBegin(Exception):
    """What was asked for does not fit what stands; the text says what to do, for the console."""


@dataclass(frozen=True)
class Begun:
    """What stands after ``begin``. ``link`` is told once; None when the first account has one.

    ``first`` is None where the top office's accounts were made otherwise.
    """

    first: User | None
    link: Handed | None
    made: bool


def begin(*, province: str | None, again: bool = False) -> Begun:
    """Load the ground and make the first account, or say what stands. Safe to run again.

    ``province`` is DOPA's code of the one that stands alone, None for the country: an installation
    of one province may grow to the country, the country never shrinks. With ``again`` an account
    that nobody has used yet gets another link. Raises CannotBegin.
    """
    ground.load_places()
    _check_place(province)
    ground.load_offices(province)
    ground.load_years()
    with transaction.atomic():
        # Two who begin at once: the second finds the account of the first.
        Office.objects.select_for_update(no_key=True).get(kind=Office.Kind.DEPARTMENT)
        top = _top_office(province)
        first = _first(top)
        if first is not None:
            anew = again and not first.has_usable_password() and first.is_active
            return Begun(first, issue(first, by=None) if anew else None, made=False)
        if top.users.filter(role=_TOP_ROLE[top.kind]).exists():
            return Begun(None, None, made=False)
        first = _make_first(top)
        return Begun(first, issue(first, by=None), made=True)


def province_named(text: str) -> str:
    """DOPA's code of a province by code or Thai name; call it after the places are loaded.

    Raises CannotBegin for one that takes no part.
    """
    name = thai.arabic_digits(text.strip()).removeprefix("จังหวัด")
    found = Province.objects.filter(code=name) | Province.objects.filter(name=name)
    if not found:
        raise CannotBegin(f"no province {text!r}: write its two digits, e.g. 31, or its Thai name")
    return found[0].code


def _check_place(province: str | None) -> None:
    standing = Office.objects.filter(kind=Office.Kind.PROVINCE)
    if province is None or not standing.exists():
        return
    alone = ground.province_alone()
    if alone is None:
        raise CannotBegin("the country stands here already: run begin --country")
    if alone != province:
        raise CannotBegin(
            f"province {alone} stands here already: an installation holds one province or the country"
        )


_TOP_ROLE = {Office.Kind.DEPARTMENT: Role.DEPARTMENT, Office.Kind.PROVINCE: Role.PROVINCE}


def _top_office(province: str | None) -> Office:
    """Where the first account belongs: nobody stands above it who could make it."""
    if province is None:
        return Office.objects.get(kind=Office.Kind.DEPARTMENT)
    return Office.objects.get(kind=Office.Kind.PROVINCE, province=province)


def _first(top: Office) -> User | None:
    begun = AuditRow.objects.filter(act="begin", office=top, subject_type=User._meta.label_lower)
    row = begun.last()
    return User.objects.select_related("office").get(pk=row.subject_id) if row else None


def _make_first(top: Office) -> User:
    role = _TOP_ROLE[top.kind]
    taken = {name.lower() for name in User.objects.values_list("username", flat=True)}
    first = User.objects.create_user(
        names.free_name(top, role, taken),
        role=role,
        office=top,
        display_name=names.shown_name(top, role),
    )
    record(first, "begin", by=first, username=first.username, role=role)
    return first
