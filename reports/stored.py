"""What the photographs of an office take, for its page and its bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Sum

from cdd_network.storage_use import Stored, counted
from cdd_network.uploads import PHOTO
from reports.models import Photo

if TYPE_CHECKING:
    from cdd_network.models import Office


@counted
def photographs(office: Office) -> Stored:
    """Both copies of each; one removed a moment ago no longer counts."""
    held = Photo.objects.filter(report__activity__office=office)
    told = held.aggregate(files=Count("pk"), size=Sum("size"))
    return Stored(PHOTO.name, told["files"], told["size"] or 0)
