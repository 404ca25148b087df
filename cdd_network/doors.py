"""The only way a view gets an object: what this user may see, or 404."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from cdd_network.roles import Can, may

if TYPE_CHECKING:
    from cdd_network.models import User

M = TypeVar("M", bound=Model)


def require(user: User, act: Can) -> None:
    """404 unless the user's role does this kind of thing: a closed door tells nothing."""
    if not may(user, act):
        raise Http404


def visible(kind: type[M], user: User, act: Can) -> QuerySet[M]:
    """All objects of ``kind`` that this user may see for this act, with what names them loaded."""
    require(user, act)
    queryset = kind._default_manager.visible_to(user)
    return queryset.with_place() if hasattr(queryset, "with_place") else queryset


def open_door(kind: type[M], user: User, act: Can, **lookup: object) -> M:
    """The one object of ``kind`` named by ``lookup`` that this user may see, or 404."""
    return get_object_or_404(visible(kind, user, act), **lookup)
