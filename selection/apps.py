"""App configuration."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    """Rounds, committee, nominations, scores."""

    name = "selection"
