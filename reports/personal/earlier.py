"""A name in earlier versions of forms, where it may stand after it was taken out of the form itself.

They are packed, so that each is read: about 0.1 ms one, and of the own province alone. The department
leaves this to the provinces, whose districts' drafts they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from cdd_network.models import FormVersion
from reports.trail.forms import form_called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from cdd_network.models import User
    from reports.personal.finding import Asked


def earlier_of(user: User) -> QuerySet[FormVersion]:
    """Versions of the forms of the officer's province, the newest first: of each form that one of its
    offices has saved, also what was found before that.
    """
    if not user.is_province:
        return FormVersion.objects.none()
    own = FormVersion.objects.filter(
        subject_type=OuterRef("subject_type"),
        subject_id=OuterRef("subject_id"),
        by__office__province=user.office.province_id,
    )
    return FormVersion.objects.filter(Exists(own)).order_by("-pk")


def earlier(user: User, asked: Asked) -> Iterator[tuple[FormVersion, str, str]]:
    """Of each form with a version that may hold the name, the newest such; its text; what it is
    called. One query.
    """
    told = set()
    for one in earlier_of(user).select_related("by__office").iterator(chunk_size=200):
        form = (one.subject_type, one.subject_id, one.form)
        if form not in told and one.may_say(asked.words):
            told.add(form)
            kept = form_called(one.form)
            yield one, "\n".join(text for _, text in one.said), kept.title if kept else ""


def all_of_the_form(one: FormVersion) -> QuerySet[FormVersion]:
    """Every version of the form that ``one`` is a version of."""
    return FormVersion.objects.filter(
        subject_type=one.subject_type, subject_id=one.subject_id, form=one.form
    )
