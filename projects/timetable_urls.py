"""Addresses of an event's timetable and speakers."""

from django.urls import path

from projects.views import timetable, timetable_speakers

urlpatterns = [
    path("events/<int:pk>/timetable/", timetable.timetable, name="timetable"),
    path(
        "events/<int:pk>/timetable/speakers/",
        timetable_speakers.timetable_speakers,
        name="timetable_speakers",
    ),
    path("events/<int:pk>/timetable/<int:number>/", timetable.timetable_day, name="timetable_day"),
    path(
        "events/<int:pk>/timetable/<int:number>/curriculum/",
        timetable.timetable_curriculum,
        name="timetable_curriculum",
    ),
]
