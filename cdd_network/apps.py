"""The ground every other app stands on."""

from django.apps import AppConfig


class CddNetworkConfig(AppConfig):
    """Offices, people, the year; registers the system checks."""

    name = "cdd_network"
    verbose_name = "พื้นฐานระบบ"

    def ready(self) -> None:
        from cdd_network import checks  # noqa: F401  (registers the system checks)
