"""The ground every other app stands on."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CddNetworkConfig(AppConfig):
    """Offices, people, the year; registers the system checks, guards the trail after migrations."""

    name = "cdd_network"
    verbose_name = "พื้นฐานระบบ"

    def ready(self) -> None:
        from cdd_network import actions_sign_in, checks  # noqa: F401  (receivers, system checks)
        from cdd_network.trail_guard import lay_down

        post_migrate.connect(lay_down, sender=self)
