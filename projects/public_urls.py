"""Short addresses behind the QR on the wall: check-in and survey, without an account."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from projects.views import public


class WallToken(StringConverter):
    """What ``projects.models.event.new_token`` makes; anything else is no address of ours."""

    regex = "[A-Za-z0-9_-]{22}"


register_converter(WallToken, "wall_token")

urlpatterns = [
    path("c/<wall_token:token>/", public.check_in, name="check_in"),
    path("q/<wall_token:token>/", public.survey, name="survey"),
]
