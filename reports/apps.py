"""App configuration."""

from django.apps import AppConfig
from django.core import checks


class ReportsConfig(AppConfig):
    """Papers, issued documents, summary, home."""

    name = "reports"

    def ready(self) -> None:
        """Listen to the selection, tell the editor of a section; look into the folder of fonts when the
        system is checked.
        """
        from reports import receivers  # noqa: F401  (its receivers connect themselves)
        from reports import stored as _stored  # noqa: F401  (what an office has stored)
        from reports.forms import wording  # noqa: F401  (a section of the programme's editor)
        from reports.search import receivers as _  # noqa: F401  (its own too)
        from reports.typeface import check_fonts

        checks.register(check_fonts)
