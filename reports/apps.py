"""App configuration."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Papers, issued documents, summary, home."""

    name = "reports"
