"""App configuration."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Budget gate, three days, action plan."""

    name = "projects"
