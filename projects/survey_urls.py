"""Addresses of the office's side of the survey."""

from django.urls import path

from projects.views import survey, tally

urlpatterns = [
    path("events/<int:pk>/survey/", survey.survey, name="event_survey"),
    path("events/<int:pk>/survey/<slug:moment>/times/", survey.survey_times, name="survey_times"),
    path("events/<int:pk>/survey/<slug:moment>/close/", survey.survey_close, name="survey_close"),
    path("events/<int:pk>/survey/<slug:moment>/tally/", tally.survey_tally, name="survey_tally"),
]
