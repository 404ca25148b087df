"""Who is signed in, loaded with the office: every page asks whose things one sees."""

from django.contrib.auth.backends import ModelBackend

from cdd_network.models import User


class OfficeBackend(ModelBackend):
    """Django's own, with the office in the same query."""

    def get_user(self, user_id: int) -> User | None:
        """The active user of the session, or None."""
        found = User.objects.select_related("office").filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None
