"""The door to a document that is to be changed: the own office's alone."""

from cdd_network.doors import open_door
from cdd_network.models import User
from cdd_network.roles import Can
from reports.models import Document


def open_own(user: User, pk: int) -> Document:
    """A document of the user's own office, or 404; what was only received is for reading."""
    return open_door(Document, user, Can.ISSUE_DOCUMENT, pk=pk, office_id=user.office_id)
