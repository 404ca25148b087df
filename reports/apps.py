"""App configuration."""

from django.apps import AppConfig
from django.core import checks


class ReportsConfig(AppConfig):
    """Papers, issued documents, summary, home."""

    name = "reports"

    def ready(self) -> None:
        """Listen to the selection; look into the folder of fonts when the system is checked."""
        from reports import receivers  # noqa: F401  (its receivers connect themselves)
        from reports.typeface import check_fonts

        checks.register(check_fonts)
